/** What /metrics shows of a utility is of all its open stores together. */
import { expect, it } from "vitest";
import { DAY_MS } from "../../core/instant.ts";
import { watchHub } from "../../hosts/hub-gauges.ts";
import { createMetrics } from "../../hosts/metrics.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, flat, Town, usd } from "../town.ts";

onEachPlacement("the gauges of a utility", (open) => {
  const shown = async (hubs: readonly Town["hub"][], nowMs = 0): Promise<string[]> => {
    const metrics = createMetrics();
    expect(await watchHub(hubs, metrics, () => nowMs)()).toEqual([]);
    return metrics.render().split("\n");
  };
  const founded = async (): Promise<Town> => {
    const town = new Town(await open("u"));
    await town.found(usd, [flat]);
    await town.enrol(ana);
    const [service] = ana.services;
    if (service === undefined) throw new Error("Ana has a service");
    const other = { ...ana, accountId: "1002", customerId: "c2", contacts: [], methods: [] };
    await town.enrol({ ...other, services: [{ ...service, meterId: "E-2" }] });
    return town;
  };

  it("count what is in every store, once", async () => {
    const town = await founded();
    expect(await shown([town.hub])).toContain('silent_meters{utility="u"} 0');
    await town.pass(4 * DAY_MS);
    const lines = await shown([town.hub]);
    expect(lines).toContain('silent_meters{utility="u"} 2');
    expect(lines).toContain('reads_asked{utility="u"} 0');
    expect(lines).toContain('power_back_cases{state="open",utility="u"} 0');
    const outbox = lines.filter((line) => line.startsWith("outbox_rows{"));
    expect(new Set(outbox.map((line) => line.split("}")[0])).size).toBe(outbox.length);
  });

  it("say which store can't be read, and show the others", async () => {
    const town = await founded();
    const broken = {
      ...town.hub,
      utilityId: "b",
      store: {
        transact: town.hub.store.transact.bind(town.hub.store),
        sliceOf: town.hub.store.sliceOf.bind(town.hub.store),
        slices: () => town.hub.store.slices(),
        read: () => Promise.reject(new Error("no disk")),
      },
    };
    const metrics = createMetrics();
    const problems = await watchHub([broken, town.hub], metrics, () => 0)();
    expect(problems).toEqual(["b: the store can't be read: no disk"]);
    expect(metrics.render()).toContain('silent_meters{utility="u"}');
    expect(metrics.render()).not.toContain('silent_meters{utility="b"}');
  });

  it("look at every meter once a minute at most", async () => {
    const town = await founded();
    const metrics = createMetrics();
    let nowMs = 0;
    const health = watchHub([town.hub], metrics, () => nowMs);
    const silent = async () => {
      await health();
      return /silent_meters\{utility="u"\} (\d)/.exec(metrics.render())?.[1];
    };
    expect(await silent()).toBe("0");
    await town.pass(4 * DAY_MS);
    nowMs = 59_000;
    expect(await silent()).toBe("0");
    nowMs = 60_000;
    expect(await silent()).toBe("2");
  });
});
