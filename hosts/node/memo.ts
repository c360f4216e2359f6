import type { SqlValue } from "../../core/ports.ts";
import { onlyReads } from "../statement.ts";

/** Longer answers are asked for once by whoever wants them, and would only fill the memory. */
const ROWS_MAX = 64;

/** Answers kept at once; a group of happenings asks some dozens of questions each. */
const ANSWERS_MAX = 5_000;

/** The table that a statement writes; its name may stand in quotes. */
const written =
  /^\s*(?:insert(?:\s+or\s+\w+)?\s+into|replace\s+into|update(?:\s+or\s+\w+)?|delete\s+from)\s+"?(\w+)/i;

/** What a statement means for what was read before it: where `reads` is null it may write, into `table` or who knows where. */
export type Touch =
  | { readonly reads: ReadonlySet<string> }
  | { readonly reads: null; readonly table: string | null };

export function touchOf(text: string): Touch {
  // Every word of a read counts as a table's name: too many are as right as those that are.
  if (onlyReads(text)) return { reads: new Set(text.toLowerCase().match(/\w+/g)) };
  return { reads: null, table: written.exec(text)?.[1]?.toLowerCase() ?? null };
}

type Row = Readonly<Record<string, unknown>>;

/**
 * What the open transaction has read so far. One happening asks for its settings, its account and its balances up to seven
 * times, each in another file; nobody else writes meanwhile, so only its own writes can make an answer another one. What a
 * statement writes is its own table alone: no trigger of ours writes and no key cascades (a test holds the schema to that).
 */
export class Memo {
  readonly #answers = new Map<string, { readonly of: Touch; readonly rows: readonly Row[] }>();
  #open = false;

  /** A transaction begins. */
  open(): void {
    this.clear();
    this.#open = true;
  }

  close(): void {
    this.clear();
    this.#open = false;
  }

  clear(): void {
    this.#answers.clear();
  }

  /** Before a statement that may write: what was read of its table is no longer known. */
  forget(touch: Touch): void {
    if (touch.reads !== null) return;
    const { table } = touch;
    if (table === null) return this.clear();
    for (const [key, { of }] of this.#answers) {
      if (of.reads === null || of.reads.has(table)) this.#answers.delete(key);
    }
  }

  /** A key for the same question asked the same way; null for one that is not kept. */
  keyOf(way: "get" | "all", text: string, values: readonly SqlValue[]): string | null {
    if (!this.#open) return null;
    for (const value of values) {
      if (typeof value === "bigint" || value instanceof Uint8Array) return null;
    }
    return `${way}${JSON.stringify(values)}${text}`;
  }

  /** The rows as they were read, each a copy: whoever had them first may have changed theirs. */
  rows(key: string | null): Row[] | undefined {
    return key === null ? undefined : this.#answers.get(key)?.rows.map((row) => ({ ...row }));
  }

  keep(key: string | null, of: Touch, rows: readonly Row[]): void {
    if (key === null || of.reads === null || rows.length > ROWS_MAX) return;
    if (rows.some((row) => Object.values(row).some((cell) => cell instanceof Uint8Array))) return;
    if (this.#answers.size >= ANSWERS_MAX) this.clear();
    this.#answers.set(key, { of, rows: rows.map((row) => ({ ...row })) });
  }
}
