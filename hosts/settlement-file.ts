/** A settled day as files: the journal for a general ledger, a remittance for a billing system, and all of it as JSON. */
import { readAccountName } from "../core/ledger/chart.ts";
import type { Settlement } from "../core/ledger/settlement.ts";
import type { Remittance } from "../core/hub/settings.ts";
import { nextDay } from "../core/instant.ts";
import { type Currency, unitsPerMinor, unitsToDecimal } from "../core/money.ts";
import { isRefusal, type Refusal, refuse } from "../core/refusal.ts";
import type { PaymentLine } from "../core/store/settlements.ts";
import { nachaFile } from "../payments/nacha/file.ts";

export const settlementFormats = ["gl", "json", "ccb", "nacha"] as const;
export type SettlementFormat = (typeof settlementFormats)[number];

export interface SettledOf {
  readonly utilityId: string;
  readonly day: string;
  readonly currency: Currency;
  readonly digest: string;
  /** Where it is remitted to; null where nowhere. */
  readonly remittance: Remittance | null;
}

export interface SettledFile {
  readonly name: string;
  readonly text: string;
}

/** Amounts as decimal text, exact to the ledger unit. */
export type SettlementReport = ReturnType<typeof reportOf>;

/** Names a day's file once and for all: a billing system takes the same transmission only once. */
function transmissionId({ utilityId, day, digest }: SettledOf): string {
  return `${utilityId}-${day}-${digest.slice(0, 12)}`;
}

export function reportOf(of: SettledOf, settlement: Settlement) {
  const text = (units: number): string => unitsToDecimal(units, of.currency);
  return {
    utility: of.utilityId,
    date: of.day,
    currency: of.currency.code,
    transmission_id: transmissionId(of),
    total: text(settlement.totalUnits),
    entries: settlement.entries,
    tenders: settlement.tenders.map((total) => ({
      tender: total.tender,
      holder: total.holder,
      channel: total.channel,
      gross: text(total.grossUnits),
      fees: text(total.feesUnits),
      refunds: text(total.refundsUnits),
      disputes: text(total.disputesUnits),
      returns: text(total.returnsUnits),
      moved: text(total.movedUnits),
      net: text(total.netUnits),
    })),
    journal: settlement.lines.map((line) => ({
      account: line.account,
      code: line.code,
      debit: text(line.debitUnits),
      credit: text(line.creditUnits),
    })),
  };
}

export function fileOf(
  format: SettlementFormat,
  of: SettledOf,
  {
    settlement,
    report,
    payments,
  }: {
    settlement: Settlement;
    report: SettlementReport;
    payments: readonly PaymentLine[];
  },
): SettledFile | Refusal {
  const base = `${of.utilityId}-${of.day}`;
  switch (format) {
    case "json":
      return { name: `${base}.json`, text: `${JSON.stringify(report, null, 2)}\n` };
    case "gl":
      return { name: `${base}-gl.csv`, text: glText(report) };
    case "ccb":
      return { name: `${base}-ccb.csv`, text: ccbText(of, payments) };
    case "nacha": {
      const text = remitted(of, settlement);
      return isRefusal(text) ? text : { name: `${base}.ach`, text };
    }
  }
}

function glText({
  utility,
  date,
  currency,
  journal,
  total,
  transmission_id: id,
}: SettlementReport): string {
  return csv([
    ["date", "utility", "account", "code", "debit", "credit", "currency", "reference"],
    ...journal.map(({ account, code, debit, credit }) => [
      date,
      utility,
      account,
      code,
      debit,
      credit,
      currency,
      id,
    ]),
    [date, utility, "TOTAL", "", total, total, currency, id],
  ]);
}

/**
 * After the payment upload staging of Oracle's customer care and billing: a header with the source and a transmission id that
 * is taken once, a line a tender, a trailer with their count and sum. What is of no account is marked for suspense.
 */
function ccbText(of: SettledOf, payments: readonly PaymentLine[]): string {
  const { utilityId, day, currency } = of;
  const text = (units: number): string => unitsToDecimal(units, currency);
  const totalUnits = payments.reduce((sum, { amountUnits }) => sum + amountUnits, 0);
  return csv([
    ["H", utilityId, transmissionId(of), day, currency.code],
    ...payments.map((payment, at) => {
      const accountId = accountIdOf(payment.home);
      const match = accountId === "" ? "SUSPENSE" : "MATCHED";
      const tender = tenderOf(payment.holder);
      const amount = text(payment.amountUnits);
      return [
        "D",
        String(at + 1),
        accountId,
        match,
        amount,
        tender,
        payment.id,
        payment.channel,
        day,
      ];
    }),
    ["T", String(payments.length), text(totalUnits)],
  ]);
}

/** What the day brought by processors and banks, as one credit on the day after; cash is banked by who has it in hand. */
function remitted(of: SettledOf, settlement: Settlement): string | Refusal {
  const { remittance, currency, day } = of;
  if (remittance === null) {
    return refuse("no_remittance", "the configuration has no [utility.remittance] to send it to");
  }
  if (currency.code !== "USD") return refuse("wrong_currency", "NACHA files move dollars only");
  const netUnits = settlement.tenders
    .filter(({ tender }) => tender !== "cash")
    .reduce((sum, total) => sum + total.netUnits, 0);
  return nachaFile(remittance, {
    effectiveDay: nextDay(day),
    amountMinor: netUnits / unitsPerMinor(currency),
    reference: transmissionId(of),
  });
}

function accountIdOf(home: string): string {
  return home.startsWith("account:") ? home.slice("account:".length) : "";
}

function tenderOf(holder: string): string {
  const read = readAccountName(holder);
  if (isRefusal(read)) return "OTHER";
  if (read.code === "clearing") return "CARD";
  // Only cash over a counter is shared among accounts.
  return read.code === "drawer" || read.code === "between_homes" ? "CASH" : "OTHER";
}

function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** A spreadsheet would run a cell that begins like a formula; a number may begin with a minus. */
function cell(value: string): string {
  const isFormula = /^[=+@\t\r]|^-(?![\d.]+$)/.test(value);
  const safe = isFormula ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
