import { powerBackFigures } from "../core/hub/power-back.ts";
import { countSilentHere } from "../core/hub/silent-meters.ts";
import { textGauges } from "../core/hub/text-gauges.ts";
import { utilityHome } from "../core/ids.ts";
import type { Hub, Sql } from "../core/ports.ts";
import { tryWriting } from "../core/store/inbox.ts";
import { outboxCounts } from "../core/store/outbox.ts";
import { readsAsked } from "../core/store/reads-asked.ts";
import type { MetricsPage, Sample } from "./metrics.ts";

/** A utility that is served, as far as its health goes. */
export type WatchedHub = Pick<Hub, "utilityId" | "store" | "clock">;

/** A store that has not answered for this long is not healthy. */
const ANSWER_WAIT_MS = 2_000;
/** Whoever asks more often gets the last answer again: a look writes, and anybody may ask. */
const LOOK_EVERY_MS = 1_000;
/** Looks at every meter, 44 ms of 50,000, and changes by the hour. */
const SILENT_EVERY_MS = 60_000;

const helps = {
  outbox_rows: "Rows that wait in the outbox or are parked for staff.",
  reads_asked: "Times that a meter was asked for its reads.",
  silent_meters: "Meters that tell no reads: asked in vain, or by themselves no more.",
  texts_today: "Texts of the newest local day, let go (sent) or stopped, where they are bounded.",
  texts_spent_today: "What the texts of the newest local day cost, in ledger units.",
  power_back_cases:
    "Supplies that were paid for and are not seen on yet; late past the rules' limit.",
  power_back_seconds: "From paid to seen on at the meter, of the last thousand.",
} as const;

type Gauge = keyof typeof helps;
type Seen = Partial<Record<Gauge, readonly Sample[]>>;

/**
 * Shows on /metrics what each utility's open stores hold, and answers what is wrong with them: one line a utility whose store
 * can't be read or written. A full disk can still be read, so a look writes a row and takes it back.
 */
export function watchHub(
  hubs: readonly WatchedHub[],
  metrics: MetricsPage,
  nowMs: () => number,
): () => Promise<readonly string[]> {
  let seen: readonly Seen[] = [];
  const watched = hubs.map((hub) => ({
    hub,
    silent: atMostEvery(SILENT_EVERY_MS, nowMs, () => countSilent(hub)),
  }));
  for (const [name, help] of Object.entries(helps) as [Gauge, string][]) {
    metrics.gauge(name, help, () => seen.flatMap((one) => one[name] ?? []));
  }
  async function look(): Promise<readonly string[]> {
    const looked = await Promise.all(watched.map((one) => lookAt(one, nowMs())));
    seen = looked.map((one) => one.seen);
    return looked.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  }
  return atMostEvery(LOOK_EVERY_MS, nowMs, look);
}

/** Asked more often it gives the last answer again; one that failed is asked for anew. */
function atMostEvery<Answer>(
  everyMs: number,
  nowMs: () => number,
  ask: () => Promise<Answer>,
): () => Promise<Answer> {
  let last: { readonly atMs: number; readonly answer: Promise<Answer> } | null = null;
  const asked = async (): Promise<Answer> => {
    try {
      return await ask();
    } catch (fault) {
      last = null;
      throw fault;
    }
  };
  return () => {
    const atMs = nowMs();
    if (last === null || Math.abs(atMs - last.atMs) >= everyMs) last = { atMs, answer: asked() };
    return last.answer;
  };
}

interface Watched {
  readonly hub: WatchedHub;
  readonly silent: () => Promise<number>;
}

async function countSilent({ store, clock }: WatchedHub): Promise<number> {
  const counts = await Promise.all(
    store.slices().map((slice) => store.read(slice, (sql) => countSilentHere(sql, clock.now()))),
  );
  return sum(counts);
}

async function lookAt(
  { hub, silent }: Watched,
  nowMs: number,
): Promise<{ readonly seen: Seen; readonly problem: string | null }> {
  const limit = late();
  let seen: Seen = {};
  let doing = "read";
  try {
    seen = await Promise.race([readGauges(hub, silent), limit.promise]);
    doing = "written";
    const home = utilityHome(hub.utilityId);
    const written = hub.store.transact(home, (sql) => tryWriting(sql, home, nowMs));
    await Promise.race([written, limit.promise]);
    return { seen, problem: null };
  } catch (fault) {
    const words = fault instanceof Error ? fault.message : String(fault);
    return { seen, problem: `${hub.utilityId}: the store can't be ${doing}: ${words}` };
  } finally {
    limit.cancel();
  }
}

async function readGauges(hub: WatchedHub, silent: Watched["silent"]): Promise<Seen> {
  const { utilityId, store } = hub;
  const labels = { utility: utilityId };
  const home = utilityHome(utilityId);
  const stores = await Promise.all(store.slices().map((slice) => store.read(slice, readStore)));
  const texts = await store.read(home, (sql) => textGauges(sql, home));
  const back = await powerBackFigures(hub);
  const quantiles = [["0.5", back.p50Ms] as const, ["0.95", back.p95Ms] as const];
  return {
    outbox_rows: outboxRows(stores.flatMap(({ outbox }) => outbox)).map(({ value, ...of }) => ({
      labels: { ...labels, ...of },
      value,
    })),
    reads_asked: [{ labels, value: sum(stores.map(({ asked }) => asked)) }],
    silent_meters: [{ labels, value: await silent() }],
    texts_today: texts.today.map(({ outcome, texts: value }) => ({
      labels: { ...labels, outcome },
      value,
    })),
    texts_spent_today: texts.today.length > 0 ? [{ labels, value: texts.spentUnits }] : [],
    power_back_cases: [
      { labels: { ...labels, state: "open" }, value: back.open.length },
      { labels: { ...labels, state: "late" }, value: back.late },
    ],
    power_back_seconds: quantiles.flatMap(([quantile, ms]) =>
      ms === null ? [] : [{ labels: { ...labels, quantile }, value: ms / 1_000 }],
    ),
  };
}

function readStore(sql: Sql) {
  return { outbox: outboxCounts(sql), asked: readsAsked(sql) };
}

/** Of all stores together: one line a kind and state. */
function outboxRows(counts: readonly { kind: string; state: string; rows: number }[]) {
  const byKind = Map.groupBy(counts, ({ kind, state }) => `${kind} ${state}`);
  return [...byKind.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { kind, state } = first;
    return [{ kind, state, value: sum(same.map(({ rows }) => rows)) }];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function late(): { readonly promise: Promise<never>; readonly cancel: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("no answer in time")), ANSWER_WAIT_MS);
  return { promise, cancel: () => clearTimeout(timer) };
}
