/** Home: account, who beside its customer is told; and line, for which accounts its number is told. */
import type { Home, Sql } from "../ports.ts";

export type SecondState = "asked" | "agreed" | "ended";

export interface SecondContactRow {
  /** E.164. */
  readonly line: string;
  readonly state: SecondState;
  readonly askedBy: string;
  /** Wall time, both. */
  readonly askedAtMs: number;
  readonly changedAtMs: number;
  /** How often this number was asked for this account. */
  readonly askedCount: number;
  /** "contact", "customer" or who of the utility; null while it is not ended. */
  readonly endedBy: string | null;
}

/** The newest asked first. */
export function secondContactsOf(sql: Sql, home: Home): SecondContactRow[] {
  return sql.all(
    `SELECT line, state, asked_by AS askedBy, asked_at_ms AS askedAtMs, changed_at_ms AS changedAtMs,
       asked_count AS askedCount, ended_by AS endedBy
     FROM second_contact WHERE home = ?1 ORDER BY asked_at_ms DESC, line`,
    [home],
  );
}

export function askSecond(
  sql: Sql,
  home: Home,
  { line, askedBy, nowMs }: { readonly line: string; readonly askedBy: string; nowMs: number },
): void {
  sql.run(
    `INSERT INTO second_contact (home, line, state, asked_by, asked_at_ms, asked_count, changed_at_ms)
     VALUES (?1, ?2, 'asked', ?3, ?4, 1, ?4)
     ON CONFLICT (home, line) DO UPDATE SET state = 'asked', asked_by = ?3, asked_at_ms = ?4,
       asked_count = asked_count + 1, changed_at_ms = ?4, ended_by = NULL`,
    [home, line, askedBy, nowMs],
  );
}

export function changeSecond(
  sql: Sql,
  home: Home,
  to: { line: string; state: "agreed" | "ended"; endedBy: string | null; nowMs: number },
): void {
  sql.run(
    "UPDATE second_contact SET state = ?3, ended_by = ?4, changed_at_ms = ?5 WHERE home = ?1 AND line = ?2",
    [home, to.line, to.state, to.endedBy, to.nowMs],
  );
}

export interface ToldForRow {
  readonly accountId: string;
  /** How the account's customer knows it, as it was when the number was asked. */
  readonly label: string;
  readonly state: SecondState;
}

export type OpenToldFor = ToldForRow & { readonly state: "asked" | "agreed" };

/** Those that are not over. */
export function toldForOf(sql: Sql, home: Home): OpenToldFor[] {
  return sql.all(
    `SELECT account_id AS accountId, label, state FROM told_for
     WHERE home = ?1 AND state <> 'ended' ORDER BY account_id`,
    [home],
  );
}

export function saveToldFor(sql: Sql, home: Home, row: ToldForRow): void {
  sql.run(
    `INSERT INTO told_for (home, account_id, label, state) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (home, account_id) DO UPDATE SET label = ?3, state = ?4`,
    [home, row.accountId, row.label, row.state],
  );
}
