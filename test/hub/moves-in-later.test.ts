/** A household that is enrolled before it moves in: until then its meter is somebody else's. */
import { expect, it } from "vitest";
import { HOUR_MS } from "../../core/instant.ts";
import type { SwitchEvidence } from "../../core/ports.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town } from "../town.ts";

onEachPlacement("a household that moves in later", (open) => {
  it("has its switch left alone until then, and looked after from then on", async () => {
    const town = new Town(await open("u"));
    await town.found();
    const looked: number[] = [];
    const stands: SwitchEvidence = { kind: "open" };
    town.world.meterSwitch.look = () => {
      looked.push(town.wallMs);
      return Promise.resolve(stands);
    };
    const services = ana.services.map((service) => ({ ...service, movedInDay: "2026-11-25" }));
    const movesInMs = Date.parse("2026-11-25T05:00Z");
    await town.enrol({ ...ana, services });
    while (town.wallMs + HOUR_MS < movesInMs) await town.pass(HOUR_MS);
    expect(looked).toEqual([]);
    expect(town.world.commanded).toEqual([]);
    for (let hours = 0; hours < 2; hours += 1) await town.pass(HOUR_MS);
    expect(town.world.commanded[0]?.wanted).toBe("on");
    expect(looked[0]).toBeGreaterThanOrEqual(movesInMs);
  });
});
