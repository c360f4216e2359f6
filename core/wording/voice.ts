/** Pieces that what is said of many lines is put together from. */
import type { Spoken } from "../conversation/prompt.ts";
import { DAY_MS } from "../instant.ts";
import { ways } from "./all-ways.ts";
import type { Language } from "./language.ts";
import type { Marks } from "./marks.ts";
import type { Values } from "./message.ts";
import { clockSpeech, daySpeech } from "./say-values.ts";
import type { SpeechKey } from "./speeches.ts";
import { isSameDay } from "./time-text.ts";
import type { OneOf } from "./value-parts.ts";

export interface Voice {
  readonly language: Language;
  readonly currency: string;
  readonly zone: string;
  readonly money: (minor: number) => string;
  readonly marks: Marks;
}

/** Some keys share one shape, so the one that has the key among its own is looked for. */
type LineOf<Key extends SpeechKey> = OneOf<Spoken, Key>;

export type Particulars = {
  readonly [Key in SpeechKey]?: (line: LineOf<Key>, voice: Voice) => Values;
};

/** What a message chooses by where there is nothing to say. */
export const NONE = "none";

export function orNone(minor: number | null, { money }: Voice): string {
  return minor === null ? NONE : money(minor);
}

export function dayIn(atMs: number, { zone, language, marks }: Voice): string {
  return daySpeech(atMs, zone, language, marks);
}

/** With what a language needs before a time. */
export function clockIn(atMs: number, { zone, language }: Voice): string {
  return ways[language].atClock(clockSpeech(atMs, zone, language));
}

/** The time alone where it is of today; the day where it is older, by which a caller knows how old. */
export function whenSpeech(atMs: number, toldAtMs: number, voice: Voice): string {
  const clock = clockIn(atMs, voice);
  if (isSameDay(atMs, toldAtMs, voice.zone)) return clock;
  const day = ways[voice.language].onDay(dayIn(atMs, voice));
  return Math.abs(toldAtMs - atMs) < 2 * DAY_MS ? `${day}, ${clock}` : day;
}
