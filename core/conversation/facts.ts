import type { OwedFacts, RateFacts, UseFacts } from "./use-facts.ts";
import type { Prompt } from "./prompt.ts";
import { isPayee, payeeFacts } from "./payee.ts";
import type { AllocationPolicy, Dues } from "../payment/allocate.ts";
import type { PlanTerms } from "./offered.ts";
import type { EndedKind } from "./stop-kinds.ts";
import type { CutFacts, DisputeFacts, ToldForFacts, WarnedFacts } from "./supply-why.ts";

/**
 * What is true now, read fresh by the shell before every turn and never saved with a talk. Amounts named `Units` are ledger
 * units and `Minor` minor units of the utility's currency (money.ts).
 */
export interface Facts {
  readonly utility: UtilityFacts;
  readonly line: LineFacts;
  /** The accounts this line may act for; a longer list is cut to ACCOUNTS_LISTED_MAX. */
  readonly accounts: readonly AccountFacts[];
  /** Of a line that has no account but such as are closed: what is told of each, the newest first; absent of any other. */
  readonly closed?: readonly ClosedAccount[];
}

/** What is owed of an account whose customer has left, and where what was left went. */
export type ClosedAccount = Extract<Prompt, { readonly key: "notice_closed" }>;

export interface UtilityFacts {
  readonly name: string;
  /** ISO 4217 code of a currency that money.ts keeps a scale for. */
  readonly currency: string;
  readonly zone: string;
  /** Spoken when the line has no language of its own. */
  readonly language: string;
  /** What customers may choose from, its own among them; absent where that is the only one. */
  readonly languages?: readonly string[];
  /** The number to call for help, as it is shown. */
  readonly phone: string;
  /** Where a caller who wants a person is put through to, E.164; absent where nobody answers and we call back. */
  readonly agentNumber?: string | null;
  /** The number that texts go to, as it is shown; absent where none is. */
  readonly textNumber?: string | null;
  /** Who answers for gas that is smelled or a wire that is down, E.164; absent where the number for help does. */
  readonly emergencyNumber?: string | null;
  /** Where cash is taken, as customers know the place; the first ones are told. */
  readonly places?: readonly string[];
  /** A page where a first card is saved can be reached from outside; absent where it can't. */
  readonly linksPay?: boolean;
  /** By which the carrier takes cards in a call; absent or null where it takes none. */
  readonly payConnector?: string | null;
  /** What anybody may pay by somebody's code; absent where nobody can. */
  readonly payLimits?: PayLimits;
}

/** Whom a person in danger calls: those who are there for it, or else the number for help. */
export function emergencyPhone({ emergencyNumber, phone }: UtilityFacts): string {
  return emergencyNumber ?? phone;
}

export const channels = ["sms", "ivr", "kiosk", "portal", "counter"] as const;
export type Channel = (typeof channels)[number];

export type ConsentState = "none" | "asked" | "granted" | "revoked";

export interface LineFacts {
  readonly channel: Channel;
  readonly language: string | null;
  readonly consent: ConsentState;
  /** To being called by us with warnings; absent means none. */
  readonly calls?: ConsentState;
  /** Whoever ends calls now has ended texts as well, as the law will have it from a day on; absent means calls alone. `ended` are kinds that were named. */
  readonly endsAll?: boolean;
  readonly ended?: readonly EndedKind[];
  /** A PIN, a code or a session proved who is there, for this turn. Absent means it did not. */
  readonly proved?: boolean;
  /** On a call: its number texted us before or agreed to texts, and has not ended them. */
  readonly takesTexts?: boolean;
  /** Accounts of others that it is asked to be told of, or is; absent where none is. */
  readonly toldFor?: readonly ToldForFacts[];
  /** Where the line has a screen: a walk-up terminal, or a page of the portal. */
  readonly kiosk?: KioskFacts;
  /** A code by which somebody else is paid was given at this line, and what is asked next is of that payment. */
  readonly payee?: boolean;
  /** Digits that nobody can guess, for a talk that is to go on elsewhere; another every turn. */
  readonly freshCode?: string;
  /** What a call of ours is about; absent or null in every other. */
  readonly notice?: Prompt | null;
  /** Texts of ours that this line, or at a terminal the account named there, was sent of late, by the code of each; read only where one may be asked about. */
  readonly sent?: readonly SentText[];
}

/** What a text of ours was about, in kind: as much as whoever has its code is told of it. */
export const textAbouts = [
  "low",
  "off",
  "on",
  "payment",
  "returned",
  "owed",
  "use",
  "weather",
  "other",
] as const;
export type TextAbout = (typeof textAbouts)[number];

export interface SentText {
  readonly code: string;
  readonly atMs: number;
  /** Absent where nobody knows any more. */
  readonly about?: TextAbout;
}

export const acceptorStates = ["ready", "reading", "rejected", "full", "jammed", "away"] as const;
export type AcceptorState = (typeof acceptorStates)[number];

export const readerStates = ["ready", "reading", "away"] as const;
export type ReaderState = (typeof readerStates)[number];

/** How a terminal's devices stand, by their own last word; `away` where they said nothing yet. */
export interface KioskFacts {
  readonly acceptor: AcceptorState;
  readonly reader: ReaderState;
  /** True where the reader asks for the card itself, once the payment has begun; absent where the terminal tells of cards. */
  readonly readerAsks?: boolean;
  /** False where no processor charges cards. */
  readonly takesCards: boolean;
  /**
   * A page in somebody's own browser: it has no devices, a card is taken by the processor's own page, and nothing is told or
   * paid before a proof. Absent at a terminal.
   */
  readonly isPage?: true;
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
  /** A quote holds that payment: it turns it on even if more is used before it is made. */
  readonly isQuoted?: boolean;
  /** The emergency credit that may be taken up now; null where none is offered. */
  readonly emergencyOfferUnits: number | null;
  /** What a payment is taken for before it is credit, and in which order. */
  readonly split: SplitFacts;
  readonly methods: readonly MethodFacts[];
  /** The newest payments that arrived, newest first. */
  readonly lastPayments: readonly PaymentFacts[];
  readonly limits: PayLimits;
  /** What is told only when it is asked for; absent where nothing of it was read. */
  readonly details?: AccountDetails;
  /** The outage that the utility knows of there; absent or null where it knows of none. */
  readonly outage?: OutageFacts | null;
}

export interface AccountDetails {
  readonly use: UseFacts | null;
  /** What each service is charged now. */
  readonly rates: readonly RateFacts[];
  readonly owed: OwedFacts;
  /** How it came to be off; null while it is on, or where it was not this hub that turned it off. */
  readonly cut: CutFacts | null;
  /** The disconnection that may come; absent or null where its customer was told of none. */
  readonly warned?: WarnedFacts | null;
  /** The balance below which its customer asked to be told; null where the utility's own level holds. */
  readonly alertMinor: number | null;
  /** Old debt in parts; absent where nothing of it was read. */
  readonly plan?: PlanFacts;
  readonly autopay?: AutopayFacts;
  /** What agencies pledged and have not paid yet. */
  readonly pledgedMinor?: number;
  /** More time that may be agreed to now; null where the utility's policy gives none. */
  readonly extension?: { readonly untilAtMs: number } | null;
  /** How long supply is held on the customer's word that somebody depends on it; null where only staff can. */
  readonly medicalDays?: number | null;
  /** What its customer chose of alerts (alert-choice.ts); absent or none where nothing was. */
  readonly alertsChosen?: readonly string[];
  /** Who else is told; absent or null where nobody is, nor was asked. */
  readonly second?: { readonly state: "asked" | "agreed"; readonly last4: string } | null;
  /** How a dispute of its charges would stand; null where one is open. */
  readonly dispute?: DisputeFacts | null;
  /** How it may be billed in the place of how it is, and by which version of the terms; null where only staff can change it. */
  readonly conversion?: { readonly to: BillingMode; readonly terms: string } | null;
  /** How far supply that was paid for has come on its way back; null where none is on its way. */
  readonly powerBack?: PowerBackStep | null;
}

export interface PlanFacts {
  /** What may be agreed to now; null where the utility's policy allows none. */
  readonly offer: PlanTerms | null;
  /** The next part of the plan in force; null where none is. */
  readonly next: { readonly amountMinor: number; readonly dueAtMs: number } | null;
}

export interface AutopayFacts {
  readonly state: "off" | "on" | "paused";
  /** The balance below which it would pay; null where nobody says. */
  readonly belowMinor: number | null;
}

export type PowerBackStep = "credited" | "sent" | "acknowledged" | "verified" | "ended";

export interface OutageFacts {
  readonly sinceMs: number;
  /** When it is likely over; null where nobody knows. */
  readonly backAtMs: number | null;
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
  /** The code of its receipt; absent or null where it has none. */
  readonly confirmation?: string | null;
}

/** As many payments as a caller can take in at one hearing. */
export const PAYMENTS_TOLD_MAX = 3;

export interface PayLimits {
  readonly minMinor: number;
  readonly maxMinor: number;
  /** What may still be charged to saved methods today. */
  readonly dailyLeftMinor: number;
}

/** The line's own account, or whoever a code that was given here pays. */
export function accountOf(facts: Facts, accountId: string | null): AccountFacts | undefined {
  if (isPayee(accountId)) return payeeFacts(accountId, facts);
  return facts.accounts.find((account) => account.accountId === accountId);
}

/** The only account there is, or the one that was named; undefined when it must be asked for or is gone. */
export function meantAccount(facts: Facts, accountId: string | null): AccountFacts | undefined {
  if (accountId !== null) return accountOf(facts, accountId);
  return facts.accounts.length === 1 ? facts.accounts[0] : undefined;
}
