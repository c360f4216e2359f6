import { type HeldQuote, type HoldQuote, holdQuote } from "../core/hub/hold-quote.ts";
import { mustSettings } from "../core/hub/settings.ts";
import { accountHome, utilityHome } from "../core/ids.ts";
import type { Currency } from "../core/money.ts";
import type { Hub } from "../core/ports.ts";
import type { Refusal } from "../core/refusal.ts";

/** Holds a quote at its account. */
export function quoteHere(
  hub: Hub,
  accountId: string,
  input: HoldQuote,
): Promise<HeldQuote | Refusal> {
  const home = accountHome(accountId);
  return hub.store.transact<HeldQuote | Refusal>(home, (sql) =>
    holdQuote(sql, hub.clock.now(), home, input),
  );
}

/** The currency that all of a utility's amounts are in. */
export function currencyOfUtility(hub: Hub): Promise<Currency> {
  return hub.store.read(
    utilityHome(hub.utilityId),
    (sql) => mustSettings(sql, hub.clock.now().serviceMs).currency,
  );
}
