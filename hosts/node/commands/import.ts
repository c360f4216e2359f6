/** `import`: a file's rows become records, the hub judges them all, and only then is anything written. */
import { resolve } from "node:path";
import { isRefusal, type Refusal } from "../../../core/refusal.ts";
import type { LeftOut } from "../../../core/rating/plan.ts";
import type { UtilityConfiguration } from "../../configuration.ts";
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";
import type { Commands } from "../control.ts";
import {
  chosenUtility,
  configurationHelp,
  configurationOptions,
  configured,
  readBytesFile,
  utilityHelp,
} from "./configured.ts";
import { accountColumns } from "../../import/account-line.ts";
import { readAccounts } from "../../import/accounts.ts";
import { billColumns, readBills } from "../../import/bills.ts";
import { debtColumns, readDebts } from "../../import/debts.ts";
import { readColumns, readReads } from "../../import/reads.ts";
import { readRegisters, registerColumns } from "../../import/registers.ts";
import { type Columns, type LineRefusal, readTable, type Row } from "../../import/table.ts";
import { readPlan } from "../../import/plans.ts";
import { readRules } from "../../import/rules.ts";
import { shippedPack } from "../shipped-packs.ts";
import { readTariffs, tariffColumns } from "../../import/tariffs.ts";
import { reportOf } from "./import-report.ts";
import { chosenWriter, type Writer, writerHelp, writerOptions } from "./writing.ts";

interface Parsed {
  readonly unit: "line" | "item";
  readonly lines: number;
  readonly records: readonly { readonly line: number }[];
  readonly refused: readonly LineRefusal[];
  readonly leftOut?: readonly LeftOut[];
}

interface Kind {
  readonly inWords: string;
  readonly parse: (bytes: Uint8Array, utility: UtilityConfiguration) => Parsed;
  /** What of it the hub is told to take. */
  readonly command: string;
  /** Where a name is no file: the file that it stands for, or null. */
  readonly pathOf?: (name: string) => string | null;
  /** Sent at a time: one message of a few hundred kilobytes, and a step that people see move. */
  readonly chunk: number;
}

const kinds: Readonly<Record<string, Kind>> = {
  accounts: { ...tabled(accountColumns, readAccounts), command: "import_accounts", chunk: 500 },
  tariffs: { ...tabled(tariffColumns, readTariffs), command: "import_tariffs", chunk: 500 },
  plan: {
    inWords:
      "one published tariff as JSON, see tariff --help; version and effective say which and from when",
    parse: (bytes, utility) => ({ unit: "item", lines: 1, ...readPlan(bytes, utility) }),
    command: "import_tariffs",
    chunk: 1,
  },
  rules: {
    inWords: "one rule pack as JSON, or the name of one that comes with the program (rules list)",
    parse: (bytes, utility) => ({ unit: "item", lines: 1, ...readRules(bytes, utility) }),
    command: "import_rules",
    chunk: 1,
    pathOf: shippedPack,
  },
  reads: { ...tabled(readColumns, readReads), command: "import_reads", chunk: 5000 },
  bills: { ...tabled(billColumns, readBills), command: "import_bills", chunk: 500 },
  debts: { ...tabled(debtColumns, readDebts), command: "import_debts", chunk: 500 },
  registers: { ...tabled(registerColumns, readRegisters), command: "import_reads", chunk: 5000 },
};

function tabled(
  columns: Columns,
  read: (
    rows: readonly Row[],
    utility: UtilityConfiguration,
  ) => Pick<Parsed, "records" | "refused">,
): Pick<Kind, "inWords" | "parse"> {
  return {
    inWords: columnsInWords(columns),
    parse: (bytes, utility) => {
      const table = readTable(bytes, columns);
      const { records, refused } = read(table.rows, utility);
      return {
        unit: table.unit,
        lines: table.rows.length + new Set(table.refused.map(({ line }) => line)).size,
        records,
        refused: [...table.refused, ...refused],
      };
    },
  };
}

/** What the hub says of one record. */
type Verdict =
  | { readonly kind: "accepted" | "unchanged" | "held" }
  | {
      readonly kind: "refused";
      readonly column: string | null;
      readonly code: string;
      readonly message: string;
    };

export const importCommand: Command = {
  name: "import",
  summary:
    "Loads accounts, tariffs, rules, reads, registers, post-pay bills or old debts from a CSV or JSON file, and reports every refused line.",
  usage: [
    "import accounts|tariffs|plan|rules|reads|registers|bills|debts FILE [--dry-run] [--partial] [--utility ID]",
  ],
  help: [
    ...configurationHelp,
    utilityHelp,
    ...writerHelp,
    "  --dry-run              judge every line and write nothing",
    "  --partial              write the good lines though others are refused",
    "",
    "Without --partial nothing is written when any line is refused. What is there already just so",
    "counts as unchanged: a file that was corrected is simply imported again. An account is taken",
    "whole or not at all, whichever of its lines is refused. CSV has the column names in its first",
    "line, in any order, in UTF-8; JSON is an array of objects with the same names.",
    "",
    ...Object.entries(kinds).map(([name, { inWords }]) => `${name}: ${inWords}`),
    "",
    "accounts: one line a service; further lines of an account may leave its own cells empty. Phones are",
    "parted by ; and national numbers are of the utility's country. card is a processor's token, the",
    'brand and the last four digits ("tok_1 Visa 4242"), never a card number. texts is yes or no; yes',
    "needs texts_source: how the customer agreed. balance is what the account begins with: it may be",
    "below 0, owed, and counts at the first import alone. moved_in is the first day that is billed: the first read owes the fixed charge of every day since, so a customer that another",
    "system billed until now gets the day on which this one takes over. remote_switch is no where nobody",
    "can switch the meter from afar; else texts call the supply unknown until its meter has answered.",
    "reads: start is RFC 3339 with an offset; revision counts corrections of an interval.",
    "rules: a version of a pack is in force from its effective_from on, for every account whose area, or whose",
    "utility, names it ([utility.rules] in the configuration file); until one is imported nobody there is cut.",
    "area names where a premise is, as weather and rules do; empty is the utility's usual one.",
    "registers: what a meter's register showed, as decimal text; digits before its point, where known, tell",
    "a count that went round from one that went back, which is held and bills nothing.",
    "bills: what another system billed a post-pay account; the utility's billing.bills must say imported. The",
    "same source, bill and version again changes nothing; a later version posts what it differs by.",
    "debts: what another system carried of an account's old debt, by the same rule of source, debt and version; it is",
    "collected as all old debt here: by the share of payments, or by the time or plan agreed on.",
  ],
  options: {
    ...configurationOptions,
    ...writerOptions,
    "dry-run": { type: "boolean" },
    partial: { type: "boolean" },
  },
  run: importFile,
};

function columnsInWords(columns: Columns): string {
  return Object.entries(columns)
    .map(([name, { required }]) => (required ? name : `[${name}]`))
    .join(" ");
}

async function importFile(given: Given, terminal: Terminal): Promise<Outcome> {
  const [name = "", file, ...more] = given.words;
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (kind === undefined)
    throw new UsageError(
      "say what to import: accounts, tariffs, a plan, rules, reads, registers, bills or debts",
    );
  if (file === undefined || more.length > 0) throw new UsageError("name one file");
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const utility = chosenUtility(found.configuration, given);
  const path = kind.pathOf?.(file) ?? resolve(terminal.directory, file);
  const bytes = readBytesFile(path);
  if (!(bytes instanceof Uint8Array)) {
    return refusedOutcome({ code: "no_file", message: `${path} ${bytes.reason}` });
  }
  const { unit, lines, records, refused, leftOut = [] } = kind.parse(bytes, utility);
  const report = {
    kind: name,
    file: path,
    utilityId: utility.utilityId,
    unit,
    isDryRun: given.has("dry-run"),
    refused,
    leftOut,
    lines,
    records: records.length,
  };
  const send = { command: kind.command, chunk: kind.chunk, records, terminal };
  const writer = chosenWriter(found, given, terminal);
  const judged = await judgeAndWrite(writer, { ...send, given, utility, refused: report.refused });
  return isRefusal(judged) ? refusedOutcome(judged) : reportOf({ ...report, ...judged });
}

interface Sending {
  readonly command: string;
  readonly chunk: number;
  readonly records: readonly { readonly line: number }[];
  readonly terminal: Terminal;
}

interface Import extends Sending {
  readonly given: Given;
  readonly utility: UtilityConfiguration;
  /** What the file itself was refused for. */
  readonly refused: readonly LineRefusal[];
}

export interface Judged {
  /** Null where there was no hub to ask, so that only the file was judged. */
  readonly counts: { accepted: number; unchanged: number; held: number } | null;
  readonly isWritten: boolean;
  readonly refusedByHub: readonly LineRefusal[];
}

/** Has the hub judge every good record, and keep them when nothing is refused, or when --partial allows it. */
async function judgeAndWrite(writer: Writer, work: Import): Promise<Judged | Refusal> {
  const { given, utility, records } = work;
  const isPartial = given.has("partial");
  const mayWrite = !given.has("dry-run") && (work.refused.length === 0 || isPartial);
  const isNew = !writer.hasData(utility.utilityId);
  // Judging needs the stores, and a dry run, or a refused file, must not be what makes them.
  if (records.length === 0 || (isNew && !mayWrite)) {
    return { counts: null, isWritten: false, refusedByHub: [] };
  }
  const connection = await writer.connect();
  if (isRefusal(connection)) return connection;
  try {
    const check = await sendAll(connection.commands, "check", work);
    if (isRefusal(check) || !mayWrite) return check;
    return check.refusedByHub.length > 0 && !isPartial
      ? check
      : await writeGood(connection.commands, work, check);
  } finally {
    await connection.close();
  }
}

/** Writes what the check did not refuse. The hub decides again, so that a refusal is still possible and is told. */
async function writeGood(
  commands: Commands,
  work: Import,
  check: Judged,
): Promise<Judged | Refusal> {
  const bad = new Set(check.refusedByHub.map(({ line }) => line));
  const good = { ...work, records: work.records.filter(({ line }) => !bad.has(line)) };
  const written = await sendAll(commands, "write", good);
  if (isRefusal(written)) return written;
  const refusedByHub = [...check.refusedByHub, ...written.refusedByHub];
  return { ...written, isWritten: true, refusedByHub };
}

async function sendAll(
  commands: Commands,
  mode: "check" | "write",
  { command, chunk, records, terminal, utility }: Sending & { utility: UtilityConfiguration },
): Promise<Judged | Refusal> {
  const counts = { accepted: 0, unchanged: 0, held: 0 };
  const refusedByHub: LineRefusal[] = [];
  for (let at = 0; at < records.length; at += chunk) {
    const part = records.slice(at, at + chunk);
    const verdicts = await commands(command, { utilityId: utility.utilityId, records: part, mode });
    if (isRefusal(verdicts)) return verdicts;
    for (const [index, verdict] of (verdicts as readonly Verdict[]).entries()) {
      if (verdict.kind !== "refused") counts[verdict.kind] += 1;
      else {
        const { column, code, message } = verdict;
        refusedByHub.push({ line: part[index]?.line ?? null, column, code, message });
      }
    }
    if (terminal.isWatched && records.length > chunk) {
      const done = `${String(Math.min(at + chunk, records.length))} of ${String(records.length)}`;
      terminal.err(`${mode === "check" ? "checked" : "written"} ${done}`);
    }
  }
  return { counts, isWritten: false, refusedByHub };
}
