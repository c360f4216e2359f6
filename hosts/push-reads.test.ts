import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Home, Hub, Sql, Store, Synchronous } from "../core/ports.ts";
import { isRefusal } from "../core/refusal.ts";
import { migrations } from "../core/store/migrations/all.ts";
import { openStore, type NodeStore } from "./node/store.ts";
import { pushReads } from "./push-reads.ts";
import { secretHash } from "./secret-hash.ts";

/** As many as may stand in one push. */
const METERS = 10_000;
const home: Home = "utility:u";

let directory: string;
let store: NodeStore;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-push-"));
  const opened = openStore({ path: join(directory, "u.db"), home, migrations });
  if (isRefusal(opened)) throw new Error(opened.message);
  store = opened;
});

afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

/** The store, and how many happenings have waited for it at once. */
function watched(): { store: Store; most: () => number } {
  let waiting = 0;
  let most = 0;
  const watching: Store = {
    sliceOf: (at) => store.sliceOf(at),
    slices: () => store.slices(),
    read: (at, work) => store.read(at, work),
    async transact<Result>(at: Home, work: (sql: Sql) => Synchronous<Result>): Promise<Result> {
      waiting += 1;
      most = Math.max(most, waiting);
      try {
        return await store.transact<Result>(at, work);
      } finally {
        waiting -= 1;
      }
    },
  };
  return { store: watching, most: () => most };
}

describe("a push of reads of as many accounts as it may hold", () => {
  it("answers for every read and leaves room in the store's queue", async () => {
    const meters = Array.from({ length: METERS }, (_, at) => `E-${String(at)}`);
    await store.transact(home, (sql) =>
      sql.run(
        `INSERT INTO directory (home, kind, key, from_ms, account_id)
         SELECT ?1, 'meter', value, 0, value FROM json_each(?2)`,
        [home, JSON.stringify(meters)],
      ),
    );
    const { store: watching, most } = watched();
    const now = { wallMs: 7_200_000, serviceMs: 7_200_000 };
    const hub: Hub = {
      utilityId: "u",
      store: watching,
      clock: { now: () => now },
      secrets: secretHash("pepper"),
      makeId: () => "id",
      wake: () => undefined,
    };
    const read = { startMs: 0, durationMs: 3_600_000, quantityMicro: 1, revision: 0 };
    const results = await pushReads(
      hub,
      meters.map((meterId) => ({ ...read, meterId, estimated: false })),
      { cause: { actor: "test", channel: null, cause: "test" }, mode: "write" },
    );
    // Their accounts are in the directory and were never opened.
    expect(new Set(results.map(({ code }) => code))).toEqual(new Set(["no_such_account"]));
    expect(results).toHaveLength(METERS);
    expect(most()).toBeLessThanOrEqual(64);
  });
});
