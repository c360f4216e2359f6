import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shortTexts } from "./short-texts.ts";

function counted() {
  const read: string[] = [];
  const length = shortTexts(
    (text: string, by: string) => {
      read.push(text);
      return `${by}${String(text.length)}`;
    },
    (by) => by,
  );
  return { read, length };
}

describe("what a short text says", () => {
  it("is read once, and once more by another way of reading", () => {
    const { read, length } = counted();
    const answers = [length("BAL", "en"), length("BAL", "en"), length("BAL", "es")];
    expect(answers).toEqual(["en3", "en3", "es3"]);
    expect(read).toEqual(["BAL", "BAL"]);
  });

  it.each([
    ["a PIN", "1234"],
    ["a PIN with a word", "PIN 12 34"],
    ["a code", "GO 12345678"],
    ["a PIN in other digits", "١٢٣٤"],
    ["more than a few words", "please tell me my balance"],
  ])("is not kept where it is %s", (_what, text) => {
    const { read, length } = counted();
    length(text, "en");
    length(text, "en");
    expect(read).toEqual([text, text]);
  });

  it("is forgotten before it is too much", () => {
    const { read, length } = counted();
    const words = Array.from({ length: 1_100 }, (_, at) =>
      String.fromCodePoint(
        97 + (at % 26),
        97 + (Math.floor(at / 26) % 26),
        97 + Math.floor(at / 676),
      ),
    );
    for (const word of words) length(word, "en");
    length("aaa", "en");
    expect(read.filter((word) => word === "aaa")).toHaveLength(2);
  });

  it("is what it would be without being kept", () => {
    const { length } = counted();
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.constantFrom("en", "es"), (text, by) => {
        expect([length(text, by), length(text, by)]).toEqual([
          `${by}${String(text.length)}`,
          `${by}${String(text.length)}`,
        ]);
      }),
    );
  });
});
