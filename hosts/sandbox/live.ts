import { must } from "../../core/assert.ts";
import { accountHome, utilityHome } from "../../core/ids.ts";
import { DAY_MS, MINUTE_MS } from "../../core/instant.ts";
import type { Hub } from "../../core/ports.ts";
import { accountAt } from "../../core/store/accounts.ts";
import { enrolledAfter } from "../../core/store/customers.ts";
import type { SimulatedReads } from "../../meters/simulated/on-demand.ts";
import type { Profile } from "../../meters/simulated/profile.ts";
import { Replay } from "../../meters/simulated/replay.ts";
import { pushReads } from "../push-reads.ts";
import { FOUNDED_DAYS_AGO } from "./found.ts";
import { householdsOf } from "./households.ts";

/** New reads are looked for this often. */
export const REPLAY_MS = 1_000;
/** A push after a start goes back this far: what the hub has already is a duplicate to it. */
const REPLAY_BACK_MS = 3 * DAY_MS;
/** Reads come late by this much at least, as over a real mesh ... */
const READ_LAG_MS = 5 * MINUTE_MS;
/** ... and the meters take turns over the rest of an hour, so that something moves in the town all the time. */
const READ_TURNS_MS = 50 * MINUTE_MS;

/**
 * Lets the households of a utility that is founded live on the real reads of real homes. Every call of the result hands the
 * hub the reads that have fallen due since the last.
 */
export async function liveTown(
  hub: Hub,
  ends: {
    readonly switches: { closedMs(meterId: string, fromMs: number, toMs: number): number };
    readonly reads: Pick<SimulatedReads, "connect">;
    readonly speed: number;
  },
  /** One household's reads, by the name of its file. */
  profileOf: (file: string) => Profile,
): Promise<() => Promise<void>> {
  const { readsOfMeter } = must(householdsOf[hub.utilityId], "a utility of the town");
  const profiles = new Map(
    Object.entries(readsOfMeter).map(([meterId, file]) => [meterId, profileOf(file)]),
  );
  const replay = new Replay({
    profileOf: (meterId) => profiles.get(meterId),
    // The reads are moved to begin in the week before the town was founded, the same after every restart.
    anchorMs: await foundedMs(hub),
    closedMs: (meterId, fromMs, toMs) => ends.switches.closedMs(meterId, fromMs, toMs),
  });
  // What a meter would tell in its turn it tells sooner where it is asked.
  ends.reads.connect({
    speed: ends.speed,
    readsBetween: (meterId, fromMs, toMs) => replay.readsBetween(meterId, fromMs, toMs),
  });
  const meters = [...profiles.keys()].map((meterId, at) => ({
    meterId,
    lagMs: READ_LAG_MS + Math.floor((at * READ_TURNS_MS) / profiles.size),
  }));
  let throughMs = hub.clock.now().serviceMs - FOUNDED_DAYS_AGO * DAY_MS - REPLAY_BACK_MS;
  return async function pushDueReads() {
    const untilMs = hub.clock.now().serviceMs;
    const reads = meters.flatMap(({ meterId, lagMs }) =>
      replay
        .readsBetween(meterId, throughMs - lagMs, untilMs - lagMs)
        .map((interval) => ({ ...interval, meterId, revision: 0, estimated: false })),
    );
    const cause = { actor: "meter", channel: null, cause: "replay" };
    if (reads.length > 0) await pushReads(hub, reads, { cause, mode: "write" });
    throughMs = untilMs;
  };
}

async function foundedMs({ utilityId, store }: Hub): Promise<number> {
  const [first] = await store.read(utilityHome(utilityId), (sql) =>
    enrolledAfter(sql, utilityHome(utilityId), "", 1),
  );
  const home = accountHome(must(first, "the town is founded").accountId);
  const account = await store.read(home, (sql) => accountAt(sql, home));
  return must(account, "the first account stands").openedAtMs;
}
