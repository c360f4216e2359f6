/** The keypad under the screen: twelve keys, arrows and Enter. Everything that touch can do is done with them. */
import { type Answer, answers, fixedAnswers, isTyping } from "./answers-of.ts";
import { isCurtained, isKeyed, isSpeaking } from "./preferences.ts";
import { isSettled } from "./press.ts";
import { play } from "./sound.ts";
import { hush, screenSaid, speak, speakDigit } from "./speech.ts";
import { isPanelOpen, link, secondsLeft, typed } from "./state.ts";
import { enterTyped, eraseLast, type } from "./typing.ts";

const reachable = "button, input, [tabindex='0']";

/** Everything in reach of the arrows, in the order in which it is read. */
function stops(): HTMLElement[] {
  const within = document.querySelector("dialog[open]") ?? document;
  return [...within.querySelectorAll<HTMLElement>(reachable)].filter(
    (stop) => stop.closest("dialog:not([open])") === null,
  );
}

function moveFocus(step: 1 | -1): void {
  const all = stops();
  const at = all.findIndex((stop) => stop === document.activeElement);
  const next = at === -1 && step === -1 ? -1 : at + step;
  const stop = all.at(next % all.length);
  stop?.focus();
  if (stop !== undefined) speak([stop.getAttribute("aria-label") ?? stop.innerText]);
}

/** # reads the screen again; who has not asked for speech yet asks for it so, by the raised key alone. */
function listen(): void {
  if (isSpeaking.value) speak(screenSaid());
  else isSpeaking.value = true;
}

function actOn(answer: Answer): void {
  if (!isSettled()) return;
  play(answer.why === undefined ? "tick" : "wrong");
  if (answer.why === undefined) answer.act("keypad");
  else speak([answer.why]);
}

function pressKey(key: string): void {
  if (isTyping.value) {
    if (/^\d$/.test(key)) {
      if (type(key)) speakDigit(key);
      return;
    }
    if (key === "*" && typed.value !== "") {
      eraseLast();
      return;
    }
    if (key === "#" && enterTyped("keypad")) return;
  }
  if (key === "#") {
    listen();
    return;
  }
  const answer = [...answers.value, ...fixedAnswers.value].find((one) => one.key === key);
  if (answer !== undefined) actOn(answer);
}

/** Inside a dialog the digits press its buttons, as they are numbered there. */
function pressInDialog(key: string): boolean {
  const dialog = document.querySelector("dialog[open]");
  if (dialog === null) return false;
  dialog.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.click();
  return true;
}

/** What the keys do that are no digits. */
const moves: Readonly<Record<string, () => void>> = {
  ArrowDown: () => moveFocus(1),
  ArrowRight: () => moveFocus(1),
  ArrowUp: () => moveFocus(-1),
  ArrowLeft: () => moveFocus(-1),
  Backspace: eraseLast,
};

function onKey(event: KeyboardEvent): void {
  const { key, target, ctrlKey, altKey, metaKey } = event;
  if (ctrlKey || altKey || metaKey || target instanceof HTMLInputElement) return;
  hush();
  isKeyed.value = true;
  if (key === "Escape") isCurtained.value = false;
  if (link.value !== "online") return;
  const move = moves[key];
  if (key === "Enter") onEnter(event);
  else if (move !== undefined) move();
  else if (!/^[\d*#]$/.test(key)) return;
  else if (!pressInDialog(key)) pressKey(key);
  if (key !== "Enter") event.preventDefault();
}

/** Enter presses what has the focus; with nothing in focus it sends what was typed. */
function onEnter(event: KeyboardEvent): void {
  if (document.activeElement instanceof HTMLButtonElement) return;
  event.preventDefault();
  enterTyped("keypad");
}

export function startKeys(): void {
  window.addEventListener("keydown", onKey);
  window.addEventListener("pointerdown", () => {
    hush();
    if (isPanelOpen.value || secondsLeft.value !== null) return;
    isKeyed.value = isSpeaking.value;
  });
}
