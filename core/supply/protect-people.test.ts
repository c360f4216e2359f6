/** Each row gives one guard its one reason, and no other guard has one. */
import { expect, it } from "vitest";
import {
  type Change,
  NOW_MS,
  outcome,
  protection,
  spentAt,
} from "../../test/support/spent-account.ts";
import { DAY_MS, MINUTE_MS } from "../instant.ts";

it.each<[string, Change, string]>([
  ["nothing stands in the way", {}, "cut"],
  // The clock.
  ["never decided before", { lastDecidedAtMs: null }, "cut"],
  ["decided this very moment", { lastDecidedAtMs: NOW_MS }, "cut"],
  ["decided five minutes ahead", { lastDecidedAtMs: NOW_MS + 5 * MINUTE_MS }, "cut"],
  ["a clock gone back", { lastDecidedAtMs: NOW_MS + 5 * MINUTE_MS + 1 }, "hold clock"],
  ["a clock gone back by a year", { lastDecidedAtMs: NOW_MS + 365 * DAY_MS }, "hold clock"],
  // The service and its turn.
  ["gas, which the rules do not name", { commodity: "gas" }, "hold service"],
  ["water, which comes first", { commodity: "water" }, "cut"],
  [
    "electricity while water runs",
    { others: [{ commodity: "water", stage: "supplied" }] },
    "hold service",
  ],
  [
    "electricity while water is asked to stop",
    { others: [{ commodity: "water", stage: "cut_asked" }] },
    "hold service",
  ],
  ["electricity once water is cut", { others: [{ commodity: "water", stage: "cut" }] }, "cut"],
  [
    "water while electricity runs",
    { commodity: "water", others: [{ commodity: "electricity", stage: "supplied" }] },
    "cut",
  ],
  ["electricity beside gas", { others: [{ commodity: "gas", stage: "supplied" }] }, "cut"],
  [
    "two waters, one still on",
    {
      others: [
        { commodity: "water", stage: "cut" },
        { commodity: "water", stage: "supplied" },
      ],
    },
    "hold service",
  ],
  // What staff have on record.
  ["critical care", protection("critical_care"), "hold critical_care"],
  [
    "critical care without end",
    protection("critical_care", { untilMs: null }),
    "hold critical_care",
  ],
  [
    "critical care for years",
    protection("critical_care", { fromMs: 0, untilMs: null }),
    "hold critical_care",
  ],
  ["critical care that has just ended", protection("critical_care", { untilMs: NOW_MS }), "cut"],
  ["a medical certificate", protection("medical"), "hold medical"],
  [
    "a certificate to its last moment",
    protection("medical", { untilMs: NOW_MS + 1 }),
    "hold medical",
  ],
  ["a certificate that has ended", protection("medical", { untilMs: NOW_MS }), "cut"],
  [
    "a certificate on the last of 63 days",
    protection("medical", { fromMs: NOW_MS - 63 * DAY_MS + 1, untilMs: null }),
    "hold medical",
  ],
  [
    "a certificate not renewed in 63 days",
    protection("medical", { fromMs: NOW_MS - 63 * DAY_MS, untilMs: null }),
    "cut",
  ],
  ["a dispute", protection("dispute"), "hold dispute"],
  ["a dispute without end", protection("dispute", { fromMs: 0, untilMs: null }), "hold dispute"],
  ["a dispute that is settled", protection("dispute", { untilMs: NOW_MS }), "cut"],
  ["a dispute of enough", protection("dispute", { liftUnits: 5_000_000 }), "hold dispute"],
  ["a dispute one unit short", protection("dispute", { liftUnits: 4_999_999 }), "cut"],
  [
    "a dispute of enough, over",
    protection("dispute", { liftUnits: 9_000_000, untilMs: NOW_MS }),
    "cut",
  ],
  ["a plan that is kept", protection("plan"), "hold plan"],
  ["a plan without end", protection("plan", { fromMs: 0, untilMs: null }), "hold plan"],
  ["a plan that is over", protection("plan", { untilMs: NOW_MS }), "cut"],
  ["any other hold", { holds: [{ code: "staff", untilMs: null }] }, "hold hold"],
  ["any other hold, over", { holds: [{ code: "staff", untilMs: NOW_MS }] }, "cut"],
  // Age.
  ["somebody of 75", { household: { oldestYears: 75, isDisabled: false } }, "hold age"],
  ["somebody of 101", { household: { oldestYears: 101, isDisabled: false } }, "hold age"],
  ["nobody over 74", { household: { oldestYears: 74, isDisabled: false } }, "cut"],
  ["an age that nobody told", { household: { oldestYears: null, isDisabled: false } }, "cut"],
  ["a disability in November", { household: { oldestYears: 40, isDisabled: true } }, "cut"],
  // Pledges.
  ["a pledge that is enough", protection("pledge", { liftUnits: 5_000_000 }), "hold pledge"],
  ["a pledge one unit short", protection("pledge", { liftUnits: 4_999_999 }), "cut"],
  ["a pledge of nothing", protection("pledge"), "cut"],
  ["a pledge below nothing", protection("pledge", { liftUnits: -9_000_000 }), "cut"],
  [
    "a pledge on the last of 45 days",
    protection("pledge", {
      liftUnits: 5_000_000,
      fromMs: NOW_MS - 45 * DAY_MS + 1,
      untilMs: null,
    }),
    "hold pledge",
  ],
  [
    "a pledge not paid in 45 days",
    protection("pledge", { liftUnits: 5_000_000, fromMs: NOW_MS - 45 * DAY_MS, untilMs: null }),
    "cut",
  ],
  ["a pledge withdrawn", protection("pledge", { liftUnits: 5_000_000, untilMs: NOW_MS }), "cut"],
])("%s", (_, change, expected) => {
  expect(outcome({ ...spentAt(NOW_MS), ...change })).toBe(expected);
});
