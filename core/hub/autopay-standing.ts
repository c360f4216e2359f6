import { keyOf } from "../ids.ts";
import { DAY_MS, type Now } from "../instant.ts";
import { AUTOPAY_FAILURES_MAX } from "../payment/autopay.ts";
import type { Home, Sql } from "../ports.ts";
import { type AutopayRow, autopayOf, saveAutopay } from "../store/autopay.ts";
import type { PaymentRow } from "../store/payments.ts";
import { clearTimer, setTimer } from "../store/timers.ts";

const TIMER = keyOf("autopay");

/** When an interval's next charge is due, wall time; null for a plan that waits for a low balance. */
export function autopayDueMs({ plan, agreedAtMs, lastAtMs }: AutopayRow): number | null {
  if (plan.when.kind !== "interval") return null;
  return (lastAtMs ?? agreedAtMs) + plan.when.everyDays * DAY_MS;
}

export function setAutopayTimer(sql: Sql, home: Home, dueAtMs: number | null): void {
  if (dueAtMs === null) clearTimer(sql, home, TIMER);
  else setTimer(sql, { home, key: TIMER, clock: "wall", dueAtMs, kind: "autopay", payload: "{}" });
}

/** After everything that moves money: an account that has become low is charged in a happening of its own, at once. */
export function wakeAutopay(sql: Sql, now: Now, home: Home, balanceUnits: number): void {
  const row = autopayOf(sql, home);
  if (row === undefined || row.pausedAtMs !== null || row.plan.when.kind !== "threshold") return;
  if (balanceUnits < row.plan.when.belowUnits) setAutopayTimer(sql, home, now.wallMs);
}

/** What came of a charge: one that failed too often pauses all that would follow, until the customer agrees anew. */
export function noteAutopay(
  sql: Sql,
  now: Now,
  home: Home,
  { payment, succeeded }: { readonly payment: PaymentRow; readonly succeeded: boolean },
): void {
  const row = payment.channel === "autopay" ? autopayOf(sql, home) : undefined;
  if (row === undefined) return;
  const failures = succeeded ? 0 : row.failures + 1;
  const isPaused = failures >= AUTOPAY_FAILURES_MAX;
  const pausedAtMs = isPaused ? (row.pausedAtMs ?? now.wallMs) : row.pausedAtMs;
  saveAutopay(sql, home, { ...row, failures, pausedAtMs });
  if (isPaused) setAutopayTimer(sql, home, null);
}
