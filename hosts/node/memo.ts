import type { SqlValue } from "../../core/ports.ts";
import { onlyReads } from "../statement.ts";

/** Longer answers are asked for once by whoever wants them, and would only fill the memory. */
const ROWS_MAX = 64;

/** Answers of one statement kept at once; a group of happenings asks the same of some dozens of homes. */
const ANSWERS_MAX = 1_000;

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

/** What one statement was answered, by what it was asked. */
export class Answers {
  readonly of: Touch;
  readonly kept = new Map<string, readonly object[]>();

  constructor(of: Touch) {
    this.of = of;
  }
}

/**
 * What the open transaction has read so far. One happening asks for its settings, its account and its balances up to seven
 * times, each in another file; nobody else writes meanwhile, so only its own writes can make an answer another one. What a
 * statement writes is its own table alone: no trigger of ours writes and no key cascades (a test holds the schema to that).
 */
export class Memo {
  /** The statements of which an answer is kept. */
  readonly #filled = new Set<Answers>();
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
    for (const { kept } of this.#filled) kept.clear();
    this.#filled.clear();
  }

  /** Before a statement that may write: what was read of its table is no longer known. */
  forget(touch: Touch): void {
    if (touch.reads !== null) return;
    const { table } = touch;
    if (table === null) return this.clear();
    for (const answers of this.#filled) {
      if (answers.of.reads?.has(table) === false) continue;
      answers.kept.clear();
      this.#filled.delete(answers);
    }
  }

  /** A key for the same question asked the same way of one statement; null for one that is not kept. */
  keyOf(way: "get" | "all", values: readonly SqlValue[]): string | null {
    if (!this.#open) return null;
    const [value] = values;
    if (values.length === 1 && typeof value === "string") return `${way}=${value}`;
    for (const one of values) {
      if (typeof one === "bigint" || one instanceof Uint8Array) return null;
    }
    return `${way}${JSON.stringify(values)}`;
  }

  /** Keeps rows as they were read. They are frozen: whoever asks again is given the very same. */
  keep(key: string | null, answers: Answers, rows: readonly object[]): void {
    if (key === null || answers.of.reads === null || rows.length > ROWS_MAX) return;
    if (rows.some((row) => Object.values(row).some((cell) => cell instanceof Uint8Array))) return;
    for (const row of rows) Object.freeze(row);
    Object.freeze(rows);
    if (answers.kept.size >= ANSWERS_MAX) answers.kept.clear();
    answers.kept.set(key, rows);
    this.#filled.add(answers);
  }
}
