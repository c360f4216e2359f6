import { describe, expect, it } from "vitest";
import {
  flatVersion as version,
  oneBatch as batch,
  oneUse as use,
} from "../../test/support/flat-tariff.ts";
import { Fault } from "../assert.ts";
import { DAY_MS } from "../instant.ts";
import { emptyState, FIXED_DAYS_MAX, rate } from "./rate.ts";

describe("rate", () => {
  it.each([
    {
      name: "no version",
      versions: [],
      of: batch([use("2026-01-01T00:00Z", 1)]),
      at: "2026-01-01T00:00:00.000Z",
    },
    {
      name: "an interval before the first version",
      versions: [version()],
      of: batch([use("2026-01-02T00:00Z", 1), use("2025-12-31T23:59:59.999Z", 1)]),
      at: "2025-12-31T23:59:59.999Z",
    },
    {
      name: "an owed day that begins before the first version",
      versions: [version()],
      of: batch([use("2026-01-01T00:00Z", 1)], { zone: "Asia/Kathmandu" }),
      at: "2025-12-31T18:15:00.000Z",
    },
  ])("refuses no_tariff_in_force: $name", ({ versions, of, at }) => {
    expect(rate(versions, emptyState, of)).toEqual({
      kind: "refused",
      code: "no_tariff_in_force",
      message: `no version of the tariff is in force at ${at}`,
    });
  });

  it.each([
    {
      name: "for use",
      changes: { pricePerUnit: 999_999_999_999_999 },
      quantity: 10 ** 13,
      words: "10000000000000 at 999999999999999",
    },
    {
      name: "for three years of days",
      changes: { fixedPerDay: Number.MAX_SAFE_INTEGER },
      quantity: 1,
      words: "1096000000 at 9007199254740991",
    },
  ])("refuses an amount that no safe integer holds: $name", ({ changes, quantity, words }) => {
    const of = batch([use("2028-12-31T00:00Z", quantity)]);
    expect(rate([version(changes)], emptyState, of)).toEqual({
      kind: "refused",
      code: "charge_too_large",
      message: words,
    });
  });

  it.each([
    {
      name: "versions out of order",
      versions: [version({ effectiveFromMs: 1e12 + 1 }), version({ effectiveFromMs: 1e12 })],
      words: "tariff versions are not sorted by effect",
    },
    {
      name: "two versions at once",
      versions: [version(), version({ version: 2 })],
      words: "tariff versions are not sorted by effect",
    },
    {
      name: "another currency",
      versions: [version({ currency: "JPY" })],
      words: "a tariff in another currency",
    },
    {
      name: "another price scale",
      versions: [version({ priceScale: 6 })],
      words: "a tariff at another price scale",
    },
    {
      name: "part of a millionth",
      intervals: [use("2026-01-01T00:00Z", 0.5)],
      words: "quantities that do not add up exactly",
    },
    {
      name: "no quantity",
      intervals: [use("2026-01-01T00:00Z", Number.NaN)],
      words: "quantities that do not add up exactly",
    },
    {
      name: "no instant",
      intervals: [{ startMs: Number.NaN, durationMs: 1, quantityMicro: 1 }],
      words: "an interval with a broken instant",
    },
    {
      name: "no duration",
      intervals: [use("2026-01-01T00:00Z", 1, Number.NaN)],
      words: "an interval with a broken instant",
    },
    {
      name: "a sum past the safe integers",
      intervals: [
        use("2026-01-01T00:00Z", Number.MAX_SAFE_INTEGER),
        use("2026-01-01T01:00Z", 1),
        use("2026-01-01T02:00Z", -1),
      ],
      words: "quantities that do not add up exactly",
    },
    {
      name: "a day more than may be owed",
      movedInDay: dayBefore(FIXED_DAYS_MAX),
      words: "more days owed than an account can",
    },
    {
      name: "centuries of days",
      movedInDay: "1825-01-01",
      words: "more days owed than an account can",
    },
  ])("faults on $name", ({ versions, intervals, movedInDay, words }) => {
    const of = batch(intervals ?? [use("2026-01-01T00:00Z", 1)], {
      movedInDay: movedInDay ?? "2026-01-01",
    });
    expect(() => rate(versions ?? [version()], emptyState, of)).toThrow(new Fault(words));
  });

  it("looks at as many days as may be owed, and finds no tariff so long ago", () => {
    const of = batch([use("2026-01-01T00:00Z", 1)], { movedInDay: dayBefore(FIXED_DAYS_MAX - 1) });
    expect(rate([version()], emptyState, of)).toMatchObject({ code: "no_tariff_in_force" });
  });
});

/** The day so many days before the first of January 2026. */
function dayBefore(days: number): string {
  return new Date(Date.UTC(2026, 0, 1) - days * DAY_MS).toISOString().slice(0, 10);
}
