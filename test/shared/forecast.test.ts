/** The forecast on every real meter: bands hold as often as they say, and reads by it are few and in time. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { electricityHomes } from "../../bench/forecast/home.ts";
import { livesOf, monthsOf } from "../../bench/forecast/month.ts";
import { byForecast, daily } from "../../bench/forecast/policy.ts";
import {
  heldShare,
  type Score,
  scoreDays,
  scoreRunOuts,
  together,
} from "../../bench/forecast/score.ts";
import { must } from "../../core/assert.ts";
import { metersIn, readsOf } from "../support/real-meters.ts";

const SEEDS = 10;
const MINUTES_MS = 60_000;

const folder = join(
  must(process.env["SHARED_FOLDER"], "SHARED_FOLDER is set by test/shared.ts"),
  "data/reads",
);
const meters = metersIn(folder);
const homes = electricityHomes(folder);

function expectHeld(score: Score): void {
  expect(heldShare(score)).toBeGreaterThan(0.75);
  expect(heldShare(score)).toBeLessThan(0.85);
}

describe("the forecast on the shared reads", () => {
  const scores: Score[] = [];

  it.each(meters)("$id: a band of the next day holds 75 to 85 % of its days", (meter) => {
    const reads = readsOf(folder, meter).map(({ quantityMicro, ...read }) => ({
      ...read,
      amount: quantityMicro,
    }));
    const score = scoreDays(meter.tz, reads, { lead: 1, every: 1 });
    expect(score.scored).toBeGreaterThan(300);
    expectHeld(score);
    scores.push(score);
  });

  it("holds them on all home-days together", () => {
    expect(scores.length).toBe(meters.length);
    expectHeld(together(scores));
  });

  it("holds run-outs between early and late", () => {
    expectHeld(together(homes.flatMap((home) => scoreRunOuts(home))));
  });

  it(
    "reads less than a third as often as a daily poll where most pay, and finds cut-offs in time",
    () => {
      const { mostPay, nonePays } = monthsOf(livesOf(homes, byForecast({}), SEEDS));
      expect(mostPay.reads).toBeLessThanOrEqual(11);
      expect(mostPay.withinDollar).toBeGreaterThanOrEqual(0.87);
      expect(nonePays.reads).toBeLessThanOrEqual(25);
      expect(nonePays.withinDollar).toBeGreaterThanOrEqual(0.9);
      const polled = monthsOf(livesOf(homes, daily, SEEDS));
      expect(polled.nonePays.reads).toBeGreaterThan(30);
      expect(polled.nonePays.withinDollar).toBeLessThan(0.35);
    },
    10 * MINUTES_MS,
  );
});
