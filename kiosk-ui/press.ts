/** What is done at this terminal, on its way to the hub. One thing at a time, and never for a screen that has just changed. */
import { signal } from "@preact/signals";
import type { KioskSays, Source, View } from "../channels/kiosk/protocol.ts";
import { direction, typed, view } from "./state.ts";

/** A finger that was on its way when the screen changed meant the screen before. */
const SETTLE_MS = 300;

type Pressed = Extract<KioskSays, { readonly kind: "press" | "enter" | "idle" }>;

interface Pending {
  readonly said: Pressed;
  /** Sent on the socket that stands now. */
  readonly isSent: boolean;
}

/** What the hub has not answered yet. */
export const pending = signal<Pending | null>(null);
/** The answer that waits, so that its tile can say so. */
export const pendingOption = signal<string | null>(null);

let changedAtMs = Number.NEGATIVE_INFINITY;
/** Null while there is no socket; what is said then waits for the next one. */
let send: ((said: KioskSays) => void) | null = null;

/** The screen means something else from now on. */
export function screenChanged(): void {
  changedAtMs = performance.now();
}

/** Whether what is done now can be meant for what is shown. */
export function isSettled(): boolean {
  return performance.now() - changedAtMs >= SETTLE_MS;
}

export function press(option: string, source: Source): void {
  if (!isSettled() || view.value === null || pending.value !== null) return;
  direction.value = option === "back" || option === "start_over" ? "back" : "forward";
  pendingOption.value = option;
  say({ kind: "press", id: crypto.randomUUID(), rev: view.value.rev, option, source });
}

/** Sends what was typed: an account, a phone or a PIN as it is, an amount in minor units. */
export function enter(digits: string, source: Source): void {
  if (!isSettled() || view.value === null || pending.value !== null) return;
  direction.value = "forward";
  pendingOption.value = "enter";
  typed.value = "";
  say({ kind: "enter", id: crypto.randomUUID(), rev: view.value.rev, digits, source });
}

/** Nobody is there any more. */
export function leave(): void {
  if (view.value === null) return;
  direction.value = "back";
  say({ kind: "idle", id: crypto.randomUUID(), rev: view.value.rev });
}

function say(said: Pressed): void {
  pending.value = { said, isSent: send !== null };
  send?.(said);
}

/** The socket is open and the hub knows us: what it has not answered is said again, under the same id. */
export function sendBy(socket: (said: KioskSays) => void): void {
  send = socket;
}

export function stopSending(): void {
  send = null;
  if (pending.value !== null) pending.value = { ...pending.value, isSent: false };
}

/** A view answers what was sent before it; what was not is sent now, if it still fits what is shown. */
export function answered(shown: View): void {
  const waiting = pending.value;
  if (waiting === null) return;
  if (!waiting.isSent && waiting.said.rev === shown.rev && send !== null) {
    pending.value = { said: waiting.said, isSent: true };
    send(waiting.said);
    return;
  }
  const again = overtaken(waiting.said, shown);
  if (again !== null && send !== null) {
    pending.value = { said: again, isSent: true };
    send(again);
    return;
  }
  forget();
}

/**
 * A note that was counted while a finger was on its way made the press one of an older screen, which the hub takes for
 * nothing. Whoever is finished is still finished, and is not asked to press twice; nothing else is said again unasked.
 */
function overtaken(said: Pressed, shown: View): Pressed | null {
  if (said.kind !== "press" || said.option !== "finish") return null;
  if (shown.screen !== "cash" || shown.rev <= said.rev) return null;
  return { ...said, id: crypto.randomUUID(), rev: shown.rev };
}

export function forget(): void {
  pending.value = null;
  pendingOption.value = null;
}
