import { currencyOf, parseDecimal } from "../money.ts";
import { instantOf, isZone } from "../instant.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { isDay } from "./import-fields.ts";
import type { Plan } from "./plan.ts";

export type Commodity = "electricity" | "gas" | "water";

/**
 * In force from an instant until the next version's: one flat price and one fixed charge per local day, or a published plan
 * (both prices are 0 then, and the plan has its own).
 */
export interface TariffVersion {
  readonly tariffId: string;
  readonly version: number;
  readonly commodity: Commodity;
  /** What one whole unit of quantity is: kWh, m3, ccf ... */
  readonly unit: string;
  readonly currency: string;
  /** Prices are integers of 10^-priceScale of the currency. */
  readonly priceScale: number;
  readonly pricePerUnit: number;
  /** Per local day of the premise, at the same scale. */
  readonly fixedPerDay: number;
  readonly effectiveFromMs: number;
  readonly plan?: Plan;
}

/** Filed prices have up to 7 decimals; 9 leaves room for sums of riders and keeps one price in 15 digits. */
export const PRICE_SCALE = 9;

/**
 * The first whole amount of currency that a price may not reach. Below it a price is at most 15 significant digits, and any
 * 15 digits survive a JSON number; above it two different prices of 9 decimals could be the same double.
 */
export const PRICE_LIMIT = 1_000_000;

/** An effective date outside these is a slip, most likely seconds given for milliseconds. */
export const EFFECTIVE_FROM_MIN_MS = Date.UTC(2000, 0, 1);
export const EFFECTIVE_FROM_MAX_MS = Date.UTC(2200, 0, 1);

const units: Readonly<Record<Commodity, readonly string[]>> = {
  electricity: ["kWh"],
  gas: ["kWh", "MJ", "m3", "ccf", "therm"],
  water: ["m3", "kL", "ccf", "kgal", "gal"],
};

export function unitsOf(commodity: Commodity): readonly string[] {
  return units[commodity];
}

const fieldNames: readonly string[] = [
  "id",
  "version",
  "commodity",
  "unit",
  "currency",
  "price",
  "fixed_per_day",
  "effective_from",
  "zone",
];

type Fields = Readonly<Record<string, unknown>>;
type PriceField = "price" | "fixed_per_day";
type PriceFlaw =
  | "missing"
  | "not_a_decimal"
  | "has_exponent"
  | "negative"
  | "too_many_decimals"
  | "too_large";

/** In the order they are looked for: the first that holds is the answer. */
export type TariffRefusal =
  | "tariff_not_an_object"
  | "unknown_field"
  | "bad_tariff_id"
  | "bad_version"
  | "unknown_commodity"
  | "unit_not_of_commodity"
  | "unknown_currency"
  | `${PriceField}_${PriceFlaw}`
  | "effective_from_missing"
  | "bad_effective_from"
  | "zone_missing"
  | "unknown_zone"
  | "zone_without_day"
  | "effective_from_out_of_range";

/**
 * A tariff version from a hand-written record: {id, version, commodity, unit, currency, price: "0.204153",
 * fixed_per_day: "0.35", effective_from: "2026-01-01", zone: "Europe/London"}, or effective_from as epoch milliseconds
 * without a zone. Prices are decimal text; a JSON number will do where its shortest text is a plain decimal. A field we do
 * not know is refused, because a misspelt charge must not become a free one.
 */
export function readTariff(raw: unknown): TariffVersion | Refusal<TariffRefusal> {
  const fields = readFields(raw);
  if (isRefusal(fields)) return fields;
  const kind = readKind(fields);
  if (isRefusal(kind)) return kind;
  const pricePerUnit = readPrice(fields, "price");
  if (isRefusal(pricePerUnit)) return pricePerUnit;
  const fixedPerDay = readPrice(fields, "fixed_per_day");
  if (isRefusal(fixedPerDay)) return fixedPerDay;
  const effectiveFromMs = readEffectiveFrom(fields);
  if (isRefusal(effectiveFromMs)) return effectiveFromMs;
  return { ...kind, priceScale: PRICE_SCALE, pricePerUnit, fixedPerDay, effectiveFromMs };
}

function readFields(raw: unknown): Fields | Refusal<TariffRefusal> {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    return refuse("tariff_not_an_object", "a tariff is an object of fields");
  }
  const unknownName = Object.keys(raw).find((name) => !fieldNames.includes(name));
  if (unknownName !== undefined) {
    return refuse("unknown_field", `"${unknownName}" is not a field of a tariff`);
  }
  return Object.fromEntries(Object.entries(raw));
}

type Kind = Pick<TariffVersion, "tariffId" | "version" | "commodity" | "unit" | "currency">;

function readKind(fields: Fields): Kind | Refusal<TariffRefusal> {
  const { id, version, commodity, unit, currency } = fields;
  if (typeof id !== "string" || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)) {
    return refuse("bad_tariff_id", "id is 1 to 64 letters, digits, dots, dashes or underscores");
  }
  if (typeof version !== "number" || !Number.isSafeInteger(version) || version < 1) {
    return refuse("bad_version", "version is a whole number from 1");
  }
  if (!isCommodity(commodity)) {
    return refuse("unknown_commodity", `commodity is one of ${Object.keys(units).join(", ")}`);
  }
  if (typeof unit !== "string" || !units[commodity].includes(unit)) {
    return refuse("unit_not_of_commodity", `${commodity} is in ${units[commodity].join(", ")}`);
  }
  if (typeof currency !== "string" || currencyOf(currency) === undefined) {
    return refuse("unknown_currency", "currency is the code of one we keep a scale for, as USD");
  }
  return { tariffId: id, version, commodity, unit, currency };
}

function isCommodity(value: unknown): value is Commodity {
  return typeof value === "string" && Object.hasOwn(units, value);
}

function readPrice(fields: Fields, field: PriceField): number | Refusal<TariffRefusal> {
  const raw = fields[field];
  if (raw === undefined || raw === null) {
    return refuse(`${field}_missing`, `${field} is missing; write "0" where nothing is charged`);
  }
  if (typeof raw !== "string" && typeof raw !== "number") {
    return refuse(`${field}_not_a_decimal`, `${field} is a decimal as text, such as "0.204153"`);
  }
  const text = String(raw);
  if (typeof raw === "number" && text.includes("e")) {
    return refuse(`${field}_has_exponent`, `write ${field} as text without an exponent`);
  }
  const value = parseDecimal(text, PRICE_SCALE);
  if (isRefusal(value)) return refuse(`${field}_${value.code}`, `${field}: ${value.message}`);
  if (value < 0) return refuse(`${field}_negative`, `${field} must not be below 0`);
  if (value >= PRICE_LIMIT * 10 ** PRICE_SCALE) {
    return refuse(`${field}_too_large`, `${field} must be below ${String(PRICE_LIMIT)}`);
  }
  return value;
}

function readEffectiveFrom(fields: Fields): number | Refusal<TariffRefusal> {
  const { effective_from: from, zone } = fields;
  if (from === undefined || from === null) {
    return refuse("effective_from_missing", "effective_from is missing");
  }
  const atMs = typeof from === "string" ? readDay(from, zone) : readInstant(from, zone);
  if (isRefusal(atMs)) return atMs;
  if (atMs < EFFECTIVE_FROM_MIN_MS || atMs > EFFECTIVE_FROM_MAX_MS) {
    return refuse("effective_from_out_of_range", "effective_from is not between 2000 and 2200");
  }
  return atMs;
}

function readDay(text: string, zone: unknown): number | Refusal<TariffRefusal> {
  if (!isDay(text)) return refuse("bad_effective_from", `"${text}" is not a day as 2026-01-31`);
  if (zone === undefined || zone === null) {
    return refuse("zone_missing", "a day needs the zone it begins in, such as Europe/London");
  }
  if (typeof zone !== "string" || !isZone(zone)) {
    return refuse("unknown_zone", "zone is a name of the time zone database");
  }
  return instantOf(zone, text);
}

function readInstant(value: unknown, zone: unknown): number | Refusal<TariffRefusal> {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) {
    return refuse("bad_effective_from", "effective_from is a day or whole epoch milliseconds");
  }
  if (zone !== undefined && zone !== null) {
    return refuse("zone_without_day", "an instant has no zone; give the day, or leave the zone");
  }
  return value;
}

export type VersionsRefusal =
  | "no_versions"
  | "different_tariff"
  | "different_commodity"
  | "different_unit"
  | "different_currency"
  | "different_bill_months"
  | "duplicate_version"
  | "overlapping_versions"
  | "version_out_of_order";

/**
 * The versions of one tariff in order of effect. Refuses versions of unlike tariffs, a version number given twice, two
 * versions from the same instant, and a higher number in force before a lower one (what was charged under the lower would
 * silently change its meaning).
 */
export function checkVersions(
  versions: readonly TariffVersion[],
): readonly TariffVersion[] | Refusal<VersionsRefusal> {
  const sorted = versions.toSorted((a, b) => a.effectiveFromMs - b.effectiveFromMs);
  const [first] = sorted;
  if (first === undefined) return refuse("no_versions", "a tariff has at least one version");
  const numbers = new Set<number>();
  let before: TariffVersion | undefined;
  for (const version of sorted) {
    const unlike = compareKind(first, version);
    if (unlike !== null) return unlike;
    if (numbers.has(version.version)) {
      return refuse("duplicate_version", `${nameOf(version)} is given twice`);
    }
    numbers.add(version.version);
    if (before?.effectiveFromMs === version.effectiveFromMs) {
      return refuse(
        "overlapping_versions",
        `${nameOf(before)} and ${nameOf(version)} begin at once`,
      );
    }
    if (before !== undefined && before.version > version.version) {
      return refuse("version_out_of_order", `${nameOf(version)} begins after ${nameOf(before)}`);
    }
    before = version;
  }
  return sorted;
}

function compareKind(one: TariffVersion, other: TariffVersion): Refusal<VersionsRefusal> | null {
  if (one.tariffId !== other.tariffId) {
    return refuse("different_tariff", `${nameOf(other)} is not of ${one.tariffId}`);
  }
  if (one.commodity !== other.commodity) {
    return refuse("different_commodity", `${nameOf(other)} is not for ${one.commodity}`);
  }
  if (one.unit !== other.unit) {
    return refuse("different_unit", `${nameOf(other)} is not priced by the ${one.unit}`);
  }
  if (one.currency !== other.currency) {
    return refuse("different_currency", `${nameOf(other)} is not in ${one.currency}`);
  }
  const months = one.plan?.billMonths;
  if (other.plan !== undefined && months !== undefined && other.plan.billMonths !== months) {
    return refuse(
      "different_bill_months",
      `${nameOf(other)} has not ${String(months)} months a bill`,
    );
  }
  return null;
}

function nameOf(version: TariffVersion): string {
  return `${version.tariffId} version ${String(version.version)}`;
}

/** Where in `versions`, sorted by effect, the one in force at the instant stands; -1 before the first. */
export function indexInForce(versions: readonly TariffVersion[], atMs: number): number {
  return versions.findLastIndex((version) => version.effectiveFromMs <= atMs);
}
