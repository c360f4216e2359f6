/**
 * Breadth-first through the talk machine by what people and the world can do: counters are bounded, so it ends. What it finds is
 * every state, every transition and one saved talk that stands in each.
 */
import { isDeepStrictEqual } from "node:util";
import { type AnyStateNode, transition } from "xstate";
import type { Channel, Facts } from "../../core/conversation/facts.ts";
import { converse, heardIn, type Turn } from "../../core/conversation/converse.ts";
import type { Input, SavedTalk } from "../../core/conversation/input.ts";
import { talkMachine } from "../../core/conversation/machine.ts";
import { paymentMachine } from "../../core/conversation/pending-payment.ts";
import { restore } from "../../core/conversation/restore.ts";
import { paymentLeaves, type Standing, step, talkLeaves } from "../../core/conversation/step.ts";
import { VERSION } from "../../core/conversation/migrations.ts";
import type { TalkEvent } from "../../core/conversation/talk-event.ts";
import { STAGE_MS } from "./stage-accounts.ts";
import { factsWith } from "./stages.ts";
import { type Move, movesAt, worldsFor } from "./talk-moves.ts";
import { worlds } from "./talk-worlds.ts";

/** States that only a word of one task leads to: what is asked beside one, or paid, was met beside another. */
const onlyTold: ReadonlySet<string> = new Set([
  "receiptTold",
  "useTold",
  "ratesTold",
  "owedTold",
  "whyTold",
  "statusTold",
  "placesTold",
  "dangerAsk",
  "dangerGas",
  "dangerWire",
  "dangerGasUnreached",
  "dangerWireUnreached",
  "outageTold",
  "outageForBalance",
  "outageNoted",
  "moveNoted",
  "alertSet",
  "alertOff",
  "callMeNoted",
  "kindEnded",
  "verifyYes",
  "verifyNo",
  "aidTold",
  "turnOnTold",
  "offerNone",
  "offerCame",
  "callSupply",
  "callMoney",
  "callUse",
  "callAccount",
  "callMessages",
  "callFurther",
]);

/** The third miss in a row ends a question on every channel. */
const MISSES_KEPT_MAX = 2;

/**
 * What makes a standing new: a pair of its parts that was not seen together before. The whole of it would never end; less would miss
 * what a guard reads.
 */
function newsOf({ value, context }: Standing): readonly string[] {
  if (onlyTold.has(value.talk)) return [value.talk];
  // What came of terms is told by which of them it was.
  if (value.talk === "offerAgreed") return [`${value.talk} ${String(context.offer?.what)}`];
  const { question, misses } = context;
  const count = Math.min(misses.noInput + misses.noMatch, MISSES_KEPT_MAX);
  const asked = question?.kind === "account" ? `account ${question.task}` : String(question?.kind);
  // Which account is asked is answered where it is asked: elsewhere it is one open question like another.
  const open = value.talk === "chooseAccount" ? asked : String(question?.kind);
  return [
    `${value.talk}, ${open}`,
    `${asked}, ${String(count)} missed, ${value.payment}`,
    `${value.talk}, ${value.payment}`,
    ...kioskNews(value.talk, context.kiosk),
    `${value.talk}, ${context.handOver === null ? "nothing" : "something"} handed over`,
  ];
}

/** What a visit at a terminal has come to, apart from sums. */
function kioskNews(talk: string, kiosk: Standing["context"]["kiosk"]): readonly string[] {
  if (kiosk === null) return [];
  const { found, accountId, amountMinor, cashMinor, owedNotes, heldMinor, isHelp } = kiosk;
  return [
    `${talk}, ${String(found.length)} found, ${String(accountId)}`,
    `${talk}, ${amountMinor === null ? "no" : "an"} amount, ${String(accountId)}`,
    `${talk}, cash ${String(cashMinor > 0)}, owed ${String(owedNotes.length > 0)}, held ${String(heldMinor > 0)}`,
    `${talk}, help ${String(isHelp)}`,
  ];
}

/** Every transition of the machines by name: the event, where it is taken from, and which of its branches. */
export function allTransitions(): Set<string> {
  const names = new Set<string>();
  for (const node of [...nodesFrom(talkMachine.root), ...nodesFrom(paymentMachine.root)]) {
    for (const [event, branches] of node.transitions) {
      branches.forEach((_branch, at) => names.add(transitionName(node.id, event, at)));
    }
  }
  return names;
}

function nodesFrom(node: AnyStateNode): readonly AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap((below) => nodesFrom(below))];
}

function transitionName(from: string, event: string, branch: number): string {
  return `${from} ${event} #${String(branch)}`;
}

function transitionsTaken(standing: Standing, event: TalkEvent | null): readonly string[] {
  if (event === null) return [];
  const { talk, payment } = standing.value;
  const from = { state: talk, context: standing.context };
  const { context } = talkLeaves.step(from, event);
  const said = talkLeaves.chosen(from, event);
  const paid = paymentLeaves.chosen({ state: payment, context }, event);
  return [said, paid].flatMap((one) => {
    if (one === undefined) return [];
    const at = one.source.transitions.get(one.eventType)?.indexOf(one) ?? -1;
    return transitionName(one.source.id, one.eventType, at);
  });
}

/** Where the two machines stand after an event, by XState's own `transition()`. */
function byXstate(standing: Standing, event: TalkEvent): Standing {
  const from = talkLeaves.at({ state: standing.value.talk, context: standing.context });
  const [{ value: talk, context }] = transition(talkMachine, from, event);
  const paying = paymentLeaves.at({ state: standing.value.payment, context });
  const [{ value: payment, context: after }] = transition(paymentMachine, paying, event);
  return { value: { talk, payment }, context: after };
}

const devices = { acceptor: "ready", reader: "ready", takesCards: true } as const;
const noDevices = { acceptor: "away", reader: "away", takesCards: true, isPage: true } as const;

/** What a line has beyond what is true of its accounts. */
function lineOf(channel: Channel): Partial<Facts["line"]> {
  const freshCode = "12345678";
  if (channel === "portal") return { freshCode, kiosk: noDevices };
  return channel === "kiosk" ? { freshCode, kiosk: devices } : { freshCode };
}

/** One talk that stands somewhere new, and how the last turn ended there. */
export interface Found {
  readonly channel: Channel;
  readonly saved: SavedTalk;
  readonly standing: Standing;
  readonly facts: Facts;
  readonly nowMs: number;
}

export interface Walked {
  readonly found: readonly Found[];
  readonly transitions: ReadonlySet<string>;
  /** How the payment machine moved, "none requested" and the like. */
  readonly payments: ReadonlySet<string>;
  readonly turns: number;
  /** Of one turn for each transition from each state: those after which we stand elsewhere than XState's own would. */
  readonly apart: readonly string[];
}

/** Walks one channel; `look` sees every turn that is taken. */
export function walkTalk(channel: Channel, look: (turn: Turn, input: Input) => void): Walked {
  const found: Found[] = [];
  const seen = new Set<string>();
  const transitions = new Set<string>();
  const payments = new Set<string>();
  const compared = new Set<string>();
  const apart: string[] = [];
  let turns = 0;
  const visit = (at: Found): void => {
    const news = newsOf(at.standing).filter((one) => !seen.has(one));
    for (const one of news) seen.add(one);
    if (news.length > 0) found.push(at);
  };
  const begin: Standing = restore(null, { wallMs: STAGE_MS, serviceMs: STAGE_MS }).standing;
  const fresh = { machine: "talk", version: VERSION, turn: 0, snapshot: begin };
  const started = { channel, facts: worlds[0] ?? factsWith([]), nowMs: STAGE_MS };
  visit({ ...started, saved: fresh, standing: begin });
  // A talk that can't be read back begins at the apology.
  const unreadable = { ...fresh, turn: 1, snapshot: "?" };
  const { standing: sorry } = restore(unreadable, { wallMs: STAGE_MS, serviceMs: STAGE_MS });
  visit({ ...started, saved: { ...fresh, turn: 1, snapshot: sorry }, standing: sorry });
  const compare = (standing: Standing, event: TalkEvent | null, names: string): void => {
    const { talk, payment } = standing.value;
    const what = `${talk}, ${payment}: ${String(event?.type)} ${names}`;
    if (event === null || compared.has(what)) return;
    compared.add(what);
    if (!isDeepStrictEqual(step(standing, event), byXstate(standing, event))) apart.push(what);
  };
  const take = (from: Found, { input, afterMs }: Move, world: Facts): void => {
    const nowMs = from.nowMs + afterMs;
    const now = { wallMs: nowMs, serviceMs: nowMs };
    const facts = { ...world, line: { ...world.line, channel, ...lineOf(channel) } };
    const moment = { facts, now, turn: from.saved.turn + 1 };
    const { event } = heardIn(from.standing, input, moment);
    const names = transitionsTaken(from.standing, event);
    for (const name of names) transitions.add(name);
    compare(from.standing, event, names.join(", "));
    const turn = converse(from.saved, facts, input, now);
    turns += 1;
    look(turn, input);
    const { standing } = restore(turn.saved, now);
    payments.add(`${from.standing.value.payment} ${standing.value.payment}`);
    visit({ channel, saved: turn.saved, standing, facts, nowMs });
  };
  for (let next = found[0], at = 0; next !== undefined; next = found[(at += 1)]) {
    for (const move of movesAt(next.standing, channel)) {
      for (const world of worldsFor(move)) take(next, move, world);
    }
  }
  return { found, transitions, payments, turns, apart };
}
