import { MINUTE_MS } from "../instant.ts";
import { nextAllowedMs } from "./allowed-hours.ts";
import type { SupplyPolicy, Tender } from "./policy.ts";
import type { SwitchView } from "./view.ts";

/** Everything a decision rests on. Amounts are ledger units; instants are service time unless their name says wall. */
export interface DecideInput {
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

export interface PendingPayment {
  readonly tender: Tender;
  /** How much it would lift the level by, once the top-up has been allocated. */
  readonly liftUnits: number;
  readonly askedAtWallMs: number;
}

/** Forbids a disconnection now, whatever its reason: medical, dispute, weather, staff. */
export interface Hold {
  readonly code: string;
  /** Null holds until it is lifted. */
  readonly untilMs: number | null;
}

/** In the order of precedence: the first that stands in the way decides, and a hold comes before any wait. */
export const guards = [
  "mode",
  "level",
  "estimated",
  "data_age",
  "capability",
  "hold",
  "pending_payment",
  "notice",
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

/** Holds while money on its way would keep the account from being cut, until too much of it has had its time. */
export function guardPendingPayment(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const pendings = input.pendings
    .map(({ liftUnits, tender, askedAtWallMs }) => ({
      liftUnits,
      untilWallMs: askedAtWallMs + policy.pendingPaymentHoldMs[tender],
    }))
    .filter(({ untilWallMs }) => untilWallMs > input.wallMs)
    .toSorted((a, b) => b.untilWallMs - a.untilWallMs);
  const neededUnits = policy.disconnectLevelUnits - levelUnits(input);
  let liftUnits = 0;
  for (const pending of pendings) {
    liftUnits += pending.liftUnits;
    if (liftUnits >= neededUnits) {
      const held = holds("pending_payment", { liftUnits, neededUnits });
      return { ...held, untilWallMs: pending.untilWallMs };
    }
  }
  return passes("pending_payment", { liftUnits, neededUnits });
}

export function guardNotice(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const { noticeDeliveredAtMs } = input;
  const detail = { noticeDeliveredAtMs, noticeMs: policy.noticeMs };
  if (noticeDeliveredAtMs === null) return holds("notice", detail);
  const untilMs = noticeDeliveredAtMs + policy.noticeMs;
  if (untilMs <= input.serviceMs) return passes("notice", detail);
  return { guard: "notice", verdict: "waits", untilMs, untilWallMs: null, detail };
}

export function guardAllowedHours(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const untilMs = nextAllowedMs(policy, input.zone, input.serviceMs);
  const detail = { opensAtMs: untilMs };
  if (untilMs === null) return holds("allowed_hours", detail);
  if (untilMs === input.serviceMs) return passes("allowed_hours", detail);
  return { guard: "allowed_hours", verdict: "waits", untilMs, untilWallMs: null, detail };
}
