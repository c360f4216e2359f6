import fc from "fast-check";
import { expect, it } from "vitest";
import { clockText, dayText, timeText } from "./time-text.ts";

const writers = { clockText, dayText, timeText } as const;
const places = [
  { zone: "America/New_York", locale: "en-US" },
  { zone: "America/St_Johns", locale: "fr-CA" },
  { zone: "Asia/Kathmandu", locale: "es-US" },
] as const;
/** More of them than are kept, and more than one within a minute. */
const instants = Array.from({ length: 2_400 }, (_, at) => Date.UTC(2026, 9, 31, 22) + at * 31_000);

it.each(Object.entries(writers))("%s is the same however often it is asked for", (_name, write) => {
  const first = places.map((place) => instants.map((atMs) => write(atMs, place)));
  const again = places.map((place) => instants.map((atMs) => write(atMs, place)));
  expect(again).toEqual(first);
});

it("a clock shows the minute and the zone, on both sides of a change of the clocks", () => {
  const place = places[0];
  const told = (hour: number, minute: number) =>
    timeText(Date.UTC(2026, 10, 1, hour, minute, 59), place);
  expect([told(5, 0), told(5, 59), told(6, 0), told(6, 59), told(7, 0)]).toEqual([
    "Nov 1 1:00 am",
    "Nov 1 1:59 am",
    "Nov 1 1:00 am",
    "Nov 1 1:59 am",
    "Nov 1 2:00 am",
  ]);
});

it("every instant of one minute is written alike, and the next one is not", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2060, 0, 1) }),
      fc.constantFrom(...places),
      (atMs, place) => {
        const minute = Math.floor(atMs / 60_000) * 60_000;
        expect(clockText(atMs, place)).toBe(clockText(minute, place));
        expect(clockText(minute + 60_000, place)).not.toBe(clockText(minute, place));
      },
    ),
  );
});
