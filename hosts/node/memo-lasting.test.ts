/** What was read of the configuration is known past its transaction, and never past a change of it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { accountHome, utilityHome } from "../../core/ids.ts";
import { isRefusal, refuse } from "../../core/refusal.ts";
import { addConfiguration, configurationAt } from "../../core/store/configuration.ts";
import { migrate } from "../../core/store/migrate.ts";
import { migrations } from "../../core/store/migrations/all.ts";
import { Connection } from "./sql.ts";
import { openStore } from "./store.ts";

let directory: string;
const opened: { close(): unknown }[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-lasting-"));
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  rmSync(directory, { recursive: true });
});

function connect(name = "a.db"): Connection {
  const sql = new Connection(join(directory, name));
  opened.push(sql);
  sql.exec("BEGIN IMMEDIATE");
  migrate(sql, sql, migrations);
  sql.exec("COMMIT");
  return sql;
}

function within<Result>(sql: Connection, work: () => Result, end = "COMMIT"): Result {
  sql.exec("BEGIN IMMEDIATE");
  const result = work();
  sql.exec(end);
  return result;
}

function publish(sql: Connection, version: number, body: string, effectiveAtMs = 0): void {
  const row = { kind: "utility", id: "settings", recordedAtMs: 0, recordedBy: "test" } as const;
  addConfiguration(sql, { ...row, version, effectiveAtMs, body: JSON.stringify(body) });
}

function inForce(sql: Connection, atMs = 1): unknown {
  const row = configurationAt(sql, "utility", "settings", atMs);
  return row === undefined ? undefined : JSON.parse(row.body);
}

/** Another number each time that SQLite itself is asked, but for one time in a thousand million. */
const DRAWN =
  "SELECT abs(random() % 1000000007) AS drawn FROM configuration WHERE kind = ?1 LIMIT 1";

function drawn(sql: Connection, text = DRAWN): unknown {
  return sql.get(text, ["utility"]);
}

it("is asked of SQLite once over many transactions and reads", () => {
  const sql = connect();
  within(sql, () => publish(sql, 1, "a"));
  const first = within(sql, () => drawn(sql));
  expect(within(sql, () => drawn(sql))).toEqual(first);
  expect(within(sql, () => drawn(sql), "ROLLBACK")).toEqual(first);
  sql.beginRead();
  expect(drawn(sql)).toEqual(first);
  sql.endRead();
});

it.each([
  "SELECT abs(random() % 1000000007) AS drawn FROM configuration JOIN inbox WHERE kind = ?1 LIMIT 1",
  "SELECT abs(random() % 1000000007) AS drawn FROM configuration, inbox WHERE kind = ?1 LIMIT 1",
  "SELECT abs(random() % 1000000007) AS drawn FROM inbox, configuration WHERE kind = ?1 LIMIT 1",
  "SELECT abs(random() % 1000000007) AS drawn, (SELECT 1 FROM inbox) FROM configuration WHERE kind = ?1 LIMIT 1",
  "SELECT abs(random() % 1000000007) AS drawn FROM configuration WHERE kind = ?1 AND 1 IN (SELECT 1 FROM inbox UNION VALUES (1)) LIMIT 1",
  "SELECT abs(random() % 1000000007) AS drawn FROM configuration WHERE kind = ?1 AND version NOT IN single LIMIT 1",
])("is asked again in the next transaction where it is of other tables too: %s", (text) => {
  const sql = connect();
  within(sql, () => {
    publish(sql, 1, "a");
    sql.run("INSERT INTO inbox (home, key, received_at_ms) VALUES ('h', 'k', 0)");
    sql.run("CREATE TABLE single (version INTEGER)");
  });
  const first = within(sql, () => drawn(sql, text));
  expect(within(sql, () => drawn(sql, text))).not.toEqual(first);
});

it("is read anew once settings were published in between, each at its own instant", () => {
  const sql = connect();
  expect(within(sql, () => inForce(sql))).toBeUndefined();
  within(sql, () => publish(sql, 1, "a"));
  expect(within(sql, () => inForce(sql))).toBe("a");
  within(sql, () => {
    expect(inForce(sql)).toBe("a");
    publish(sql, 2, "b", 1_000);
    expect(inForce(sql, 1_000)).toBe("b");
  });
  expect(within(sql, () => [inForce(sql, 999), inForce(sql, 1_000)])).toEqual(["a", "b"]);
  within(sql, () => publish(sql, 3, "c", 1_000));
  expect(within(sql, () => [inForce(sql, 999), inForce(sql, 1_000)])).toEqual(["a", "c"]);
});

it("does not outlive the transaction or the part that was undone", () => {
  const sql = connect();
  within(sql, () => publish(sql, 1, "a"));
  const tried = within(
    sql,
    () => {
      publish(sql, 2, "undone");
      return inForce(sql);
    },
    "ROLLBACK",
  );
  expect(tried).toBe("undone");
  within(sql, () => {
    expect(inForce(sql)).toBe("a");
    sql.beginPart();
    publish(sql, 2, "undone in part");
    expect(inForce(sql)).toBe("undone in part");
    sql.endPart("undone");
    expect(inForce(sql)).toBe("a");
  });
  // The same version with other content, as the next one who publishes makes it.
  within(sql, () => publish(sql, 2, "b"));
  expect(within(sql, () => inForce(sql))).toBe("b");
});

it("is read anew once another connection has written to the file", () => {
  const [sql, other] = [connect(), connect()];
  within(sql, () => publish(sql, 1, "a"));
  expect(within(sql, () => inForce(sql))).toBe("a");
  within(other, () => publish(other, 2, "b"));
  expect(within(sql, () => inForce(sql))).toBe("b");
  other.run("UPDATE configuration SET body = '\"c\"' WHERE version = 2");
  sql.beginRead();
  expect(inForce(sql)).toBe("c");
  sql.endRead();
});

it("is of one file: two utilities with the same versions are told apart", () => {
  const [one, two] = [connect("one.db"), connect("two.db")];
  within(one, () => publish(one, 1, "one"));
  within(two, () => publish(two, 1, "two"));
  for (let time = 0; time < 2; time += 1) {
    expect(within(one, () => inForce(one))).toBe("one");
    expect(within(two, () => inForce(two))).toBe("two");
  }
});

it("of a happening that was refused leaves nothing to the one after it in its group", async () => {
  const file = { path: join(directory, "group.db"), home: utilityHome("u"), migrations };
  const store = openStore(file);
  if (isRefusal(store)) throw new Error(store.message);
  opened.push(store);
  const home = accountHome("1");
  const read = (sql: Parameters<Parameters<typeof store.read>[1]>[0]): string | undefined =>
    configurationAt(sql, "utility", "settings", 1)?.body;
  const row = { kind: "utility", id: "settings", recordedAtMs: 0, recordedBy: "test" } as const;
  const results = await Promise.all([
    store.transact(home, (sql) => {
      addConfiguration(sql, { ...row, version: 1, effectiveAtMs: 0, body: '"refused"' });
      return refuse("no", read(sql) ?? "nothing was read");
    }),
    store.transact(home, (sql) => read(sql) ?? null),
  ]);
  expect(results).toEqual([refuse("no", '"refused"'), null]);
  expect(await store.read(home, (sql) => read(sql) ?? null)).toBeNull();
});
