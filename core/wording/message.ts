import { IntlMessageFormat } from "intl-messageformat";
import type { PromptKey } from "../conversation/prompt.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import type { Language } from "./language.ts";
import type { Sentences } from "./sentences.ts";

/** What a message is formatted with: text already in its last form, except counts that choose a plural. */
export type Values = Readonly<Record<string, string | number>>;

export const sentences: Readonly<Record<Language, Sentences>> = { en, es, fr };

/** Compiled messages, one a key and language: compiling costs a hundred times what formatting does. */
const compiled = new Map<string, IntlMessageFormat>();

export function message(key: PromptKey, values: Values, language: Language): string {
  const id = `${language} ${key}`;
  let format = compiled.get(id);
  if (format === undefined) {
    format = new IntlMessageFormat(sentences[language][key], language);
    compiled.set(id, format);
  }
  return String(format.format(values));
}
