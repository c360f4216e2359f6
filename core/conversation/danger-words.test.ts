import { describe, expect, it } from "vitest";
import { dangerSaid } from "./danger-words.ts";
import { wordsIn } from "./plain-words.ts";
import { writtenIn } from "./written-language.ts";

describe("a danger as people tell of it", () => {
  it.each([
    ["smells like rotten eggs in my house", "gas", null],
    ["Rotten egg smell outside!!", "gas", null],
    ["there is a smell of sulfur in the basement", "gas", null],
    ["my carbon monoxide alarm is going off", "gas", null],
    ["huele a huevo podrido", "gas", "es"],
    ["olor a azufre", "gas", "es"],
    ["odeur d'œuf pourri", "gas", "fr"],
    ["ça sent l’œuf pourri", "gas", "fr"],
    ["power line fell in my yard", "wire", null],
    ["a tree is on the power line", "wire", null],
    ["sparks from the pole", "wire", null],
    ["the transformer just blew up", "wire", null],
    ["my meter is sparking", "wire", null],
    ["se cayó un cable", "wire", "es"],
    ["hay un cable tirado en la calle", "wire", null],
    ["está echando chispas el transformador", "wire", "es"],
    ["un fil est tombé", "wire", "fr"],
    ["étincelles au poteau", "wire", "fr"],
    ["my house is on fire", null, null],
    ["FIRE", null, null],
    ["fuego", null, "es"],
    ["incendie", null, "fr"],
  ])("%j is of %s, in %s", (text, danger, language) => {
    expect(dangerSaid(wordsIn(text))).toBe(danger);
    expect(writtenIn(text)).toBe(language);
  });

  it.each([
    "two dozen eggs",
    "my meter is off",
    "is the pole yours",
    "I was fired and can't pay",
    "the transformer is on Elm St",
    "lineas de crédito",
    "PAY 20",
    "gas bill",
  ])("%j is none", (text) => {
    expect(dangerSaid(wordsIn(text))).toBe(undefined);
  });
});
