import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { unitsOf } from "../../core/rating/tariff.ts";
import { modelledWeek } from "./modelled-week.ts";

const kWh = { commodity: "electricity", unit: "kWh", offsetMs: 0 };

it.each(
  (["electricity", "gas", "water"] as const).flatMap((commodity) =>
    unitsOf(commodity).map((unit) => ({ commodity, unit })),
  ),
)("is a week of whole hours of $commodity in $unit, something in each", (of) => {
  const week = modelledWeek("E-1", { ...of, offsetMs: 0 });
  expect(week).toHaveLength(168);
  expect(week.filter(({ quantityMicro }) => quantityMicro <= 0)).toEqual([]);
  expect(week.filter(({ quantityMicro }) => !Number.isSafeInteger(quantityMicro))).toEqual([]);
  const steps = week.slice(1).map(({ startMs }, at) => startMs - (week[at]?.startMs ?? 0));
  expect(new Set(steps)).toEqual(new Set([HOUR_MS]));
});

it("is nothing in a unit that it does not know", () => {
  expect(modelledWeek("E-1", { ...kWh, unit: "furlong" })).toEqual([]);
  expect(modelledWeek("E-1", { ...kWh, commodity: "steam" })).toEqual([]);
});

it("is the same for the same meter, and another for another", () => {
  expect(modelledWeek("E-1", kWh)).toEqual(modelledWeek("E-1", kWh));
  expect(modelledWeek("E-2", kWh)).not.toEqual(modelledWeek("E-1", kWh));
});

it("begins on a Monday at midnight by the clock of its zone, and is busiest in the evening", () => {
  const offsetMs = -6 * HOUR_MS;
  const week = modelledWeek("E-1", { ...kWh, offsetMs });
  const local = new Date((week[0]?.startMs ?? 0) + offsetMs);
  expect([local.getUTCDay(), local.getTime() % DAY_MS]).toEqual([1, 0]);
  const sum = (from: number, to: number): number =>
    week
      .filter((_, hour) => hour % 24 >= from && hour % 24 < to)
      .reduce((all, { quantityMicro }) => all + quantityMicro, 0);
  expect(sum(16, 22)).toBeGreaterThan(2 * sum(0, 6));
});
