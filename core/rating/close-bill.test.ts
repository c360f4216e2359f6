import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { DAY_MS, HOUR_MS } from "../instant.ts";
import { currencyOf } from "../money.ts";
import { isRefusal } from "../refusal.ts";
import { accruedUnits } from "./accrual.ts";
import { closeBill } from "./close-bill.ts";
import { parseExact, roundHalfAway } from "./exact.ts";
import { parseExactJson } from "./exact-json.ts";
import { importTariff } from "./import-urdb.ts";
import { type Batch, emptyState, type IntervalUse, rate, type RatingState } from "./rate.ts";
import type { TariffVersion } from "./tariff.ts";

interface Vectors {
  readonly profiles: Readonly<Record<string, readonly string[]>>;
  readonly bills: readonly {
    readonly tariff: string;
    readonly profile: string;
    readonly months: Readonly<Record<string, readonly string[]>>;
  }[];
}

const text = readFileSync(new URL("../../test/vectors/rating/bills.json", import.meta.url), "utf8");
const vectors = JSON.parse(text) as Vectors;
const { tariffs } = parseExactJson(text) as { tariffs: Readonly<Record<string, unknown>> };
const currency = must(currencyOf("USD"), "USD");
const zone = "+00:00";

function versionOf(name: string): TariffVersion {
  const tariff = importTariff(tariffs[name]);
  if (isRefusal(tariff)) throw new Error(tariff.message);
  const { plan } = tariff;
  return {
    tariffId: name,
    version: 1,
    commodity: plan.commodity,
    unit: plan.unit,
    currency: "USD",
    priceScale: 9,
    pricePerUnit: 0,
    fixedPerDay: 0,
    effectiveFromMs: Date.UTC(2017, 0, 1),
    plan,
  };
}

function readsOf(profile: string): IntervalUse[] {
  return must(vectors.profiles[profile], profile).map((quantity, hour) => ({
    startMs: Date.UTC(2018, 0, 1) + hour * HOUR_MS,
    durationMs: HOUR_MS,
    quantityMicro: Math.round(Number(quantity) * 1e6),
  }));
}

function micros(of: string | undefined): number {
  const value = parseExact(of ?? "");
  if (isRefusal(value)) throw new Error(value.message);
  return Number(roundHalfAway(value, 6));
}

/** A service whose reads come a day at a time and whose bills are closed as they end; what was posted, by month. */
class Household {
  state: RatingState = emptyState;
  readonly posted: Record<string, number> = {};
  readonly #versions: readonly TariffVersion[];
  readonly #seen: IntervalUse[] = [];
  readonly #movedInDay: string;

  constructor(version: TariffVersion, movedInDay = "2018-01-01") {
    this.#versions = [version];
    this.#movedInDay = movedInDay;
  }

  read(intervals: readonly IntervalUse[], month: string): void {
    const known: Batch["known"] = (fromMs, toMs) =>
      this.#seen.filter(({ startMs }) => startMs >= fromMs && startMs < toMs);
    const batch = { zone, currency, movedInDay: this.#movedInDay, intervals, known };
    const rated = rate(this.#versions, this.state, batch);
    if (isRefusal(rated)) throw new Error(rated.message);
    this.state = JSON.parse(JSON.stringify(rated.state)) as RatingState;
    for (const { amountUnits } of [...rated.charges, ...(rated.settled ?? [])])
      this.#post(month, amountUnits);
    this.#seen.push(...intervals);
  }

  /** What the minimum and percentage items have come to by then. */
  accrued(nowMs: number): number {
    const closing = { zone, currency, movedInDay: this.#movedInDay, nowMs };
    return accruedUnits(this.#versions, this.state, closing);
  }

  /** The newest closing's minimum and percentage items. */
  settledUnits = 0;

  close(nowMs: number): string {
    const closing = { zone, currency, movedInDay: this.#movedInDay, nowMs };
    const closed = closeBill(this.#versions, this.state, closing);
    if (isRefusal(closed)) return closed.code;
    this.state = JSON.parse(JSON.stringify(closed.state)) as RatingState;
    for (const { amountUnits } of closed.charges) this.#post(closed.bill, amountUnits);
    this.settledUnits = closed.charges
      .filter(({ component }) => component !== "fixed")
      .reduce((sum, { amountUnits }) => sum + amountUnits, 0);
    return closed.bill;
  }

  #post(month: string, amountUnits: number): void {
    this.posted[month] = (this.posted[month] ?? 0) + amountUnits;
  }
}

function monthOf(startMs: number): string {
  return new Date(startMs).toISOString().slice(0, 7);
}

describe("postings day by day, and closed bills", () => {
  it.each(vectors.bills)(
    "$tariff, $profile: sum to each month's bill",
    ({ tariff, profile, months }) => {
      const home = new Household(versionOf(tariff));
      const reads = readsOf(profile);
      for (let at = 0; at < reads.length; at += 24) {
        const day = reads.slice(at, at + 24);
        const startMs = must(day[0], "a read").startMs;
        home.read(day, monthOf(startMs));
        const endMs = startMs + DAY_MS;
        const isOver = monthOf(endMs) !== monthOf(startMs);
        const accrued = isOver ? home.accrued(endMs - HOUR_MS) : home.settledUnits;
        expect(home.close(endMs)).toBe(isOver ? monthOf(startMs) : "bill_not_over");
        // The posted items make up for the rounding of the others: at most a unit of each of four.
        expect(Math.abs(accrued - home.settledUnits)).toBeLessThanOrEqual(4);
      }
      const totals = Object.entries(months).map(([month, row]) => [month, micros(row[5])] as const);
      expect(home.posted).toEqual(Object.fromEntries(totals));
      expect(home.state.open?.bills).toEqual({});
      expect(home.close(Date.UTC(2030, 0, 1))).toBe("no_open_bill");
    },
  );

  it.each(["us-pge-e1-2021-t", "ca-on-alectra-residential-tiered", "us-ny-coned-default-supply"])(
    "%s: a day that comes after the bill is closed posts the whole difference",
    (tariff) => {
      const { months } = must(
        vectors.bills.find((one) => one.tariff === tariff && one.profile.startsWith("us")),
        tariff,
      );
      const january = readsOf("us-ca-fontana-01").filter(
        ({ startMs }) => monthOf(startMs) === "2018-01",
      );
      const home = new Household(versionOf(tariff));
      home.read([...january.slice(0, 200), ...january.slice(260)], "2018-01");
      expect(home.close(Date.UTC(2018, 1, 1))).toBe("2018-01");
      const before = home.posted["2018-01"];
      home.read(january.slice(200, 260), "2018-01");
      expect(home.posted["2018-01"]).not.toBe(before);
      expect(home.posted["2018-01"]).toBe(micros(months["2018-01"]?.[5]));
      expect(home.state.open?.closedThrough).toBe("2018-01");
    },
  );

  it("owes the days from the move-in only, and those that no read has reached", () => {
    // 24.59633 for the 31 days of January is 0.79343 a day, and 17 days of it are owed.
    const home = new Household(versionOf("us-pge-etouc-2026-03-01-s"), "2018-01-15");
    const none = { startMs: Date.UTC(2018, 0, 20), durationMs: HOUR_MS, quantityMicro: 0 };
    home.read([none], "2018-01");
    expect(home.posted["2018-01"]).toBe(6 * 793_430);
    expect(home.close(Date.UTC(2018, 1, 1))).toBe("2018-01");
    expect(home.posted["2018-01"]).toBe(17 * 793_430);
  });

  it.each([
    [20, 1_935_484],
    [31, 5_483_871],
    [40, 5_483_871],
  ])("has accrued the minimum of the days through day %i", (day, units) => {
    const home = new Household(versionOf("us-pge-e1-2021-t"), "2018-01-15");
    expect(home.accrued(Date.UTC(2018, 0, day, 12))).toBe(0);
    home.read(
      [{ startMs: Date.UTC(2018, 0, 20), durationMs: HOUR_MS, quantityMicro: 0 }],
      "2018-01",
    );
    // 10.00 x 6 / 31 by the 20th, and x 17 / 31 from the 31st on.
    expect(home.accrued(Date.UTC(2018, 0, day, 12))).toBe(units);
  });

  it("owes the share of a minimum that the days from the move-in are", () => {
    const home = new Household(versionOf("us-pge-e1-2021-t"), "2018-01-15");
    home.read(
      [{ startMs: Date.UTC(2018, 0, 20), durationMs: HOUR_MS, quantityMicro: 0 }],
      "2018-01",
    );
    expect(home.close(Date.UTC(2018, 1, 1))).toBe("2018-01");
    // 10.00 x 17 / 31
    expect(home.posted["2018-01"]).toBe(5_483_871);
  });
});
