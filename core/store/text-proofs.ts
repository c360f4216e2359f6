/** Home: utility. The code by which a line may prove who is there, in place of a PIN; a newer one ends the one before it. */
import type { Home, Sql } from "../ports.ts";

export interface TextProofRow {
  readonly line: string;
  readonly channel: string;
  /** Whose proof was asked for: an account number as it was keyed, or an account. */
  readonly number: string | null;
  readonly accountId: string | null;
  /** Null where nobody has it: such a code was sent to nobody, and is tried like any other. */
  readonly customerId: string | null;
  readonly digest: string;
  readonly tries: number;
  readonly madeAtMs: number;
  /** Of the number that it was sent to, the range; null where it was sent to nobody. */
  readonly sentRange: string | null;
}

export type ProofPlace = Pick<TextProofRow, "line" | "channel">;

export function saveTextProof(sql: Sql, home: Home, row: Omit<TextProofRow, "tries">): void {
  sql.run(
    `INSERT INTO text_proof (home, line, channel, number, account_id, customer_id, digest, tries, made_at_ms, sent_range)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?9)
     ON CONFLICT (home, line, channel) DO UPDATE SET number = ?4, account_id = ?5, customer_id = ?6, digest = ?7,
       tries = 0, made_at_ms = ?8, sent_range = ?9`,
    [
      home,
      row.line,
      row.channel,
      row.number,
      row.accountId,
      row.customerId,
      row.digest,
      row.madeAtMs,
      row.sentRange,
    ],
  );
}

export function textProofAt(
  sql: Sql,
  home: Home,
  { line, channel }: ProofPlace,
): TextProofRow | undefined {
  return sql.get(
    `SELECT line, channel, number, account_id AS accountId, customer_id AS customerId, digest, tries, made_at_ms AS madeAtMs,
       sent_range AS sentRange
     FROM text_proof WHERE home = ?1 AND line = ?2 AND channel = ?3`,
    [home, line, channel],
  );
}

export function countTry(sql: Sql, home: Home, { line, channel }: ProofPlace): void {
  sql.run(
    "UPDATE text_proof SET tries = tries + 1 WHERE home = ?1 AND line = ?2 AND channel = ?3",
    [home, line, channel],
  );
}

/** True for whoever uses it first; a code that was replaced meanwhile is nobody's. */
export function useTextProof(sql: Sql, home: Home, row: TextProofRow): boolean {
  const { line, channel, digest } = row;
  const used = sql.run(
    "DELETE FROM text_proof WHERE home = ?1 AND line = ?2 AND channel = ?3 AND digest = ?4",
    [home, line, channel, digest],
  );
  return used === 1;
}

/** Of so many codes of visits that come next after a line, takes away those that were made before an instant. */
export function forgetTextProofs(
  sql: Sql,
  home: Home,
  { line, beforeMs, limit }: { line: string; beforeMs: number; limit: number },
): void {
  sql.run(
    `DELETE FROM text_proof WHERE home = ?1 AND made_at_ms < ?3 AND channel = 'portal' AND line IN (
       SELECT line FROM text_proof WHERE home = ?1 AND line > ?2 ORDER BY line LIMIT CAST(?4 AS INTEGER))`,
    [home, line, beforeMs, limit],
  );
}
