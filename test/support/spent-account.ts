/** An account of which nothing stands in the way of a disconnection, under rules that bring every guard to bear. */
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { decide } from "../../core/supply/decide.ts";
import { type SupplyPolicy, usualSupplyPolicy } from "../../core/supply/policy.ts";
import {
  type DecideInput,
  type Protection,
  type ProtectionKind,
  unprotected,
} from "../../core/supply/protect.ts";
import type { WeatherDay } from "../../core/supply/weather.ts";

export const at = (text: string): number => Date.parse(text);
/** A Tuesday, 10:00 in New York. */
export const NOW_MS = at("2026-11-24T15:00:00Z");

export const always = [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 0, toMinute: 1_440 }];
export const weekdays = [{ days: [1, 2, 3, 4, 5], fromMinute: 480, toMinute: 900 }];

/** Every rule in force that a pack can bring, and an account that passes all of them. */
export const rules: SupplyPolicy = {
  ...usualSupplyPolicy,
  allowed: always,
  noticeMs: DAY_MS,
  noticeMostMs: 7 * DAY_MS,
  services: ["water", "electricity"],
  friendly: [
    {
      fromDay: "2026-01-01",
      week: [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 1_320, toMinute: 360 }],
      specialDays: ["12-25", "2026-12-31"],
    },
    {
      fromDay: "2027-01-01",
      week: [{ days: [1], fromMinute: 600, toMinute: 720 }],
      specialDays: [],
    },
  ],
  weather: [
    {
      code: "cold",
      households: "all",
      observed: { measure: "high", side: "at_or_below", limitDeciC: 0, days: 1 },
      forecast: { measure: "high", side: "at_or_below", limitDeciC: 0, days: 2 },
      advisory: null,
    },
    {
      code: "heat",
      households: "all",
      observed: null,
      forecast: null,
      advisory: { name: "heat_advisory", lookBackDays: 2 },
    },
    {
      code: "frail_heat",
      households: "protected",
      observed: null,
      forecast: { measure: "high", side: "at_or_above", limitDeciC: 350, days: 1 },
      advisory: null,
    },
  ],
  seasons: [
    { code: "winter", firstDay: "12-01", lastDay: "02-28", households: "all" },
    { code: "frail_summer", firstDay: "06-01", lastDay: "08-31", households: "protected" },
  ],
  medicalMs: 63 * DAY_MS,
  protectedAgeYears: 75,
  pledgeMs: 45 * DAY_MS,
  afterPaymentMs: DAY_MS,
  channels: ["card", "cash"],
  channelGraceMs: 4 * HOUR_MS,
};

export function mild(serviceMs: number): WeatherDay[] {
  return Array.from({ length: 9 }, (_, index) => ({
    day: new Date(serviceMs + (index - 5) * DAY_MS).toISOString().slice(0, 10),
    highDeciC: 150,
    lowDeciC: 50,
    advisories: [],
  }));
}

export function spentAt(serviceMs: number): DecideInput {
  return {
    ...unprotected("electricity"),
    serviceMs,
    wallMs: serviceMs,
    zone: "America/New_York",
    mode: "prepaid",
    switch: { stage: "supplied", readiness: "ready" },
    balanceUnits: -5_000_000,
    estimatedUnits: 0,
    emergencyUsedUnits: 0,
    emergencyRemainingUnits: 0,
    newestActualAtMs: serviceMs - HOUR_MS,
    pendings: [],
    noticeDeliveredAtMs: serviceMs - 2 * DAY_MS,
    holds: [],
    lastDecidedAtMs: serviceMs - HOUR_MS,
    household: { oldestYears: 40, isDisabled: false },
    weather: { area: "a", knownAtMs: serviceMs - HOUR_MS, days: mild(serviceMs) },
    channels: [
      { channel: "card", state: "up", sinceMs: serviceMs - 9 * DAY_MS },
      { channel: "cash", state: "up", sinceMs: serviceMs - 9 * DAY_MS },
    ],
    lastPaymentAtMs: serviceMs - 9 * DAY_MS,
  };
}

export type Change = Partial<DecideInput>;

export function protection(kind: ProtectionKind, change: Partial<Protection> = {}): Change {
  const one = { kind, fromMs: NOW_MS - DAY_MS, untilMs: NOW_MS + DAY_MS, liftUnits: 0, ...change };
  return { protections: [one] };
}

export function weather(offsetDays: number, change: Partial<WeatherDay>): Change {
  const day = new Date(NOW_MS + offsetDays * DAY_MS).toISOString().slice(0, 10);
  const days = mild(NOW_MS).map((one) => (one.day === day ? { ...one, ...change } : one));
  return { weather: { area: "a", knownAtMs: NOW_MS, days } };
}

export function coldOn(...offsets: readonly number[]): Change {
  const cold = offsets.map((offset) =>
    new Date(NOW_MS + offset * DAY_MS).toISOString().slice(0, 10),
  );
  const days = mild(NOW_MS).map((one) => (cold.includes(one.day) ? { ...one, highDeciC: 0 } : one));
  return { weather: { area: "a", knownAtMs: NOW_MS, days } };
}

/** The verdict, and every guard that did not pass. */
export function outcome(input: DecideInput, policy: SupplyPolicy = rules): string {
  const { verdict, guards } = decide(input, policy);
  const standing = guards.filter((guard) => guard.verdict !== "passes");
  return [verdict, ...standing.map(({ guard }) => guard)].join(" ");
}
