/** Home: utility. Talks that may go on at another line; a code is kept as its hash and is good once. */
import type { Home, Sql } from "../ports.ts";

export interface HandOverRow {
  readonly hash: string;
  readonly channel: "sms" | "ivr" | "kiosk" | "portal";
  readonly line: string;
  readonly numberUsed: string;
  readonly accountId: string;
  readonly amountMinor: number | null;
  readonly offeredAtMs: number;
}

/** A newer offer of a line takes the place of the one before; two lines never share a code that is still good. */
export function addHandOver(sql: Sql, home: Home, row: HandOverRow): void {
  sql.run("DELETE FROM hand_over WHERE home = ?1 AND line = ?2 AND channel = ?3", [
    home,
    row.line,
    row.channel,
  ]);
  sql.run(
    `INSERT INTO hand_over (home, hash, channel, line, number_used, account_id, amount_minor, offered_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
     ON CONFLICT (home, hash) DO UPDATE SET used_at_ms = offered_at_ms`,
    [
      home,
      row.hash,
      row.channel,
      row.line,
      row.numberUsed,
      row.accountId,
      row.amountMinor,
      row.offeredAtMs,
    ],
  );
}

export function openHandOver(sql: Sql, home: Home, hash: string): HandOverRow | undefined {
  return sql.get(
    `SELECT hash, channel, line, number_used AS numberUsed, account_id AS accountId, amount_minor AS amountMinor,
       offered_at_ms AS offeredAtMs FROM hand_over WHERE home = ?1 AND hash = ?2 AND used_at_ms IS NULL`,
    [home, hash],
  );
}

export function useHandOver(sql: Sql, home: Home, hash: string, nowMs: number): void {
  sql.run("UPDATE hand_over SET used_at_ms = ?3 WHERE home = ?1 AND hash = ?2", [
    home,
    hash,
    nowMs,
  ]);
}
