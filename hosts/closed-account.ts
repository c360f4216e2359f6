import { accountHome } from "../core/ids.ts";
import type { Hub } from "../core/ports.ts";
import { type Refusal, refuse } from "../core/refusal.ts";
import { accountAt } from "../core/store/accounts.ts";

/**
 * The refusal of an account that is closed; null of any other, unknown ones among them. For what is made at the utility's home
 * of an account: who holds it would only hear so when they use it.
 */
export async function refusedAsClosed(
  hub: Hub,
  accountId: string,
): Promise<Refusal<"account_closed"> | null> {
  const home = accountHome(accountId);
  const account = await hub.store.read(home, (sql) => accountAt(sql, home));
  return (account?.closedAtMs ?? null) === null
    ? null
    : refuse("account_closed", "the account is closed");
}
