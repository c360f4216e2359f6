/** A meter that is asked for its reads and does not answer is for people to look at, until it answers or is asked no more. */
import { expect, it } from "vitest";
import { publishSettings } from "../../core/hub/publish-configuration.ts";
import { countSilentHere, listSilentMeters } from "../../core/hub/silent-meters.ts";
import { accountHome, utilityHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { findAccount } from "../../hosts/find-account.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, flat, START_MS, Town, usd } from "../town.ts";

const home = accountHome("1001");
const count = ({ hub }: Town): Promise<number> =>
  hub.store.read(home, (sql) => countSilentHere(sql, hub.clock.now()));
const settings = { ...usd, reading: { toleranceUnits: 1_000_000 } };
/** Ana moves in as the day of 23 November begins in New York. */
const MOVED_IN_MS = Date.parse("2026-11-23T05:00:00Z");
const gas = { ...flat, tariffId: "heat", commodity: "gas" } as const;
const both = ana.services.flatMap((own) => [
  own,
  { ...own, commodity: "gas", meterId: "G-1", tariffId: "heat", remoteSwitch: false } as const,
]);

onEachPlacement("a meter that does not answer", (open) => {
  const founded = async (services: typeof ana.services = ana.services): Promise<Town> => {
    const town = new Town(await open("u"));
    await town.found(settings, [flat, gas]);
    await town.enrol({ ...ana, services, openingUnits: 95_000_000 });
    await town.pass(8 * DAY_MS);
    await answer(town, ["E-1", "G-1"].slice(0, services.length), 8);
    town.world.askedForReads.splice(0);
    return town;
  };
  const answer = async (town: Town, meterIds: readonly string[], days: number): Promise<void> => {
    const endMs = Math.floor(town.serviceMs / HOUR_MS) * HOUR_MS;
    for (const meterId of meterIds) {
      await town.push(
        Array.from({ length: days * 24 }, (_, at) => ({
          meterId,
          startMs: endMs - (days * 24 - at) * HOUR_MS,
          durationMs: HOUR_MS,
          quantityMicro: 1_000_000,
          revision: 0,
          estimated: false,
        })),
      );
    }
  };
  /** Hour by hour until so many asks have left. */
  const hoursUntil = async (town: Town, asks: number): Promise<void> => {
    for (let hour = 0; hour < 12 * 24; hour += 1) {
      if (town.world.askedForReads.length >= asks) return;
      await town.pass(HOUR_MS);
    }
  };
  const kinds = (town: Town, kind: string): Promise<number> =>
    town.hub.store.read(home, (sql) => {
      return sql.all("SELECT 1 FROM journal WHERE home = ?1 AND kind = ?2", [home, kind]).length;
    });
  const told = async (town: Town) => {
    const account = await findAccount(town.hub, "1001");
    return "silentSinceMs" in account ? account.silentSinceMs : undefined;
  };

  it("is told to staff with the fourth ask in a row, once, and stays so while it is asked on", async () => {
    const town = await founded();
    await hoursUntil(town, 3);
    expect(await listSilentMeters(town.hub)).toEqual([]);
    expect(await told(town)).toBeNull();
    const firstMs = town.serviceMs - 6 * HOUR_MS;
    await hoursUntil(town, 4);
    const [silent, ...others] = await listSilentMeters(town.hub);
    expect(others).toEqual([]);
    expect(silent).toMatchObject({
      accountId: "1001",
      meterId: "E-1",
      throughMs: START_MS + 8 * DAY_MS,
      sinceMs: firstMs,
      lastAskedAtMs: firstMs + 14 * HOUR_MS,
      inARow: 4,
      toldAtMs: town.wallMs,
    });
    expect(await told(town)).toBe(firstMs);
    expect(await count(town)).toBe(1);
    await hoursUntil(town, 7);
    expect(await listSilentMeters(town.hub)).toMatchObject([
      { inARow: 7, sinceMs: firstMs, toldAtMs: silent?.toldAtMs },
    ]);
  });

  it("closes by itself when it answers, and is told of anew only after four more asks in vain", async () => {
    const town = await founded();
    await hoursUntil(town, 5);
    expect(await listSilentMeters(town.hub)).toHaveLength(1);
    await answer(town, ["E-1"], 1);
    expect(await listSilentMeters(town.hub)).toEqual([]);
    expect(await told(town)).toBeNull();
    const facts = await town.hub.store.read(home, (sql) =>
      sql.all<{ facts: string }>(
        "SELECT facts FROM journal WHERE home = ?1 AND kind = 'reads-recorded' ORDER BY sequence",
        [home],
      ),
    );
    expect(facts.map(({ facts: text }) => "heard" in JSON.parse(text))).toEqual([false, true]);
    const asked = town.world.askedForReads.length;
    await hoursUntil(town, asked + 3);
    expect(await listSilentMeters(town.hub)).toEqual([]);
    await hoursUntil(town, asked + 4);
    expect(await listSilentMeters(town.hub)).toHaveLength(1);
  });

  it("that answers late, with what it knew when it was first asked, has answered", async () => {
    const town = await founded();
    await hoursUntil(town, 4);
    const endMs = START_MS + 8 * DAY_MS + HOUR_MS;
    await town.push([
      {
        meterId: "E-1",
        startMs: endMs - HOUR_MS,
        durationMs: HOUR_MS,
        quantityMicro: 1_000_000,
        revision: 0,
        estimated: false,
      },
    ]);
    expect(await listSilentMeters(town.hub)).toEqual([]);
  });

  it.each<[string, Partial<{ estimated: boolean; startMs: number; revision: number }>]>([
    ["an estimate of the hours that are missing", { estimated: true }],
    ["an hour that is known already", { startMs: START_MS + 7 * DAY_MS, revision: 0 }],
    ["an old hour, revised", { startMs: START_MS + 7 * DAY_MS, revision: 1 }],
  ])("is not heard by %s", async (_, change) => {
    const town = await founded();
    await hoursUntil(town, 4);
    const startMs = START_MS + 8 * DAY_MS;
    const read = { meterId: "E-1", startMs, durationMs: HOUR_MS, quantityMicro: 900_000 };
    await town.push([{ ...read, revision: 0, estimated: false, ...change }]);
    expect(await listSilentMeters(town.hub)).toHaveLength(1);
  });

  it("and never told anything is found out too", async () => {
    const town = new Town(await open("u"));
    await town.found(settings, [flat, gas]);
    await town.enrol(ana);
    await hoursUntil(town, 4);
    expect(await listSilentMeters(town.hub)).toMatchObject([{ meterId: "E-1", throughMs: null }]);
    await answer(town, ["E-1"], 1);
    expect(await listSilentMeters(town.hub)).toEqual([]);
  });

  it("is told apart from the account's other meter, which answers", async () => {
    const town = await founded(both);
    for (let hour = 0; hour < 4 * 24; hour += 1) {
      const before = town.world.askedForReads.length;
      await town.pass(HOUR_MS);
      if (town.world.askedForReads.length > before) await answer(town, ["G-1"], 1);
    }
    expect(await listSilentMeters(town.hub)).toMatchObject([{ meterId: "E-1" }]);
  });

  it("is heard by what it tells by itself where meters are no longer asked", async () => {
    const town = await founded();
    await hoursUntil(town, 4);
    const utility = utilityHome("u");
    const next = { ...settings, utilityId: "u", reading: null };
    await town.hub.store.transact(utility, (sql) =>
      publishSettings(sql, town.hub.clock.now(), utility, { settings: next, actor: "test" }),
    );
    town.hub.wake();
    await town.settle();
    await town.pass(DAY_MS);
    expect(await kinds(town, "meters-asked-no-more")).toBe(1);
    expect(await listSilentMeters(town.hub)).toMatchObject([{ inARow: 0, lastAskedAtMs: null }]);
    await answer(town, ["E-1"], 1);
    expect(await listSilentMeters(town.hub)).toEqual([]);
  });

  it("cuts nobody: what it last told is too old", async () => {
    const town = await founded();
    await hoursUntil(town, 8);
    expect(town.world.commanded).toEqual([]);
  });
});

onEachPlacement("a meter that tells its reads by itself", (open) => {
  const pushes = { ...usd, supply: { ...usd.supply, dataAgeMaxMs: DAY_MS } };
  const founded = async (services: typeof ana.services = ana.services): Promise<Town> => {
    const town = new Town(await open("u"));
    await town.found(pushes, [flat, gas]);
    await town.enrol({ ...ana, services, openingUnits: 95_000_000 });
    return town;
  };
  const tell = async (town: Town, meterId: string, endMs: number): Promise<void> => {
    await town.push([
      {
        meterId,
        startMs: endMs - HOUR_MS,
        durationMs: HOUR_MS,
        quantityMicro: 1_000_000,
        revision: 0,
        estimated: false,
      },
    ]);
  };

  it("is told of once it told nothing for twice the age that decides nothing any more, and not before", async () => {
    const town = await founded();
    await town.pass(3 * DAY_MS);
    await tell(town, "E-1", START_MS + 3 * DAY_MS);
    await town.pass(2 * DAY_MS);
    expect(await listSilentMeters(town.hub)).toEqual([]);
    expect(await count(town)).toBe(0);
    await town.pass(HOUR_MS);
    expect(await listSilentMeters(town.hub)).toEqual([
      {
        accountId: "1001",
        serviceId: expect.any(String),
        meterId: "E-1",
        throughMs: START_MS + 3 * DAY_MS,
        sinceMs: START_MS + 3 * DAY_MS,
        toldAtMs: START_MS + 5 * DAY_MS,
        lastAskedAtMs: null,
        inARow: 0,
      },
    ]);
    expect(await count(town)).toBe(1);
    expect(await findAccount(town.hub, "1001")).toMatchObject({
      silentSinceMs: START_MS + 3 * DAY_MS,
    });
    expect(town.world.askedForReads).toEqual([]);
  });

  it("is nobody's to look at once it tells a newer read", async () => {
    const town = await founded();
    await town.pass(3 * DAY_MS);
    expect(await count(town)).toBe(1);
    await tell(town, "E-1", START_MS + 3 * DAY_MS);
    expect(await listSilentMeters(town.hub)).toEqual([]);
    expect(await findAccount(town.hub, "1001")).toMatchObject({ silentSinceMs: null });
  });

  it("is told of where it never told any, from two such ages after its first day", async () => {
    const town = await founded();
    await town.pass(MOVED_IN_MS + 2 * DAY_MS - town.serviceMs);
    expect(await count(town)).toBe(0);
    await town.pass(HOUR_MS);
    expect(await listSilentMeters(town.hub)).toMatchObject([{ meterId: "E-1", throughMs: null }]);
  });

  it("is told apart from the account's other meter, which tells", async () => {
    const town = await founded(both);
    await town.pass(3 * DAY_MS);
    await tell(town, "G-1", START_MS + 3 * DAY_MS);
    expect(await listSilentMeters(town.hub)).toMatchObject([{ meterId: "E-1" }]);
    expect(await count(town)).toBe(1);
  });

  it("is none where an account is billed, since what it owes waits for a bill", async () => {
    const town = new Town(await open("u"));
    await town.found(pushes, [flat]);
    await town.enrol({ ...ana, mode: "postpay" });
    await town.pass(9 * DAY_MS);
    expect(await count(town)).toBe(0);
    expect(await listSilentMeters(town.hub)).toEqual([]);
  });
});
