/** Home: utility. When the next text of a number, or of all of them, may leave, and what of a local day has left or was stopped. */
import type { Home, Sql } from "../ports.ts";

export type TextLane = "answer" | "bulk";

/** When the next may leave (wall time); undefined before the first. */
export function nextSlotMs(
  sql: Sql,
  home: Home,
  subject: string,
  lane: TextLane,
): number | undefined {
  return sql.get<{ nextMs: number }>(
    "SELECT next_at_ms AS nextMs FROM text_slot WHERE home = ?1 AND subject = ?2 AND lane = ?3",
    [home, subject, lane],
  )?.nextMs;
}

export function saveSlot(
  sql: Sql,
  home: Home,
  slot: { readonly subject: string; readonly lane: TextLane; readonly nextMs: number },
): void {
  sql.run(
    `INSERT INTO text_slot (home, subject, lane, next_at_ms) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (home, subject, lane) DO UPDATE SET next_at_ms = ?4`,
    [home, slot.subject, slot.lane, slot.nextMs],
  );
}

export function countOfDay(sql: Sql, home: Home, day: string, subject: string): number {
  return (
    sql.get<{ count: number }>(
      "SELECT count FROM text_day WHERE home = ?1 AND day = ?2 AND subject = ?3",
      [home, day, subject],
    )?.count ?? 0
  );
}

/** Adds to a count, and says what it comes to. The days before the last are forgotten with the first count of a day. */
export function addToDay(
  sql: Sql,
  home: Home,
  day: string,
  { subject, more }: { readonly subject: string; readonly more: number },
): number {
  const before = countOfDay(sql, home, day, subject);
  if (before === 0) {
    sql.run(
      `DELETE FROM text_day WHERE home = ?1 AND day < (SELECT max(day) FROM text_day WHERE home = ?1 AND day < ?2)`,
      [home, day],
    );
  }
  sql.run(
    `INSERT INTO text_day (home, day, subject, count) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (home, day, subject) DO UPDATE SET count = count + ?4`,
    [home, day, subject, more],
  );
  return before + more;
}

/** The counts of the newest day there is, but for those of single prefixes. */
export function newestDay(sql: Sql, home: Home): { subject: string; count: number }[] {
  return sql.all(
    `SELECT subject, count FROM text_day WHERE home = ?1 AND day = (SELECT max(day) FROM text_day WHERE home = ?1)
       AND subject NOT LIKE 'prefix %' ORDER BY subject`,
    [home],
  );
}
