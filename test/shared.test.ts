/** `npm run test:shared` beside files that are absent or empty: it fails and says why, as every test must that lacks its input. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const program = join(import.meta.dirname, "shared.ts");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "switchboard-shared-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs it as npm does, without what this test's own runner has set. */
function testShared(words: readonly string[]) {
  const cwd = join(folder, "clone");
  mkdirSync(cwd);
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd,
    encoding: "utf8",
    env: { PATH, HOME },
  });
  return { status, out: stdout + stderr };
}

function putReads(index: string): void {
  const files = [
    ["data/reads", "index.json", index],
    ["data/tariffs", "README.md", ""],
    ["vectors/telnyx", "openapi-trimmed.json", "{}"],
  ] as const;
  for (const [place, name, text] of files) {
    mkdirSync(join(folder, place), { recursive: true });
    writeFileSync(join(folder, place, name), text);
  }
}

describe("test:shared", () => {
  it.each([
    ["a folder that is empty", () => [folder]],
    ["a folder that is not there", () => [join(folder, "absent")]],
    ["no folder, and none beside the clone", () => []],
  ])("with %s tests nothing, fails and names what is absent", (_what, words) => {
    const { status, out } = testShared(words());
    expect(status).toBe(1);
    expect(out).toContain("Not tested, these files are absent: ");
    expect(out).toContain("data/reads/index.json");
    expect(out).toContain("npm run test:shared -- FOLDER");
    expect(out).not.toContain("vitest");
  });

  it.each([
    ["lists no meter", "[]"],
    ["lists a meter without its reads", '[{"id":"absent","n":1,"tz":"UTC","interval_s":3600}]'],
    ["is broken", "["],
  ])("fails where the index %s", { timeout: 60_000 }, (_what, index) => {
    putReads(index);
    const { status, out } = testShared([folder]);
    expect([status, out]).toEqual([1, expect.stringMatching(/failed|no tests|FAIL/i)]);
  });
});
