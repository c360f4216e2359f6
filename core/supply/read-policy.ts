import { HOUR_MS, type LocalDay, MINUTE_MS } from "../instant.ts";
import { type Currency, parseDecimal } from "../money.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { type AllowedHours, type SupplyPolicy, type Tender, usualSupplyPolicy } from "./policy.ts";

export type PolicyRefusal =
  | "not_a_table"
  | "unknown_name"
  | "not_a_decimal"
  | "too_many_decimals"
  | "too_large"
  | "not_whole"
  | "out_of_range"
  | "not_a_list"
  | "too_many"
  | "not_a_weekday"
  | "not_a_time"
  | "empty_hours"
  | "not_a_day"
  | "unknown_tender"
  | "reconnect_below_disconnect";

type Table = Readonly<Record<string, unknown>>;
type Read<Value> = Value | Refusal<PolicyRefusal>;

const names = [
  "disconnect",
  "reconnect",
  "data_age_hours",
  "notice_hours",
  "window",
  "holidays",
  "pending_hold_minutes",
] as const;
const windowNames = ["days", "from", "to"] as const;
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const tenders = ["card", "bank", "cash", "check"] as const satisfies readonly Tender[];

/** Older data than 31 days is no ground for any decision. */
const DATA_AGE_HOURS_MAX = 744;
/** No rule we know asks for more than two months of notice. */
const NOTICE_HOURS_MAX = 1_488;
/** No tender takes more than 30 days to become certain. */
const PENDING_HOLD_MINUTES_MAX = 43_200;
const WINDOWS_MAX = 50;
/** Ten years of public holidays. */
const HOLIDAYS_MAX = 200;

/**
 * A supply policy from configuration data: levels are decimal text in the currency, hours and minutes whole numbers, windows
 * `{days: ["mon"], from: "08:00", to: "15:00"}` (one that ends before it begins runs past midnight), holidays "2026-12-25".
 * What is left out is as in `usualSupplyPolicy`, but for the reconnect level, which is then the disconnect level. Refused at
 * the first wrong, in the order of `PolicyRefusal` within each name.
 */
export function readSupplyPolicy(raw: unknown, currency: Currency): Read<SupplyPolicy> {
  const table = readTable(raw, names, "the policy");
  if (isRefusal(table)) return table;
  const usual = usualSupplyPolicy;
  const levels = readLevels(table, currency);
  if (isRefusal(levels)) return levels;
  const dataAgeMaxMs = readSpan(table["data_age_hours"], "data_age_hours", {
    least: 1,
    most: DATA_AGE_HOURS_MAX,
    unitMs: HOUR_MS,
    usualMs: usual.dataAgeMaxMs,
  });
  if (isRefusal(dataAgeMaxMs)) return dataAgeMaxMs;
  const noticeMs = readSpan(table["notice_hours"], "notice_hours", {
    least: 0,
    most: NOTICE_HOURS_MAX,
    unitMs: HOUR_MS,
    usualMs: usual.noticeMs,
  });
  if (isRefusal(noticeMs)) return noticeMs;
  const allowed = readList(table["window"], "window", { most: WINDOWS_MAX, read: readHours });
  if (isRefusal(allowed)) return allowed;
  const holidays = readList(table["holidays"], "holidays", { most: HOLIDAYS_MAX, read: readDay });
  if (isRefusal(holidays)) return holidays;
  const pendingPaymentHoldMs = readPendingHolds(table["pending_hold_minutes"]);
  if (isRefusal(pendingPaymentHoldMs)) return pendingPaymentHoldMs;
  return {
    ...usual,
    ...levels,
    dataAgeMaxMs,
    noticeMs,
    allowed: allowed ?? usual.allowed,
    holidays: holidays ?? usual.holidays,
    pendingPaymentHoldMs,
  };
}

type Levels = Pick<SupplyPolicy, "disconnectLevelUnits" | "reconnectLevelUnits">;

function readLevels(table: Table, currency: Currency): Read<Levels> {
  const { disconnect, reconnect } = table;
  const usualUnits = usualSupplyPolicy.disconnectLevelUnits;
  const disconnectLevelUnits =
    disconnect === undefined ? usualUnits : readAmount(disconnect, "disconnect", currency);
  if (isRefusal(disconnectLevelUnits)) return disconnectLevelUnits;
  const reconnectLevelUnits =
    reconnect === undefined ? disconnectLevelUnits : readAmount(reconnect, "reconnect", currency);
  if (isRefusal(reconnectLevelUnits)) return reconnectLevelUnits;
  return reconnectLevelUnits < disconnectLevelUnits
    ? refuse("reconnect_below_disconnect", "reconnect must not be below disconnect")
    : { disconnectLevelUnits, reconnectLevelUnits };
}

function readTable(raw: unknown, known: readonly string[], what: string): Read<Table> {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    return refuse("not_a_table", `${what} must be a table of names and values`);
  }
  const stranger = Object.keys(raw).find((name) => !known.includes(name));
  if (stranger !== undefined) {
    return refuse("unknown_name", `"${stranger}" is not one of ${known.join(", ")}`);
  }
  return { ...raw };
}

function readAmount(raw: unknown, name: string, currency: Currency): Read<number> {
  if (typeof raw !== "string") {
    return refuse("not_a_decimal", `${name} must be an amount in quotes, such as "20.00"`);
  }
  const units = parseDecimal(raw, currency.ledgerDigits);
  return isRefusal(units) ? refuse(units.code, `${name}: ${units.message}`) : units;
}

interface Span {
  readonly least: number;
  readonly most: number;
  readonly unitMs: number;
  readonly usualMs: number;
}

function readSpan(raw: unknown, name: string, span: Span): Read<number> {
  if (raw === undefined) return span.usualMs;
  if (typeof raw !== "number" || !Number.isSafeInteger(raw)) {
    return refuse("not_whole", `${name} must be a whole number`);
  }
  if (raw < span.least || raw > span.most) {
    const bounds = `from ${String(span.least)} to ${String(span.most)}`;
    return refuse("out_of_range", `${name} must be ${bounds}`);
  }
  return raw * span.unitMs;
}

/** Null when it is left out. */
function readList<Value>(
  raw: unknown,
  name: string,
  of: { readonly most: number; readonly read: (raw: unknown, name: string) => Read<Value> },
): Read<Value[] | null> {
  if (raw === undefined) return null;
  if (!Array.isArray(raw)) return refuse("not_a_list", `${name} must be a list`);
  if (raw.length > of.most) {
    return refuse("too_many", `${name} must not list more than ${String(of.most)}`);
  }
  const values: Value[] = [];
  for (const item of raw) {
    const value = of.read(item, name);
    if (isRefusal(value)) return value;
    values.push(value);
  }
  return values;
}

function readHours(raw: unknown, name: string): Read<AllowedHours> {
  const table = readTable(raw, windowNames, name);
  if (isRefusal(table)) return table;
  const days = readList(table["days"], "days", { most: weekdays.length, read: readWeekday });
  if (isRefusal(days)) return days;
  const fromMinute = readTime(table["from"], "from");
  if (isRefusal(fromMinute)) return fromMinute;
  const toMinute = readTime(table["to"], "to");
  if (isRefusal(toMinute)) return toMinute;
  // A window of no days would silently forbid what was meant to be allowed, and 08:00 to 08:00 may mean all day or never.
  if (days === null || days.length === 0) return refuse("empty_hours", "a window needs its days");
  if (fromMinute === toMinute || fromMinute === 1_440) {
    return refuse("empty_hours", "a window must not end when it begins, nor begin at 24:00");
  }
  return { days, fromMinute, toMinute };
}

function readWeekday(raw: unknown): Read<number> {
  const day = typeof raw === "string" ? weekdays.indexOf(raw) : -1;
  return day < 0 ? refuse("not_a_weekday", `a weekday is one of ${weekdays.join(", ")}`) : day;
}

function readTime(raw: unknown, name: string): Read<number> {
  const isTime = typeof raw === "string" && /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(raw);
  if (!isTime) return refuse("not_a_time", `${name} must be a time from "00:00" to "24:00"`);
  return Number(raw.slice(0, 2)) * 60 + Number(raw.slice(3));
}

function readDay(raw: unknown, name: string): Read<LocalDay> {
  const refusal = refuse("not_a_day", `${name} must be days such as "2026-12-25"`);
  if (typeof raw !== "string" || !/^\d{4}-\d\d-\d\d$/.test(raw)) return refusal;
  const atMs = Date.parse(`${raw}T00:00:00Z`);
  const isDay = !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(raw);
  return isDay ? raw : refusal;
}

function readPendingHolds(raw: unknown): Read<SupplyPolicy["pendingPaymentHoldMs"]> {
  const usual = usualSupplyPolicy.pendingPaymentHoldMs;
  if (raw === undefined) return usual;
  const table = readTable(raw, tenders, "pending_hold_minutes");
  if (isRefusal(table)) {
    return table.code === "unknown_name" ? refuse("unknown_tender", table.message) : table;
  }
  const heldMs = { ...usual };
  for (const tender of tenders) {
    const span = { least: 0, most: PENDING_HOLD_MINUTES_MAX, unitMs: MINUTE_MS };
    const untilMs = readSpan(table[tender], tender, { ...span, usualMs: usual[tender] });
    if (isRefusal(untilMs)) return untilMs;
    heldMs[tender] = untilMs;
  }
  return heldMs;
}
