/** The fields beside a URDB record that say what its format can't. */
import {
  decimalAt,
  type Fields,
  type ImportNotes,
  isDay,
  isFields,
  oneOf,
  textAt,
  wholeAt,
} from "./import-fields.ts";
import type { Plan } from "./plan.ts";

/** Twenty years of a country with fifty holidays. */
const HOLIDAYS_MAX = 1000;
const PERCENT_MAX = 40;

const known: readonly string[] = [
  "percent",
  "tier_scope",
  "tier_reset",
  "tier_restart",
  "holidays",
  "price_scale",
];

export function readExtras(
  notes: ImportNotes,
  ext: Fields,
  priceScale: number,
): Pick<Plan, "percent" | "tierScope" | "tierReset" | "restartsTiers" | "holidays"> {
  for (const name of Object.keys(ext)) {
    if (known.includes(name)) notes.take(`ext.${name}`);
    else notes.leave(`ext.${name}`, "not a field of the format");
  }
  if (ext["price_scale"] !== undefined) {
    const declared = wholeAt(notes, "ext.price_scale", ext["price_scale"], [0, 20]);
    if (declared < priceScale && priceScale > 9) {
      notes.wrong(
        "ext.price_scale",
        `is ${String(declared)}, and a price has ${String(priceScale)} decimals`,
      );
    }
  }
  return {
    percent: readPercent(notes, ext["percent"]),
    tierScope: readScope(notes, ext["tier_scope"]),
    tierReset: oneOf(notes, "ext.tier_reset", ext["tier_reset"] ?? "bill", ["bill", "day"]),
    restartsTiers:
      oneOf(notes, "ext.tier_restart", ext["tier_restart"] ?? "never", ["never", "version"]) ===
      "version",
    holidays: readHolidays(notes, ext["holidays"]),
  };
}

/** The third reading, each tier split over the periods in proportion, is known at the month's end only. */
function readScope(notes: ImportNotes, raw: unknown): Plan["tierScope"] {
  if (raw === "proportional") {
    notes.wrong("ext.tier_scope", "proportional can't be posted finally before the bill's end");
    return "total";
  }
  return oneOf(notes, "ext.tier_scope", raw ?? "total", ["total", "period"]);
}

function readPercent(notes: ImportNotes, raw: unknown): { name: string; rate: string }[] {
  if (raw === undefined || raw === null) return [];
  if (!Array.isArray(raw) || raw.length > PERCENT_MAX) {
    notes.wrong("ext.percent", "must be a list of items");
    return [];
  }
  return raw.map((item: unknown, index) => {
    const at = `ext.percent[${String(index)}]`;
    if (!isFields(item)) {
      notes.wrong(at, "must be an object of fields");
      return { name: "", rate: "0" };
    }
    oneOf(notes, `${at}.base`, item["base"] ?? "subtotal", ["subtotal"]);
    for (const name of Object.keys(item)) {
      if (!["name", "rate", "base"].includes(name))
        notes.leave(`${at}.${name}`, "not a field of a percentage item");
    }
    return {
      name: textAt(notes, `${at}.name`, item["name"]),
      rate: decimalAt(notes, `${at}.rate`, item["rate"], "any"),
    };
  });
}

function readHolidays(notes: ImportNotes, raw: unknown): string[] {
  if (raw === undefined || raw === null) return [];
  if (!Array.isArray(raw) || raw.length > HOLIDAYS_MAX) {
    notes.wrong("ext.holidays", "must be a list of days");
    return [];
  }
  return raw.map((day: unknown, index) => {
    if (typeof day === "string" && isDay(day)) return day;
    notes.wrong(`ext.holidays[${String(index)}]`, "must be a day as 2026-01-31");
    return "";
  });
}
