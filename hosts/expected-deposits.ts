import { Fault } from "../core/assert.ts";
import { type Currency, parseDecimal, unitsPerMinor } from "../core/money.ts";
import { isRefusal } from "../core/refusal.ts";
import type { Expected } from "./bank-match.ts";
import type { SettledUtility } from "./settle.ts";

interface SettledMoney {
  readonly report: Pick<SettledUtility["report"], "tenders">;
  /** Processors whose own books are read. */
  readonly clearing: readonly { readonly processor: string }[];
}

/**
 * What a settled day should bring into the bank: one amount a holder, whatever channels brought it, for a processor pays out once.
 * Of a processor whose own books are read it is what it paid out; of any other, what it took in, less what it gave back.
 */
export function expectedDeposits(
  day: string,
  { report, clearing }: SettledMoney,
  currency: Currency,
): Expected[] {
  const read = new Set(clearing.map(({ processor }) => processor));
  const minor = new Map<string, number>();
  for (const { tender, holder, net, moved } of report.tenders) {
    const [netMinor, movedMinor] = [minorOf(net, currency), minorOf(moved, currency)];
    const name = tender === "bank" ? "bank" : holder;
    const paysOut = tender === "card" && read.has(holder);
    // What a payout brought to the bank is expected of its processor.
    const amountMinor = paysOut ? -movedMinor : netMinor - (tender === "bank" ? movedMinor : 0);
    minor.set(name, (minor.get(name) ?? 0) + amountMinor);
  }
  return [...minor].map(([holder, amountMinor]) => ({ day, holder, amountMinor }));
}

/** Of the report's decimal text; money that moves is always of whole minor units. */
function minorOf(text: string, currency: Currency): number {
  const isOut = text.startsWith("-");
  const units = parseDecimal(isOut ? text.slice(1) : text, currency.ledgerDigits);
  if (isRefusal(units)) throw new Fault(`${text} is an amount of the report's own`);
  return (isOut ? -units : units) / unitsPerMinor(currency);
}
