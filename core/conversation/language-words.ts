const languageWords = new Set(["language", "idioma", "lenguaje", "langue"]);
const languageNames: ReadonlyMap<string, string> = new Map([
  ["english", "en"],
  ["ingles", "en"],
  ["spanish", "es"],
  ["espanol", "es"],
  ["castellano", "es"],
  ["french", "fr"],
  ["francais", "fr"],
]);

/** "do you speak Spanish", "en español", "¿habla español?". */
const LANGUAGE_ASKED =
  /^(?:(?:do|you|can|we|i|puede|usted|alguien|parlez|vous) )*(?:speak|habla|hablan|hablas|hablo|parlez|vous|in|en)(?: me)?(?: in| en)? (?:english|spanish|french|espanol|ingles|castellano|francais)$/;

/** "ESPANOL", "LANGUAGE SPANISH", "IDIOMA" alone (null: which one?). */
export function languageSaid(words: readonly string[]): string | null | undefined {
  const [first = "", second = ""] = words;
  const named = languageNames.get(first);
  if (named !== undefined) return named;
  if (languageWords.has(first)) return languageNames.get(second) ?? null;
  const [wish] = LANGUAGE_ASKED.exec(words.join(" ")) ?? [];
  return wish === undefined ? undefined : languageNames.get(wish.split(" ").at(-1) ?? "");
}
