/** What this terminal shows, as the hub last told it. */
import { computed, signal } from "@preact/signals";
import { shellWordsOf } from "../core/wording/shell.ts";
import type { Chrome, HubSays, Screen, View } from "../channels/kiosk/protocol.ts";

/** The screens that read more than the common part of a view name themselves here. */
export type ViewOf<Name extends Screen["screen"]> = Extract<View, { readonly screen: Name }>;

export interface OfferedLanguage {
  readonly tag: string;
  readonly name: string;
}

/** `offline` only once it has lasted: a blink of the network is nobody's business. */
export type Link = "starting" | "unenrolled" | "online" | "offline";

export const link = signal<Link>("starting");
export const view = signal<View | null>(null);
export const chrome = signal<Chrome | null>(null);
export const utility = signal("");
export const languages = signal<readonly OfferedLanguage[]>([]);
/** Which way the last screen change went. */
export const direction = signal<"forward" | "back">("forward");
/** Which answers are shown where there are more than fit; goes back to the first with each screen. */
export const answerPage = signal(0);
/** What was typed on this screen, and sent to nobody before Enter. */
export const typed = signal("");
/** The keypad for an amount of one's own is open. */
export const isPadOpen = signal(false);
export const isPanelOpen = signal(false);
/** Whole seconds till the talk ends; null while nothing is warned of. */
export const secondsLeft = signal<number | null>(null);

export const language = computed(() => view.value?.language ?? "en");
export const shell = computed(() => shellWordsOf(language.value));

/** What makes a screen another one for a finger on its way: the same place then means another thing. */
export function shapeOf(shown: View | null): string {
  if (shown === null) return "";
  return [shown.screen, shown.language, ...shown.actions.map(({ option }) => option)].join(" ");
}

export function hearChrome(said: Extract<HubSays, { readonly kind: "chrome" }>): void {
  chrome.value = said.chrome;
  utility.value = said.utility;
  if (said.languages !== undefined) languages.value = said.languages;
}
