import { DAY_MS } from "../instant.ts";
import { type Currency, minorToUnits } from "../money.ts";
import type { AccountFacts } from "./facts.ts";
import { toOldDebt } from "./split.ts";

/** How long money lasts: what a payment buys, in the one place that works it out. */
export interface Lasts {
  /** Whole days that are paid for with the payment in; null where there are too few days of use to say. */
  readonly days: number | null;
  /** Whole days that the payment adds. */
  readonly addedDays: number;
  /** When those days end, in service time; null where nobody can say. */
  readonly untilMs: number | null;
}

/** Whole days of use that a balance pays for; one that is owed pays for none. */
function daysIn(balanceUnits: number, perDayUnits: number): number {
  return Math.max(0, Math.floor(balanceUnits / perDayUnits));
}

/** The account as it was before money came that its balance has by now. */
export function before(
  account: AccountFacts,
  creditedMinor: number,
  currency: Currency,
): AccountFacts {
  const { perDayUnits, daysLeft } = account;
  const balanceUnits = account.balanceUnits - minorToUnits(creditedMinor, currency);
  if (perDayUnits === null || perDayUnits <= 0 || daysLeft === null) {
    return { ...account, balanceUnits };
  }
  const came = daysIn(account.balanceUnits, perDayUnits) - daysIn(balanceUnits, perDayUnits);
  return { ...account, balanceUnits, daysLeft: Math.max(0, daysLeft - came) };
}

/** What an account's money lasts for once `amountMinor` more is paid; with 0, what it lasts for as it is. */
export function lastsWith(
  account: AccountFacts,
  amountMinor: number,
  { currency, serviceMs }: { readonly currency: Currency; readonly serviceMs: number },
): Lasts {
  const { perDayUnits, daysLeft, balanceUnits } = account;
  if (perDayUnits === null || perDayUnits <= 0 || account.mode === "postpay") {
    return { days: null, addedDays: 0, untilMs: null };
  }
  // What is long owed is taken of it first, and buys no day.
  const boughtMinor = amountMinor - toOldDebt(account, amountMinor, currency.code);
  const withUnits = balanceUnits + minorToUnits(boughtMinor, currency);
  const addedDays = daysIn(withUnits, perDayUnits) - daysIn(balanceUnits, perDayUnits);
  const days = Math.max(0, daysLeft ?? daysIn(balanceUnits, perDayUnits)) + addedDays;
  return { days, addedDays, untilMs: serviceMs + days * DAY_MS };
}
