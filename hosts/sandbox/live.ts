import { must } from "../../core/assert.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS } from "../../core/instant.ts";
import type { Hub } from "../../core/ports.ts";
import { accountAt } from "../../core/store/accounts.ts";
import type { Profile } from "../../meters/simulated/profile.ts";
import { Replay } from "../../meters/simulated/replay.ts";
import { pushReads } from "../push-reads.ts";
import { FOUNDED_DAYS_AGO } from "./found.ts";
import { readsOfMeter } from "./town.ts";

/** New reads are looked for this often. */
export const REPLAY_MS = 1_000;
/** A push after a start goes back this far: what the hub has already is a duplicate to it. */
const REPLAY_BACK_MS = 3 * DAY_MS;
/** An hour's reads may come late by this much, as over a real mesh. */
const READ_LAG_MS = 5 * 60_000;

/**
 * Lets the households of a town that is founded live on the real reads of real homes. Every call of the result hands the hub
 * the reads that have fallen due since the last.
 */
export async function liveTown(
  hub: Hub,
  meters: { closedMs(meterId: string, fromMs: number, toMs: number): number },
  /** One household's reads, by the name of its file. */
  profileOf: (file: string) => Profile,
): Promise<() => Promise<void>> {
  const profiles = new Map(
    Object.entries(readsOfMeter).map(([meterId, file]) => [meterId, profileOf(file)]),
  );
  const home = accountHome("V-1001");
  const account = await hub.store.read(home, (sql) => accountAt(sql, home));
  const replay = new Replay({
    profileOf: (meterId) => profiles.get(meterId),
    // The reads are moved to begin in the week before the town was founded, the same after every restart.
    anchorMs: must(account, "the town is founded").openedAtMs,
    closedMs: (meterId, fromMs, toMs) => meters.closedMs(meterId, fromMs, toMs),
  });
  let throughMs = hub.clock.now().serviceMs - FOUNDED_DAYS_AGO * DAY_MS - REPLAY_BACK_MS;
  return async function pushDueReads() {
    const untilMs = hub.clock.now().serviceMs - READ_LAG_MS;
    const reads = Object.keys(readsOfMeter).flatMap((meterId) =>
      replay
        .readsBetween(meterId, throughMs, untilMs)
        .map((interval) => ({ ...interval, meterId, revision: 0, estimated: false })),
    );
    const cause = { actor: "meter", channel: null, cause: "replay" };
    if (reads.length > 0) await pushReads(hub, reads, { cause, mode: "write" });
    throughMs = untilMs;
  };
}
