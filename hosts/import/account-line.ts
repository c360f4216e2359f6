/** One line of an accounts file, cell by cell: typed values, or a refusal for every cell that is wrong. */
import type { LocalDay } from "../../core/instant.ts";
import { isZone } from "../../core/instant.ts";
import { AMOUNT_UNITS_MAX } from "../../core/ledger/transfer.ts";
import { parseDecimal } from "../../core/money.ts";
import { isRefusal } from "../../core/refusal.ts";
import type { Commodity } from "../../core/rating/tariff.ts";
import type { UtilityConfiguration } from "../configuration.ts";
import { isDay } from "../configuration-file.ts";
import { readPhone } from "../national-phone.ts";
import type { Columns, LineRefusal, Row } from "./table.ts";

export interface ContactImport {
  readonly phone: string;
  readonly texts: "granted" | "none";
  /** How and when the customer agreed to texts; null when they have not. */
  readonly source: string | null;
}

export interface MethodImport {
  /** The processor's own name for a saved card; never a card number. */
  readonly token: string;
  readonly brand: string;
  readonly last4: string;
}

export interface ServiceImport {
  readonly line: number;
  readonly commodity: Commodity;
  readonly meterId: string;
  /** False where nobody can switch the meter from afar. */
  readonly remoteSwitch: boolean;
  readonly tariffId: string;
  /** What people call the place; it stands in texts. */
  readonly address: string;
  readonly zone: string;
  readonly movedInDay: LocalDay;
}

/** What belongs to the account rather than to one of its services. */
export interface AccountPart {
  readonly customerId: string;
  readonly name: string;
  readonly language: string;
  readonly mode: "prepaid" | "postpay";
  /** What the customer brings along, in ledger units; negative is owed. */
  readonly openingUnits: number;
  readonly contacts: readonly ContactImport[];
  readonly methods: readonly MethodImport[];
}

const text = { required: false, holds: "text" } as const;
const signed = { required: false, holds: "signed" } as const;
const must = { required: true, holds: "text" } as const;

export const accountColumns = {
  account: must,
  customer: text,
  name: must,
  phone: signed,
  language: text,
  address: must,
  zone: text,
  commodity: must,
  meter: must,
  remote_switch: text,
  tariff: must,
  mode: must,
  balance: signed,
  card: text,
  moved_in: must,
  texts: text,
  texts_source: text,
} as const satisfies Columns;

type ColumnName = keyof typeof accountColumns;

/** The columns whose cells a later line of the same account may leave out, but not contradict. */
export const accountPartColumns: readonly ColumnName[] = [
  "customer",
  "name",
  "phone",
  "language",
  "mode",
  "balance",
  "card",
  "texts",
  "texts_source",
];

/** No "/" or ":", which part the names of homes and keys. */
const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** A name on a bill. */
const NAME_CHARACTERS_MAX = 100;
/** A text that names the place must still have room to say something about it. */
const ADDRESS_CHARACTERS_MAX = 60;
/** One household's phones; more is a mistake or a list of everyone. */
const PHONES_MAX = 8;
const CARDS_MAX = 8;

const commodities: readonly Commodity[] = ["electricity", "gas", "water"];

/** The cells of one row and a place for what is wrong with them. */
export interface Line {
  readonly number: number;
  readonly utility: UtilityConfiguration;
  cell(column: ColumnName): string;
  refuse(column: ColumnName, code: string, message: string): void;
}

export function lineOf(row: Row, utility: UtilityConfiguration, refused: LineRefusal[]): Line {
  return {
    number: row.line,
    utility,
    cell: (column) => row.cells[column] ?? "",
    refuse: (column, code, message) => {
      refused.push({ line: row.line, column, code, message });
    },
  };
}

export function readId(line: Line, column: "account" | "customer" | "meter" | "tariff"): string {
  const id = line.cell(column);
  if (id === "") line.refuse(column, "missing", "is empty");
  else if (!ID_PATTERN.test(id)) {
    const message = `"${id}" is not 1 to 64 letters, digits, dots, dashes or underscores`;
    line.refuse(column, "bad_id", message);
  }
  return id;
}

/** What the first line of an account says of it; every wrong cell is refused, and stands in the result as it is. */
export function readAccountPart(line: Line): AccountPart {
  const name = line.cell("name");
  if (name === "") line.refuse("name", "missing", "is empty");
  if (name.length > NAME_CHARACTERS_MAX) {
    line.refuse("name", "too_long", `is longer than ${String(NAME_CHARACTERS_MAX)} characters`);
  }
  const language = line.cell("language") || line.utility.language;
  if (!line.utility.languages.includes(language)) {
    const message = `"${language}" is not one of ${line.utility.languages.join(", ")}`;
    line.refuse("language", "unknown_language", message);
  }
  const mode = line.cell("mode");
  if (mode !== "prepaid" && mode !== "postpay") {
    line.refuse("mode", "bad_mode", `"${mode}" is neither prepaid nor postpay`);
  }
  return {
    customerId: line.cell("customer") === "" ? line.cell("account") : readId(line, "customer"),
    name,
    language,
    mode: mode === "postpay" ? "postpay" : "prepaid",
    openingUnits: readBalance(line),
    contacts: readContacts(line),
    methods: readCards(line),
  };
}

function readBalance(line: Line): number {
  const cell = line.cell("balance");
  if (cell === "") return 0;
  const units = parseDecimal(cell, line.utility.currency.ledgerDigits);
  if (!isRefusal(units)) {
    if (Math.abs(units) <= AMOUNT_UNITS_MAX) return units;
    line.refuse("balance", "too_large", `"${cell}" is more than an account can hold at once`);
    return 0;
  }
  line.refuse("balance", units.code, units.message);
  return 0;
}

function readContacts(line: Line): ContactImport[] {
  const source = readConsent(line);
  const cells = partsOf(line.cell("phone"));
  if (cells.length > PHONES_MAX) {
    line.refuse("phone", "too_many", `lists more than ${String(PHONES_MAX)} phones`);
    return [];
  }
  if (cells.length === 0 && source !== null) {
    line.refuse("phone", "missing", "texts is yes, but there is no phone");
  }
  const contacts = new Map<string, ContactImport>();
  for (const cell of cells) {
    const phone = readPhone(cell, line.utility.country);
    if (isRefusal(phone)) line.refuse("phone", phone.code, phone.message);
    else contacts.set(phone, { phone, texts: source === null ? "none" : "granted", source });
  }
  return [...contacts.values()];
}

/** Consent without a record of it is none: the carrier's rules and the law ask who agreed, when and how. */
function readConsent(line: Line): string | null {
  const texts = line.cell("texts").toLowerCase();
  const source = line.cell("texts_source");
  if (texts === "" || texts === "no") return null;
  if (texts !== "yes") {
    line.refuse("texts", "bad_texts", `"${texts}" is neither yes nor no`);
    return null;
  }
  if (source === "") {
    const message = 'texts is yes, so say how the customer agreed, such as "paper form 2026-03-01"';
    line.refuse("texts_source", "missing", message);
    return null;
  }
  return source;
}

function readCards(line: Line): MethodImport[] {
  const cells = partsOf(line.cell("card"));
  if (cells.length > CARDS_MAX) {
    line.refuse("card", "too_many", `lists more than ${String(CARDS_MAX)} cards`);
    return [];
  }
  return cells.flatMap((cell): MethodImport[] => {
    const method = readCard(cell);
    if (typeof method === "object") return [method];
    if (method === "card_number") {
      const message = "looks like a card number; only the processor's token may stand here";
      line.refuse("card", "card_number", message);
    } else {
      const message = `"${cell}" is not a token, a brand and four digits, as "tok_1 Visa 4242"`;
      line.refuse("card", "bad_card", message);
    }
    return [];
  });
}

function readCard(cell: string): MethodImport | "card_number" | "bad_card" {
  if (holdsCardNumber(cell)) return "card_number";
  const match = /^([A-Za-z0-9_.-]{3,100}) +([A-Za-z][A-Za-z ]{1,19}) +(\d{4})$/.exec(cell);
  const [, token, brand, last4] = match ?? [];
  if (token === undefined || brand === undefined || last4 === undefined) return "bad_card";
  return { token, brand: brand.trim(), last4 };
}

/** True where 13 to 19 digits pass the check that every card number passes (ISO/IEC 7812, Luhn). */
function holdsCardNumber(cell: string): boolean {
  return [...cell.matchAll(/\d(?:[ -]?\d){12,18}/g)].some(([match]) => {
    const digits = match.replace(/[ -]/g, "").split("").toReversed().map(Number);
    const sum = digits.reduce((before, digit, index) => {
      const weighed = index % 2 === 0 ? digit : digit * 2;
      return before + (weighed > 9 ? weighed - 9 : weighed);
    }, 0);
    return sum % 10 === 0;
  });
}

function partsOf(cell: string): string[] {
  return cell
    .split(/[;|]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

export function readService(line: Line): ServiceImport {
  const commodity = line.cell("commodity").toLowerCase();
  const known = commodities.find((name) => name === commodity);
  if (known === undefined) {
    const message = `"${commodity}" is not one of ${commodities.join(", ")}`;
    line.refuse("commodity", "unknown_commodity", message);
  }
  const address = line.cell("address");
  if (address === "") line.refuse("address", "missing", "is empty");
  if (address.length > ADDRESS_CHARACTERS_MAX) {
    const message = `is longer than ${String(ADDRESS_CHARACTERS_MAX)} characters; texts name the place by it`;
    line.refuse("address", "too_long", message);
  }
  const zone = line.cell("zone") || line.utility.zone;
  if (!isZone(zone)) line.refuse("zone", "unknown_zone", `"${zone}" is not a time zone`);
  const movedInDay = line.cell("moved_in");
  if (!isDay(movedInDay) || movedInDay < "2000-01-01" || movedInDay > "2100-01-01") {
    line.refuse("moved_in", "bad_day", `"${movedInDay}" is not a day such as 2026-03-01`);
  }
  const remoteSwitch = line.cell("remote_switch").toLowerCase();
  if (!["", "yes", "no"].includes(remoteSwitch)) {
    line.refuse("remote_switch", "bad_remote_switch", `"${remoteSwitch}" is neither yes nor no`);
  }
  return {
    line: line.number,
    commodity: known ?? "electricity",
    meterId: readId(line, "meter"),
    remoteSwitch: remoteSwitch !== "no",
    tariffId: readId(line, "tariff"),
    address,
    zone,
    movedInDay,
  };
}
