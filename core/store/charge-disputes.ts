/** Home: account. Charges that its customer calls wrong, and how a person decided. */
import type { DisputeStanding } from "../payment/dispute.ts";
import type { Home, Sql } from "../ports.ts";

export interface ChargeDisputeRow {
  readonly id: string;
  readonly state: "open" | "upheld" | "rejected";
  readonly standing: DisputeStanding;
  /** What had been charged of late when it was opened. */
  readonly chargedUnits: number;
  readonly heldUnits: number;
  readonly untilMs: number | null;
  readonly channel: string;
  readonly openedAtMs: number;
  /** Why it was decided so; null while it is open. */
  readonly reason: string | null;
  readonly creditedMinor: number;
  readonly decidedAtMs: number | null;
  readonly decidedBy: string | null;
}

const columns = `id, state, standing, charged_units AS chargedUnits, held_units AS heldUnits, until_ms AS untilMs, channel,
  opened_at_ms AS openedAtMs, reason, credited_minor AS creditedMinor, decided_at_ms AS decidedAtMs, decided_by AS decidedBy`;

export function addChargeDispute(
  sql: Sql,
  home: Home,
  row: Omit<ChargeDisputeRow, "state" | "reason" | "creditedMinor" | "decidedAtMs" | "decidedBy">,
): void {
  sql.run(
    `INSERT INTO charge_dispute (home, id, state, standing, charged_units, held_units, until_ms, channel, opened_at_ms)
     VALUES (?1, ?2, 'open', ?3, ?4, ?5, ?6, ?7, ?8)`,
    [
      home,
      row.id,
      row.standing,
      row.chargedUnits,
      row.heldUnits,
      row.untilMs,
      row.channel,
      row.openedAtMs,
    ],
  );
}

export function chargeDisputeOf(sql: Sql, home: Home, id: string): ChargeDisputeRow | undefined {
  return sql.get(`SELECT ${columns} FROM charge_dispute WHERE home = ?1 AND id = ?2`, [home, id]);
}

/** The newest first. */
export function chargeDisputesOf(sql: Sql, home: Home): ChargeDisputeRow[] {
  return sql.all(
    `SELECT ${columns} FROM charge_dispute WHERE home = ?1 ORDER BY opened_at_ms DESC, id`,
    [home],
  );
}

export function decideChargeDispute(
  sql: Sql,
  home: Home,
  row: Pick<ChargeDisputeRow, "id" | "state" | "reason" | "creditedMinor"> & {
    readonly nowMs: number;
    readonly actor: string;
  },
): void {
  sql.run(
    `UPDATE charge_dispute SET state = ?3, reason = ?4, credited_minor = ?5, decided_at_ms = ?6, decided_by = ?7
     WHERE home = ?1 AND id = ?2`,
    [home, row.id, row.state, row.reason, row.creditedMinor, row.nowMs, row.actor],
  );
}

/** What prepaid use and its fixed charges and taxes came to, of what was used from an instant on, corrections taken off. */
export function chargedSince(sql: Sql, home: Home, fromMs: number): number {
  const row = sql.get<{ readonly units: number | null }>(
    `SELECT sum(amount_units) AS units FROM transfer
     CROSS JOIN entry ON entry.home = transfer.home AND transfer_id = transfer.id
     WHERE transfer.home = ?1 AND code = 'usage' AND effective_at_ms >= ?2
       AND account IN ('prepaid', 'shortfall', 'emergency_credit')`,
    [home, fromMs],
  );
  return row?.units ?? 0;
}
