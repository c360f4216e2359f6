import { percentText, whyKind } from "./asked-values.ts";
import { shownMinor } from "./money-text.ts";
import { moneyInBrief, priceSpeech, unitsSpeech } from "./say-values.ts";
import { clockIn, dayIn, NONE, orNone, type Particulars, type Voice, whenSpeech } from "./voice.ts";
import { withoutMarks } from "./marks.ts";
import { offerParticulars } from "./offer-speech.ts";
import { ways } from "./all-ways.ts";

function unitsIn(units: number, { money, currency }: Voice): string {
  return money(shownMinor(units, currency));
}

function briefIn(units: number, { currency, language, marks }: Voice): string {
  return moneyInBrief(shownMinor(units, currency), currency, language, marks);
}

/** What is owed is ceiled, which is the floor of its negative. */
function owedIn(units: number, { money, currency }: Voice): string {
  return units === 0 ? NONE : money(0 - shownMinor(-units, currency));
}

function dayAndClock(atMs: number, voice: Voice): string {
  return `${ways[voice.language].onDay(dayIn(atMs, voice))}, ${clockIn(atMs, voice)}`;
}

/** What is said of the lines that are told when they are asked for. */
export const askedParticulars = {
  ...offerParticulars,
  danger_key: ({ press }) => ({ press }),
  payments: ({ payments }, voice) => ({
    count: payments.length,
    list: payments
      .map(({ amountMinor, atMs }) => `${voice.money(amountMinor)}, ${dayIn(atMs, voice)}`)
      .join("; "),
  }),
  receipt_again: ({ atMs }, voice) => ({ date: ways[voice.language].onDay(dayIn(atMs, voice)) }),
  use: ({ dayAtMs, dayUnits, weekUnits, weekBeforeUnits }, voice) => ({
    day: dayAtMs === null ? NONE : briefIn(dayUnits, voice),
    date: dayAtMs === null ? "" : dayIn(dayAtMs, voice),
    week: weekUnits === null ? NONE : briefIn(weekUnits, voice),
    before: weekBeforeUnits === null ? NONE : briefIn(weekBeforeUnits, voice),
  }),
  rates: ({ rate }, { currency, language }) => {
    const price = (text: string): string => priceSpeech(text, currency, language);
    const { lowPrice = null, highPrice = null, fixedPerDay = null, unit = "" } = rate ?? {};
    return {
      low: lowPrice === null ? NONE : price(lowPrice),
      high: highPrice === null || highPrice === lowPrice ? NONE : price(highPrice),
      fixed: fixedPerDay === null ? NONE : price(fixedPerDay),
      unit,
    };
  },
  owed: (line, voice) => {
    const { debtUnits, debtBasisPoints, feesUnits, shortfallUnits, emergencyUnits } = line;
    return {
      total: debtUnits + feesUnits + shortfallUnits + emergencyUnits === 0 ? NONE : "some",
      debt: owedIn(debtUnits, voice),
      share: percentText(debtBasisPoints),
      fees: owedIn(feesUnits, voice),
      shortfall: owedIn(shortfallUnits, voice),
      emergency: owedIn(emergencyUnits, voice),
    };
  },
  why: (line, voice) => {
    const { cutAtMs, offAfterMs, toldAtMs, rule, balanceUnits, payMinor } = line;
    const atMs = cutAtMs ?? offAfterMs;
    return {
      kind: whyKind(line),
      at: atMs === null ? "" : dayAndClock(atMs, voice),
      told: toldAtMs === null ? NONE : ways[voice.language].onDay(dayIn(toldAtMs, voice)),
      rule: rule === null ? NONE : withoutMarks(rule),
      balance: unitsIn(balanceUnits, voice),
      amount: orNone(payMinor, voice),
    };
  },
  status: ({ pendingUnits, step }, voice) => ({
    step: step ?? NONE,
    pending: pendingUnits === 0 ? NONE : unitsIn(pendingUnits, voice),
  }),
  outage_known: ({ sinceMs, backAtMs, toldAtMs }, voice) => ({
    since: whenSpeech(sinceMs, toldAtMs, voice),
    back: backAtMs === null ? NONE : whenSpeech(backAtMs, toldAtMs, voice),
  }),
  outage_balance: ({ restoreMinor }, voice) => ({ amount: orNone(restoreMinor, voice) }),
  alert_set: ({ consented }) => ({ consent: consented ? "granted" : NONE }),
  alert_told: ({ levelMinor }, voice) => ({
    level: orNone(levelMinor, voice),
    unit: unitsSpeech(voice.currency, voice.language).unit,
  }),
  places: ({ places }) => ({
    places: places.length === 0 ? NONE : places.map(withoutMarks).join("; "),
  }),
  verify_yes: ({ atMs, about }, voice) => ({ about, at: dayAndClock(atMs, voice) }),
} satisfies Particulars;
