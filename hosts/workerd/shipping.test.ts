import { describe, expect, it } from "vitest";
import type { Hub } from "../../core/ports.ts";
import type { Reports } from "../ship-journal.ts";
import { Shipping } from "./shipping.ts";

/** A store whose journal has `rows` rows, and a reporting database that `isUp` or throws. */
function stage() {
  const at = { nowMs: 10_000, rows: 0, isUp: true, opened: 0, written: 0 };
  const reports: Reports = {
    write: async (statements) => {
      if (!at.isUp) throw new Error("away");
      at.written += statements.length;
    },
    read: async () => [],
  };
  const sql = {
    get: () => ({ position: at.rows }),
    all: () => [],
  };
  const hub = {
    utilityId: "u",
    store: {
      slices: () => ["utility:u"],
      sliceOf: (home: string) => home,
      read: async (_: string, work: (sql: unknown) => unknown) => {
        if (!at.isUp) throw new Error("away");
        return work(sql);
      },
    },
  } as unknown as Hub;
  const shipping = new Shipping(
    async () => {
      at.opened += 1;
      return reports;
    },
    () => at.nowMs,
  );
  return { at, hub, shipping };
}

describe("shipping", () => {
  it("has nothing to do before the first row, and nothing after the last", async () => {
    const { at, hub, shipping } = stage();
    expect(shipping.nextDueMs(0)).toBeNull();
    await shipping.ship(hub);
    expect(at.opened).toBe(0);
    at.rows = 3;
    expect(shipping.nextDueMs(3)).toBe(0);
    await shipping.ship(hub);
    expect([at.opened, shipping.nextDueMs(3)]).toEqual([1, null]);
  });

  it("lets rows that come close together leave together", async () => {
    const { at, hub, shipping } = stage();
    at.rows = 1;
    await shipping.ship(hub);
    at.rows = 2;
    expect(shipping.nextDueMs(2)).toBe(12_000);
    await shipping.ship(hub);
    expect(shipping.nextDueMs(2)).toBe(12_000);
    at.nowMs = 12_000;
    await shipping.ship(hub);
    expect(shipping.nextDueMs(2)).toBeNull();
  });

  it("tries again later and later, with a new connection", async () => {
    const { at, hub, shipping } = stage();
    at.rows = 1;
    await shipping.ship(hub);
    at.rows = 2;
    at.nowMs = 20_000;
    const failing = new Shipping(
      async () => {
        at.opened += 1;
        throw new Error("away");
      },
      () => at.nowMs,
    );
    const waits: number[] = [];
    for (let times = 0; times < 3; times += 1) {
      await expect(failing.ship(hub)).rejects.toThrow("away");
      const dueMs = failing.nextDueMs(2) ?? 0;
      waits.push(dueMs - at.nowMs);
      at.nowMs = dueMs;
    }
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
    expect(waits[2]).toBeGreaterThan(waits[1] ?? 0);
    expect(at.opened).toBe(4);
  });
});
