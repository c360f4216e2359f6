import { must } from "../assert.ts";
import { localMonth, type Now } from "../instant.ts";
import type { Header, Share } from "../ledger/postings.ts";
import type { Home, Sql } from "../ports.ts";
import { accountAt } from "../store/accounts.ts";
import { entriesOf } from "../store/ledger.ts";
import type { PaymentRow } from "../store/payments.ts";
import type { Happening } from "./journal.ts";

/** What a transfer gave the account, part by part. */
export function creditedBy(sql: Sql, home: Home, transferId: string): Share[] {
  return entriesOf(sql, home, transferId)
    .filter(({ amountUnits }) => amountUnits < 0)
    .map(({ account, amountUnits }) => ({ account, amountUnits: -amountUnits }));
}

/**
 * The parts of a payment that go when some of it goes: credit first, so that what was paid of a debt stays paid as long as
 * it can. What went before is passed over.
 */
export function partOf(
  given: readonly Share[],
  { goneUnits, amountUnits }: { readonly goneUnits: number; readonly amountUnits: number },
): Share[] {
  const credit = given.filter(({ account }) => account === "prepaid");
  const debts = given.filter(({ account }) => account !== "prepaid");
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
