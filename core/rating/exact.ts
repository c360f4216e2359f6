import { type Refusal, refuse } from "../refusal.ts";

/** An exact number: `top` over `bottom`, which is above 0. Not kept in lowest terms, because most are summed and read once. */
export interface Exact {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const ZERO: Exact = { top: 0n, bottom: 1n };

/** More digits before the point than any price, bound or factor has, and more after it than any sum of floats prints. */
const WHOLE_DIGITS_MAX = 15;
export const FRACTION_DIGITS_MAX = 20;

export type ExactRefusal = "not_a_decimal" | "too_many_decimals" | "too_large";

/** An exact number from decimal text such as "20", "-3.5" or "5e-05"; trailing zeros count for nothing. */
export function parseExact(text: string): Exact | Refusal<ExactRefusal> {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  if (match === null) return refuse("not_a_decimal", `"${text.slice(0, 40)}" is not a decimal`);
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const significant = `${whole}${fraction}`.replace(/^0+/, "");
  const digits = significant.replace(/0+$/, "");
  if (digits === "") return ZERO;
  // The number is `digits` times ten to this power.
  const power = Number(exponent) - fraction.length + (significant.length - digits.length);
  if (digits.length + power > WHOLE_DIGITS_MAX) {
    return refuse("too_large", `"${text.slice(0, 40)}" is too large`);
  }
  if (power < -FRACTION_DIGITS_MAX) {
    const most = String(FRACTION_DIGITS_MAX);
    return refuse("too_many_decimals", `"${text.slice(0, 40)}" has more than ${most} decimals`);
  }
  const value = BigInt(sign + digits);
  return power < 0
    ? { top: value, bottom: 10n ** BigInt(-power) }
    : { top: value * 10n ** BigInt(power), bottom: 1n };
}

/** How many decimals a decimal needs: its denominator is a power of ten. */
export function decimalsOf({ bottom }: Exact): number {
  return bottom.toString().length - 1;
}

export function plus(one: Exact, other: Exact): Exact {
  if (one.bottom === other.bottom) return { top: one.top + other.top, bottom: one.bottom };
  return {
    top: one.top * other.bottom + other.top * one.bottom,
    bottom: one.bottom * other.bottom,
  };
}

export function minus(one: Exact, other: Exact): Exact {
  return plus(one, { top: -other.top, bottom: other.bottom });
}

export function times(one: Exact, other: Exact): Exact {
  return lowest({ top: one.top * other.top, bottom: one.bottom * other.bottom });
}

export function ratio(top: bigint, bottom: bigint): Exact {
  return lowest({ top, bottom });
}

export function isBelow(one: Exact, other: Exact): boolean {
  return one.top * other.bottom < other.top * one.bottom;
}

export function lowest({ top, bottom }: Exact): Exact {
  let [divisor, rest] = [top < 0n ? -top : top, bottom];
  while (rest > 0n) [divisor, rest] = [rest, divisor % rest];
  return divisor <= 1n ? { top, bottom } : { top: top / divisor, bottom: bottom / divisor };
}

/** The whole number of 10^-decimals nearest to the value, a half away from zero. */
export function roundHalfAway({ top, bottom }: Exact, decimals: number): bigint {
  const scaled = top * 10n ** BigInt(decimals);
  const size = scaled < 0n ? -scaled : scaled;
  const rounded = (2n * size + bottom) / (2n * bottom);
  return scaled < 0n ? -rounded : rounded;
}

/** Decimals that a number without an end is printed to; far below any amount that is compared. */
const ENDLESS_DECIMALS = 15;

/** The plain decimal of the value without trailing zeros; one without an end is rounded to fifteen decimals. */
export function exactText(value: Exact): string {
  const { top, bottom } = lowest(value);
  let rest = bottom;
  let decimals = 0;
  while (rest % 10n === 0n) {
    rest /= 10n;
    decimals += 1;
  }
  for (const prime of [2n, 5n]) {
    while (rest % prime === 0n) {
      rest /= prime;
      decimals += 1;
    }
  }
  const kept = rest === 1n ? decimals : ENDLESS_DECIMALS;
  const text = decimalText(roundHalfAway({ top, bottom }, kept), kept);
  return kept === 0 ? text : text.replace(/\.?0+$/, "");
}

/** "-0.05" from -5 at two decimals. */
export function decimalText(value: bigint, decimals: number): string {
  const sign = value < 0n ? "-" : "";
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, "0");
  return decimals === 0
    ? sign + digits
    : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
