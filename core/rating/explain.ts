import { decimalText, type Exact, exactText, minus, plus, roundHalfAway, ZERO } from "./exact.ts";
import type { Cells } from "./tally.ts";
import type { BillUse, RatingVersion } from "./use.ts";

/** What one tier of one period adds to a charge; quantities in the tariff's unit, all of it exact decimal text. */
export interface ChargeLine {
  readonly version: string;
  readonly period: number;
  /** Counted from 1. */
  readonly tier: number;
  readonly quantity: string;
  readonly price: string;
  readonly product: string;
}

export interface Explanation {
  readonly lines: readonly ChargeLine[];
  /** The sum of the products. */
  readonly exact: string;
  /** What was posted, in the currency. */
  readonly posted: string;
  /** What the rounding to a ledger unit added: posted less exact. */
  readonly remainder: string;
}

/**
 * The energy charge of a bill, or of what a batch changed in it, where `before` is the bill without the batch. The products
 * and the remainder add up to what was posted.
 */
export function explain(
  versions: readonly RatingVersion[],
  before: BillUse | null,
  after: BillUse,
  ledgerDigits: number,
): Explanation {
  let [was, is] = [ZERO, ZERO];
  const lines: ChargeLine[] = [];
  for (const version of versions) {
    const { name } = version;
    const one = before?.cells.get(name);
    const other = after.cells.get(name);
    for (let cell = 0; cell < version.compiled.cellCount; cell += 1) {
      const [from, to] = [pieceOf(version, one, cell), pieceOf(version, other, cell)];
      was = plus(was, from.product);
      is = plus(is, to.product);
      const quantity = minus(to.quantity, from.quantity);
      if (quantity.top === 0n) continue;
      const { tierCount } = version.compiled;
      lines.push({
        version: name,
        period: Math.floor(cell / tierCount),
        tier: (cell % tierCount) + 1,
        quantity: exactText(quantity),
        price: to.price,
        product: exactText(minus(to.product, from.product)),
      });
    }
  }
  const units = roundHalfAway(is, ledgerDigits) - roundHalfAway(was, ledgerDigits);
  const posted = { top: units, bottom: 10n ** BigInt(ledgerDigits) };
  const exact = minus(is, was);
  return {
    lines,
    exact: exactText(exact),
    posted: decimalText(units, ledgerDigits),
    remainder: exactText(minus(posted, exact)),
  };
}

function pieceOf(
  { compiled }: RatingVersion,
  cells: Cells | undefined,
  cell: number,
): { quantity: Exact; product: Exact; price: string } {
  const { factor, partsPerMicro, tierCount, plan } = compiled;
  const parts =
    BigInt(cells?.whole[cell] ?? 0) * BigInt(partsPerMicro) + BigInt(cells?.parts[cell] ?? 0);
  const bottom = factor.bottom * BigInt(partsPerMicro) * 1_000_000n;
  return {
    quantity: { top: parts * factor.top, bottom },
    product: { top: parts * (compiled.priceTops[cell] ?? 0n), bottom: compiled.priceBottom },
    price: plan.periods[Math.floor(cell / tierCount)]?.[cell % tierCount]?.price ?? "0",
  };
}
