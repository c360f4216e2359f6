import type { Store } from "../core/ports.ts";
import { outboxCounts } from "../core/store/outbox.ts";
import type { MetricsPage, Sample } from "./metrics.ts";

/** A utility that is served, as far as its health goes. */
export interface WatchedUtility {
  readonly utility: { readonly utilityId: string };
  readonly store: Store;
}

/** A store that has not answered a read for this long is not healthy. */
const READ_WAIT_MS = 2_000;

/**
 * Shows what waits in each utility's outbox on /metrics, by kind and state, and answers what is wrong with the stores: one
 * line a store that can't be read.
 */
export function watchHub(
  opened: readonly WatchedUtility[],
  metrics: MetricsPage,
): () => Promise<readonly string[]> {
  let rows: Sample[] = [];
  metrics.gauge("outbox_rows", "Rows that wait in the outbox or are parked for staff.", () => rows);
  return async function readHealth() {
    const read = await Promise.all(opened.map(readOutbox));
    rows = read.flatMap(({ samples }) => samples);
    return read.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  };
}

async function readOutbox({
  utility: { utilityId },
  store,
}: WatchedUtility): Promise<{ samples: Sample[]; problem: string | null }> {
  const limit = late();
  try {
    const [home] = store.slices();
    if (home === undefined) return { samples: [], problem: `${utilityId}: no store is open` };
    const counts = await Promise.race([store.read(home, outboxCounts), limit.promise]);
    const samples = counts.map(({ kind, state, rows: value }) => ({
      labels: { utility: utilityId, kind, state },
      value,
    }));
    return { samples, problem: null };
  } catch (fault) {
    const words = fault instanceof Error ? fault.message : String(fault);
    return { samples: [], problem: `${utilityId}: the store can't be read: ${words}` };
  } finally {
    limit.cancel();
  }
}

function late(): { readonly promise: Promise<never>; readonly cancel: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("no answer in time")), READ_WAIT_MS);
  return { promise, cancel: () => clearTimeout(timer) };
}
