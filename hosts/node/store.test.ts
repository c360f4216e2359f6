import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Fault } from "../../core/assert.ts";
import type { Sql, Synchronous } from "../../core/ports.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { FileStore, home, insert, outcomes } from "../../test/file-store.ts";

let file: FileStore;
beforeEach(() => {
  file = new FileStore();
});
afterEach(async () => {
  await file.remove();
});

describe("group commit", () => {
  it("gives happenings that wait together one commit", async () => {
    // On a loaded machine ten may take longer than a group may.
    const clock = vi.spyOn(performance, "now").mockImplementation(() => 0);
    const committed = file.commits();
    await Promise.all(Array.from({ length: 10 }, (_, at) => file.put(at)));
    clock.mockRestore();
    expect(committed.count()).toBe(1);
    expect(file.kept()).toHaveLength(10);
  });

  it("closes a group after 64 members", async () => {
    const committed = file.commits();
    await Promise.all(Array.from({ length: 129 }, (_, at) => file.put(at)));
    expect(committed.count()).toBeGreaterThanOrEqual(3);
    expect(file.kept()).toHaveLength(129);
  });

  it("closes a group when its work has taken long, so that one slow happening holds up few", async () => {
    const clock = vi.spyOn(performance, "now");
    let nowMs = 0;
    clock.mockImplementation(() => (nowMs += 9));
    const committed = file.commits();
    await Promise.all([file.put(1), file.put(2), file.put(3), file.put(4)]);
    clock.mockRestore();
    expect(committed.count()).toBe(2);
    expect(file.kept()).toEqual([1, 2, 3, 4]);
  });

  it("answers in the order of asking, each its own result", async () => {
    const order: number[] = [];
    await Promise.all(
      [3, 1, 2].map(async (id) => {
        order.push(await file.put(id));
      }),
    );
    expect(order).toEqual([3, 1, 2]);
  });

  it("answers only what the file already holds", async () => {
    const seen = await Promise.all([1, 2, 3].map((id) => file.put(id).then(() => file.kept())));
    expect(seen).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });
});

describe("in a group, undone alone is", () => {
  const cases: [string, (sql: Sql) => unknown, string][] = [
    ["a refusal", (sql) => (insert(sql, 9), refuse("no_credit", "no")), "refused"],
    [
      "an ordinary throw",
      (sql) => {
        insert(sql, 9);
        throw new Error("ours");
      },
      "threw",
    ],
    ["a broken constraint", (sql) => (insert(sql, 9), insert(sql, 1)), "threw"],
    [
      "a value that libsql would die of",
      (sql) => (insert(sql, 9), insert(sql, Number.NaN)),
      "threw",
    ],
    ["a COMMIT of its own", (sql) => (insert(sql, 9), sql.run("COMMIT")), "threw"],
    ["a promise at run time", (sql) => (insert(sql, 9), Promise.resolve(9)), "threw"],
    ["a promise that fails", (sql) => (insert(sql, 9), Promise.reject(new Error("late"))), "threw"],
  ];

  it.each(cases)("%s", async (_name, work, expected) => {
    const results = await Promise.allSettled([
      file.put(1),
      file.store.transact<Refusal>(home, work as (sql: Sql) => Refusal),
      file.put(2),
    ]);
    const codes = results.map((result) =>
      result.status === "fulfilled" && typeof result.value === "object" ? "refused" : result.status,
    );
    expect(codes).toEqual([
      "fulfilled",
      expected === "refused" ? "refused" : "rejected",
      "fulfilled",
    ]);
    expect(file.kept()).toEqual([1, 2]);
  });

  it("a refusal, which comes back as the value it was", async () => {
    const refusal = await file.store.transact(home, () => refuse("no_credit", "no"));
    expect(refusal).toMatchObject({ kind: "refused", code: "no_credit" });
  });

  it("an async work refused by its type as well", async () => {
    // @ts-expect-error a promise is no result of a happening
    await expect(file.store.transact(home, async () => 1)).rejects.toThrow(Fault);
  });

  it("a thrown value that is undefined", async () => {
    const results = await Promise.allSettled([
      file.put(1),
      file.store.transact(home, (sql): number => {
        insert(sql, 9);
        // oxlint-disable-next-line typescript/only-throw-error -- other people's code may
        throw undefined;
      }),
    ]);
    expect(results[1]).toEqual({ status: "rejected", reason: undefined });
    expect(file.kept()).toEqual([1]);
  });
});

describe("a lent Sql", () => {
  it("is of no use after its transaction", async () => {
    let leaked: Sql | undefined;
    await file.store.transact(home, (sql) => {
      leaked = sql;
      return 1;
    });
    expect(() => leaked?.run("DELETE FROM item")).toThrow(Fault);
    expect(() => leaked?.get("SELECT 1")).toThrow(Fault);
    expect(() => leaked?.all("SELECT 1")).toThrow(Fault);
    expect(() => leaked?.sha256("")).toThrow(Fault);
  });
});

describe("a read", () => {
  const ids = (sql: Sql): number[] =>
    sql.all<{ id: number }>("SELECT id FROM item ORDER BY id").map((row) => row.id);

  it("sees what is committed and nothing of a group at work", async () => {
    const before = file.put(1);
    const during = file.store.read(home, ids);
    expect(await during).toEqual([]);
    await before;
    expect(await file.store.read(home, ids)).toEqual([1]);
  });

  it("inside a work is a fault, for it would see what may yet be undone; so is a happening there", async () => {
    const inner: Promise<unknown>[] = [];
    await file.store.transact(home, (sql) => {
      inner.push(file.store.read(home, ids), file.put(2));
      return insert(sql, 1);
    });
    await file.store.read(home, () => inner.push(file.store.read(home, ids), file.put(3)));
    expect(outcomes(await Promise.allSettled(inner))).toEqual(["threw", "threw", "threw", "threw"]);
    expect(await file.store.read(home, ids)).toEqual([1]);
  });

  it.each<[string, (sql: Sql) => unknown]>([
    ["INSERT", (sql) => insert(sql, 1)],
    ["INSERT ... RETURNING", (sql) => sql.get("INSERT INTO item (id) VALUES (1) RETURNING id")],
    ["DELETE", (sql) => sql.run("DELETE FROM item")],
    ["CREATE", (sql) => sql.run("CREATE TABLE other (x)")],
    ["promise", () => Promise.resolve(1)],
  ])("faults on %s and changes nothing", async (_name, work) => {
    await file.put(7);
    await expect(file.store.read(home, work as (sql: Sql) => Synchronous<number>)).rejects.toThrow(
      Fault,
    );
    expect(file.kept()).toEqual([7]);
    expect(await file.put(8)).toBe(8);
  });
});

describe("a store", () => {
  it("names one slice for all its homes", () => {
    expect(file.store.sliceOf("account:a")).toBe(file.store.sliceOf("line:+15550100"));
    expect(file.store.slices()).toEqual([home]);
  });

  it("finishes what waits before it closes, then takes nothing", async () => {
    const last = file.put(1);
    const closing = file.store.close();
    await expect(file.put(2)).rejects.toThrow(Fault);
    await closing;
    expect(await last).toBe(1);
    await expect(file.store.read(home, () => 1)).rejects.toThrow(Fault);
    expect(file.kept()).toEqual([1]);
  });

  it("turns callers away rather than let ten thousand wait", async () => {
    const waiting = Array.from({ length: 10_000 }, () => file.store.transact(home, () => 1));
    await expect(file.store.transact(home, () => 1)).rejects.toMatchObject({ code: "overloaded" });
    await Promise.all(waiting);
    expect(await file.store.transact(home, () => 2)).toBe(2);
  });
});
