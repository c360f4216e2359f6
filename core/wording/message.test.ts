import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { gsmUnits } from "./gsm.ts";
import { languages } from "./language.ts";
import { sentences } from "./message.ts";

const keys = Object.keys(sentences.en).toSorted() as (keyof typeof sentences.en)[];

/** The names of every argument in a message, at any depth. */
function argumentsOf(text: string): readonly string[] {
  const found = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(walk);
      return;
    }
    if (typeof node !== "object" || node === null) return;
    const { type, value, options } = node as { type?: number; value?: unknown; options?: object };
    // In the parser's tree 0 is literal text and 7 the "#" of a plural; all else names an argument.
    if (type !== undefined && type !== 0 && type !== 7) found.add(String(value));
    for (const option of Object.values(options ?? {})) walk((option as { value: unknown }).value);
  };
  walk(new IntlMessageFormat(text, "en").getAst());
  return [...found].toSorted();
}

describe("the sentences of every language", () => {
  it.each(languages)("%s has every key and nothing else", (language) => {
    expect(Object.keys(sentences[language]).toSorted()).toEqual(keys);
  });

  it.each(keys)("%s takes the same arguments everywhere", (key) => {
    const [first, ...others] = languages.map((language) => argumentsOf(sentences[language][key]));
    for (const other of others) expect(other).toEqual(first);
  });

  it("sees arguments inside choices", () => {
    expect(
      argumentsOf("{a} {b, select, x {{c}} other {{d, plural, one {#} other {{e}}}}}"),
    ).toEqual(["a", "b", "c", "d", "e"]);
  });

  it.each(languages)("%s is written in GSM-7 and says something", (language) => {
    for (const key of keys) {
      const text = sentences[language][key];
      expect(text.trim()).toBe(text);
      expect(text.length).toBeGreaterThan(0);
      // Braces and bars are MessageFormat's own.
      expect(gsmUnits(text.replaceAll(/[{}|]/g, ""))).toBeTypeOf("number");
    }
  });

  it.each(languages)("%s never offers a carrier's word as an answer", (language) => {
    for (const key of keys) {
      // STOP is named as the way out and HELP as the way to help; the others would block the number or say nothing.
      expect(sentences[language][key]).not.toMatch(
        /\b(?:CANCEL|END|QUIT|STOPALL|UNSUBSCRIBE|YES|SI|START|INFO)\b/,
      );
    }
  });
});
