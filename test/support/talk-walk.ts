/**
 * Breadth-first through the talk machine by what people and the world can do: counters are bounded, so it ends. What it finds is
 * every state, every transition and one saved talk that stands in each.
 */
import type { AnyStateNode } from "xstate";
import type { Channel, Facts } from "../../core/conversation/facts.ts";
import { converse, heardIn, type Turn } from "../../core/conversation/converse.ts";
import type { Input, SavedTalk } from "../../core/conversation/input.ts";
import { talkMachine } from "../../core/conversation/machine.ts";
import { restore } from "../../core/conversation/restore.ts";
import { snapshotAt, type Standing } from "../../core/conversation/step.ts";
import { VERSION } from "../../core/conversation/migrations.ts";
import type { Moment } from "../../core/conversation/talk.ts";
import { type ReadInput } from "../../core/conversation/understand.ts";
import { digitsOf } from "../../core/conversation/question.ts";
import { amex, elm, factsWith, oak, oakIndebted, oakOff, STAGE_MS, visa } from "./stages.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** What may be true in a turn; it may change from one turn to the next. */
const worlds: readonly Facts[] = [
  factsWith([oak]),
  factsWith([{ ...oakOff, emergencyOfferUnits: 10_000_000 }, elm]),
  factsWith([{ ...oakIndebted, methods: [visa, amex] }], { proved: true, consent: "granted" }),
  factsWith([oak], { proved: true, consent: "revoked" }, { agentNumber: "+15550001999" }),
  factsWith([{ ...oak, methods: [] }], { proved: true }),
  factsWith([{ ...oak, limits: { minMinor: 2500, maxMinor: 20_000, dailyLeftMinor: 30_000 } }], {
    proved: true,
  }),
  factsWith([{ ...oak, limits: { minMinor: 500, maxMinor: 1500, dailyLeftMinor: 30_000 } }], {
    proved: true,
  }),
  factsWith([{ ...oak, limits: { minMinor: 500, maxMinor: 20_000, dailyLeftMinor: 1500 } }], {
    proved: true,
  }),
  factsWith([{ ...oak, limits: { minMinor: 500, maxMinor: 20_000, dailyLeftMinor: 400 } }], {
    proved: true,
  }),
  factsWith([elm], { proved: true }),
  factsWith([]),
];

/** Where what is true makes no difference to what is understood, one world will do. */
const blind: ReadonlySet<ReadInput["kind"]> = new Set([
  "start",
  "spoken",
  "no_input",
  "no_match",
  "hang_up",
  "timer",
]);

function worldsFor(input: ReadInput): readonly Facts[] {
  return blind.has(input.kind) ? worlds.slice(0, 1) : worlds;
}

interface Move {
  readonly input: ReadInput;
  /** Since the turn before. */
  readonly afterMs: number;
}

function said(text: string): ReadInput {
  return { kind: "said", text };
}

function chose(option: string): ReadInput {
  return { kind: "chose", option };
}

/** The one note of a walk, so that its own result finds it. */
const NOTE = 7;

const result = { task: "pay", paymentId: "p", accountId: "oak", label: "Oak St" } as const;

const lent = { task: "emergency", accountId: "oak", label: "Oak St", outcome: "given" } as const;

const byText: readonly ReadInput[] = [
  ...[
    "BAL",
    "MIN",
    "PAY",
    "PAY 20",
    "PAY 20.555",
    "JOIN",
    "HELP",
    "AGENT",
    "NO",
    "KIOSK",
    "EC",
  ].map(said),
  ...["STOP", "START", "stop texting me", "ESPANOL", "IDIOMA", "hm", "4242424242424242"].map(said),
];

const byKey: readonly ReadInput[] = [
  ...["balance", "minimum", "pay", "join", "leave", "help", "spanish", "no", "repeat"].map(chose),
  ...["menu", "more", "restore", "payments", "other_account", "other_amount", "agent"].map(chose),
  ...["goodbye", "account:1001", "amount:2000", "english", "emergency"].map(chose),
  { kind: "spoken" },
  ...(["proved", "not_proved", "locked"] as const).map((verdict): ReadInput => ({
    kind: "proof",
    verdict,
  })),
];

/** What only a terminal has: its buttons, what was typed there as it is found, and what its devices say. */
const byTouch: readonly ReadInput[] = [
  ...["begin", "this_is_me", "see", "home", "tender", "cash", "card", "finish"].map(chose),
  ...["receipt", "done", "start_over", "back", "found:0", "found:1", "saved:0"].map(chose),
  ...["hand_over", "amount:100", "language:es"].map(chose),
  ...[[], ["oak"], ["oak", "elm"]].map((accountIds): ReadInput => ({ kind: "found", accountIds })),
  { kind: "too_many_numbers" },
  { kind: "note", note: NOTE, amountMinor: 500 },
  { kind: "card_presented" },
  { kind: "left" },
  { kind: "timer", timer: "kiosk_left" },
];

const handed: readonly ReadInput[] = [
  null,
  { accountId: "oak", amountMinor: 2000 },
  { accountId: "oak", amountMinor: null },
  { accountId: "ash", amountMinor: null },
].map((one) => ({ kind: "handed", handed: one }));

const byWorld: readonly ReadInput[] = [
  { kind: "start" },
  { kind: "no_input" },
  { kind: "no_match" },
  { kind: "hang_up" },
  { kind: "result", result: { ...lent, amountUnits: 10_000_000, supply: "on" } },
  { kind: "result", result: { ...result, outcome: "settled", amountMinor: 2000 } },
  { kind: "result", result: { ...result, outcome: "declined", amountMinor: 999 } },
  { kind: "result", result: { ...result, note: NOTE, outcome: "settled", amountMinor: 500 } },
];

/** A day after a request it counts as lost; ten minutes after a question it is late; a minute on, a payment is slow. */
const late: readonly Move[] = [
  { input: said("PAY 20"), afterMs: 25 * HOUR_MS },
  { input: chose("amount:2000"), afterMs: 25 * HOUR_MS },
  { input: said("7"), afterMs: 11 * MINUTE_MS },
  { input: { kind: "timer", timer: "question_expired" }, afterMs: 11 * MINUTE_MS },
  { input: { kind: "timer", timer: "question_expired" }, afterMs: SECOND_MS },
  { input: { kind: "timer", timer: "payment_slow" }, afterMs: 61 * SECOND_MS },
  { input: { kind: "timer", timer: "payment_slow" }, afterMs: SECOND_MS },
];

/** Everything that can come in where a talk stands; the digits are those of its open question, and one that is none. */
export function movesAt({ context }: Standing, channel: Channel): readonly Move[] {
  const open = digitsOf(context.question);
  const digits = [...open, 0].map((digit) =>
    channel === "sms" ? said(String(digit)) : chose(String(digit)),
  );
  const words = channel === "sms" ? byText : byKey;
  const touches = channel === "kiosk" ? byTouch : [];
  const offeredAtMs = context.handOver?.offeredAtMs ?? 0;
  const left: readonly ReadInput[] = [{ kind: "handed_off", offeredAtMs }];
  const soon = [...words, ...touches, ...digits, ...byWorld, ...handed, ...left].map(
    (input): Move => ({
      input,
      afterMs: SECOND_MS,
    }),
  );
  return [...soon, ...late];
}

/** The third miss in a row ends a question on every channel. */
const MISSES_KEPT_MAX = 2;

/**
 * What makes a standing new: a pair of its parts that was not seen together before. The whole of it would never end; less would miss
 * what a guard reads.
 */
function newsOf({ value, context }: Standing): readonly string[] {
  const { question, misses } = context;
  const count = Math.min(misses.noInput + misses.noMatch, MISSES_KEPT_MAX);
  const asked = question?.kind === "account" ? `account ${question.task}` : String(question?.kind);
  return [
    `${value.talk}, ${asked}`,
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

/** Every transition of the machine by name: the event, where it is taken from, and which of its branches. */
export function allTransitions(): Set<string> {
  const names = new Set<string>();
  for (const node of nodesFrom(talkMachine.root)) {
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

function transitionsTaken(standing: Standing, input: ReadInput, moment: Moment) {
  const { event } = heardIn(standing, input, moment);
  if (event === null) return [];
  const taken = talkMachine.getTransitionData(snapshotAt(standing), event);
  return taken.map((one) => {
    const at = one.source.transitions.get(one.eventType)?.indexOf(one) ?? -1;
    return transitionName(one.source.id, one.eventType, at);
  });
}

const devices = { acceptor: "ready", reader: "ready", takesCards: true } as const;

/** What a line has beyond what is true of its accounts. */
function lineOf(channel: Channel): Partial<Facts["line"]> {
  const freshCode = "12345678";
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
  /** How the payment region moved, "none requested" and the like. */
  readonly payments: ReadonlySet<string>;
  readonly turns: number;
}

/** Walks one channel; `look` sees every turn that is taken. */
export function walkTalk(channel: Channel, look: (turn: Turn, input: Input) => void): Walked {
  const found: Found[] = [];
  const seen = new Set<string>();
  const transitions = new Set<string>();
  const payments = new Set<string>();
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
  const take = (from: Found, { input, afterMs }: Move, world: Facts): void => {
    const nowMs = from.nowMs + afterMs;
    const now = { wallMs: nowMs, serviceMs: nowMs };
    const facts = { ...world, line: { ...world.line, channel, ...lineOf(channel) } };
    const moment = { facts, now, turn: from.saved.turn + 1 };
    for (const name of transitionsTaken(from.standing, input, moment)) transitions.add(name);
    const turn = converse(from.saved, facts, input, now);
    turns += 1;
    look(turn, input);
    const { standing } = restore(turn.saved, now);
    payments.add(`${from.standing.value.payment} ${standing.value.payment}`);
    visit({ channel, saved: turn.saved, standing, facts, nowMs });
  };
  for (let next = found[0], at = 0; next !== undefined; next = found[(at += 1)]) {
    for (const move of movesAt(next.standing, channel)) {
      for (const world of worldsFor(move.input)) take(next, move, world);
    }
  }
  return { found, transitions, payments, turns };
}
