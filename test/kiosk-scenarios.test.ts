/**
 * Plays every transcript of a visit at a terminal in test/scenarios, one situation a file. `UPDATE_SCENARIOS=1` writes what was
 * really shown into the files instead, for a person to read in the diff.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { must } from "../core/assert.ts";
import { kioskStages, rehearseKiosk } from "./support/kiosk-rehearsal.ts";
import { readScenario, type Scenario, scenarioText } from "./support/scenario.ts";

const folder = join(import.meta.dirname, "scenarios");
const isUpdate = process.env["UPDATE_SCENARIOS"] === "1";

function inFile(name: string): Scenario {
  return readScenario(name, readFileSync(join(folder, name), "utf8"));
}

const scenarios = readdirSync(folder)
  .filter((name) => name.startsWith("kiosk-"))
  .map(inFile);

describe("the visits", () => {
  it("are enough, and more of them refuse or recover than succeed", () => {
    const successes = scenarios.filter(({ kind }) => kind === "success").length;
    expect(scenarios.length).toBeGreaterThanOrEqual(40);
    expect(scenarios.length - successes).toBeGreaterThan(successes);
    expect(new Set(scenarios.map(({ title }) => title)).size).toBe(scenarios.length);
    expect(scenarios.filter(({ channels }) => channels.join() !== "kiosk")).toEqual([]);
  });

  it("need every stage that is set", () => {
    const used = new Set(scenarios.map(({ stage }) => stage));
    expect(Object.keys(kioskStages).filter((name) => !used.has(name))).toEqual([]);
  });

  it.each(scenarios.map((one) => [one.name, one] as const))("%s", (name, scenario) => {
    const stage = must(kioskStages[scenario.stage], `no stage is called "${scenario.stage}"`);
    const played = rehearseKiosk(scenario.script, stage);
    if (isUpdate) writeFileSync(join(folder, name), scenarioText(scenario, played));
    expect(played).toBe(isUpdate ? inFile(name).script : scenario.script);
  });
});

describe("who has given no PIN", () => {
  const unproved = scenarios.filter(({ script }) => !script.includes("* pin proved"));

  it("is shown no balance, no days and not whether it is off", () => {
    expect(unproved.length).toBeGreaterThan(20);
    for (const { name, script } of unproved) {
      expect([name, /balance is|You owe|days? left|~ done|turn on|is off/i.exec(script)]).toEqual([
        name,
        null,
      ]);
    }
  });
});
