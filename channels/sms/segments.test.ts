import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainGsm, segmentsOf } from "./segments.ts";

describe("a text's segments", () => {
  it.each<[string, string, string, number, number]>([
    ["nothing", "", "gsm7", 0, 1],
    ["one character", "a", "gsm7", 1, 1],
    ["160 characters", "a".repeat(160), "gsm7", 160, 1],
    ["161 characters", "a".repeat(161), "gsm7", 161, 2],
    ["306 characters", "a".repeat(306), "gsm7", 306, 2],
    ["307 characters", "a".repeat(307), "gsm7", 307, 3],
    ["1530 characters", "a".repeat(1530), "gsm7", 1530, 10],
    ["1531 characters", "a".repeat(1531), "gsm7", 1531, 11],
    ["80 euros", "€".repeat(80), "gsm7", 160, 1],
    ["a character and 80 euros", `a${"€".repeat(80)}`, "gsm7", 161, 2],
    // 76 pairs and a single fill 153; the pair that would straddle moves over and pushes one out at the end.
    ["a pair at the seam", `${"a".repeat(152)}€${"a".repeat(152)}`, "gsm7", 306, 3],
    ["the same without it", `${"a".repeat(151)}€${"a".repeat(153)}`, "gsm7", 306, 2],
    ["every extension", "\f^{}\\[~]|€", "gsm7", 20, 1],
    ["Spanish that fits", "¿Mañana? ¡Sí! ".replace("í", "i"), "gsm7", 14, 1],
    ["Spanish that does not", "energía", "ucs2", 7, 1],
    ["Spanish capitals that do not", "ÁREA", "ucs2", 4, 1],
    ["é but not É-less Ê", "éÉ", "gsm7", 2, 1],
    ["Ê", "Ê", "ucs2", 1, 1],
    ["a lower ç", "ç", "ucs2", 1, 1],
    ["Greek capitals", "ΔΦΓΛΩΠΨΣΘΞ", "gsm7", 10, 1],
    ["a back-tick", "`", "ucs2", 1, 1],
    ["a tab", "\t", "ucs2", 1, 1],
    ["70 wide characters", "あ".repeat(70), "ucs2", 70, 1],
    ["71 wide characters", "あ".repeat(71), "ucs2", 71, 2],
    ["134 wide characters", "あ".repeat(134), "ucs2", 134, 2],
    ["135 wide characters", "あ".repeat(135), "ucs2", 135, 3],
    ["35 emoji", "😀".repeat(35), "ucs2", 70, 1],
    ["36 emoji", "😀".repeat(36), "ucs2", 72, 2],
    ["67 emoji, each kept whole", "😀".repeat(67), "ucs2", 134, 3],
    ["one curly quote among 159", `’${"a".repeat(159)}`, "ucs2", 160, 3],
  ])("%s", (...row) => {
    const [, text, encoding, units, segments] = row;
    expect(segmentsOf(text)).toEqual({ encoding, units, segments });
  });

  it("never go down when a text grows", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "€", "é", "あ", "😀"), maxLength: 400 });
    fc.assert(
      fc.property(text, text, (one, more) => {
        expect(segmentsOf(one + more).segments).toBeGreaterThanOrEqual(segmentsOf(one).segments);
      }),
    );
  });
});

describe("plain marks", () => {
  it.each([
    ["‘Oak’ “St” „12‟ ‚a‛", "'Oak' \"St\" \"12\" 'a'"],
    ["«Calle»", '"Calle"'],
    ["5–7 — 8 − 9 ‑ 10", "5-7 - 8 - 9 - 10"],
    ["20,05\u00a0€ 1\u202f000\u2009kWh", "20,05 € 1 000 kWh"],
    ["wait…", "wait..."],
    ["soft\u00adly\u200b", "softly"],
    ["¿Mañana? energía Ω あ 😀", "¿Mañana? energía Ω あ 😀"],
    ["", ""],
  ])("%j", (text, plain) => {
    expect(plainGsm(text)).toBe(plain);
    expect(plainGsm(plain)).toBe(plain);
  });

  it("make a dollar text one part of 160 again", () => {
    expect(segmentsOf(`You’re on — ${"a".repeat(148)}`)).toMatchObject({ segments: 3 });
    expect(segmentsOf(plainGsm(`You’re on — ${"a".repeat(148)}`))).toMatchObject({ segments: 1 });
  });
});
