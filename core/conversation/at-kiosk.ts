import type { OfferResult } from "./offered.ts";
import { type PaymentResult } from "./input.ts";

export interface AtKiosk {
  /** The accounts of the number that was typed: one of them is chosen, or the only one. */
  readonly found: readonly string[];
  /** The account that was named, of which nothing is told before a PIN; null before that. */
  readonly accountId: string | null;
  /** Numbers typed in a row that no account has. */
  readonly notFound: number;
  readonly amountMinor: number | null;
  /** Notes that lie in the box for this account, and of them those that its home has not answered for. */
  readonly cashMinor: number;
  readonly owedNotes: readonly number[];
  readonly owedMinor: number;
  /** What the notes of this payment share on its receipt; null or absent before the first of them. */
  readonly receipt?: CashReceipt | null;
  /** Notes that the account could not take: they wait at the utility for a person. */
  readonly heldMinor: number;
  /** Whether the supply was off when paying began. */
  readonly wasOff: boolean;
  /** What came of the last card; null before one. */
  readonly card: CardCame | null;
  /** What came of the terms agreed to last in this visit; absent or null before any. */
  readonly came?: OfferResult | null;
  /** The help sheet lies over the screen. */
  readonly isHelp: boolean;
}

export interface CashReceipt {
  readonly firstNote: number;
  /** The confirmation code; null until the account has told that a note is on it. */
  readonly code: string | null;
}

export interface CardCame {
  readonly outcome: PaymentResult["outcome"];
  readonly amountMinor: number;
  readonly confirmation: string;
}

export const freshKiosk: AtKiosk = {
  found: [],
  accountId: null,
  notFound: 0,
  amountMinor: null,
  cashMinor: 0,
  owedNotes: [],
  owedMinor: 0,
  heldMinor: 0,
  wasOff: false,
  card: null,
  isHelp: false,
};
