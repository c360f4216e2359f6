import type { AccountDetails, AutopayFacts } from "../conversation/facts.ts";
import type { RateFacts, UseFacts } from "../conversation/use-facts.ts";
import { instantOf, type LocalDay, type Now } from "../instant.ts";
import type { AccountBalances } from "../ledger/balances.ts";
import { type Currency, unitsToMinorFloor } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { exactText, parseExact } from "../rating/exact.ts";
import type { TariffVersion } from "../rating/tariff.ts";
import { isRefusal } from "../refusal.ts";
import { alertChoices } from "../store/alert-choices.ts";
import { alertLevel } from "../store/alert-levels.ts";
import { secondContactsOf } from "../store/second-contacts.ts";
import { pledgedMinor } from "../store/pledges.ts";
import { autopayFacts, planFacts, powerBackStep } from "./offer-facts.ts";
import { conversionOffer } from "./offer-facts.ts";
import { extensionEnd, medicalDaysOf } from "./promised-facts.ts";
import type { SettingsInForce, UtilitySettings } from "./settings.ts";

const WEEK_DAYS = 7;

export interface DetailsFrom {
  readonly inForce: SettingsInForce;
  readonly balances: AccountBalances;
  /** By service. */
  readonly tariffs: ReadonlyMap<string, readonly TariffVersion[]>;
  /** What the newest full days came to. */
  readonly days: ReadonlyMap<LocalDay, number>;
  readonly zone: string;
}

/** What a customer may ask of an account beyond how it stands; every channel tells it from here. */
export function accountDetails(
  sql: Sql,
  now: Now,
  home: Home,
  { inForce, balances, tariffs, days, zone }: DetailsFrom,
): Omit<AccountDetails, "cut"> {
  const { settings, currency } = inForce;
  const level = alertLevel(sql, home);
  return {
    use: useOf(days, zone),
    rates: ratesOf(now, tariffs),
    owed: {
      debtUnits: balances.arrearsUnits,
      debtBasisPoints: settings.allocation.debtBasisPoints,
      feesUnits: balances.returnedPaymentsUnits,
      shortfallUnits: balances.shortfallUnits,
      emergencyUnits: balances.emergencyUsedUnits,
    },
    plan: planFacts(sql, now, home, { inForce, arrearsUnits: balances.arrearsUnits, zone }),
    autopay: autopayTold(sql, home, inForce),
    pledgedMinor: pledgedMinor(sql, home),
    powerBack: powerBackStep(sql, home),
    extension: extensionOf(sql, now, home, settings),
    medicalDays: medicalDaysOf(sql, now, home, settings),
    second: secondOf(sql, home),
    alertsChosen: alertChoices(sql, home).map(({ what, value }) =>
      what === "daily" ? `daily ${String(value)}` : `${what} off`,
    ),
    conversion: conversionOffer(sql, now, home, settings),
    alertMinor: level === undefined ? null : minorOf(level, currency),
  };
}

/** Digits of a number that are shown: enough to know whose it is. */
const PHONE_SHOWN = 4;

function secondOf(sql: Sql, home: Home): NonNullable<AccountDetails["second"]> | null {
  const row = secondContactsOf(sql, home).find(({ state }) => state !== "ended");
  if (row === undefined || row.state === "ended") return null;
  return { state: row.state, last4: row.line.slice(-PHONE_SHOWN) };
}

function extensionOf(
  sql: Sql,
  now: Now,
  home: Home,
  settings: UtilitySettings,
): { readonly untilAtMs: number } | null {
  const untilAtMs = extensionEnd(sql, now, home, settings);
  return untilAtMs === null ? null : { untilAtMs };
}

function autopayTold(sql: Sql, home: Home, inForce: SettingsInForce): AutopayFacts {
  const { state, belowMinor } = autopayFacts(sql, home, inForce);
  return { state, belowMinor };
}

function minorOf(units: number, currency: Currency): number {
  return unitsToMinorFloor(units, currency);
}

function useOf(days: ReadonlyMap<LocalDay, number>, zone: string): UseFacts | null {
  const newestFirst = [...days].toSorted(([one], [other]) => (one < other ? 1 : -1));
  const [newest] = newestFirst;
  if (newest === undefined) return null;
  const [day, dayUnits] = newest;
  return {
    dayAtMs: instantOf(zone, day),
    dayUnits,
    weekUnits: sumOf(newestFirst.slice(0, WEEK_DAYS)),
    weekBeforeUnits: sumOf(newestFirst.slice(WEEK_DAYS, 2 * WEEK_DAYS)),
  };
}

/** Null where it is no whole week. */
function sumOf(week: readonly (readonly [LocalDay, number])[]): number | null {
  return week.length < WEEK_DAYS ? null : week.reduce((sum, [, units]) => sum + units, 0);
}

function ratesOf(now: Now, tariffs: DetailsFrom["tariffs"]): readonly RateFacts[] {
  return [...tariffs.values()].flatMap((versions) => {
    const version = versions.findLast((one) => one.effectiveFromMs <= now.serviceMs);
    return version === undefined ? [] : [rateOf(version)];
  });
}

/** Prices of a plan may have more decimals than a flat one; nobody is told of more than what the text of it says. */
function rateOf(version: TariffVersion): RateFacts {
  const { unit, plan, priceScale } = version;
  if (plan === undefined) {
    const price = decimalOf(version.pricePerUnit, priceScale);
    const fixed = version.fixedPerDay === 0 ? null : decimalOf(version.fixedPerDay, priceScale);
    return { unit, lowPrice: price, highPrice: price, fixedPerDay: fixed };
  }
  const prices = plan.periods.flat().map(({ price }) => price);
  const sorted = prices.toSorted((one, other) => Number(one) - Number(other));
  const daily = plan.fixed.find(({ per }) => per === "day");
  return {
    unit,
    lowPrice: plainDecimal(sorted[0] ?? "0"),
    highPrice: plainDecimal(sorted.at(-1) ?? "0"),
    fixedPerDay: daily === undefined ? null : plainDecimal(daily.amount),
  };
}

function decimalOf(scaled: number, priceScale: number): string {
  return exactText({ top: BigInt(scaled), bottom: 10n ** BigInt(priceScale) });
}

function plainDecimal(text: string): string {
  const exact = parseExact(text);
  return isRefusal(exact) ? "0" : exactText(exact);
}
