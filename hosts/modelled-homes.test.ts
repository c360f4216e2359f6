/** Meters that are asked for their reads where nobody replays real ones: made up, and for the switch's time alone. */
import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../core/instant.ts";
import type { Interval } from "../meters/simulated/profile.ts";
import { onEachPlacement } from "../test/placements.ts";
import { ana, START_MS, Town, usd } from "../test/town.ts";
import { modelledHomes } from "./modelled-homes.ts";

onEachPlacement("a made-up household behind a meter", (open) => {
  const founded = async (closedMs = (_: string, fromMs: number, toMs: number) => toMs - fromMs) => {
    const town = new Town(await open("u"));
    await town.found(usd);
    await town.enrol({ ...ana, openingUnits: 200_000_000 });
    await town.pass(3 * DAY_MS);
    const homes = modelledHomes(() => town.hub, closedMs);
    const between = async (meterId: string, fromMs: number, toMs: number): Promise<Interval[]> => [
      ...(await homes.readsBetween(meterId, fromMs, toMs)),
    ];
    return { town, between };
  };
  const take = (town: Town, reads: readonly Interval[]) =>
    town.push(reads.map((read) => ({ ...read, meterId: "E-1", revision: 0, estimated: false })));
  const endMs = START_MS + 3 * DAY_MS;

  it("tells every hour since somebody moved in, and the hub takes each", async () => {
    const { town, between } = await founded();
    const reads = await between("E-1", endMs - 35 * DAY_MS, endMs);
    expect(reads.at(-1)?.startMs).toBe(endMs - HOUR_MS);
    // From midnight in New York, nine hours before the town was founded.
    expect(reads).toHaveLength(3 * 24 + 9);
    const outcomes = (await take(town, reads)).map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set(["accepted"]));
  });

  it("tells nothing that the hub knows already, by whatever way it came", async () => {
    const { town, between } = await founded();
    await take(town, await between("E-1", endMs - 35 * DAY_MS, endMs - DAY_MS));
    expect(await between("E-1", endMs - 35 * DAY_MS, endMs - DAY_MS)).toEqual([]);
    expect(await between("E-1", endMs - 35 * DAY_MS, endMs)).toHaveLength(24);
  });

  it("uses nothing through a switch that is open", async () => {
    const { between } = await founded(() => 0);
    const reads = await between("E-1", endMs - DAY_MS, endMs);
    expect(reads.map(({ quantityMicro }) => quantityMicro)).toEqual(reads.map(() => 0));
  });

  it.each(["E-9", ""])("tells nothing of a meter that no account has (%s)", async (meterId) => {
    const { between } = await founded();
    expect(await between(meterId, endMs - DAY_MS, endMs)).toEqual([]);
  });
});
