import fc from "fast-check";
import { expect, it } from "vitest";
import { lastAsked } from "./last-asked.ts";
import { plainOf, wordsIn } from "./plain-words.ts";
import { phraseSaid } from "./said-phrases.ts";

it("reads each text once as long as no other is asked of", () => {
  const read: string[] = [];
  const length = lastAsked((text) => read.push(text) * 100 + text.length);
  expect([length("a"), length("a"), length("bb"), length("a")]).toEqual([101, 101, 202, 301]);
  expect(read).toEqual(["a", "bb", "a"]);
});

it("keeps an answer that is none as well", () => {
  let asked = 0;
  const none = lastAsked(() => {
    asked += 1;
    return undefined;
  });
  expect([none(""), none("")]).toEqual([undefined, undefined]);
  expect(asked).toBe(1);
});

it("answers alike whatever was asked of before", () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: "binary" }), (one, other) => {
      const [plain, phrase] = [plainOf(one), phraseSaid(wordsIn(one))];
      plainOf(other);
      phraseSaid(wordsIn(other));
      expect([plainOf(one), phraseSaid(wordsIn(one))]).toEqual([plain, phrase]);
    }),
  );
});
