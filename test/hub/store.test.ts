/** What every engine and placement must do alike; the hub's own tests stand beside this one. */
import { expect, it } from "vitest";
import { Fault } from "../../core/assert.ts";
import { accountHome, lineHome, utilityHome } from "../../core/ids.ts";
import type { Sql, SqlValue, Synchronous } from "../../core/ports.ts";
import { isRefusal, refuse } from "../../core/refusal.ts";
import { onEachPlacement, type OpenedStore } from "../placements.ts";

const home = accountHome("a1");
const other = lineHome("+15550100");

function put(sql: Sql, key: string, body: string | null = null): number {
  return sql.run("INSERT INTO item (key, body, at_ms) VALUES (?, ?, ?)", [key, body, 1.7e12]);
}

function keys(sql: Sql): string[] {
  return sql.all<{ key: string }>("SELECT key FROM item ORDER BY key").map((row) => row.key);
}

/** A table of the tests' own, so that they stand whatever the schema becomes. */
async function withItems(opened: OpenedStore): Promise<OpenedStore> {
  await opened.store.transact(home, (sql) =>
    sql.run(
      "CREATE TABLE item (key TEXT PRIMARY KEY, body TEXT, packed BLOB, at_ms INTEGER NOT NULL) STRICT",
    ),
  );
  return opened;
}

onEachPlacement("a store", (open) => {
  it("keeps what a happening wrote, over a restart", async () => {
    const opened = await withItems(await open());
    expect(await opened.store.transact(home, (sql) => put(sql, "k1"))).toBe(1);
    await opened.restart();
    expect(await opened.store.read(home, keys)).toEqual(["k1"]);
    expect(await opened.store.transact(home, (sql) => put(sql, "k2"))).toBe(1);
    expect(await opened.store.read(home, keys)).toEqual(["k1", "k2"]);
  });

  it("undoes a refusal and gives it back as a value", async () => {
    const { store } = await withItems(await open());
    const [first, refused, last] = await Promise.all([
      store.transact(home, (sql) => put(sql, "k1")),
      store.transact(home, (sql) => {
        put(sql, "k2");
        return refuse("no_credit", "not enough");
      }),
      store.transact(home, (sql) => put(sql, "k3")),
    ]);
    expect([first, last]).toEqual([1, 1]);
    expect(isRefusal(refused)).toBe(true);
    expect(refused).toMatchObject({ code: "no_credit", message: "not enough" });
    expect(await store.read(home, keys)).toEqual(["k1", "k3"]);
  });

  it.each<[string, (sql: Sql) => unknown, RegExp]>([
    ["a throw", (sql) => fail(put(sql, "k2")), /ours/],
    ["a broken constraint", (sql) => put(sql, "k2") + put(sql, "k1"), /UNIQUE/],
    ["a promise", (sql) => Promise.resolve(put(sql, "k2")), /synchronous/],
    ["a NaN", (sql) => put(sql, "k2") + bind(sql, Number.NaN), /finite/],
    ["a boolean", (sql) => put(sql, "k2") + bind(sql, true as unknown as SqlValue), /boolean/],
    [
      "too few values",
      (sql) => put(sql, "k2") + sql.run("DELETE FROM item WHERE key = ?"),
      /0 values/,
    ],
    ["a COMMIT", (sql) => put(sql, "k2") + sql.run("COMMIT"), /not a happening's/],
  ])("undoes %s and rejects that happening alone", async (_name, work, message) => {
    const { store } = await withItems(await open());
    await store.transact(home, (sql) => put(sql, "k1"));
    const results = await Promise.allSettled([
      store.transact(home, work as (sql: Sql) => Synchronous<number>),
      store.transact(home, (sql) => put(sql, "k3")),
    ]);
    expect(results).toMatchObject([{ status: "rejected" }, { status: "fulfilled", value: 1 }]);
    expect(String(results[0].status === "rejected" && results[0].reason)).toMatch(message);
    expect(await store.read(home, keys)).toEqual(["k1", "k3"]);
  });

  it.each<[string, (sql: Sql) => unknown]>([
    ["an INSERT", (sql) => put(sql, "k2")],
    [
      "an INSERT that gives rows",
      (sql) => sql.all("INSERT INTO item (key, at_ms) VALUES ('k', 1) RETURNING key"),
    ],
    [
      "an INSERT behind WITH",
      (sql) =>
        sql.get(
          "WITH a AS (SELECT 1) INSERT INTO item (key, at_ms) SELECT 'k', 1 FROM a RETURNING key",
        ),
    ],
    ["a DELETE", (sql) => sql.run("DELETE FROM item")],
    ["a new table", (sql) => sql.run("CREATE TABLE other (x)")],
  ])("lets a read not write: %s", async (_name, work) => {
    const { store } = await withItems(await open());
    await store.transact(home, (sql) => put(sql, "k1"));
    await expect(store.read(home, work as (sql: Sql) => Synchronous<number>)).rejects.toThrow(
      Fault,
    );
    expect(await store.read(home, keys)).toEqual(["k1"]);
  });

  it("gives back every value as it was put in", async () => {
    const { store } = await withItems(await open());
    const packed = new Uint8Array([9, 0, 1, 255, 9]).subarray(1, 4);
    const body = "¿Cuánto? 🔌 'quoted' ? ;";
    const rows = await store.transact(home, (sql) => {
      sql.run("INSERT INTO item VALUES (?, ?, ?, ?)", [
        "k1",
        body,
        packed,
        Number.MAX_SAFE_INTEGER,
      ]);
      return [
        sql.get("SELECT * FROM item WHERE key = ?", ["k1"]),
        ...sql.all("SELECT packed, at_ms FROM item WHERE at_ms = ?", [Number.MAX_SAFE_INTEGER]),
        sql.get("SELECT 1 AS one WHERE 0"),
        sql.get(
          "SELECT NULL AS none, 0.5 AS half, -3 AS minus, CAST(? AS INTEGER) / 2 AS whole",
          [7],
        ),
      ];
    });
    const blob = new Uint8Array([0, 1, 255]);
    expect(rows).toStrictEqual([
      { key: "k1", body, packed: blob, at_ms: Number.MAX_SAFE_INTEGER },
      { packed: blob, at_ms: Number.MAX_SAFE_INTEGER },
      undefined,
      { none: null, half: 0.5, minus: -3, whole: 3 },
    ]);
  });

  it("counts changed rows, and takes long lists as one JSON text", async () => {
    const { store } = await withItems(await open());
    const list = JSON.stringify(Array.from({ length: 1000 }, (_, at) => `k${String(at)}`));
    const counts = await store.transact(home, (sql) => [
      sql.run("INSERT INTO item (key, at_ms) SELECT value, ? FROM json_each(?)", [1, list]),
      sql.run("UPDATE item SET at_ms = ? WHERE key < ?", [2, "k2"]),
      sql.run("DELETE FROM item WHERE key = 'nobody'"),
    ]);
    expect(counts).toEqual([1000, 112, 0]);
  });

  it("hashes alike", async () => {
    const { store } = await withItems(await open());
    expect(await store.read(home, (sql) => sql.sha256("¿🔌?"))).toBe(
      "3e9ca1b871085604b4441dcfead0668f29765a1acd7161cb3a923c385c4b743b",
    );
  });

  it("names its slices, and shares none between utilities", async () => {
    const north = await withItems(await open("north"));
    const { store } = north;
    const south = await withItems(await open("south"));
    await store.transact(home, (sql) => put(sql, "k1"));
    await store.transact(other, () => 1);
    expect(await south.store.read(home, keys)).toEqual([]);
    const homes = [utilityHome("north"), home, other];
    const slices = new Set(homes.map((one) => store.sliceOf(one)));
    expect(
      store
        .slices()
        .map((one) => store.sliceOf(one))
        .toSorted(),
    ).toEqual([...slices].toSorted());
    await north.restart();
    expect(store.slices()).toHaveLength(slices.size);
  });
});

function fail(_written: number): never {
  throw new Error("ours");
}

function bind(sql: Sql, value: SqlValue): number {
  return sql.run("UPDATE item SET body = ?", [value]);
}
