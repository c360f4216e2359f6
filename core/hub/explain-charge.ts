/** What a posted batch of reads was charged for, from the reads known before and after it: nothing of it is stored as rows. */
import { must } from "../assert.ts";
import { accountHome } from "../ids.ts";
import { type Currency, currencyOf } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { spanAt } from "../rating/compiled.ts";
import { exactText, minus, parseExact, plus, times, ZERO } from "../rating/exact.ts";
import { explain } from "../rating/explain.ts";
import { KnownReads } from "../rating/known-reads.ts";
import { type StoredInterval, unpack } from "../rating/packed.ts";
import { plannedVersions } from "../rating/rate-planned.ts";
import { columnsOf } from "../rating/read-columns.ts";
import { indexInForce, type TariffVersion } from "../rating/tariff.ts";
import { addUse, type BillUse, type RatingVersion, versionAt } from "../rating/use.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { accountAt, servicesOf, type ServiceRow } from "../store/accounts.ts";
import { entriesOf } from "../store/ledger.ts";
import { readsOfBatch } from "../store/reads.ts";
import { journalHome } from "./journal.ts";
import { tariffsInForce } from "./service-tariffs.ts";
import { rowsBetween } from "./stored-reads.ts";

/** Exact decimal text throughout: quantities in the tariff's unit, the rest in the currency. */
interface ExplainedLine {
  readonly tariff: string;
  /** Of a published plan: the bill, the period and the tier, counted from 1; null where the price is flat. */
  readonly bill: string | null;
  readonly period: number | null;
  readonly tier: number | null;
  readonly quantity: string;
  readonly price: string;
  readonly product: string;
}

export interface ExplainedService {
  readonly serviceId: string;
  readonly commodity: ServiceRow["commodity"];
  readonly fromMs: number;
  readonly toMs: number;
  readonly lines: readonly ExplainedLine[];
  /** What rounding to the ledger unit added: the products and this add up to `usage`, the amount posted. */
  readonly remainder: string;
  readonly usage: string;
  readonly fixed: string;
  readonly percent: string;
}

/** Refuses an account that is not here, and a number that is no batch of its reads. */
export function explainCharge(
  sql: Sql,
  accountId: string,
  sequence: number,
): ExplainedService[] | Refusal<"no_such_account" | "no_such_batch"> {
  const home = accountHome(accountId);
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", `there is no account ${accountId}`);
  const currency = must(currencyOf(account.currency), `no scale for ${account.currency}`);
  const tariffs = tariffsInForce(sql, home);
  const batch = `${journalHome(sql, home)}#${String(sequence)}`;
  const services = servicesOf(sql, home).flatMap((service) => {
    const intervals = intervalsOf(readsOfBatch(sql, home, service.id, batch));
    if (intervals.length === 0) return [];
    const versions = tariffs.get(service.id) ?? [];
    return [explained(sql, home, { service, versions, intervals, currency, batch, sequence })];
  });
  return services.length > 0
    ? services
    : refuse("no_such_batch", `account ${accountId} was charged for no reads under that number`);
}

interface Asked {
  readonly service: ServiceRow;
  readonly versions: readonly TariffVersion[];
  readonly intervals: readonly StoredInterval[];
  readonly currency: Currency;
  readonly batch: string;
  readonly sequence: number;
}

function explained(sql: Sql, home: Home, asked: Asked): ExplainedService {
  const { service, intervals, currency, batch } = asked;
  const lines = [...flatLines(sql, home, asked), ...plannedLines(sql, home, asked)];
  const posted = entriesOf(sql, home, `${batch}/${service.id}`);
  // Income is a credit, which the ledger writes below 0.
  const unitsOf = (account: string): number =>
    posted.reduce((sum, entry) => (entry.account === account ? sum - entry.amountUnits : sum), 0);
  const amountOf = (account: string) => ({
    top: BigInt(unitsOf(account)),
    bottom: 10n ** BigInt(currency.ledgerDigits),
  });
  const usage = amountOf(`revenue.${service.commodity}`);
  const products = lines.reduce((sum, line) => plus(sum, exact(line.product)), ZERO);
  return {
    serviceId: service.id,
    commodity: service.commodity,
    fromMs: Math.min(...intervals.map(({ startMs }) => startMs)),
    toMs: Math.max(...intervals.map(({ startMs, durationMs }) => startMs + durationMs)),
    lines,
    remainder: exactText(minus(usage, products)),
    usage: exactText(usage),
    fixed: exactText(amountOf("revenue.fixed")),
    percent: exactText(amountOf("tax.percent")),
  };
}

/** What versions of a flat price were changed by: each one's quantity after the batch less that before it. */
function flatLines(sql: Sql, home: Home, asked: Asked): ExplainedLine[] {
  const { versions, intervals } = asked;
  const starts = intervals.filter(({ estimated }) => !estimated).map(({ startMs }) => startMs);
  const [before, after] = knownAround(sql, home, asked, [
    Math.min(...starts),
    Math.max(...starts) + 1,
  ]);
  const changes = new Map<TariffVersion, number>();
  for (const [sign, reads] of [[-1, before] as const, [1, after] as const]) {
    for (const { startMs, quantityMicro } of reads) {
      const version = versions[indexInForce(versions, startMs)];
      if (version === undefined || version.plan !== undefined) continue;
      changes.set(version, (changes.get(version) ?? 0) + sign * quantityMicro);
    }
  }
  return [...changes].flatMap(([version, quantityMicro]) => {
    if (quantityMicro === 0) return [];
    const { tariffId, version: number, pricePerUnit, priceScale } = version;
    const quantity = { top: BigInt(quantityMicro), bottom: 1_000_000n };
    const price = { top: BigInt(pricePerUnit), bottom: 10n ** BigInt(priceScale) };
    return [
      {
        tariff: `${tariffId}/${String(number)}`,
        bill: null,
        period: null,
        tier: null,
        quantity: exactText(quantity),
        price: exactText(price),
        product: exactText(times(quantity, price)),
      },
    ];
  });
}

/** What plans were changed by, bill by bill: a late read may move others across a bound. */
function plannedLines(sql: Sql, home: Home, asked: Asked): ExplainedLine[] {
  const { service, versions, intervals, currency } = asked;
  const rating = plannedVersions(versions, service.zone);
  const bills = new Map<string, readonly [number, number]>();
  for (const { startMs, estimated } of intervals) {
    const version = estimated ? undefined : versionAt(rating, startMs);
    if (version === undefined) continue;
    const { bill, billFromMs, billToMs } = spanAt(version.compiled, startMs);
    bills.set(bill, [billFromMs, billToMs]);
  }
  return [...bills].flatMap(([bill, range]) => {
    const [before, after] = knownAround(sql, home, asked, range);
    const is = useOf(rating, after).get(bill);
    if (is === undefined) return [];
    const was = useOf(rating, before).get(bill) ?? null;
    const { lines } = explain(rating, was, is, currency.ledgerDigits);
    return lines.map(({ version, ...line }) => ({ tariff: version, bill, ...line }));
  });
}

function useOf(
  versions: readonly RatingVersion[],
  reads: readonly StoredInterval[],
): Map<string, BillUse> {
  const uses = new Map<string, BillUse>();
  const planned = reads.filter(({ startMs }) => versionAt(versions, startMs) !== undefined);
  addUse(versions, uses, columnsOf(planned));
  return uses;
}

/** The metered reads that start in a range of time: those known before the batch, and those known with it. */
function knownAround(
  sql: Sql,
  home: Home,
  { service, sequence }: Asked,
  [fromMs, toMs]: readonly [number, number],
): [StoredInterval[], StoredInterval[]] {
  if (fromMs >= toMs) return [[], []];
  const rows = rowsBetween(sql, home, service, [fromMs, toMs]);
  const through = (last: number): StoredInterval[] => {
    const known = new KnownReads(intervalsOf(rows.filter((row) => sequenceOf(row.batch) <= last)));
    return [...known.meteredBetween(fromMs, toMs)];
  };
  return [through(sequence - 1), through(sequence)];
}

function intervalsOf(rows: readonly { packed: Uint8Array }[]): StoredInterval[] {
  return rows.flatMap((row) => unpack(row.packed));
}

/** A batch is named by the journal's home and sequence. */
function sequenceOf(batch: string): number {
  return Number(batch.slice(batch.lastIndexOf("#") + 1));
}

function exact(text: string) {
  const value = parseExact(text);
  return must(isRefusal(value) ? null : value, "a product that is a decimal");
}
