import { sentence } from "../wording/sentence.ts";
import { converse } from "./converse.ts";
import type { AccountFacts, Facts, LineFacts } from "./facts.ts";
import type { Input, PaymentResult, SavedTalk } from "./input.ts";
import type { Intent } from "./intent.ts";

/** Sunday 22 November 2026, 2:15 pm in Chicago. */
export const STAGE_MS = Date.UTC(2026, 10, 22, 20, 15);

/** Seconds between a reply and the next text, unless the script says otherwise. */
const BEAT_MS = 5_000;

export const visa = { methodId: "visa", brand: "Visa", last4: "4242" };
export const amex = { methodId: "amex", brand: "Amex", last4: "1005" };

export const oak: AccountFacts = {
  accountId: "oak",
  label: "Oak St",
  mode: "prepaid",
  supply: "on",
  balanceUnits: 12_340_000,
  pendingUnits: 0,
  estimatedUnits: 0,
  asOfMs: STAGE_MS,
  zone: "America/Chicago",
  daysLeft: null,
  restoreMinor: null,
  methods: [visa],
  lastPayments: [],
  limits: { minMinor: 500, maxMinor: 20_000, dailyLeftMinor: 30_000 },
};

export const oakOff: AccountFacts = {
  ...oak,
  supply: "off",
  balanceUnits: -230_000,
  restoreMinor: 1023,
};

export const elm: AccountFacts = { ...oak, accountId: "elm", label: "Elm St", mode: "postpay" };

const utility = {
  name: "Bluewater",
  currency: "USD",
  zone: "America/Chicago",
  language: "en",
  phone: "+1 555 0100",
};

export function factsWith(
  accounts: readonly AccountFacts[],
  line: Partial<LineFacts> = {},
  change: Partial<Facts["utility"]> = {},
): Facts {
  return {
    utility: { ...utility, ...change },
    line: { channel: "sms", language: null, consent: "none", ...line },
    accounts,
  };
}

export interface Stage {
  readonly facts: Facts;
  /** Facts that a line "% name" of the script brings into force. */
  readonly changes?: Readonly<Record<string, Facts>>;
}

export function intentText(intent: Intent): string {
  switch (intent.kind) {
    case "pay":
      return `pay ${String(intent.amountMinor)} ${intent.accountId} ${intent.methodId}`;
    case "grant_consent":
      return "grant";
    case "revoke_consent":
      return `revoke ${intent.scope}`;
    case "set_language":
      return `language ${intent.language}`;
    case "call_back":
      return `call back, ${intent.reason}`;
  }
}

/** "settled oak 2000" as the result of a payment. */
export function resultOf(words: readonly string[], facts: Facts): PaymentResult {
  const [outcome = "", accountId = "", amount = ""] = words;
  const account = facts.accounts.find((one) => one.accountId === accountId);
  return {
    task: "pay",
    paymentId: "p",
    accountId,
    label: account?.label ?? accountId,
    outcome: outcome as PaymentResult["outcome"],
    amountMinor: Number(amount),
    ...(outcome === "settled" ? { confirmation: "K7Q2", supply: "on", restoreMinor: null } : {}),
    ...(outcome === "settled" ? { balanceUnits: 20_000_000 } : {}),
  };
}

/** What a line of a script puts in; undefined for lines that only set the stage. */
function inputOf(line: string, facts: Facts): Input | undefined {
  const rest = line.slice(2);
  if (line.startsWith(">")) return { kind: "said", text: rest };
  if (!line.startsWith("* ")) return undefined;
  const [kind = "", ...words] = rest.split(" ");
  switch (kind) {
    case "result":
      return { kind: "result", result: resultOf(words, facts) };
    case "timer":
      return { kind: "timer", timer: words[0] ?? "" };
    case "chose":
      return { kind: "chose", option: words[0] ?? "" };
    case "start":
    case "no_input":
    case "no_match":
    case "hang_up":
      return { kind };
    default:
      throw new Error(`the script says "${line}"`);
  }
}

const unitsMs: Readonly<Record<string, number>> = { s: 1_000, min: 60_000, h: 3_600_000 };

/**
 * Plays a script and returns what was really said, in the script's own form, so that a test compares two texts. A line is
 * `> text` (the customer), `* result settled oak 2000` or `* timer payment_slow` (the world), `+ 10 min` (time passes),
 * `% name` (facts change), `# note`; then come `< text` (we said), `! intent` and `@ timer` (we asked for). Saved talk goes
 * through JSON after every turn.
 */
export function rehearse(script: string, stage: Stage): string {
  let { facts } = stage;
  let saved: SavedTalk | null = null;
  let nowMs = STAGE_MS;
  const played: string[] = [];
  for (const raw of script.split("\n")) {
    const line = raw.trim();
    if (line === "" || /^[<!@]/.test(line)) continue;
    played.push(line);
    if (line.startsWith("% ")) facts = stage.changes?.[line.slice(2)] ?? facts;
    if (line.startsWith("+ ")) {
      const [count = "", unit = ""] = line.slice(2).split(" ");
      nowMs += Number(count) * (unitsMs[unit] ?? 0);
    }
    const input = inputOf(line, facts);
    if (input === undefined) continue;
    nowMs += BEAT_MS;
    const turn = converse(saved, facts, input, { wallMs: nowMs, serviceMs: nowMs });
    saved = JSON.parse(JSON.stringify(turn.saved)) as SavedTalk;
    const nowInS = nowMs;
    played.push(...turn.prompts.map((prompt) => `< ${sentence(prompt, turn.language)}`));
    played.push(...turn.intents.map((intent) => `! ${intentText(intent)}`));
    played.push(
      ...turn.timers.map(({ kind, dueAtMs }) => `@ ${kind} ${String((dueAtMs - nowInS) / 1000)} s`),
    );
  }
  return played.join("\n");
}
