import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { modeAt } from "../store/accounts.ts";
import { alertLevel } from "../store/alert-levels.ts";
import { balancesAt } from "./post.ts";
import { accountRules } from "./rules.ts";

/** Whether a prepaid balance is below the customer's own level, or the utility's where that is higher. */
export function isLow(sql: Sql, now: Now, home: Home): boolean {
  if (modeAt(sql, home, now.serviceMs) === "postpay") return false;
  const { settings } = accountRules(sql, home, now.serviceMs);
  const levelUnits = Math.max(settings.notice.lowUnits, alertLevel(sql, home) ?? -Infinity);
  return balancesAt(sql, home).balanceUnits < levelUnits;
}
