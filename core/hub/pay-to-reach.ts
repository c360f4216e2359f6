import type { AccountBalances } from "../ledger/balances.ts";
import { smallestToReach } from "../payment/smallest.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { splitAt } from "./allocation.ts";
import { levelAt } from "./emergency-standing.ts";
import type { SettingsInForce } from "./settings.ts";

/** The smallest payment, in whole minor units, that may be paid and after which the account stands at a level or above; null when it does. */
export function payToReach(
  sql: Sql,
  now: Now,
  home: Home,
  to: { inForce: SettingsInForce; balances: AccountBalances; targetUnits: number },
): number | null {
  const { inForce, balances, targetUnits } = to;
  const { payment } = inForce.settings;
  const { dues, policy } = splitAt(sql, now, home, { balances, inForce });
  const { levelUnits, measure } = levelAt(sql, home, balances);
  const minor = smallestToReach(dues, policy, {
    // A payment that only repays emergency credit mostly turns nothing on: levels are compared without what was used of it.
    balanceUnits: levelUnits,
    targetUnits,
    currency: inForce.currency,
    measure,
  });
  // Nobody is told to pay less than may be paid.
  return minor === null ? null : Math.max(minor, payment.minMinor);
}
