/** Meters that show a count: read at any time, going back, going round, exchanged, and guessed. */
import { expect, it } from "vitest";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { brokenLink } from "../../core/hub/journal.ts";
import type { IncomingRead, ReadResult } from "../../core/hub/judge-batch.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, flat, START_MS, Town, usd } from "../town.ts";

const home = accountHome("1001");
const openingUnits = 50_000_000;

/** What the register of E-1 showed so many minutes after the start, in kWh. */
function shown(minutes: number, units: number, more: object = {}): IncomingRead {
  return {
    meterId: "E-1",
    atMs: START_MS + minutes * MINUTE_MS,
    registerMicro: units * 1_000_000,
    wholeDigits: null,
    estimated: false,
    exchangedFor: null,
    ...more,
  };
}

function hour(at: number, units: number): IncomingRead {
  const startMs = START_MS + at * HOUR_MS;
  const quantityMicro = units * 1_000_000;
  return {
    meterId: "E-1",
    startMs,
    durationMs: HOUR_MS,
    quantityMicro,
    revision: 0,
    estimated: false,
  };
}

const said = (results: readonly ReadResult[]) =>
  results.map(({ outcome, code }) => (code === null ? outcome : `${outcome} ${code}`));

onEachPlacement("registers", (open) => {
  async function settled(): Promise<Town> {
    const town = new Town(await open("u"));
    await town.found(usd, [{ ...flat, fixedPerDay: 0 }]);
    await town.enrol({ ...ana, openingUnits });
    await town.pass(3 * DAY_MS);
    return town;
  }

  async function factsOf(town: Town) {
    const facts = await town.hub.store.read(home, (sql) =>
      accountFacts(sql, town.hub.clock.now(), "1001", []),
    );
    if (facts === null) throw new Error("there is no account");
    return facts;
  }

  async function expectSound(town: Town): Promise<void> {
    const { problems } = await town.hub.store.read(home, (sql) => verifyLedger(sql));
    expect(problems).toEqual([]);
    expect(await town.hub.store.read(home, (sql) => brokenLink(sql, home))).toBeNull();
  }

  it("are billed by what is used between two reads, however they come", async () => {
    const town = await settled();
    expect(said(await town.push([shown(7, 100)]))).toEqual(["accepted register_begun"]);
    expect((await factsOf(town)).balanceUnits).toBe(openingUnits);
    const reads = [shown(7, 100), shown(95, 101.5), shown(2000, 110), shown(2000, 110)];
    expect(said(await town.push(reads))).toEqual([
      "duplicate",
      "accepted",
      "accepted",
      "duplicate",
    ]);
    // 10 kWh at 20 cents.
    expect((await factsOf(town)).balanceUnits).toBe(openingUnits - 2_000_000);
    expect((await factsOf(town)).asOfMs).toBe(START_MS + 2000 * MINUTE_MS);
    expect(said(await town.push(reads))).toEqual([
      "duplicate",
      "duplicate",
      "duplicate",
      "duplicate",
    ]);
    expect((await factsOf(town)).balanceUnits).toBe(openingUnits - 2_000_000);
    await expectSound(town);
  });

  it.each<[string, IncomingRead, string]>([
    ["goes back", shown(120, 99), "held backward_register"],
    [
      "goes back further than its digits explain",
      shown(120, 99, { wholeDigits: 5 }),
      "held backward_register",
    ],
    ["leaps", shown(120, 900), "held spike"],
    ["shows something else at the same instant", shown(60, 104), "held conflicting_register"],
    ["was read before the newest read", shown(30, 101), "refused out_of_order"],
    [
      "has more digits than it has",
      shown(120, 100_001, { wholeDigits: 5 }),
      "refused bad_register",
    ],
    ["is of a meter unknown", shown(120, 104, { meterId: "E-9" }), "refused unknown_meter"],
    ["was read before the service began", shown(-1000, 104), "refused before_service_start"],
    ["is read in time to come", shown(9000, 104), "refused read_in_future"],
    [
      "is exchanged on a guess",
      shown(120, 104, { estimated: true, exchangedFor: { meterId: "E-2", registerMicro: 0 } }),
      "refused estimated_exchange",
    ],
    [
      "is exchanged for itself",
      shown(120, 104, { exchangedFor: { meterId: "E-1", registerMicro: 0 } }),
      "refused same_meter",
    ],
  ])("bill nothing where one %s", async (_, read, verdict) => {
    const town = await settled();
    await town.push([shown(0, 100), shown(60, 103)]);
    const { balanceUnits } = await factsOf(town);
    expect(said(await town.push([read]))).toEqual([verdict]);
    expect((await factsOf(town)).balanceUnits).toBe(balanceUnits);
    // The next good read counts from the last good one.
    expect(said(await town.push([shown(180, 105)]))).toEqual(["accepted"]);
    expect((await factsOf(town)).balanceUnits).toBe(openingUnits - 1_000_000);
    await expectSound(town);
  });

  it("go round where the number of digits is known", async () => {
    const town = await settled();
    const five = { wholeDigits: 5 };
    const reads = [shown(0, 99_998, five), shown(60, 1.5, five)];
    expect(said(await town.push(reads))).toEqual([
      "accepted register_begun",
      "accepted register_went_round",
    ]);
    expect((await factsOf(town)).balanceUnits).toBe(openingUnits - 700_000);
  });

  it("are never billed beside intervals of the same time", async () => {
    const town = await settled();
    await town.push([hour(1, 2), shown(0, 100)]);
    expect(said(await town.push([shown(180, 105)]))).toEqual(["refused overlapping_read"]);
    const other = await settled();
    await other.push([shown(0, 100), shown(120, 104)]);
    expect(said(await other.push([hour(0, 1), hour(1, 1), hour(2, 1)]))).toEqual([
      "refused overlapping_read",
      "refused overlapping_read",
      "accepted",
    ]);
    expect((await factsOf(other)).balanceUnits).toBe(openingUnits - 1_000_000);
  });

  it("link the meter taken out and the one put in", async () => {
    const town = await settled();
    const exchange = shown(90, 102, { exchangedFor: { meterId: "E-2", registerMicro: 7_000_000 } });
    expect(said(await town.push([shown(0, 100), exchange]))).toEqual([
      "accepted register_begun",
      "accepted",
    ]);
    expect(said(await town.push([exchange]))).toEqual(["duplicate"]);
    expect(said(await town.push([shown(200, 9, { meterId: "E-2" })]))).toEqual(["accepted"]);
    expect(said(await town.push([shown(200, 103)]))).toEqual(["refused after_meter_link"]);
    // 2 kWh by the one and 2 by the other.
    expect((await factsOf(town)).balanceUnits).toBe(openingUnits - 800_000);
    await expectSound(town);
  });

  it("are not put in twice", async () => {
    const town = await settled();
    const ben = { ...ana, accountId: "1002", customerId: "c2", contacts: [], methods: [] };
    const services = ana.services.map((one) => ({ ...one, meterId: "E-7" }));
    await town.enrol({ ...ben, services });
    const exchange = shown(90, 102, { exchangedFor: { meterId: "E-7", registerMicro: 0 } });
    expect(said(await town.push([exchange]))).toEqual(["refused meter_in_use"]);
  });

  it("guessed stand beside the balance, cut nobody off, and give way to what was read", async () => {
    const town = await settled();
    await town.push([shown(0, 100), shown(60, 103)]);
    const before = await factsOf(town);
    const guesses = [shown(1000, 300, { estimated: true }), shown(2000, 400, { estimated: true })];
    expect(said(await town.push(guesses))).toEqual(["accepted", "accepted"]);
    const guessed = await factsOf(town);
    expect(guessed.balanceUnits).toBe(before.balanceUnits);
    // 297 kWh at 20 cents: more than the balance, and still no switch is told to open.
    expect(guessed.estimatedUnits).toBe(59_400_000);
    await town.pass(DAY_MS);
    expect(town.world.commanded.filter(({ wanted }) => wanted === "off")).toEqual([]);
    expect(said(await town.push([shown(3000, 150)]))).toEqual(["accepted"]);
    const after = await factsOf(town);
    expect(after.estimatedUnits).toBe(0);
    expect(after.balanceUnits).toBe(openingUnits - 10_000_000);
    await expectSound(town);
  });
});
