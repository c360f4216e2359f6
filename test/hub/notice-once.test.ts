/** Three bugs that other engines had: alerts that storm, that stay away below zero, and that are lost when a send fails. */
import { expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const [{ line } = { line: "" }] = ana.contacts;

onEachPlacement("a notice of a low balance", (open) => {
  const founded = async (openingUnits: number): Promise<Town> => {
    const town = new Town(await open("u"));
    // Nobody is cut here: what is told is all that is looked at.
    const supply = { ...usd.supply, disconnectLevelUnits: -1_000_000_000 };
    await town.found({ ...usd, supply });
    await town.enrol({ ...ana, openingUnits });
    await town.pass(HOUR_MS);
    return town;
  };
  const lows = (town: Town): number =>
    town.promptsTo(line).filter(({ key }) => key === "notice_low").length;

  it("is sent once however many reads come below the level (CGRateS 462)", async () => {
    const town = await founded(6_000_000);
    for (let hour = 0; hour < 8; hour += 1) {
      await town.use("E-1", 3_000_000);
      await town.pass(HOUR_MS);
    }
    expect(lows(town)).toBe(1);
  });

  it("is sent where one read takes the balance from plenty to below zero (CGRateS 1435)", async () => {
    const town = await founded(15_000_000);
    expect(lows(town)).toBe(0);
    await town.use("E-1", 90_000_000);
    expect(lows(town)).toBe(1);
    await town.pass(HOUR_MS);
    await town.use("E-1", 90_000_000);
    expect(lows(town)).toBe(1);
  });

  it("is sent again until the carrier takes it, and then not again", async () => {
    const town = await founded(6_000_000);
    town.world.sayOutcome = () => Promise.resolve({ kind: "retry", code: "busy" });
    await town.use("E-1", 10_000_000);
    const failed = lows(town);
    expect(failed).toBeGreaterThan(0);
    for (let minutes = 0; minutes < 10; minutes += 1) await town.pass(MINUTE_MS);
    const tried = lows(town);
    expect(tried).toBeGreaterThan(failed);
    town.world.sayOutcome = ({ id }) => Promise.resolve({ kind: "sent", carrierId: id });
    for (let hours = 0; hours < 6; hours += 1) await town.pass(HOUR_MS);
    expect(lows(town)).toBe(tried + 1);
  });
});
