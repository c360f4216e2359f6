/** Charges that a customer calls wrong: whether supply is held for it by itself, up to how much, and until when. */
import { assert } from "../assert.ts";
import { DAY_MS } from "../instant.ts";

const BASIS_POINTS = 10_000;

/** A utility's rules of disputes, as data. */
export interface DisputePolicy {
  /** Held for so long, unless a person decides sooner. */
  readonly holdDays: number;
  /** After its customer was told of the disconnection, or was turned off, a dispute is in time for so long. */
  readonly withinDays: number;
  /** One that was held holds off the next for so long, however it was decided. */
  readonly onceInDays: number;
  /** What of the charges stays payable whatever is said of them. */
  readonly payableBasisPoints: number;
}

export interface Disputed {
  /** Of service time. */
  readonly nowMs: number;
  /** When the notice of the disconnection reached somebody, or it was done; null while none is coming. */
  readonly toldAtMs: number | null;
  /** When the last dispute that was held was opened; null where none was. */
  readonly heldAtMs: number | null;
  /** What was charged of late. */
  readonly chargedUnits: number;
}

/**
 * `held` in time; `late` after it; `again` too soon after another; `person` where nothing is threatened, nothing was charged,
 * or the utility holds nothing by itself. A person decides in every one of them.
 */
export type DisputeStanding = "held" | "late" | "again" | "person";

export interface DisputeJudged {
  readonly standing: DisputeStanding;
  /** How far below its level the account may be while it is held; 0 where it is not. */
  readonly heldUnits: number;
  /** Service time; null where nothing is held. */
  readonly untilMs: number | null;
}

/** How a dispute that is made now stands. Of what is charged after it nothing is held: that stays payable. */
export function judgeDispute(policy: DisputePolicy | null, of: Disputed): DisputeJudged {
  const { nowMs, toldAtMs, heldAtMs, chargedUnits } = of;
  assert(Number.isSafeInteger(chargedUnits), `charges of ${String(chargedUnits)} units`);
  if (policy === null || toldAtMs === null || chargedUnits <= 0) return unheld("person");
  if (nowMs > toldAtMs + policy.withinDays * DAY_MS) return unheld("late");
  if (heldAtMs !== null && nowMs < heldAtMs + policy.onceInDays * DAY_MS) return unheld("again");
  const payableUnits = shareUp(chargedUnits, policy.payableBasisPoints);
  const heldUnits = chargedUnits - Math.min(payableUnits, chargedUnits);
  if (heldUnits === 0) return unheld("person");
  return { standing: "held", heldUnits, untilMs: nowMs + policy.holdDays * DAY_MS };
}

function unheld(standing: Exclude<DisputeStanding, "held">): DisputeJudged {
  return { standing, heldUnits: 0, untilMs: null };
}

/** A share in hundredths of a percent, rounded up; whole and rest apart, so that no product passes what is exact. */
function shareUp(units: number, basisPoints: number): number {
  const restUnits = units % BASIS_POINTS;
  const whole = ((units - restUnits) / BASIS_POINTS) * basisPoints;
  return whole + Math.ceil((restUnits * basisPoints) / BASIS_POINTS);
}
