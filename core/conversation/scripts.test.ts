import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import type { PayLimits } from "./facts.ts";
import { amex, elm, factsWith, oak, oakOff, rehearse, type Stage, visa } from "./rehearsal.ts";

const folder = join(import.meta.dirname, "scripts");

function oakWithin(limits: Partial<PayLimits>) {
  return factsWith([{ ...oak, limits: { ...oak.limits, ...limits } }]);
}

const both = factsWith([oak, elm]);
const nobody = factsWith([]);
const yenLimits = { minMinor: 100, maxMinor: 30_000, dailyLeftMinor: 30_000 };

/** What is true in a script, by the name after its title; "% name" lines bring one of the changes into force. */
const stages: Readonly<Record<string, Stage>> = {
  one: { facts: factsWith([oak]) },
  off: { facts: factsWith([oakOff]) },
  bill: { facts: factsWith([elm]) },
  nobody: { facts: nobody },
  pending: {
    facts: factsWith([
      { ...oak, pendingUnits: 20_000_000, estimatedUnits: 1_200_001, daysLeft: 3 },
    ]),
  },
  granted: { facts: factsWith([oak], { consent: "granted" }) },
  spanish: { facts: factsWith([oak], { language: "es" }) },
  euro: { facts: factsWith([oakOff], {}, { currency: "EUR", language: "es" }) },
  yen: { facts: factsWith([{ ...oak, limits: yenLimits }], {}, { currency: "JPY" }) },
  two: {
    facts: both,
    changes: {
      "elm is gone": factsWith([oak]),
      "all are gone": nobody,
      "oak is richer": factsWith([{ ...oak, balanceUnits: 50_000_000 }, elm]),
    },
  },
  "two alike": { facts: factsWith([oak, { ...elm, label: "Oak St 5" }]) },
  "no card": { facts: factsWith([{ ...oak, methods: [] }]) },
  "two cards": {
    facts: factsWith([{ ...oak, methods: [visa, amex] }]),
    changes: {
      "no card is left": factsWith([{ ...oak, methods: [] }]),
      "visa is gone": factsWith([{ ...oak, methods: [amex] }]),
    },
  },
  "15 left today": {
    facts: oakWithin({ dailyLeftMinor: 1500 }),
    changes: { "4 are left": oakWithin({ dailyLeftMinor: 400 }) },
  },
  changing: {
    facts: factsWith([oak]),
    changes: {
      "4 are left": oakWithin({ dailyLeftMinor: 400 }),
      "10 are left": oakWithin({ dailyLeftMinor: 1000 }),
      "the least is 25": oakWithin({ minMinor: 2500 }),
      "the most is 15": oakWithin({ maxMinor: 1500 }),
      "visa is gone": factsWith([{ ...oak, methods: [amex] }]),
      "oak is gone": factsWith([elm]),
      "all are gone": nobody,
    },
  },
  call: { facts: factsWith([oak], { channel: "kiosk" }) },
  // Keys and silence with proof, as prompts; what a call itself plays is in test/scenarios/ivr-*.txt.
  "proved call": { facts: factsWith([oak], { channel: "kiosk", proved: true }) },
  kiosk: { facts: factsWith([oak], { channel: "kiosk" }) },
};

/** Scripts of a file: "== title :: stage", then the lines. */
function scriptsOf(file: string): readonly (readonly [string, string, string])[] {
  const text = readFileSync(join(folder, file), "utf8");
  return text
    .split(/^== /m)
    .slice(1)
    .map((block) => {
      const [head = "", ...lines] = block.trim().split("\n");
      const [title = "", stage = ""] = head.split(" :: ");
      return [title, stage, lines.join("\n")];
    });
}

const files = readdirSync(folder);

describe("the scripts", () => {
  it("are there", () => {
    expect(files.flatMap(scriptsOf).length).toBeGreaterThan(100);
  });

  it.each(files)("%s has each title once", (file) => {
    const titles = scriptsOf(file).map(([title]) => title);
    expect(titles).toEqual([...new Set(titles)]);
  });
});

describe.each(files)("%s", (file) => {
  it.each(scriptsOf(file))("%s (%s)", (_title, name, script) => {
    const stage = must(stages[name], `no stage is called "${name}"`);
    expect(rehearse(script, stage)).toBe(script);
  });
});
