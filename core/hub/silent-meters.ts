import { idOfHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Hub, Sql } from "../ports.ts";
import { meterLinks } from "../store/accounts.ts";
import {
  countAsked,
  endSilent,
  silentMeters,
  type SilentRow,
  silentServices,
  tellSilent,
} from "../store/reads-asked.ts";
import type { AccountUse } from "./account-use.ts";

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

export interface SilentMeter extends SilentRow {
  readonly accountId: string;
  /** Null where the service has no meter any more. */
  readonly meterId: string | null;
}

/** The meters of all open stores that staff are told of, the one that they have known of longest first. */
export async function listSilentMeters(hub: Hub): Promise<SilentMeter[]> {
  const stores = await Promise.all(
    hub.store.slices().map((slice) => hub.store.read(slice, (sql) => silentHere(sql))),
  );
  return stores.flat().toSorted((one, other) => one.toldAtMs - other.toldAtMs);
}

function silentHere(sql: Sql): SilentMeter[] {
  return silentMeters(sql, LISTED_MAX).map(({ home, ...row }) => {
    const link = meterLinks(sql, home).findLast(({ serviceId }) => serviceId === row.serviceId);
    return { ...row, accountId: idOfHome(home), meterId: link?.meterId ?? null };
  });
}
