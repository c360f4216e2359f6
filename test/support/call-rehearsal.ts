/** Plays a transcript of a call through the conversation core, and gives what was really said in the transcript's own form. */
import { converse, type Turn } from "../../core/conversation/converse.ts";
import type { AccountFacts, Facts } from "../../core/conversation/facts.ts";
import {
  type Input,
  pickers,
  type ProofVerdict,
  type SavedTalk,
} from "../../core/conversation/input.ts";
import type { CallScript, CallWait } from "../../core/conversation/prompt.ts";
import { must } from "../../core/assert.ts";
import { scriptSpeech } from "../../core/wording/speech.ts";
import { intentText, resultOf } from "./rehearsal.ts";
import { stagePayee } from "./stage-payee.ts";
import {
  amex,
  elm,
  elmDue,
  oak,
  oakCut,
  oakWarned,
  oakGrown,
  oakIndebted,
  oakKnown,
  oakNoTerms,
  oakOff,
  oakOffered,
  oakPlanned,
  oakSecond,
  oakTerms,
  STAGE_MS,
  visa,
} from "./stage-accounts.ts";
import { factsWith } from "./stages.ts";

/** Seconds between what is heard and the next key, unless the transcript says otherwise. */
const BEAT_MS = 2_000;

interface CallStage {
  readonly facts: Facts;
  /** The accounts once a PIN was right, where they are not the number's. */
  readonly proves?: readonly AccountFacts[];
  /** Facts that a line "% name" brings into force. */
  readonly changes?: Readonly<Record<string, Partial<AccountFacts>>>;
}

function call(
  accounts: readonly AccountFacts[],
  line: Partial<Facts["line"]> = {},
  utility: Partial<Facts["utility"]> = {},
): Facts {
  return factsWith(accounts, { channel: "ivr", ...line }, utility);
}

const paid = { ...oak, lastPayments: [{ amountMinor: 2000, atMs: STAGE_MS - 3 * 86_400_000 }] };

/** What is true in a transcript, by the name in its header. */
export const callStages: Readonly<Record<string, CallStage>> = {
  on: {
    facts: call([oak]),
    changes: {
      "oak is off": oakOff,
      "the card is gone": { methods: [] },
      "the least is 25": { limits: { ...oak.limits, minMinor: 2500 } },
    },
  },
  off: { facts: call([oakOff]), changes: { "oak is on": oak } },
  indebted: { facts: call([oakIndebted]), changes: { "nothing is lent": oak } },
  paid: { facts: call([paid]) },
  bill: { facts: call([elmDue]) },
  "due, and prepaid": { facts: call([oak, elmDue]) },
  "due, proved": { facts: call([elmDue], { proved: true }) },
  terms: {
    facts: call([oakTerms]),
    changes: { "nothing is open": oakNoTerms },
  },
  "no terms": { facts: call([oakNoTerms]) },
  "terms, proved": {
    facts: call([oakTerms], { proved: true }),
    changes: { "nothing is open": oakNoTerms },
  },
  two: { facts: call([oak, elm]) },
  "one off of two": { facts: call([elm, oakOff]) },
  "two cards": { facts: call([{ ...oak, methods: [visa, amex] }]) },
  "no card": { facts: call([{ ...oak, methods: [] }]) },
  "no card, a page": {
    facts: call([{ ...oak, methods: [] }], { takesTexts: true }, { linksPay: true }),
  },
  "no card, the carrier": {
    facts: call(
      [{ ...oak, methods: [] }],
      { proved: true, takesTexts: true },
      { linksPay: true, payConnector: "northside" },
    ),
    changes: { "the card is saved": { methods: [visa] } },
  },
  "no card, the carrier, spanish": {
    facts: call(
      [{ ...oak, methods: [] }],
      { proved: true, language: "es" },
      { payConnector: "northside" },
    ),
  },
  "no card, the carrier, french": {
    facts: call(
      [{ ...oak, methods: [] }],
      { proved: true, language: "fr" },
      { payConnector: "northside" },
    ),
  },
  "no card, no texts": { facts: call([{ ...oak, methods: [] }], {}, { linksPay: true }) },
  offered: { facts: call([oakOffered]), changes: { "it grew": oakGrown } },
  planned: { facts: call([oakPlanned]) },
  armed: { facts: call([{ ...oak, supply: "armed" }]) },
  "calls granted": { facts: call([oak], { consent: "granted", calls: "granted" }) },
  ended: { facts: call([oak], { consent: "revoked" }) },
  granted: { facts: call([oak], { consent: "granted" }) },
  french: { facts: call([oakOff], { language: "fr" }) },
  spanish: { facts: call([oakOff], { language: "es" }) },
  yen: {
    facts: call(
      [{ ...oak, limits: { minMinor: 100, maxMinor: 30_000, dailyLeftMinor: 30_000 } }],
      {},
      { currency: "JPY" },
    ),
  },
  known: { facts: call([oakKnown], { consent: "granted" }) },
  cut: { facts: call([oakCut]) },
  second: { facts: call([oak], {}, { textNumber: "+12025550123" }) },
  "second, proved": { facts: call([oak], { proved: true }, { textNumber: "+12025550123" }) },
  "second, told": { facts: call([oakSecond], { proved: true }) },
  warned: { facts: call([oakWarned]) },
  outage: { facts: call([{ ...oak, outage: { sinceMs: STAGE_MS - 3_600_000, backAtMs: null } }]) },
  asked: {
    facts: call([oak], { sent: [{ code: "123456", atMs: STAGE_MS }] }, { places: ["Corner Shop"] }),
  },
  danger: { facts: call([oak], {}, { emergencyNumber: "+15550009111" }) },
  texts: { facts: call([oak], {}, { textNumber: "+15550009999" }) },
  "texts, spanish": { facts: call([oak], { language: "es" }, { textNumber: "+15550009999" }) },
  "texts, french": { facts: call([oak], { language: "fr" }, { textNumber: "+15550009999" }) },
  "texts, stranger": {
    facts: call([], {}, { textNumber: "+15550009999" }),
    proves: [oakOff],
  },
  stranger: { facts: call([]), proves: [oakOff] },
  "stranger, a page": { facts: call([], { takesTexts: true }, { linksPay: true }) },
  proved: { facts: call([oak], { proved: true }) },
  "spanish, proved": { facts: call([oak], { language: "es", proved: true }) },
  "french, proved": { facts: call([oak], { language: "fr", proved: true }) },
  notice: {
    facts: call([oak], {
      notice: {
        utility: "Bluewater",
        key: "notice_warning",
        label: "Oak St",
        currency: "USD",
        balanceUnits: 1_000_000,
        stayOnMinor: 900,
        zone: "America/Chicago",
        offAfterMs: STAGE_MS + 86_400_000,
        phone: "555-0199",
      },
    }),
  },
  agent: { facts: call([oak], {}, { agentNumber: "+15550001999" }) },
};

function waitText(wait: CallWait): string {
  switch (wait.kind) {
    case "menu":
      return `menu ${wait.choices.map(({ press }) => press).join(" ")}`;
    case "digits":
      return wait.of;
    case "transfer":
      return `transfer ${wait.to}`;
    case "card":
      return `card ${wait.connector}`;
    case "hold":
      return "hold";
    case "hang_up":
      return "hang up";
  }
}

function scriptText(script: CallScript, language: string): string[] {
  const mark = script.interrupts ? "<! " : "< ";
  if (script.first.length > 0) return [`${mark}${scriptSpeech(script, "first", language)}`];
  const said = scriptSpeech(script, "rest", language);
  const waits = `= ${waitText(script.wait)}`;
  return said === "" ? [waits] : [`${mark}${said}`, waits];
}

function inputOf(line: string, facts: Facts): Input | undefined {
  const rest = line.slice(2);
  const payee = stagePayee(rest);
  if (payee !== null) return { kind: "payee", payee, rest: "" };
  if (line.startsWith("> ")) return { kind: "digits", keys: rest };
  if (!line.startsWith("* ")) return undefined;
  const [kind = "", ...words] = rest.split(" ");
  switch (kind) {
    case "answered":
      return { kind: "start" };
    case "heard":
      return { kind: "spoken" };
    case "silence":
      return { kind: "no_input" };
    case "picked":
      return {
        kind: "picked_up",
        by: must(
          pickers.find((by) => by === words[0]),
          rest,
        ),
      };
    case "unreached":
      return { kind: "transfer_failed" };
    case "hang":
      return { kind: "hang_up" };
    case "pin":
      return { kind: "proof", verdict: words.join("_") as ProofVerdict };
    case "card":
      return { kind: "card_captured", methodId: words[0] === "none" ? null : (words[0] ?? null) };
    case "timer":
      return { kind: "timer", timer: words[0] ?? "" };
    case "result":
      return { kind: "result", result: resultOf(words, facts) };
    default:
      throw new Error(`the transcript says "${line}"`);
  }
}

const unitsMs: Readonly<Record<string, number>> = { s: 1_000, min: 60_000 };

/** Whoever proved it is proved until the call ends. */
function factsAfter(input: Input, facts: Facts, stage: CallStage): Facts {
  if (input.kind === "start" || input.kind === "picked_up" || input.kind === "hang_up") {
    return { ...stage.facts, line: { ...stage.facts.line, language: facts.line.language } };
  }
  if (input.kind !== "proof" || input.verdict !== "proved") return facts;
  const accounts = stage.proves ?? facts.accounts;
  return { ...facts, accounts, line: { ...facts.line, proved: true } };
}

/** "% the card is gone" */
function changedBy(line: string, facts: Facts, { changes }: CallStage): Facts {
  if (!line.startsWith("% ")) return facts;
  const change = changes?.[line.slice(2)];
  if (change === undefined) throw new Error(`no change is called "${line}"`);
  return { ...facts, accounts: facts.accounts.map((account) => ({ ...account, ...change })) };
}

/** "+ 10 s" */
function passedMs(line: string): number {
  if (!line.startsWith("+ ")) return 0;
  const [count = "", unit = ""] = line.slice(2).split(" ");
  const unitMs = unitsMs[unit];
  if (unitMs === undefined) throw new Error(`no time is "${line}"`);
  return Number(count) * unitMs;
}

export interface Played {
  readonly text: string;
  readonly turns: readonly Turn[];
  /** What was true in each, and when it was taken. */
  readonly at: readonly { readonly facts: Facts; readonly nowMs: number }[];
}

/**
 * A line is `> keys`, `* answered`, `* heard` (what no key interrupts was spoken), `* silence`, `* hang up`, `* pin proved`,
 * `* result settled oak 2000`, `* timer payment_slow`, `+ 10 s`, `% name` or `# note`; then come `< speech` (`<!` where it
 * comes unasked), `= what is waited for`, `! intent` and `@ timer`. Saved talk goes through JSON after every turn.
 */
export function rehearseCall(script: string, stage: CallStage): Played {
  let { facts } = stage;
  let saved: SavedTalk | null = null;
  let nowMs = STAGE_MS;
  const played: string[] = [];
  const turns: Turn[] = [];
  const at: { facts: Facts; nowMs: number }[] = [];
  for (const raw of script.split("\n")) {
    const line = raw.trim();
    if (line === "" || /^[<=!@]/.test(line)) continue;
    played.push(line);
    facts = changedBy(line, facts, stage);
    nowMs += passedMs(line);
    const input = inputOf(line, facts);
    if (input === undefined) continue;
    nowMs += BEAT_MS;
    facts = factsAfter(input, facts, stage);
    const turn = converse(saved, facts, input, { wallMs: nowMs, serviceMs: nowMs });
    saved = JSON.parse(JSON.stringify(turn.saved)) as SavedTalk;
    facts = { ...facts, line: { ...facts.line, language: turn.language } };
    turns.push(turn);
    at.push({ facts, nowMs });
    if (turn.call !== null) played.push(...scriptText(turn.call, turn.language));
    played.push(...turn.intents.map((intent) => `! ${intentText(intent)}`));
    const nowInMs = nowMs;
    played.push(
      ...turn.timers.map(
        ({ kind, dueAtMs }) => `@ ${kind} ${String((dueAtMs - nowInMs) / 1000)} s`,
      ),
    );
  }
  return { text: played.join("\n"), turns, at };
}
