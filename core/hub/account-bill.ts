import type { LocalDay } from "../instant.ts";
import { oldestDueDay, unpaidUnits } from "../payment/bills.ts";
import type { DunningStage } from "../payment/dunning.ts";
import type { Home, Sql } from "../ports.ts";
import { type BillRow, billsOf, dunningOf, openBills } from "../store/bills.ts";
import { balancesAt } from "./post.ts";

/** What a post-pay account is told and asked. */
export interface AccountBill {
  /** Billed and unpaid. */
  readonly dueUnits: number;
  /** Of the oldest unpaid bill; null while none is. */
  readonly dueDay: LocalDay | null;
  /** What no bill has used, for the next. */
  readonly creditUnits: number;
  /** Used since the last bill. */
  readonly unbilledUnits: number;
  readonly stage: DunningStage;
}

/** A bill as its customer and the utility are told of it. */
export type BillTold = Pick<
  BillRow,
  "key" | "version" | "issuedDay" | "dueDay" | "amountUnits" | "paidUnits"
>;

/** The newest first. */
export function accountBills(sql: Sql, home: Home, limit: number): readonly BillTold[] {
  return billsOf(sql, home, limit);
}

export function accountBill(sql: Sql, home: Home): AccountBill {
  const open = openBills(sql, home);
  const { receivableUnits, unappliedUnits } = balancesAt(sql, home);
  const dueUnits = unpaidUnits(open);
  return {
    dueUnits,
    dueDay: oldestDueDay(open),
    creditUnits: unappliedUnits,
    unbilledUnits: receivableUnits - dueUnits,
    stage: dunningOf(sql, home)?.stage ?? "clear",
  };
}
