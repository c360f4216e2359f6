import { powerBackGauges } from "../core/hub/power-back.ts";
import { textGauges } from "../core/hub/text-gauges.ts";
import { utilityHome } from "../core/ids.ts";
import type { Store } from "../core/ports.ts";
import { tryWriting } from "../core/store/inbox.ts";
import { outboxCounts } from "../core/store/outbox.ts";
import { countSilent, readsAsked } from "../core/store/reads-asked.ts";
import type { MetricsPage, Sample } from "./metrics.ts";

/** A utility that is served, as far as its health goes. */
export interface WatchedUtility {
  readonly utility: { readonly utilityId: string };
  readonly store: Store;
}

/** A store that has not answered for this long is not healthy. */
const ANSWER_WAIT_MS = 2_000;
/** Whoever asks more often gets the last answer again: a look writes, and anybody may ask. */
const LOOK_EVERY_MS = 1_000;

/**
 * Shows what waits in each utility's outbox on /metrics, by kind and state, and answers what is wrong with the stores: one
 * line a store that can't be read or written. A full disk can still be read, so a look writes a row and takes it back.
 */
export function watchHub(
  opened: readonly WatchedUtility[],
  metrics: MetricsPage,
  nowMs: () => number,
): () => Promise<readonly string[]> {
  let rows: Sample[] = [];
  let last = { atMs: -Infinity, problems: Promise.resolve<readonly string[]>([]) };
  metrics.gauge("outbox_rows", "Rows that wait in the outbox or are parked for staff.", () => rows);
  let cases: Sample[] = [];
  let spans: Sample[] = [];
  let asked: Sample[] = [];
  let texts: Sample[] = [];
  const textsHelp =
    "Texts of the newest local day, let go (sent) or stopped, where they are bounded.";
  metrics.gauge("texts_today", textsHelp, () => texts);
  let spent: Sample[] = [];
  const spentHelp = "What the texts of the newest local day cost, in ledger units.";
  metrics.gauge("texts_spent_today", spentHelp, () => spent);
  let silent: Sample[] = [];
  const silentHelp = "Meters that were asked for their reads in vain, until they answer.";
  metrics.gauge("silent_meters", silentHelp, () => silent);
  metrics.gauge("reads_asked", "Times that a meter was asked for its reads.", () => asked);
  const casesHelp =
    "Supplies that were paid for and are not seen on yet; late past the rules' limit.";
  metrics.gauge("power_back_cases", casesHelp, () => cases);
  const spansHelp = "From paid to seen on at the meter, of the last thousand.";
  metrics.gauge("power_back_seconds", spansHelp, () => spans);
  async function look(): Promise<readonly string[]> {
    const seen = await Promise.all(opened.map((one) => lookAt(one, nowMs())));
    rows = seen.flatMap(({ samples }) => samples);
    cases = seen.flatMap((one) => one.cases);
    spans = seen.flatMap((one) => one.spans);
    asked = seen.flatMap((one) => one.asked);
    silent = seen.flatMap((one) => one.silent);
    texts = seen.flatMap((one) => one.texts);
    spent = seen.flatMap((one) => one.spent);
    return seen.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  }
  return function readHealth() {
    const atMs = nowMs();
    if (Math.abs(atMs - last.atMs) >= LOOK_EVERY_MS) last = { atMs, problems: look() };
    return last.problems;
  };
}

interface Looked {
  readonly samples: Sample[];
  readonly cases: Sample[];
  readonly spans: Sample[];
  readonly asked: Sample[];
  readonly silent: Sample[];
  readonly texts: Sample[];
  readonly spent: Sample[];
  readonly problem: string | null;
}

async function lookAt(
  { utility: { utilityId }, store }: WatchedUtility,
  nowMs: number,
): Promise<Looked> {
  const home = utilityHome(utilityId);
  const limit = late();
  const samples: Sample[] = [];
  const cases: Sample[] = [];
  const spans: Sample[] = [];
  const asked: Sample[] = [];
  const silent: Sample[] = [];
  const texts: Sample[] = [];
  const spent: Sample[] = [];
  let doing = "read";
  try {
    const counts = await Promise.race([store.read(home, outboxCounts), limit.promise]);
    for (const { kind, state, rows: value } of counts) {
      samples.push({ labels: { utility: utilityId, kind, state }, value });
    }
    const back = await Promise.race([store.read(home, powerBackGauges), limit.promise]);
    const labels = { utility: utilityId };
    asked.push({
      labels,
      value: await Promise.race([store.read(home, readsAsked), limit.promise]),
    });
    silent.push({
      labels,
      value: await Promise.race([store.read(home, countSilent), limit.promise]),
    });
    const told = await Promise.race([
      store.read(home, (sql) => textGauges(sql, home)),
      limit.promise,
    ]);
    for (const { outcome, texts: value } of told.today) {
      texts.push({ labels: { ...labels, outcome }, value });
    }
    if (told.today.length > 0) spent.push({ labels, value: told.spentUnits });
    cases.push({ labels: { ...labels, state: "open" }, value: back.open });
    cases.push({ labels: { ...labels, state: "late" }, value: back.late });
    for (const [share, ms] of [["0.5", back.p50Ms] as const, ["0.95", back.p95Ms] as const]) {
      if (ms !== null) spans.push({ labels: { ...labels, quantile: share }, value: ms / 1_000 });
    }
    doing = "written";
    const written = store.transact(home, (sql) => tryWriting(sql, home, nowMs));
    await Promise.race([written, limit.promise]);
    return { samples, cases, spans, asked, silent, texts, spent, problem: null };
  } catch (fault) {
    const words = fault instanceof Error ? fault.message : String(fault);
    return {
      samples,
      cases,
      spans,
      asked,
      silent,
      texts,
      spent,
      problem: `${utilityId}: the store can't be ${doing}: ${words}`,
    };
  } finally {
    limit.cancel();
  }
}

function late(): { readonly promise: Promise<never>; readonly cancel: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("no answer in time")), ANSWER_WAIT_MS);
  return { promise, cancel: () => clearTimeout(timer) };
}
