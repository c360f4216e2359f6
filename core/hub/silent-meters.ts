import { idOfHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Hub, Sql } from "../ports.ts";
import { meterLinks } from "../store/accounts.ts";
import { countQuiet, quietMeters, quietSince } from "../store/quiet-meters.ts";
import {
  countAsked,
  countSilent,
  endSilent,
  silentMeters,
  type SilentRow,
  silentServices,
  tellSilent,
} from "../store/reads-asked.ts";
import type { AccountUse } from "./account-use.ts";
import { settingsAt } from "./settings.ts";

/**
 * Staff are told with the fourth ask in a row: three were in vain, the last of them for eight hours. Of a network that loses three
 * asks of a hundred that is chance once in 37,000, and a late answer comes within six hours.
 */
const TOLD_WITH_ASK = 4;

/** Counts an ask of a service's meter. True where staff are told of it with this one: it does not answer. */
export function noteAsked(
  sql: Sql,
  now: Now,
  home: Home,
  { serviceId, use }: { readonly serviceId: string; readonly use: AccountUse },
): boolean {
  const throughMs = throughOf(use, serviceId);
  const inARow = countAsked(sql, home, serviceId, { atMs: now.serviceMs, throughMs });
  return inARow >= TOLD_WITH_ASK && tellSilent(sql, home, serviceId, now.wallMs);
}

/**
 * Ends the cases of meters that have told something newer since they were asked, or all of them where an account's meters are
 * asked no more. Returns the services of those that ended.
 */
export function endAnswered(
  sql: Sql,
  home: Home,
  { use, isAsked }: { readonly use: AccountUse; readonly isAsked: boolean },
): readonly string[] {
  const ended = silentServices(sql, home)
    .filter(({ serviceId, throughMs }) => {
      return !isAsked || (throughOf(use, serviceId) ?? 0) > (throughMs ?? 0);
    })
    .map(({ serviceId }) => serviceId);
  for (const serviceId of ended) endSilent(sql, home, serviceId);
  return ended;
}

function throughOf({ rating }: AccountUse, serviceId: string): number | null {
  return rating.find((row) => row.serviceId === serviceId)?.throughMs ?? null;
}

/** More than staff can send somebody to in a day. */
const LISTED_MAX = 500;

export interface SilentMeter extends Omit<SilentRow, "lastAskedAtMs"> {
  readonly accountId: string;
  /** Null where the service has no meter any more. */
  readonly meterId: string | null;
  /** Service time; null where meters tell their reads by themselves, so that none is asked. */
  readonly lastAskedAtMs: number | null;
}

/** The meters of all open stores that staff are told of, the one that they have known of longest first. */
export async function listSilentMeters(hub: Hub): Promise<SilentMeter[]> {
  const now = hub.clock.now();
  const stores = await Promise.all(
    hub.store.slices().map((slice) => hub.store.read(slice, (sql) => silentHere(sql, now))),
  );
  return stores.flat().toSorted((one, other) => one.toldAtMs - other.toldAtMs);
}

function silentHere(sql: Sql, now: Now): SilentMeter[] {
  const asked = silentMeters(sql, LISTED_MAX).map(({ home, ...row }) => {
    const link = meterLinks(sql, home).findLast(({ serviceId }) => serviceId === row.serviceId);
    return { ...row, accountId: idOfHome(home), meterId: link?.meterId ?? null };
  });
  const quietMs = quietAfterMs(sql, now);
  if (quietMs === null) return asked;
  const at = { nowMs: now.serviceMs, beforeMs: now.serviceMs - quietMs, limit: LISTED_MAX };
  const quiet = quietMeters(sql, at).map(({ home, sinceMs, ...row }) => ({
    ...row,
    accountId: idOfHome(home),
    sinceMs,
    lastAskedAtMs: null,
    inARow: 0,
    toldAtMs: sinceMs + quietMs,
  }));
  return [...asked, ...quiet];
}

/** How many of them there are in this store. */
export function countSilentHere(sql: Sql, now: Now): number {
  const quietMs = quietAfterMs(sql, now);
  const at = { nowMs: now.serviceMs, beforeMs: now.serviceMs - (quietMs ?? 0) };
  return countSilent(sql) + (quietMs === null ? 0 : countQuiet(sql, at));
}

/** Since when a meter of an account has been silent, where staff are told of it; null where each is heard. */
export function silentSinceMs(sql: Sql, now: Now, home: Home): number | null {
  const since = silentServices(sql, home).map((row) => row.sinceMs);
  const quietMs = quietAfterMs(sql, now);
  const beforeMs = now.serviceMs - (quietMs ?? 0);
  const quiet =
    quietMs === null ? undefined : quietSince(sql, home, { nowMs: now.serviceMs, beforeMs });
  if (quiet !== undefined) since.push(quiet);
  return since.length === 0 ? null : Math.min(...since);
}

/**
 * Where meters tell their reads by themselves, how long one may tell nothing before staff hear of it: twice the age at which no
 * switching off rests on its reads any more, since one push may fail. Null where meters are asked, or nothing is configured.
 */
function quietAfterMs(sql: Sql, now: Now): number | null {
  const inForce = settingsAt(sql, now.serviceMs);
  if (inForce === null || Boolean(inForce.settings.reading)) return null;
  return 2 * inForce.settings.supply.dataAgeMaxMs;
}
