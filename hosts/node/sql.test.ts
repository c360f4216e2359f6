import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Fault } from "../../core/assert.ts";
import type { SqlValue } from "../../core/ports.ts";
import { StorageFault } from "../storage-fault.ts";
import { Connection } from "./sql.ts";

let directory: string;
let sql: Connection;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-sql-"));
  sql = new Connection(join(directory, "a #strange? name.db"));
  sql.exec("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, packed BLOB) STRICT");
});
afterEach(() => {
  sql.close();
  rmSync(directory, { recursive: true });
});

describe("a libsql connection", () => {
  it("is durable and strict about keys", () => {
    expect(sql.exec("SELECT 1")).toBeUndefined();
    expect(settingsOf(sql)).toEqual({ journal: "wal", synchronous: 2, foreignKeys: 1 });
  });

  it("binds whole numbers as INTEGER, in expressions too", () => {
    expect(
      sql.get("SELECT typeof(?1) AS a, ?1 || '' AS b, json_object('x', ?1) AS c, ?1 / 2 AS d", [3]),
    ).toEqual({ a: "integer", b: "3", c: '{"x":3}', d: 1 });
    expect(sql.get("SELECT typeof(?) AS a, ? AS b", [0.5, -0])).toEqual({ a: "real", b: 0 });
    expect(sql.get("SELECT ? AS a, ? AS b", [2 ** 53 - 1, -(2 ** 53 - 1)])).toEqual({
      a: 2 ** 53 - 1,
      b: -(2 ** 53 - 1),
    });
  });

  it("gives rows as they were put in, blobs as plain Uint8Array", () => {
    const packed = new Uint8Array([0, 1, 2, 3, 4]).subarray(1, 4);
    expect(sql.run("INSERT INTO item VALUES (?, ?, ?)", [1, "¿🔌?", packed])).toBe(1);
    const row = { id: 1, name: "¿🔌?", packed: new Uint8Array([1, 2, 3]) };
    expect(sql.get("SELECT * FROM item")).toStrictEqual(row);
    expect(sql.all("SELECT * FROM item")).toStrictEqual([row]);
    expect(sql.get("SELECT * FROM item WHERE id = 2")).toBeUndefined();
    expect(sql.all("SELECT * FROM item WHERE id = 2")).toEqual([]);
  });

  it("counts the rows a statement changed", () => {
    sql.run("INSERT INTO item (id) VALUES (1), (2), (3)");
    expect(sql.run("UPDATE item SET name = 'x' WHERE id > ?", [1])).toBe(2);
    expect(sql.run("DELETE FROM item WHERE id > ?", [9])).toBe(0);
    expect(sql.get("INSERT INTO item (id) VALUES (?) RETURNING id", [7])).toEqual({ id: 7 });
  });

  it("hashes the UTF-8 of a text", () => {
    expect(sql.sha256("é")).toBe(
      "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c",
    );
    expect(() => sql.sha256("\ud800")).toThrow(Fault);
  });

  // libsql 0.5.29 aborts the process on the first three: that this file goes on is the proof.
  it.each([
    ["a boolean", true],
    ["a Date", new Date(0)],
    ["undefined", undefined],
    ["NaN", Number.NaN],
    ["2^53", 2 ** 53],
    ["an object", { a: 1 }],
    ["an ArrayBuffer", new ArrayBuffer(2)],
    ["a lone surrogate", "a\ud800"],
    ["a NUL", "a\0"],
  ])("faults on %s before libsql sees it", (_name, value) => {
    const values = [value as SqlValue];
    expect(() => sql.run("UPDATE item SET name = ?", values)).toThrow(Fault);
    expect(() => sql.get("SELECT ? AS a", values)).toThrow(Fault);
    expect(() => sql.all("SELECT ? AS a", values)).toThrow(Fault);
    expect(sql.get("SELECT ? AS a", [1])).toEqual({ a: 1 });
  });

  // Given alone, it aborts the process on a Date and binds NULL for a blob.
  it.each([
    ["a boolean", true],
    ["a Date", new Date(0)],
    ["a Buffer", Buffer.of(1)],
    ["a Uint8Array", new Uint8Array(1)],
    ["null", null],
  ])("faults on %s given without a list", (_name, value) => {
    const values = value as unknown as SqlValue[];
    expect(() => sql.run("UPDATE item SET name = ?", values)).toThrow(Fault);
    expect(() => sql.get("SELECT ? AS a", values)).toThrow(Fault);
    expect(() => sql.all("SELECT ? AS a", values)).toThrow(Fault);
  });

  // Read back as text, bytes that are no UTF-8 abort the process: they must not become text on any way in.
  it.each<[string, string, SqlValue[]]>([
    ["a blob for a text column", "INSERT INTO item (name) VALUES (?)", [Uint8Array.of(0xff)]],
    ["a blob in the statement", "INSERT INTO item (name) VALUES (x'ff')", []],
    ["a blob made text", "INSERT INTO item (name) VALUES (CAST(? AS TEXT))", [Uint8Array.of(0xff)]],
    ["half a pair made text", "INSERT INTO item (name) VALUES (char(55296))", []],
    ["half a pair", "INSERT INTO item (name) VALUES (?)", ["\ud800"]],
    [
      "half a pair in JSON",
      "INSERT INTO item (name) SELECT value FROM json_each(?)",
      [JSON.stringify(["\ud800"])],
    ],
  ])("keeps no text of %s", (_name, text, values) => {
    expect(() => sql.run(text, values)).toThrow(/BLOB|make none of bytes|surrogate/);
    expect(sql.all("SELECT name FROM item")).toEqual([]);
  });

  it.each([
    ["too few values", "SELECT ?, ?", [1]],
    ["too many values", "SELECT ?", [1, 2]],
    ["two statements", "SELECT 1; SELECT 2", []],
    ["a transaction of its own", "COMMIT", []],
    ["an integer that no number holds", "SELECT 9007199254740993 AS a", []],
  ] as [string, string, SqlValue[]][])("faults on %s", (_name, text, values) => {
    expect(() => sql.get(text, values)).toThrow(Fault);
  });

  it("faults where a statement's kind and the call disagree", () => {
    expect(() => sql.run("INSERT INTO item (id) VALUES (1) RETURNING id")).toThrow(Fault);
    expect(() => sql.get("INSERT INTO item (id) VALUES (1)")).toThrow(Fault);
    expect(() => sql.all("DELETE FROM item")).toThrow(Fault);
    expect(sql.get("SELECT count(*) AS count FROM item")).toEqual({ count: 0 });
  });

  it("leaves a statement's own mistake an ordinary error", () => {
    sql.run("INSERT INTO item (id) VALUES (1)");
    expect(() => sql.run("INSERT INTO item (id) VALUES (1)")).toThrow(/UNIQUE/);
    expect(() => sql.run("INSERT INTO item (name) VALUES (?)", [new Uint8Array(1)])).toThrow(
      /BLOB/,
    );
    expect(sql.takeStorageFault()).toBeUndefined();
  });

  it("stays right past its cache of statements", () => {
    for (let at = 0; at < 1100; at += 1) {
      expect(sql.get(`SELECT ${String(at)} AS a, ? AS b`, [at])).toEqual({ a: at, b: at });
    }
    expect(sql.get("SELECT 0 AS a, ? AS b", [5])).toEqual({ a: 0, b: 5 });
  });

  it("faults after close, and says it is in no transaction", () => {
    sql.close();
    sql.close();
    expect(sql.inTransaction).toBe(false);
    expect(() => sql.get("SELECT 1")).toThrow(Fault);
    expect(() => {
      sql.exec("BEGIN");
    }).toThrow(Fault);
  });

  it("opened for reading changes nothing", () => {
    sql.run("INSERT INTO item (id) VALUES (1)");
    const reader = new Connection(join(directory, "a #strange? name.db"), true);
    expect(reader.all("SELECT id FROM item")).toEqual([{ id: 1 }]);
    expect(() => reader.run("DELETE FROM item")).toThrow(StorageFault);
    expect(reader.takeStorageFault()).toMatchObject({ code: "read_only" });
    expect(reader.takeStorageFault()).toBeUndefined();
    reader.close();
  });

  it("is a storage fault when there is no file to open", () => {
    expect(() => new Connection(join(directory, "absent.db"), true)).toThrow(StorageFault);
    expect(() => new Connection(join(directory, "absent/a.db"))).toThrow(StorageFault);
  });
});

/** Asked past the checks, which keep a happening from touching them. */
function settingsOf(connection: Connection): object {
  const one = (name: string): unknown =>
    Object.values(connection.get<Record<string, unknown>>(`SELECT * FROM pragma_${name}`) ?? {})[0];
  return {
    journal: one("journal_mode"),
    synchronous: one("synchronous"),
    foreignKeys: one("foreign_keys"),
  };
}
