import type { AllocationPolicy, Dues } from "../payment/allocate.ts";

/**
 * What is true now, read fresh by the shell before every turn and never saved with a talk. Amounts named `Units` are ledger
 * units and `Minor` minor units of the utility's currency (money.ts).
 */
export interface Facts {
  readonly utility: UtilityFacts;
  readonly line: LineFacts;
  /** The accounts this line may act for; a longer list is cut to ACCOUNTS_LISTED_MAX. */
  readonly accounts: readonly AccountFacts[];
}

export interface UtilityFacts {
  readonly name: string;
  /** ISO 4217 code of a currency that money.ts keeps a scale for. */
  readonly currency: string;
  readonly zone: string;
  /** Spoken when the line has no language of its own. */
  readonly language: string;
  /** The number to call for help, as it is shown. */
  readonly phone: string;
  /** Where a caller who wants a person is put through to, E.164; absent where nobody answers and we call back. */
  readonly agentNumber?: string | null;
  /** The number that texts go to, as it is shown; absent where none is. */
  readonly textNumber?: string | null;
}

export const channels = ["sms", "ivr", "kiosk", "portal", "counter"] as const;
export type Channel = (typeof channels)[number];

export type ConsentState = "none" | "asked" | "granted" | "revoked";

export interface LineFacts {
  readonly channel: Channel;
  readonly language: string | null;
  readonly consent: ConsentState;
  /** A PIN, a code or a session proved who is there, for this turn. Absent means it did not. */
  readonly proved?: boolean;
  /** Where the line is a walk-up terminal. */
  readonly kiosk?: KioskFacts;
  /** Digits that nobody can guess, for a talk that is to go on elsewhere; another every turn. */
  readonly freshCode?: string;
}

export const acceptorStates = ["ready", "reading", "rejected", "full", "jammed", "away"] as const;
export type AcceptorState = (typeof acceptorStates)[number];

export const readerStates = ["ready", "reading", "away"] as const;
export type ReaderState = (typeof readerStates)[number];

/** How a terminal's devices stand, by their own last word; `away` where they said nothing yet. */
export interface KioskFacts {
  readonly acceptor: AcceptorState;
  readonly reader: ReaderState;
  /** False where no processor charges cards. */
  readonly takesCards: boolean;
}

/** A text lists at most this many accounts: five labels are what one SMS segment holds. */
export const ACCOUNTS_LISTED_MAX = 5;

export const supplyStates = [
  "on",
  "turning_off",
  "off",
  "armed",
  "turning_on",
  "load_limited",
  "unknown",
] as const;
export type SupplyState = (typeof supplyStates)[number];

export type BillingMode = "prepaid" | "postpay";

export interface AccountFacts {
  readonly accountId: string;
  /** How the customer knows it: "Oak St 12". */
  readonly label: string;
  /** Where its alerts go by text, and whether they do; told only to who has proved who they are, at a terminal. */
  readonly alerts?: { readonly last4: string; readonly consent: ConsentState };
  /** Of whose it is: "A. L."; told only where it is named by anybody, at a terminal. */
  readonly initials?: string;
  readonly mode: BillingMode;
  readonly supply: SupplyState;
  /** Prepaid less shortfall less emergency credit used; of a post-pay account credit less what is billed. Negative is owed. */
  readonly balanceUnits: number;
  /** Payments on their way in, not yet in the balance. */
  readonly pendingUnits: number;
  /** Charges estimated and not yet read, not yet in the balance; positive lowers it. */
  readonly estimatedUnits: number;
  /** The newest read that is in the balance (service time); null when there is none. */
  readonly asOfMs: number | null;
  readonly zone: string;
  readonly daysLeft: number | null;
  /** What a day of use costs of late; null where there are too few days to say. */
  readonly perDayUnits: number | null;
  /** The smallest payment that turns it on; null when it is on or when no payment would. */
  readonly restoreMinor: number | null;
  /** The emergency credit that may be taken up now; null where none is offered. */
  readonly emergencyOfferUnits: number | null;
  /** What a payment is taken for before it is credit, and in which order. */
  readonly split: SplitFacts;
  readonly methods: readonly MethodFacts[];
  /** The newest payments that arrived, newest first. */
  readonly lastPayments: readonly PaymentFacts[];
  readonly limits: PayLimits;
}

export interface SplitFacts {
  readonly dues: Dues;
  readonly policy: AllocationPolicy;
}

export interface MethodFacts {
  readonly methodId: string;
  readonly brand: string;
  readonly last4: string;
}

export interface PaymentFacts {
  readonly amountMinor: number;
  /** When it arrived (wall time). */
  readonly atMs: number;
}

/** As many payments as a caller can take in at one hearing. */
export const PAYMENTS_TOLD_MAX = 3;

export interface PayLimits {
  readonly minMinor: number;
  readonly maxMinor: number;
  /** What may still be charged to saved methods today. */
  readonly dailyLeftMinor: number;
}
