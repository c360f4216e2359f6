/**
 * Plays every transcript of a call in test/scenarios, one situation a file. `UPDATE_SCENARIOS=1` writes what was really said
 * into the files instead, for a person to read in the diff.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { must } from "../core/assert.ts";
import { rehearseCall } from "./support/call-rehearsal.ts";
import { callStages } from "./support/call-stages.ts";

const folder = join(import.meta.dirname, "scenarios");
const isUpdate = process.env["UPDATE_SCENARIOS"] === "1";

interface CallScenario {
  readonly name: string;
  readonly title: string;
  readonly stage: string;
  readonly kind: string;
  readonly head: string;
  readonly script: string;
}

function inFile(name: string): CallScenario {
  const [head = "", script = ""] = readFileSync(join(folder, name), "utf8").split(/\n\n([^]*)/);
  const [title = "", stage = "", kind = "", channels = ""] = head
    .split("\n")
    .map((line) => line.replace(/^\w+: /, ""));
  if (channels !== "ivr") throw new Error(`${name} is no call`);
  return { name, title, stage, kind, head, script: script.trim() };
}

const scenarios = readdirSync(folder)
  .filter((name) => name.startsWith("ivr-"))
  .map(inFile);

describe("the calls", () => {
  it("are enough, and more of them refuse or recover than succeed", () => {
    const refusals = scenarios.filter(({ kind }) => kind === "refusal").length;
    expect(scenarios.length).toBeGreaterThanOrEqual(20);
    expect(scenarios.filter(({ kind }) => !["refusal", "success"].includes(kind))).toEqual([]);
    expect(refusals).toBeGreaterThan(scenarios.length - refusals);
    expect(new Set(scenarios.map(({ title }) => title)).size).toBe(scenarios.length);
  });

  it("need every stage that is set", () => {
    const used = new Set(scenarios.map(({ stage }) => stage));
    expect(Object.keys(callStages).filter((name) => !used.has(name))).toEqual([]);
  });

  it.each(scenarios.map((one) => [one.name, one] as const))("%s", (name, scenario) => {
    const stage = must(callStages[scenario.stage], `no stage is called "${scenario.stage}"`);
    const { text } = rehearseCall(scenario.script, stage);
    if (isUpdate) writeFileSync(join(folder, name), `${scenario.head}\n\n${text}\n`);
    expect(text).toBe(isUpdate ? inFile(name).script : scenario.script);
  });
});

/** The most a caller is asked to keep in mind: four choices and a person. */
const CHOICES_MAX = 5;
describe("no menu of any call", () => {
  const waits = scenarios.flatMap(({ stage, script }) =>
    rehearseCall(script, must(callStages[stage], stage)).turns.flatMap(({ call }) =>
      call === null ? [] : [call],
    ),
  );

  it("is longer than four choices and a person, and each key means one thing", () => {
    for (const { wait } of waits) {
      if (wait.kind !== "menu") continue;
      const keys = wait.choices.map(({ press }) => press);
      expect(keys.length).toBeLessThanOrEqual(CHOICES_MAX);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it("takes a key that every menu has", () => {
    for (const { wait } of waits) {
      if (wait.kind !== "menu") continue;
      expect(wait.choices.map(({ press }) => press)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^[9*#]$/)]),
      );
    }
  });
});
