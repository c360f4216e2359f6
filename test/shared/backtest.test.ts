/** The back-test on every real electricity home: few reads, and cut-offs in time, at the moment when the command leaves. */
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { backtest } from "../../hosts/node/commands/backtest.ts";
import { Operator } from "../../hosts/node/commands/operator.ts";
import { flatTariff, packAtFive } from "../support/backtest-town.ts";

interface Point {
  readonly name: string;
  readonly kind: "polled" | "on_demand";
  readonly is_usual: boolean;
  readonly reads_asked: number;
  readonly errors: { readonly within_one: number; readonly within_six_hours: number };
}

/** Six runs of 85 households' years, for each seed. */
const SLOW_MS = 1_200_000;

const shared = must(process.env["SHARED_FOLDER"], "SHARED_FOLDER is set by test/shared.ts");
let operator: Operator;

beforeAll(() => {
  operator = new Operator();
  operator.write("flat.json", flatTariff());
  operator.write("at-five.json", packAtFive());
});

afterAll(() => {
  operator.leave();
});

it.each([1, 2, 3])(
  "asks for at most 13 reads a meter-month and has 80 % of cut-offs within $1 where 80 % pay at $5, by seed %d",
  async (seed) => {
    const reads = resolve(join(shared, "data/reads"));
    const { status, json } = await operator.runJson(
      backtest,
      `--reads ${reads} --tariff flat.json --rules at-five.json --out out-${String(seed)} --seed ${String(seed)}`,
    );
    expect(status).toBe(0);
    const frontier = json["frontier"] as readonly Point[];
    const usual = must(
      frontier.find((point) => point.is_usual),
      "the usual rule",
    );
    const daily = must(
      frontier.find(({ name }) => name === "polled every day"),
      "daily polling",
    );
    expect(usual.reads_asked).toBeLessThanOrEqual(13);
    expect(usual.errors.within_one).toBeGreaterThanOrEqual(0.8);
    // Where the network has a slow side too.
    const late = must(
      frontier.find(({ name }) => name.endsWith("late")),
      "late answers",
    );
    expect(late.reads_asked).toBeLessThanOrEqual(13);
    expect(late.errors.within_one).toBeGreaterThanOrEqual(0.8);
    expect(daily.reads_asked).toBeGreaterThan(2 * usual.reads_asked);
    expect(daily.errors.within_one).toBeLessThan(usual.errors.within_one / 2);
    expect(daily.errors.within_six_hours).toBeLessThan(usual.errors.within_six_hours);
  },
  SLOW_MS,
);
