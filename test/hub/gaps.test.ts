/** What is missing or held of an account's reads is there for staff to see, and gone when the reads have come. */
import { expect, it } from "vitest";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { accountReads, type ServiceReads } from "../../core/hub/account-reads.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { importTariff } from "../../core/rating/import-urdb.ts";
import { isRefusal } from "../../core/refusal.ts";
import { onEachPlacement } from "../placements.ts";
import { goodTariff } from "../support/broken-tariffs.ts";
import { ana, flat, START_MS, Town, usd } from "../town.ts";

const home = accountHome("1001");
const imported = importTariff({ ...goodTariff(), timezone: "America/New_York" });
if (isRefusal(imported)) throw new Error(imported.message);
/** 21 cents to 300 kWh and 30 cents to 600 on weekdays. */
const tiered = {
  ...flat,
  tariffId: "tiered",
  pricePerUnit: 0,
  fixedPerDay: 0,
  plan: imported.plan,
};

function read(hour: number, kWh: number, { revision = 0, estimated = false } = {}) {
  const startMs = START_MS + hour * HOUR_MS;
  const quantityMicro = kWh * 1_000_000;
  return { meterId: "E-1", startMs, durationMs: HOUR_MS, quantityMicro, revision, estimated };
}

function gap(from: number, to: number, estimated = false) {
  return { fromMs: START_MS + from * HOUR_MS, toMs: START_MS + to * HOUR_MS, estimated };
}

onEachPlacement("missing and held reads", (open) => {
  async function lived(tariffId = "flat"): Promise<Town> {
    const town = new Town(await open("u"));
    await town.found(usd, [flat, tiered]);
    const services = ana.services.map((service) => ({ ...service, tariffId }));
    await town.enrol({ ...ana, openingUnits: 100_000_000, services });
    await town.pass(2 * DAY_MS);
    return town;
  }

  async function seen(town: Town): Promise<ServiceReads> {
    const reads = await town.hub.store.read(home, (sql) =>
      accountReads(sql, town.hub.clock.now(), "1001"),
    );
    if (isRefusal(reads) || reads[0] === undefined) throw new Error("no reads");
    return reads[0];
  }

  async function facts(town: Town) {
    const found = await town.hub.store.read(home, (sql) =>
      accountFacts(sql, town.hub.clock.now(), "1001", []),
    );
    if (found === null) throw new Error("no account");
    return found;
  }

  it("are named until better reads have come, and an estimate turns nobody off", async () => {
    const town = await lived();
    expect(await seen(town)).toMatchObject({ throughMs: null, gaps: [], held: [] });
    await town.push([read(1, 1), read(2, 1), read(5, 1)]);
    expect((await seen(town)).gaps).toEqual([gap(3, 5)]);
    await town.push([read(9, 1), read(4, 1)]);
    expect((await seen(town)).gaps).toEqual([gap(3, 4), gap(6, 9)]);
    await town.push([read(7, 99, { estimated: true })]);
    expect((await seen(town)).gaps).toEqual([gap(3, 4), gap(6, 7), gap(7, 8, true), gap(8, 9)]);

    // Far more than the balance.
    const guesses = Array.from({ length: 37 }, (_, at) => read(10 + at, 99, { estimated: true }));
    await town.push(guesses);
    await town.pass(HOUR_MS);
    const { supply, estimatedUnits, balanceUnits } = await facts(town);
    expect(supply).toBe("on");
    expect(estimatedUnits).toBe(38 * 99 * 200_000);
    expect(balanceUnits).toBeLessThan(estimatedUnits);
    expect(town.world.commanded).toEqual([]);

    await town.push([read(6, 1), read(7, 1), read(8, 500), read(3, 1)]);
    const { gaps, held, throughMs } = await seen(town);
    expect(gaps).toEqual([gap(8, 9)]);
    expect(held).toMatchObject([{ code: "spike", quantityMicro: 500_000_000, revision: 0 }]);
    expect(throughMs).toBe(START_MS + 10 * HOUR_MS);
    await town.push([read(8, 5, { revision: 1 })]);
    expect(await seen(town)).toMatchObject({ held: [], gaps: [] });
    const answer = await town.hub.store.read(accountHome("9"), (sql) =>
      accountReads(sql, town.hub.clock.now(), "9"),
    );
    expect(answer).toMatchObject({ kind: "refused", code: "no_such_account" });
  });

  it("charges an estimate in a gap beside the balance, in its tier, and trues it up", async () => {
    const town = await lived("tiered");
    const hours = [1, 2, 4, 5];
    await town.push(hours.map((hour) => read(hour, 80)));
    const before = await facts(town);
    expect(before.estimatedUnits).toBe(0);
    // 20 kWh in the first tier and 60 in the second are used by hour 5; 10 in the gap move 10 of hour 5 on.
    await town.push([read(3, 10, { estimated: true })]);
    const guessed = await facts(town);
    expect(guessed.estimatedUnits).toBe(3_000_000);
    expect(guessed.balanceUnits).toBe(before.balanceUnits);
    await town.push([read(3, 5)]);
    const known = await facts(town);
    expect(known.estimatedUnits).toBe(0);
    expect(known.balanceUnits).toBe(before.balanceUnits - 1_500_000);
  });
});
