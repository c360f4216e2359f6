import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  breaches,
  clocksInCore,
  homeless,
  importsOf,
  misnamed,
  readTree,
  skipping,
  tooLong,
} from "./tidy/walls.ts";

const root = join(import.meta.dirname, "..");

describe("the project", () => {
  const tree = readTree(root);

  it("is found at all", () => {
    expect(tree.size).toBeGreaterThan(20);
    for (const path of [
      "core/ports.ts",
      "core/money.ts",
      "hosts/node/store.ts",
      "test/tidy.test.ts",
    ]) {
      expect([...tree.keys()]).toContain(path);
    }
    expect([...tree.keys()].filter((path) => path.includes("node_modules"))).toEqual([]);
  });

  it("imports downward only", () => {
    expect(breaches(tree)).toEqual([]);
  });

  it("names the home of every table", () => {
    expect(homeless(tree)).toEqual([]);
  });

  it("has no file over 300 lines", () => {
    expect(tooLong(tree)).toEqual([]);
  });

  it("has no file named for nothing", () => {
    expect(misnamed(tree)).toEqual([]);
  });

  it("reads no clock in core", () => {
    expect(clocksInCore(tree)).toEqual([]);
  });

  it("skips no test", () => {
    expect(skipping(tree)).toEqual([]);
  });
});

describe("a planted breach", () => {
  const tree = readTree(join(import.meta.dirname, "fixtures/breach"), new Set());

  it("of every wall is reported", () => {
    expect(breaches(tree)).toEqual([
      "channels/sms/planted.ts -> core/store/planted.ts",
      "channels/sms/planted.ts -> channels/ivr/planted.ts",
      "channels/sms/planted.ts -> core/conversation/prompt.ts",
      "channels/sms/planted.ts -> node:fs",
      "core/rating/planted.ts -> core/ledger/planted.ts",
      "core/rating/planted.ts -> core/hub/planted.ts",
      "core/rating/planted.ts -> hono",
      "core/store/planted.ts -> core/money.ts",
      "core/store/planted.ts -> core/rating/planted.ts",
      "hosts/workerd/planted.ts -> hosts/node/planted.ts",
      "kiosk-ui/planted.ts -> channels/kiosk/protocol.ts",
      "kiosk-ui/planted.ts -> core/money.ts",
      "portal-ui/planted.tsx -> channels/simulated/handset.ts",
      "portal-ui/planted.tsx -> core/phone.ts",
      "portal-ui/planted.tsx -> zod",
      "stray/planted.ts is in no area of the design",
    ]);
  });

  it("of the other rules is reported", () => {
    expect(homeless(tree)).toEqual(["core/store/planted.ts"]);
    expect(misnamed(tree)).toEqual(["core/rating/utils.ts"]);
    expect(skipping(tree)).toEqual(["core/rating/planted.test.ts"]);
    expect(clocksInCore(tree)).toEqual(["core/rating/utils.ts"]);
    expect(tooLong(new Map([["core/long.ts", "a;\n".repeat(301)]]))).toEqual([
      "core/long.ts: 301 lines",
    ]);
    expect(tooLong(new Map([["core/long.ts", "a;\n".repeat(300)]]))).toEqual([]);
  });
});

/** What the project's own linter says of a file, by the rule's name. */
function lintOf(text: string): string[] {
  const directory = mkdtempSync(join(tmpdir(), "switchboard-lint-"));
  try {
    const path = join(directory, "planted.ts");
    writeFileSync(path, text);
    const linter = join(root, "node_modules/oxlint/bin/oxlint");
    const words = [linter, "--config", join(root, ".oxlintrc.json"), "--format", "json", path];
    const { stdout } = spawnSync(process.execPath, words, { encoding: "utf8" });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string }[] };
    return diagnostics.map(({ code }) => code);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function functionOf(lines: number): string {
  const body = Array.from({ length: lines - 2 }, (_, at) => `  use(${String(at)});`);
  return ["export function planted(use: (at: number) => void): void {", ...body, "}", ""].join(
    "\n",
  );
}

function fileOf(lines: number): string {
  return Array.from({ length: lines }, (_, at) => `export const a${String(at)} = 0;\n`).join("");
}

describe("the linter", () => {
  it.each([
    ["a function of 70 lines", functionOf(70), []],
    ["a function of 71 lines", functionOf(71), ["eslint(max-lines-per-function)"]],
    ["a file of 300 lines", fileOf(300), []],
    ["a file of 301 lines", fileOf(301), ["eslint(max-lines)"]],
    ["a default export", "export default 1;\n", ["import(no-default-export)"]],
    ["any", "export const a = (b: any): number => b;\n", ["typescript(no-explicit-any)"]],
  ])("of %s", (_what, text, found) => {
    expect(lintOf(text)).toEqual(found);
  });
});

describe("an import", () => {
  it.each([
    ['import { a } from "./b.ts";', [{ target: "core/b.ts", typeOnly: false }]],
    ['import type { A } from "./b.ts";', [{ target: "core/b.ts", typeOnly: true }]],
    ['import { type A, b } from "../x/b.ts";', [{ target: "x/b.ts", typeOnly: false }]],
    ['import {\n  type A,\n  type B,\n} from "./b.ts";', [{ target: "core/b.ts", typeOnly: true }]],
    ['import "./b.ts";', [{ target: "core/b.ts", typeOnly: false }]],
    ['export { a } from "./b.ts";', [{ target: "core/b.ts", typeOnly: false }]],
    ['export * from "./b.ts";', [{ target: "core/b.ts", typeOnly: false }]],
    ['const a = await import("libsql");', [{ target: "libsql", typeOnly: false }]],
    ['import Database from "libsql";', [{ target: "libsql", typeOnly: false }]],
    ['const text = "import this from that";', []],
    ['export const a = 1;\nconst b = "x";', []],
  ])("%s", (text, expected) => {
    expect(importsOf("core/a.ts", text)).toEqual(expected);
  });
});
