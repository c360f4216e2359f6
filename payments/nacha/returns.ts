/** What a bank sends back in NACHA's form: debits that came back (addenda 99) and corrections of an account (addenda 98). */
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { entryHash, isRoutingNumber, LINE_CHARACTERS } from "./fields.ts";

export interface NachaReturn {
  /** `return`: the money went back. `correction`: it stays, and the account is to be changed for the next. */
  readonly kind: "return" | "correction";
  /** R01 not enough money, R02 closed, R07 and R10 not authorised; C01 another account number. */
  readonly code: string;
  /** The trace number of the entry that we sent. */
  readonly trace: string;
  /** What we called the entry. */
  readonly reference: string;
  readonly amountMinor: number;
  /** Whether the entry had taken money from the customer, as a payment does, or had given it. */
  readonly isDebit: boolean;
  /** Of a correction: what is to be used from now on, as the bank wrote it. */
  readonly corrected: string | null;
}

type Refused = Refusal<"not_nacha" | "wrong_totals">;

/** What stands in one batch while its lines are read. */
interface Batch {
  readonly routing: string[];
  entries: number;
  debitMinor: number;
  creditMinor: number;
}

/**
 * Reads a file whole or not at all: every line is of 94 characters, every batch and the file itself count and sum to what
 * they say, since a file that was cut short would leave returns out.
 */
export function readReturns(text: string): readonly NachaReturn[] | Refused {
  const lines = linesOf(text);
  if (isRefusal(lines)) return lines;
  const reader = new Reader();
  for (const [at, line] of lines.entries()) {
    const wrong = reader.take(line);
    if (wrong === null) continue;
    const { code, words } = wrong;
    return refuse(code, `line ${String(at + 1)}: ${words}`);
  }
  return reader.isClosed
    ? reader.returns
    : refuse("not_nacha", "the file has no end: it was cut short");
}

interface Wrong {
  readonly code: Refused["code"];
  readonly words: string;
}

function malformed(words: string): Wrong {
  return { code: "not_nacha", words };
}

/** Takes a file's lines in their order; null is a line that is as it must be. */
class Reader {
  readonly returns: NachaReturn[] = [];
  isClosed = false;
  readonly #file = newBatch();
  #batch: Batch | null = null;
  #entry: string | null = null;
  #isBegun = false;
  readonly #records: Readonly<Record<string, (line: string) => Wrong | null>> = {
    "1": () => this.#begin(),
    "5": () => this.#beginBatch(),
    "6": (line) => this.#takeEntry(line),
    "7": (line) => this.#takeAddendum(line),
    "8": (line) => this.#endBatch(line),
    "9": (line) => this.#end(line),
  };

  take(line: string): Wrong | null {
    if (this.isClosed) return malformed("stands after the end of the file");
    const record = this.#records[line.slice(0, 1)];
    return (
      record?.(line) ?? (record === undefined ? malformed("begins with no record's digit") : null)
    );
  }

  #begin(): Wrong | null {
    if (this.#isBegun) return malformed("a file begins once");
    this.#isBegun = true;
    return null;
  }

  #beginBatch(): Wrong | null {
    if (this.#batch !== null) return malformed("a batch begins before the one before it ended");
    this.#batch = newBatch();
    return null;
  }

  #takeEntry(line: string): Wrong | null {
    if (this.#batch === null) return malformed("an entry outside a batch");
    if (!isRoutingNumber(line.slice(3, 12))) return malformed("no routing number at 4 to 12");
    if (!/^\d{10}$/.test(line.slice(29, 39))) return malformed("no amount at 30 to 39");
    this.#entry = line;
    count(this.#batch, line);
    return null;
  }

  #takeAddendum(line: string): Wrong | null {
    if (this.#batch === null || this.#entry === null) {
      return malformed("an addendum without its entry");
    }
    this.#batch.entries += 1;
    const read = addendumOf(line, this.#entry);
    if (read === "bad") return malformed("a return or a correction without its code");
    if (read !== null) this.returns.push(read);
    return null;
  }

  #endBatch(line: string): Wrong | null {
    if (this.#batch === null) return malformed("the end of a batch that did not begin");
    if (!agrees(this.#batch, line, { count: [4, 10], hash: [10, 20], debit: 20, credit: 32 })) {
      return { code: "wrong_totals", words: "the batch does not come to what its end says" };
    }
    add(this.#file, this.#batch);
    this.#batch = null;
    this.#entry = null;
    return null;
  }

  #end(line: string): Wrong | null {
    if (this.#batch !== null) return malformed("the file ends inside a batch");
    if (!agrees(this.#file, line, { count: [13, 21], hash: [21, 31], debit: 31, credit: 43 })) {
      return { code: "wrong_totals", words: "the file does not come to what its end says" };
    }
    this.isClosed = true;
    return null;
  }
}

function linesOf(text: string): readonly string[] | Refused {
  const lines = text.split(/\r?\n/);
  while (lines.at(-1) === "") lines.pop();
  const wrong = lines.findIndex((line) => line.length !== LINE_CHARACTERS);
  if (wrong !== -1) {
    const words = `line ${String(wrong + 1)} has ${String(lines[wrong]?.length)} characters`;
    return refuse("not_nacha", `${words}, not ${String(LINE_CHARACTERS)}`);
  }
  if (!(lines[0] ?? "").startsWith("101")) {
    return refuse("not_nacha", "the first line is not the header of a file");
  }
  while (lines.length > 1 && /^9+$/.test(lines.at(-1) ?? "")) lines.pop();
  return lines;
}

function newBatch(): Batch {
  return { routing: [], entries: 0, debitMinor: 0, creditMinor: 0 };
}

function count(batch: Batch, line: string): void {
  const amountMinor = Number(line.slice(29, 39));
  batch.routing.push(line.slice(3, 12));
  batch.entries += 1;
  if (isDebitCode(line.slice(1, 3))) batch.debitMinor += amountMinor;
  else batch.creditMinor += amountMinor;
}

function add(file: Batch, batch: Batch): void {
  file.routing.push(...batch.routing);
  file.entries += batch.entries;
  file.debitMinor += batch.debitMinor;
  file.creditMinor += batch.creditMinor;
}

/** The second digit: 1 to 4 give money to an account, 6 to 9 take it; a return of either keeps its side. */
function isDebitCode(code: string): boolean {
  return Number(code[1]) >= 6;
}

function agrees(
  batch: Batch,
  line: string,
  at: {
    readonly count: readonly [number, number];
    readonly hash: readonly [number, number];
    readonly debit: number;
    readonly credit: number;
  },
): boolean {
  const number = (from: number): number => Number(line.slice(from, from + 12));
  return (
    Number(line.slice(...at.count)) === batch.entries &&
    line.slice(...at.hash) === entryHash(batch.routing) &&
    number(at.debit) === batch.debitMinor &&
    number(at.credit) === batch.creditMinor
  );
}

function addendumOf(line: string, entry: string): NachaReturn | "bad" | null {
  const type = line.slice(1, 3);
  if (type !== "99" && type !== "98") return null;
  const code = line.slice(3, 6);
  if (!(type === "99" ? /^R\d\d$/ : /^C\d\d$/).test(code)) return "bad";
  const corrected = line.slice(35, 64).trim();
  return {
    kind: type === "99" ? "return" : "correction",
    code,
    trace: line.slice(6, 21),
    reference: entry.slice(39, 54).trim(),
    amountMinor: Number(entry.slice(29, 39)),
    isDebit: isDebitCode(entry.slice(1, 3)),
    corrected: type === "98" && corrected !== "" ? corrected : null,
  };
}
