import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clipToGsm, foldToGsm, gsmUnits } from "./gsm.ts";

describe("GSM-7 units", () => {
  it.each([
    ["", 0],
    ["Oak St 12", 9],
    ["ñ é ü ¿ ¡ à £ ¥ Ñ", 17],
    ["€", 2],
    ["[a]", 5],
    ["~", 2],
  ])("%s costs %i", (text, units) => {
    expect(gsmUnits(text)).toBe(units);
  });

  it.each(["á", "í", "ó", "ú", "’", "\u00a0", "\u202f", "…", "₫", "東", "😀", "`"])(
    "%s is not GSM-7",
    (text) => {
      expect(gsmUnits(text)).toBeUndefined();
    },
  );
});

describe("folding", () => {
  it.each([
    ["Río", "Rio"],
    ["Peña", "Peña"],
    ["Peña", "Peña"],
    ["“Oak’s” – 12…", '"Oak\'s" - 12...'],
    ["Łódź", "Łodz"],
    ["東京ガス", "東京ガス"],
    ["a\u00a0b", "a b"],
  ])("%s becomes %s", (from, to) => {
    expect(foldToGsm(from)).toBe(to);
  });

  it("changes nothing that is GSM-7 already, and never twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const folded = foldToGsm(text);
        expect(foldToGsm(folded)).toBe(folded);
        expect(gsmUnits(text) === undefined || folded === text).toBe(true);
      }),
    );
  });
});

describe("clipping", () => {
  it.each([
    ["Oak St 12", 9, "Oak St 12"],
    ["Oak St 12", 8, "Oak St 1"],
    ["Oak St 12", 7, "Oak St"],
    ["a[b]", 5, "a[b"],
    ["😀😀", 1, "😀"],
    ["abc", 0, ""],
  ])("%s to %i is %s", (text, max, clipped) => {
    expect(clipToGsm(text, max)).toBe(clipped);
  });
});
