/** What a transaction has read is known until it, or whoever undoes a part of it, may have changed it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { migrate } from "../../core/store/migrate.ts";
import { migrations } from "../../core/store/migrations/all.ts";
import { Connection } from "./sql.ts";

let directory: string;
let sql: Connection;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-memo-"));
  sql = new Connection(join(directory, "a.db"));
  sql.exec("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT)");
  sql.exec("CREATE TABLE other (id INTEGER PRIMARY KEY, name TEXT)");
  sql.run("INSERT INTO item VALUES (1, 'a')");
  sql.exec("BEGIN IMMEDIATE");
});
afterEach(() => {
  sql.close();
  rmSync(directory, { recursive: true });
});

const NAMES = "SELECT name FROM item WHERE id = ?1";

function name(id = 1): string | undefined {
  return sql.get<{ name: string }>(NAMES, [id])?.name;
}

it.each([
  ["UPDATE item SET name = 'b' WHERE id = ?1", "b"],
  ["update or ignore item set name = 'b' where id = ?1", "b"],
  ["UPDATE \"item\" SET name = 'b' WHERE id = ?1", "b"],
  ["INSERT INTO item VALUES (?1, 'x') ON CONFLICT DO UPDATE SET name = 'b'", "b"],
  ["INSERT OR REPLACE INTO item VALUES (?1, 'b')", "b"],
  ["REPLACE INTO item VALUES (?1, 'b')", "b"],
  ["DELETE FROM item WHERE id = ?1", undefined],
  ["WITH one (id) AS (VALUES (?1)) UPDATE item SET name = 'b' WHERE id IN one", "b"],
])("is read again after %s", (text, after) => {
  expect(name()).toBe("a");
  sql.run(text, [1]);
  expect(name()).toBe(after);
});

it("is read again after a write that gives rows", () => {
  expect(name()).toBe("a");
  expect(sql.get("UPDATE item SET name = 'b' WHERE id = 1 RETURNING id")).toEqual({ id: 1 });
  expect(name()).toBe("b");
});

it("writes that give rows are done as often as they are asked", () => {
  const text = "UPDATE item SET name = name || 'b' WHERE id = 1 RETURNING name";
  expect(sql.get(text)).toEqual({ name: "ab" });
  expect(sql.all(text)).toEqual([{ name: "abb" }]);
});

it("is read again once a part is undone, and is known past one that is kept", () => {
  expect(name()).toBe("a");
  sql.beginPart();
  sql.run("UPDATE item SET name = 'b'");
  expect(name()).toBe("b");
  sql.endPart("undone");
  expect(name()).toBe("a");
  sql.beginPart();
  sql.run("UPDATE item SET name = 'c'");
  sql.endPart("kept");
  expect(name()).toBe("c");
});

it("is of one transaction: another program may write after it", () => {
  expect(name()).toBe("a");
  sql.exec("COMMIT");
  const other = new Connection(join(directory, "a.db"));
  other.run("UPDATE item SET name = 'b'");
  expect(name()).toBe("b");
  other.run("UPDATE item SET name = 'c'");
  sql.exec("BEGIN IMMEDIATE");
  expect(name()).toBe("c");
  other.close();
});

it("tells questions apart by text, way and the kind of their values", () => {
  expect(name(1)).toBe("a");
  expect(name(2)).toBeUndefined();
  expect(sql.all(NAMES, [1])).toEqual([{ name: "a" }]);
  const kind = "SELECT typeof(?1) AS kind FROM item";
  expect(sql.get(kind, [1])).toEqual({ kind: "integer" });
  expect(sql.get(kind, ["1"])).toEqual({ kind: "text" });
  expect(sql.get(kind, [0.5])).toEqual({ kind: "real" });
  expect(sql.get(kind, [null])).toEqual({ kind: "null" });
});

it("is not changed by whoever was given it", () => {
  const [row] = sql.all<{ name: string }>("SELECT name FROM item");
  must(row, "a row").name = "mine";
  expect(sql.all("SELECT name FROM item")).toEqual([{ name: "a" }]);
});

it("asks SQLite once for what is asked again, also after another table was written", () => {
  expect(name()).toBe("a");
  // Asked of SQLite again it would be another number, but for one time in a thousand million.
  const twice = "SELECT abs(random() % 1000000007) AS drawn FROM item";
  const first = sql.get(twice);
  sql.run("INSERT INTO other VALUES (1, 'x')");
  expect(sql.get(twice)).toEqual(first);
  sql.run("INSERT INTO item VALUES (2, 'x')");
  expect(sql.get(twice)).not.toEqual(first);
});

it("holds for the hub's own tables: no trigger of theirs writes and no key cascades", () => {
  sql.exec("COMMIT");
  sql.exec("BEGIN IMMEDIATE");
  migrate(sql, sql, migrations);
  sql.exec("COMMIT");
  const made = sql.all<{ type: string; text: string }>(
    "SELECT type, sql AS text FROM sqlite_schema WHERE sql IS NOT NULL",
  );
  const triggers = made.filter(({ type }) => type === "trigger");
  expect(triggers.length).toBeGreaterThan(0);
  for (const { text } of triggers) {
    expect(text.slice(text.search(/\bBEGIN\b/))).not.toMatch(/\b(insert|update|delete|replace)\s/i);
  }
  const bad = made.filter(
    ({ type, text }) =>
      type === "view" || (/\bon (delete|update)\b/i.test(text) && type === "table"),
  );
  expect(bad).toEqual([]);
});
