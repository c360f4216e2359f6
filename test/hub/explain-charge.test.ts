/** Every charge can be opened: its lines and the remainder of rounding add up to what was posted, to the last micro. */
import { expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { type ExplainedService, explainCharge } from "../../core/hub/explain-charge.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { parseDecimal } from "../../core/money.ts";
import { importTariff } from "../../core/rating/import-urdb.ts";
import type { TariffVersion } from "../../core/rating/tariff.ts";
import { isRefusal } from "../../core/refusal.ts";
import { seeded } from "../../core/seeded.ts";
import { onEachPlacement } from "../placements.ts";
import { goodTariff } from "../support/broken-tariffs.ts";
import { ana, flat, START_MS, Town, usd } from "../town.ts";

const home = accountHome("1001");
const imported = importTariff({ ...goodTariff(), timezone: "America/New_York" });
if (isRefusal(imported)) throw new Error(imported.message);

/** A price of nine decimals, so that nearly every charge has a remainder; from the second day on. */
const dearer = {
  ...flat,
  version: 2,
  pricePerUnit: 234_567_891,
  effectiveFromMs: START_MS + DAY_MS,
};
const tiered: TariffVersion = {
  ...flat,
  tariffId: "flat",
  version: 3,
  pricePerUnit: 0,
  fixedPerDay: 0,
  effectiveFromMs: START_MS + 2 * DAY_MS,
  plan: imported.plan,
};

function atto(text: string): bigint {
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  const size = BigInt(whole) * 10n ** 18n + BigInt(fraction.padEnd(18, "0"));
  return text.startsWith("-") ? -size : size;
}

function read(hour: number, quantityMicro: number, revision = 0) {
  const startMs = START_MS + hour * HOUR_MS;
  const form = { durationMs: HOUR_MS, estimated: false, meterId: "E-1" };
  return { ...form, startMs, quantityMicro, revision };
}

onEachPlacement("an opened charge", (open) => {
  async function lived(): Promise<Town> {
    const town = new Town(await open("u"));
    await town.found(usd, [flat, dearer, tiered]);
    await town.enrol({ ...ana, openingUnits: 900_000_000 });
    await town.pass(5 * DAY_MS);
    return town;
  }

  async function batches(town: Town): Promise<{ id: string; sequence: number; units: number }[]> {
    return town.hub.store.read(home, (sql) =>
      sql
        .all<{ id: string; units: number }>(
          `SELECT transfer.id AS id, -sum(amount_units) AS units FROM transfer
           JOIN entry ON entry.home = transfer.home AND entry.transfer_id = transfer.id
           WHERE transfer.home = ?1 AND code = 'usage' AND (account LIKE 'revenue.%' OR account LIKE 'tax.%')
           GROUP BY transfer.id`,
          [home],
        )
        .map((row) => ({ ...row, sequence: Number(/#(\d+)\//.exec(row.id)?.[1]) })),
    );
  }

  async function opened(town: Town, sequence: number): Promise<ExplainedService> {
    const answer = await town.hub.store.read(home, (sql) => explainCharge(sql, "1001", sequence));
    if (isRefusal(answer)) throw new Error(answer.code);
    return must(answer[0], "a service");
  }

  it("adds up to what was posted, for reads in any order, late and revised, under three versions", async () => {
    const town = await lived();
    const chance = seeded("explain");
    const hours = Array.from({ length: 110 }, (_, hour) => ({ hour, rank: chance.below(1000) }));
    const ordered = hours.toSorted((one, other) => one.rank - other.rank);
    for (let at = 0; at < ordered.length; at += 19) {
      const part = ordered.slice(at, at + 19);
      await town.push(part.map(({ hour }) => read(hour, 1 + chance.below(9_000_000))));
    }
    await town.push([read(2, 0, 1), read(30, 5_000_001, 1), read(60, 99_000_000, 1)]);
    const posted = await batches(town);
    expect(posted.length).toBeGreaterThanOrEqual(7);
    for (const { sequence, units } of posted) {
      const charge = await opened(town, sequence);
      const { lines, remainder, usage, fixed, percent } = charge;
      const products = lines.reduce((sum, line) => sum + atto(line.product), 0n);
      expect(products + atto(remainder)).toBe(atto(usage));
      // The flat price and the bill are each rounded before and after the batch: by a unit of the ledger each at most.
      const size = atto(remainder) < 0n ? -atto(remainder) : atto(remainder);
      expect(size <= 2n * 10n ** 12n).toBe(true);
      for (const { quantity, price, product } of lines) {
        expect((atto(quantity) * atto(price)) / 10n ** 18n).toBe(atto(product));
      }
      const all = [usage, fixed, percent].map((text) => must(parseDecimal(text, 6), "an amount"));
      expect(all.reduce<number>((sum, one) => sum + Number(one), 0)).toBe(units);
    }
    const last = await opened(town, must(posted.at(-1), "the revision").sequence);
    const tariffs = new Set(last.lines.map(({ tariff }) => tariff));
    expect(tariffs).toEqual(new Set(["flat/1", "flat/2", "flat/3"]));
  });

  it("tells the price of a flat tariff and the tier of a plan", async () => {
    const town = await lived();
    await town.push([read(0, 2_000_000)]);
    await town.push([read(60, 3_000_000)]);
    const [first, second] = await batches(town);
    expect(await opened(town, must(first, "the first").sequence)).toMatchObject({
      lines: [{ tariff: "flat/1", bill: null, quantity: "2", price: "0.2", product: "0.4" }],
      remainder: "0",
      usage: "0.4",
      fixed: "0.35",
      fromMs: START_MS,
      toMs: START_MS + HOUR_MS,
    });
    expect(await opened(town, must(second, "the second").sequence)).toMatchObject({
      lines: [{ tariff: "flat/3", bill: "2026-11", tier: 1, quantity: "3" }],
    });
  });

  it.each([
    ["1001", 1, "no_such_batch"],
    ["1001", 9999, "no_such_batch"],
    ["4711", 2, "no_such_account"],
  ])("refuses account %s and batch %d as %s", async (account, sequence, code) => {
    const town = await lived();
    await town.push([read(0, 2_000_000)]);
    const answer = await town.hub.store.read(accountHome(account), (sql) =>
      explainCharge(sql, account, sequence),
    );
    expect(answer).toMatchObject({ kind: "refused", code });
  });
});
