import { assert, Fault } from "../assert.ts";

/** One interval as it came in: the quantity is the meter's own, never a difference. */
export interface StoredInterval {
  readonly startMs: number;
  readonly durationMs: number;
  /** 1e-6 of the unit, not below 0. */
  readonly quantityMicro: number;
  /** Counts corrections of the same interval, from 0. */
  readonly revision: number;
  readonly estimated: boolean;
}

/**
 * The first byte of what `pack` writes. After it come the number of intervals and then runs, each of them the distance of
 * its start from the end of the run before (zigzag), its duration, its revision x 2 + estimated, its length, and so many
 * quantities. Every number is a varint: 7 bits a byte, the lowest first, the high bit set on all bytes but the last.
 */
const PACKED_VERSION = 1;

/** 53 bits, 7 a byte. */
const VARINT_BYTES_MAX = 8;

/** The end of the year 9999. Twice a distance between two such instants is still a safe integer. */
const INSTANT_MAX_MS = 253_402_300_799_999;

/** Twice a revision is written, plus one. */
export const REVISION_MAX = (Number.MAX_SAFE_INTEGER - 1) / 2;

/** Intervals that follow one another without a gap and differ in nothing but quantity. */
interface Run {
  readonly startMs: number;
  readonly durationMs: number;
  readonly revision: number;
  readonly estimated: boolean;
  readonly quantitiesMicro: number[];
}

/**
 * The bytes of a batch's intervals, in the order given; a contiguous day in order of time takes two or three bytes an
 * interval. Faults on what could not be read back: a number that is unsafe, negative or past its bound, or no duration.
 */
export function pack(intervals: readonly StoredInterval[]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [PACKED_VERSION];
  writeVarint(bytes, intervals.length);
  let endMs = 0;
  for (const run of runsOf(intervals)) {
    writeVarint(bytes, zigzag(run.startMs - endMs));
    writeVarint(bytes, run.durationMs);
    writeVarint(bytes, run.revision * 2 + Number(run.estimated));
    writeVarint(bytes, run.quantitiesMicro.length);
    for (const quantityMicro of run.quantitiesMicro) writeVarint(bytes, quantityMicro);
    endMs = endOf(run);
  }
  return Uint8Array.from(bytes);
}

function runsOf(intervals: readonly StoredInterval[]): Run[] {
  const runs: Run[] = [];
  let run: Run | undefined;
  for (const { quantityMicro, ...interval } of intervals) {
    checkInterval(interval);
    if (run === undefined || !follows(run, interval)) {
      run = { ...interval, quantitiesMicro: [] };
      runs.push(run);
    }
    run.quantitiesMicro.push(quantityMicro);
  }
  return runs;
}

function endOf(run: Run): number {
  return run.startMs + run.durationMs * run.quantitiesMicro.length;
}

function follows(run: Run, next: Omit<StoredInterval, "quantityMicro">): boolean {
  return (
    next.startMs === endOf(run) &&
    next.durationMs === run.durationMs &&
    next.revision === run.revision &&
    next.estimated === run.estimated
  );
}

function checkInterval(interval: Omit<StoredInterval, "quantityMicro">): void {
  const { startMs, durationMs, revision } = interval;
  assert(isWithin(startMs, 0, INSTANT_MAX_MS), "an interval's start is no instant since 1970");
  assert(isWithin(durationMs, 1, INSTANT_MAX_MS), "an interval's duration is no time");
  assert(isWithin(revision, 0, REVISION_MAX), "an interval's revision is no count");
}

function isWithin(value: number, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= min && value <= max;
}

/**
 * The intervals that `pack` was given. Faults on bytes that no `pack` wrote: another version, an end too early or too late,
 * a number that is not written the shortest way or holds no possible value.
 */
export function unpack(bytes: Uint8Array): StoredInterval[] {
  assert(bytes[0] === PACKED_VERSION, `packed intervals of version ${String(bytes[0])}`);
  const reader: Reader = { bytes, at: 1 };
  const count = readVarint(reader);
  const intervals: StoredInterval[] = [];
  let endMs = 0;
  while (intervals.length < count) endMs = readRun(reader, endMs, count, intervals);
  assert(reader.at === bytes.length, "packed intervals with bytes after their end");
  return intervals;
}

function readRun(reader: Reader, afterMs: number, count: number, into: StoredInterval[]): number {
  let startMs = afterMs + unzigzag(readVarint(reader));
  const durationMs = readVarint(reader);
  const marks = readVarint(reader);
  const revision = Math.floor(marks / 2);
  const estimated = marks % 2 === 1;
  const length = readVarint(reader);
  assert(isWithin(length, 1, count - into.length), "a run of packed intervals past their number");
  for (let left = length; left > 0; left -= 1) {
    const interval = { startMs, durationMs, revision, estimated };
    checkInterval(interval);
    into.push({ ...interval, quantityMicro: readVarint(reader) });
    startMs += durationMs;
  }
  return startMs;
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

function writeVarint(bytes: number[], value: number): void {
  assert(isWithin(value, 0, Number.MAX_SAFE_INTEGER), "a number that can't be packed");
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

function readVarint(reader: Reader): number {
  let value = 0;
  let weight = 1;
  for (let length = 1; length <= VARINT_BYTES_MAX; length += 1) {
    const byte = reader.bytes[reader.at];
    assert(byte !== undefined, "packed intervals that end too early");
    reader.at += 1;
    value += (byte % 128) * weight;
    weight *= 128;
    if (byte >= 128) continue;
    assert(byte > 0 || length === 1, "a packed number that is longer than it need be");
    assert(Number.isSafeInteger(value), "a packed number past the safe integers");
    return value;
  }
  throw new Fault("a packed number without an end");
}

/** 0, -1, 1, -2 ... as 0, 1, 2, 3 ...: a small step back is a small number too. */
function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
