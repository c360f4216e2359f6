/** Languages every sentence is written in: each has a file of every kind, and one that lacks a sentence does not compile. */
export const languages = ["en", "es", "fr"] as const;
export type Language = (typeof languages)[number];

/** The language spoken for a tag such as "es-MX"; English where we have no other. */
export function languageOf(tag: string): Language {
  const [base = ""] = tag.toLowerCase().split("-");
  return languages.find((language) => language === base) ?? "en";
}
