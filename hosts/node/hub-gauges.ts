import { outboxCounts } from "../../core/store/outbox.ts";
import type { MetricsPage, Sample } from "../metrics.ts";
import type { OpenedUtility } from "./open-utilities.ts";

/** A store that has not answered a read for this long is not healthy. */
const READ_WAIT_MS = 2_000;

/**
 * Shows what waits in each utility's outbox on /metrics, by kind and state, and answers what is wrong with the stores: one
 * line a store that can't be read.
 */
export function watchHub(
  opened: readonly OpenedUtility[],
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
}: OpenedUtility): Promise<{ samples: Sample[]; problem: string | null }> {
  try {
    const [home] = store.slices();
    if (home === undefined) return { samples: [], problem: `${utilityId}: no store is open` };
    const counts = await Promise.race([store.read(home, outboxCounts), late()]);
    const samples = counts.map(({ kind, state, rows: value }) => ({
      labels: { utility: utilityId, kind, state },
      value,
    }));
    return { samples, problem: null };
  } catch (fault) {
    const words = fault instanceof Error ? fault.message : String(fault);
    return { samples: [], problem: `${utilityId}: the store can't be read: ${words}` };
  }
}

function late(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("no answer in time")), READ_WAIT_MS).unref();
  });
}
