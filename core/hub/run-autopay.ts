import { idOfHome, keyOf } from "../ids.ts";
import { instantOf, localDay, type Now } from "../instant.ts";
import { autopayNow, type AutopayHeld } from "../payment/autopay.ts";
import { smallestToReach } from "../payment/smallest.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal } from "../refusal.ts";
import { autopayOf, type AutopayRow, saveAutopay } from "../store/autopay.ts";
import { chargedBy, pendingPayments } from "../store/payments.ts";
import { mustAccount } from "./account-facts.ts";
import { splitAt } from "./allocation.ts";
import { autopayDueMs, setAutopayTimer } from "./autopay-standing.ts";
import { beginHappening } from "./journal.ts";
import { balancesAt } from "./post.ts";
import { mustSettings } from "./settings.ts";
import { startPayment } from "./start-payment.ts";

/** As for every payment of a talk: told apart over a utility's accounts and happenings. */
const PAYMENT_ID_LENGTH = 24;

/**
 * Charges what the customer's standing word asks for now, through the same start of a payment as any other: present truth
 * decides, its outcome may be pending or unknown, and it is one charge however often this is called meanwhile.
 */
export function runAutopay(
  sql: Sql,
  now: Now,
  home: Home,
  cause: string,
): { readonly kind: "started" | "refused" | "none" | AutopayHeld } {
  const row = autopayOf(sql, home);
  if (row === undefined) return { kind: "none" };
  const amountMinor = amountNow(sql, now, home, row);
  const dueAtMs = autopayDueMs(row);
  if (isRefusal(amountMinor)) {
    const isLater = dueAtMs !== null && row.pausedAtMs === null;
    // A charge that the caps left no room for is due again at the next interval, not a second later.
    if (isLater) keepRun(sql, now, home, row);
    return { kind: amountMinor.code };
  }
  keepRun(sql, now, home, row);
  const name = keyOf("autopay", beginHappening(sql, home).id);
  const paymentId = sql.sha256(name).slice(0, PAYMENT_ID_LENGTH);
  const { methodId, methodToken } = row;
  const started = startPayment(
    sql,
    now,
    { home, key: keyOf("autopay", paymentId, cause) },
    {
      paymentId,
      accountId: idOfHome(home),
      methodId,
      methodToken,
      amountMinor,
      channel: "autopay",
      line: null,
      numberUsed: "",
    },
  );
  return { kind: started.kind === "started" ? "started" : "refused" };
}

/** An interval counts from when it was last looked at. */
function keepRun(sql: Sql, now: Now, home: Home, row: AutopayRow): void {
  const isDue = (autopayDueMs(row) ?? 0) <= now.wallMs;
  const kept = isDue ? { ...row, lastAtMs: now.wallMs } : row;
  saveAutopay(sql, home, kept);
  setAutopayTimer(sql, home, autopayDueMs(kept));
}

function amountNow(sql: Sql, now: Now, home: Home, row: AutopayRow) {
  const { settings, currency } = mustSettings(sql, now.serviceMs);
  const { minMinor, maxMinor } = settings.payment;
  const balances = balancesAt(sql, home);
  const { dues, policy } = splitAt(sql, now, home, { balances });
  const { balanceUnits } = balances;
  const { pay } = row.plan;
  const { zone } = mustAccount(sql, home);
  const today = localDay(zone, now.wallMs);
  const sinceOf = (day: string): number =>
    chargedBy(sql, home, { channel: "autopay", sinceMs: instantOf(zone, day) });
  return autopayNow(row.plan, {
    balanceUnits,
    toTargetMinor:
      pay.kind === "fixed"
        ? null
        : smallestToReach(dues, policy, { balanceUnits, targetUnits: pay.toUnits, currency }),
    minMinor,
    maxMinor,
    chargedTodayMinor: sinceOf(today),
    chargedThisMonthMinor: sinceOf(`${today.slice(0, 7)}-01`),
    isPending: pendingPayments(sql, home).length > 0,
    isPaused: row.pausedAtMs !== null,
    nowMs: now.wallMs,
    dueAtMs: autopayDueMs(row),
  });
}
