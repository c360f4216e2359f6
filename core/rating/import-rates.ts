/** The energy prices and schedules of a URDB record. */
import { type Exact, exactText, isBelow, plus, ZERO } from "./exact.ts";
import { JsonNumber } from "./exact-json.ts";
import {
  exactAt,
  type Fields,
  type ImportNotes,
  isFields,
  isNothing,
  wholeAt,
} from "./import-fields.ts";
import type { Plan, Tier } from "./plan.ts";

/** Ten times the most periods and tiers that any filed rate has. */
const PERIODS_MAX = 250;
const TIERS_MAX = 40;

const FIELD = "urdb.energyratestructure";

/** The price of a tier is rate + adj; the last tier of a period has no bound, whatever its max says. */
export function readPeriods(notes: ImportNotes, urdb: Fields, unit: string): Tier[][] {
  const raw = urdb["energyratestructure"];
  notes.take(FIELD);
  if (!Array.isArray(raw) || raw.length === 0) {
    notes.wrong(FIELD, raw === undefined ? "is missing" : "must be a list of periods");
    return [];
  }
  if (raw.length > PERIODS_MAX) {
    notes.wrong(FIELD, `has more than ${String(PERIODS_MAX)} periods`);
    return [];
  }
  return raw.map((period: unknown, index) => {
    const field = `${FIELD}[${String(index)}]`;
    if (!Array.isArray(period) || period.length === 0 || period.length > TIERS_MAX) {
      notes.wrong(field, `must be a list of 1 to ${String(TIERS_MAX)} tiers`);
      return [];
    }
    return readTiers(notes, field, period, unit);
  });
}

function readTiers(
  notes: ImportNotes,
  field: string,
  raw: readonly unknown[],
  unit: string,
): Tier[] {
  let before = ZERO;
  return raw.map((tier, index) => {
    const at = `${field}[${String(index)}]`;
    if (!isFields(tier)) {
      notes.wrong(at, "must be an object of fields");
      return { price: "0", bound: null, isDaily: false };
    }
    const isDaily = readTierUnit(notes, at, tier["unit"], unit);
    const isLast = index === raw.length - 1;
    const bound = isLast ? leaveLastMax(notes, at, tier["max"]) : boundAt(notes, at, tier["max"]);
    if (bound !== null) {
      if (!isBelow(before, bound)) notes.wrong(`${at}.max`, "must be above the bound before it");
      before = bound;
    }
    nameOthers(notes, at, tier);
    const text = bound === null ? null : exactText(bound);
    return { price: priceAt(notes, at, tier), bound: text, isDaily };
  });
}

/** Decimals that a bound may have: the tiers of allowances in tenths and of sums of them have four at most. */
const BOUND_DECIMALS_MAX = 9n;

function boundAt(notes: ImportNotes, at: string, raw: unknown): Exact | null {
  const bound = exactAt(notes, `${at}.max`, raw, "positive");
  if (bound !== null && 10n ** BOUND_DECIMALS_MAX % bound.bottom !== 0n) {
    notes.wrong(`${at}.max`, `has more than ${String(BOUND_DECIMALS_MAX)} decimals`);
  }
  return bound;
}

function leaveLastMax(notes: ImportNotes, at: string, raw: unknown): null {
  if (raw === undefined || raw === null) return null;
  // What stands for "no limit" is written 1e38 or the like, and is no loss.
  const isOpen = raw instanceof JsonNumber && Number(raw.text) >= 1e9 && Number(raw.text) < 1e39;
  const max = isOpen ? null : exactAt(notes, `${at}.max`, raw, "not_negative");
  if (max !== null) notes.leave(`${at}.max`, "the last tier of a period has no upper bound");
  return null;
}

function priceAt(notes: ImportNotes, at: string, tier: Fields): string {
  const { rate, adj } = tier;
  const hasAdj = adj !== undefined && adj !== null;
  if ((rate === undefined || rate === null) && !hasAdj) notes.wrong(`${at}.rate`, "is missing");
  const parts = [
    rate === undefined || rate === null ? ZERO : exactAt(notes, `${at}.rate`, rate, "any"),
    hasAdj ? exactAt(notes, `${at}.adj`, adj, "any") : ZERO,
  ];
  const [price, adjustment] = parts;
  return price && adjustment ? exactText(plus(price, adjustment)) : "0";
}

/** Whether the tier's bound is a daily allowance. A bound that depends on a demand can't be honoured, and no price without it. */
function readTierUnit(notes: ImportNotes, at: string, raw: unknown, unit: string): boolean {
  if (raw === undefined || raw === null || raw === unit) return false;
  if (raw === `${unit} daily`) return true;
  const said = typeof raw === "string" ? `"${raw.slice(0, 40)}"` : "this";
  notes.wrong(
    `${at}.unit`,
    typeof raw === "string" && raw.includes("/kW")
      ? `counts by demand (${said}), which interval reads of energy can't tell`
      : `must be "${unit}" or "${unit} daily", not ${said}`,
  );
  return false;
}

function nameOthers(notes: ImportNotes, at: string, tier: Fields): void {
  for (const [name, value] of Object.entries(tier)) {
    if (["max", "rate", "adj", "unit"].includes(name) || isNothing(value)) continue;
    notes.leave(
      `${at}.${name}`,
      name === "sell" ? "energy sold back is not rated" : "not a field of a tier",
    );
  }
}

export function readSchedules(
  notes: ImportNotes,
  urdb: Fields,
  periods: number,
): Pick<Plan, "weekday" | "weekend"> {
  return {
    weekday: readSchedule(
      notes,
      "urdb.energyweekdayschedule",
      urdb["energyweekdayschedule"],
      periods,
    ),
    weekend: readSchedule(
      notes,
      "urdb.energyweekendschedule",
      urdb["energyweekendschedule"],
      periods,
    ),
  };
}

function readSchedule(
  notes: ImportNotes,
  field: string,
  raw: unknown,
  periods: number,
): number[][] {
  notes.take(field);
  if (!Array.isArray(raw) || raw.length !== 12) {
    notes.wrong(field, raw === undefined ? "is missing" : "must have 12 months");
    return [];
  }
  return raw.map((month: unknown, monthIndex) => {
    const at = `${field}[${String(monthIndex)}]`;
    if (!Array.isArray(month) || month.length !== 24) {
      notes.wrong(at, "must have 24 hours");
      return [];
    }
    return month.map((period: unknown, hour) => {
      const of = `${at}[${String(hour)}]`;
      const number = wholeAt(notes, of, period, [0, PERIODS_MAX]);
      if (number >= periods && periods > 0) {
        notes.wrong(of, `points at period ${String(number)}, and there are ${String(periods)}`);
      }
      return number;
    });
  });
}
