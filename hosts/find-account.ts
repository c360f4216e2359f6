import type { CounterAccount } from "../channels/counter/routes.ts";
import { must } from "../core/assert.ts";
import { accountBill } from "../core/hub/account-bill.ts";
import { accountFacts } from "../core/hub/account-facts.ts";
import { accruedAt } from "../core/hub/accrued.ts";
import { runOutOf } from "../core/hub/forecast.ts";
import { balancesAt } from "../core/hub/post.ts";
import { stepOf } from "../core/hub/power-back.ts";
import { accountRules } from "../core/hub/rules.ts";
import { silentSinceMs } from "../core/hub/silent-meters.ts";
import { accountHome } from "../core/ids.ts";
import { currencyOf } from "../core/money.ts";
import type { Now } from "../core/instant.ts";
import type { Home, Hub, Sql } from "../core/ports.ts";
import type { RunOut } from "../core/rating/forecast/run-out.ts";
import { type Refusal, refuse } from "../core/refusal.ts";
import { accountAt } from "../core/store/accounts.ts";
import { closingOf } from "../core/store/closings.ts";
import { newestPowerBack } from "../core/store/power-back.ts";

/** An account as a clerk and the API are told of it; refuses where there is none. */
export async function findAccount(hub: Hub, accountId: string): Promise<CounterAccount | Refusal> {
  const home = accountHome(accountId);
  return hub.store.read(home, (sql): CounterAccount | Refusal => {
    const account = accountAt(sql, home);
    const facts = accountFacts(sql, hub.clock.now(), accountId, []);
    if (account === undefined || facts === null) {
      return refuse("no_such_account", `there is no account ${accountId}`);
    }
    const currency = must(currencyOf(account.currency), "a scale");
    const bill = facts.mode === "postpay" ? accountBill(sql, home) : null;
    const accruedUnits = accruedAt(sql, hub.clock.now(), home, currency);
    const newest = newestPowerBack(sql, home);
    const powerBack = newest === undefined ? null : stepOf(newest);
    const balances = balancesAt(sql, home);
    const runOut = facts.mode === "prepaid" ? runOutAt(sql, hub.clock.now(), home) : null;
    return {
      ...facts,
      bill,
      currency,
      accruedUnits,
      powerBack,
      silentSinceMs: silentSinceMs(sql, hub.clock.now(), home),
      runOut,
      debtUnits: balances.arrearsUnits,
      returnedUnits: balances.returnedPaymentsUnits,
      depositUnits: balances.depositUnits,
      emergencyUsedUnits: balances.emergencyUsedUnits,
      closing: closingOf(sql, home) ?? null,
    };
  });
}

function runOutAt(sql: Sql, now: Now, home: Home): RunOut | null {
  const inForce = accountRules(sql, home, now.serviceMs);
  const { balanceUnits } = balancesAt(sql, home);
  return runOutOf(sql, now, home, { inForce, balanceUnits });
}
