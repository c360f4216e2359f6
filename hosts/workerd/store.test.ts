import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { Fault } from "../../core/assert.ts";
import { keyOf, utilityHome } from "../../core/ids.ts";
import type { Sql } from "../../core/ports.ts";
import type { HubObject } from "./hub-object.ts";
import { ObjectStore } from "./store.ts";

const home = utilityHome("u");

function object(): DurableObjectStub<HubObject> {
  return env.HUB.getByName(keyOf(crypto.randomUUID(), home));
}

describe("a Durable Object's store", () => {
  it("takes its home from its name", async () => {
    expect(await runInDurableObject(object(), ({ store }) => store.slices())).toEqual([home]);
  });

  it("is refused when a newer program has written it", async () => {
    await runInDurableObject(object(), ({ store }, state) => {
      expect(store.slices()).toEqual([home]);
      state.storage.sql.exec(
        "INSERT INTO schema_version SELECT max(number) + 1 FROM schema_version",
      );
      const migrations = [{ number: 1, text: "" }];
      expect(() => new ObjectStore(state.storage, home, migrations)).toThrow(/newer program/);
    });
  });

  it("is left as it was by a migration that fails half-way", async () => {
    await runInDurableObject(object(), async ({ store }, state) => {
      const tables = (sql: Sql): number =>
        sql.all("SELECT name FROM sqlite_master WHERE type = 'table'").length;
      const before = await store.read(home, tables);
      const version = state.storage.sql.exec("SELECT number FROM schema_version").toArray().length;
      const list = Array.from({ length: version + 1 }, (_, at) => ({
        number: at + 1,
        text: "CREATE TABLE half (x); UPDATE absent SET x = 1;",
      }));
      expect(() => new ObjectStore(state.storage, home, list)).toThrow(/absent/);
      expect(await store.read(home, tables)).toBe(before);
    });
  });

  it("is not entered again from inside a work", async () => {
    await runInDurableObject(object(), async ({ store }) => {
      const inner: Promise<number>[] = [];
      await store.transact(home, () => inner.push(store.transact(home, () => 1)));
      await store.read(home, () => inner.push(store.read(home, () => 1)));
      for (const one of inner) await expect(one).rejects.toThrow(Fault);
      expect(inner).toHaveLength(2);
    });
  });

  it("binds numbers as REAL: what a bare expression makes of them is not the same as on Node", async () => {
    await runInDurableObject(object(), async ({ store }) => {
      const row = await store.read(home, (sql) =>
        sql.get("SELECT typeof(?1) AS bare, typeof(CAST(?1 AS INTEGER)) AS cast", [3]),
      );
      expect(row).toEqual({ bare: "real", cast: "integer" });
    });
  });
});
