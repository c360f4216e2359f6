/** Home: utility. Codes by text that went to a range of numbers and those that were given back, span by span. */
import type { Home, Sql } from "../ports.ts";

export interface RangeSpan {
  readonly range: string;
  /** Wall time. */
  readonly spanFromMs: number;
}

/** Counts one sent; with the first of a span, those of before `forgetBeforeMs` are forgotten. */
export function addSentCode(
  sql: Sql,
  home: Home,
  { range, spanFromMs }: RangeSpan,
  forgetBeforeMs: number,
): void {
  const changed = sql.run(
    "UPDATE code_range SET sent = sent + 1 WHERE home = ?1 AND number_range = ?2 AND span_from_ms = ?3",
    [home, range, spanFromMs],
  );
  if (changed > 0) return;
  sql.run("DELETE FROM code_range WHERE home = ?1 AND span_from_ms < ?2", [home, forgetBeforeMs]);
  sql.run(
    "INSERT INTO code_range (home, number_range, span_from_ms, sent, used) VALUES (?1, ?2, ?3, 1, 0)",
    [home, range, spanFromMs],
  );
}

/** Counts one given back, in the span that it was sent in; nothing where none of it was counted as sent. */
export function addUsedCode(sql: Sql, home: Home, { range, spanFromMs }: RangeSpan): void {
  sql.run(
    `UPDATE code_range SET used = min(sent, used + 1)
     WHERE home = ?1 AND number_range = ?2 AND span_from_ms = ?3`,
    [home, range, spanFromMs],
  );
}

export interface RangeUse {
  readonly range: string;
  readonly sent: number;
  readonly used: number;
}

/** What of the spans from the one instant up to and without the other went to one range and came back. */
export function rangeUse(
  sql: Sql,
  home: Home,
  range: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): RangeUse {
  const row = sql.get<{ sent: number | null; used: number | null }>(
    `SELECT sum(sent) AS sent, sum(used) AS used FROM code_range
     WHERE home = ?1 AND number_range = ?2 AND span_from_ms >= ?3 AND span_from_ms < ?4`,
    [home, range, fromMs, toMs],
  );
  return { range, sent: row?.sent ?? 0, used: row?.used ?? 0 };
}

/** The same of every range to which at least so many went, the most first. */
export function rangesUsed(
  sql: Sql,
  home: Home,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  { sentLeast, limit }: { readonly sentLeast: number; readonly limit: number },
): RangeUse[] {
  return sql.all(
    `SELECT number_range AS range, sum(sent) AS sent, sum(used) AS used FROM code_range
     WHERE home = ?1 AND span_from_ms >= ?2 AND span_from_ms < ?3
     GROUP BY number_range HAVING sum(sent) >= CAST(?4 AS INTEGER)
     ORDER BY sum(sent) DESC, number_range LIMIT CAST(?5 AS INTEGER)`,
    [home, fromMs, toMs, sentLeast, limit],
  );
}
