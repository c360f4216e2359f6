import { parseDecimal } from "../../core/money.ts";
import { type Refusal, isRefusal, refuse } from "../../core/refusal.ts";

/** What a household used in one stretch of time, in 1e-6 of the commodity's unit. */
export interface Interval {
  readonly startMs: number;
  readonly durationMs: number;
  readonly quantityMicro: number;
}

/** One household's reads: intervals of one length in order, with gaps where the file has some. */
export type Profile = readonly Interval[];

/** Quantities are kept to 1e-6 of the unit. */
const MICRO_DIGITS = 6;

/**
 * Reads an interval file: a head line, then a line "start,quantity" an interval, the start in ISO 8601 with its zone. Of two lines
 * of the same start the first counts. The shortest distance between two starts is the length of every interval.
 */
export function readProfile(text: string): Profile | Refusal<"bad_profile"> {
  const rows = new Map<number, number>();
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (at === 0 || line.trim() === "") continue;
    const row = readLine(line);
    if (row === null)
      return refuse("bad_profile", `line ${String(at + 1)}: "${line.slice(0, 80)}"`);
    if (!rows.has(row.startMs)) rows.set(row.startMs, row.quantityMicro);
  }
  const starts = [...rows.keys()].toSorted((one, other) => one - other);
  if (starts.length < 2) return refuse("bad_profile", "fewer than two intervals");
  const steps = starts.slice(1).map((startMs, at) => startMs - (starts[at] ?? startMs));
  const durationMs = steps.reduce((least, step) => Math.min(least, step));
  return starts.map((startMs) => ({ startMs, durationMs, quantityMicro: rows.get(startMs) ?? 0 }));
}

function readLine(line: string): { startMs: number; quantityMicro: number } | null {
  const [start = "", quantity = "", ...more] = line.split(",");
  if (more.length > 0 || !/T.*(Z|[+-]\d{2}:\d{2})$/.test(start)) return null;
  const startMs = Date.parse(start);
  const quantityMicro = parseDecimal(quantity, MICRO_DIGITS);
  if (Number.isNaN(startMs) || isRefusal(quantityMicro) || quantityMicro < 0) return null;
  return { startMs, quantityMicro };
}
