/** Home: account. Post-pay bills and what paid them, how far unpaid ones have come, and the changes of billing agreed to. */
import type { Mode } from "./accounts.ts";
import type { LocalDay } from "../instant.ts";
import type { BillPart, OpenBill } from "../payment/bills.ts";
import type { Dunning } from "../payment/dunning.ts";
import type { Home, Sql } from "../ports.ts";

export interface BillRow {
  /** The source and the id: unique in the account. */
  readonly key: string;
  /** Who made the bill: `own`, or the name of the system it was imported from. */
  readonly source: string;
  readonly id: string;
  readonly version: number;
  /** Of all that the version says, so that the same version with other content is known. */
  readonly digest: string;
  readonly issuedDay: LocalDay;
  readonly dueDay: LocalDay;
  readonly amountUnits: number;
  readonly paidUnits: number;
}

const columns = `key, source, id, version, digest, issued_day AS issuedDay, due_day AS dueDay, amount_units AS amountUnits,
  paid_units AS paidUnits`;

export function billOf(sql: Sql, home: Home, key: string): BillRow | undefined {
  return sql.get(`SELECT ${columns} FROM bill WHERE home = ?1 AND key = ?2`, [home, key]);
}

/** A new bill, or a later version of one that is there; what was paid of it stays, up to its amount. */
export function saveBill(sql: Sql, home: Home, row: Omit<BillRow, "paidUnits">): void {
  sql.run(
    `INSERT INTO bill (home, key, source, id, version, digest, issued_day, due_day, amount_units, paid_units)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)
     ON CONFLICT (home, key) DO UPDATE SET version = ?5, digest = ?6, issued_day = ?7, due_day = ?8, amount_units = ?9,
       paid_units = min(paid_units, ?9)`,
    [
      home,
      row.key,
      row.source,
      row.id,
      row.version,
      row.digest,
      row.issuedDay,
      row.dueDay,
      row.amountUnits,
    ],
  );
}

export function openBills(sql: Sql, home: Home): OpenBill[] {
  return sql.all(
    `SELECT key, issued_day AS issuedDay, due_day AS dueDay, amount_units - paid_units AS leftUnits
     FROM bill WHERE home = ?1 AND paid_units < amount_units ORDER BY due_day, issued_day, key`,
    [home],
  );
}

/** The newest bills first. */
export function billsOf(sql: Sql, home: Home, limit: number): BillRow[] {
  return sql.all(
    `SELECT ${columns} FROM bill WHERE home = ?1 ORDER BY issued_day DESC, key DESC LIMIT CAST(?2 AS INTEGER)`,
    [home, limit],
  );
}

/** Counts a part of a transfer to a bill; a negative one is taken back from it. */
export function addBillPart(sql: Sql, home: Home, transferId: string, part: BillPart): void {
  sql.run(
    "INSERT INTO bill_part (home, transfer_id, bill_key, amount_units) VALUES (?1, ?2, ?3, ?4)",
    [home, transferId, part.key, part.amountUnits],
  );
  sql.run("UPDATE bill SET paid_units = paid_units + ?3 WHERE home = ?1 AND key = ?2", [
    home,
    part.key,
    part.amountUnits,
  ]);
}

/** Homes of this store whose accounts are post-pay now. */
export function postpayHomes(sql: Sql): Home[] {
  return sql
    .all<{ home: Home }>(
      "SELECT home FROM account_mode WHERE mode = 'postpay' AND to_ms IS NULL ORDER BY home",
    )
    .map(({ home }) => home);
}

/** What a transfer paid of which bills. */
export function billPartsOf(sql: Sql, home: Home, transferId: string): BillPart[] {
  return sql.all(
    `SELECT bill_key AS key, amount_units AS amountUnits FROM bill_part
     WHERE home = ?1 AND transfer_id = ?2 ORDER BY bill_key`,
    [home, transferId],
  );
}

export function dunningOf(sql: Sql, home: Home): Dunning | undefined {
  return sql.get("SELECT stage, since_day AS sinceDay FROM dunning WHERE home = ?1", [home]);
}

export function saveDunning(sql: Sql, home: Home, { stage, sinceDay }: Dunning): void {
  sql.run(
    `INSERT INTO dunning (home, stage, since_day) VALUES (?1, ?2, ?3)
     ON CONFLICT (home) DO UPDATE SET stage = ?2, since_day = ?3`,
    [home, stage, sinceDay],
  );
}

/** What use of post-pay cost that was used from an instant on: it is for a later bill than one that ends there. */
export function usedSince(sql: Sql, home: Home, fromMs: number): number {
  const row = sql.get<{ units: number | null }>(
    `SELECT sum(amount_units) AS units FROM entry INDEXED BY entry_receivable
     CROSS JOIN transfer ON transfer.home = entry.home AND transfer.id = transfer_id
     WHERE entry.home = ?1 AND account = 'receivable' AND code = 'usage' AND effective_at_ms >= ?2`,
    [home, fromMs],
  );
  return row?.units ?? 0;
}

export interface ConversionRow {
  /** Made by the caller: the same again is the same change. */
  readonly key: string;
  readonly mode: Mode;
  /** Who agreed, as staff know them; to which version of the terms; and how. */
  readonly agreedBy: string;
  readonly agreedTerms: string;
  readonly agreedChannel: string;
  readonly actor: string;
  readonly convertedAtMs: number;
}

export function conversionOf(sql: Sql, home: Home, key: string): ConversionRow | undefined {
  return sql.get(
    `SELECT key, mode, agreed_by AS agreedBy, agreed_terms AS agreedTerms, agreed_channel AS agreedChannel, actor,
       converted_at_ms AS convertedAtMs FROM conversion WHERE home = ?1 AND key = ?2`,
    [home, key],
  );
}

export function addConversion(sql: Sql, home: Home, row: ConversionRow): void {
  sql.run(
    `INSERT INTO conversion (home, key, mode, agreed_by, agreed_terms, agreed_channel, actor, converted_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
    [
      home,
      row.key,
      row.mode,
      row.agreedBy,
      row.agreedTerms,
      row.agreedChannel,
      row.actor,
      row.convertedAtMs,
    ],
  );
}
