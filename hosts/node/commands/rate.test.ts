import { gzipSync } from "node:zlib";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenReads } from "../../../test/support/broken-reads.ts";
import { brokenTariffs, goodTariff } from "../../../test/support/broken-tariffs.ts";
import { type Command, runCommand, type Terminal } from "../command.ts";
import { rateCommand } from "./rate.ts";
import { tariffCommand } from "./tariff.ts";

interface Vectors {
  readonly profiles: Readonly<Record<string, readonly string[]>>;
  readonly tariffs: Readonly<Record<string, object>>;
  readonly bills: readonly { tariff: string; profile: string; months: unknown }[];
}

const vectorsText = readFileSync(
  new URL("../../../test/vectors/rating/bills.json", import.meta.url),
  "utf8",
);
const vectors = JSON.parse(vectorsText) as Vectors;

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-rate-"));
  for (const [profile, quantities] of Object.entries(vectors.profiles)) {
    const lines = quantities.map((quantity, hour) => {
      const start = new Date(Date.UTC(2018, 0, 1, hour)).toISOString().replace(".000Z", "Z");
      return `${start},${quantity}\n`;
    });
    writeFileSync(join(directory, `${profile}.csv.gz`), gzipSync(`start,kWh\n${lines.join("")}`));
  }
  for (const [id, tariff] of Object.entries(vectors.tariffs)) {
    writeFileSync(join(directory, `${id}.json`), JSON.stringify(tariff));
  }
  writeFileSync(join(directory, "good.json"), JSON.stringify(goodTariff()));
  writeFileSync(join(directory, "good.csv"), "start,kWh\n2026-01-01T08:00:00Z,1.5\n");
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

interface Said {
  readonly status: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

async function said(command: Command, ...words: string[]): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = {
    environment: {},
    directory,
    isWatched: false,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  };
  const status = await runCommand(command, words, terminal);
  return { status, out, err };
}

function jsonOf({ out }: Said): Record<string, unknown> {
  expect(out.length).toBe(1);
  return JSON.parse(out[0] ?? "") as Record<string, unknown>;
}

async function rated(...words: string[]): Promise<Record<string, unknown>> {
  const done = await said(rateCommand, ...words, "--json");
  expect(done).toMatchObject({ status: 0, err: [] });
  return jsonOf(done);
}

describe("rate", () => {
  it.each(vectors.bills)("prints the bills of $tariff, $profile", async (one) => {
    const { tariff, profile, months } = one;
    const files = ["--tariff", `${tariff}.json`, "--reads", `${profile}.csv.gz`];
    const printed = await rated(...files, "--timezone", "+00:00");
    expect(printed).toMatchObject({ ok: true, tariff, unit: "kWh", bills: months });
    expect(printed["left_out"]).toBeInstanceOf(Array);
  });

  it.each([
    ["--batch", "1000"],
    ["--batch", "96", "--shuffle", "7"],
    ["--shuffle", "another"],
    ["--batch", "8760", "--shuffle", "7"],
  ])("prints the same by the path that reads come in by: %s %s %s %s", async (...words) => {
    for (const { tariff, months } of vectors.bills.filter((one) => one.profile.startsWith("us"))) {
      const files = ["--tariff", `${tariff}.json`, "--reads", "us-ca-fontana-01.csv.gz"];
      const given = words.filter((word) => word !== undefined);
      const printed = await rated(...files, "--timezone", "+00:00", ...given);
      expect(printed["bills"]).toEqual(months);
    }
  });

  it("converts units and factors exactly", async () => {
    // 1 m3 is 19531250/55306341 ccf; three reads of a third of a ccf's volume and a rest.
    const water = { ...goodTariff(), commodity: "water", unit: "ccf" };
    const urdb = {
      energyratestructure: [
        [
          { max: 1, rate: 2, unit: "ccf" },
          { rate: 3, unit: "ccf" },
        ],
      ],
      energyweekdayschedule: zeros(),
      energyweekendschedule: zeros(),
    };
    writeFileSync(join(directory, "water.json"), JSON.stringify({ ...water, urdb, ext: {} }));
    const lines = ["1", "1", "0.8316846592".slice(0, 8), "2.831684"].map(
      (quantity, hour) => `2026-01-02T0${String(hour)}:00:00Z,${quantity}\n`,
    );
    writeFileSync(join(directory, "water.csv"), `start,m3\n${lines.join("")}`);
    const files = ["--tariff", "water.json", "--reads", "water.csv"];
    const byUnit = (await rated(...files))["bills"];
    // By fractions elsewhere, 5.663368 m3 is 1.999999534411434 ccf: the first at 2 and the rest at 3.
    const energy = "4.999998603234302";
    expect(byUnit).toEqual({
      "2026-01": ["1.999999534411434", energy, "0", "0", "0", energy, "5.00"],
    });
    const byFactor = (await rated(...files, "--factor", "0.5"))["bills"];
    expect(byFactor).toEqual({
      "2026-01": ["2.831684", "7.495052", "0", "0", "0", "7.495052", "7.50"],
    });
  });

  it("opens every bill, and says the same to people", async () => {
    const files = ["--tariff", "good.json", "--reads", "good.csv"];
    const printed = await rated(...files, "--explain");
    expect(printed["explain"]).toEqual({
      "2026-01": {
        lines: [
          {
            version: "two-tiers",
            period: 0,
            tier: 1,
            quantity: "1.5",
            price: "0.21",
            product: "0.315",
          },
        ],
        exact: "0.315",
        posted: "0.315000",
        remainder: "0",
      },
    });
    const { out } = await said(rateCommand, ...files, "--explain");
    expect(out.join("\n")).toContain("period 0 tier 1: 1.5 x 0.21 = 0.315");
  });

  it("goes on under a later version of the tariff from its day", async () => {
    const later = { ...goodTariff(), id: "dearer", effective: "2026-01-16" };
    const text = JSON.stringify(later).replace('"rate":0.2,"adj":0.01', '"rate":0.41');
    writeFileSync(join(directory, "dearer.json"), text);
    const lines = ["2026-01-16T07:00:00Z,100", "2026-01-16T08:00:00Z,100"].join("\n");
    writeFileSync(join(directory, "two.csv"), `start,kWh\n${lines}\n`);
    const files = ["--tariff", "dearer.json", "--tariff", "good.json", "--reads", "two.csv"];
    const printed = await rated(...files);
    // The first hour is the last of the 15th in Los Angeles.
    expect(printed["bills"]).toEqual({
      "2026-01": ["200", "62", "8.73", "0", "9.1949", "79.9249", "79.92"],
    });
  });
});

function zeros(): number[][] {
  return Array.from({ length: 12 }, () => Array.from({ length: 24 }, () => 0));
}

describe("broken files are refused in one sentence that names them", () => {
  it.each(brokenReads)("reads: %s", async (_, bytes, names) => {
    writeFileSync(join(directory, "broken.csv"), bytes);
    const done = await said(rateCommand, "--tariff", "good.json", "--reads", "broken.csv");
    expect(done).toMatchObject({ status: 1, out: [] });
    expect(done.err.length).toBe(1);
    expect(done.err[0]).toMatch(/^broken\.csv: \P{Cc}+$/u);
    expect(done.err[0]).toContain(names);
  });

  it.each(brokenTariffs)("tariff: $name", async ({ text, names }) => {
    writeFileSync(join(directory, "broken.json"), text);
    for (const done of [
      await said(tariffCommand, "check", "broken.json"),
      await said(rateCommand, "--tariff", "broken.json", "--reads", "good.csv"),
    ]) {
      expect(done).toMatchObject({ status: 1, out: [] });
      expect(done.err.length).toBe(1);
      expect(done.err[0]).toMatch(/^broken\.json: \P{Cc}+$/u);
      expect(done.err[0]).toContain(names);
    }
  });

  it.each([
    [["--tariff", "no.json", "--reads", "good.csv"], "no.json"],
    [["--tariff", "good.json", "--reads", "no.csv"], "no.csv"],
    [["--tariff", ".", "--reads", "good.csv"], "directory"],
    [["--tariff", "good.json", "--tariff", "us-jea.json", "--reads", "good.csv"], "us-jea.json"],
    [["--tariff", "good.json", "--tariff", "good.json", "--reads", "good.csv"], "effect"],
    [
      [
        "--tariff",
        "good.json",
        "--tariff",
        "ca-on-alectra-residential-tiered.json",
        "--reads",
        "good.csv",
      ],
      "version",
    ],
    [["--tariff", "us-consumers-rsp.json", "--strict", "--reads", "good.csv"], "sell"],
  ])("%j", async (words, names) => {
    const done = await said(rateCommand, ...words);
    expect(done).toMatchObject({ status: 1, out: [] });
    expect(done.err.join("\n")).toContain(names);
  });

  it.each([
    [[]],
    [["--tariff", "good.json"]],
    [["--reads", "good.csv"]],
    [["x", "--tariff", "good.json", "--reads", "good.csv"]],
    [["--tariff", "good.json", "--reads", "good.csv", "--timezone", "Mars"]],
    [["--tariff", "good.json", "--reads", "good.csv", "--factor", "0"]],
    [["--tariff", "good.json", "--reads", "good.csv", "--factor", "-1"]],
    [["--tariff", "good.json", "--reads", "good.csv", "--factor", "one"]],
    [["--tariff", "good.json", "--reads", "good.csv", "--batch", "0"]],
    [["--tariff", "good.json", "--reads", "good.csv", "--batch", "1.5"]],
  ])("%j is wrong usage", async (words) => {
    expect((await said(rateCommand, ...words)).status).toBe(2);
  });
});

describe("tariff check", () => {
  it("prints what was taken and what was left", async () => {
    const done = await said(tariffCommand, "check", "us-consumers-rsp.json", "--json");
    const printed = jsonOf(done);
    expect(done.status).toBe(0);
    expect(printed["taken"]).toContain("urdb.energyratestructure");
    expect(printed["left_out"]).toContainEqual({
      field: "urdb.dgrules",
      reason: "energy sold back is not rated",
    });
    const { out } = await said(tariffCommand, "check", "good.json");
    expect(out.at(-1)).toBe("nothing left out");
  });

  it.each([[[]], [["check"]], [["look", "good.json"]], [["check", "good.json", "x"]]])(
    "%j is wrong usage",
    async (words) => {
      expect((await said(tariffCommand, ...words)).status).toBe(2);
    },
  );
});
