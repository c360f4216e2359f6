import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCommand, type Terminal } from "../command.ts";
import { rulesCommand } from "./rules.ts";

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-rules-"));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

async function said(...words: string[]): Promise<{ status: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = {
    environment: {},
    directory,
    isWatched: false,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  };
  const status = await runCommand(rulesCommand, words, terminal);
  return { status, out: out.join("\n"), err: err.join("\n") };
}

it("explains a pack that comes with the program, and marks what was not re-read", async () => {
  const { status, out } = await said("check", "us-tx-25.498");
  expect(status).toBe(0);
  expect(out).toContain("Supply may be turned off below 10.00 USD");
  expect(out).toContain("NOT RE-READ: notice.least_hours by 16 TAC 25.498");
  expect(out).toContain("Nobody is turned off in heat_advisory");
});

it("gives programs the policy that decisions are made by", async () => {
  const { status, out } = await said("check", "za-sts", "--json");
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ id: "za-sts", policy: { services: ["electricity"] } });
});

it("lists the packs", async () => {
  const { out } = await said("list");
  expect(out.split("\n").toSorted()).toEqual(["gb-smets2", "us-coop", "us-tx-25.498", "za-sts"]);
});

it("names the field and the code of every wrong in a file", async () => {
  writeFileSync(join(directory, "bad.json"), JSON.stringify({ id: "x", zone: 1 }));
  const { status, err } = await said("check", "bad.json");
  expect(status).toBe(1);
  expect(err).toContain("pack.zone: ");
  expect(err).toContain("pack.levels: is missing (missing)");
});

it.each([
  [["check", "no-such-pack"], 1],
  [["check", "../us-coop"], 1],
  [["check"], 2],
  [["check", "za-sts", "us-coop"], 2],
  [["adopt", "za-sts"], 2],
  [["list", "all"], 2],
])("%j ends with status %i", async (words, status) => {
  expect((await said(...words)).status).toBe(status);
});
