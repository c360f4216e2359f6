import { clipToGsm, foldToGsm } from "./gsm.ts";
import type { Language } from "./language.ts";
import type { Values } from "./message.ts";
import { localeOf, moneyText, priceText, shownMinor, typedAmount } from "./money-text.ts";
import { clockText, dayText, isSameDay, type Place, timeText } from "./time-text.ts";
import { balanceText, labelText, NONE, noValues, orNone, phoneOf } from "./value-parts.ts";
import type { AskedKey } from "../conversation/prompt.ts";
import { offerWriters } from "./offer-values.ts";
import type { PromptOf, Writer } from "./value-parts.ts";

/** Longest name of a place that is shown, in septets: two of them are what a text holds beside the rest. */
export const PLACE_SHOWN_MAX = 40;
/** Longest name of a rule pack that is shown, in septets. */
export const RULE_SHOWN_MAX = 12;
/** Hundredths of a percent in one. */
const BASIS_POINTS_A_PERCENT = 100;

/** The clock alone where it is of the day that it is told in; the day too where it is of another. */
function whenText(atMs: number, toldAtMs: number, place: Place): string {
  return isSameDay(atMs, toldAtMs, place.zone) ? clockText(atMs, place) : timeText(atMs, place);
}

function placeOf(zone: string, language: Language, currency: string): Place {
  return { zone, locale: localeOf(language, currency) };
}

/** Nothing is not told. */
function someText(units: number, currency: string, language: Language): string {
  return units === 0 ? NONE : balanceText(units, currency, language);
}

/** What is owed is ceiled, which is the floor of its negative. */
function owedText(units: number, currency: string, language: Language): string {
  return units === 0 ? NONE : moneyText(0 - shownMinor(-units, currency), currency, language);
}

/** "10", "12.5": a share as people say it. */
export function percentText(basisPoints: number): string {
  return String(basisPoints / BASIS_POINTS_A_PERCENT);
}

const labelOnly = ({ label }: { readonly label: string }): Values => ({ label: labelText(label) });

/** Whether it was turned off for its balance, may be, is on, or is off for another reason. */
export function whyKind({
  supply,
  cutAtMs,
  offAfterMs,
}: Pick<PromptOf<"why">, "supply" | "cutAtMs" | "offAfterMs">): "on" | "warned" | "cut" | "other" {
  if (supply === "on") return offAfterMs === null ? "on" : "warned";
  return cutAtMs === null ? "other" : "cut";
}

type AskedWriters = { readonly [Key in AskedKey]: Writer<Key> };

/** What is told when it is asked for: a prompt of these without a writer does not compile. */
export const askedWriters = {
  ...offerWriters,
  help_more: noValues,
  payments: ({ label, payments, zone, currency }, language) => ({
    label: labelText(label),
    count: payments.length,
    list: payments
      .map(({ amountMinor, atMs }) => {
        const day = dayText(atMs, placeOf(zone, language, currency));
        return `${moneyText(amountMinor, currency, language)} ${day}`;
      })
      .join(", "),
  }),
  receipt_again: ({ label, amountMinor, atMs, zone, confirmation, currency }, language) => ({
    label: labelText(label),
    amount: moneyText(amountMinor, currency, language),
    date: timeText(atMs, placeOf(zone, language, currency)),
    code: confirmation === "" ? NONE : confirmation,
  }),
  use: ({ label, dayAtMs, dayUnits, weekUnits, weekBeforeUnits, zone, currency }, language) => ({
    label: labelText(label),
    day: dayAtMs === null ? NONE : balanceText(dayUnits, currency, language),
    date: dayAtMs === null ? "" : dayText(dayAtMs, placeOf(zone, language, currency)),
    week: orNone(weekUnits, (units) => balanceText(units, currency, language)),
    before: orNone(weekBeforeUnits, (units) => balanceText(units, currency, language)),
  }),
  rates: ({ label, rate, currency, phone }, language) => {
    const price = (text: string): string => priceText(text, currency, language);
    const { lowPrice = null, highPrice = null, fixedPerDay = null, unit = "" } = rate ?? {};
    return {
      label: labelText(label),
      low: lowPrice === null ? NONE : price(lowPrice),
      high: highPrice === null || highPrice === lowPrice ? NONE : price(highPrice),
      fixed: fixedPerDay === null ? NONE : price(fixedPerDay),
      unit,
      phone,
    };
  },
  owed: (prompt, language) => {
    const { label, debtUnits, debtBasisPoints, feesUnits, shortfallUnits, emergencyUnits } = prompt;
    const owed = (units: number): string => owedText(units, prompt.currency, language);
    const total = debtUnits + feesUnits + shortfallUnits + emergencyUnits;
    return {
      label: labelText(label),
      total: total === 0 ? NONE : "some",
      debt: owed(debtUnits),
      share: percentText(debtBasisPoints),
      fees: owed(feesUnits),
      shortfall: owed(shortfallUnits),
      emergency: owed(emergencyUnits),
    };
  },
  why: (prompt, language) => {
    const { label, cutAtMs, offAfterMs, toldAtMs, rule, balanceUnits, payMinor } = prompt;
    const { zone, currency, phone } = prompt;
    const place = placeOf(zone, language, currency);
    const atMs = cutAtMs ?? offAfterMs;
    return {
      label: labelText(label),
      kind: whyKind(prompt),
      at: atMs === null ? "" : timeText(atMs, place),
      told: orNone(toldAtMs, (ms) => dayText(ms, place)),
      rule: rule === null ? NONE : clipToGsm(foldToGsm(rule), RULE_SHOWN_MAX),
      balance: balanceText(balanceUnits, currency, language),
      typed: orNone(payMinor, (minor) => typedAmount(minor, currency, language)),
      phone,
    };
  },
  status: ({ label, pendingUnits, supply, step, currency }, language) => ({
    step: step ?? NONE,
    label: labelText(label),
    pending: someText(pendingUnits, currency, language),
    supply,
  }),
  outage_known: ({ label, sinceMs, backAtMs, toldAtMs, zone }, language) => {
    const place = placeOf(zone, language, "USD");
    return {
      label: labelText(label),
      since: whenText(sinceMs, toldAtMs, place),
      back: orNone(backAtMs, (atMs) => whenText(atMs, toldAtMs, place)),
    };
  },
  outage_balance: ({ label, restoreMinor, currency }, language) => ({
    label: labelText(label),
    typed: orNone(restoreMinor, (minor) => typedAmount(minor, currency, language)),
  }),
  outage_ask: ({ label, digit, phone }) => ({
    label: labelText(label),
    digit: String(digit),
    phone,
  }),
  move_ask: ({ label, digit }) => ({ label: labelText(label), digit: String(digit) }),
  outage_noted: labelOnly,
  move_noted: labelOnly,
  alert_off: labelOnly,
  alert_set: ({ label, amountMinor, consented, currency }, language) => ({
    label: labelText(label),
    amount: moneyText(amountMinor, currency, language),
    consent: consented ? "granted" : NONE,
  }),
  alert_told: ({ label, levelMinor, currency }, language) => ({
    label: labelText(label),
    level: orNone(levelMinor, (minor) => moneyText(minor, currency, language)),
  }),
  danger_gas: phoneOf,
  danger_wire: phoneOf,
  danger_ask: phoneOf,
  call_me: phoneOf,
  places: ({ places, phone }) => ({
    places:
      places.length === 0
        ? NONE
        : places.map((place) => clipToGsm(foldToGsm(place), PLACE_SHOWN_MAX)).join("; "),
    phone,
  }),
  verify_yes: ({ atMs, about, zone, currency }, language) => ({
    about,
    at: timeText(atMs, placeOf(zone, language, currency)),
  }),
  verify_no: phoneOf,
  verify_ask: noValues,
} satisfies AskedWriters;
