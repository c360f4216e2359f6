import { MINUTE_MS } from "../instant.ts";
import { friendlyEndMs, nextAllowedMs } from "./allowed-hours.ts";
import type { Commodity, SupplyPolicy, Tender } from "./policy.ts";
import type { CutStage, SwitchView } from "./view.ts";
import type { Weather } from "./weather.ts";

/** Everything a decision rests on. Amounts are ledger units; instants are service time unless their name says wall. */
export interface DecideInput extends Surroundings {
  readonly serviceMs: number;
  readonly wallMs: number;
  /** The premise's. */
  readonly zone: string;
  readonly mode: "prepaid" | "postpay";
  readonly switch: SwitchView;
  /** Posted and actual: prepaid less shortfall less emergency credit used. */
  readonly balanceUnits: number;
  /** Usage charged by estimate and not in the balance; positive lowers it. */
  readonly estimatedUnits: number;
  /** Of the emergency credit used, what counts as money still (core/payment/emergency.ts). */
  readonly emergencyUsedUnits: number;
  /** What an invoked grant of emergency credit still has. */
  readonly emergencyRemainingUnits: number;
  /** End of the newest actual read that is in the balance. */
  readonly newestActualAtMs: number | null;
  readonly pendings: readonly PendingPayment[];
  /** When the notice of this disconnection reached somebody. */
  readonly noticeDeliveredAtMs: number | null;
  readonly holds: readonly Hold[];
}

/** What is known around an account, its balance and its switch. */
export interface Surroundings {
  readonly commodity: Commodity;
  /** The account's other services that can be switched. */
  readonly others: readonly { readonly commodity: Commodity; readonly stage: CutStage }[];
  /** When this service was last decided on, if that is known: a clock that reads less has gone back. */
  readonly lastDecidedAtMs: number | null;
  readonly protections: readonly Protection[];
  readonly household: Household;
  /** Of the premise's area; null where nothing is known. */
  readonly weather: Weather | null;
  /** The last that was heard of each promised way to pay; one that nobody has heard of is not known to be down. */
  readonly channels: readonly ChannelHealth[];
  readonly lastPaymentAtMs: number | null;
  /** When each payment that failed was asked for, wall time. */
  readonly failedPaymentsAtWallMs: readonly number[];
}

/** An account of which nothing protects anybody, as far as is known. */
export function unprotected(commodity: Commodity): Surroundings {
  return {
    commodity,
    others: [],
    lastDecidedAtMs: null,
    protections: [],
    household: { oldestYears: null, isDisabled: false },
    weather: null,
    channels: [],
    lastPaymentAtMs: null,
    failedPaymentsAtWallMs: [],
  };
}

/** What staff have on record for an account, each kind with a guard of its own. */
export interface Protection {
  readonly kind: ProtectionKind;
  readonly fromMs: number;
  /** Null until it is ended. */
  readonly untilMs: number | null;
  /**
   * Of a pledge: what it will lift the level by, once it is paid. Of a dispute: how far below the level it holds, and 0 where it
   * holds however far. Of the others 0.
   */
  readonly liftUnits: number;
}

export type ProtectionKind = "medical" | "critical_care" | "dispute" | "plan" | "pledge";

export interface Household {
  /** The age of its oldest member; null where nobody has told. */
  readonly oldestYears: number | null;
  readonly isDisabled: boolean;
}

export interface ChannelHealth {
  readonly channel: string;
  readonly state: "up" | "down";
  /** Since when, service time. */
  readonly sinceMs: number;
}

export interface PendingPayment {
  readonly tender: Tender;
  /** How much it would lift the level by, once the top-up has been allocated. */
  readonly liftUnits: number;
  readonly askedAtWallMs: number;
}

/** Forbids a disconnection now, for a reason that has no guard of its own. */
export interface Hold {
  readonly code: string;
  /** Null holds until it is lifted. */
  readonly untilMs: number | null;
}

/** In the order of precedence: the first that stands in the way decides, and a hold comes before any wait. */
export const guards = [
  "mode",
  "level",
  "clock",
  "estimated",
  "data_age",
  "service",
  "capability",
  "hold",
  "critical_care",
  "medical",
  "age",
  "dispute",
  "plan",
  "pledge",
  "season",
  "weather",
  "payment_channel",
  "pending_payment",
  "recent_payment",
  "notice",
  "friendly_window",
  "allowed_hours",
] as const;
export type Guard = (typeof guards)[number];

export interface GuardVerdict {
  readonly guard: Guard;
  readonly verdict: "passes" | "holds" | "waits";
  /** When it lets go by itself, in service or in wall time; null when that is not a matter of time. */
  readonly untilMs: number | null;
  readonly untilWallMs: number | null;
  readonly detail: Readonly<Record<string, number | string | null>>;
}

type Detail = GuardVerdict["detail"];

/** A read's end may lead our clock by this much; further ahead one of the two is wrong, and nobody is cut on it. */
const READ_AHEAD_MAX_MS = 5 * MINUTE_MS;

/** What the levels of a policy are compared with. */
export function levelUnits(
  input: Pick<DecideInput, "balanceUnits" | "emergencyUsedUnits" | "emergencyRemainingUnits">,
): number {
  return input.balanceUnits + input.emergencyUsedUnits + input.emergencyRemainingUnits;
}

export function passes(guard: Guard, detail: Detail): GuardVerdict {
  return { guard, verdict: "passes", untilMs: null, untilWallMs: null, detail };
}

export function holds(guard: Guard, detail: Detail): GuardVerdict {
  return { guard, verdict: "holds", untilMs: null, untilWallMs: null, detail };
}

/** Not before an instant of service time, of which the guard lets go by itself. */
export function waits(guard: Guard, untilMs: number, detail: Detail): GuardVerdict {
  return { guard, verdict: "waits", untilMs, untilWallMs: null, detail };
}

/** Estimated usage may make an account look spent; it never cuts. */
export function guardEstimated(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const detail = {
    actualLevelUnits: levelUnits(input),
    disconnectLevelUnits: policy.disconnectLevelUnits,
  };
  return detail.actualLevelUnits < policy.disconnectLevelUnits
    ? passes("estimated", detail)
    : holds("estimated", detail);
}

export function guardDataAge(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const { newestActualAtMs, serviceMs } = input;
  const ageMs = newestActualAtMs === null ? null : serviceMs - newestActualAtMs;
  const detail = { ageMs, dataAgeMaxMs: policy.dataAgeMaxMs };
  const isUsable = ageMs !== null && ageMs >= -READ_AHEAD_MAX_MS && ageMs <= policy.dataAgeMaxMs;
  return isUsable ? passes("data_age", detail) : holds("data_age", detail);
}

export function guardCapability(input: DecideInput): GuardVerdict {
  const { readiness } = input.switch;
  return readiness === "ready"
    ? passes("capability", { readiness })
    : holds("capability", { readiness });
}

/** Of several holds the longest is named, so that what is said to end it does. */
export function guardHold(input: DecideInput): GuardVerdict {
  const inForce = input.holds.filter(
    ({ untilMs }) => untilMs === null || untilMs > input.serviceMs,
  );
  let longest = inForce[0];
  if (longest === undefined) return passes("hold", { code: null });
  for (const hold of inForce) {
    if (endOf(hold) > endOf(longest)) longest = hold;
  }
  return { ...holds("hold", { code: longest.code }), untilMs: longest.untilMs };
}

function endOf(hold: Hold): number {
  return hold.untilMs ?? Number.POSITIVE_INFINITY;
}

/**
 * Holds while money on its way, with what is pledged, would keep the account from being cut, until too much of it has had
 * its time. Where payments have failed too often of late, none on its way holds.
 */
export function guardPendingPayment(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const { most, withinMs } = policy.failedPayments;
  const neededUnits = neededToStayOn(input, policy);
  const failed = input.failedPaymentsAtWallMs.filter(
    (atMs) => atMs > input.wallMs - withinMs,
  ).length;
  const pendings = input.pendings
    .map(({ liftUnits, tender, askedAtWallMs }) => ({
      liftUnits,
      untilWallMs: askedAtWallMs + policy.pendingPaymentHoldMs[tender],
    }))
    .filter(({ untilWallMs }) => untilWallMs > input.wallMs)
    .toSorted((a, b) => b.untilWallMs - a.untilWallMs);
  let liftUnits = pledgedUnits(input, policy);
  if (failed >= most) return passes("pending_payment", { liftUnits, neededUnits, failed });
  for (const pending of pendings) {
    liftUnits += pending.liftUnits;
    if (liftUnits >= neededUnits) {
      const held = holds("pending_payment", { liftUnits, neededUnits, failed });
      return { ...held, untilWallMs: pending.untilWallMs };
    }
  }
  return passes("pending_payment", { liftUnits, neededUnits, failed });
}

/** What the level lacks: an account that is at the level stays on. */
export function neededToStayOn(input: DecideInput, policy: SupplyPolicy): number {
  return policy.disconnectLevelUnits - levelUnits(input);
}

/** What pledges still in their time will lift the level by. */
export function pledgedUnits(input: DecideInput, policy: SupplyPolicy): number {
  return input.protections
    .filter((one) => one.kind === "pledge" && isInForce(one, input.serviceMs, policy.pledgeMs))
    .reduce((sum, { liftUnits }) => sum + Math.max(0, liftUnits), 0);
}

/** The end of a protection: the earlier of its own and the longest that the rules let it run; null for none. */
export function protectionEndMs(protection: Protection, mostMs: number | null): number | null {
  const { fromMs, untilMs } = protection;
  if (mostMs === null) return untilMs;
  return untilMs === null ? fromMs + mostMs : Math.min(untilMs, fromMs + mostMs);
}

export function isInForce(
  protection: Protection,
  serviceMs: number,
  mostMs: number | null,
): boolean {
  const endMs = protectionEndMs(protection, mostMs);
  return endMs === null || endMs > serviceMs;
}

/** Delivered, long enough ago, and not so long ago that the customer must be told anew. */
export function guardNotice(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const { noticeDeliveredAtMs, serviceMs } = input;
  const { noticeMs, noticeMostMs } = policy;
  const detail = { noticeDeliveredAtMs, noticeMs, noticeMostMs };
  if (noticeDeliveredAtMs === null) return holds("notice", detail);
  const untilMs = noticeDeliveredAtMs + noticeMs;
  if (untilMs > serviceMs) return waits("notice", untilMs, detail);
  const isLapsed = noticeMostMs !== null && serviceMs > noticeDeliveredAtMs + noticeMostMs;
  return isLapsed ? holds("notice", detail) : passes("notice", detail);
}

export function guardFriendlyWindow(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const untilMs = friendlyEndMs(policy, input.zone, input.serviceMs);
  const detail = { endsAtMs: untilMs };
  if (untilMs === null) return holds("friendly_window", detail);
  if (untilMs === input.serviceMs) return passes("friendly_window", detail);
  return waits("friendly_window", untilMs, detail);
}

export function guardAllowedHours(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const untilMs = nextAllowedMs(policy, input.zone, input.serviceMs);
  const detail = { opensAtMs: untilMs };
  if (untilMs === null) return holds("allowed_hours", detail);
  if (untilMs === input.serviceMs) return passes("allowed_hours", detail);
  return waits("allowed_hours", untilMs, detail);
}
