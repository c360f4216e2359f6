/** A service on a published tariff: time of use and tiers, its reads in any order, late and revised. */
import { expect, it } from "vitest";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { brokenLink } from "../../core/hub/journal.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { compile } from "../../core/rating/compiled.ts";
import { importTariff } from "../../core/rating/import-urdb.ts";
import { energyUnits } from "../../core/rating/live-bills.ts";
import { columnsOf } from "../../core/rating/read-columns.ts";
import type { TariffVersion } from "../../core/rating/tariff.ts";
import { ONE } from "../../core/rating/units.ts";
import { addUse, type BillUse } from "../../core/rating/use.ts";
import { isRefusal } from "../../core/refusal.ts";
import { seeded } from "../../core/seeded.ts";
import { onEachPlacement } from "../placements.ts";
import { goodTariff } from "../support/broken-tariffs.ts";
import { ana, START_MS, Town, usd } from "../town.ts";

const zone = "America/New_York";
const imported = importTariff({ ...goodTariff(), timezone: zone });
if (isRefusal(imported)) throw new Error(imported.message);
const { plan } = imported;

/** Tiers at 300 and 600 kWh on weekdays, at 8.5 kWh a day of the month at weekends, and 8.73 a month. */
const tiered: TariffVersion = {
  tariffId: "tiered",
  version: 1,
  commodity: "electricity",
  unit: "kWh",
  currency: "USD",
  priceScale: 9,
  pricePerUnit: 0,
  fixedPerDay: 0,
  effectiveFromMs: Date.UTC(2020, 0, 1),
  plan,
};

const openingUnits = 900_000_000;
const account = {
  ...ana,
  openingUnits,
  services: ana.services.map((service) => ({ ...service, tariffId: "tiered" })),
};

/** What all reads cost at once, in the order of time. */
function energyOf(reads: ReadonlyMap<number, number>): number {
  const compiled = compile(plan, zone, ONE);
  const versions = [{ name: "v", compiled, fromMs: -Infinity, untilMs: Infinity }];
  const uses = new Map<string, BillUse>();
  const all = [...reads].map(([startMs, quantityMicro]) => ({ startMs, quantityMicro }));
  addUse(versions, uses, columnsOf(all));
  return [...uses.values()].reduce(
    (sum, use) => sum + energyUnits(use, { versions, ledgerDigits: 6 }),
    0,
  );
}

onEachPlacement("a published tariff", (open) => {
  it("charges the same in any order, and a revision by the difference to a rating from scratch", async () => {
    const town = new Town(await open("u"));
    await town.found(usd, [tiered]);
    await town.enrol(account);
    await town.pass(4 * DAY_MS);
    const chance = seeded("published tariff");
    const hours = Array.from({ length: 90 }, (_, hour) => ({ hour, rank: chance.below(1000) }));
    const known = new Map<number, number>();
    const ordered = hours.toSorted((one, other) => one.rank - other.rank);
    for (let at = 0; at < ordered.length; at += 13) {
      const reads = ordered.slice(at, at + 13).map(({ hour }) => {
        const startMs = START_MS + hour * HOUR_MS;
        const quantityMicro = 1_000_001 + chance.below(16_000_000);
        known.set(startMs, quantityMicro);
        return { startMs, quantityMicro, durationMs: HOUR_MS, revision: 0, estimated: false };
      });
      const results = await town.push(reads.map((read) => ({ ...read, meterId: "E-1" })));
      expect(results.every(({ outcome }) => outcome === "accepted")).toBe(true);
    }
    for (const [hour, quantityMicro] of [
      [3, 0],
      [40, 99_000_000],
    ] as const) {
      const startMs = START_MS + hour * HOUR_MS;
      known.set(startMs, quantityMicro);
      const revised = {
        startMs,
        quantityMicro,
        durationMs: HOUR_MS,
        revision: 1,
        estimated: false,
      };
      expect(await town.push([{ ...revised, meterId: "E-1" }])).toMatchObject([
        { outcome: "revised" },
      ]);
    }
    const home = accountHome("1001");
    const facts = await town.hub.store.read(home, (sql) =>
      accountFacts(sql, town.hub.clock.now(), "1001", []),
    );
    // The 23rd to the 27th of November: 27/30 of the month's charge less 22/30, each rounded.
    const fixedUnits = 7_857_000 - 6_402_000;
    expect(facts?.balanceUnits).toBe(openingUnits - energyOf(known) - fixedUnits);
    // The tiers mattered: 600 kWh and more were used.
    expect([...known.values()].reduce((sum, one) => sum + one, 0)).toBeGreaterThan(600_000_000);

    const journal = await town.hub.store.read(home, (sql) =>
      sql.all<{ facts: string }>(
        `SELECT facts FROM journal WHERE home = ?1 AND kind = 'reads-recorded' ORDER BY sequence`,
        [home],
      ),
    );
    const last = JSON.parse(journal.at(-1)?.facts ?? "{}") as { services: object[] };
    // The correction names the time whose charge it changes: from the revised read to the newest one.
    expect(last.services).toMatchObject([
      {
        corrects: [
          { bill: "2026-11", fromMs: START_MS + 40 * HOUR_MS, toMs: START_MS + 89 * HOUR_MS },
        ],
      },
    ]);
    for (let days = 0; days < 8; days += 1) await town.pass(DAY_MS);
    const closed = await town.hub.store.read(home, (sql) =>
      sql.all<{ facts: string }>(
        `SELECT facts FROM journal WHERE home = ?1 AND kind = 'period-closed'`,
        [home],
      ),
    );
    expect(closed.map(({ facts: one }) => JSON.parse(one) as object)).toMatchObject([
      { bills: [{ bill: "2026-11" }] },
    ]);
    const energyAllUnits = energyOf(known);
    // 8/30 of 8.73, and 13 % of energy and fixed; the minimum is exceeded.
    const totalUnits = Math.round(((energyAllUnits + 2_328_000) * 113) / 100);
    const after = await town.hub.store.read(home, (sql) =>
      accountFacts(sql, town.hub.clock.now(), "1001", []),
    );
    expect(Math.abs(openingUnits - totalUnits - (after?.balanceUnits ?? 0))).toBeLessThanOrEqual(1);

    const verdict = await town.hub.store.read(home, (sql) => verifyLedger(sql));
    expect(verdict.problems).toEqual([]);
    expect(await town.hub.store.read(home, (sql) => brokenLink(sql, home))).toBeNull();
  });
});
