/** Clears out a store by a policy, step by step, as its timer does once a local day. */
import { beginExpiry, expireLines, type RetentionPolicy } from "../../core/hub/expire-lines.ts";
import type { Home } from "../../core/ports.ts";
import { timerOf } from "../../core/store/timers.ts";
import type { Town } from "../town.ts";

/** How many steps it took. */
export async function clearOut(town: Town, home: Home, policy: RetentionPolicy): Promise<number> {
  const { store, clock } = town.hub;
  const now = clock.now();
  await store.transact(home, (sql) => {
    beginExpiry(sql, now, home, policy);
  });
  for (let steps = 0; ; steps += 1) {
    const isMore = await store.transact(home, (sql) => {
      const timer = timerOf(sql, home, "expire");
      if (timer === undefined) return false;
      expireLines(sql, now, timer);
      return true;
    });
    if (!isMore) return steps;
  }
}
