/** A URDB record (OpenEI Utility Rate Database, API 7 and 8) and the fields around it as a plan. */
import { type Refusal, refuse } from "../refusal.ts";
import { parseExactJson } from "./exact-json.ts";
import {
  type Fields,
  ImportNotes,
  isDay,
  isFields,
  oneOf,
  textAt,
  wholeAt,
  zoneAt,
} from "./import-fields.ts";
import { readExtras } from "./import-extras.ts";
import { readPeriods, readSchedules } from "./import-rates.ts";
import { nameTheRest, readStanding } from "./import-standing.ts";
import { type LeftOut, type Plan, PLAN_PRICE_SCALE_MIN } from "./plan.ts";
import { currencyOf } from "../money.ts";
import { unitsOf } from "./tariff.ts";
import { decimalsOf, parseExact } from "./exact.ts";
import { isRefusal } from "../refusal.ts";

export interface ImportedTariff {
  readonly tariffId: string;
  /** Counts the versions of the tariff from 1, where the record says it. */
  readonly version: number;
  readonly currency: string;
  /** The first local day the prices hold, where the record says it. */
  readonly effectiveDay: string | null;
  readonly plan: Plan;
  readonly taken: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

export type ImportRefusal = "not_json" | "bad_tariff" | "left_out";

/** More versions than any tariff has had. */
const VERSION_MAX = 1_000_000;

/** Fields around the record that say nothing to be charged. */
const describing: readonly string[] = ["shape", "source", "synthetic", "note", "description"];
const read: readonly string[] = [
  "id",
  "version",
  "commodity",
  "unit",
  "currency",
  "timezone",
  "billing_months",
  "effective",
  "urdb",
  "ext",
];

/** The tariff of a file's text; see `importTariff`. The message names the place of what is no JSON. */
export function importTariffText(
  text: string,
  isStrict = false,
): ImportedTariff | Refusal<ImportRefusal> {
  if (text.trim() === "") return refuse("not_json", "the file is empty");
  if (text.startsWith("\uFEFF")) {
    return refuse("not_json", "line 1 begins with a byte-order mark; save the file as plain UTF-8");
  }
  let record: unknown;
  try {
    record = parseExactJson(text);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return refuse("not_json", `not JSON at ${placed(words, text)}`);
  }
  return importTariff(record, isStrict);
}

/** The parser's words, on one line, with the line of the text they are about. */
function placed(words: string, text: string): string {
  const position = /position (\d+)/.exec(words)?.[1];
  const quoted = /"(?:\.\.\.)?([^]*?)(?:"\.\.\.|\.\.\.")? is not valid JSON/.exec(words)?.[1];
  let end = text.length;
  if (position !== undefined) end = Number(position);
  else if (quoted !== undefined) end = Math.max(0, text.indexOf(quoted.slice(0, 10)));
  const line = String(text.slice(0, end).split("\n").length);
  return `line ${line}: ${oneLine(words).replace(/ \(line \d+ column \d+\)/, "")}`;
}

/** Words that may quote a file, on one line of text whatever control characters the file has. */
export function oneLine(words: string): string {
  return words.replaceAll(/[\s\p{Cc}]+/gu, " ");
}

/**
 * A plan from a record as `parseExactJson` gives it. What the record asks for and we can't honour is named in the answer and
 * refused where `isStrict`. Refuses the first thing that is wrong, by its field.
 */
export function importTariff(
  record: unknown,
  isStrict = false,
): ImportedTariff | Refusal<ImportRefusal> {
  if (!isFields(record)) return refuse("bad_tariff", "a tariff is an object of fields");
  const notes = new ImportNotes();
  const imported = readRecord(notes, record);
  const [first, ...more] = notes.problems;
  if (first !== undefined) {
    const others = more.length === 0 ? "" : ` (and ${String(more.length)} more)`;
    return refuse("bad_tariff", oneLine(`${first.field} ${first.message}${others}`));
  }
  const [left] = notes.leftOut;
  if (isStrict && left !== undefined) {
    const fields = notes.leftOut.map(({ field }) => field).join(", ");
    return refuse("left_out", oneLine(`can't honour ${fields}: ${left.reason}`));
  }
  return imported;
}

function readRecord(notes: ImportNotes, record: Fields): ImportedTariff {
  const { tariffId, currency, ...kind } = readKind(notes, record);
  const version = wholeAt(notes, "version", record["version"] ?? 1, [1, VERSION_MAX]);
  const effectiveDay = readEffective(notes, record["effective"]);
  for (const field of read) if (record[field] !== undefined) notes.take(field);
  for (const field of Object.keys(record)) {
    if (read.includes(field) || describing.includes(field)) continue;
    notes.leave(field, "not a field of the format");
  }
  const urdb = fieldsOf(notes, "urdb", record["urdb"]);
  const ext = record["ext"] === undefined ? {} : fieldsOf(notes, "ext", record["ext"]);
  const periods = readPeriods(notes, urdb, kind.unit);
  const prices = periods.flat().map(({ price }) => price);
  const priceScale = Math.max(PLAN_PRICE_SCALE_MIN, ...prices.map(decimalsIn));
  const plan: Plan = {
    ...kind,
    priceScale,
    periods,
    ...readSchedules(notes, urdb, periods.length),
    ...readExtras(notes, ext, priceScale),
    ...readStanding(notes, urdb, kind.billMonths),
  };
  nameTheRest(notes, urdb);
  const { taken, leftOut } = notes;
  return { tariffId, version, currency, effectiveDay, plan, taken, leftOut };
}

type Kind = Pick<ImportedTariff, "tariffId" | "currency"> &
  Pick<Plan, "commodity" | "unit" | "zone" | "billMonths">;

function readKind(notes: ImportNotes, record: Fields): Kind {
  const tariffId = textAt(notes, "id", record["id"]);
  if (tariffId !== "" && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(tariffId)) {
    notes.wrong("id", "must be 1 to 100 letters, digits, dots, dashes or underscores");
  }
  const words = ["electricity", "gas", "water"] as const;
  const commodity = oneOf(notes, "commodity", record["commodity"], words);
  const unit = textAt(notes, "unit", record["unit"]);
  if (unit !== "" && !unitsOf(commodity).includes(unit)) {
    notes.wrong("unit", `must be one of ${unitsOf(commodity).join(", ")} for ${commodity}`);
  }
  const currency = textAt(notes, "currency", record["currency"]);
  if (currency !== "" && currencyOf(currency) === undefined) {
    notes.wrong("currency", `"${currency.slice(0, 40)}" is not a currency we keep a scale for`);
  }
  const zone = zoneAt(notes, "timezone", record["timezone"]);
  const billMonths = wholeAt(notes, "billing_months", record["billing_months"] ?? 1, [1, 12]);
  if (12 % billMonths !== 0) notes.wrong("billing_months", "must divide the year");
  return { tariffId, currency, commodity, unit, zone, billMonths };
}

function decimalsIn(price: string): number {
  const value = parseExact(price);
  return isRefusal(value) ? 0 : decimalsOf(value);
}

function fieldsOf(notes: ImportNotes, field: string, raw: unknown): Fields {
  if (isFields(raw)) return raw;
  notes.wrong(field, raw === undefined ? "is missing" : "must be an object of fields");
  return {};
}

function readEffective(notes: ImportNotes, raw: unknown): string | null {
  if (raw === undefined || raw === null) return null;
  if (typeof raw === "string" && isDay(raw)) return raw;
  // Some publishers write 12/19/2016 or 19/12/2016; which of the two is not ours to guess.
  if (typeof raw === "string" && /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(raw)) {
    notes.leave(
      "effective",
      `"${raw}" is no day as 2026-01-31, so when the prices begin is not known`,
    );
    return null;
  }
  notes.wrong("effective", "must be a day as 2026-01-31, or null");
  return null;
}
