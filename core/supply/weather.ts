import { DAY_MS, HOUR_MS, localDay, type LocalDay, nextMidnightMs } from "../instant.ts";
import type { Households } from "./season.ts";

/** One day of an area's weather, seen or foretold. Temperatures are tenths of a degree Celsius. */
export interface WeatherDay {
  readonly day: LocalDay;
  readonly highDeciC: number | null;
  readonly lowDeciC: number | null;
  /** Names of the advisories in force on that day; null where nobody has said whether there are any. */
  readonly advisories: readonly string[] | null;
}

export interface Weather {
  readonly area: string;
  /** When it was known, service time. */
  readonly knownAtMs: number;
  readonly days: readonly WeatherDay[];
}

interface TemperatureTest {
  readonly measure: "high" | "low";
  readonly side: "at_or_below" | "at_or_above";
  readonly limitDeciC: number;
  /** How many days are looked at: before today where it looks back, from today on where it is a forecast. */
  readonly days: number;
}

/** Weather in which nobody, or no protected household, is turned off: every part that is not null must hold. */
export interface WeatherRule {
  readonly code: string;
  readonly households: Households;
  /** True when any of the days before today was so. */
  readonly observed: TemperatureTest | null;
  /** True when any of the days from today on is said to be so: of two readings of a rule, the one that protects more. */
  readonly forecast: TemperatureTest | null;
  /** True when the advisory was in force today or on one of the days looked back on. */
  readonly advisory: { readonly name: string; readonly lookBackDays: number } | null;
}

export interface WeatherFound {
  readonly code: string;
  /** When it is worth asking again. */
  readonly untilMs: number;
}

/** Missing weather is asked for again by the hour: a feed that was down comes back within the day. */
const ASK_AGAIN_MS = HOUR_MS;

type Answer = "yes" | "no" | "missing";

/**
 * The first rule that forbids a disconnection now; null when none does. What a rule needs and nobody knows counts as
 * forbidding (`weather_missing`), unless another part of the rule, known, says that it can't hold.
 */
export function weatherFound(
  rules: readonly WeatherRule[],
  weather: Weather | null,
  at: { readonly zone: string; readonly serviceMs: number; readonly ageMaxMs: number },
): WeatherFound | null {
  const isKnown = weather !== null && isYoung(weather, at);
  const today = localDay(at.zone, at.serviceMs);
  let missing: WeatherFound | null = null;
  for (const rule of rules) {
    const answer = isKnown ? ruleHolds(rule, weather, today) : "missing";
    if (answer === "yes") {
      return { code: rule.code, untilMs: nextMidnightMs(at.zone, at.serviceMs) };
    }
    if (answer === "missing") {
      missing ??= { code: "weather_missing", untilMs: at.serviceMs + ASK_AGAIN_MS };
    }
  }
  return missing;
}

/** Weather from the future is as unknown as weather of long ago. */
function isYoung(
  weather: Weather,
  at: { readonly serviceMs: number; readonly ageMaxMs: number },
): boolean {
  const ageMs = at.serviceMs - weather.knownAtMs;
  return ageMs >= -ASK_AGAIN_MS && ageMs <= at.ageMaxMs;
}

function ruleHolds(rule: WeatherRule, weather: Weather, today: LocalDay): Answer {
  const { observed, forecast, advisory } = rule;
  const days = (from: number, count: number): (WeatherDay | undefined)[] =>
    Array.from({ length: count }, (_, index) => {
      const day = shifted(today, from + index);
      return weather.days.find((one) => one.day === day);
    });
  const answers: Answer[] = [];
  if (observed !== null) {
    answers.push(anyOf(days(-observed.days, observed.days).map((day) => isSo(observed, day))));
  }
  if (forecast !== null) {
    answers.push(anyOf(days(0, forecast.days).map((day) => isSo(forecast, day))));
  }
  if (advisory !== null) {
    const { name, lookBackDays } = advisory;
    const inForce = days(-lookBackDays, lookBackDays + 1).map((day): Answer => {
      const advisories = day?.advisories ?? null;
      return advisories === null ? "missing" : yesIf(advisories.includes(name));
    });
    answers.push(anyOf(inForce));
  }
  if (answers.includes("no")) return "no";
  return answers.includes("missing") ? "missing" : "yes";
}

function isSo(test: TemperatureTest, day: WeatherDay | undefined): Answer {
  const value = (test.measure === "high" ? day?.highDeciC : day?.lowDeciC) ?? null;
  if (value === null) return "missing";
  return yesIf(test.side === "at_or_below" ? value <= test.limitDeciC : value >= test.limitDeciC);
}

function yesIf(condition: boolean): Answer {
  return condition ? "yes" : "no";
}

function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes("yes")) return "yes";
  return answers.includes("missing") ? "missing" : "no";
}

function shifted(day: LocalDay, days: number): LocalDay {
  const atMs = Date.parse(`${day}T00:00:00Z`) + days * DAY_MS;
  return new Date(atMs).toISOString().slice(0, 10);
}
