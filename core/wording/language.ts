/** Languages every sentence is written in: each has a file of every kind, and one that lacks a sentence does not compile. */
export const languages = ["en", "es", "fr"] as const;
export type Language = (typeof languages)[number];

/** The languages that a utility offers, as far as there are words for them; its own where it lists none. */
export function offeredBy(utility: {
  readonly language: string;
  readonly languages?: readonly string[];
}): readonly Language[] {
  const listed = utility.languages ?? [utility.language];
  return [...new Set(listed.flatMap((tag) => wordedFor(tag) ?? []))];
}

/** The language spoken for a tag such as "es-MX"; English where we have no other. */
export function languageOf(tag: string): Language {
  return wordedFor(tag) ?? "en";
}

function wordedFor(tag: string): Language | undefined {
  const [base = ""] = tag.toLowerCase().split("-");
  return languages.find((language) => language === base);
}
