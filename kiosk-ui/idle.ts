/** Somebody who walked away must not leave their account to the next: a warning, more time for the asking, and an end. */
import { effect } from "@preact/signals";
import type { Idle } from "../channels/kiosk/protocol.ts";
import { isLarge, isSpeaking } from "./preferences.ts";
import { leave, pending, screenChanged } from "./press.ts";
import { play } from "./sound.ts";
import { speak } from "./speech.ts";
import { chrome, link, secondsLeft, view } from "./state.ts";

const SECOND_MS = 1_000;
/** Who listens, or reads large text, needs longer: two minutes and 45 seconds for the usual one and 30. */
const SLOWER_WARNING = 2;
const SLOWER_GRACE = 1.5;

let timer: number | undefined;
let endsAtMs = 0;

export const graceSeconds = (idle: Idle): number =>
  Math.ceil((idle.graceMs * (isSlower() ? SLOWER_GRACE : 1)) / SECOND_MS);

function isSlower(): boolean {
  return isSpeaking.value || isLarge.value;
}

/** Counts from the start: something was touched, or the screen changed. */
function restart(): void {
  clearTimeout(timer);
  const idle = view.value?.idle ?? null;
  if (idle === null || link.value !== "online" || pending.value !== null) return;
  const warnAfterMs = idle.warnAfterMs * (isSlower() ? SLOWER_WARNING : 1);
  timer = setTimeout(() => warn(idle), warnAfterMs);
}

function warn(idle: Idle): void {
  endsAtMs = performance.now() + graceSeconds(idle) * SECOND_MS;
  const words = chrome.value;
  secondsLeft.value = graceSeconds(idle);
  play("warn");
  if (words !== null) {
    const body = words.idleBody.replace("{seconds}", String(secondsLeft.value));
    speak([words.idleTitle, body, words.moreTime, words.end]);
  }
  timer = setTimeout(count, SECOND_MS);
}

function count(): void {
  const left = Math.ceil((endsAtMs - performance.now()) / SECOND_MS);
  if (left <= 0) {
    secondsLeft.value = null;
    leave();
    return;
  }
  secondsLeft.value = left;
  timer = setTimeout(count, SECOND_MS);
}

export function giveMoreTime(): void {
  screenChanged();
  secondsLeft.value = null;
  restart();
}

export function endNow(): void {
  clearTimeout(timer);
  secondsLeft.value = null;
  leave();
}

export function startIdle(): void {
  for (const kind of ["pointerdown", "keydown"]) {
    // While the warning stands, only its own buttons take it away: a touch that falls through must not.
    window.addEventListener(kind, () => {
      if (secondsLeft.value === null) restart();
    });
  }
  effect(() => {
    const isWarned = secondsLeft.peek() !== null;
    const hasEnded = view.value?.idle === null || link.value !== "online";
    if (isWarned && !hasEnded) return;
    if (isWarned) secondsLeft.value = null;
    restart();
  });
}
