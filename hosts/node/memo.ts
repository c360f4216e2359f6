import type { SqlValue } from "../../core/ports.ts";
import { onlyReads } from "../statement.ts";

/** Longer answers are asked for once by whoever wants them, and would only fill the memory. */
const ROWS_MAX = 64;

/** Answers kept at once; a happening asks some dozens of questions, and a utility has some dozens of rows of configuration. */
const ANSWERS_MAX = 5_000;

/** Written a few times a day and read by every happening, so what was read of it lasts past a transaction. */
const LASTING_TABLE = "configuration";

/** A question about that table and no other. */
const ofLastingTable =
  /^\s*select\b(?:(?!\b(?:select|join)\b)[^])*\bfrom configuration\b\s*where\b(?:(?!\b(?:select|join|from|in)\b)[^])*$/i;

/** The table that a statement writes; its name may stand in quotes. */
const written =
  /^\s*(?:insert(?:\s+or\s+\w+)?\s+into|replace\s+into|update(?:\s+or\s+\w+)?|delete\s+from)\s+"?(\w+)/i;

/** The cells of one row in the order of its columns. */
export type Cells = readonly unknown[];

/** What a statement means for what was read before it: where `answers` is null it may write, into `table` or who knows where. */
export type Touch =
  | { readonly answers: Answers }
  | { readonly answers: null; readonly table: string | null };

/** What one question was answered, by the values it was asked with. */
class Answers {
  readonly reads: ReadonlySet<string>;
  readonly isOfLastingTable: boolean;
  readonly byValues = new Map<string, readonly Cells[]>();

  constructor(text: string) {
    // Every word of a read counts as a table's name: too many are as right as those that are.
    this.reads = new Set(text.toLowerCase().match(/\w+/g));
    this.isOfLastingTable = ofLastingTable.test(text);
  }
}

export function touchOf(text: string): Touch {
  if (onlyReads(text)) return { answers: new Answers(text) };
  return { answers: null, table: written.exec(text)?.[1]?.toLowerCase() ?? null };
}

/**
 * What the open transaction has read so far. One happening asks for its settings, its account and its balances up to seven
 * times, each in another file; nobody else writes meanwhile, so only its own writes can make an answer another one. What a
 * statement writes is its own table alone: no trigger of ours writes and no key cascades (a test holds the schema to that).
 * What was read of the configuration as it is committed is kept until this or another connection commits anything to it.
 */
export class Memo {
  /** Every question that has an answer. */
  readonly #answered = new Set<Answers>();
  readonly #lasting = new Set<Answers>();
  #count = 0;
  #open = false;
  /** True while the open transaction may have changed the configuration: what it reads of it may yet be undone. */
  #isChanged = false;
  #fileVersion: unknown;

  /** A transaction begins; `fileVersion` is another one each time that another connection has written. */
  open(fileVersion: unknown): void {
    if (fileVersion !== this.#fileVersion) this.forgetAll();
    else this.clear();
    this.#fileVersion = fileVersion;
    this.#open = true;
    this.#isChanged = false;
  }

  close(): void {
    this.clear();
    this.#open = false;
    this.#isChanged = false;
  }

  /** Forgets what is of the open transaction alone. */
  clear(): void {
    for (const answers of this.#answered) this.#drop(answers, this.#answered);
  }

  /** After what nobody knows: not even the configuration is taken for known. */
  forgetAll(): void {
    this.clear();
    for (const answers of this.#lasting) this.#drop(answers, this.#lasting);
    this.#isChanged = true;
  }

  /** Before a statement that may write: what was read of its table is no longer known. */
  forget(touch: Touch): void {
    if (touch.answers !== null) return;
    const { table } = touch;
    if (table === null || table === LASTING_TABLE) return this.forgetAll();
    for (const answers of this.#answered) {
      if (answers.reads.has(table)) this.#drop(answers, this.#answered);
    }
  }

  /** A key for the same values; null for some that are not kept. */
  keyOf(way: "get" | "all", values: readonly SqlValue[]): string | null {
    if (!this.#open) return null;
    for (const value of values) {
      if (typeof value === "bigint" || value instanceof Uint8Array) return null;
    }
    return `${way}${JSON.stringify(values)}`;
  }

  /** The rows as they were read. */
  rows(key: string | null, touch: Touch): readonly Cells[] | undefined {
    return key === null ? undefined : touch.answers?.byValues.get(key);
  }

  keep(key: string | null, { answers }: Touch, rows: readonly Cells[]): void {
    if (key === null || answers === null || rows.length > ROWS_MAX) return;
    if (rows.some((cells) => cells.some((cell) => cell instanceof Uint8Array))) return;
    if (this.#count >= ANSWERS_MAX) this.forgetAll();
    const isLasting = answers.isOfLastingTable && !this.#isChanged;
    (isLasting ? this.#lasting : this.#answered).add(answers);
    answers.byValues.set(key, rows);
    this.#count += 1;
  }

  #drop(answers: Answers, from: Set<Answers>): void {
    this.#count -= answers.byValues.size;
    answers.byValues.clear();
    from.delete(answers);
  }
}
