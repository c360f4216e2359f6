import { HOUR_MS, MINUTE_MS, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type AttemptRow, attemptsOf, saveAttempts } from "../store/secrets.ts";

/** Numbers that no account has, typed at one terminal by whoever came: as many as the help sheet of one visit waits for. */
const MISSES_MAX = 3;
/** After so many no number is looked for; each further miss doubles the wait. Short, for the next in the queue waits as well. */
const WAIT_FIRST_MS = MINUTE_MS;
const WAIT_MAX_MS = 15 * MINUTE_MS;
/** Misses count no more when none came for so long. */
const FORGOTTEN_MS = HOUR_MS;

const SUBJECT = "number";

/**
 * Whether numbers are looked for at this terminal now. It is kept at the line and goes by no visit, so that starting over brings no more
 * guesses; and while it holds, a number that an account has is answered like any other.
 */
export function looksForNumbers(sql: Sql, now: Now, home: Home): boolean {
  return standingOf(sql, now, home).lockedUntilMs <= now.wallMs;
}

/** One more number that no account has; told before it is answered. */
export function countMiss(sql: Sql, now: Now, home: Home): void {
  const row = standingOf(sql, now, home);
  const failures = row.failures + 1;
  const over = failures - MISSES_MAX;
  const waitMs = over < 0 ? 0 : Math.min(WAIT_MAX_MS, WAIT_FIRST_MS * 2 ** over);
  const lockedUntilMs = waitMs === 0 ? 0 : now.wallMs + waitMs;
  saveAttempts(sql, home, { ...row, failures, lockedUntilMs, updatedAtMs: now.wallMs });
}

/** Who paid, or proved who they are, had mistyped at most: one miss is forgiven, and no more than one for each. */
export function forgiveMiss(sql: Sql, now: Now, home: Home): void {
  const row = standingOf(sql, now, home);
  if (row.failures > 0) saveAttempts(sql, home, { ...row, failures: row.failures - 1 });
}

function standingOf(sql: Sql, now: Now, home: Home): AttemptRow {
  const row = attemptsOf(sql, home, SUBJECT);
  const isKept =
    row !== undefined &&
    (row.lockedUntilMs > now.wallMs || now.wallMs - row.updatedAtMs < FORGOTTEN_MS);
  return isKept
    ? row
    : { subject: SUBJECT, failures: 0, lockedUntilMs: 0, updatedAtMs: now.wallMs };
}
