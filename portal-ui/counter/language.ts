/** The clerk's language, kept on this machine, and the words in it. */
import { computed, effect, signal } from "@preact/signals";
import { english } from "./words-en.ts";
import { spanish } from "./words-es.ts";
import type { Words } from "./words.ts";

export type Language = "en" | "es";

const KEPT = "counter.language";

function first(): Language {
  const tag = localStorage.getItem(KEPT) ?? navigator.language;
  return tag.toLowerCase().startsWith("es") ? "es" : "en";
}

export const language = signal<Language>(first());
export const words = computed<Words>(() => (language.value === "es" ? spanish : english));

/** The other one, as the button that changes to it says it. */
export const otherLanguage = computed(() =>
  language.value === "es"
    ? ({ tag: "en", name: "English" } as const)
    : ({ tag: "es", name: "Español" } as const),
);

export function changeLanguage(): void {
  language.value = otherLanguage.value.tag;
  localStorage.setItem(KEPT, language.value);
}

effect(() => {
  document.documentElement.lang = language.value;
  document.title = words.value.title;
});
