import { type Currency, minorToDecimal } from "../../../core/money.ts";
import { isRefusal, type Refusal } from "../../../core/refusal.ts";
import { clearingWords } from "../../clearing-words.ts";
import type { BooksRead } from "../../read-books.ts";
import type { SettledUtility } from "../../settle.ts";
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";
import {
  chosenUtility,
  configurationHelp,
  configurationOptions,
  configured,
  utilityHelp,
} from "./configured.ts";
import { actAtUtility, writerHelp, writerOptions } from "./writing.ts";

export const reconcile: Command = {
  name: "reconcile",
  summary:
    "Reads the processor's own books, books its fees and payouts, and compares settled days with it.",
  usage: ["reconcile [--date D]... [--utility ID]"],
  help: [
    "  --date D               a day to compare, such as 2026-11-25; it is settled where it was not; may be given more than once",
    ...configurationHelp,
    utilityHelp,
    ...writerHelp,
    "",
    "The running server reads the books every hour. Exit status 1 where a day differs by a cent or its books were",
    "not read since it was over.",
  ],
  options: {
    date: { type: "string", multiple: true },
    ...configurationOptions,
    ...writerOptions,
  },
  run: runReconcile,
};

async function runReconcile(given: Given, terminal: Terminal): Promise<Outcome> {
  if (given.words.length > 0) throw new UsageError("reconcile takes no words: --date D");
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const { currency } = chosenUtility(found.configuration, given);
  return actAtUtility(given, terminal, async (commands, utilityId) => {
    const read = (await commands("read_books", { utilityId })) as BooksRead | Refusal;
    if (isRefusal(read)) return refusedOutcome(read);
    const days: { readonly day: string; readonly clearing: SettledUtility["clearing"] }[] = [];
    for (const day of given.list("date")) {
      const answer = await commands("settle_day", { utilityId, day, format: "json" });
      const settled = answer as SettledUtility | Refusal;
      if (isRefusal(settled)) return refusedOutcome(settled);
      days.push({ day, clearing: settled.clearing });
    }
    const differs = days.some(({ clearing }) => clearing.some(isOff));
    return {
      status: differs ? 1 : 0,
      lines: [
        readWords(read, currency),
        ...days.flatMap(({ day, clearing }) => [day, ...clearing.flatMap(clearingWords)]),
      ],
      json: { ...read, days },
    };
  });
}

function isOff({ difference }: SettledUtility["clearing"][number]): boolean {
  return difference === null || /[1-9]/.test(difference);
}

function readWords(read: BooksRead, currency: Currency): string {
  const money = (minor: number): string => `${minorToDecimal(minor, currency)} ${currency.code}`;
  const news = `${String(read.booked)} new ${read.booked === 1 ? "line" : "lines"}`;
  return `${read.processor}: ${news}; it holds ${money(read.availableMinor)}, and ${money(read.pendingMinor)} that is pending.`;
}
