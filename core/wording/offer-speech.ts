import { MINUTE_MS } from "../instant.ts";
import { clockIn, dayIn, NONE, orNone, type Particulars, type Voice } from "./voice.ts";
import { ways } from "./all-ways.ts";
import { type Planned, stateOf } from "./offer-values.ts";
import { withoutMarks } from "./marks.ts";
import type { Values } from "./message.ts";
import { shownMinor } from "./money-text.ts";
import type { PromptOf } from "./value-parts.ts";
import { spelled } from "./say-values.ts";

function planIn(
  { downMinor, downAtMs, count, eachMinor, everyDays }: Planned,
  voice: Voice,
): Values {
  return {
    down: downMinor === 0 ? NONE : voice.money(downMinor),
    day: ways[voice.language].onDay(dayIn(downAtMs, voice)),
    count,
    each: voice.money(eachMinor),
    every: everyDays,
  };
}

function untilIn({ untilAtMs }: { readonly untilAtMs: number }, voice: Voice): Values {
  return { day: ways[voice.language].onDay(dayIn(untilAtMs, voice)) };
}

function disputeIn(
  {
    standing,
    untilAtMs,
    payMinor,
  }: Pick<PromptOf<"dispute_opened">, "standing" | "untilAtMs" | "payMinor">,
  voice: Voice,
): Values {
  const until = untilAtMs === null ? { day: NONE } : untilIn({ untilAtMs }, voice);
  return { standing, ...until, pay: orNone(payMinor, voice) };
}

function minuteIn(minute: number | null, voice: Voice): string {
  return minute === null ? NONE : clockIn(minute * MINUTE_MS, { ...voice, zone: "UTC" });
}

/** What is said of terms that a key agrees to, and of help with paying. */
export const offerParticulars = {
  plan_ask: planIn,
  plan_agreed: planIn,
  plan_told: ({ dueAtMs }, voice) => ({ day: ways[voice.language].onDay(dayIn(dueAtMs, voice)) }),
  autopay_ask: ({ belowMinor, monthMinor }, voice) => ({
    below: orNone(belowMinor, voice),
    month: voice.money(monthMinor),
  }),
  autopay_told: ({ state, minMinor, maxMinor }, { money }) => ({
    state,
    min: money(minMinor),
    max: money(maxMinor),
  }),
  autopay_set: ({ belowMinor }, { money }) => ({ below: money(belowMinor) }),
  extension_ask: untilIn,
  extension_agreed: untilIn,
  medical_ask: ({ days }) => ({ days: days ?? NONE }),
  medical_noted: ({ untilAtMs }, voice) =>
    untilAtMs === null ? { day: NONE } : untilIn({ untilAtMs }, voice),
  alerts_set: ({ what, minute, isOn, levelMinor }, voice) => ({
    what,
    at: minuteIn(minute, voice),
    state: stateOf(isOn),
    level: orNone(levelMinor, voice),
  }),
  alerts_told: ({ minute, use, payments, days }, voice) => ({
    at: minuteIn(minute, voice),
    use: stateOf(use),
    payments: stateOf(payments),
    days: stateOf(days),
  }),
  second_ask: ({ line }, voice) => ({ line: spelled(line.replace("+", ""), 2, voice.marks) }),
  second_told: ({ state, ending }, voice) => ({
    state,
    ending: ending === null ? NONE : spelled(ending, 2, voice.marks),
  }),
  dispute_ask: ({ heldMinor, ...told }, voice) => ({
    ...disputeIn(told, voice),
    held: voice.money(heldMinor),
  }),
  dispute_opened: disputeIn,
  convert_ask: ({ mode, terms, balanceUnits }, { money, currency }) => ({
    mode,
    terms: withoutMarks(terms),
    balance: money(shownMinor(balanceUnits, currency)),
  }),
  converted: ({ mode }) => ({ mode }),
  pay_code_ask: ({ uses, days }) => ({ uses, days }),
  pay_code_made: ({ code, untilAtMs }, voice) => ({
    code: spelled(code, 2, voice.marks),
    ...untilIn({ untilAtMs }, voice),
  }),
  pay_code_told: ({ minMinor, maxMinor }, { money }) => ({
    min: money(minMinor),
    max: money(maxMinor),
  }),
  offer_none: ({ what }) => ({ what }),
  aid: ({ pledgedMinor }, { money }) => ({
    pledged: pledgedMinor === 0 ? NONE : money(pledgedMinor),
  }),
  turn_on: ({ restoreMinor }, voice) => ({ amount: orNone(restoreMinor, voice) }),
} satisfies Particulars;
