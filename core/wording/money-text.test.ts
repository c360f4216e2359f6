import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { currencyCodes, currencyOf, minorToDecimal } from "../money.ts";
import { languages } from "./language.ts";
import { localeOf, moneyText, typedAmount } from "./money-text.ts";

const symbolled = new Set(["USD", "CAD", "AUD", "EUR", "GBP", "ZAR", "JPY", "KWD"]);

const ways = languages.flatMap((language) => currencyCodes.map((code) => ({ language, code })));

describe.each(ways)("$code in $language", ({ language, code }) => {
  const currency = must(currencyOf(code), code);
  const digits = {
    minimumFractionDigits: currency.minorDigits,
    maximumFractionDigits: currency.minorDigits,
  };
  const money = new Intl.NumberFormat(localeOf(language, code), {
    ...digits,
    style: "currency",
    currency: code,
    currencyDisplay: symbolled.has(code) ? "narrowSymbol" : "code",
  });
  const typed = new Intl.NumberFormat(localeOf(language, code), { ...digits, useGrouping: false });
  const by = (how: Intl.NumberFormat, minor: number) =>
    how
      .format(minorToDecimal(minor, currency) as Intl.StringNumericLiteral)
      .replace(/[\u00a0\u202f]/g, " ");

  it("is what the runtime writes, at every size and sign", () => {
    const thousand = 1_000 * 10 ** currency.minorDigits;
    const edges = [0, 1, 9, 10, 99, 100, 101, thousand - 1, thousand, thousand + 1, 10 * thousand];
    const check = (minor: number) => {
      expect([moneyText(minor, code, language), typedAmount(minor, code, language)]).toEqual([
        by(money, minor),
        by(typed, minor),
      ]);
    };
    for (const minor of edges.flatMap((one) => [one, -one])) check(minor);
    fc.assert(fc.property(fc.integer({ min: -2 * thousand, max: 2 * thousand }), check));
    fc.assert(fc.property(fc.maxSafeInteger(), check), { numRuns: 20 });
  });
});
