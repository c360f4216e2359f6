import { type Refusal, refuse } from "../refusal.ts";
import { crossingsOf, nothingTold, type Seen, type Told } from "./crossings.ts";
import { MINUTES_A_DAY, type QuietHours, afterQuiet } from "./quiet.ts";

/** A utility's own rules of telling, as data. */
export interface NoticePolicy extends QuietHours {
  /** A prepaid balance below this is low. */
  readonly lowUnits: number;
  /** How far above `lowUnits` the balance must come before the next time below it is told again. */
  readonly rearmUnits: number;
  /** Days that are likely left when the customer is told so, most first; absent is never. */
  readonly daysLeft?: readonly number[];
  /** A day of more than this share of a usual one is told; null or absent is never. */
  readonly highUsePercent?: number | null;
}

/** 21:00 to 08:00 local: the hours in which United States rules keep unasked calls away (47 CFR 64.1200(c)(1)). */
const QUIET_FROM_MINUTE = 21 * 60;
const QUIET_TO_MINUTE = 8 * 60;
/** The margin is a tenth of the level: more than a corrected read moves a balance, less than a top-up does. */
const REARM_PART = 10;

/** The rules of a utility that chose nothing but its low level, which has no default: it is money. */
export function defaultNotice(lowUnits: number): NoticePolicy {
  return {
    lowUnits,
    rearmUnits: Math.max(1, Math.floor(Math.abs(lowUnits) / REARM_PART)),
    quietFromMinute: QUIET_FROM_MINUTE,
    quietToMinute: QUIET_TO_MINUTE,
  };
}

export type NoticeRefused = "low_not_units" | "rearm_negative" | "not_a_minute";

/** Whether a policy can be used at all: asked when it is imported. */
export function checkNotice(policy: NoticePolicy): Refusal<NoticeRefused> | null {
  const { lowUnits, rearmUnits, quietFromMinute, quietToMinute } = policy;
  if (!Number.isSafeInteger(lowUnits)) {
    return refuse("low_not_units", "the low level must be a whole number of ledger units");
  }
  if (!Number.isSafeInteger(rearmUnits) || rearmUnits < 0) {
    return refuse("rearm_negative", "the margin above the low level must be zero or more units");
  }
  const isMinute = (minute: number): boolean =>
    Number.isInteger(minute) && minute >= 0 && minute < MINUTES_A_DAY;
  if (!isMinute(quietFromMinute) || !isMinute(quietToMinute)) {
    return refuse("not_a_minute", "quiet hours begin and end at a minute of the day, 0 to 1439");
  }
  return null;
}

/** What an account remembers, so that nothing is told twice. Saved as it stands: JSON-able. */
export interface NoticeState {
  /** Notices decided so far: numbers the next. */
  readonly count: number;
  /** The key of the notice of the present time below the low level; null while the rule waits for the next. */
  readonly lowKey: string | null;
  /** Services whose supply the customer was last told is off. */
  readonly toldOff: readonly string[];
  /** What was told of all else; absent of what never was. */
  readonly told?: Told;
}

export const emptyNoticeState: NoticeState = { count: 0, lowKey: null, toldOff: [] };

/** All that an account is ever told unasked. */
export const noticeRules = [
  "low",
  "off",
  "on",
  "days",
  "warning",
  "window",
  "payment",
  "returned",
  "refunded",
  "refund_failed",
  "debt_cleared",
  "emergency",
  "high_use",
  "trued_up",
  "weather_on",
  "weather_off",
  "bill",
  "emergency_offer",
  "plan_broken",
  "autopay",
  "dispute",
  "second",
  "daily",
  "closed",
] as const;

export type NoticeRule = (typeof noticeRules)[number];

/** What an account's second contact is told of too: that supply may go off, or is. */
export const secondRules: readonly NoticeRule[] = ["low", "warning", "window", "off"];

/** What waits for nobody's morning: whoever sits in the dark, or will within two hours, wants to know. */
export const urgentRules: readonly NoticeRule[] = ["off", "on", "window"];

/** States of a switch, as the supply area names them. */
export type NoticedSupply =
  | "on"
  | "turning_off"
  | "off"
  | "armed"
  | "turning_on"
  | "load_limited"
  | "unknown";

export interface SupplyChange {
  readonly serviceId: string;
  readonly from: NoticedSupply;
  readonly to: NoticedSupply;
}

export interface NoticeInput {
  readonly state: NoticeState;
  readonly policy: NoticePolicy;
  readonly prepaid: boolean;
  readonly balanceUnits: number;
  /** The switches that changed in this happening, in the order in which they did. */
  readonly supply: readonly SupplyChange[];
  readonly serviceNowMs: number;
  /** The premise's. */
  readonly zone: string;
  /** All else that may be told; absent where nobody has looked. */
  readonly seen?: Seen;
}

/** A notice that the account owes each of its contacts. */
export interface OwedNotice {
  readonly rule: NoticeRule;
  /** Unique in the account, and the same whenever the same happening is decided again. */
  readonly key: string;
  /** Null where the notice is about the account. */
  readonly serviceId: string | null;
  /** Service time. */
  readonly dueAtMs: number;
}

export interface NoticesDecided {
  /** The very state that was given when there is nothing new to remember. */
  readonly state: NoticeState;
  readonly owed: readonly OwedNotice[];
}

/**
 * What the customer is to be told after a happening. `low` is told once each time the balance falls below the level, also
 * when it is first seen there, and not again before it was clearly above; it waits for the end of quiet hours. `off` and
 * `on` are told at once: who sits in the dark wants to know why.
 */
export function decideNotices(input: NoticeInput): NoticesDecided {
  let decided: NoticesDecided = { state: input.state, owed: [] };
  for (const change of input.supply) decided = supplyNotice(decided, change, input.serviceNowMs);
  decided = lowNotice(decided, input);
  const { seen } = input;
  if (seen === undefined) return decided;
  const before = decided.state.told ?? nothingTold;
  const { told, rules } = crossingsOf(before, seen, input);
  if (told !== before) decided = { ...decided, state: { ...decided.state, told } };
  const dayMs = afterQuiet(input.policy, input.zone, input.serviceNowMs);
  for (const rule of rules) {
    const dueAtMs = urgentRules.includes(rule) ? input.serviceNowMs : dayMs;
    decided = withNotice(decided, { rule, serviceId: null, dueAtMs });
    const { state } = decided;
    if (rule === "warning") {
      const warningKey = decided.owed.at(-1)?.key ?? null;
      decided = { ...decided, state: { ...state, told: { ...told, warningKey } } };
    }
  }
  return decided;
}

function supplyNotice(
  decided: NoticesDecided,
  { serviceId, from, to }: SupplyChange,
  dueAtMs: number,
): NoticesDecided {
  if (from === to) return decided;
  const { toldOff } = decided.state;
  const isTold = toldOff.includes(serviceId);
  const settled = settledAs(to);
  if (settled === null || isTold === (settled === "off")) return decided;
  const left = toldOff.filter((other) => other !== serviceId);
  const state = { ...decided.state, toldOff: settled === "off" ? [...left, serviceId] : left };
  return withNotice({ ...decided, state }, { rule: settled, serviceId, dueAtMs });
}

/** What a state settles for the customer; null where it is on its way or not known, which a switch leaves by itself. */
function settledAs(supply: NoticedSupply): "off" | "on" | null {
  switch (supply) {
    case "off":
      return "off";
    // A limited load is a supply: who waits for it is told that it is back.
    case "on":
    case "load_limited":
      return "on";
    case "turning_off":
    case "turning_on":
    case "armed":
    case "unknown":
      return null;
  }
}

function lowNotice(decided: NoticesDecided, input: NoticeInput): NoticesDecided {
  const { policy, prepaid, balanceUnits, zone, serviceNowMs } = input;
  const { state } = decided;
  if (state.lowKey !== null) {
    const isOver = !prepaid || balanceUnits >= policy.lowUnits + policy.rearmUnits;
    return isOver ? { ...decided, state: { ...state, lowKey: null } } : decided;
  }
  if (!prepaid || balanceUnits >= policy.lowUnits) return decided;
  const dueAtMs = afterQuiet(policy, zone, serviceNowMs);
  const low = withNotice(decided, { rule: "low", serviceId: null, dueAtMs });
  return { ...low, state: { ...low.state, lowKey: low.owed.at(-1)?.key ?? null } };
}

function withNotice(decided: NoticesDecided, notice: Omit<OwedNotice, "key">): NoticesDecided {
  const count = decided.state.count + 1;
  const key = `${notice.rule}-${String(count)}`;
  return {
    state: { ...decided.state, count },
    owed: [...decided.owed, { ...notice, key }],
  };
}
