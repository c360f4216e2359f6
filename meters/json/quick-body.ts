/**
 * The body of `/v1/reads` as head-ends print it, read from its text without making an object of every read: that is three
 * quarters of what parsing costs. Nothing is refused here; see `quickReads`.
 */
import { MINUTE_MS } from "../../core/instant.ts";
import { digits, meterText, microOf, minuteOf } from "./quick-read.ts";
import { INTERVAL_MINUTES_MAX, type ParsedRead } from "./schema.ts";

const OPENING = '{"reads":[';
const METER = '{"meter":"';
const START = '","start":"';
const MINUTES = '","minutes":';
const QUANTITY = ',"quantity":"';
const END = '"}';
const CLOSING = "]}";
const COMMA_CODE = 44;
const ZERO_CODE = 48;

/** Where the part of the text that began last ends, and the meter it named: nearly always that of the read before. */
interface Place {
  readonly text: string;
  at: number;
  meterId: string;
}

/**
 * The reads of a body without white space whose reads all have the four fields that each must have, in the order of the
 * schema, in their usual form. Null where anything is otherwise, wrong or not: the body is then parsed as any JSON is.
 */
export function quickReads(text: string, readsMax: number): ParsedRead[] | null {
  if (!text.startsWith(OPENING)) return null;
  const place: Place = { text, at: OPENING.length, meterId: "" };
  const reads: ParsedRead[] = [];
  for (;;) {
    const read = nextRead(place);
    if (read === null || reads.length === readsMax) return null;
    reads.push(read);
    if (text.charCodeAt(place.at) === COMMA_CODE) place.at += 1;
    else break;
  }
  const isWhole = text.startsWith(CLOSING, place.at) && text.length === place.at + CLOSING.length;
  return isWhole ? reads : null;
}

function nextRead(place: Place): ParsedRead | null {
  const { text } = place;
  if (!pass(place, METER) || !passMeter(place)) return null;
  const startFrom = place.at;
  const startTo = passOver(place, '"', MINUTES);
  const minutesFrom = place.at;
  const minutesTo = passOver(place, ",", QUANTITY);
  const quantityFrom = place.at;
  const quantityTo = passOver(place, '"', END);
  // Where a part did not end, its end is before its begin, and no reader of it finds anything.
  const startMs = minuteOf(text, startFrom, startTo);
  const durationMs = durationOf(text, minutesFrom, minutesTo);
  const quantityMicro = microOf(text, quantityFrom, quantityTo);
  if (startMs === null || durationMs === null || quantityMicro === null) return null;
  const { meterId } = place;
  return { meterId, startMs, durationMs, quantityMicro, revision: 0, estimated: false };
}

function pass(place: Place, words: string): boolean {
  if (!place.text.startsWith(words, place.at)) return false;
  place.at += words.length;
  return true;
}

function passMeter(place: Place): boolean {
  const { text, meterId } = place;
  if (meterId !== "" && text.startsWith(meterId, place.at)) {
    const from = place.at;
    place.at += meterId.length;
    if (pass(place, START)) return true;
    place.at = from;
  }
  const from = place.at;
  const to = passOver(place, '"', START);
  place.meterId = to === -1 ? "" : text.slice(from, to);
  return meterText.test(place.meterId);
}

/** Passes what stands before the next mark and then the words, which begin with it; where the mark stands, or -1. */
function passOver(place: Place, mark: string, words: string): number {
  const to = place.text.indexOf(mark, place.at);
  if (to === -1) return -1;
  place.at = to;
  return pass(place, words) ? to : -1;
}

/** A whole number of minutes as JSON writes it: no number but 0 begins with a 0. */
function durationOf(text: string, from: number, to: number): number | null {
  if (to - from < 1 || to - from > 4 || text.charCodeAt(from) === ZERO_CODE) return null;
  const minutes = digits(text, from, to);
  return minutes <= INTERVAL_MINUTES_MAX ? minutes * MINUTE_MS : null;
}
