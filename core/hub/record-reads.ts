import { assert, must } from "../assert.ts";
import { type LocalDay, localDay, type Now } from "../instant.ts";
import { type Currency, currencyOf } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { pack, type StoredInterval } from "../rating/packed.ts";
import { type Charge, emptyState, rate, type RatingState } from "../rating/rate.ts";
import type { SettledCharge } from "../rating/settlement.ts";
import type { TariffVersion } from "../rating/tariff.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { accountAt } from "../store/accounts.ts";
import { addReadBatch, holdRead, saveRating } from "../store/reads.ts";
import { beginHappening, type Cause, type Happening, recordHappening } from "./journal.ts";
import {
  type IncomingRead,
  judgeBatch,
  type ReadResult,
  type ServiceBatch,
} from "./judge-batch.ts";
import { type Books, postUse } from "./post-use.ts";
import { reviewSupply } from "./review-account.ts";
import { owedDaysOf } from "./owed-days.ts";
import { recentDays } from "./recent-days.ts";
import { keepRegisters } from "./keep-registers.ts";
import { tariffsInForce } from "./service-tariffs.ts";
import { knownBetween } from "./stored-reads.ts";

/** A happening takes at most this many reads of one account, so that one commit stays short; the caller splits. */
export const READS_A_HAPPENING_MAX = 500;

interface Rated {
  readonly batch: ServiceBatch;
  readonly charges: readonly Charge[];
  readonly settled: readonly SettledCharge[];
  readonly state: RatingState;
}

/**
 * Takes interval reads of one account's meters: judges each, stores what is new, packed, rates it, posts one transfer a
 * service, and decides supply on the balance that follows. Every read gets its result; refuses only an unknown account.
 */
export function recordReads(
  sql: Sql,
  now: Now,
  home: Home,
  input: { readonly reads: readonly IncomingRead[]; readonly cause: Cause },
): { kind: "recorded"; results: ReadResult[] } | Refusal<"no_such_account"> {
  assert(input.reads.length <= READS_A_HAPPENING_MAX, "too many reads for one happening");
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no account at this home");
  const currency = must(currencyOf(account.currency), `no scale for ${account.currency}`);
  const books = { home, currency, zone: account.zone };
  const { results, batches } = judgeBatch(sql, now, home, input.reads);
  const rated = rateBatches({ sql, home, currency, results }, tariffsInForce(sql, home), batches);
  const held = batches.flatMap((batch) =>
    batch.held.map((read) => ({ ...read, serviceId: batch.service.id })),
  );
  const heldCount = held.length + batches.reduce((sum, one) => sum + one.heldRegisters.length, 0);
  if (rated.length === 0 && heldCount === 0) return { kind: "recorded", results };

  const happening = beginHappening(sql, home);
  for (const read of held) holdRead(sql, home, { ...read, nowMs: now.wallMs });
  const exchanges = batches.flatMap((batch) => keepRegisters(sql, now, happening, batch));
  const postings = rated.flatMap((one) => {
    keepReads(sql, now, happening, one);
    return postCharges(sql, now, happening, { one, books, cause: input.cause });
  });
  const supply = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    ...input.cause,
    kind: "reads-recorded",
    effectiveAtMs: Math.max(0, ...rated.map(({ batch }) => endOfBatch(batch))),
    facts: {
      services: rated.map(({ batch, charges }) => ({
        serviceId: batch.service.id,
        reads: batch.stored.length,
        quantityMicro: charges.reduce((sum, charge) => sum + usageOf(charge), 0),
        ...correctionsIn(charges),
      })),
      held: heldCount,
      ...(exchanges.length === 0 ? {} : { exchanges }),
      postings,
      ...supply,
    },
  });
  return { kind: "recorded", results };
}

function usageOf(charge: Charge): number {
  return charge.component === "usage" ? charge.quantityMicro : 0;
}

/** The bills and the time in them whose charge a late or revised read changed, where a plan rates by tiers. */
function correctionsIn(charges: readonly Charge[]): { corrects?: object[] } {
  const corrects = charges.flatMap(({ bill, corrects: range }) =>
    range === undefined ? [] : [{ bill, ...range }],
  );
  return corrects.length === 0 ? {} : { corrects };
}

function endOf(intervals: readonly { startMs: number; durationMs: number }[]): number {
  return Math.max(0, ...intervals.map(({ startMs, durationMs }) => startMs + durationMs));
}

/** Where a register was read, all before is known, even where there was nothing to count from. */
function endOfRegisters({ registers }: ServiceBatch): number {
  return Math.max(0, ...registers.map(({ atMs, estimated }) => (estimated === 1 ? 0 : atMs)));
}

function endOfBatch(batch: ServiceBatch): number {
  return Math.max(endOf(batch.stored), endOfRegisters(batch));
}

/** A service whose batch can't be rated keeps none of it: its reads are refused by name, and may come again later. */
function rateBatches(
  {
    sql,
    home,
    currency,
    results,
  }: {
    sql: Sql;
    home: Home;
    currency: Currency;
    results: ReadResult[];
  },
  tariffs: ReadonlyMap<string, readonly TariffVersion[]>,
  batches: readonly ServiceBatch[],
): Rated[] {
  const rated: Rated[] = [];
  for (const batch of batches) {
    if (batch.stored.length === 0 && batch.registers.length === 0) continue;
    const { service, rating } = batch;
    const state = rating === null ? emptyState : (JSON.parse(rating.state) as RatingState);
    const outcome = rate(tariffs.get(service.id) ?? [], state, {
      zone: service.zone,
      currency,
      intervals: batch.billed,
      ...owedDaysOf(service),
      known: (fromMs, toMs) => knownBetween(sql, home, service, [fromMs, toMs]),
    });
    if (isRefusal(outcome)) {
      const { code, message } = outcome;
      for (const place of batch.places) results[place] = { outcome: "refused", code, message };
      batch.registers.length = 0;
      batch.exchanges.length = 0;
    } else {
      rated.push({ batch, settled: [], ...outcome });
    }
  }
  return rated;
}

function keepReads(sql: Sql, now: Now, happening: Happening, { batch, state }: Rated): void {
  const { home } = happening;
  const { service, rating } = batch;
  const days = new Map<LocalDay, StoredInterval[]>();
  for (const interval of batch.stored) {
    const day = localDay(service.zone, interval.startMs);
    const ofDay = days.get(day);
    if (ofDay === undefined) days.set(day, [interval]);
    else ofDay.push(interval);
  }
  for (const [day, intervals] of days) {
    const packed = pack(intervals.toSorted((one, other) => one.startMs - other.startMs));
    const name = { serviceId: service.id, localDay: day, batch: happening.id };
    addReadBatch(sql, home, { ...name, packed, nowMs: now.wallMs });
  }
  const estimates = batch.stored.filter((interval) => interval.estimated);
  const throughMs = Math.max(rating?.throughMs ?? 0, endOf(batch.billed), endOfRegisters(batch));
  const estimatedThroughMs = Math.max(rating?.estimatedThroughMs ?? 0, endOf(estimates));
  saveRating(sql, home, {
    serviceId: service.id,
    state: JSON.stringify(state),
    throughMs: throughMs === 0 ? null : throughMs,
    estimatedThroughMs: estimatedThroughMs === 0 ? null : estimatedThroughMs,
    recentDays: recentDays(batch, throughMs),
  });
}

function postCharges(
  sql: Sql,
  now: Now,
  happening: Happening,
  { one, books, cause }: { one: Rated; books: Books; cause: Cause },
): { transfer: string; amountUnits: number }[] {
  const { batch, charges, settled } = one;
  // Only a batch that does nothing but revise one earlier batch is that one's correction.
  const [corrects] = batch.revises.size === 1 && batch.fresh === 0 ? batch.revises : [];
  return postUse(sql, now, happening, {
    books,
    cause,
    service: batch.service,
    charges: [...charges, ...settled],
    effectiveAtMs: endOfBatch(batch),
    corrects: corrects ?? null,
  });
}
