import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDigitOf, PAY_CODE_DIGITS, payCodeOf, readPayCode } from "./pay-code.ts";

const chance = fc.stringMatching(/^\d{9}$/);

describe("a pay-code", () => {
  it("is read back however it is spaced", () => {
    fc.assert(
      fc.property(chance, (nine) => {
        const code = payCodeOf(nine);
        expect(code).toHaveLength(PAY_CODE_DIGITS);
        expect(readPayCode(code)).toBe(code);
        expect(readPayCode(` ${code.slice(0, 5)} ${code.slice(5, 8)}-${code.slice(8)}`)).toBe(code);
      }),
    );
  });

  it("with any one digit wrong is none", () => {
    fc.assert(
      fc.property(chance, fc.nat({ max: 9 }), fc.integer({ min: 1, max: 9 }), (nine, at, by) => {
        const code = payCodeOf(nine);
        const wrong = String((Number(code[at]) + by) % 10);
        expect(readPayCode(code.slice(0, at) + wrong + code.slice(at + 1))).toBeUndefined();
      }),
    );
  });

  it.each([
    ["0794", 5],
    ["13669597", 6],
    ["6943515153", 0],
  ])("has the check digit that others compute for %s by the same standard", (digits, check) => {
    expect(checkDigitOf(digits)).toBe(check);
  });

  it("is not a number of another length whose check digit is right, nor a code with more", () => {
    const ten = payCodeOf("123456789");
    const more = [`07945`, `${ten}${String(checkDigitOf(ten))}`, `x${ten}`, `${ten}x`];
    expect(more.map((text) => readPayCode(text))).toEqual(more.map(() => undefined));
    expect(readPayCode(ten)).toBe(ten);
  });

  it.each(["", "12345", "12345678901", "123456789a", "+123456789"])("is not %j", (text) => {
    expect(readPayCode(text)).toBeUndefined();
  });

  it.each(["", "12345678", "1234567890", "12345678x"])("does not begin with %j", (text) => {
    expect(() => payCodeOf(text)).toThrow(/nine digits/);
  });
});
