/**
 * Whole bills straight from the text of a tariff file, by fractions and the runtime's own calendar, one read after the other.
 * It shares nothing with the rating core but the rules: not the reading of the file, nor the clock, nor the arithmetic.
 */

type Fraction = readonly [top: bigint, bottom: bigint];
type Fields = Readonly<Record<string, unknown>>;

const ZERO: Fraction = [0n, 1n];

function reduced(top: bigint, bottom: bigint): Fraction {
  let [one, other] = [top < 0n ? -top : top, bottom];
  while (other > 0n) [one, other] = [other, one % other];
  return one === 0n ? ZERO : [top / one, bottom / one];
}

const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => reduced(a * d + c * b, b * d);
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => reduced(a * c, b * d);
const less = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d < c * b;
const whole = (count: number): Fraction => [BigInt(count), 1n];
const negative = ([top, bottom]: Fraction): Fraction => [-top, bottom];

/** A decimal as it is written, with or without a power of ten. */
export function decimal(text: string): Fraction {
  const [mantissa = "", power = "0"] = text.toLowerCase().split("e");
  const [digits = "", decimals = ""] = mantissa.split(".");
  const shift = Number(power) - decimals.length;
  const value = BigInt(digits + decimals);
  return shift < 0 ? reduced(value, 10n ** BigInt(-shift)) : [value * 10n ** BigInt(shift), 1n];
}

/** Numbers stay the text they are in the file. */
function parsed(text: string): Fields {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === "number" ? (context?.source ?? String(value)) : value,
  ) as Fields;
}

function textOf(fields: Fields, name: string, otherwise: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : otherwise;
}

interface Version {
  readonly urdb: Fields;
  readonly ext: Fields;
  readonly unit: string;
  readonly billMonths: number;
  readonly effective: string;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string, atMs: number): { day: string; hour: number; isWeekend: boolean } {
  let clock = clocks.get(zone);
  clock ??= new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  });
  clocks.set(zone, clock);
  const text = clock.format(atMs);
  const day = text.slice(0, 10);
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return { day, hour: Number(text.slice(11, 13)), isWeekend: weekday === 0 || weekday === 6 };
}

function monthDays(month: string): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
}

function monthsOf(bill: string, count: number): string[] {
  const first = Number(bill.slice(5));
  return Array.from(
    { length: count },
    (_, at) => `${bill.slice(0, 5)}${String(first + at).padStart(2, "0")}`,
  );
}

interface Open {
  units: Fraction;
  /** By version. */
  readonly energy: Fraction[];
  readonly counters: Map<string, Fraction>;
}

/** The rows of `rate`: units, energy, fixed, minimum, percent, total, exactly, and the total in whole hundredths. */
export function slowBills(
  texts: readonly string[],
  zone: string,
  reads: ReadonlyMap<number, string>,
  factor: Fraction = [1n, 1n],
): Record<string, string[]> {
  const versions = texts
    .map((text): Version => {
      const { urdb, ext = {}, unit, billing_months: months = "1", effective } = parsed(text);
      return {
        urdb: urdb as Fields,
        ext: ext as Fields,
        unit: String(unit),
        billMonths: Number(months),
        effective: typeof effective === "string" ? effective : "",
      };
    })
    .toSorted((one, other) => (one.effective < other.effective ? -1 : 1));
  const bills = new Map<string, Open>();
  for (const [startMs, quantity] of [...reads].toSorted(([one], [other]) => one - other)) {
    take(bills, versions, { ...clockOf(zone, startMs), used: times(decimal(quantity), factor) });
  }
  return Object.fromEntries([...bills].map(([bill, open]) => [bill, rowOf(versions, bill, open)]));
}

/** The last version from this day on; the first one before it too. */
function versionOn(versions: readonly Version[], day: string): number {
  return Math.max(
    0,
    versions.findLastIndex(({ effective }) => effective <= day),
  );
}

function countersOf({ urdb, ext }: Version): number {
  const periods = urdb["energyratestructure"] as readonly unknown[];
  return ext["tier_scope"] === "period" ? periods.length : 1;
}

/** Tiers go on counting under a later version, unless it says otherwise or counts by something else. */
function startsAnew(version: Version, before: Version | undefined): boolean {
  return (
    version.ext["tier_restart"] === "version" ||
    version.ext["tier_reset"] !== before?.ext["tier_reset"] ||
    (before !== undefined && countersOf(version) !== countersOf(before))
  );
}

function take(
  bills: Map<string, Open>,
  versions: readonly Version[],
  { day, hour, isWeekend, used }: { day: string; hour: number; isWeekend: boolean; used: Fraction },
): void {
  const at = versionOn(versions, day);
  const version = versions[at] as Version;
  const { urdb, ext, billMonths } = version;
  const month = Number(day.slice(5, 7)) - 1;
  const first = month - (month % billMonths);
  const bill = `${day.slice(0, 5)}${String(first + 1).padStart(2, "0")}`;
  const isFree = isWeekend || ((ext["holidays"] as string[] | undefined) ?? []).includes(day);
  const schedule = urdb[isFree ? "energyweekendschedule" : "energyweekdayschedule"] as string[][];
  const period = Number(schedule[month]?.[hour]);
  const tiers = (urdb["energyratestructure"] as Fields[][])[period] ?? [];
  const isDaily = ext["tier_reset"] === "day";
  const name = [
    isDaily ? day : "",
    countersOf(version) > 1 ? String(period) : "",
    versions.slice(1, at + 1).filter((one, before) => startsAnew(one, versions[before])).length,
  ].join("/");
  const open = bills.get(bill) ?? {
    units: ZERO,
    energy: versions.map(() => ZERO),
    counters: new Map<string, Fraction>(),
  };
  bills.set(bill, open);
  const from = open.counters.get(name) ?? ZERO;
  const to = plus(from, used);
  const days = monthsOf(bill, billMonths).reduce((sum, one) => sum + monthDays(one), 0);
  const cost = costOf(tiers, [from, to], isDaily ? 1 : days, `${version.unit} daily`);
  open.counters.set(name, to);
  open.units = plus(open.units, used);
  open.energy[at] = plus(open.energy[at] ?? ZERO, cost);
}

function costOf(
  tiers: readonly Fields[],
  [from, to]: readonly [Fraction, Fraction],
  days: number,
  dailyUnit: string,
): Fraction {
  let cost = ZERO;
  let low = ZERO;
  for (const [index, tier] of tiers.entries()) {
    const isLast = index === tiers.length - 1;
    const bound = decimal(textOf(tier, "max", "0"));
    const high = isLast ? to : times(bound, whole(tier["unit"] === dailyUnit ? days : 1));
    const begin = less(from, low) ? low : from;
    const end = less(to, high) ? to : high;
    if (less(begin, end)) {
      const price = plus(decimal(textOf(tier, "rate", "0")), decimal(textOf(tier, "adj", "0")));
      cost = plus(cost, times(plus(end, negative(begin)), price));
    }
    low = high;
  }
  return cost;
}

/** What one version's fixed charge or minimum comes to on the days of the bill that it was in force. */
function standingOf(
  versions: readonly Version[],
  index: number,
  bill: string,
  [amountField, unitField, oldField]: readonly [string, string, string],
): Fraction {
  const { urdb, billMonths } = versions[index] as Version;
  const field = typeof urdb[amountField] === "string" ? amountField : oldField;
  const amount = decimal(textOf(urdb, field, "0"));
  const unit = field === oldField ? "$/month" : textOf(urdb, unitField, "$/month");
  let sum = ZERO;
  for (const month of monthsOf(bill, billMonths)) {
    const days = monthDays(month);
    for (let day = 1; day <= days; day += 1) {
      const text = `${month}-${String(day).padStart(2, "0")}`;
      if (versionOn(versions, text) !== index) continue;
      const parts = { "$/day": 1, "$/month": days, "$/bill": days * billMonths }[unit] ?? 1;
      sum = plus(sum, times(amount, [1n, BigInt(parts)]));
    }
  }
  return sum;
}

function percentOf({ ext }: Version, base: Fraction): Fraction {
  const items = (ext["percent"] as Fields[] | undefined) ?? [];
  return items.reduce((sum, { rate }) => plus(sum, times(base, decimal(String(rate)))), ZERO);
}

function rowOf(versions: readonly Version[], bill: string, open: Open): string[] {
  let [energy, fixed, least, percent] = [ZERO, ZERO, ZERO, ZERO];
  for (const [index, version] of versions.entries()) {
    const used = open.energy[index] ?? ZERO;
    const standing = standingOf(versions, index, bill, FIXED);
    energy = plus(energy, used);
    fixed = plus(fixed, standing);
    least = plus(least, standingOf(versions, index, bill, MINIMUM));
    percent = plus(percent, percentOf(version, plus(used, standing)));
  }
  const lacking = plus(least, negative(plus(energy, fixed)));
  const minimum = less(ZERO, lacking) ? lacking : ZERO;
  // The month's last day says whose percentages the minimum takes.
  const lastMonth = monthsOf(bill, versions[0]?.billMonths ?? 1).at(-1) ?? bill;
  const last = versions[versionOn(versions, `${lastMonth}-${String(monthDays(lastMonth))}`)];
  if (last !== undefined) percent = plus(percent, percentOf(last, minimum));
  const total = [energy, fixed, minimum, percent].reduce(plus, ZERO);
  return [...[open.units, energy, fixed, minimum, percent, total].map(decimalOf), cents(total)];
}

const FIXED = ["fixedchargefirstmeter", "fixedchargeunits", "fixedmonthlycharge"] as const;
const MINIMUM = ["mincharge", "minchargeunits", "minmonthlycharge"] as const;

function rounded([top, bottom]: Fraction, decimals: number): string {
  const size = (top < 0n ? -top : top) * 10n ** BigInt(decimals);
  const value = ((2n * size + bottom) / (2n * bottom)).toString().padStart(decimals + 1, "0");
  const text = `${value.slice(0, -decimals)}.${value.slice(-decimals)}`;
  return top < 0n && /[1-9]/.test(text) ? `-${text}` : text;
}

/** All decimals there are, or fifteen where they don't end. */
function decimalOf(value: Fraction): string {
  const [, bottom] = value;
  let rest = bottom;
  let decimals = 0;
  while (rest % 10n === 0n) [rest, decimals] = [rest / 10n, decimals + 1];
  while (rest % 2n === 0n) [rest, decimals] = [rest / 2n, decimals + 1];
  while (rest % 5n === 0n) [rest, decimals] = [rest / 5n, decimals + 1];
  return rounded(value, rest === 1n ? Math.max(decimals, 1) : 15).replace(/\.?0+$/, "");
}

function cents(value: Fraction): string {
  return rounded(value, 2);
}
