/** A value and how much it counts; a weight is above 0. */
export interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/** Half the width over which a quantile is averaged, so that it moves smoothly where the values are few. */
const SMOOTH = 0.04;

/**
 * The value that `share` (0 to 1) of the weight stays at or below, averaged over the shares nearby. It never falls when a
 * value or the share rises: what is built on it is monotone, and a low share never passes a high one. A statistic, so a
 * float; nothing of it is posted. Not for an empty list.
 */
export function quantile(weighted: readonly Weighted[], share: number): number {
  const [result = Number.NaN] = quantiles(weighted, [share]);
  return result;
}

/** Several shares of the same values, in the order asked for. */
export function quantiles(weighted: readonly Weighted[], shares: readonly number[]): number[] {
  const sorted = weighted.length <= FEW ? inserted(weighted) : weighted.toSorted(byValue);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  return shares.map((share) => {
    const low = Math.max(0, share - SMOOTH) * total;
    const high = Math.min(1, share + SMOOTH) * total;
    return meanBetween(sorted, low, high);
  });
}

function byValue(one: Weighted, other: Weighted): number {
  return one.value - other.value;
}

/** Up to so many values are put in order faster one by one than by the engine's sort, which asks a function for every two. */
const FEW = 80;

/** The same order as the engine's: of equal values the earlier stays before the later. */
function inserted(weighted: readonly Weighted[]): Weighted[] {
  const sorted = [...weighted];
  for (const [place, one] of weighted.entries()) {
    let at = place;
    for (; at > 0; at -= 1) {
      const before = sorted[at - 1];
      if (before === undefined || before.value <= one.value) break;
      sorted[at] = before;
    }
    sorted[at] = one;
  }
  return sorted;
}

/** The mean of the values that lie between two points of the summed weight. */
function meanBetween(sorted: readonly Weighted[], low: number, high: number): number {
  const least = sorted[0]?.value ?? Number.NaN;
  let fromWeight = 0;
  // Kept as what lies above the least value, so that equal values give themselves, to the last bit.
  let above = 0;
  for (const { value, weight } of sorted) {
    const within = Math.min(high, fromWeight + weight) - Math.max(low, fromWeight);
    if (within > 0) above += ((value - least) * within) / (high - low);
    fromWeight += weight;
    if (fromWeight >= high) break;
  }
  // Parts that are each rounded up may pass the greatest value by its last bit.
  return Math.min(least + above, sorted.at(-1)?.value ?? Number.NaN);
}
