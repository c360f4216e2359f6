/** A bank's statement in BAI2: its deposits, read whole or not at all. */
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";

/** Money that came into an account, or left it, as one line of the statement. */
export interface BankLine {
  /** The account as the bank calls it. */
  readonly account: string;
  /** As written in the file: year, month, day. */
  readonly day: string;
  /** BAI's three digits: 142 an ACH credit, 301 a deposit, 115 a lockbox. */
  readonly type: string;
  readonly amountMinor: number;
  readonly isCredit: boolean;
  /** The bank's and the customer's references and the text, whatever of them there is. */
  readonly text: string;
}

type Refused = Refusal<"not_bai2" | "wrong_totals">;

/** 100 to 399 are credits and 400 to 699 debits; of both kinds are summaries, which stand in 03 records only. */
function isCreditType(type: string): boolean {
  return Number(type) >= 100 && Number(type) < 400;
}

/** A record with its continuations (88) joined to it. */
interface FileRecord {
  readonly line: number;
  readonly code: string;
  readonly fields: readonly string[];
  /** How many lines of the file it takes. */
  readonly lines: number;
}

/**
 * Reads the transactions of every account. Each account, group and file must count its records and sum its amounts to what
 * its trailer says: a statement that was cut short would show money missing that is there.
 */
export function readBai2(text: string): readonly BankLine[] | Refused {
  const records = recordsOf(text);
  if (isRefusal(records)) return records;
  const reader = new Reader();
  for (const record of records) {
    const wrong = reader.take(record);
    if (wrong === null) continue;
    return refuse(wrong.code, `line ${String(record.line)}: ${wrong.words}`);
  }
  return reader.isEnded
    ? reader.found
    : refuse("not_bai2", "the file has no end: it was cut short");
}

interface Wrong {
  readonly code: Refused["code"];
  readonly words: string;
}

function malformed(words: string): Wrong {
  return { code: "not_bai2", words };
}

function unlike(what: string): Wrong {
  return { code: "wrong_totals", words: `the ${what} does not come to what its end says` };
}

/** Takes a statement's records in their order; null is a record that is as it must be. */
class Reader {
  readonly found: BankLine[] = [];
  isEnded = false;
  readonly #file = { sumMinor: 0, groups: 0, records: 0 };
  #group: { readonly day: string; sumMinor: number; accounts: number; records: number } | null =
    null;
  #account: { readonly id: string; sumMinor: number; records: number } | null = null;
  readonly #takes: Readonly<Record<string, (record: FileRecord) => Wrong | null>> = {
    "01": ({ lines }) => (this.#file.records === lines ? null : malformed("a file begins once")),
    "02": (record) => this.#beginGroup(record),
    "03": (record) => this.#beginAccount(record),
    "16": (record) => this.#takeTransaction(record),
    "49": (record) => this.#endAccount(record),
    "98": (record) => this.#endGroup(record),
    "99": (record) => this.#end(record),
  };

  take(record: FileRecord): Wrong | null {
    if (this.isEnded) return malformed("stands after the end of the file");
    this.#file.records += record.lines;
    if (this.#group !== null) this.#group.records += record.lines;
    if (this.#account !== null) this.#account.records += record.lines;
    const taken = this.#takes[record.code];
    return taken === undefined ? malformed(`${record.code} is no record of BAI2`) : taken(record);
  }

  #beginGroup({ fields, lines }: FileRecord): Wrong | null {
    if (this.#group !== null) return malformed("a group begins before the one before it ended");
    const [, , , day = ""] = fields;
    if (!/^\d{6}$/.test(day)) return malformed("a group has no day");
    this.#group = { day, sumMinor: 0, accounts: 0, records: lines };
    return null;
  }

  #beginAccount({ fields, lines }: FileRecord): Wrong | null {
    if (this.#group === null || this.#account !== null) {
      return malformed("an account outside a group");
    }
    const sumMinor = summariesOf(fields);
    if (sumMinor === null) return malformed("an amount that is no number");
    this.#account = { id: fields[0] ?? "", sumMinor, records: lines };
    return null;
  }

  #takeTransaction({ fields }: FileRecord): Wrong | null {
    if (this.#group === null || this.#account === null) {
      return malformed("a transaction outside an account");
    }
    const [type = "", amount = ""] = fields;
    if (!/^\d{3}$/.test(type) || !/^\d{1,15}$/.test(amount)) {
      return malformed("a transaction without its type and amount");
    }
    const { day } = this.#group;
    this.#account.sumMinor += Number(amount);
    this.found.push({
      account: this.#account.id,
      day: `20${day.slice(0, 2)}-${day.slice(2, 4)}-${day.slice(4)}`,
      type,
      amountMinor: Number(amount),
      isCredit: isCreditType(type),
      text: fields.slice(3).filter(Boolean).join(" "),
    });
    return null;
  }

  #endAccount({ fields }: FileRecord): Wrong | null {
    if (this.#account === null || this.#group === null) {
      return malformed("the end of an account that did not begin");
    }
    if (!ends(fields, this.#account.sumMinor, [this.#account.records])) return unlike("account");
    this.#group.sumMinor += this.#account.sumMinor;
    this.#group.accounts += 1;
    this.#account = null;
    return null;
  }

  #endGroup({ fields }: FileRecord): Wrong | null {
    if (this.#group === null || this.#account !== null) {
      return malformed("the end of a group that did not begin");
    }
    const { sumMinor, accounts, records } = this.#group;
    if (!ends(fields, sumMinor, [accounts, records])) return unlike("group");
    this.#file.sumMinor += sumMinor;
    this.#file.groups += 1;
    this.#group = null;
    return null;
  }

  #end({ fields }: FileRecord): Wrong | null {
    if (this.#group !== null) return malformed("the file ends inside a group");
    const { sumMinor, groups, records } = this.#file;
    if (!ends(fields, sumMinor, [groups, records])) return unlike("file");
    this.isEnded = true;
    return null;
  }
}

function recordsOf(text: string): readonly FileRecord[] | Refused {
  const records: { line: number; code: string; fields: string[]; lines: number }[] = [];
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    const written = raw.trimEnd();
    if (written === "") continue;
    const [code = "", ...fields] = written.replace(/\/$/, "").split(",");
    const last = records.at(-1);
    if (code === "88") {
      if (last === undefined) return refuse("not_bai2", "a continuation of nothing on line 1");
      last.fields.push(...fields);
      last.lines += 1;
    } else records.push({ line: at + 1, code, fields, lines: 1 });
  }
  if (records[0]?.code !== "01") {
    return refuse("not_bai2", "the first line is not the header of a file");
  }
  return records;
}

/** The amounts of an account's summaries, which its trailer counts too: type, amount, count, funds type. */
function summariesOf(fields: readonly string[]): number | null {
  let sumMinor = 0;
  for (let at = 2; at < fields.length; at += 4) {
    const amount = fields[at + 1] ?? "";
    if (amount === "") continue;
    if (!/^[+-]?\d{1,15}$/.test(amount)) return null;
    sumMinor += Number(amount);
  }
  return sumMinor;
}

function ends(fields: readonly string[], sumMinor: number, counts: readonly number[]): boolean {
  const [sum = "", ...told] = fields;
  return Number(sum) === sumMinor && counts.every((count, at) => Number(told[at]) === count);
}
