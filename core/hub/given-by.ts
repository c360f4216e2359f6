import { must } from "../assert.ts";
import { localMonth, type Now } from "../instant.ts";
import type { Header, Share } from "../ledger/postings.ts";
import type { Billing } from "../ledger/returned.ts";
import type { Home, Sql } from "../ports.ts";
import { accountAt, modeAt } from "../store/accounts.ts";
import { entriesOf } from "../store/ledger.ts";
import type { PaymentRow } from "../store/payments.ts";
import type { Happening } from "./journal.ts";

/** What a transfer gave the account, part by part. */
export function creditedBy(sql: Sql, home: Home, transferId: string): Share[] {
  return entriesOf(sql, home, transferId)
    .filter(({ amountUnits }) => amountUnits < 0)
    .map(({ account, amountUnits }) => ({ account, amountUnits: -amountUnits }));
}

/** All that a settled payment gave, with what no bill took and was left as credit. */
export function givenBy(sql: Sql, home: Home, settledId: string, amountUnits: number): Share[] {
  const allocated = creditedBy(sql, home, `${settledId}/allocation`);
  const restUnits = allocated.reduce((rest, part) => rest - part.amountUnits, amountUnits);
  return [...allocated, { account: "unapplied", amountUnits: restUnits }];
}

/** How an account is billed now, for what comes back of a payment; bills that it paid stay paid, and it is owed apart. */
export function billingNow(sql: Sql, now: Now, home: Home): Billing {
  return modeAt(sql, home, now.serviceMs) === "postpay"
    ? { mode: "postpay", reopenedUnits: 0 }
    : { mode: "prepaid" };
}

/**
 * The parts of a payment that go when some of it goes: credit first, so that what was paid of a debt stays paid as long as
 * it can. What went before is passed over.
 */
export function partOf(
  given: readonly Share[],
  { goneUnits, amountUnits }: { readonly goneUnits: number; readonly amountUnits: number },
): Share[] {
  const isCredit = ({ account }: Share): boolean =>
    account === "prepaid" || account === "unapplied";
  const credit = given.filter((part) => isCredit(part));
  const debts = given.filter((part) => !isCredit(part));
  let before = goneUnits;
  let left = amountUnits;
  return [...credit, ...debts].flatMap((part): Share[] => {
    const passed = Math.min(before, part.amountUnits);
    before -= passed;
    const taken = Math.min(left, part.amountUnits - passed);
    left -= taken;
    return taken === 0 ? [] : [{ account: part.account, amountUnits: taken }];
  });
}

/** The header of a transfer that a processor's word brings about for a payment. */
export function processorHeader(
  sql: Sql,
  now: Now,
  happening: Happening,
  of: {
    readonly id: string;
    readonly corrects: string | null;
    readonly actor: string;
    readonly payment: Pick<PaymentRow, "channel">;
  },
): Header {
  const { zone } = must(accountAt(sql, happening.home), "a payment has an account");
  return {
    id: of.id,
    cause: happening.id,
    corrects: of.corrects,
    actor: of.actor,
    channel: of.payment.channel,
    effectiveAtMs: now.serviceMs,
    month: localMonth(zone, now.serviceMs),
  };
}
