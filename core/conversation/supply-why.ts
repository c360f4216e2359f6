/** Why supply was turned off or may be, and what a customer who calls the charges wrong may ask for. */
import type { DisputeStanding } from "../payment/dispute.ts";

/** The decision that turned it off, as it was stored; instants are service time. */
export interface CutFacts {
  readonly atMs: number;
  /** The balance that it was decided on. */
  readonly balanceUnits: number;
  /** When its notice reached somebody; absent or null where none had to. */
  readonly toldAtMs?: number | null;
  /** The rule pack that decided; absent or null where the utility's own terms did. */
  readonly rule?: string | null;
}

/** A disconnection that its customer was told of, and that has not come. */
export interface WarnedFacts {
  readonly toldAtMs: number;
  readonly offAfterMs: number;
  /** The least that keeps it on. */
  readonly payMinor: number;
  readonly rule: string | null;
}

/** How a dispute of an account's charges would stand. */
export interface DisputeFacts {
  readonly standing: DisputeStanding;
  /** How much of the charges supply is held for; 0 where it is not. */
  readonly heldMinor: number;
  readonly untilAtMs: number | null;
  /** What is to be paid all the same, to stay on or to be turned on; null where nothing is. */
  readonly payMinor: number | null;
}

/** Of another's account, what the number that is asked to be told, or is, knows of it. */
export interface ToldForFacts {
  readonly accountId: string;
  readonly label: string;
  readonly state: "asked" | "agreed";
}
