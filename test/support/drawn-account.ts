/** Accounts and rules drawn at random, around days on which clocks change. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { type Seeded, seeded } from "../../core/seeded.ts";
import {
  type AllowedHours,
  type SupplyPolicy,
  usualSupplyPolicy,
} from "../../core/supply/policy.ts";
import type { DecideInput, Protection } from "../../core/supply/protect.ts";
import type { WeatherDay } from "../../core/supply/weather.ts";
import { HEAT, wallOf } from "./who-may-be-cut.ts";

const WALL_MS = 1_700_000_000_000;
/** Around days on which clocks change, holidays, new year and leap day. */
const days = ["2028-02-29", "2026-03-08", "2026-11-01", "2026-12-25", "2027-01-01", "2026-10-25"];
const zones = ["America/New_York", "Europe/London", "Australia/Lord_Howe"];
const everyDay = [0, 1, 2, 3, 4, 5, 6];
const allHours: AllowedHours = { days: everyDay, fromMinute: 0, toMinute: 1_440 };

/** Draws of one state. What is rare is so in one of eight, so that of many states several hang on one rule alone. */
export class Draw {
  readonly #chance: Seeded;

  constructor(seed: number) {
    this.#chance = seeded("held", String(seed));
  }

  rare(): boolean {
    return this.#chance.below(8) === 0;
  }

  from(least: number, most: number): number {
    return least + this.#chance.below(most - least + 1);
  }

  of<Value>(...values: readonly Value[]): Value {
    const value = values[this.#chance.below(values.length)];
    if (value === undefined) throw new RangeError("nothing to draw from");
    return value;
  }

  rarely<Value>(usual: Value, other: () => Value): Value {
    return this.rare() ? other() : usual;
  }

  hours(): AllowedHours {
    const fromMinute = this.from(0, 95) * 15;
    const toMinute = (fromMinute + this.from(1, 95) * 15) % 1_440;
    return { days: everyDay.filter(() => this.from(0, 2) > 0), fromMinute, toMinute };
  }
}

export function drawPolicy(draw: Draw): SupplyPolicy {
  const households = () => draw.of<"all" | "protected">("all", "protected");
  return {
    ...usualSupplyPolicy,
    allowed: draw.rarely([allHours], () => [draw.hours(), draw.hours()]),
    holidays: draw.rarely<string[]>([], () => ["2026-12-25", "2026-11-01"]),
    noticeMostMs: draw.rarely<number | null>(null, () => 7 * DAY_MS),
    friendly: draw.rarely<SupplyPolicy["friendly"]>([], () => [
      { fromDay: "2020-01-01", week: [draw.hours()], specialDays: ["12-25"] },
    ]),
    services: draw.rarely<SupplyPolicy["services"]>(null, () => ["water", "electricity"]),
    weather: draw.rarely<SupplyPolicy["weather"]>([], () => [
      {
        code: "cold",
        households: households(),
        observed: null,
        forecast: { measure: "low", side: "at_or_below", limitDeciC: 0, days: 1 },
        advisory: { name: HEAT, lookBackDays: 0 },
      },
    ]),
    seasons: draw.rarely<SupplyPolicy["seasons"]>([], () => [
      { code: "winter", firstDay: "10-25", lastDay: "02-29", households: households() },
    ]),
    medicalMs: draw.rarely<number | null>(null, () => 63 * DAY_MS),
    protectedAgeYears: draw.rarely<number | null>(null, () => 75),
    pledgeMs: draw.rarely<number | null>(null, () => 45 * DAY_MS),
    afterPaymentMs: draw.rarely(0, () => DAY_MS),
    channels: draw.rarely<string[]>([], () => ["card", "cash"]),
    channelGraceMs: draw.rarely(0, () => 4 * HOUR_MS),
  };
}

export function drawInput(draw: Draw): DecideInput {
  const serviceMs =
    Date.parse(`${draw.of(...days)}T00:00:00Z`) + draw.from(-1_800, 3_240) * MINUTE_MS;
  const zone = draw.of(...zones);
  const before = (mostMs: number): number => serviceMs - draw.from(-2 * HOUR_MS, mostMs);
  const protection = (): Protection => ({
    kind: draw.of("medical", "critical_care", "dispute", "plan", "pledge"),
    fromMs: serviceMs - draw.from(0, 90 * DAY_MS),
    untilMs: draw.of(null, serviceMs + draw.from(-DAY_MS, DAY_MS)),
    liftUnits: draw.from(-2, 9),
  });
  const day = (): WeatherDay => ({
    day: wallOf(zone, serviceMs).day,
    highDeciC: null,
    lowDeciC: draw.of(null, draw.from(-2, 2)),
    advisories: draw.of(null, [], [HEAT]),
  });
  return {
    serviceMs,
    wallMs: WALL_MS,
    zone,
    mode: draw.rarely<"prepaid" | "postpay">("prepaid", () => "postpay"),
    switch: {
      stage: draw.of("supplied", "cut_asked"),
      readiness: draw.rarely<DecideInput["switch"]["readiness"]>("ready", () =>
        draw.of("no_remote_switch", "command_under_way", "unknown", "parked"),
      ),
    },
    balanceUnits: draw.from(-9, 1),
    estimatedUnits: draw.rarely(0, () => draw.from(-3, 3)),
    emergencyUsedUnits: draw.rarely(0, () => draw.from(0, 5)),
    emergencyRemainingUnits: draw.rarely(0, () => draw.from(0, 5)),
    newestActualAtMs: draw.rarely<number | null>(serviceMs, () =>
      draw.of(null, before(2 * DAY_MS)),
    ),
    pendings: draw.rarely<DecideInput["pendings"]>([], () =>
      Array.from({ length: draw.from(1, 3) }, () => ({
        tender: draw.of("card", "bank", "cash", "check"),
        liftUnits: draw.from(0, 9),
        askedAtWallMs: WALL_MS - draw.from(0, 7 * DAY_MS),
      })),
    ),
    noticeDeliveredAtMs: draw.rarely<number | null>(serviceMs - 2 * DAY_MS, () =>
      draw.of(null, before(9 * DAY_MS)),
    ),
    holds: draw.rarely<DecideInput["holds"]>([], () => [
      { code: "staff", untilMs: draw.of(null, serviceMs + draw.from(-1, 1)) },
    ]),
    commodity: draw.rarely<DecideInput["commodity"]>("electricity", () => draw.of("gas", "water")),
    others: [{ commodity: "water", stage: draw.of("supplied", "cut_asked", "cut", "cut") }],
    lastDecidedAtMs: draw.rarely<number | null>(null, () => before(DAY_MS)),
    protections: draw.rarely<Protection[]>([], () => [protection(), protection()]),
    household: {
      oldestYears: draw.rarely<number | null>(null, () => draw.from(63, 77)),
      isDisabled: draw.rare(),
    },
    weather: draw.rarely<DecideInput["weather"]>(
      { area: "all", knownAtMs: serviceMs, days: [day()] },
      () =>
        draw.of(null, { area: "all", knownAtMs: before(2 * DAY_MS), days: draw.of([], [day()]) }),
    ),
    channels: draw.rarely<DecideInput["channels"]>([], () => [
      {
        channel: draw.of("card", "cash", "kiosk"),
        state: draw.of("up", "down"),
        sinceMs: serviceMs - draw.from(0, 8 * HOUR_MS),
      },
    ]),
    lastPaymentAtMs: draw.rarely<number | null>(null, () => before(2 * DAY_MS)),
    failedPaymentsAtWallMs: draw.rarely<number[]>([], () => [
      WALL_MS - draw.from(0, 40 * DAY_MS),
      WALL_MS - draw.from(0, 40 * DAY_MS),
    ]),
  };
}
