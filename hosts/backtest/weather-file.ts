/** A file of weather, `date,low,high,advisory` in degrees Celsius: what was seen, and, taken as foretold right, what was to come. */
import { addDays, HOUR_MS, type LocalDay, localDay } from "../../core/instant.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import type { Weather, WeatherDay, WeatherRule } from "../../core/supply/weather.ts";
import { isDay } from "../configuration-file.ts";

const HEADER = "date,low,high,advisory";
const DEGREES_MAX = 70;

export type WeatherDays = ReadonlyMap<LocalDay, WeatherDay>;

/** Several advisories of a day stand apart by ";"; an empty temperature is not known. */
export function readWeather(text: string): WeatherDays | Refusal<"bad_weather"> {
  const lines = text.replaceAll("\r", "").trimEnd().split("\n");
  if (lines[0] !== HEADER) return refuse("bad_weather", `line 1 must be "${HEADER}"`);
  const days = new Map<LocalDay, WeatherDay>();
  for (const [at, line] of lines.slice(1).entries()) {
    const read = readDay(line);
    const flaw =
      typeof read === "string" ? read : days.has(read.day) ? `${read.day} stands twice` : null;
    if (flaw !== null) return refuse("bad_weather", `line ${String(at + 2)}: ${flaw}`);
    if (typeof read !== "string") days.set(read.day, read);
  }
  return days.size === 0 ? refuse("bad_weather", "there are no days after line 1") : days;
}

/** The day of a line, or what is wrong with it. */
function readDay(line: string): WeatherDay | string {
  const cells = line.split(",").map((cell) => cell.trim());
  if (cells.length !== 4) return "has not 4 cells";
  const [day, low, high, advisory] = cells as [string, string, string, string];
  if (!isDay(day)) return `"${day}" is no day`;
  const [lowDeciC, highDeciC] = [deciC(low), deciC(high)];
  if (lowDeciC === undefined || highDeciC === undefined) {
    return "a temperature is degrees Celsius such as -3.5";
  }
  if ((lowDeciC ?? -Infinity) > (highDeciC ?? Infinity)) return "the low is above the high";
  const advisories = advisory.split(";").filter((name) => name !== "");
  const isNamed = advisories.every((name) => /^[a-z][a-z0-9_]{0,39}$/.test(name));
  if (!isNamed) return 'an advisory is a word such as "heat_advisory"';
  return { day, lowDeciC, highDeciC, advisories };
}

function deciC(text: string): number | null | undefined {
  if (text === "") return null;
  const degrees = /^-?\d{1,2}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(degrees) <= DEGREES_MAX ? Math.round(degrees * 10) : undefined;
}

/** What a run knows of the weather at an instant: the days that the rules look at, and no others. */
export function weatherKnown(
  days: WeatherDays | null,
  zone: string,
  rules: readonly WeatherRule[],
): (atMs: number) => Weather | null {
  if (days === null || rules.length === 0) return () => null;
  const back = Math.max(
    ...rules.map((rule) => rule.observed?.days ?? rule.advisory?.lookBackDays ?? 0),
  );
  const ahead = Math.max(...rules.map((rule) => (rule.forecast?.days ?? 1) - 1));
  return (atMs) => {
    const today = localDay(zone, atMs);
    const known = Array.from({ length: back + ahead + 1 }, (_, at) =>
      days.get(addDays(today, at - back)),
    ).filter((day) => day !== undefined);
    return { area: "back-test", knownAtMs: Math.floor(atMs / HOUR_MS) * HOUR_MS, days: known };
  };
}
