/** Real meters' reads from a folder of `index.json` and gzipped CSV files (header `start,<unit>`), as the shared data has them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { StoredInterval } from "../../core/rating/packed.ts";

export interface RealMeter {
  readonly id: string;
  readonly commodity: "electricity" | "gas" | "water";
  readonly unit: string;
  readonly interval_s: number;
  readonly tz: string;
  readonly n: number;
  readonly licence: string;
}

export function metersIn(folder: string): RealMeter[] {
  return JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as RealMeter[];
}

/** In order of time, each interval once. */
export function readsOf(folder: string, meter: RealMeter): StoredInterval[] {
  const text = gunzipSync(readFileSync(join(folder, `${meter.id}.csv.gz`))).toString("utf8");
  const intervals = new Map<number, StoredInterval>();
  for (const line of text.trim().split("\n").slice(1)) {
    const [start = "", quantity = ""] = line.split(",");
    const startMs = Date.parse(start);
    // Some files repeat a stamp: the first counts.
    if (intervals.has(startMs)) continue;
    const quantityMicro = Math.round(Number(quantity) * 1e6);
    const durationMs = meter.interval_s * 1000;
    intervals.set(startMs, { startMs, durationMs, quantityMicro, revision: 0, estimated: false });
  }
  return [...intervals.values()].toSorted((one, other) => one.startMs - other.startMs);
}
