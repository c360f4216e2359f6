import type { Now } from "../instant.ts";
import type { Hub } from "../ports.ts";
import { accountHomesAfter } from "../store/accounts.ts";
import { setTimer, takeTimer, type Timer } from "../store/timers.ts";
import type { Sweep } from "./owe-sweep.ts";
import { reviewAccount } from "./review-account.ts";
import { accountRules } from "./rules.ts";

/** Accounts looked at before a sweep gives way to what else is due; the rest follow in the next tick. */
const ACCOUNTS_A_BATCH = 200;

/**
 * Reviews the next batch of this store's accounts that a sweep concerns, each in a transaction of its own, and leaves the
 * rest to the next tick. An account that is reviewed twice, after a crash between the two, is decided the same twice.
 */
export async function sweepAccounts(hub: Hub, now: Now, timer: Timer): Promise<void> {
  const sweep = JSON.parse(timer.payload) as Sweep;
  const homes = await hub.store.read(timer.home, (sql) =>
    accountHomesAfter(sql, sweep.after, ACCOUNTS_A_BATCH),
  );
  for (const { home } of homes) {
    await hub.store.transact(home, (sql) => {
      const isThere =
        sweep.area === null || accountRules(sql, home, now.serviceMs).area === sweep.area;
      if (isThere) reviewAccount(sql, now, home, timer.key);
    });
  }
  const last = homes.length < ACCOUNTS_A_BATCH ? undefined : homes.at(-1);
  await hub.store.transact(timer.home, (sql) => {
    if (!takeTimer(sql, timer) || last === undefined) return;
    const next: Sweep = { ...sweep, after: last.home };
    setTimer(sql, { ...timer, payload: JSON.stringify(next) });
  });
}
