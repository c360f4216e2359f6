import { type Reports, shipJournal } from "../ship-journal.ts";
import type { OpenedUtility } from "./open-utilities.ts";

/** Timers and due rows are looked at this often; a wake looks at once. */
const TICK_MS = 500;
/** The reporting database may lag by this much; nobody waits for it. */
const SHIP_MS = 2_000;

export interface Times {
  /** Runs `work` again and again, never twice at once, until stopped. */
  readonly every: (everyMs: number, work: () => Promise<void>) => void;
  /** Ends what repeats, and waits for what is under way. */
  stop(): Promise<void>;
}

/** Lets time pass for every utility: timers, the outbox, and the shipping of the journal. */
export function startTimes(
  opened: readonly OpenedUtility[],
  reports: Reports,
  report: (fault: unknown, where: string) => void,
): Times {
  const stopping = new AbortController();
  const loops: Promise<void>[] = [];
  const every = (everyMs: number, work: () => Promise<void>): void => {
    loops.push(repeat(everyMs, work, { signal: stopping.signal, report }));
  };
  for (const { running } of opened) {
    every(TICK_MS, () => running.tick());
    every(SHIP_MS, async () => {
      await shipJournal(running.hub, reports);
    });
  }
  return {
    every,
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

async function repeat(
  everyMs: number,
  work: () => Promise<void>,
  { signal, report }: { signal: AbortSignal; report: (fault: unknown, where: string) => void },
): Promise<void> {
  while (!signal.aborted) {
    await work().catch((fault: unknown) => report(fault, "times"));
    await pause(everyMs, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
