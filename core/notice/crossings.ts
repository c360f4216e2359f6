import type { LocalDay } from "../instant.ts";
import type { NoticePolicy, NoticeRule } from "./decide.ts";

/** What an account's state shows, beside its balance and its switches, when its notices are decided. */
export interface Seen {
  /** Whole days to the early bound of the run-out; null where nobody can say. */
  readonly daysLeft: number | null;
  /**
   * Whether a disconnection must be warned of: `due` at or near the level at which it may come, `lapsed` where the last
   * warning no longer serves, `clear` well above; null where no rules ask for warnings, or between.
   */
  readonly warning: "due" | "lapsed" | "clear" | null;
  /** When friendly hours end after which supply may be turned off; null where they do not, or are far from it. */
  readonly windowEndsMs: number | null;
  /** Weather forbids a disconnection that nothing else forbade. */
  readonly isWeatherHeld: boolean;
  readonly owesDebt: boolean;
  readonly emergency: "none" | "available" | "in_use" | "exhausted";
  readonly isEstimated: boolean;
  /** The newest full day, and its share of a usual day in percent; null where there is none to compare it with. */
  readonly newestDay: { readonly day: LocalDay; readonly percent: number } | null;
  /** What a usual day costs, as of a day; kept, because to work it out anew for every read would cost more than the read. */
  readonly usual: UsualDay | null;
}

export interface UsualDay {
  readonly day: LocalDay;
  readonly units: number;
}

/** What was told of it, so that each crossing is told once. */
export interface Told {
  /** The fewest days that were told since there were clearly more. */
  readonly days: number | null;
  readonly warningKey: string | null;
  readonly windowEndsMs: number | null;
  readonly isWeatherHeld: boolean;
  readonly owesDebt: boolean;
  readonly emergency: Seen["emergency"];
  readonly isEstimated: boolean;
  /** The newest day that was looked at, and its share of a usual one where that was high. */
  readonly lookedAtDay: LocalDay | null;
  readonly highPercent: number | null;
  readonly usual: UsualDay | null;
}

export const nothingTold: Told = {
  days: null,
  warningKey: null,
  windowEndsMs: null,
  isWeatherHeld: false,
  owesDebt: false,
  emergency: "none",
  isEstimated: false,
  lookedAtDay: null,
  highPercent: null,
  usual: null,
};

/** So many days more than was told must be left before it is told again: a forecast moves by a day from one to the next. */
const DAYS_REARM = 2;

/** What is newly crossed, in the order in which it is told, and what is remembered of it. */
export function crossingsOf(
  before: Told,
  seen: Seen,
  input: { readonly policy: NoticePolicy; readonly prepaid: boolean },
): { readonly told: Told; readonly rules: readonly NoticeRule[] } {
  const rules: NoticeRule[] = [];
  const told = {
    ...before,
    days: input.prepaid ? daysTold(before, seen, input.policy, rules) : null,
    warningKey: warned(before, seen, rules),
    windowEndsMs: windowTold(before, seen, rules),
    ...weatherTold(before, seen, rules),
    ...moneyTold(before, seen, rules),
    ...useTold(before, seen, input.policy, rules),
    usual: seen.usual,
  };
  return { told: isSame(before, told) ? before : told, rules };
}

function isSame(one: Told, other: Told): boolean {
  return (Object.keys(nothingTold) as (keyof Told)[]).every((name) => one[name] === other[name]);
}

function daysTold(
  before: Told,
  { daysLeft }: Seen,
  { daysLeft: levels = [] }: NoticePolicy,
  rules: NoticeRule[],
): number | null {
  if (daysLeft === null) return before.days;
  const crossed = levels.filter((level) => daysLeft <= level);
  if (crossed.length === 0) {
    const most = Math.max(0, ...levels);
    return before.days !== null && daysLeft >= most + DAYS_REARM ? null : before.days;
  }
  const lowest = Math.min(...crossed);
  if (before.days === null || lowest < before.days) {
    rules.push("days");
    return lowest;
  }
  // Money came, and there are clearly more days again: the levels in between may be told anew.
  return daysLeft >= before.days + DAYS_REARM ? lowest : before.days;
}

function warned(before: Told, { warning }: Seen, rules: NoticeRule[]): string | null {
  if (warning === "clear") return null;
  const isNew = warning === "lapsed" || (warning === "due" && before.warningKey === null);
  // Its key is filled in by whoever numbers the notice.
  if (isNew) rules.push("warning");
  return before.warningKey;
}

function windowTold(before: Told, { windowEndsMs }: Seen, rules: NoticeRule[]): number | null {
  if (windowEndsMs === null || windowEndsMs === before.windowEndsMs) return before.windowEndsMs;
  rules.push("window");
  return windowEndsMs;
}

function weatherTold(
  before: Told,
  { isWeatherHeld }: Seen,
  rules: NoticeRule[],
): Pick<Told, "isWeatherHeld"> {
  if (isWeatherHeld !== before.isWeatherHeld) {
    rules.push(isWeatherHeld ? "weather_on" : "weather_off");
  }
  return { isWeatherHeld };
}

function moneyTold(
  before: Told,
  { owesDebt, emergency }: Seen,
  rules: NoticeRule[],
): Pick<Told, "owesDebt" | "emergency"> {
  if (before.owesDebt && !owesDebt) rules.push("debt_cleared");
  if (emergency !== before.emergency && emergency !== "none") rules.push("emergency");
  return { owesDebt, emergency };
}

function useTold(
  before: Told,
  { isEstimated, newestDay }: Seen,
  { highUsePercent = null }: NoticePolicy,
  rules: NoticeRule[],
): Pick<Told, "isEstimated" | "lookedAtDay" | "highPercent"> {
  if (before.isEstimated && !isEstimated) rules.push("trued_up");
  const { lookedAtDay, highPercent } = before;
  const isNew = newestDay !== null && (lookedAtDay === null || newestDay.day > lookedAtDay);
  if (highUsePercent === null || !isNew) return { isEstimated, lookedAtDay, highPercent };
  const isHigh = newestDay.percent >= highUsePercent;
  // A run of high days is told of once: the second is no news.
  if (isHigh && highPercent === null) rules.push("high_use");
  const percent = isHigh ? newestDay.percent : null;
  return { isEstimated, lookedAtDay: newestDay.day, highPercent: percent };
}
