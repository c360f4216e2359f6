import { join } from "node:path";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  copyHomes,
  flatTariff,
  packAtFive,
  packLike,
  steadyReads,
  writeHome,
} from "../../../test/support/backtest-town.ts";
import { backtest } from "./backtest.ts";
import { Operator } from "./operator.ts";

let operator: Operator;
const usual = "--reads homes --tariff flat.json --rules at-five.json --out out --days 30";

beforeAll(() => {
  operator = new Operator();
  const folder = (name: string): string => join(operator.directory, name);
  copyHomes(folder("homes"), ["us-ca-fontana-01", "uk-elec-0"]);
  operator.write("flat.json", flatTariff());
  operator.write(
    "therms.json",
    flatTariff({ commodity: "gas", unit: "therm" }).replaceAll('"kWh"', '"therm"'),
  );
  operator.write("pounds.json", flatTariff({ currency: "GBP" }));
  operator.write("not.json", "{");
  operator.write("at-five.json", packAtFive());
  operator.write("ends.json", packAtFive({ effective_to: "2026-01-20" }));
  operator.write("east.json", packAtFive({ zone: "America/New_York" }));
  operator.write("rand.json", packAtFive({ currency: "ZAR" }));
  operator.write("any-unit.json", packLike("us-coop", { services: ["electricity", "gas"] }));
  operator.write(
    "upside-down.json",
    packAtFive({ levels: { connect: "0.00", disconnect: "9.00", low: "9.00", emergency: null } }),
  );
  operator.write("cold.csv", "date,low,high,advisory\n2026-01-01,-9,-3,\n2026-01-01,-9,-3,\n");
  writeHome(folder("empty"), "notes.txt", "");
  writeHome(
    folder("broken"),
    "one.csv",
    "start,kWh\n2026-01-01T00:00:00Z,1\n2026-01-01T01:00:00Z,x\n",
  );
  writeHome(folder("short"), "one.csv", steadyReads("2025-01-01", 9, "0.5"));
  writeHome(
    folder("daily"),
    "one.csv",
    `start,kWh\n${Array.from({ length: 60 }, (_, day) => `${new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)}T00:00:00Z,9`).join("\n")}\n`,
  );
  writeHome(folder("indexed"), "one.csv", steadyReads("2025-01-01", 40, "0.5"));
  writeHome(
    folder("indexed"),
    "index.json",
    '[{"id":"one","tz":"Mars/Base","commodity":"electricity"}]',
  );
  writeHome(folder("water"), "one.csv", steadyReads("2025-01-01", 40, "0.5"));
  writeHome(
    folder("water"),
    "index.json",
    '[{"id":"one","tz":"America/Chicago","commodity":"water"}]',
  );
  operator.write("a-file", "");
});

afterAll(() => {
  operator.leave();
});

describe("a back-test that can't be run", () => {
  const changed = (...pairs: readonly string[]): string => {
    let line = usual;
    for (let at = 0; at < pairs.length; at += 2) {
      const option = `--${pairs[at] ?? ""}`;
      line = line.replace(new RegExp(`${option} \\S+`), "");
      if (pairs[at + 1] !== "") line = `${line} ${option} ${pairs[at + 1] ?? ""}`;
    }
    return line.replace(/ +/g, " ").trim();
  };

  it.each([
    ["no reads named", changed("reads", ""), 2, "name the folder of reads"],
    ["no tariff named", changed("tariff", ""), 2, "name the tariff"],
    ["no pack named", changed("rules", ""), 2, "name the rule pack"],
    ["nowhere to write", changed("out", ""), 2, "name the folder to write to"],
    ["a word too many", `${usual} now`, 2, 'what is "now"?'],
    ["no household", `${usual} --households 0`, 2, "from 1 to 5000"],
    ["too many households", `${usual} --households 5001`, 2, "from 1 to 5000"],
    ["households that are no number", `${usual} --households many`, 2, "from 1 to 5000"],
    ["too few days", changed("days", "27"), 2, "from 28 to 730"],
    ["too many days", changed("days", "731"), 2, "from 28 to 730"],
    ["part of a day", changed("days", "30.5"), 2, "from 28 to 730"],
    ["a seed below nothing", `${usual} --seed=-1`, 2, "--seed is a whole number"],
    ["a folder that is not there", changed("reads", "nowhere"), 1, "nowhere does not exist"],
    ["a file for a folder", changed("reads", "flat.json"), 1, "flat.json is no folder"],
    ["a folder without reads", changed("reads", "empty"), 1, "no .csv or .csv.gz file"],
    ["a broken line", changed("reads", "broken"), 1, 'one.csv: line 3: "x" is not a plain decimal'],
    [
      "reads of nine days",
      changed("reads", "short"),
      1,
      "one.csv: it has fewer than 28 whole days",
    ],
    [
      "a read a day",
      changed("reads", "daily"),
      1,
      "one.csv: its reads are more than an hour apart",
    ],
    ["a zone of no clock", changed("reads", "indexed"), 1, "is no time zone"],
    ["reads of water", changed("reads", "water"), 1, "one.csv: it is of water"],
    ["a tariff that is not there", changed("tariff", "no.json"), 1, "no.json does not exist"],
    ["a tariff that is no JSON", changed("tariff", "not.json"), 1, "not.json"],
    [
      "a tariff of another currency",
      changed("tariff", "pounds.json"),
      1,
      "is in GBP and at-five in USD",
    ],
    [
      "a tariff of another commodity",
      changed("tariff", "therms.json"),
      1,
      "at-five is not for gas",
    ],
    [
      "a tariff of another unit",
      changed("tariff", "therms.json", "rules", "any-unit.json", "reads", "water"),
      1,
      "can be billed by a tariff in therm",
    ],
    [
      "a pack that is not there",
      changed("rules", "no-pack"),
      1,
      "no pack of that name comes with the program",
    ],
    [
      "a pack that contradicts itself",
      changed("rules", "upside-down.json"),
      1,
      "a switch would turn on and off again",
    ],
    [
      "a pack that ends",
      changed("rules", "ends.json"),
      1,
      "ends on 2026-01-20, before the last day, 2026-01-30",
    ],
    [
      "two packs of two clocks",
      `${usual} --against east.json`,
      1,
      "America/Chicago and at-five by that of America/New_York",
    ],
    [
      "two packs of two currencies",
      `${usual} --against rand.json`,
      1,
      "at-five is in USD and at-five in ZAR",
    ],
    ["weather that is not there", `${usual} --weather no.csv`, 1, "no.csv does not exist"],
    [
      "weather of a day twice",
      `${usual} --weather cold.csv`,
      1,
      "cold.csv: line 3: 2026-01-01 stands twice",
    ],
    ["a payment of nothing", `${usual} --top-up 0-50`, 1, "--top-up is a range of USD"],
    ["a payment that is no range", `${usual} --top-up 50-10`, 1, "--top-up is a range of USD"],
    ["a file to write to", changed("out", "a-file"), 1, "a-file is no folder"],
    [
      "a folder in one that is not there",
      changed("out", "nowhere/out"),
      1,
      "nowhere/out is to be in does not exist",
    ],
    ["a folder in a file", changed("out", "a-file/out"), 1, "is no folder"],
  ])("%s", async (_, line, status, message) => {
    const ran = await operator.run(backtest, line);
    expect([ran.status, ran.err]).toEqual([status, expect.stringContaining(message)]);
    // One sentence; wrong usage is followed by the usage.
    expect(ran.err.split("\n")).toHaveLength(status);
  });
});

describe("a month of two homes", () => {
  it("is the same figures each time, side by side with another pack, and its log is whole", async () => {
    const line = `${usual} --households 12 --against us-coop --top-up 8-12 --seed 2`;
    const once = await operator.runJson(backtest, `${line} --no-frontier`);
    expect(once).toMatchObject({
      status: 0,
      json: {
        ok: true,
        households: 12,
        are_resampled: true,
        homes: ["uk-elec-0", "us-ca-fontana-01"],
      },
    });
    const report = operator.read("out/report.json");
    await operator.runJson(backtest, `${line} --no-frontier`);
    expect(operator.read("out/report.json")).toBe(report);
    const { packs, comparison } = JSON.parse(report) as Report;
    for (const { replayed, decisions } of packs) {
      expect(replayed).toMatchObject({
        decisions: decisions.stored,
        same: decisions.stored,
        not_reproduced: 0,
        chain_broken: 0,
      });
      expect(decisions.stored).toBeGreaterThan(20);
    }
    // The cooperative's own pack asks for weather, and there is none.
    expect(comparison.guards).toContainEqual(
      expect.objectContaining({ guard: "weather", household_days: 0 }),
    );
    expect(packs[1]).toMatchObject({ id: "us-coop", cuts: 0 });
  });

  it("is told as one page that fetches nothing", async () => {
    const { status, out } = await operator.run(backtest, `${usual} --seed 3`);
    expect(status).toBe(0);
    expect(out).toContain("polled every day");
    const page = readFileSync(join(operator.directory, "out/report.html"), "utf8");
    expect(page).not.toMatch(/<script|<link|src=|https?:\/\//);
    for (const said of [
      "No weather was given",
      "Each of 2 real homes is lived once",
      "--seed 3",
      "on demand, step 0.75",
    ]) {
      expect(page).toContain(said);
    }
  });
});

interface Report {
  readonly packs: readonly {
    readonly replayed: object;
    readonly decisions: { readonly stored: number };
  }[];
  readonly comparison: { readonly guards: readonly object[] };
}
