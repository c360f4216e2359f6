import { assert } from "../assert.ts";
import type { LiveBills } from "./live-bills.ts";

/**
 * The first number of what `packBills` writes. After it come the bill through which all are closed (a month as 201801, 0 for
 * none), the number of bills, and each: its month, what was posted, its newest read, the end of the day its tiers count, the
 * place of the version that rated last, how many there are, the counters, and by version its name and cells. A list is its length and its numbers; a text its characters.
 */
const PACKED_VERSION = 1;

const MONTHS_KNOWN_MAX = 120;

/** Where `packBills` writes before it knows the length; it grows to the largest state seen, and nothing in it is read again. */
let scratch = new Float64Array(256);

/** The bytes of the open bills: eight a number, so that loading copies and parses nothing that a batch doesn't touch. */
export function packBills({ bills, closedThrough }: LiveBills): Uint8Array<ArrayBuffer> {
  let at = room(0, 3);
  scratch[0] = PACKED_VERSION;
  scratch[1] = monthNumber(closedThrough);
  scratch[2] = bills.size;
  for (const [bill, { use, postedUnits }] of bills) {
    const { tally, cells, version, throughMs } = use;
    at = room(at, 6);
    scratch[at - 6] = monthNumber(bill);
    scratch[at - 5] = postedUnits;
    scratch[at - 4] = throughMs;
    scratch[at - 3] = tally.dayEndsMs;
    scratch[at - 1] = cells.size;
    const versionAt = at - 2;
    let place = 0;
    at = putList(at, tally.counters);
    for (const [name, { whole, parts }] of cells) {
      if (name === version) scratch[versionAt] = place;
      place += 1;
      at = putText(at, name);
      at = putList(at, whole);
      at = putList(at, parts);
    }
  }
  return new Uint8Array(scratch.slice(0, at).buffer);
}

function room(at: number, more: number): number {
  if (at + more > scratch.length) {
    const larger = new Float64Array((at + more) * 2);
    larger.set(scratch);
    scratch = larger;
  }
  return at + more;
}

function putText(at: number, text: string): number {
  const end = room(at, text.length + 1);
  scratch[at] = text.length;
  for (let index = 0; index < text.length; index += 1) {
    scratch[at + 1 + index] = text.charCodeAt(index);
  }
  return end;
}

function putList(at: number, list: Float64Array): number {
  const end = room(at, list.length + 1);
  scratch[at] = list.length;
  // A loop, because lists are short and `set` costs more than all their numbers.
  for (let index = 0; index < list.length; index += 1) {
    scratch[at + 1 + index] = list[index] as number;
  }
  return end;
}

function monthNumber(month: string | null): number {
  return month === null ? 0 : Number(month.slice(0, 4)) * 100 + Number(month.slice(5));
}

const monthTexts = new Map<number, string>();

function monthText(number: number): string {
  let text = monthTexts.get(number);
  if (text === undefined) {
    text = monthWords(number);
    if (monthTexts.size >= MONTHS_KNOWN_MAX) monthTexts.clear();
    monthTexts.set(number, text);
  }
  return text;
}

function monthWords(number: number): string {
  return `${String(Math.floor(number / 100))}-${String(number % 100).padStart(2, "0")}`;
}

/** The bills that `packBills` was given. Faults on bytes that no `packBills` wrote. */
export function unpackBills(bytes: Uint8Array<ArrayBuffer>): LiveBills {
  assert(bytes.byteLength % 8 === 0, "packed bills that are cut short");
  // The bills change their numbers in place, so they get a copy of their own.
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const reader: Reader = { numbers: new Float64Array(copy), at: 0 };
  assert(take(reader) === PACKED_VERSION, "packed bills of another version");
  const closed = take(reader);
  const live: LiveBills = {
    bills: new Map(),
    closedThrough: closed === 0 ? null : monthText(closed),
  };
  for (let left = take(reader); left > 0; left -= 1) {
    const bill = monthText(take(reader));
    const [postedUnits, throughMs, dayEndsMs] = [take(reader), take(reader), take(reader)];
    const [versionAt, versions] = [take(reader), take(reader)];
    const counters = takeList(reader);
    const cells = new Map<string, { whole: Float64Array; parts: Float64Array }>();
    let version: string | undefined;
    for (let place = 0; place < versions; place += 1) {
      const name = takeText(reader);
      if (place === versionAt) version = name;
      cells.set(name, { whole: takeList(reader), parts: takeList(reader) });
    }
    assert(version !== undefined, "packed bills of an unknown version");
    const use = { tally: { counters, dayEndsMs }, cells, version, throughMs };
    live.bills.set(bill, { use, postedUnits });
  }
  assert(reader.at === reader.numbers.length, "packed bills with bytes after their end");
  return live;
}

interface Reader {
  readonly numbers: Float64Array;
  at: number;
}

function take(reader: Reader): number {
  const number = reader.numbers[reader.at];
  assert(number !== undefined, "packed bills that end too early");
  reader.at += 1;
  return number;
}

function takeText(reader: Reader): string {
  let text = "";
  for (const code of takeList(reader)) text += String.fromCharCode(code);
  return text;
}

function takeList(reader: Reader): Float64Array {
  const length = take(reader);
  const from = reader.at;
  const isInside =
    Number.isSafeInteger(length) && length >= 0 && from + length <= reader.numbers.length;
  assert(isInside, "packed bills that end too early");
  reader.at += length;
  return reader.numbers.subarray(from, from + length);
}
