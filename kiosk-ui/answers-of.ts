/** What can be pressed on the screen that is shown, each with its key: what is drawn, heard and keyed is this one list. */
import { computed } from "@preact/signals";
import type { ActionTone, Source, Words } from "../channels/kiosk/protocol.ts";
import { press, screenChanged } from "./press.ts";
import {
  answerPage,
  chrome,
  isPadOpen,
  isPanelOpen,
  language,
  languages,
  type OfferedLanguage,
  typed,
  view,
} from "./state.ts";

export interface Answer {
  readonly id: string;
  readonly key: string;
  readonly label: Words;
  readonly tone: ActionTone;
  readonly outcome?: Words;
  readonly why?: string;
  readonly lang?: string;
  readonly act: (source: Source) => void;
}

/** More than six choices are no choice. */
const MOST_ANSWERS = 6;

type Unkeyed = Omit<Answer, "key">;

function offered(): Unkeyed[] {
  const shown = view.value;
  if (shown === null) return [];
  const answers: Unkeyed[] = shown.actions.map(({ option, tone, outcome, why, text, speak }) => ({
    id: option,
    label: speak === undefined ? { text } : { text, speak },
    tone,
    ...(outcome === undefined ? {} : { outcome }),
    ...(why === undefined ? {} : { why }),
    act: (source) => press(option, source),
  }));
  if (shown.screen === "amount" && chrome.value !== null) answers.push(otherAmount());
  if (shown.screen === "attract") answers.push(...languageAnswers());
  return answers;
}

function otherAmount(): Unkeyed {
  return {
    id: "other-amount",
    label: { text: chrome.value?.otherAmount ?? "" },
    tone: "plain",
    act: () => {
      screenChanged();
      typed.value = "";
      isPadOpen.value = true;
    },
  };
}

function languageAnswers(): Unkeyed[] {
  return languages.value.map(({ tag, name }) => ({
    id: `language:${tag}`,
    label: { text: name },
    tone: "plain",
    lang: tag,
    act: (source) => press(`language:${tag}`, source),
  }));
}

/** The screen's own answers, those of the page that is shown, keyed from 1 on. */
export const answers = computed<readonly Answer[]>(() => {
  if (isPadOpen.value) return [];
  const all = offered();
  const pages = pagesOf(all);
  const shown = pages[answerPage.value % pages.length] ?? [];
  return shown.map((answer, at) => ({ ...answer, key: String(at + 1) }));
});

function pagesOf(all: readonly Unkeyed[]): Unkeyed[][] {
  if (all.length <= MOST_ANSWERS) return [[...all]];
  const pages: Unkeyed[][] = [];
  for (let from = 0; from < all.length; from += MOST_ANSWERS - 1) {
    pages.push([...all.slice(from, from + MOST_ANSWERS - 1), nextAnswer()]);
  }
  return pages;
}

function nextAnswer(): Unkeyed {
  return {
    id: "next",
    label: { text: chrome.value?.next ?? "" },
    tone: "quiet",
    act: () => {
      screenChanged();
      answerPage.value += 1;
    },
  };
}

/** What is at the same place on every screen, on the same key. */
export const fixedAnswers = computed<readonly Answer[]>(() => {
  const shown = view.value;
  const words = chrome.value;
  if (shown === null || words === null) return [];
  const fixed = (
    id: string,
    key: string,
    text: string,
    act: (source: Source) => void = (source) => press(id, source),
  ): Answer => ({ id, key, label: { text }, tone: "quiet", act });
  const next = nextLanguage();
  return [
    ...(shown.screen !== "attract" && next !== undefined
      ? [{ ...fixed(`language:${next.tag}`, "7", next.name), lang: next.tag }]
      : []),
    fixed("access", "8", words.access, () => (isPanelOpen.value = true)),
    ...(isPadOpen.value || shown.can.back ? [fixed("back", "*", words.back, goBack)] : []),
    ...(shown.can.help ? [fixed("help", "0", words.help)] : []),
    ...(shown.can.startOver ? [fixed("start_over", "9", words.startOver)] : []),
  ];
});

/** The one key that is left for it goes through all of them, each offered in its own name; the first screen has them side by side. */
function nextLanguage(): OfferedLanguage | undefined {
  const all = languages.value;
  const at = all.findIndex(({ tag }) => tag === language.value);
  const next = all[(at + 1) % all.length];
  return next?.tag === language.value ? undefined : next;
}

/** From a keypad that was opened here it is one step back to the amounts, which the hub need not know. */
function goBack(source: Source): void {
  if (!isPadOpen.value) {
    press("back", source);
    return;
  }
  screenChanged();
  typed.value = "";
  isPadOpen.value = false;
}

/** Digits are typed here, so that they press nothing. */
export const isTyping = computed(
  () => isPadOpen.value || view.value?.screen === "identify" || view.value?.screen === "pin",
);
