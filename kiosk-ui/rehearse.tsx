/**
 * What the first touch of its kind would wait for, done while nobody waits: the voice of the terminal, the keypad of a first amount, the
 * panel to see and hear, and the words for money and dates. Each takes a processor of a kiosk longer than a frame the first time, and next to nothing after it.
 */
import { effect } from "@preact/signals";
import { render } from "preact";
import { Keypad } from "./parts/keypad.tsx";
import { previewOf } from "./preview.ts";
import { prepareSound } from "./sound.ts";
import { chrome, language, view } from "./state.ts";

/** After the screen is seen, and before a touch on it counts. */
const SEEN_AFTER_MS = 60;

export function startRehearsal(): void {
  let isReady = false;
  effect(() => {
    if (chrome.value === null || view.value === null || isReady) return;
    isReady = true;
    setTimeout(() => {
      prepareSound();
      drawKeypad();
      openPanel();
      tellTime();
    }, SEEN_AFTER_MS);
  });
  effect(() => {
    const shown = view.value;
    if (shown?.screen !== "amount") return;
    const { minMinor, minorDigits } = shown.preview;
    const least = String(Math.ceil(minMinor / 10 ** minorDigits));
    setTimeout(() => previewOf(shown.preview, least, language.peek()), SEEN_AFTER_MS);
  });
}

/** Laid out where nobody sees or reaches it, and gone before anything else happens. */
function drawKeypad(): void {
  const place = document.createElement("div");
  place.className = "kiosk";
  place.inert = true;
  place.style.visibility = "hidden";
  document.body.append(place);
  render(<Keypad />, place);
  place.getBoundingClientRect();
  render(null, place);
  place.remove();
}

/** Opened and shut between two frames: nobody sees it, and its type is laid out. */
function openPanel(): void {
  const panel = document.querySelector<HTMLDialogElement>("dialog.panel");
  if (panel === null || document.querySelector("dialog[open]") !== null) return;
  panel.showModal();
  panel.getBoundingClientRect();
  panel.close();
}

/** Whatever the currency and the zone, the first of their kind reads the tables of them all. */
function tellTime(): void {
  new Intl.NumberFormat(language.peek(), { style: "currency", currency: "USD" }).format(0);
  new Intl.DateTimeFormat(language.peek(), { weekday: "short", timeZone: "UTC" }).format(0);
}
