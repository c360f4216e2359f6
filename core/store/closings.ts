/** Home: account. When its customer leaves, what ended with it, and what of its money went to another account of theirs. */
import type { LocalDay } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";

export interface ClosingRow {
  /** Made by who asked: the same id is the same closing. */
  readonly id: string;
  /** Asked: the day is still to come. Closed: it has, and what is left is not reckoned yet. Settled: it is. */
  readonly state: "asked" | "closed" | "settled" | "withdrawn";
  /** Until when the customer has the services, service time. */
  readonly atMs: number;
  /** The last local day of the customer's; null where it ends within one. */
  readonly day: LocalDay | null;
  /** The account of the same customer that takes what is left; null where the customer does. */
  readonly moveTo: string | null;
  readonly channel: string;
  readonly actor: string;
  readonly askedAtMs: number;
  /** What ended with it, as JSON; null until it has. */
  readonly ended: string | null;
  readonly settledAtMs: number | null;
  /** The figures that the customer was last told, as JSON. */
  readonly told: string | null;
}

const columns = `id, state, at_ms AS atMs, day, move_to AS moveTo, channel, actor, asked_at_ms AS askedAtMs, ended,
  settled_at_ms AS settledAtMs, told`;

/** The closing that stands; a unique index lets there be one at most. */
export function closingOf(sql: Sql, home: Home): ClosingRow | undefined {
  return sql.get(`SELECT ${columns} FROM closing WHERE home = ?1 AND state <> 'withdrawn'`, [home]);
}

export function closingById(sql: Sql, home: Home, id: string): ClosingRow | undefined {
  return sql.get(`SELECT ${columns} FROM closing WHERE home = ?1 AND id = ?2`, [home, id]);
}

export function addClosing(
  sql: Sql,
  home: Home,
  row: Omit<ClosingRow, "state" | "ended" | "settledAtMs" | "told">,
): void {
  sql.run(
    `INSERT INTO closing (home, id, state, at_ms, day, move_to, channel, actor, asked_at_ms)
     VALUES (?1, ?2, 'asked', ?3, ?4, ?5, ?6, ?7, ?8)`,
    [home, row.id, row.atMs, row.day, row.moveTo, row.channel, row.actor, row.askedAtMs],
  );
}

export function withdrawClosingRow(sql: Sql, home: Home, id: string): void {
  sql.run("UPDATE closing SET state = 'withdrawn' WHERE home = ?1 AND id = ?2", [home, id]);
}

export function closeRow(sql: Sql, home: Home, row: { id: string; ended: string }): void {
  sql.run("UPDATE closing SET state = 'closed', ended = ?3 WHERE home = ?1 AND id = ?2", [
    home,
    row.id,
    row.ended,
  ]);
}

/** Reckoned for the first time, or anew; `told` is what the customer hears of it. */
export function settleRow(
  sql: Sql,
  home: Home,
  row: { readonly id: string; readonly told: string; readonly atMs: number },
): void {
  sql.run(
    `UPDATE closing SET state = 'settled', told = ?3, settled_at_ms = coalesce(settled_at_ms, ?4)
     WHERE home = ?1 AND id = ?2`,
    [home, row.id, row.told, row.atMs],
  );
}

/** The account is closed from an instant on; its services, meters and tariffs were ended before. */
export function closeAccountRow(sql: Sql, home: Home, atMs: number): void {
  sql.run("UPDATE account SET closed_at_ms = ?2 WHERE home = ?1", [home, atMs]);
}

const dated = ["service", "service_meter", "service_tariff"] as const;

/** Ends services, meters and tariffs at an instant: what would go on beyond it. */
export function endServices(sql: Sql, home: Home, atMs: number): void {
  for (const table of dated) {
    sql.run(`UPDATE ${table} SET to_ms = ?2 WHERE home = ?1 AND (to_ms IS NULL OR to_ms > ?2)`, [
      home,
      atMs,
    ]);
  }
}

/** What was to end at an instant goes on. */
export function goOnWithServices(sql: Sql, home: Home, atMs: number): void {
  for (const table of dated) {
    sql.run(`UPDATE ${table} SET to_ms = NULL WHERE home = ?1 AND to_ms = ?2`, [home, atMs]);
  }
}

export interface LeftMoveRow {
  readonly id: string;
  readonly accountId: string;
  /** Below zero what was owed. */
  readonly amountUnits: number;
  readonly state: "sent" | "came_back";
}

export function addLeftMove(
  sql: Sql,
  home: Home,
  row: Omit<LeftMoveRow, "state"> & { readonly atMs: number },
): void {
  sql.run(
    `INSERT INTO left_move (home, id, account_id, amount_units, state, sent_at_ms) VALUES (?1, ?2, ?3, ?4, 'sent', ?5)`,
    [home, row.id, row.accountId, row.amountUnits, row.atMs],
  );
}

export function noteCameBack(sql: Sql, home: Home, id: string): void {
  sql.run("UPDATE left_move SET state = 'came_back' WHERE home = ?1 AND id = ?2", [home, id]);
}

/** Whether anything that was sent to another account could not stay there. */
export function cameBack(sql: Sql, home: Home): boolean {
  const text = "SELECT 1 AS found FROM left_move WHERE home = ?1 AND state = 'came_back' LIMIT 1";
  return sql.get(text, [home]) !== undefined;
}

/** What went to other accounts and stayed there, the oldest first. */
export function leftMoves(sql: Sql, home: Home): LeftMoveRow[] {
  return sql.all(
    `SELECT id, account_id AS accountId, amount_units AS amountUnits, state FROM left_move
     WHERE home = ?1 AND state = 'sent' ORDER BY sent_at_ms, id`,
    [home],
  );
}
