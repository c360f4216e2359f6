import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../instant.ts";
import { type WarningInput, warningSeen } from "./warning.ts";

const NOW_MS = Date.UTC(2026, 10, 25, 12);

/** Ten days' notice, at most twenty; off below nothing; well above with days to go. */
const usual: WarningInput = {
  levelUnits: 50_000_000,
  disconnectLevelUnits: 0,
  rearmUnits: 500_000,
  noticeMs: 10 * DAY_MS,
  noticeMostMs: 20 * DAY_MS,
  leftMs: 30 * DAY_MS,
  notifiedAtMs: null,
  serviceNowMs: NOW_MS,
};
const spent = { levelUnits: -1, leftMs: 0 };

describe("a warning of a disconnection", () => {
  it.each<[string, Partial<WarningInput>, "due" | "lapsed" | "clear" | null]>([
    ["far from the level", {}, "clear"],
    ["at the level", { levelUnits: 0 }, null],
    ["a little above it", { levelUnits: 499_999 }, null],
    ["at the margin above it", { levelUnits: 500_000 }, "clear"],
    ["below it", spent, "due"],
    ["below it, and nobody can say for how long", { levelUnits: -1, leftMs: null }, "due"],
    ["nobody can say, well above", { leftMs: null }, "clear"],
    ["a day more than the notice left", { leftMs: 11 * DAY_MS }, "due"],
    ["a little more left", { leftMs: 11 * DAY_MS + 1 }, null],
    ["two days more left", { leftMs: 12 * DAY_MS }, null],
    ["beyond that", { leftMs: 12 * DAY_MS + 1 }, "clear"],
    ["told, and still good", { ...spent, notifiedAtMs: NOW_MS - 20 * DAY_MS }, "due"],
    ["told too long ago", { ...spent, notifiedAtMs: NOW_MS - 20 * DAY_MS - 1 }, "lapsed"],
    [
      "told too long ago, near the level",
      { leftMs: DAY_MS, notifiedAtMs: NOW_MS - 21 * DAY_MS },
      "lapsed",
    ],
    [
      "told long ago under rules without an end",
      { ...spent, noticeMostMs: null, notifiedAtMs: NOW_MS - 900 * DAY_MS },
      "due",
    ],
    ["told long ago, and paid since", { notifiedAtMs: NOW_MS - 21 * DAY_MS }, "clear"],
    [
      "told in the future, by a clock set back",
      { ...spent, notifiedAtMs: NOW_MS + HOUR_MS },
      "due",
    ],
    ["no notice asked for, below", { ...spent, noticeMs: 0, noticeMostMs: null }, "due"],
  ])("%s", (_, changed, seen) => {
    expect(warningSeen({ ...usual, ...changed })).toBe(seen);
  });
});
