import { must } from "../assert.ts";
import { DAY_MS, type Now } from "../instant.ts";
import { currencyOf } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { billEndMs, closeBill, oldestOpenBill } from "../rating/close-bill.ts";
import type { RatingState } from "../rating/rate.ts";
import { isRefusal } from "../refusal.ts";
import { accountAt, servicesOf } from "../store/accounts.ts";
import { ratingOf, saveRating } from "../store/reads.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { LATE_READS_DAYS } from "./late-reads.ts";
import { owedDaysOf } from "./owed-days.ts";
import { postUse } from "./post-use.ts";
import { reviewSupply } from "./review-account.ts";
import { tariffsInForce } from "./service-tariffs.ts";

/**
 * Closes the oldest bill of each service that ended some days ago: owes the fixed charge of its last days, the minimum and
 * the percentage items, in one transfer a service. Nothing is due a second time.
 */
export function closePeriods(
  sql: Sql,
  now: Now,
  home: Home,
): { kind: "closed"; bills: string[] } | { kind: "nothing_due" } {
  const account = must(accountAt(sql, home), "an account with rated reads");
  const currency = must(currencyOf(account.currency), `no scale for ${account.currency}`);
  const books = { home, currency, zone: account.zone };
  const cause = { actor: "hub", channel: null, cause: "close-period" };
  const tariffs = tariffsInForce(sql, home);
  const rows = new Map(ratingOf(sql, home).map((row) => [row.serviceId, row]));
  const due = servicesOf(sql, home).flatMap((service) => {
    const row = rows.get(service.id);
    const versions = tariffs.get(service.id) ?? [];
    if (row === undefined) return [];
    const state = JSON.parse(row.state) as RatingState;
    const bill = oldestOpenBill(state);
    const endMs = bill === null ? null : billEndMs(versions, service.zone, bill);
    if (endMs === null || now.serviceMs < endMs + LATE_READS_DAYS * DAY_MS) return [];
    const closing = {
      zone: service.zone,
      currency,
      ...owedDaysOf(service),
      nowMs: now.serviceMs,
    };
    const closed = closeBill(versions, state, closing);
    return isRefusal(closed) ? [] : [{ service, row, endMs, ...closed }];
  });
  if (due.length === 0) return { kind: "nothing_due" };

  const happening = beginHappening(sql, home);
  const postings = due.flatMap(({ service, row, charges, state, endMs }) => {
    saveRating(sql, home, { ...row, state: JSON.stringify(state) });
    const effectiveAtMs = endMs - 1;
    return postUse(sql, now, happening, {
      books,
      cause,
      service,
      charges,
      effectiveAtMs,
      corrects: null,
    });
  });
  const supply = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    ...cause,
    kind: "period-closed",
    effectiveAtMs: Math.max(...due.map(({ endMs }) => endMs)),
    facts: {
      bills: due.map(({ service, bill, charges }) => ({ serviceId: service.id, bill, charges })),
      postings,
      ...supply,
    },
  });
  return { kind: "closed", bills: due.map(({ bill }) => bill) };
}
