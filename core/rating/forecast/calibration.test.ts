/** Bands and run-out times of real homes, each made from the days before it, hold about as often as they say. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../instant.ts";
import { seeded } from "../../seeded.ts";
import { dayBands } from "./day-bands.ts";
import { futuresOf } from "./futures.ts";
import { runOut } from "./run-out.ts";
import { historyOfDays, type UsedDay } from "./use-history.ts";

const folder = join(import.meta.dirname, "../../../test/vectors/reads");

/** Columns of `day,home,home,...` in kWh. */
function homesIn(file: string): { id: string; days: UsedDay[] }[] {
  const [header = "", ...lines] = readFileSync(join(folder, file), "utf8").trim().split("\n");
  const rows = lines.map((line) => line.split(","));
  return header
    .split(",")
    .slice(1)
    .map((id, column) => ({
      id,
      days: rows.map((row) => ({
        day: row[0] ?? "",
        amount: Math.round(Number(row[column + 1]) * 1e6),
      })),
    }));
}

const homes = [...homesIn("us-ca-fontana-days.csv"), ...homesIn("au-ausgrid-days.csv")];

/** Weeks of a home's year at which a run-out is forecast, with a balance of some days drawn by seed. */
const RUN_OUTS_FROM = 28;
const RUN_OUT_EVERY_DAYS = 3;
const RUN_OUT_DAYS_MAX = 20;

describe("forecasts of a real home", () => {
  it.each(homes)("$id: 75 to 85 % of its days are in the band of the day before", ({ days }) => {
    let held = 0;
    let scored = 0;
    for (const [place, { day, amount }] of days.entries()) {
      const [band] = dayBands(historyOfDays(0, days.slice(0, place)), 1);
      if (place < 2 || band === undefined) continue;
      expect(band.day).toBe(day);
      scored += 1;
      held += Number(amount >= band.low && amount <= band.high);
    }
    expect(scored).toBeGreaterThan(360);
    expect(held / scored).toBeGreaterThan(0.75);
    expect(held / scored).toBeLessThan(0.85);
  });

  it("all together: 75 to 88 % of run-outs come between early and late", () => {
    let held = 0;
    let scored = 0;
    for (const { id, days } of homes) {
      const chance = seeded("run-outs", id);
      for (let place = RUN_OUTS_FROM; place < days.length; place += RUN_OUT_EVERY_DAYS) {
        const mean = days.reduce((sum, { amount }) => sum + amount, 0) / days.length;
        const aboveUnits = Math.round((mean * (1 + chance.below(10 * RUN_OUT_DAYS_MAX))) / 10);
        const after = daysUntilUsed(days.slice(place), aboveUnits);
        const futures = futuresOf(historyOfDays(0, days.slice(0, place)));
        if (after === null || futures === null) continue;
        const { earlyMs, lateMs } = runOut(futures, aboveUnits);
        scored += 1;
        held += Number(after * DAY_MS >= earlyMs && after * DAY_MS <= lateMs);
      }
    }
    expect(scored).toBeGreaterThan(500);
    expect(held / scored).toBeGreaterThan(0.75);
    expect(held / scored).toBeLessThan(0.88);
  });
});

function daysUntilUsed(days: readonly UsedDay[], amount: number): number | null {
  let left = amount;
  for (const [place, day] of days.entries()) {
    if (day.amount > left) return place + left / day.amount;
    left -= day.amount;
  }
  return null;
}
