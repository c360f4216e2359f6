import { describe, expect, it } from "vitest";
import { isRefusal } from "../refusal.ts";
import { exactText, lowest, ratio } from "./exact.ts";
import { conversion, ONE } from "./units.ts";

describe("conversion", () => {
  it.each([
    ["kWh", "kWh", "1"],
    ["furlong", "furlong", "1"],
    ["m3", "L", "1000"],
    ["kL", "m3", "1"],
    ["kgal", "gal", "1000"],
    ["ccf", "ft3", "100"],
    ["mcf", "ccf", "10"],
    ["gal", "L", "3.785411784"],
    ["Wh", "kWh", "0.001"],
    ["MWh", "kWh", "1000"],
    ["GJ", "MJ", "1000"],
    ["therm", "MJ", "105.4804"],
  ])("of %s to %s is %s", (from, to, text) => {
    const factor = conversion(from, to, null);
    expect(isRefusal(factor) ? factor.code : exactText(factor)).toBe(text);
  });

  it("is exact where no decimal is, and takes a factor given before all else", () => {
    const factor = conversion("m3", "ccf", null);
    expect(isRefusal(factor) ? factor : lowest(factor)).toEqual(
      ratio(10_000_000_000n, 28_316_846_592n),
    );
    const given = ratio(117n, 10n);
    expect(conversion("m3", "kWh", given)).toBe(given);
    expect(conversion("kWh", "kWh", null)).toBe(ONE);
  });

  it.each([
    ["furlong", "kWh", "unknown_unit", /"furlong" is no unit we know, and the tariff is in kWh/],
    ["toString", "kWh", "unknown_unit", /toString/],
    ["m3", "kWh", "no_conversion", /m3 need a factor to be billed in kWh: how many kWh one m3 is/],
    ["kWh", "ccf", "no_conversion", /how many ccf one kWh is/],
    ["kWh", "furlong", "no_conversion", /furlong/],
  ])("of %s to %s is refused as %s", (from, to, code, words) => {
    const refused = conversion(from, to, null);
    expect(refused).toMatchObject({ kind: "refused", code });
    expect(isRefusal(refused) ? refused.message : "").toMatch(words);
  });
});
