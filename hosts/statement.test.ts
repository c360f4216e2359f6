import { describe, expect, it } from "vitest";
import { Fault } from "../core/assert.ts";
import type { SqlValue } from "../core/ports.ts";
import { checkReads, checkValues, parametersOf } from "./statement.ts";

describe("parameters of a statement", () => {
  it.each([
    ["SELECT 1", 0],
    ["SELECT ?", 1],
    ["SELECT ?, ?", 2],
    ["SELECT ?1, ?1, ?3", 3],
    ["SELECT '?', \"?\", `?`, [?], ?", 1],
    ["SELECT 'it''s ?', ?", 1],
    ["SELECT ? -- really?\n, ?", 2],
    ["SELECT ? /* ? ; ? */", 1],
    ["SELECT value ->> '$.a' FROM json_each(?)", 1],
    ["SELECT 1;", 0],
    ["SELECT ';' ;  ", 0],
    [`SELECT 1 IN (${Array.from({ length: 100 }, () => "?").join()})`, 100],
  ])("%s", (text, count) => {
    expect(parametersOf(text)).toBe(count);
  });

  it.each([
    "BEGIN",
    "  commit",
    "END",
    "ROLLBACK TO member",
    "savepoint a",
    "RELEASE a",
    "ATTACH 'x' AS x",
    "PRAGMA query_only = 0",
    "VACUUM",
    "SELECT 1; SELECT 2",
    "SELECT :a",
    "SELECT @a",
    "SELECT $a",
    "SELECT ?101",
    "SELECT CAST(? AS TEXT)",
    "SELECT cast ( x'ff' as text )",
    "SELECT char(55296)",
    `SELECT 1 IN (${Array.from({ length: 101 }, () => "?").join()})`,
  ])("faults on %s", (text) => {
    expect(() => parametersOf(text)).toThrow(Fault);
  });
});

describe("a read", () => {
  it.each<[string, "fine" | "fault"]>([
    ["SELECT 1", "fine"],
    ["  select changes()", "fine"],
    ["VALUES (1)", "fine"],
    ["WITH a AS (SELECT 1) SELECT * FROM a", "fine"],
    ["WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", "fault"],
    ["with a as (select 1)\nUPDATE t SET b = 1 RETURNING b", "fault"],
    ["WITH a AS (SELECT 1) DELETE FROM t", "fault"],
    ["WITH a AS (SELECT 1) REPLACE INTO t SELECT * FROM a", "fault"],
    ["INSERT INTO t VALUES (1) RETURNING a", "fault"],
    ["UPDATE t SET a = 1", "fault"],
    ["DELETE FROM t RETURNING a", "fault"],
    ["CREATE TABLE t (a)", "fault"],
    ["EXPLAIN SELECT 1", "fault"],
  ])("of %s is %s", (text, expected) => {
    expect(outcomeOf(() => checkReads(text))).toBe(expected);
  });
});

function outcomeOf(check: () => void): "fine" | "fault" {
  try {
    check();
    return "fine";
  } catch (error) {
    if (error instanceof Fault) return "fault";
    throw error;
  }
}

describe("a bound value", () => {
  const text = "SELECT ?";

  it.each([
    0,
    -0,
    -1,
    0.5,
    Number.MAX_SAFE_INTEGER,
    -(2 ** 53 - 1),
    3n,
    null,
    "",
    "¿qué?",
    "🔌",
    new Uint8Array(2_000_000),
    "x".repeat(2_000_000),
  ] satisfies SqlValue[])("may be case %#", (value) => {
    expect(() => {
      checkValues(text, [value], 1);
    }).not.toThrow();
  });

  it.each([
    ["a boolean", true],
    ["a Date", new Date(0)],
    ["undefined", undefined],
    ["NaN", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["2^53", 2 ** 53],
    ["a double of 1e300", 1e300],
    ["a bigint of 2^53", 2n ** 53n],
    ["a plain object", {}],
    ["an array", [1]],
    ["an ArrayBuffer", new ArrayBuffer(1)],
    ["another typed array", new Int32Array(1)],
    ["a function", () => 1],
    ["a symbol", Symbol("x")],
    ["a lone high surrogate", "a\ud800b"],
    ["a lone low surrogate", "\udc00"],
    ["a NUL", "a\0b"],
    ["a text over 2 MB", "x".repeat(2_000_001)],
    ["a text over 2 MB in UTF-8", "é".repeat(1_000_001)],
    ["a blob over 2 MB", new Uint8Array(2_000_001)],
  ])("faults on %s", (_name, value) => {
    expect(() => {
      checkValues(text, [value as SqlValue], 1);
    }).toThrow(Fault);
  });

  it.each([
    ["a boolean", true],
    ["a Date", new Date(0)],
    ["a text of one letter", "a"],
    ["a Buffer of one byte", Buffer.of(1)],
    ["a Uint8Array of one byte", new Uint8Array(1)],
    ["an ArrayBuffer", new ArrayBuffer(1)],
    ["null", null],
    ["an object of one value", { 0: 1, length: 1 }],
  ])("faults on %s that is given without a list", (_name, value) => {
    expect(() => {
      checkValues(text, value as unknown as SqlValue[], 1);
    }).toThrow(Fault);
  });

  it.each([
    ["half a pair", "SELECT value FROM json_each(?)", JSON.stringify(["\ud800"]), true],
    ["the other half", "SELECT ? ->> '$[0]'", JSON.stringify(["a\udfffb"]), true],
    ["half a pair behind a backslash", "SELECT json(?)", JSON.stringify(["\\\ud800"]), true],
    ["a whole pair", "SELECT value FROM json_each(?)", JSON.stringify(["🔌"]), false],
    ["what only looks so", "SELECT value FROM json_each(?)", JSON.stringify(["\\ud800"]), false],
    ["half a pair that nobody reads", "SELECT ?", JSON.stringify(["\ud800"]), false],
  ])("as JSON with %s", (_name, reading, value, isWrong) => {
    const check = () => {
      checkValues(reading, [value], 1);
    };
    expect(outcomeOf(check)).toBe(isWrong ? "fault" : "fine");
  });

  it("faults on too few and too many", () => {
    expect(() => {
      checkValues(text, [], 1);
    }).toThrow("0 values for 1 parameters");
    expect(() => {
      checkValues(text, [1, 2], 1);
    }).toThrow("2 values for 1 parameters");
  });
});
