import { must } from "../../core/assert.ts";
import { converse } from "../../core/conversation/converse.ts";
import type { Channel, Facts } from "../../core/conversation/facts.ts";
import type { Input, SavedTalk, TaskResult } from "../../core/conversation/input.ts";
import type { Intent } from "../../core/conversation/intent.ts";
import { sentence } from "../../core/wording/sentence.ts";
import type { OfferResult } from "../../core/conversation/offered.ts";
import { payCodeSaid } from "../../core/conversation/payee.ts";
import { STAGE_PAYEE, stagePayee } from "./stage-payee.ts";
import { STAGE_MS, stagePlan } from "./stage-accounts.ts";
import { type Stage } from "./stages.ts";

/** Between a reply and the next text, unless the transcript lets time pass. */
const BEAT_MS = 5_000;

function nameOf(accountId: string): string {
  return accountId === STAGE_PAYEE ? "payee" : accountId;
}

export function intentText(intent: Intent): string {
  switch (intent.kind) {
    case "pay":
      return `pay ${String(intent.amountMinor)} ${nameOf(intent.accountId)} ${intent.methodId}`;
    case "agree": {
      const { what, accountId, amountMinor } = intent.offer;
      return `agree ${what} ${nameOf(accountId)} ${String(amountMinor)}`;
    }
    case "invoke_emergency":
      return `emergency ${intent.accountId}`;
    case "credit_note":
      return `credit ${nameOf(intent.accountId ?? "nobody")}`;
    case "offer_hand_over":
      return `hand over ${intent.offer.accountId} ${String(intent.offer.amountMinor)}`;
    case "grant_consent":
      return intent.purpose === undefined ? "grant" : `grant ${intent.purpose}`;
    case "revoke_consent":
      return `revoke ${intent.scope}`;
    case "set_language":
      return `language ${intent.language}`;
    case "report":
      return `report ${intent.what} ${intent.accountId ?? "nobody"}`;
    case "set_alert":
      return `alert ${intent.accountId} ${String(intent.amountMinor)}`;
    case "send_proof_code":
      return `send a code, ${intent.number ?? intent.accountId ?? "this line"}`;
    case "call_back":
      return `call back, ${intent.reason}`;
    case "notice_heard":
      return "the notice was heard";
    case "put_through":
      return `put through, ${intent.reason}, ${intent.task}, ${String(intent.accountId)}`;
  }
}

/** "extension", "medical", "case" (noted, and nothing held), "dispute", "late_dispute", "alerts", "payments_off", "second", "second_end", "convert", "pay_code", and with "no_" before them refused. */
function termsResultOf(
  word: string | undefined,
  of: Pick<OfferResult, "task" | "label" | "amountMinor">,
): OfferResult | undefined {
  const untilAtMs = STAGE_MS + 7 * 86_400_000;
  const zone = "America/Chicago";
  if (word === "late_dispute") {
    const late = { standing: "late", untilAtMs: null, payMinor: 1023 } as const;
    return { ...of, what: "dispute", outcome: "done", zone, ...late };
  }
  if (word === "alerts") return { ...of, what: "alerts", outcome: "done", choice: "daily 1080" };
  if (word === "payments_off") {
    return { ...of, what: "alerts", outcome: "done", choice: "payments off" };
  }
  if (word === "no_alerts") return { ...of, what: "alerts", outcome: "refused" };
  const medical = { ...of, what: "medical", outcome: "done", zone } as const;
  if (word === "case") return { ...medical, untilAtMs: null };
  const what = (
    ["extension", "medical", "dispute", "second_end", "second", "convert", "pay_code"] as const
  ).find((one) => one === word?.replace("no_", ""));
  if (what === undefined) return undefined;
  if (word !== what) return { ...of, what, outcome: "refused" };
  const came = { untilAtMs, zone, mode: "postpay", code: "1234567895", standing: "held" } as const;
  return { ...of, what, outcome: "done", ...came };
}

const outcomes = ["settled", "declined", "refused", "unresolved"] as const;

/** "link", "no_link", "plan", "no_plan", "autopay", "no_autopay" or "autopay_end" as what came of terms that were agreed to. */
function offerResultOf(word: string | undefined, facts: Facts): OfferResult | undefined {
  const what = { link: "pay_link", plan: "plan", autopay: "autopay" } as const;
  const of = { task: "offer", label: facts.accounts[0]?.label ?? "", amountMinor: 2000 } as const;
  const kept = termsResultOf(word, {
    ...of,
    amountMinor: word?.endsWith("pay_code") ? 4000 : null,
  });
  if (kept !== undefined) return kept;
  if (word === "payee_link") {
    const url = "https://pay.bluewater.example/pay/swb_b_x";
    return { ...of, what: "pay_link", outcome: "done", label: "", payee: STAGE_PAYEE, url };
  }
  if (word === "autopay_end") return { ...of, what: "autopay_end", outcome: "done" };
  const name = (["link", "plan", "autopay"] as const).find(
    (one) => word?.replace("no_", "") === one,
  );
  if (name === undefined) return undefined;
  if (word !== name) return { ...of, what: what[name], outcome: "refused" };
  const url = "https://pay.bluewater.example/pay/swb_b_x";
  const terms = { ...stagePlan, zone: "America/Chicago" };
  return { ...of, what: what[name], outcome: "done", url, terms, belowMinor: 500 };
}

/** "settled oak 2000" as the result of a payment, "lent oak" of emergency credit. */
export function resultOf(words: readonly string[], facts: Facts): TaskResult {
  return offerResultOf(words[0], facts) ?? moneyResultOf(words, facts);
}

function lentOf(word: string, accountId: string, facts: Facts): Exclude<TaskResult, OfferResult> {
  const account = facts.accounts.find((one) => one.accountId === accountId);
  return {
    task: "emergency",
    accountId,
    label: account?.label ?? accountId,
    outcome: word === "lent" ? "given" : "refused",
    amountUnits: 10_000_000,
    supply: "turning_on",
  };
}

function moneyResultOf(
  [word, named = "", amount, code]: readonly string[],
  facts: Facts,
): Exclude<TaskResult, OfferResult> {
  const accountId = named === "payee" ? STAGE_PAYEE : named;
  if (word === "lent" || word === "not_lent") return lentOf(word, accountId, facts);
  const account = facts.accounts.find((one) => one.accountId === accountId);
  const outcome = must(
    outcomes.find((one) => one === word),
    `no payment ends "${word ?? ""}"`,
  );
  return {
    task: "pay",
    paymentId: "p",
    accountId,
    label: account?.label ?? accountId,
    outcome,
    amountMinor: Number(amount),
    ...(code !== undefined && { code }),
    ...(outcome === "settled" ? { confirmation: "K7Q2", supply: "on", restoreMinor: null } : {}),
    ...(outcome === "settled" ? { balanceUnits: 20_000_000 } : {}),
  };
}

/** A text as the hub reads it: with a code, it is whom that pays. */
function saidIn(text: string): Input {
  const code = payCodeSaid(text);
  const payee = code === null ? null : stagePayee(code.digits);
  if (code === null || (payee === null && code.word === null)) return { kind: "said", text };
  return { kind: "payee", payee, rest: code.rest, word: code.word ?? "" };
}

/** What a line that stands for a turn puts in. */
function inputOf(line: string, facts: Facts): Input {
  if (line.startsWith(">")) return saidIn(line.slice(2));
  const [kind = "", ...words] = line.slice(2).split(" ");
  switch (kind) {
    case "result":
      return { kind: "result", result: resultOf(words, facts) };
    case "timer":
      return { kind: "timer", timer: words[0] ?? "" };
    case "invited":
      return { kind: "invited", ...(words[0] !== undefined && { accountId: words[0] }) };
    case "chose":
      return { kind: "chose", option: words[0] ?? "" };
    case "start":
    case "no_input":
    case "no_match":
    case "hang_up":
      return { kind };
    default:
      throw new Error(`no turn is written "${line}"`);
  }
}

const unitsMs: Readonly<Record<string, number>> = { s: 1_000, min: 60_000, h: 3_600_000 };

/** "10 min" */
function passedMs(text: string): number {
  const [count, unit = ""] = text.split(" ");
  const ms = Number(count) * must(unitsMs[unit], `no time is written "${text}"`);
  if (!Number.isSafeInteger(ms)) throw new Error(`no time is written "${text}"`);
  return ms;
}

/**
 * Plays a transcript and returns what was really said, in the transcript's own form, so that a test compares two texts. A line
 * is `> text` (the customer), `* result settled oak 2000` or `* timer payment_slow` (the world), `+ 10 min` (time passes),
 * `% name` (facts change), `# note`; then come `< text` (we said), `! intent` and `@ timer` (we asked for). What we said is
 * the sentence as a text has it. Saved talk goes through JSON after every turn.
 */
export function rehearse(script: string, stage: Stage, channel: Channel): string {
  let { facts } = stage;
  let saved: SavedTalk | null = null;
  let nowMs = STAGE_MS;
  const played: string[] = [];
  for (const raw of script.split("\n")) {
    const line = raw.trim();
    if (line === "" || /^[<!@]/.test(line)) continue;
    played.push(line);
    if (line.startsWith("# ")) continue;
    const rest = line.slice(2);
    if (line.startsWith("% ")) {
      facts = must(stage.changes?.[rest], `this stage has no change "${rest}"`);
    } else if (line.startsWith("+ ")) {
      nowMs += passedMs(rest);
    } else {
      nowMs += BEAT_MS;
      const here = { ...facts, line: { ...facts.line, channel } };
      const turn = converse(saved, here, inputOf(line, here), { wallMs: nowMs, serviceMs: nowMs });
      saved = JSON.parse(JSON.stringify(turn.saved)) as SavedTalk;
      const playedMs = nowMs;
      played.push(
        ...turn.prompts.map((prompt) => `< ${sentence(prompt, turn.language)}`),
        ...turn.intents.map((intent) => `! ${intentText(intent)}`),
        ...turn.timers.map(
          ({ kind, dueAtMs }) => `@ ${kind} ${String((dueAtMs - playedMs) / 1000)} s`,
        ),
      );
    }
  }
  return played.join("\n");
}
