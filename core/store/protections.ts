/** Home: account. What staff have on record that protects a household; a row is ended, never rewritten. */
import type { Home, Sql } from "../ports.ts";

export interface ProtectionRow {
  readonly id: string;
  readonly kind: "medical" | "critical_care" | "dispute" | "plan" | "pledge" | "age" | "disabled";
  /** Service time. */
  readonly fromMs: number;
  /** Not included; null until it is ended. */
  readonly untilMs: number | null;
  /** Of a pledge: what it will lift the level by; of a dispute: how far below it holds, 0 however far; of the others 0. */
  readonly liftUnits: number;
  /** Of an age: how old the household's oldest member was when it began; of the others null. */
  readonly years: number | null;
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

const columns = `id, kind, from_ms AS fromMs, until_ms AS untilMs, lift_units AS liftUnits, years,
  recorded_at_ms AS recordedAtMs, recorded_by AS recordedBy`;

export function addProtection(sql: Sql, home: Home, row: ProtectionRow): void {
  sql.run(
    `INSERT INTO protection (home, id, kind, from_ms, until_ms, lift_units, years, recorded_at_ms, recorded_by)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
    [
      home,
      row.id,
      row.kind,
      row.fromMs,
      row.untilMs,
      row.liftUnits,
      row.years,
      row.recordedAtMs,
      row.recordedBy,
    ],
  );
}

export function protectionOf(sql: Sql, home: Home, id: string): ProtectionRow | undefined {
  return sql.get(`SELECT ${columns} FROM protection WHERE home = ?1 AND id = ?2`, [home, id]);
}

export function protectionsOf(sql: Sql, home: Home): ProtectionRow[] {
  return sql.all(`SELECT ${columns} FROM protection WHERE home = ?1 ORDER BY from_ms, id`, [home]);
}

export function endProtectionRow(sql: Sql, home: Home, id: string, untilMs: number): void {
  sql.run("UPDATE protection SET until_ms = ?3 WHERE home = ?1 AND id = ?2", [home, id, untilMs]);
}
