import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  breaches,
  clocksInCore,
  homeless,
  importsOf,
  misnamed,
  readTree,
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
    expect(clocksInCore(tree)).toEqual(["core/rating/utils.ts"]);
    expect(tooLong(new Map([["core/long.ts", "a;\n".repeat(301)]]))).toEqual([
      "core/long.ts: 301 lines",
    ]);
    expect(tooLong(new Map([["core/long.ts", "a;\n".repeat(300)]]))).toEqual([]);
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
