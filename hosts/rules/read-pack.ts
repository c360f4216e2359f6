/** A rule pack read into what decisions are made by, or every reason why it can't be. */
import { DAY_MS, HOUR_MS, instantOf, isZone, MINUTE_MS, nextDay } from "../../core/instant.ts";
import { type Currency, currencyOf, parseDecimal } from "../../core/money.ts";
import { isRefusal } from "../../core/refusal.ts";
import type { PublishedPack } from "../../core/supply/pack.ts";
import type { AllowedHours, SupplyPolicy } from "../../core/supply/policy.ts";
import { isDay } from "../configuration-file.ts";
import { weekdayNames } from "../configuration-file.ts";
import { type Problem, problemsOf } from "../configuration-problem.ts";
import { checkPack } from "./check-pack.ts";
import { minuteOf } from "./minute.ts";
import { type PackAsWritten, packSchema } from "./pack-file.ts";

export interface RulePack {
  readonly written: PackAsWritten;
  /** What of it goes into rows. */
  readonly published: PublishedPack;
}

export type ReadPack =
  | { readonly kind: "read"; readonly pack: RulePack }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] };

export function readPackText(text: string): ReadPack {
  try {
    return readPack(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {
      kind: "refused",
      problems: [{ path: "pack", code: "not_json", message: error.message }],
    };
  }
}

export function readPack(raw: unknown): ReadPack {
  const shape = packSchema.safeParse(raw);
  if (!shape.success) {
    return { kind: "refused", problems: problemsOf(shape.error, raw, "pack") };
  }
  const written = shape.data;
  const currency = currencyOf(written.currency);
  const problems = [...unknowns(written, currency), ...checkPack(written)];
  if (problems.length > 0 || currency === undefined) return { kind: "refused", problems };
  return { kind: "read", pack: { written, published: publishedOf(written, currency) } };
}

/** Words of the right kind that name nothing. */
function unknowns(written: PackAsWritten, currency: Currency | undefined): Problem[] {
  const problems: Problem[] = [];
  const note = (path: string, code: string, message: string): void => {
    problems.push({ path: `pack.${path}`, code, message });
  };
  if (!isZone(written.zone)) {
    note("zone", "unknown_zone", 'must be a time zone such as "America/Chicago"');
  }
  if (currency === undefined)
    note("currency", "unknown_currency", "is not one we have a scale for");
  const days: [string, string | null][] = [
    ["effective_from", written.effective_from],
    ["effective_to", written.effective_to],
    ...written.holidays.map((day, n): [string, string] => [`holidays[${String(n)}]`, day]),
    ...written.friendly.flatMap((table, n): [string, string][] => [
      [`friendly[${String(n)}].from`, table.from],
      ...table.special_days.map((day, m): [string, string] => [
        `friendly[${String(n)}].special_days[${String(m)}]`,
        day,
      ]),
    ]),
    ...written.seasons.flatMap((season, n): [string, string][] => [
      [`seasons[${String(n)}].first_day`, season.first_day],
      [`seasons[${String(n)}].last_day`, season.last_day],
    ]),
  ];
  for (const [path, day] of days) {
    // A day of every year may be the leap day.
    const whole = day === null || day.length > 5 ? day : `2028-${day}`;
    if (whole !== null && !isDay(whole)) note(path, "not_a_day", `"${day ?? ""}" is no day`);
  }
  return problems;
}

function publishedOf(written: PackAsWritten, currency: Currency): PublishedPack {
  const { zone, effective_to: lastDay, notice, restore_minutes: restore } = written;
  return {
    packId: written.id,
    version: written.version,
    title: written.title,
    currency: currency.code,
    effectiveFromMs: instantOf(zone, written.effective_from),
    effectiveToMs: lastDay === null ? null : instantOf(zone, nextDay(lastDay)),
    policy: policyOf(written, currency),
    lowUnits: unitsOf(written.levels.low, currency),
    notice: {
      channels: notice.channels,
      fromMinute: minuteOf(notice.from),
      toMinute: minuteOf(notice.to),
      ...(notice.third_party === true && { thirdParty: true }),
    },
    restoreMs: restore === null ? null : restore * MINUTE_MS,
  };
}

function unitsOf(text: string, currency: Currency): number {
  const value = parseDecimal(text, currency.ledgerDigits);
  if (isRefusal(value)) throw new RangeError(`${text} passed the shape and is no amount`);
  return value;
}

function policyOf(written: PackAsWritten, currency: Currency): SupplyPolicy {
  const days = (count: number | null): number | null => (count === null ? null : count * DAY_MS);
  const { notice, pending_hold_minutes: hold } = written;
  return {
    disconnectLevelUnits: unitsOf(written.levels.disconnect, currency),
    reconnectLevelUnits: unitsOf(written.levels.connect, currency),
    dataAgeMaxMs: written.data_age_hours * HOUR_MS,
    noticeMs: notice.least_hours * HOUR_MS,
    noticeMostMs: notice.most_hours === null ? null : notice.most_hours * HOUR_MS,
    allowed: weekOf(written.hours),
    holidays: written.holidays,
    pendingPaymentHoldMs: {
      card: hold.card * MINUTE_MS,
      bank: hold.bank * MINUTE_MS,
      cash: hold.cash * MINUTE_MS,
      check: hold.check * MINUTE_MS,
    },
    failedPayments: {
      most: written.failed_payments.most,
      withinMs: written.failed_payments.days * DAY_MS,
    },
    friendly: written.friendly.map((table) => ({
      fromDay: table.from,
      week: weekOf(table.week),
      specialDays: table.special_days,
    })),
    services: written.services,
    weather: written.weather.map(({ advisory, observed, forecast, ...rule }) => ({
      ...rule,
      observed: testOf(observed),
      forecast: testOf(forecast),
      advisory: advisory && { name: advisory.name, lookBackDays: advisory.look_back_days },
    })),
    weatherAgeMaxMs: written.weather_age_hours * HOUR_MS,
    seasons: written.seasons.map((season) => ({
      code: season.code,
      firstDay: season.first_day,
      lastDay: season.last_day,
      households: season.households,
    })),
    medicalMs: days(written.medical_days),
    protectedAgeYears: written.protected_age_years,
    pledgeMs: days(written.pledge_days),
    afterPaymentMs: written.after_payment_hours * HOUR_MS,
    channels: written.payment_channels,
    channelGraceMs: written.payment_channel_grace_hours * HOUR_MS,
  };
}

function testOf(test: PackAsWritten["weather"][number]["observed"]) {
  if (test === null) return null;
  const { celsius, ...others } = test;
  return { ...others, limitDeciC: Math.round(celsius * 10) };
}

function weekOf(week: PackAsWritten["hours"]): AllowedHours[] {
  return week.map(({ days, from, to }) => ({
    days: days.map((day) => weekdayNames.indexOf(day)),
    fromMinute: minuteOf(from),
    toMinute: minuteOf(to),
  }));
}
