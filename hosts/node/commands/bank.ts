/** `bank`: what the utility's bank sends, read and told beside the hub's own settlements. Nothing is changed by it. */
import { must } from "../../../core/assert.ts";
import { type Currency, currencyOf, minorToDecimal } from "../../../core/money.ts";
import { isRefusal, type Refusal } from "../../../core/refusal.ts";
import { readBai2 } from "../../../payments/bai2/read.ts";
import { readReturns } from "../../../payments/nacha/returns.ts";
import { type Expected, matchBank } from "../../bank-match.ts";
import { expectedDeposits } from "../../expected-deposits.ts";
import type { SettledUtility } from "../../settle.ts";
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";
import { resolve } from "node:path";
import {
  configurationHelp,
  configurationOptions,
  readTextFile,
  utilityHelp,
} from "./configured.ts";
import { actAtUtility, writerHelp, writerOptions } from "./writing.ts";

export const bank: Command = {
  name: "bank",
  summary:
    "Reads what the bank sends: a statement beside the settled days, or payments that came back.",
  usage: ["bank match FILE --date D [--date D]... [--utility ID]", "bank returns FILE"],
  help: [
    "  match FILE             a BAI2 statement: which deposit is which day's, which is missing, which nobody explains",
    "  returns FILE           a NACHA file of returns (R..) and corrections of accounts (C..)",
    "  --date D               a settled day, such as 2026-11-25; may be given more than once",
    ...configurationHelp,
    utilityHelp,
    ...writerHelp,
    "",
    "A deposit is a day's if it is of the very amount and came on the day or up to five days after. A file that was",
    "cut short, or does not come to its own totals, is refused whole. A payment that came back is told to the hub by",
    "POST /v1/payments/{id}/return.",
  ],
  options: {
    date: { type: "string", multiple: true },
    ...configurationOptions,
    ...writerOptions,
  },
  run: runBank,
};

async function runBank(given: Given, terminal: Terminal): Promise<Outcome> {
  const [what, file, ...more] = given.words;
  if ((what !== "match" && what !== "returns") || file === undefined || more.length > 0) {
    throw new UsageError("say match or returns, and one file");
  }
  const days = given.list("date");
  if ((what === "match") !== days.length > 0) {
    throw new UsageError(
      what === "match" ? "say which settled days: --date D" : "returns have no --date",
    );
  }
  const path = resolve(terminal.directory, file);
  const text = readTextFile(path);
  if (typeof text !== "string") {
    return refusedOutcome({ code: "no_file", message: `${path} ${text.reason}` });
  }
  return what === "returns" ? toldReturns(path, text) : toldMatch(given, terminal, { path, text });
}

function toldReturns(path: string, text: string): Outcome {
  const returns = readReturns(text);
  if (isRefusal(returns)) return refusedFile(path, returns);
  const lines = returns.map(
    ({ kind, code, trace, reference, amountMinor, corrected }) =>
      `${code} ${kind} of ${minorToDecimal(amountMinor, currencyNamed("USD"))}, trace ${trace}, ${reference || "no reference"}` +
      (corrected === null ? "" : `, to be used: ${corrected}`),
  );
  const none = returns.length === 0 ? ["Nothing came back."] : [];
  return { status: 0, lines: [...none, ...lines], json: { returns } };
}

function toldMatch(
  given: Given,
  terminal: Terminal,
  { path, text }: { path: string; text: string },
): Promise<Outcome> | Outcome {
  const statement = readBai2(text);
  if (isRefusal(statement)) return refusedFile(path, statement);
  return actAtUtility(given, terminal, async (commands, utilityId) => {
    const expected: Expected[] = [];
    let currency = currencyNamed("USD");
    for (const day of given.list("date")) {
      const answer = await commands("settle_day", { utilityId, day, format: "json" });
      const settled = answer as SettledUtility | Refusal;
      if (isRefusal(settled)) return refusedOutcome(settled);
      currency = currencyNamed(settled.report.currency);
      expected.push(...expectedDeposits(day, settled, currency));
    }
    const money = (minor: number): string => minorToDecimal(minor, currency);
    const { matched, missing, unexplained } = matchBank(expected, statement);
    const status = missing.length + unexplained.length === 0 ? 0 : 1;
    return {
      status,
      lines: matched.map(
        ({ expected: one, line }) =>
          `${one.day} ${one.holder}: ${money(one.amountMinor)} came on ${line.day}`,
      ),
      reasons: [
        ...missing.map(
          ({ day, holder, amountMinor }) => `${day} ${holder}: ${money(amountMinor)} did not come`,
        ),
        ...unexplained.map(
          ({ day, amountMinor, text: words }) =>
            `${day}: ${money(amountMinor)} came that no settled day explains (${words})`,
        ),
      ],
      json: { matched, missing, unexplained },
    };
  });
}

function currencyNamed(code: string): Currency {
  return must(currencyOf(code), `no scale for ${code}`);
}

function refusedFile(path: string, { code, message }: Refusal): Outcome {
  return refusedOutcome({ code, message: `${path}: ${message}` });
}
