/** Whole bills of tariffs and reads made by chance, at once and in shuffled batches, against a rater that shares nothing with ours. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { decimal, slowBills } from "../../../test/support/slow-bills.ts";
import { runCommand } from "../command.ts";
import { rateCommand } from "./rate.ts";

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-bills-"));
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

async function billsOf(...words: string[]): Promise<unknown> {
  const said: string[] = [];
  const status = await runCommand(rateCommand, [...words, "--json"], {
    environment: {},
    directory,
    isWatched: false,
    out: (text) => said.push(text),
    err: (text) => said.push(text),
  });
  expect([status, said.length]).toEqual([0, 1]);
  return (JSON.parse(said[0] ?? "") as { bills: unknown }).bills;
}

/** Zones, and months in which one or another of them changes its clock, or a year ends. */
const zones = ["America/Los_Angeles", "Europe/London", "Australia/Lord_Howe", "America/Toronto"];
const firstDays = ["2026-02-26", "2026-03-27", "2026-10-02", "2026-10-24", "2026-12-20"];

const price = fc.oneof(
  fc.integer({ min: -20_000, max: 900_000 }).map((value) => value / 1e6),
  fc.constantFrom("0.0087654321", "0", 5e-5, "0.12345678901234", "1e-3"),
);
const tiers = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 3 }),
    fc.array(fc.tuple(price, fc.option(price)), { minLength: 4, maxLength: 4 }),
    fc.boolean(),
  )
  .map(([uppers, prices, isDaily]) => {
    const bounds = [...uppers.toSorted((one, other) => one - other), undefined];
    return bounds.map((max, at) => {
      const [rate, adj] = prices[at] ?? [0, null];
      return { max, rate, adj: adj ?? undefined, isDaily };
    });
  });
const schedule = fc.array(fc.array(fc.nat({ max: 5 }), { minLength: 24, maxLength: 24 }), {
  minLength: 12,
  maxLength: 12,
});
const tariffs = fc.record({
  periods: fc.array(tiers, { minLength: 1, maxLength: 3 }),
  weekday: schedule,
  weekend: schedule,
  fixed: fc.option(
    fc.tuple(fc.integer({ max: 30, min: 0 }), fc.constantFrom("$/day", "$/month", "$/bill")),
  ),
  minimum: fc.option(
    fc.tuple(fc.integer({ max: 90, min: 0 }), fc.constantFrom("$/day", "$/month", "$/bill")),
  ),
  percent: fc.array(fc.constantFrom("0.13", "-0.235", "0.0775"), { maxLength: 2 }),
  scope: fc.constantFrom("total", "period"),
  reset: fc.constantFrom("bill", "day"),
  restart: fc.constantFrom("never", "version"),
  holidays: fc.subarray(["2026-03-09", "2026-03-30", "2026-10-12", "2026-12-25", "2027-01-01"]),
});
type Made = typeof tariffs extends fc.Arbitrary<infer One> ? One : never;

/** What reads are in, what tariffs are in, and how many of the one the other is. */
const units = [
  { commodity: "electricity", read: "kWh", unit: "kWh", factor: "1", given: null },
  { commodity: "gas", read: "ccf", unit: "therm", factor: "1.0213", given: "1.0213" },
  { commodity: "gas", read: "m3", unit: "kWh", factor: "10.5483", given: "10.5483" },
  { commodity: "water", read: "gal", unit: "kgal", factor: "0.001", given: null },
  { commodity: "water", read: "m3", unit: "ccf", factor: [19_531_250n, 55_306_341n], given: null },
] as const;

interface Around {
  readonly id: string;
  readonly zone: string;
  readonly months: number;
  readonly of: (typeof units)[number];
  readonly effective: string | null;
}

function textOf(made: Made, { id, zone, months, of, effective }: Around): string {
  const { periods, weekday, weekend, fixed, minimum, percent, scope, reset, restart, holidays } =
    made;
  const within = (hours: readonly (readonly number[])[]): number[][] =>
    hours.map((month) => month.map((period) => period % periods.length));
  return JSON.stringify({
    id,
    commodity: of.commodity,
    unit: of.unit,
    currency: "USD",
    timezone: zone,
    billing_months: months,
    effective,
    urdb: {
      energyratestructure: periods.map((some) =>
        some.map(({ isDaily, ...tier }) => ({
          ...tier,
          unit: isDaily ? `${of.unit} daily` : of.unit,
        })),
      ),
      energyweekdayschedule: within(weekday),
      energyweekendschedule: within(weekend),
      ...(fixed === null ? {} : { fixedchargefirstmeter: fixed[0], fixedchargeunits: fixed[1] }),
      ...(minimum === null ? {} : { mincharge: minimum[0], minchargeunits: minimum[1] }),
    },
    ext: {
      percent: percent.map((rate) => ({ name: `item ${rate}`, rate, base: "subtotal" })),
      tier_scope: scope,
      tier_reset: reset,
      tier_restart: restart,
      holidays,
    },
  });
}

const lives = fc.record({
  zone: fc.constantFrom(...zones),
  months: fc.constantFrom(1, 2, 3),
  of: fc.constantFrom(...units),
  firstDay: fc.constantFrom(...firstDays),
  minutes: fc.constantFrom(5, 15, 30, 60),
  versions: fc.array(tariffs, { minLength: 1, maxLength: 2 }),
  changeDays: fc.integer({ min: 1, max: 9 }),
  reads: fc.uniqueArray(
    fc.tuple(
      fc.nat({ max: 12 * 288 }),
      fc.oneof(
        fc.nat({ max: 20 }).map(String),
        fc
          .nat({ max: 9_999_999 })
          .map((n) => `${String(n % 9)}.${String(n).padStart(7, "0").slice(1)}`),
      ),
    ),
    { minLength: 1, maxLength: 60, selector: ([slot]) => slot },
  ),
  batch: fc.integer({ min: 1, max: 20 }),
  seed: fc.nat().map(String),
});

it("prints what a slow rater finds, at once and in batches of any order", async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (life) => {
      const { zone, months, of, firstDay, minutes, versions, changeDays, batch, seed } = life;
      const firstMs = Date.parse(`${firstDay}T00:00:00Z`);
      const change = new Date(firstMs + changeDays * 86_400_000).toISOString().slice(0, 10);
      const texts = versions.map((made, at) => {
        const effective = at === 0 ? null : change;
        return textOf(made, { id: `t${String(at)}`, zone, months, of, effective });
      });
      const stepMs = minutes * 60_000;
      const reads = new Map<number, string>();
      for (const [slot, quantity] of life.reads) {
        const startMs = firstMs + Math.floor((slot * 300_000) / stepMs) * stepMs;
        if (!reads.has(startMs)) reads.set(startMs, quantity);
      }
      const files = texts.flatMap((text, at) => {
        const name = `t${String(at)}.json`;
        writeFileSync(join(directory, name), text);
        return ["--tariff", name];
      });
      const lines = [...reads].map(
        ([startMs, quantity]) =>
          `${new Date(startMs).toISOString().replace(".000Z", "Z")},${quantity}\n`,
      );
      writeFileSync(join(directory, "reads.csv"), `start,${of.read}\n${lines.join("")}`);
      files.push("--reads", "reads.csv", ...(of.given === null ? [] : ["--factor", of.given]));
      const factor = typeof of.factor === "string" ? decimal(of.factor) : of.factor;
      const expected = slowBills(texts, zone, reads, factor);
      expect(await billsOf(...files)).toEqual(expected);
      expect(await billsOf(...files, "--batch", String(batch), "--shuffle", seed)).toEqual(
        expected,
      );
    }),
    { numRuns: 25, endOnFailure: true },
  );
});
