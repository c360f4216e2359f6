import { describe, expect, it } from "vitest";
import { crossingsOf, nothingTold, type Seen, type Told } from "./crossings.ts";
import { defaultNotice, type NoticeRule } from "./decide.ts";

const policy = { ...defaultNotice(1_000), daysLeft: [7, 3, 1], highUsePercent: 200 };

const quiet: Seen = {
  daysLeft: null,
  warning: null,
  windowEndsMs: null,
  isWeatherHeld: false,
  owesDebt: false,
  emergency: "none",
  isEstimated: false,
  newestDay: null,
  usual: null,
};

/** What is told after each of several looks. */
function told(looks: readonly Partial<Seen>[], prepaid = true): NoticeRule[][] {
  let before: Told = nothingTold;
  return looks.map((look) => {
    const crossed = crossingsOf(before, { ...quiet, ...look }, { policy, prepaid });
    before = JSON.parse(JSON.stringify(crossed.told)) as Told;
    // Whoever numbers the notice keeps its key.
    if (crossed.rules.includes("warning")) before = { ...before, warningKey: "warning-1" };
    return [...crossed.rules];
  });
}

const days = (...left: readonly (number | null)[]): Partial<Seen>[] =>
  left.map((daysLeft) => ({ daysLeft }));
const day = (text: string, percent: number): Partial<Seen> => ({
  newestDay: { day: text, percent },
});

describe("what is told once a crossing", () => {
  it.each<[string, Partial<Seen>[], NoticeRule[][]]>([
    [
      "days at each level",
      days(9, 7, 6, 3, 2, 1, 0),
      [[], ["days"], [], ["days"], [], ["days"], []],
    ],
    ["the lowest of several levels at once", days(9, 2, 2), [[], ["days"], []]],
    ["nothing while a forecast wavers", days(7, 8, 7, 8, 7), [["days"], [], [], [], []]],
    ["days anew after clearly more", days(3, 12, 7, 3), [["days"], [], ["days"], ["days"]]],
    ["a level in between anew after money", days(1, 6, 3), [["days"], [], ["days"]]],
    ["nothing where nobody can say", days(7, null, 7), [["days"], [], []]],
    [
      "a warning until it is clear, and not in between",
      [
        { warning: "due" },
        { warning: "due" },
        {},
        { warning: "due" },
        { warning: "clear" },
        { warning: "due" },
      ],
      [["warning"], [], [], [], [], ["warning"]],
    ],
    [
      "a warning anew once it lapsed",
      [{ warning: "due" }, { warning: "lapsed" }],
      [["warning"], ["warning"]],
    ],
    ["no warning where it is clear", [{ warning: "clear" }, {}], [[], []]],
    [
      "the end of one window, and of the next",
      [{ windowEndsMs: 5 }, { windowEndsMs: 5 }, {}, { windowEndsMs: 9 }],
      [["window"], [], [], ["window"]],
    ],
    [
      "weather that holds, and that it is over",
      [{ isWeatherHeld: true }, { isWeatherHeld: true }, {}, {}],
      [["weather_on"], [], ["weather_off"], []],
    ],
    ["a debt that is gone", [{ owesDebt: true }, {}, {}], [[], ["debt_cleared"], []]],
    [
      "each state of emergency credit but none",
      [{ emergency: "available" }, { emergency: "in_use" }, { emergency: "in_use" }, {}],
      [["emergency"], ["emergency"], [], []],
    ],
    ["an estimate that was trued up", [{ isEstimated: true }, {}, {}], [[], ["trued_up"], []]],
    [
      "the first of a run of high days",
      [
        day("2026-11-01", 250),
        day("2026-11-01", 250),
        day("2026-11-02", 300),
        day("2026-11-03", 90),
        day("2026-11-04", 200),
      ],
      [["high_use"], [], [], [], ["high_use"]],
    ],
    [
      "no day a second time, nor an older one",
      [day("2026-11-02", 90), day("2026-11-01", 900)],
      [[], []],
    ],
  ])("%s", (_, looks, expected) => {
    expect(told(looks)).toEqual(expected);
  });

  it("is no day to a post-pay customer", () => {
    expect(told(days(9, 1), false)).toEqual([[], []]);
  });

  it("is not high use where nobody chose to be told", () => {
    const seen = { ...quiet, newestDay: { day: "2026-11-02", percent: 900 } };
    const none = { policy: defaultNotice(1_000), prepaid: true };
    expect(crossingsOf(nothingTold, seen, none)).toEqual({ told: nothingTold, rules: [] });
  });
});
