/** A day's remittance as a NACHA file: one credit to the utility's own bank account, with the settlement it is for. */
import type { Remittance } from "../../core/hub/settings.ts";
import type { LocalDay } from "../../core/instant.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import {
  digits,
  entryHash,
  FILLER,
  isRoutingNumber,
  LINE_CHARACTERS,
  LINES_A_BLOCK,
  words,
} from "./fields.ts";

export interface NachaCredit {
  /** The day that was settled; the money moves on the day after. */
  readonly effectiveDay: LocalDay;
  /** Cents: NACHA moves dollars only. */
  readonly amountMinor: number;
  /** Of the settlement: told to the receiver, so that both sides can find it. */
  readonly reference: string;
}

/** The largest amount of one entry: ten digits of cents. */
export const ENTRY_MINOR_MAX = 9_999_999_999;

export type PartiesRefused = "bad_routing" | "bad_account" | "bad_company" | "bad_name";

/** Whether a file can be made of the parties at all: asked when they are configured. */
export function checkParties(parties: Remittance): Refusal<PartiesRefused> | null {
  for (const name of ["originatingRouting", "receivingRouting"] as const) {
    if (isRoutingNumber(parties[name])) continue;
    return refuse("bad_routing", `${parties[name]} is no routing number: nine digits that check`);
  }
  if (!/^[A-Za-z0-9-]{1,17}$/.test(parties.receivingAccount)) {
    return refuse("bad_account", "an account number is 1 to 17 letters, digits or hyphens");
  }
  if (!/^[A-Za-z0-9]{10}$/.test(parties.companyId)) {
    return refuse("bad_company", "a company's id is ten letters or digits");
  }
  for (const name of ["originatingName", "companyName", "receivingName"] as const) {
    if (words(parties[name], 16).trim() !== "") continue;
    return refuse("bad_name", "a name has letters or digits that a bank's reader takes");
  }
  return null;
}

/** The same credit gives the same file, to the last character: it has no clock. Refuses what no entry can hold. */
export function nachaFile(
  parties: Remittance,
  credit: NachaCredit,
): string | Refusal<"nothing_to_remit" | "amount_too_large"> {
  const { amountMinor } = credit;
  if (amountMinor <= 0) return refuse("nothing_to_remit", "the day brought nothing to remit");
  if (amountMinor > ENTRY_MINOR_MAX) {
    return refuse("amount_too_large", "an entry holds less than a hundred million dollars");
  }
  const lines = [
    fileHeader(parties, credit),
    batchHeader(parties, credit),
    ...entry(parties, credit),
    batchControl(parties, credit),
  ];
  const blocks = Math.ceil((lines.length + 1) / LINES_A_BLOCK);
  lines.push(fileControl(parties, credit, blocks));
  while (lines.length < blocks * LINES_A_BLOCK) lines.push(FILLER);
  return lines.map((line) => `${checked(line)}\n`).join("");
}

/** Credits only. */
const CREDITS = "220";
/** A deposit into a checking account. */
const CHECKING_CREDIT = "22";
/** An entry, and one line of what it is for. */
const ENTRIES_AND_ADDENDA = 2;

function fileHeader(parties: Remittance, { effectiveDay }: NachaCredit): string {
  const { originatingRouting, companyId, originatingName, companyName } = parties;
  return [
    "101",
    ` ${originatingRouting}`,
    companyId,
    yearFirst(effectiveDay),
    "0000",
    "A",
    "094",
    "10",
    "1",
    words(originatingName, 23),
    words(companyName, 23),
    " ".repeat(8),
  ].join("");
}

function batchHeader(parties: Remittance, { effectiveDay }: NachaCredit): string {
  const { companyName, companyId, originatingRouting } = parties;
  return [
    "5",
    CREDITS,
    words(companyName, 16),
    " ".repeat(20),
    companyId,
    "CCD",
    words("SETTLEMENT", 10),
    yearFirst(effectiveDay),
    yearFirst(effectiveDay),
    "   ",
    "1",
    originatingRouting.slice(0, 8),
    digits(1, 7),
  ].join("");
}

function entry(parties: Remittance, { amountMinor, reference }: NachaCredit): string[] {
  const { receivingRouting, receivingAccount, receivingName, originatingRouting } = parties;
  return [
    [
      "6",
      CHECKING_CREDIT,
      receivingRouting,
      receivingAccount.padEnd(17),
      digits(amountMinor, 10),
      words(reference, 15),
      words(receivingName, 22),
      "  ",
      "1",
      `${originatingRouting.slice(0, 8)}${digits(1, 7)}`,
    ].join(""),
    ["705", words(reference, 80), digits(1, 4), digits(1, 7)].join(""),
  ];
}

function batchControl(parties: Remittance, { amountMinor }: NachaCredit): string {
  return [
    "8",
    CREDITS,
    digits(ENTRIES_AND_ADDENDA, 6),
    entryHash([parties.receivingRouting]),
    digits(0, 12),
    digits(amountMinor, 12),
    parties.companyId,
    " ".repeat(19),
    " ".repeat(6),
    parties.originatingRouting.slice(0, 8),
    digits(1, 7),
  ].join("");
}

function fileControl(parties: Remittance, { amountMinor }: NachaCredit, blocks: number): string {
  return [
    "9",
    digits(1, 6),
    digits(blocks, 6),
    digits(ENTRIES_AND_ADDENDA, 8),
    entryHash([parties.receivingRouting]),
    digits(0, 12),
    digits(amountMinor, 12),
    " ".repeat(39),
  ].join("");
}

function yearFirst(day: LocalDay): string {
  return day.slice(2).replaceAll("-", "");
}

function checked(line: string): string {
  if (line.length === LINE_CHARACTERS) return line;
  throw new RangeError(
    `a line of ${String(line.length)} characters, not ${String(LINE_CHARACTERS)}`,
  );
}
