/** What of a back-test is real and what is modelled, in sentences for whoever is handed its report. */
import { LEAD_DAYS } from "./calendar.ts";
import type { BackTest } from "./back-test.ts";
import {
  AGED_PER_MILLE,
  CARD_PER_CENT,
  CASH_PER_CENT,
  CERTIFICATE_DAYS,
  DARK_HOURS_MAX,
  DISABLED_PER_MILLE,
  MEDICAL_PER_MILLE,
  PAYDAY_PER_MILLE,
  SHIFT_WEEKS_MAX,
  TOLD_HOURS_MAX,
  TOLD_PER_CENT,
  UNREACHABLE_PER_MILLE,
} from "./habits.ts";
import { usualFaults } from "./world.ts";

const perCent = (perMille: number): string => `${String(perMille / 10)} %`;

export function realIn({ settings, firstDay, lastDay }: BackTest): string[] {
  const { found, households, seed, days } = settings;
  const homes = String(found.homes.length);
  return [
    households === null
      ? `Each of ${homes} real homes is lived once, by the hour of its own meter.`
      : `${String(households)} households are drawn with replacement from ${homes} real homes by seed ${String(seed)}, each up to ${String(SHIFT_WEEKS_MAX)} weeks earlier or later than its home. They are resampled: no more than ${homes} different homes stand behind them.`,
    `Use is the real use of each hour, on days of the same weekday and time of the year, from ${firstDay} through ${lastDay} (${String(days)} days). A home with fewer days begins again from its first, by whole weeks. A home from the other side of the equator keeps its own season.`,
    "Charges, balances, notices, decisions, commands and postings come from the same program that runs a utility: rating, ledger, allocation, notice, forecast, decide, the switch's table and the decision record.",
    `The forecast knows ${String(LEAD_DAYS)} days of each home before its account begins.`,
  ];
}

export function modelledIn({ settings }: BackTest): string[] {
  const { topUp, currency, weather } = settings;
  const amount = (minor: number): string => String(minor / 10 ** currency.minorDigits);
  const bank = 100 - CARD_PER_CENT - CASH_PER_CENT;
  const faults = usualFaults;
  return [
    `Payments. ${String(TOLD_PER_CENT)} of 100 customers pay when told that the balance is low, within ${String(TOLD_HOURS_MAX)} hours; the others pay in the dark, within ${String(DARK_HOURS_MAX)}. On ${perCent(PAYDAY_PER_MILLE)} of their paydays, one in two weeks, they pay unasked. An amount is any from ${amount(topUp.leastMinor)} to ${amount(topUp.mostMinor)} ${currency.code}, and never less than keeps supply on or turns it on again. ${String(CARD_PER_CENT)} of 100 pay by card, ${String(CASH_PER_CENT)} in cash, ${String(bank)} by a bank debit that takes one to three days.`,
    `People. ${perCent(MEDICAL_PER_MILLE)} have a medical certificate of ${String(CERTIFICATE_DAYS)} days, ${perCent(DISABLED_PER_MILLE)} a disability, ${perCent(AGED_PER_MILLE)} a member of 65 to 94 years; no message reaches ${perCent(UNREACHABLE_PER_MILLE)}.`,
    `Reads. One scheduled read a month; all others are asked for when the forecast says that the present ones are not good enough, or when a cut waits for younger data. Half are answered within 15 minutes, 95 of 100 within the hour, the last within two; ${perCent(faults.reads)} are never answered and are asked again an hour later. A meter tells whole hours.`,
    `Failures. ${perCent(faults.notices)} of notices are lost and go by the pack's next channel two hours later (paper in three days); ${perCent(faults.charges)} of charges fail and are tried again; ${perCent(faults.refusals)} of commands are refused and ${perCent(faults.silences)} are not heard of again, half of which ran. Cards can't be charged for some hours three times a year. Staff see to a switch that was given up within a day.`,
    "Not modelled: emergency credit, pledges, disputes, payment plans, old debt, fees, moves, meters that are broken, and what customers do about a rule that they learn.",
    weather === null
      ? "No weather was given. Where a pack asks for weather nobody knows it, and every such disconnection is held: the safe side. With --weather a file of days is taken as known, and its forecasts as right."
      : `Weather is that of the file given, ${String(weather.size)} days, its forecasts taken as right. A day that it lacks is not known, and where a pack asks for it every disconnection is held.`,
    "The tariff is taken to hold in all of the days, whenever it was filed for. Households do not move, and nobody uses less because supply was off before.",
  ];
}
