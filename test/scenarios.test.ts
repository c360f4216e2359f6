/**
 * Plays every transcript of test/scenarios but those of a whole call or visit (ivr- and kiosk-scenarios.test.ts), one situation a file. `UPDATE_SCENARIOS=1` writes what was really said into the
 * files instead, for a person to read in the diff.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { must } from "../core/assert.ts";
import { rehearse } from "./support/rehearsal.ts";
import { folderProblems, readScenario, type Scenario, scenarioText } from "./support/scenario.ts";
import { stages } from "./support/stages.ts";

const folder = join(import.meta.dirname, "scenarios");
const isUpdate = process.env["UPDATE_SCENARIOS"] === "1";
const stageNames = new Set(Object.keys(stages));

function inFile(name: string): Scenario {
  return readScenario(name, readFileSync(join(folder, name), "utf8"));
}

const scenarios = readdirSync(folder)
  .filter((name) => !/^(ivr|kiosk)-/.test(name))
  .map(inFile);

function stageOf({ stage }: Scenario) {
  return must(stages[stage], `no stage is called "${stage}"`);
}

describe("the transcripts", () => {
  it("are enough, each with a title and a stage, and more of them refuse than succeed", () => {
    expect(folderProblems(scenarios, stageNames)).toEqual([]);
  });

  it("need every stage that is set", () => {
    const used = new Set(scenarios.map(({ stage }) => stage));
    expect([...stageNames].filter((name) => !used.has(name))).toEqual([]);
  });

  it.each(
    scenarios.flatMap((one) => one.channels.map((channel) => [one.name, channel, one] as const)),
  )("%s by %s", (name, channel, scenario) => {
    const played = rehearse(scenario.script, stageOf(scenario), channel);
    if (isUpdate) writeFileSync(join(folder, name), scenarioText(scenario, played));
    expect(played).toBe(isUpdate ? inFile(name).script : scenario.script);
  });

  it.each(scenarios.map(({ name }) => name))("%s would be written anew as it is", (name) => {
    const scenario = inFile(name);
    const text = readFileSync(join(folder, name), "utf8");
    expect(scenarioText(scenario, scenario.script)).toBe(text);
  });
});

const head = "title: A\nstage: one\nkind: refusal\nchannels: sms\n\n";

describe("a transcript is no good", () => {
  it.each([
    ["without a turn", "a.txt", head, /no turn/],
    ["with only what we said", "a.txt", `${head}< Hello\n! grant\n`, /no turn/],
    ["with notes alone", "a.txt", `${head}# > BAL\n+ 10 min\n`, /no turn/],
    ["without a title", "a.txt", `${head.replace("title: A", "title: ")}> BAL\n`, /title/],
    ["without a stage", "a.txt", `${head.replace("stage: one\n", "")}> BAL\n`, /stage/],
    ["of no kind", "a.txt", `${head.replace("refusal", "failure")}> BAL\n`, /failure is no kind/],
    ["by no channel", "a.txt", `${head.replace("sms", "sms, fax")}> BAL\n`, /fax is no channel/],
    ["with more in its header", "a.txt", `${head.trim()}\nby: me\n\n> BAL\n`, /four lines/],
    ["with no header", "a.txt", "> BAL\n", /line 1/],
    ["that is named for nothing", "A b.txt", `${head}> BAL\n`, /no name/],
  ])("%s", (_what, name, text, message) => {
    expect(() => readScenario(name, text)).toThrow(message);
  });

  it.each([
    ["a line that is none", "BAL", /no turn is written/],
    ["a turn that is none", "* wink", /no turn is written/],
    ["an end that no payment has", "* result lost oak 2000", /no payment ends/],
    ["a change that the stage lacks", "% oak is gone", /no change/],
    ["a time that is none", "+ 2 fortnights", /no time/],
    ["a time that is no number", "+ ten min", /no time/],
  ])("with %s", (_what, line, message) => {
    const stage = must(stages["one"], "a stage of one account");
    expect(() => rehearse(`> BAL\n${line}`, stage, "sms")).toThrow(message);
  });

  it("where the stage says otherwise", () => {
    const scenario = readScenario("a.txt", `${head}> BAL\n< Bluewater: Oak St balance $99.00.\n`);
    expect(rehearse(scenario.script, stageOf(scenario), "sms")).not.toBe(scenario.script);
  });
});

describe("a folder is no good", () => {
  const one = readScenario("a.txt", `${head}> BAL\n`);
  const many = Array.from({ length: 41 }, (_, at) => ({ ...one, title: String(at) }));

  it.each<[string, readonly Scenario[], readonly (string | RegExp)[]]>([
    ["that is empty", [], [/^only 0/, /^0 refusals/]],
    ["of calls alone", many.map((each) => ({ ...each, channels: ["ivr"] })), [/^only 0/, /^0/]],
    [
      "with as many successes as refusals",
      many.slice(1).map((each, at) => (at % 2 === 0 ? each : { ...each, kind: "success" })),
      ["20 refusals do not outnumber 20 successes"],
    ],
    [
      "with an unknown stage",
      many.map((each, at) => (at === 3 ? { ...each, stage: "moon" } : each)),
      ['a.txt: no stage is called "moon"'],
    ],
    [
      "with a title twice",
      many.map((each, at) => (at === 3 ? { ...each, title: "2" } : each)),
      ['a.txt: another file has the title "2"'],
    ],
  ])("%s", (_what, given, problems) => {
    expect(folderProblems(given, stageNames)).toEqual(
      problems.map((problem): unknown => expect.stringMatching(problem)),
    );
  });

  it("unless it is as it should be", () => {
    expect(folderProblems(many, stageNames)).toEqual([]);
  });
});
