/** No daily poll: a meter is asked only where the forecast nears a level and what is known is too old for it. */
import { expect, it } from "vitest";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { countAsked, lastAsked, readsAsked } from "../../core/store/reads-asked.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const home = accountHome("1001");
/** What an hour costs with the day's fixed charge in it is a third of a cent more than 20 cents. */
const HOUR_MICRO = 1_000_000;

onEachPlacement("reads on demand", (open) => {
  const founded = async (
    openingUnits: number,
    reading: { toleranceUnits: number } | null,
    noticeMs = 0,
  ) => {
    const town = new Town(await open("u"));
    await town.found({ ...usd, reading, supply: { ...usd.supply, noticeMs } });
    await town.enrol({ ...ana, openingUnits });
    return town;
  };
  /** The hours of a day, all at once, as a meter answers that was asked. */
  const answer = async (town: Town, days: number): Promise<void> => {
    const endMs = Math.floor(town.serviceMs / HOUR_MS) * HOUR_MS;
    const reads = Array.from({ length: days * 24 }, (_, at) => ({
      meterId: "E-1",
      startMs: endMs - (days * 24 - at) * HOUR_MS,
      durationMs: HOUR_MS,
      quantityMicro: HOUR_MICRO,
      revision: 0,
      estimated: false,
    }));
    await town.push(reads);
  };
  const asks = (town: Town): Promise<number> => town.hub.store.read(home, readsAsked);

  it("asks rarely far from every level, and often near one", async () => {
    const far = await founded(2_000_000_000, { toleranceUnits: 1_000_000 });
    await far.pass(8 * DAY_MS);
    await answer(far, 8);
    far.world.askedForReads.splice(0);
    for (let day = 0; day < 10; day += 1) await far.pass(DAY_MS);
    expect(far.world.askedForReads).toEqual([]);
    const near = await founded(70_000_000, { toleranceUnits: 1_000_000 });
    await near.pass(8 * DAY_MS);
    await answer(near, 8);
    near.world.askedForReads.splice(0);
    for (let day = 0; day < 4; day += 1) await near.pass(DAY_MS);
    expect(near.world.askedForReads.length).toBeGreaterThan(0);
    expect(await asks(near)).toBe(near.world.askedForReads.length + 1);
  });

  it("asks a meter that never told anything a day after somebody moved in, and on", async () => {
    const town = await founded(70_000_000, { toleranceUnits: 1_000_000 });
    await town.pass(HOUR_MS);
    expect(town.world.askedForReads).toEqual([]);
    await town.pass(23 * HOUR_MS);
    expect(town.world.askedForReads).toEqual(["E-1"]);
    await answer(town, 1);
    await town.pass(23 * HOUR_MS);
    expect(town.world.askedForReads).toEqual(["E-1"]);
    await town.pass(HOUR_MS);
    expect(town.world.askedForReads).toEqual(["E-1", "E-1"]);
  });

  it("asks again within hours where nothing came, and not where reads came", async () => {
    const town = await founded(70_000_000, { toleranceUnits: 1_000_000 });
    await town.pass(8 * DAY_MS);
    await answer(town, 8);
    town.world.askedForReads.splice(0);
    await town.pass(6 * DAY_MS);
    const silent = town.world.askedForReads.length;
    expect(silent).toBeGreaterThan(0);
    await town.pass(2 * HOUR_MS - 1);
    expect(town.world.askedForReads.length).toBe(silent);
    await town.pass(1);
    expect(town.world.askedForReads.length).toBe(silent + 1);
    await answer(town, 6);
    const answered = town.world.askedForReads.length;
    await town.pass(60_000);
    expect(town.world.askedForReads.length).toBe(answered);
  });

  it("asks a meter that is dead less and less, down to once a day, and one that answered at the old pace", async () => {
    const town = await founded(95_000_000, { toleranceUnits: 1_000_000 });
    await town.pass(8 * DAY_MS);
    await answer(town, 8);
    const waits = async (): Promise<number[]> => {
      const hoursOfAsks: number[] = [];
      for (let hour = 0; hour < 9 * 24; hour += 1) {
        const before = town.world.askedForReads.length;
        await town.pass(HOUR_MS);
        if (town.world.askedForReads.length > before) hoursOfAsks.push(hour);
      }
      return hoursOfAsks.slice(1).map((hour, at) => hour - (hoursOfAsks[at] ?? 0));
    };
    const dead = await waits();
    expect(dead.slice(0, 4)).toEqual([2, 4, 8, 16]);
    expect(dead.length).toBeGreaterThan(4);
    expect(new Set(dead.slice(4))).toEqual(new Set([24]));
    await answer(town, 9);
    expect((await waits()).slice(0, 2)).toEqual([2, 4]);
  });

  it("asks at once where a disconnection waits for younger data, and cuts by the answer alone", async () => {
    const town = await founded(6_000_000, { toleranceUnits: 1_000_000 }, 26 * HOUR_MS);
    await town.pass(2 * DAY_MS);
    await answer(town, 2);
    const spent = town.world.askedForReads.length;
    for (let hour = 0; hour < 23; hour += 1) await town.pass(HOUR_MS);
    expect(town.world.askedForReads.length).toBe(spent);
    await town.pass(4 * HOUR_MS);
    await town.pass(1_000);
    expect(town.world.askedForReads.length).toBeGreaterThan(spent);
    expect(town.world.commanded).toEqual([]);
    await answer(town, 2);
    expect(town.world.commanded.map(({ wanted }) => wanted)).toEqual(["off"]);
  });

  it("counts what was in vain of the services that were asked last, and from one once it was answered", async () => {
    const town = await founded(70_000_000, { toleranceUnits: 1_000_000 });
    const asked = (serviceId: string, atMs: number, throughMs: number) =>
      town.hub.store.transact(home, (sql) => {
        countAsked(sql, home, serviceId, { atMs, throughMs });
        return lastAsked(sql, home);
      });
    expect(await asked("gone", 10, 0)).toEqual({ atMs: 10, inARow: 1 });
    expect(await asked("gone", 20, 0)).toEqual({ atMs: 20, inARow: 2 });
    expect(await asked("gone", 30, 0)).toEqual({ atMs: 30, inARow: 3 });
    expect(await asked("here", 40, 0)).toEqual({ atMs: 40, inARow: 1 });
    expect(await asked("here", 50, 0)).toEqual({ atMs: 50, inARow: 2 });
    expect(await asked("here", 60, 50)).toEqual({ atMs: 60, inARow: 1 });
  });

  it("asks nobody where reads come by themselves", async () => {
    const town = await founded(70_000_000, null);
    await town.pass(8 * DAY_MS);
    await answer(town, 8);
    await town.pass(6 * DAY_MS);
    expect(town.world.askedForReads).toEqual([]);
  });
});
