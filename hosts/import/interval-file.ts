/** A file of interval reads as `rate` takes it: header `start,<unit>`, then one UTC instant and one quantity a line. */
import { gunzipSync } from "node:zlib";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { FILE_BYTES_MAX } from "./table.ts";

export interface IntervalFile {
  readonly unit: string;
  /** In the order of the file, each start once: the first counts. */
  readonly startsMs: Float64Array;
  readonly quantitiesMicro: Float64Array;
  readonly duplicates: number;
}

type IntervalRefusal =
  | "not_gzip"
  | "too_large"
  | "not_utf8"
  | "bad_header"
  | "bad_line"
  | "empty_file";

/** Ten years of five minutes. */
const READS_MAX = 1_100_000;

/** Instants that a read can have: meters that tell intervals, and before two centuries from now. */
const START_MIN_MS = Date.UTC(1990, 0, 1);
const START_MAX_MS = Date.UTC(2200, 0, 1);

/** The whole units that no interval of any meter reaches. */
const WHOLE_DIGITS_MAX = 9;

export function readIntervals(bytes: Uint8Array): IntervalFile | Refusal<IntervalRefusal> {
  const text = textOf(bytes);
  if (typeof text !== "string") return text;
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const [header = ""] = lines;
  const unit = /^start,([A-Za-z][A-Za-z0-9]{0,15})\r?$/.exec(header)?.[1];
  if (unit === undefined) {
    const said = header.slice(0, 40).trimEnd();
    return refuse("bad_header", `line 1 must be "start,<unit>" such as "start,kWh", not "${said}"`);
  }
  if (lines.length < 2) return refuse("empty_file", "there are no reads after line 1");
  if (lines.length - 1 > READS_MAX) {
    return refuse("too_large", `there are more than ${String(READS_MAX)} reads; split the file`);
  }
  return readLines(unit, lines);
}

function textOf(bytes: Uint8Array): string | Refusal<IntervalRefusal> {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? unpacked(bytes) : bytes;
  if (isRefusal(plain)) return plain;
  if (plain.length === 0) return refuse("empty_file", "the file is empty");
  if (plain.length > FILE_BYTES_MAX) return refuse("too_large", "a file may hold 128 MiB");
  if (plain[0] === 0xef && plain[1] === 0xbb && plain[2] === 0xbf) {
    return refuse("bad_header", "line 1 begins with a byte-order mark; save it as plain UTF-8");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain);
  } catch {
    return refuse("not_utf8", "the file is not UTF-8");
  }
}

function unpacked(bytes: Uint8Array): Uint8Array | Refusal<IntervalRefusal> {
  try {
    return gunzipSync(bytes, { maxOutputLength: FILE_BYTES_MAX });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ERR_BUFFER_TOO_LARGE") return refuse("too_large", "it unpacks to over 128 MiB");
    const isShort = code === "Z_BUF_ERROR";
    return refuse("not_gzip", isShort ? "the gzip data ends too early" : "the gzip data is broken");
  }
}

function readLines(
  unit: string,
  lines: readonly string[],
): IntervalFile | Refusal<IntervalRefusal> {
  const startsMs = new Float64Array(lines.length - 1);
  const quantitiesMicro = new Float64Array(lines.length - 1);
  const seen = new Set<number>();
  let length = 0;
  for (let index = 1; index < lines.length; index += 1) {
    const read = readLine((lines[index] ?? "").trimEnd());
    if (typeof read === "string") return refuse("bad_line", `line ${String(index + 1)}: ${read}`);
    const [startMs, quantityMicro] = read;
    if (seen.has(startMs)) continue;
    seen.add(startMs);
    startsMs[length] = startMs;
    quantitiesMicro[length] = quantityMicro;
    length += 1;
  }
  return {
    unit,
    startsMs: startsMs.subarray(0, length),
    quantitiesMicro: quantitiesMicro.subarray(0, length),
    duplicates: lines.length - 1 - length,
  };
}

/** The start and quantity of a line, or what is wrong with it. */
function readLine(line: string): readonly [number, number] | string {
  const cells = line.split(",");
  const [start = "", quantity = ""] = cells;
  if (cells.length !== 2) return `has ${String(cells.length)} cells where there must be 2`;
  const startMs = readStart(start);
  if (typeof startMs === "string") return startMs;
  const match = /^(\d+)(?:\.(\d*))?$/.exec(quantity);
  if (match === null) return quantityFlaw(quantity);
  const whole = (match[1] ?? "").replace(/^0+(?=\d)/, "");
  const fraction = (match[2] ?? "").replace(/0+$/, "");
  if (fraction.length > 6) return `"${quantity.slice(0, 40)}" has more than 6 decimals`;
  if (whole.length > WHOLE_DIGITS_MAX) return `"${quantity.slice(0, 40)}" is too large`;
  return [startMs, Number(whole) * 1e6 + Number(fraction.padEnd(6, "0"))];
}

function quantityFlaw(quantity: string): string {
  const said = quantity.slice(0, 40);
  if (quantity === "") return "has no quantity";
  if (/^-\d+(\.\d+)?$/.test(quantity)) return `"${said}" is below 0, and energy sold is not rated`;
  return `"${said}" is not a plain decimal`;
}

/** Only UTC: a local time without its offset can mean two instants, and offsets that change are a sign of one. */
function readStart(text: string): number | string {
  const said = text.slice(0, 40);
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  if (match === null) return `"${said}" is not an instant as 2026-01-31T23:00:00Z`;
  const [, minute = "", second = ":00", offset] = match;
  if (offset === undefined) return `"${said}" is a local time; starts are UTC, as ${minute}:00Z`;
  if (offset !== "Z" && offset !== "+00:00") return `"${said}" is not UTC; starts end in Z`;
  const startMs = Date.parse(`${minute}${second}Z`);
  // The parser takes the 30th of February for the second of March.
  if (Number.isNaN(startMs) || new Date(startMs).getUTCDate() !== Number(minute.slice(8, 10))) {
    return `"${said}" is no instant of the calendar`;
  }
  const isLikely = startMs >= START_MIN_MS && startMs <= START_MAX_MS;
  return isLikely ? startMs : `"${said}" is not between 1990 and 2200`;
}
