import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Allocated } from "../payment/allocate.ts";
import { type DebtTerms, nextPartMs, nextSliceMs } from "../payment/debt-terms.ts";
import type { Home, Sql } from "../ports.ts";
import { accumulatedOf, openTerms, setAccumulated, setDone } from "../store/debt-terms.ts";
import { clearTimer, setTimer } from "../store/timers.ts";

const TIMER = keyOf("debt");

/** Wakes the account when the next slice or part falls due, by service time; never where there is none. */
export function setDebtTimer(sql: Sql, now: Now, home: Home, terms: DebtTerms): void {
  const dueAtMs =
    terms.kind === "time"
      ? nextSliceMs(terms.fromMs, now.serviceMs)
      : nextPartMs(terms.parts, now.serviceMs);
  if (dueAtMs === null) clearTimer(sql, home, TIMER);
  else setTimer(sql, { home, key: TIMER, clock: "service", dueAtMs, kind: "debt", payload: "{}" });
}

/** Counts what a payment gave to old debt: towards a plan, or off what must be taken whole. */
export function noteDebtPaid(sql: Sql, home: Home, parts: readonly Allocated[]): void {
  const sumOf = (those: readonly Allocated[]): number =>
    those.reduce((sum, { amountUnits }) => sum + amountUnits, 0);
  const paid = parts.filter(({ account }) => account === "arrears");
  if (paid.length === 0) return;
  const terms = openTerms(sql, home);
  if (terms?.terms.kind === "plan") setDone(sql, home, terms.id, terms.doneUnits + sumOf(paid));
  else {
    const wholeUnits = sumOf(paid.filter(({ target }) => target === "accumulated"));
    if (wholeUnits > 0) setAccumulated(sql, home, accumulatedOf(sql, home) - wholeUnits);
  }
}

/** A payment that came back has paid nothing of a plan. */
export function noteDebtUnpaid(sql: Sql, home: Home, units: number): void {
  const terms = openTerms(sql, home);
  if (units === 0 || terms?.terms.kind !== "plan") return;
  setDone(sql, home, terms.id, Math.max(0, terms.doneUnits - units));
}

export function clearDebtTimer(sql: Sql, home: Home): void {
  clearTimer(sql, home, TIMER);
}
