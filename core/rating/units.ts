import { type Exact, parseExact, ratio, times } from "./exact.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { must } from "../assert.ts";

/** Volumes in litres, by definition: a US gallon is 231 cubic inches, a foot 0.3048 m. */
const litres: Readonly<Record<string, string>> = {
  L: "1",
  m3: "1000",
  kL: "1000",
  gal: "3.785411784",
  kgal: "3785.411784",
  ft3: "28.316846592",
  ccf: "2831.6846592",
  mcf: "28316.846592",
};

/** Energies in joules: a therm is the US one, 100,000 BTU at 59 degrees. */
const joules: Readonly<Record<string, string>> = {
  Wh: "3600",
  kWh: "3600000",
  MWh: "3600000000",
  MJ: "1000000",
  GJ: "1000000000",
  therm: "105480400",
};

export const ONE: Exact = { top: 1n, bottom: 1n };

function isUnit(unit: string): boolean {
  return Object.hasOwn(litres, unit) || Object.hasOwn(joules, unit);
}

/**
 * How many of the tariff's units one unit of the reads is, exactly. Between a volume and an energy only the utility's own
 * factor says it (heat content), so that is refused without one.
 */
export function conversion(
  readUnit: string,
  tariffUnit: string,
  factor: Exact | null,
): Exact | Refusal<"unknown_unit" | "no_conversion"> {
  if (factor !== null) return factor;
  if (readUnit === tariffUnit) return ONE;
  if (!isUnit(readUnit)) {
    return refuse(
      "unknown_unit",
      `"${readUnit}" is no unit we know, and the tariff is in ${tariffUnit}`,
    );
  }
  for (const table of [litres, joules]) {
    if (!Object.hasOwn(table, readUnit) || !Object.hasOwn(table, tariffUnit)) continue;
    const from = exact(table[readUnit]);
    const to = exact(table[tariffUnit]);
    return times(from, ratio(to.bottom, to.top));
  }
  return refuse(
    "no_conversion",
    `reads in ${readUnit} need a factor to be billed in ${tariffUnit}: how many ${tariffUnit} one ${readUnit} is`,
  );
}

function exact(text: string | undefined): Exact {
  const value = parseExact(must(text, "a unit of the table"));
  return must(isRefusal(value) ? null : value, "a decimal of the table");
}
