/** Reads a call aloud by Web Speech, in the language it is held in, where the browser has a voice. */
import { effect, signal } from "@preact/signals";
import type { CallView, ShownCallLine } from "../../channels/simulated/protocol.ts";
import { call, serverMs } from "./live.ts";

/** About as fast as the simulated carrier takes a voice to be. */
const RATE = 1.1;

export const canSpeak = signal(false);
/** Off wherever no voice is. */
export const isVoiceOn = signal(false);

/** What was asked of the toggle; null before it was touched. */
let asked: boolean | null = null;
/** The call that is followed, how many of its lines the voice was given, and which of them it has not ended. */
let followed: string | null = null;
let given = 0;
const unsaid = new Set<number>();

/** Looks for voices, which a browser finds a while after it has started, and from then on says what calls say. */
export function giveVoice(): void {
  if (!("speechSynthesis" in window)) return;
  const look = (): void => {
    canSpeak.value = speechSynthesis.getVoices().length > 0;
    isVoiceOn.value = canSpeak.value && (asked ?? true);
  };
  look();
  speechSynthesis.addEventListener("voiceschanged", look);
  effect(() => follow(call.value));
}

export function setVoice(on: boolean): void {
  asked = on;
  isVoiceOn.value = on && canSpeak.value;
  if (!isVoiceOn.value) hush();
}

/** Says what is new in a call, and falls silent where something broke into what is being said. */
function follow(view: CallView | null): void {
  if (view === null || view.id !== followed) {
    hush();
    followed = view?.id ?? null;
    given = 0;
  }
  if (view === null) return;
  const { lines, state } = view;
  const isCut = lines.some(({ cutAtMs }, at) => cutAtMs !== null && unsaid.has(at));
  if (isCut || state === "ended_by_customer") hush();
  for (const [at, line] of lines.entries()) {
    if (at >= given && isVoiceOn.value && isToBeSaid(line)) sayLine(line, at);
  }
  given = lines.length;
}

/** Whoever looks in late is not told again what is over. */
function isToBeSaid({ kind, atMs, voiceMs, cutAtMs }: ShownCallLine): boolean {
  return kind === "speech" && cutAtMs === null && atMs + voiceMs > serverMs();
}

/** Ends what is being said, and what was to follow. */
function hush(): void {
  if (unsaid.size === 0) return;
  unsaid.clear();
  speechSynthesis.cancel();
}

function sayLine({ text, language }: { text: string; language: string }, at: number): void {
  const words = new SpeechSynthesisUtterance(text);
  words.lang = language;
  words.rate = RATE;
  words.addEventListener("end", () => unsaid.delete(at));
  unsaid.add(at);
  speechSynthesis.speak(words);
}
