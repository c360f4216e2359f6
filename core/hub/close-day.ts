import { localDay, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { homesChangedAfter, lastDayClosed } from "../store/journal.ts";
import { beginHappening, recordHappening } from "./journal.ts";

/** Homes named in one `day-closed` row: keeps the row under the 2 MB that a Durable Object stores. */
const HOMES_A_ROW = 10_000;

/**
 * After a local midnight, writes which homes of this store changed since the last `day-closed` and their last sequences, so
 * that a reader of the shipped journal knows when the day is complete. Nothing happens a second time on the same day.
 */
export function closeDay(
  sql: Sql,
  now: Now,
  home: Home,
  zone: string,
): { kind: "closed"; day: string; homes: number } | { kind: "not_yet" } {
  const today = localDay(zone, now.serviceMs);
  const last = lastDayClosed(sql);
  const closed =
    last === undefined ? null : (JSON.parse(last.facts) as { nextDay: string }).nextDay;
  if (closed !== null && closed >= today) return { kind: "not_yet" };
  const changed = homesChangedAfter(sql, last?.position ?? 0);
  if (closed === null && changed.length === 0) return { kind: "not_yet" };
  const parts = Math.max(1, Math.ceil(changed.length / HOMES_A_ROW));
  for (let part = 0; part < parts; part += 1) {
    const homes = changed.slice(part * HOMES_A_ROW, (part + 1) * HOMES_A_ROW);
    recordHappening(sql, now, beginHappening(sql, home), {
      kind: "day-closed",
      actor: "hub",
      channel: null,
      cause: today,
      facts: {
        nextDay: today,
        part: part + 1,
        parts,
        homes: Object.fromEntries(homes.map((row) => [row.home, row.sequence])),
      },
    });
  }
  return { kind: "closed", day: today, homes: changed.length };
}
