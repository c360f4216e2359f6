/** Plays a transcript of a visit at a terminal through the conversation core, and gives what was really shown in the same form. */
import { must } from "../../core/assert.ts";
import { converse } from "../../core/conversation/converse.ts";
import type { AccountFacts, Facts } from "../../core/conversation/facts.ts";
import type {
  Input,
  PaymentResult,
  ProofVerdict,
  SavedTalk,
} from "../../core/conversation/input.ts";
import type { KioskLine, KioskScreen } from "../../core/conversation/kiosk-prompt.ts";
import { kioskStanding } from "../../core/conversation/kiosk-standing.ts";
import { kioskView } from "../../core/conversation/kiosk-view.ts";
import { restore } from "../../core/conversation/restore.ts";
import { languageOf } from "../../core/wording/language.ts";
import { kioskWords } from "../../core/wording/kiosk-words.ts";
import { intentText, resultOf } from "./rehearsal.ts";
import { STAGE_PAYEE } from "./stage-payee.ts";
import {
  amex,
  elm,
  elmDue,
  oak,
  oakIndebted,
  oakNoTerms,
  oakOff,
  oakAlerts,
  oakSecond,
  oakTerms,
  STAGE_MS,
  visa,
} from "./stage-accounts.ts";
import { factsWith } from "./stages.ts";

const BEAT_MS = 2_000;

interface KioskStage {
  readonly accounts: readonly AccountFacts[];
  readonly line?: Partial<Facts["line"]>;
  readonly utility?: Partial<Facts["utility"]>;
  /** Facts that a line "% name" brings into force. */
  readonly changes?: Readonly<Record<string, KioskChange>>;
}

interface KioskChange {
  readonly account?: Partial<AccountFacts>;
  readonly kiosk?: Partial<NonNullable<Facts["line"]["kiosk"]>>;
}

const daily = { perDayUnits: 2_500_000, daysLeft: 4 };
const dark = { ...oakOff, perDayUnits: 2_500_000, daysLeft: 0 };
const ready = { acceptor: "ready", reader: "ready", takesCards: true } as const;

const devices: Readonly<Record<string, KioskChange>> = {
  "the box is full": { kiosk: { acceptor: "full" } },
  "a note is stuck": { kiosk: { acceptor: "jammed" } },
  "a note came back": { kiosk: { acceptor: "rejected" } },
  "no cash slot": { kiosk: { acceptor: "away" } },
  "no reader": { kiosk: { reader: "away" } },
  "no processor": { kiosk: { takesCards: false } },
};

/** What is true in a transcript, by the name in its header. */
export const kioskStages: Readonly<Record<string, KioskStage>> = {
  on: {
    accounts: [{ ...oak, ...daily }],
    changes: {
      ...devices,
      "the least is 25": { account: { limits: { ...oak.limits, minMinor: 2500 } } },
      "the card is gone": { account: { methods: [] } },
      "money is in": { account: { balanceUnits: 32_340_000, daysLeft: 12 } },
    },
  },
  off: {
    accounts: [dark],
    changes: {
      "it turns on": {
        account: { supply: "turning_on", restoreMinor: null, balanceUnits: 19_770_000 },
      },
      "it waits for a hand": {
        account: { supply: "armed", restoreMinor: null, balanceUnits: 19_770_000 },
      },
      "it is on": { account: { supply: "on", balanceUnits: 19_770_000, daysLeft: 7 } },
    },
  },
  alerts: {
    accounts: [{ ...oak, alerts: { last4: "0142", consent: "none" } }],
    changes: { "they are agreed": { account: { alerts: { last4: "0142", consent: "granted" } } } },
  },
  indebted: {
    accounts: [{ ...oakIndebted, ...daily }],
    changes: { "nothing is lent": { account: { emergencyOfferUnits: null } } },
  },
  two: { accounts: [{ ...oak, ...daily }, elm] },
  "two cards": { accounts: [{ ...oak, methods: [visa, amex] }] },
  "no days": { accounts: [oak] },
  terms: {
    accounts: [{ ...oakTerms, ...daily }],
    changes: { "nothing is open": { account: oakNoTerms } },
  },
  due: { accounts: [elmDue] },
  chosen: { accounts: [{ ...oakAlerts, ...daily }] },
  second: {
    accounts: [{ ...oakTerms, ...daily }],
    changes: { "somebody is told": { account: { ...oakSecond, ...daily } } },
  },
  told: {
    accounts: [{ ...oak, ...daily }],
    line: { sent: [{ code: "123456", atMs: STAGE_MS - 3_600_000, about: "low" }] },
  },
  texts: { accounts: [{ ...oak, ...daily }], utility: { textNumber: "+15550009999" } },
  spanish: { accounts: [dark], utility: { language: "es" } },
  paid: {
    accounts: [{ ...oak, lastPayments: [{ amountMinor: 2000, atMs: STAGE_MS - 3 * 86_400_000 }] }],
  },
};

function stageFacts({ accounts, line, utility }: KioskStage): Facts {
  return factsWith(accounts, { channel: "kiosk", kiosk: ready, ...line }, utility);
}

/** "> begin" is a press and "> #1234" digits that a line `= number` or `= amount` asked for. */
function inputOf(line: string, facts: Facts, saved: SavedTalk | null, nowMs: number): Input {
  const rest = line.slice(2);
  if (line.startsWith("> ")) {
    const now = { wallMs: nowMs, serviceMs: nowMs };
    if (!rest.startsWith("#")) return { kind: "chose", option: rest };
    const { entry } = kioskStanding(saved, now);
    if (entry === "text_code") return { kind: "chose", option: `code:${rest.slice(1)}` };
    if (entry === "amount") return { kind: "chose", option: `amount:${rest.slice(1)}` };
    return { kind: "chose", option: "repeat" };
  }
  const [kind = "", ...words] = rest.split(" ");
  switch (kind) {
    case "found":
      return {
        kind: "found",
        accountIds: words.map((word) => (word === "payee" ? STAGE_PAYEE : word)),
      };
    case "too_many":
      return { kind: "too_many_numbers" };
    case "note":
      return { kind: "note", note: Number(words[0]), amountMinor: Number(words[1]) };
    case "card":
      return { kind: "card_presented" };
    case "left":
      return { kind: "left" };
    case "start":
      return { kind: "start" };
    case "timer":
      return { kind: "timer", timer: words[0] ?? "" };
    case "pin":
      return { kind: "proof", verdict: words.join("_") as ProofVerdict };
    case "result":
      return { kind: "result", result: resultOf(words, facts) };
    case "credited":
    case "held":
      return { kind: "result", result: noteResult(kind, words) };
    default:
      throw new Error(`the transcript says "${line}"`);
  }
}

function noteResult(
  kind: "credited" | "held",
  [note = "", amount = "", named = "oak"]: readonly string[],
): PaymentResult {
  return {
    task: "pay",
    paymentId: `note-${note}`,
    accountId: named === "payee" ? STAGE_PAYEE : named,
    label: "Oak St",
    amountMinor: Number(amount),
    note: Number(note),
    outcome: kind === "credited" ? "settled" : "refused",
  };
}

/** What the screen shows, in a few lines: who reads a transcript sees the words, not the layout. */
function screenText(screen: KioskScreen, tag: string): string[] {
  const language = languageOf(tag);
  const say = (line: KioskLine) => kioskWords(line, language).text;
  const { subject } = screen;
  const runway =
    "runway" in subject && subject.runway !== null ? [`~ ${say(subject.runway.line)}`] : [];
  const steps =
    "steps" in subject ? subject.steps.map((one) => `~ ${one.state}: ${say(one.line)}`) : [];
  const facts = "facts" in subject ? [`~ ${String(subject.facts.length)} lines`] : [];
  const total = subject.screen === "cash" ? [`~ total ${String(subject.totalMinor)}`] : [];
  const actions = screen.actions.map(({ option, line, outcome, why }) =>
    [
      `[${option}] ${say(line)}`,
      ...(outcome ? [say(outcome)] : []),
      ...(why ? [`no: ${say(why)}`] : []),
    ].join(" - "),
  );
  return [
    `= ${subject.screen}${screen.canGoBack ? ", back" : ""}${screen.waits ? ", waits" : ""}`,
    `< ${say(screen.title)}`,
    ...screen.body.map((line) => `< ${say(line)}`),
    ...total,
    ...runway,
    ...steps,
    ...facts,
    ...(actions.length === 0 ? [] : [actions.join(" | ")]),
  ];
}

interface Stood {
  readonly facts: Facts;
  readonly saved: SavedTalk | null;
}

/**
 * A line is `> option` or `> #digits` (what was pressed), `* found oak`, `* pin proved`, `* note 1 2000`, `* credited 1 2000`,
 * `* card`, `* result settled oak 2000`, `* left`, `+ 60` seconds, or `% name` (facts change); then come what the screen is, its
 * words and buttons, and `! intent`. Saved talk goes through JSON after every turn.
 */
export function rehearseKiosk(script: string, stage: KioskStage): string {
  let stood: Stood = { facts: stageFacts(stage), saved: null };
  let nowMs = STAGE_MS;
  const played: string[] = [];
  for (const raw of script.split("\n")) {
    const line = raw.trim();
    if (line === "" || /^[<=~!@[]/.test(line)) continue;
    played.push(line);
    nowMs += line.startsWith("+ ") ? Number(line.slice(2)) * 1_000 : BEAT_MS;
    if (!/^[>*%] /.test(line)) continue;
    const { intents, ...after } = lineTaken(line, stood, stage, nowMs);
    stood = after;
    played.push(...intents, ...shown(stood, nowMs));
  }
  return played.join("\n");
}

function lineTaken(
  line: string,
  { facts, saved }: Stood,
  { changes }: KioskStage,
  nowMs: number,
): Stood & { readonly intents: readonly string[] } {
  if (line.startsWith("% ")) {
    const change = must(changes?.[line.slice(2)], `no change is called "${line}"`);
    return { facts: changed(facts, change), saved, intents: [] };
  }
  const now = { wallMs: nowMs, serviceMs: nowMs };
  const input = inputOf(line, facts, saved, nowMs);
  const isProved = input.kind === "proof" ? input.verdict === "proved" : facts.line.proved === true;
  const here = { ...facts, line: { ...facts.line, proved: isProved } };
  const turn = converse(saved, here, input, now);
  const kept = JSON.parse(JSON.stringify(turn.saved)) as SavedTalk;
  // The proof of a visit ends with the account that it was given for.
  const proved = isProved && kioskStanding(kept, now).accountId !== null;
  return {
    facts: { ...here, line: { ...here.line, proved } },
    saved: kept,
    intents: turn.intents.map((intent) => `! ${intentText(intent)}`),
  };
}

function shown({ facts, saved }: Stood, nowMs: number): string[] {
  const now = { wallMs: nowMs, serviceMs: nowMs };
  const { standing } = restore(saved, now);
  const language = standing.context.language ?? facts.utility.language;
  const view = { choices: standing.context, facts, now };
  return screenText(kioskView(standing.value.talk, view), language);
}

function changed(facts: Facts, { account, kiosk }: KioskChange): Facts {
  return {
    ...facts,
    line: { ...facts.line, kiosk: { ...ready, ...facts.line.kiosk, ...kiosk } },
    accounts: facts.accounts.map((one) => ({ ...one, ...account })),
  };
}
