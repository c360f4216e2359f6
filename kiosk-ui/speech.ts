/** The screen as it is heard: read when it changes, again on #, and cut off by any key. */
import { effect } from "@preact/signals";
import { answers, fixedAnswers, isTyping } from "./answers-of.ts";
import { isSpeaking, rateStep, volumeStep } from "./preferences.ts";
import { isPadOpen, language, link, secondsLeft, shell, view } from "./state.ts";
import { keysOf, transcriptOf } from "./transcript.ts";
import { preview } from "./typing.ts";

/** Of the third step, as people talk, one step up or down. */
const RATE_OF_STEP = 1.25;
const LOUDEST_STEP = 5;

let hasSaid = false;

function say(sentences: readonly string[]): void {
  hasSaid = true;
  for (const sentence of sentences) {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.lang = language.value;
    utterance.rate = RATE_OF_STEP ** (rateStep.value - 3);
    utterance.volume = volumeStep.value / LOUDEST_STEP;
    speechSynthesis.speak(utterance);
  }
}

/** Any key or touch stops the voice: whoever has heard enough need not wait. Where nothing was said no touch waits for that. */
export function hush(): void {
  if (hasSaid) speechSynthesis.cancel();
  hasSaid = false;
}

/** In place of whatever is being said. */
export function speak(sentences: readonly string[]): void {
  if (!isSpeaking.peek()) return;
  hush();
  say(sentences);
}

/** Everything on the screen from the top. */
export function screenSaid(): string[] {
  const shown = view.value;
  if (link.value === "offline") {
    const { offlineTitle, offlineMoney, offlineWait, offlineElsewhere } = shell.value;
    return [offlineTitle, offlineMoney, offlineWait, offlineElsewhere];
  }
  if (shown === null) return [];
  const all = [...answers.value, ...fixedAnswers.value];
  return [...transcriptOf(shown), ...padSaid(), ...keysOf(all, shell.value, isTyping.value)];
}

function padSaid(): string[] {
  const shown = view.value;
  return isPadOpen.value && shown?.screen === "amount" ? [shown.preview.range] : [];
}

/** What is heard after a digit: the digit itself, or "asterisk" where nobody may know it, and what an amount buys. */
export function speakDigit(digit: string): void {
  if (view.peek()?.screen === "pin") speak([shell.peek().asterisk]);
  else if (preview.peek() === null) speak([digit]);
  else speak([preview.peek()?.amount ?? "", preview.peek()?.buys ?? ""].filter(Boolean));
}

/** Reads each screen as it comes; where only part of it changed, as while notes go in, only that part. */
export function startSpeech(): void {
  let before: readonly string[] = [];
  let beforeScreen = "";
  effect(() => {
    const said = screenSaid();
    const screen = `${view.value?.screen ?? ""} ${language.value} ${String(isPadOpen.value)} ${link.value}`;
    if (!isSpeaking.value) {
      before = [];
      return;
    }
    if (secondsLeft.value !== null) return;
    const isSame = screen === beforeScreen;
    const news = isSame ? said.filter((sentence) => !before.includes(sentence)) : said;
    before = said;
    beforeScreen = screen;
    if (news.length > 0) speak(news);
  });
}
