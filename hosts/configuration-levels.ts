/** What the file says of the balances at which supply goes off and on, and at which the customer is told. */
import type { Currency } from "../core/money.ts";
import { amountOf, type Note } from "./configuration-amount.ts";
import type { UtilityAsWritten } from "./configuration-file.ts";
import type { UtilityConfiguration } from "./configuration.ts";

export function levelsOf(
  written: UtilityAsWritten["levels"],
  currency: Currency,
  note: Note,
): UtilityConfiguration["levels"] {
  const { ledgerDigits } = currency;
  const disconnectUnits = amountOf(written.disconnect, ledgerDigits, "levels.disconnect", note);
  const reconnectUnits = amountOf(written.reconnect, ledgerDigits, "levels.reconnect", note);
  const lowUnits = amountOf(written.low, ledgerDigits, "levels.low", note);
  if (reconnectUnits < disconnectUnits) {
    note("levels.reconnect", "below_disconnect", "must not be below levels.disconnect");
  }
  if (lowUnits < disconnectUnits) {
    note("levels.low", "below_disconnect", "must not be below levels.disconnect");
  }
  return { disconnectUnits, reconnectUnits, lowUnits };
}
