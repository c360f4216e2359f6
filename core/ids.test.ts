import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountHome, idOfHome, keyOf, lineHome, utilityHome } from "./ids.ts";

describe("keyOf", () => {
  it.each([
    { parts: ["talk", 3, 0], key: "talk/3/0" },
    { parts: ["a/b", "c"], key: "a%2Fb/c" },
    { parts: ["a", "b/c"], key: "a/b%2Fc" },
    { parts: ["+15550100", ""], key: "%2B15550100/" },
  ])("joins $parts as $key", ({ parts, key }) => {
    expect(keyOf(...parts)).toBe(key);
  });

  it("makes different keys of different causes", () => {
    const parts = fc.array(fc.string(), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        expect(keyOf(...one) === keyOf(...other)).toBe(
          JSON.stringify(one) === JSON.stringify(other),
        );
      }),
    );
  });
});

describe("homes", () => {
  it("hold their id", () => {
    expect(accountHome("a:1")).toBe("account:a:1");
    expect(lineHome("+15550100")).toBe("line:+15550100");
    expect(utilityHome("oak")).toBe("utility:oak");
    expect([accountHome("a:1"), lineHome("+15550100"), utilityHome("oak")].map(idOfHome)).toEqual([
      "a:1",
      "+15550100",
      "oak",
    ]);
  });
});
