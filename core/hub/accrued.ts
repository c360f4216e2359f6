import type { Now } from "../instant.ts";
import type { Currency } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { accruedUnits } from "../rating/accrual.ts";
import type { RatingState } from "../rating/rate.ts";
import { servicesOf } from "../store/accounts.ts";
import { ratingOf } from "../store/reads.ts";
import { owedDaysOf } from "./owed-days.ts";
import { tariffsInForce } from "./service-tariffs.ts";

/** What the minimum and percentage items of an account's open bills have come to; nothing of it is in the balance yet. */
export function accruedAt(sql: Sql, now: Now, home: Home, currency: Currency): number {
  const tariffs = tariffsInForce(sql, home);
  const states = new Map(ratingOf(sql, home).map((row) => [row.serviceId, row.state]));
  return servicesOf(sql, home).reduce((sum, service) => {
    const { id, zone } = service;
    const state = JSON.parse(states.get(id) ?? "{}") as RatingState;
    const closing = { zone, currency, ...owedDaysOf(service), nowMs: now.serviceMs };
    return sum + accruedUnits(tariffs.get(id) ?? [], state, closing);
  }, 0);
}
