import type { StoredInterval } from "./packed.ts";

/** Time between two metered reads that none tells of. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
  /** Whether estimates stand in for all of it; where they do for a part only, that part is a gap of its own. */
  readonly estimated: boolean;
}

/**
 * What is missing between the metered reads given, in order of time; an estimate closes nothing, because the meter's own read
 * is still to come. Before the first read and after the last nothing is known to be missing.
 */
export function gapsIn(intervals: Iterable<StoredInterval>): Gap[] {
  const all = [...intervals].toSorted((one, other) => one.startMs - other.startMs);
  const estimates = all.filter(({ estimated }) => estimated);
  const gaps: Gap[] = [];
  let throughMs = Infinity;
  for (const { startMs, durationMs, estimated } of all) {
    if (estimated) continue;
    if (startMs > throughMs) gaps.push(...parts(throughMs, startMs, estimates));
    const endMs = startMs + durationMs;
    throughMs = throughMs === Infinity ? endMs : Math.max(throughMs, endMs);
  }
  return gaps;
}

/** A gap as the parts that estimates stand in for, and those without any. */
function parts(fromMs: number, toMs: number, estimates: readonly StoredInterval[]): Gap[] {
  const found: Gap[] = [];
  const add = (untilMs: number, estimated: boolean): void => {
    const last = found.at(-1);
    const beginMs = last?.toMs ?? fromMs;
    if (untilMs <= beginMs) return;
    if (last?.estimated === estimated) found[found.length - 1] = { ...last, toMs: untilMs };
    else found.push({ fromMs: beginMs, toMs: untilMs, estimated });
  };
  for (const { startMs, durationMs } of estimates) {
    if (startMs >= toMs || startMs + durationMs <= fromMs) continue;
    add(startMs, false);
    add(Math.min(startMs + durationMs, toMs), true);
  }
  add(toMs, false);
  return found;
}
