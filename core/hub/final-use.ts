import { localDay, type Now } from "../instant.ts";
import { must } from "../assert.ts";
import { currencyOf } from "../money.ts";
import type { Sql } from "../ports.ts";
import { closeBill } from "../rating/close-bill.ts";
import { type Charge, emptyState, rate, type RatingState } from "../rating/rate.ts";
import type { SettledCharge } from "../rating/settlement.ts";
import type { TariffVersion } from "../rating/tariff.ts";
import { isRefusal } from "../refusal.ts";
import { type ServiceRow, servicesOf } from "../store/accounts.ts";
import { ratingOf, type RatingRow, saveRating } from "../store/reads.ts";
import { mustAccount } from "./account-facts.ts";
import type { Happening } from "./journal.ts";
import { owedDaysOf } from "./owed-days.ts";
import { postUse } from "./post-use.ts";
import { tariffsInForce } from "./service-tariffs.ts";
import { knownBetween } from "./stored-reads.ts";

/** Meters tell quarter hours at least, and calendars of tariffs are made of them. */
const QUARTER_MS = 900_000;

/**
 * Owes what no read brings any more, of every service of an account whose customer has left: the fixed charge of the days until then,
 * and the minimum and percentage items of its last bills, for those days. Once: a second time nothing is owed.
 */
export function oweFinalUse(
  sql: Sql,
  now: Now,
  happening: Happening,
  { atMs, actor }: { readonly atMs: number; readonly actor: string },
): { transfer: string; amountUnits: number }[] {
  const { home } = happening;
  const account = mustAccount(sql, home);
  const currency = must(currencyOf(account.currency), `no scale for ${account.currency}`);
  const tariffs = tariffsInForce(sql, home);
  const rows = new Map(ratingOf(sql, home).map((row) => [row.serviceId, row]));
  return servicesOf(sql, home).flatMap((service) => {
    const row = rows.get(service.id) ?? unread(service.id);
    const versions = tariffs.get(service.id) ?? [];
    const { charges, state } = finalOf(sql, now, { happening, service, row, versions });
    saveRating(sql, home, { ...row, state: JSON.stringify(state) });
    return postUse(sql, now, happening, {
      books: { home, currency, zone: account.zone },
      cause: { actor, channel: null, cause: "close-account" },
      service,
      charges,
      effectiveAtMs: atMs - 1,
      corrects: null,
      part: "final",
    });
  });
}

function unread(serviceId: string): RatingRow {
  const state = JSON.stringify(emptyState);
  return { serviceId, state, throughMs: null, estimatedThroughMs: null, recentDays: "{}" };
}

interface Final {
  readonly happening: Happening;
  readonly service: ServiceRow;
  readonly row: RatingRow;
  readonly versions: readonly TariffVersion[];
}

/** An interval of nothing that ends with the service brings the days until then; then each bill that is open is closed. */
function finalOf(
  sql: Sql,
  now: Now,
  { happening, service, row, versions }: Final,
): { charges: (Charge | SettledCharge)[]; state: RatingState } {
  const { home } = happening;
  const { zone, toMs } = service;
  const before = JSON.parse(row.state) as RatingState;
  const none = { charges: [], state: before };
  if (toMs === null || toMs <= service.fromMs) return none;
  const account = mustAccount(sql, home);
  const currency = must(currencyOf(account.currency), `no scale for ${account.currency}`);
  const startMs = Math.max(service.fromMs, toMs - 1 - ((toMs - 1) % QUARTER_MS));
  const lastDay = localDay(zone, toMs - 1);
  // A bill that a late read finds closed is not opened again.
  const isDone = before.fixedThroughDay !== null && before.fixedThroughDay >= lastDay;
  const rated = rate(versions, before, {
    zone,
    currency,
    ...owedDaysOf(service),
    intervals: isDone ? [] : [{ startMs, durationMs: QUARTER_MS, quantityMicro: 0 }],
    known: (fromMs, untilMs) => knownBetween(sql, home, service, [fromMs, untilMs]),
  });
  if (isRefusal(rated)) return none;
  const charges: (Charge | SettledCharge)[] = [...rated.charges, ...(rated.settled ?? [])];
  let { state } = rated;
  for (;;) {
    const closing = { zone, currency, ...owedDaysOf(service), nowMs: now.serviceMs };
    const closed = closeBill(versions, state, closing);
    if (isRefusal(closed)) return { charges, state };
    charges.push(...closed.charges);
    ({ state } = closed);
  }
}
