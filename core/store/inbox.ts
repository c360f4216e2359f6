/** Home: every home has its own inbox; a key that is there was applied, and its answer can be given again. */
import type { Home, Sql } from "../ports.ts";

/** True when the key is new and now taken; false when it was seen before. */
export function takeKey(sql: Sql, home: Home, key: string, nowMs: number): boolean {
  return (
    sql.run(
      "INSERT INTO inbox (home, key, received_at_ms) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
      [home, key, nowMs],
    ) === 1
  );
}

export function answerOf(sql: Sql, home: Home, key: string): string | null | undefined {
  const row = sql.get<{ answer: string | null }>(
    "SELECT answer FROM inbox WHERE home = ?1 AND key = ?2",
    [home, key],
  );
  return row?.answer;
}

export function saveAnswer(sql: Sql, home: Home, key: string, answer: string): void {
  sql.run("UPDATE inbox SET answer = ?3 WHERE home = ?1 AND key = ?2", [home, key, answer]);
}

/** Writes a row and takes it back: goes through where a happening would, and leaves nothing. */
export function tryWriting(sql: Sql, home: Home, nowMs: number): void {
  sql.run("INSERT INTO inbox (home, key, received_at_ms) VALUES (?1, 'health', ?2)", [home, nowMs]);
  sql.run("DELETE FROM inbox WHERE home = ?1 AND key = 'health'", [home]);
}

export interface KeyTaken {
  readonly home: Home;
  readonly key: string;
  readonly receivedAtMs: number;
}

/** Keys of the lines of phones after a place, in their order. A number begins with "+", a terminal does not; "," is the sign behind it. */
export function lineKeysAfter(
  sql: Sql,
  after: { readonly home: Home; readonly key: string },
  limit: number,
): KeyTaken[] {
  return sql.all(
    `SELECT home, key, received_at_ms AS receivedAtMs FROM inbox
     WHERE (home, key) > (max(?1, 'line:+'), ?2) AND home < 'line:,' ORDER BY home, key LIMIT CAST(?3 AS INTEGER)`,
    [after.home, after.key, limit],
  );
}

export function removeKey(sql: Sql, home: Home, key: string): void {
  sql.run("DELETE FROM inbox WHERE home = ?1 AND key = ?2", [home, key]);
}
