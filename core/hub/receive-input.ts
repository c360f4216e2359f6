import { endedKinds } from "../conversation/stop-kinds.ts";
import { converse } from "../conversation/converse.ts";
import type { Facts, PayLimits } from "../conversation/facts.ts";
import type { Input, SavedTalk } from "../conversation/input.ts";
import type { Prompt } from "../conversation/prompt.ts";
import { redactCardNumbers } from "../conversation/card-number.ts";
import { keyOf, lineHome } from "../ids.ts";
import { offeredBy } from "../wording/language.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import type { CallRow } from "../store/calls.ts";
import { takeKey } from "../store/inbox.ts";
import { noticeCallBy } from "../store/notice-calls.ts";
import { toldForOf } from "../store/second-contacts.ts";
import { addMessage, consentOf, saveTalk, talkOf } from "../store/talks.ts";
import { visitOf } from "../store/visits.ts";
import { applyIntent } from "./apply-intent.ts";
import { admitCall } from "./call-turn.ts";
import { isForgotten } from "./expire-lines.ts";
import { usualConsent } from "./consent.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { isScreen } from "../conversation/talk-channel.ts";
import type { IncomingTurn, Reach } from "./take-turn.ts";
import { asksOfText, sentTexts } from "./text-code.ts";
import { askToHold } from "./hold-told.ts";
import { keepProof, screenFacts } from "./kiosk-turn.ts";
import { forgetLeft, setTalkTimers } from "./set-talk-timers.ts";
import { boundedToStranger } from "./stranger-texts.ts";
import { tellTurn } from "./tell-turn.ts";

export type Received =
  | { readonly kind: "taken"; readonly prompts: number }
  | { readonly kind: "seen" }
  /** It answers what is asked no more, comes from a call that is over, or is older than what is remembered. */
  | { readonly kind: "stale" }
  /** The utility has published no settings yet: nothing can be answered. */
  | { readonly kind: "not_ready" };

/** One turn of talk: inbox, converse, save, and what it asks of the world left in the outbox. */
export function receiveInput(sql: Sql, now: Now, turn: IncomingTurn, reach: Reach): Received {
  const home = lineHome(turn.from);
  const before = cameBefore(sql, now, turn, reach);
  if (before !== null) return { kind: before };
  const saved = talkOf(sql, home, turn.channel);
  const talk = saved === undefined ? null : (JSON.parse(saved.talk) as SavedTalk | null);
  if (isOvertaken(turn, talk)) return { kind: "stale" };
  const call = turn.channel === "ivr" ? callOfTurn(sql, now, home, { turn, reach, talk }) : null;
  if (call === undefined) return { kind: "stale" };
  const happening = beginHappening(sql, home);
  const facts = factsOf(sql, home, turn, { now, reach, language: saved?.language ?? null, call });
  const taken = converse(talk, facts, inputOf(turn), now);
  const result = boundedToStranger(sql, now, home, { facts, taken });
  keepIncoming(sql, now, happening, turn);
  const row = {
    channel: turn.channel,
    talk: JSON.stringify(result.saved),
    language: result.language,
    numberUsed: turn.to,
  };
  saveTalk(sql, home, row, now.wallMs);
  tellTurn(sql, now, happening, { turn, result, call });
  if (isScreen(turn.channel)) {
    const provedCustomer = provedBy(sql, turn, reach);
    keepProof(sql, now, home, { talk: result.saved, channel: turn.channel, provedCustomer });
  }
  for (const [at, intent] of result.intents.entries()) {
    const part = `intent-${String(at)}`;
    applyIntent(sql, now, happening, { turn, reach, intent, part, language: result.language });
  }
  if (isAnswered(turn.input)) {
    askToHold(sql, now, happening, { accounts: reach.accounts, channel: turn.channel });
  }
  const isByCustomer = byCustomer.has(turn.input.kind);
  setTalkTimers(sql, now, home, { turn, timers: result.timers, isByCustomer });
  forgetLeft(sql, home, { turn, talk: result.saved, isByCustomer });
  recordHappening(sql, now, happening, {
    kind: "input-received",
    actor: actorOf(turn.input),
    channel: turn.channel,
    cause: turn.key,
    facts: {
      input: turn.input.kind,
      turn: result.saved.turn,
      prompts: result.prompts.map((prompt) => prompt.key),
      intents: result.intents.map((intent) => intent.kind),
    },
  });
  return { kind: "taken", prompts: result.prompts.length };
}

/** Whether it came already, or may have before what is remembered; null where it is new, and kept as seen from now on. */
function cameBefore(sql: Sql, now: Now, turn: IncomingTurn, reach: Reach): "seen" | "stale" | null {
  const { retention = null } = reach.settings;
  if (isForgotten(now, turn.occurredAtMs ?? null, retention)) return "stale";
  return takeKey(sql, lineHome(turn.from), turn.key, now.wallMs) ? null : "seen";
}

/** What was said, with when it was. */
function inputOf({ input, occurredAtMs = null }: IncomingTurn): Input {
  if (input.kind !== "said" || occurredAtMs === null) return input;
  return { ...input, saidAtMs: occurredAtMs };
}

/** Pressed on a screen that is not the newest any more. */
function isOvertaken({ rev }: IncomingTurn, talk: SavedTalk | null): boolean {
  return rev !== undefined && rev !== (talk?.turn ?? 0);
}

function factsOf(
  sql: Sql,
  home: Home,
  turn: IncomingTurn,
  known: { now: Now; reach: Reach; language: string | null; call: CallRow | null },
): Facts {
  const { now, reach } = known;
  const { channel } = turn;
  const isShown = isScreen(channel);
  const provedCustomer = isShown ? provedBy(sql, turn, reach) : known.call?.provedCustomer;
  return lineFacts(reach, {
    channel: turn.channel,
    language: known.language ?? reach.language,
    ...consentsOf(sql, home),
    ...(!isShown && toldFacts(sql, home)),
    endsAll: endsAll(now, reach),
    // Whoever the accounts were read for is who must have proved it.
    proved: reach.provedCustomer !== null && provedCustomer === reach.provedCustomer,
    ...(turn.freshCode !== undefined && { freshCode: turn.freshCode }),
    ...(asksOfText(turn.input) && { sent: sentTexts(sql, home) }),
    ...(turn.sentTexts !== undefined && { sent: turn.sentTexts }),
    ...(known.call !== null && { notice: noticeOf(sql, home, known.call.id) }),
    ...(turn.channel === "ivr" && { takesTexts: takesTexts(sql, home) }),
    ...(isShown && { kiosk: screenFacts(sql, home, channel, reach.settings) }),
  });
}

/** Whether an end of one kind of messages ends every kind by now. */
function endsAll(now: Now, { settings: { consent = usualConsent } }: Reach): boolean {
  return now.wallMs >= consent.stopsAllFromMs;
}

function toldFacts(sql: Sql, home: Home): Pick<Facts["line"], "toldFor"> {
  const rows = toldForOf(sql, home);
  return rows.length === 0 ? {} : { toldFor: rows };
}

function consentsOf(sql: Sql, home: Home): Pick<Facts["line"], "consent" | "calls" | "ended"> {
  const ended = endedKinds.filter((kind) => consentOf(sql, home, kind) === "revoked");
  return {
    ...(ended.length > 0 && { ended }),
    consent: consentOf(sql, home, "account") ?? "none",
    calls: consentOf(sql, home, "calls") ?? "none",
  };
}

/** What a call of ours is about; null where the line called us. */
function noticeOf(sql: Sql, home: Home, callId: string): Prompt | null {
  const call = noticeCallBy(sql, home, callId);
  return call === undefined ? null : (JSON.parse(call.prompt) as Prompt);
}

/** Whoever texted us from it, or agreed to texts, reads them there; not after an end of them. */
function takesTexts(sql: Sql, home: Home): boolean {
  const consent = consentOf(sql, home, "account");
  return consent !== "revoked" && (consent === "granted" || talkOf(sql, home, "sms") !== undefined);
}

/** Who has proved who they are at a terminal, as of this turn. */
function provedBy(sql: Sql, { input, from }: IncomingTurn, reach: Reach): string | null {
  const isProof = input.kind === "proof" && input.verdict === "proved";
  return isProof ? reach.provedCustomer : visitOf(sql, lineHome(from)).provedCustomer;
}

/** What a line's talk goes by: the utility's own words, the accounts that are reached, and the line itself. */
function payLimitsOf({ payment }: Reach["settings"]): PayLimits {
  const { minMinor, maxMinor, dailyByTextMinor } = payment;
  return { minMinor, maxMinor, dailyLeftMinor: dailyByTextMinor };
}

export function lineFacts(
  { settings, accounts, closed, linksPay }: Reach,
  line: Facts["line"],
): Facts {
  return {
    utility: {
      name: settings.name,
      currency: settings.currency,
      zone: settings.zone,
      language: settings.language,
      languages: offeredBy(settings),
      phone: settings.phone,
      agentNumber: settings.agentNumber ?? null,
      textNumber: settings.numbers[0] ?? null,
      emergencyNumber: settings.emergencyNumber ?? null,
      places: settings.places ?? [],
      linksPay,
      payConnector: settings.payConnector ?? null,
      payLimits: payLimitsOf(settings),
    },
    line,
    accounts,
    ...(closed !== undefined && { closed }),
  };
}

/** What a code was is no part of a message that is kept. */
function keptText({ input, channel }: IncomingTurn): string | null {
  if (input.kind === "said") return input.text;
  if (channel !== "sms") return null;
  if (input.kind === "payee") return `CODE ...${input.rest}`;
  return input.kind === "handed" ? "GO ..." : null;
}

function keepIncoming(sql: Sql, now: Now, happening: Happening, turn: IncomingTurn): void {
  const text = keptText(turn);
  if (text === null) return;
  addMessage(
    sql,
    happening.home,
    {
      id: keyOf(happening.id, "in"),
      direction: "in",
      channel: turn.channel,
      numberUsed: turn.to,
      language: "",
      body: redactCardNumbers(text),
      state: "received",
      accountId: null,
      noticeId: null,
    },
    now.wallMs,
  );
}

/** What a person does; all else comes from the hub's own side. */
const byCustomer: ReadonlySet<Input["kind"]> = new Set([
  "said",
  "chose",
  "digits",
  "proof",
  "handed",
  "payee",
  "named",
  "found",
  "too_many_numbers",
  "note",
  "card_presented",
  "card_captured",
  "start",
  "picked_up",
  "hang_up",
]);

/** Whoever waits for an answer hears what turns supply on, or a step later. */
function isAnswered({ kind }: Input): boolean {
  return byCustomer.has(kind) && kind !== "hang_up";
}

function actorOf({ kind }: Input): "customer" | "hub" {
  return byCustomer.has(kind) ? "customer" : "hub";
}

/** The call of a turn, with its proof as of this turn; undefined where the turn is stale. */
function callOfTurn(
  sql: Sql,
  now: Now,
  home: Home,
  { turn, reach, talk }: { turn: IncomingTurn; reach: Reach; talk: SavedTalk | null },
): CallRow | null | undefined {
  const call = admitCall(sql, now, home, { turn, savedTurn: talk?.turn ?? 0 });
  if (call === null || call === undefined) return call;
  const { input } = turn;
  const isProof = input.kind === "proof" && input.verdict === "proved";
  return isProof ? { ...call, provedCustomer: reach.provedCustomer } : call;
}
