/** Every shared tariff's whole bills of real meters, at once and in shuffled batches, as a rater finds them that shares nothing with ours. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { seeded } from "../../core/seeded.ts";
import { runCommand } from "../../hosts/node/command.ts";
import { rateCommand } from "../../hosts/node/commands/rate.ts";
import { decimal, slowBills } from "../support/slow-bills.ts";

const shared = must(process.env["SHARED_FOLDER"], "SHARED_FOLDER is set by test/shared.ts");
const tariffs = ["data/tariffs", "data/acceptance/tariffs"]
  .map((folder) => join(shared, folder))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((file) => ({ file, path: join(folder, file) })))
  .filter(({ file }) => file.endsWith(".json"));
const profiles = readdirSync(join(shared, "data/reads"))
  .filter((file) => file.endsWith(".csv.gz"))
  .toSorted();

/** Two years of half-hours would take the slow one a minute. */
const READS_MAX = 3_000;
/** Every unit of reads is converted by it, so that any home goes with any tariff. */
const FACTOR = "1.0213";

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-shared-"));
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

async function billsOf(...words: string[]): Promise<unknown> {
  const said: string[] = [];
  const say = (text: string) => said.push(text);
  const terminal = { environment: {}, directory, isWatched: false, out: say, err: say };
  const status = await runCommand(rateCommand, [...words, "--json"], terminal);
  expect([status, said.length]).toEqual([0, 1]);
  return (JSON.parse(said[0] ?? "") as { bills: unknown }).bills;
}

/** Some months of a real meter, from anywhere in its file. */
function someReads(chance: ReturnType<typeof seeded>): {
  unit: string;
  reads: Map<number, string>;
} {
  const profile = must(profiles[chance.below(profiles.length)], "a file of reads");
  const text = gunzipSync(readFileSync(join(shared, "data/reads", profile))).toString("utf8");
  const [header = "", ...lines] = text.trim().split("\n");
  const from = chance.below(Math.max(1, lines.length - READS_MAX));
  const reads = new Map<number, string>();
  for (const line of lines.slice(from, from + READS_MAX)) {
    const [start = "", quantity = ""] = line.trim().split(",");
    const startMs = Date.parse(start);
    if (!reads.has(startMs)) reads.set(startMs, quantity);
  }
  return { unit: header.trim().split(",")[1] ?? "", reads };
}

describe("bills of a shared tariff", () => {
  it.each(tariffs)("$file", async ({ file, path }) => {
    const chance = seeded(file);
    const { unit, reads } = someReads(chance);
    const lines = [...reads].map(
      ([startMs, quantity]) =>
        `${new Date(startMs).toISOString().replace(".000Z", "Z")},${quantity}`,
    );
    writeFileSync(join(directory, "reads.csv"), [`start,${unit}`, ...lines, ""].join("\n"));
    const text = readFileSync(path, "utf8");
    const { timezone } = JSON.parse(text) as { timezone: string };
    const expected = slowBills([text], timezone, reads, decimal(FACTOR));
    const words = ["--tariff", path, "--reads", "reads.csv", "--factor", FACTOR];
    expect(await billsOf(...words)).toEqual(expected);
    const batch = String(20 + chance.below(300));
    expect(await billsOf(...words, "--batch", batch, "--shuffle", file)).toEqual(expected);
  });
});
