import type { Prompt } from "../conversation/prompt.ts";
import { DAY_MS, localDay, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { addToDay, countOfDay, nextSlotMs, saveSlot, type TextLane } from "../store/text-meter.ts";
import { type CodeUsePolicy, countCodeSent, rangeOf, tooLittleUse } from "./code-use.ts";
import { isInPlaces } from "./calling-codes.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { settingsAt } from "./settings.ts";

/** What a utility's carrier and its purse allow; a bound that is null is none. */
export interface TextingPolicy {
  /** From one text of a number of ours to the next, and of all of them together (a campaign). */
  readonly numberEveryMs: number | null;
  readonly campaignEveryMs: number | null;
  /** What a text costs, and what a local day may cost, in ledger units. */
  readonly costUnits: number;
  readonly dailyUnits: number | null;
  /** Of what a day may cost, when staff are to look. */
  readonly alarmPercent: number;
  /** Calling codes that are texted to (calling-codes.ts), such as "1"; null for every country. */
  readonly callingCodes: readonly string[] | null;
  /** Codes a local day to numbers that differ in their last four digits only. */
  readonly codesAPrefix: number | null;
  /** How many of the codes to such numbers must be given back; absent in settings from before it was asked. */
  readonly codeUse?: CodeUsePolicy | null;
}

/**
 * `answer`: to what the customer texted, or did in a call. `warning`: without which no supply may be cut. `code`: asked for by
 * anybody who names an account. `notice`: what else is told unasked, an invitation to agree to texts too.
 */
export type TextClass = "answer" | "warning" | "code" | "notice";

const warnings: ReadonlySet<Prompt["key"]> = new Set([
  "notice_low",
  "notice_warning",
  "notice_window",
  "notice_off",
]);

export function classOf(key: Prompt["key"], isUnasked: boolean): TextClass {
  if (key === "proof_code") return "code";
  if (!isUnasked) return "answer";
  return warnings.has(key) ? "warning" : "notice";
}

export interface TextAsked {
  /** The number of ours, and the customer's. */
  readonly from: string;
  readonly to: string;
  readonly class: TextClass;
  /** It was let go before and comes again: its day counts it already. */
  readonly isAgain: boolean;
}

export type TextVerdict =
  | { readonly kind: "now" }
  /** It has this instant (wall time) for its own, and need not ask again. */
  | { readonly kind: "at"; readonly atMs: number }
  | { readonly kind: "refused"; readonly code: RefusalCode };

/** `unused`: too few of the codes to the numbers beside this one were given back. */
export type RefusalCode = "country" | "spend_cap" | "prefix" | "unused";

/**
 * Of the rate, answers keep a quarter while bulk waits, and all of it else: so neither waits for all of the other. Bulk goes at
 * three quarters.
 */
const ANSWERS_SHARE = 4;

/** A slot further off was given while the clock ran ahead: a day's worth of texts is more than any queue is good for. */
const SLOT_FAR_MS = DAY_MS;

/**
 * Whether a text may leave, and when. It is refused in order, and then given a slot of its own: slots are durable and never move, so
 * that a restart sends none too early and whoever waits has an end of it. A day's cap stops no answer and no warning.
 */
export function admitText(sql: Sql, now: Now, home: Home, asked: TextAsked): TextVerdict {
  const settings = settingsAt(sql, now.serviceMs)?.settings;
  const policy = settings?.texting ?? null;
  if (settings === undefined || policy === null) return { kind: "now" };
  const day = localDay(settings.zone, now.wallMs);
  const code = refusalOf(sql, now, home, { asked, policy, day });
  if (code !== null) {
    const times = addToDay(sql, home, day, { subject: `refused ${code}`, more: 1 });
    if (times === 1) tell(sql, now, home, { kind: "texts-stopped", facts: { code } });
    return { kind: "refused", code };
  }
  if (!asked.isAgain) count(sql, now, home, { asked, policy, day });
  const atMs = takeSlot(sql, now.wallMs, home, { asked, policy });
  return atMs <= now.wallMs ? { kind: "now" } : { kind: "at", atMs };
}

interface Judged {
  readonly asked: TextAsked;
  readonly policy: TextingPolicy;
  readonly day: string;
}

function refusalOf(
  sql: Sql,
  now: Now,
  home: Home,
  { asked, policy, day }: Judged,
): RefusalCode | null {
  const { callingCodes, codesAPrefix, dailyUnits, costUnits } = policy;
  if (callingCodes !== null && !isInPlaces(asked.to, callingCodes)) return "country";
  if (asked.isAgain || asked.class === "answer" || asked.class === "warning") return null;
  const spent = countOfDay(sql, home, day, "spent");
  if (dailyUnits !== null && spent + costUnits > dailyUnits) return "spend_cap";
  if (asked.class !== "code") return null;
  const isOften =
    codesAPrefix !== null && countOfDay(sql, home, day, prefixOf(asked.to)) >= codesAPrefix;
  return isOften ? "prefix" : isUnused(sql, now, home, { asked, policy, day }) ? "unused" : null;
}

/** Staff are told once a day of each range that is stopped so. */
function isUnused(sql: Sql, now: Now, home: Home, { asked, policy, day }: Judged): boolean {
  const codeUse = policy.codeUse ?? null;
  if (codeUse === null) return false;
  const range = rangeOf(asked.to);
  const use = tooLittleUse(sql, home, now.wallMs, { range, policy: codeUse });
  if (use === null) return false;
  if (addToDay(sql, home, day, { subject: `${prefixOf(asked.to)} unused`, more: 1 }) === 1) {
    const { sent, used } = use;
    tell(sql, now, home, { kind: "codes-unused", facts: { sent, used } });
  }
  return true;
}

function prefixOf(to: string): string {
  return `prefix ${rangeOf(to)}`;
}

function count(sql: Sql, now: Now, home: Home, { asked, policy, day }: Judged): void {
  const { costUnits, dailyUnits, alarmPercent } = policy;
  addToDay(sql, home, day, { subject: "sent", more: 1 });
  if (asked.class === "code") {
    addToDay(sql, home, day, { subject: prefixOf(asked.to), more: 1 });
    const codeUse = policy.codeUse ?? null;
    const range = rangeOf(asked.to);
    if (codeUse !== null) countCodeSent(sql, home, now.wallMs, { range, policy: codeUse });
  }
  const spent = addToDay(sql, home, day, { subject: "spent", more: costUnits });
  if (dailyUnits === null) return;
  const alarmUnits = Math.ceil((dailyUnits * alarmPercent) / 100);
  const isCrossed = spent >= alarmUnits && spent - costUnits < alarmUnits;
  if (isCrossed) {
    const facts = { spentUnits: spent, dailyUnits };
    tell(sql, now, home, { kind: "text-spend-alarm", facts });
  }
}

function tell(
  sql: Sql,
  now: Now,
  home: Home,
  told: { readonly kind: string; readonly facts: Readonly<Record<string, string | number>> },
): void {
  const happening = beginHappening(sql, home);
  const { id: cause } = happening;
  recordHappening(sql, now, happening, { ...told, actor: "hub", channel: "sms", cause });
}

/** The first instant that suits the number and the campaign, taken from both. */
function takeSlot(
  sql: Sql,
  nowMs: number,
  home: Home,
  { asked, policy }: Pick<Judged, "asked" | "policy">,
): number {
  const lane: TextLane = asked.class === "answer" || asked.class === "code" ? "answer" : "bulk";
  const bounds = [
    { subject: `number ${asked.from}`, everyMs: policy.numberEveryMs },
    { subject: "campaign", everyMs: policy.campaignEveryMs },
  ].flatMap(({ subject, everyMs }) => (everyMs === null ? [] : [{ subject, everyMs }]));
  const free = bounds.map(({ subject, everyMs }) => {
    const [answerMs, bulkMs] = [slot(subject, "answer"), slot(subject, "bulk")];
    // While nobody waits in the other lane, this one has all of the rate.
    const stepMs =
      lane === "bulk"
        ? (everyMs * ANSWERS_SHARE) / (ANSWERS_SHARE - 1)
        : everyMs * (bulkMs > nowMs ? ANSWERS_SHARE : 1);
    const startMs = lane === "bulk" ? Math.max(answerMs, bulkMs) : answerMs;
    return { subject, stepMs: Math.ceil(stepMs), startMs };
  });
  const atMs = Math.max(nowMs, ...free.map(({ startMs }) => startMs));
  for (const { subject, stepMs } of free) {
    saveSlot(sql, home, { subject, lane, nextMs: atMs + stepMs });
  }
  return atMs;

  function slot(subject: string, of: TextLane): number {
    const nextMs = nextSlotMs(sql, home, subject, of) ?? nowMs;
    return nextMs - nowMs > SLOT_FAR_MS ? nowMs : nextMs;
  }
}
