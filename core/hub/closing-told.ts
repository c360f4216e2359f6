/** How the closing of an account stands, as whoever asks is told: one reading for every channel. */
import { type LocalDay, type Now } from "../instant.ts";
import { type Currency } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { accountAt, meterLinks, servicesOf, type ServiceRow } from "../store/accounts.ts";
import { billOf, openBills } from "../store/bills.ts";
import { closingOf, type ClosingRow, leftMoves, type LeftMoveRow } from "../store/closings.ts";
import { type PayoutRow, payoutsOf } from "../store/payouts.ts";
import { ratingOf } from "../store/reads.ts";
import { refundsBecause, type RefundAskedRow } from "../store/refunds-asked.ts";
import { CLOSING_REASON, isReadThrough, owedMinor } from "./closing-standing.ts";
import type { EndedWith } from "./end-account.ts";
import { billKey, OWN_BILLS } from "./issue-bill.ts";
import { balancesAt } from "./post.ts";
import { mustSettings } from "./settings.ts";
import { FINAL_BILL } from "./settle-account.ts";

export interface ClosingService {
  readonly serviceId: string;
  readonly commodity: ServiceRow["commodity"];
  readonly label: string;
  readonly meterId: string | null;
  /** The end of the newest metered read; null before the first. */
  readonly throughMs: number | null;
  /** Whether they reach the end, so that nothing is waited for. */
  readonly isRead: boolean;
}

export interface ClosingTold {
  readonly closing: ClosingRow;
  readonly currency: Currency;
  readonly zone: string;
  readonly services: readonly ClosingService[];
  /** What ended with it; null until it has. */
  readonly ended: EndedWith | null;
  /** All of the final bill, paid or not. */
  readonly billedUnits: number;
  readonly owedMinor: number;
  /** When the oldest of what is owed is due; null where nothing billed is. */
  readonly dueDay: LocalDay | null;
  readonly refunds: readonly RefundAskedRow[];
  readonly payouts: readonly PayoutRow[];
  readonly moved: readonly LeftMoveRow[];
  /** Credit and deposit that nothing was decided of yet: the day is to come, reads are missing, or it may be taken back. */
  readonly waitingUnits: number;
}

/** Refuses an account that is not here, and one of which nobody has said that it closes. */
export function closingTold(
  sql: Sql,
  now: Now,
  home: Home,
): ClosingTold | Refusal<"no_such_account" | "no_such_closing"> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  const closing = closingOf(sql, home);
  if (closing === undefined) return refuse("no_such_closing", "nobody has said that it closes");
  const { currency } = mustSettings(sql, now.serviceMs);
  const balances = balancesAt(sql, home);
  const refunds = refundsBecause(sql, home, CLOSING_REASON);
  return {
    closing,
    currency,
    zone: account.zone,
    services: closingServices(sql, home, closing),
    ended: closing.ended === null ? null : (JSON.parse(closing.ended) as EndedWith),
    billedUnits: billOf(sql, home, billKey(OWN_BILLS, FINAL_BILL))?.amountUnits ?? 0,
    owedMinor: owedMinor(sql, now, home),
    dueDay: openBills(sql, home)[0]?.dueDay ?? null,
    refunds,
    payouts: payoutsOf(sql, home),
    moved: leftMoves(sql, home),
    waitingUnits: balances.prepaidUnits + balances.unappliedUnits + balances.depositUnits,
  };
}

function closingServices(sql: Sql, home: Home, { atMs }: ClosingRow): ClosingService[] {
  const through = new Map(ratingOf(sql, home).map((row) => [row.serviceId, row.throughMs]));
  const links = meterLinks(sql, home);
  return servicesOf(sql, home).map(({ id, commodity, label, fromMs }) => {
    const throughMs = through.get(id) ?? null;
    return {
      serviceId: id,
      commodity,
      label,
      meterId: links.findLast(({ serviceId }) => serviceId === id)?.meterId ?? null,
      throughMs,
      isRead: isReadThrough(throughMs, { fromMs, atMs }),
    };
  });
}
