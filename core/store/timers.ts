/** Home: every home has its own timers; each names the clock that it runs by. */
import type { Home, Sql } from "../ports.ts";

export interface Timer {
  readonly home: Home;
  /** One timer a key: setting it again moves it. */
  readonly key: string;
  readonly clock: "wall" | "service";
  readonly dueAtMs: number;
  readonly kind: string;
  readonly payload: string;
}

export function setTimer(sql: Sql, timer: Timer): void {
  sql.run(
    `INSERT INTO timer (home, key, clock, due_at_ms, kind, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (home, key) DO UPDATE SET clock = ?3, due_at_ms = ?4, kind = ?5, payload = ?6`,
    [timer.home, timer.key, timer.clock, timer.dueAtMs, timer.kind, timer.payload],
  );
}

export function clearTimer(sql: Sql, home: Home, key: string): void {
  sql.run("DELETE FROM timer WHERE home = ?1 AND key = ?2", [home, key]);
}

export function timerOf(sql: Sql, home: Home, key: string): Timer | undefined {
  return sql.get(
    "SELECT home, key, clock, due_at_ms AS dueAtMs, kind, payload FROM timer WHERE home = ?1 AND key = ?2",
    [home, key],
  );
}

export function dueTimers(sql: Sql, clock: Timer["clock"], nowMs: number, limit: number): Timer[] {
  return sql.all(
    `SELECT home, key, clock, due_at_ms AS dueAtMs, kind, payload FROM timer WHERE clock = ?1 AND due_at_ms <= ?2
     ORDER BY due_at_ms LIMIT CAST(?3 AS INTEGER)`,
    [clock, nowMs, limit],
  );
}

/** When the earliest timer of a clock is due, by that clock; null when none is set. */
export function nextTimerMs(sql: Sql, clock: Timer["clock"]): number | null {
  const text = "SELECT min(due_at_ms) AS dueAtMs FROM timer WHERE clock = ?1";
  return sql.get<{ dueAtMs: number | null }>(text, [clock])?.dueAtMs ?? null;
}

/** Removes the timer if it still stands as it was read; false when it was moved or fired meanwhile. */
export function takeTimer(sql: Sql, timer: Timer): boolean {
  return (
    sql.run("DELETE FROM timer WHERE home = ?1 AND key = ?2 AND due_at_ms = ?3", [
      timer.home,
      timer.key,
      timer.dueAtMs,
    ]) === 1
  );
}
