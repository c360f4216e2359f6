import { describe, expect, it } from "vitest";
import { languages } from "./language.ts";
import { shellWordsOf } from "./shell.ts";

describe("what a terminal says by itself", () => {
  it.each([
    ["es-MX", "es"],
    ["ES", "es"],
    ["en-US", "en"],
    ["fr-CA", "fr"],
    ["de", "en"],
    ["", "en"],
  ])("for the tag %j is in %s", (tag, language) => {
    expect(shellWordsOf(tag)).toBe(shellWordsOf(language));
  });

  it.each(languages.map((language) => [language]))("in %s leaves nothing unsaid", (language) => {
    const words = shellWordsOf(language);
    expect(Object.values(words).filter((text: string) => text.trim() === "")).toEqual([]);
    expect(words.pressFor.match(/\{\w+\}/g)?.toSorted()).toEqual(["{key}", "{label}"]);
  });

  it("is another sentence in another language", () => {
    const [english, spanish] = [shellWordsOf("en"), shellWordsOf("es")];
    const same = Object.keys(english).filter(
      (name) => english[name as keyof typeof english] === spanish[name as keyof typeof spanish],
    );
    expect(same).toEqual([]);
  });
});
