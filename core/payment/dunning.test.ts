import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type LocalDay } from "../instant.ts";
import {
  checkDunning,
  defaultDunning,
  dun,
  type Dunning,
  type DunningStage,
  dunningStages,
  dunningSteps,
  nextDunningDay,
} from "./dunning.ts";

const policy = { graceDays: 3, overdueDays: 7, remindedDays: 10, finalDays: 10 };
const due = "2026-03-10";

function at(stage: DunningStage, sinceDay: LocalDay): Dunning {
  return { stage, sinceDay };
}

describe("dunning", () => {
  it.each<[string, Dunning, [LocalDay, LocalDay | null], string]>([
    ["nothing billed", at("clear", "2026-01-01"), ["2026-03-01", null], ""],
    ["a bill", at("clear", "2026-01-01"), ["2026-03-01", due], "billed"],
    ["its due day", at("billed", "2026-03-01"), ["2026-03-10", due], ""],
    ["the last day of grace", at("billed", "2026-03-01"), ["2026-03-13", due], ""],
    ["the day after", at("billed", "2026-03-01"), ["2026-03-14", due], "overdue"],
    [
      "a bill that was late when it came",
      at("clear", "2026-01-01"),
      ["2026-03-14", due],
      "billed, overdue",
    ],
    ["six days overdue", at("overdue", "2026-03-14"), ["2026-03-20", due], ""],
    ["seven", at("overdue", "2026-03-14"), ["2026-03-21", due], "reminded"],
    ["nine days reminded", at("reminded", "2026-03-21"), ["2026-03-30", due], ""],
    ["ten", at("reminded", "2026-03-21"), ["2026-03-31", due], "final_notice"],
    [
      "ten days after the last notice",
      at("final_notice", "2026-03-31"),
      ["2026-04-10", due],
      "referred",
    ],
    ["then nothing more", at("referred", "2026-04-10"), ["2027-01-01", due], ""],
    ["paid when reminded", at("reminded", "2026-03-21"), ["2026-03-22", null], "clear"],
    ["paid when referred", at("referred", "2026-04-10"), ["2026-05-01", null], "clear"],
    [
      "the late bill is paid, a younger is not late",
      at("final_notice", "2026-03-31"),
      ["2026-04-01", "2026-04-20"],
      "billed",
    ],
    [
      "the late bill is paid, a younger is late too",
      at("reminded", "2026-03-21"),
      ["2026-03-22", "2026-03-15"],
      "",
    ],
    [
      "a younger bill on its last day of grace",
      at("final_notice", "2026-03-31"),
      ["2026-04-23", "2026-04-20"],
      "billed",
    ],
    ["a day before the bill", at("overdue", "2026-03-14"), ["2026-03-01", due], "billed"],
  ])("%s", (_, before, [today, dueDay], expected) => {
    const passed = dun(policy, before, { today, dueDay });
    expect(passed.map(({ stage }) => stage).join(", ")).toBe(expected);
  });

  it("skips no stage after a long sleep, and waits as long in each as it would have (Kill Bill 2297)", () => {
    // Nobody looked for a hundred days.
    const today = addDays(due, 100);
    const passed = dun(policy, at("clear", "2026-01-01"), { today, dueDay: due });
    expect(passed).toEqual([at("billed", today), at("overdue", today)]);
    let now = passed.at(-1) ?? at("clear", today);
    const days: string[] = [];
    for (let day = 1; day <= 60; day += 1) {
      for (const step of dun(policy, now, { today: addDays(today, day), dueDay: due })) {
        days.push(`${step.stage} on day ${String(day)}`);
        now = step;
      }
    }
    expect(days).toEqual(["reminded on day 7", "final_notice on day 17", "referred on day 27"]);
  });

  it("moves only as the table has it, whatever the days and the bills", () => {
    const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays("2026-01-01", days));
    const looks = fc.array(fc.record({ today: day, dueDay: fc.option(day) }), { maxLength: 40 });
    const days = fc.integer({ min: 0, max: 20 });
    const policies = fc.record({
      graceDays: days,
      overdueDays: days,
      remindedDays: days,
      finalDays: days,
    });
    fc.assert(
      fc.property(policies, looks, (given, all) => {
        let now = at("clear", "2026-01-01");
        const ordered = all.toSorted((one, other) => (one.today < other.today ? -1 : 1));
        for (const look of ordered) {
          for (const step of dun(given, now, look)) {
            expect(dunningSteps[now.stage]).toContain(step.stage);
            now = step;
          }
          // Asked again on the same day it stays.
          expect(dun(given, now, look)).toEqual([]);
          const next = nextDunningDay(given, now, look.dueDay);
          expect(next === null || next > look.today).toBe(true);
        }
      }),
    );
  });

  it.each(dunningStages)("is clear when all is paid, from %s too", (stage) => {
    const passed = dun(policy, at(stage, "2026-03-14"), { today: "2026-03-15", dueDay: null });
    expect(passed.map((step) => step.stage)).toEqual(stage === "clear" ? [] : ["clear"]);
    expect(dunningSteps[stage].includes("clear")).toBe(stage !== "clear");
  });

  it("is woken on the very day on which time moves it on", () => {
    for (const stage of dunningStages) {
      const now = at(stage, "2026-03-14");
      const next = nextDunningDay(policy, now, due);
      if (next === null) continue;
      expect(dun(policy, now, { today: addDays(next, -1), dueDay: due })).toEqual([]);
      expect(dun(policy, now, { today: next, dueDay: due })).not.toEqual([]);
    }
  });
});

describe("a policy", () => {
  it.each([-1, 0.5, 367, Number.NaN])("with %d days is refused", (days) => {
    for (const name of Object.keys(defaultDunning)) {
      const refused = checkDunning({ ...defaultDunning, [name]: days });
      expect(refused).toMatchObject({ code: "days_out_of_bounds" });
    }
  });

  it.each([0, 1, 366])("with %d days is taken", (days) => {
    const all = { graceDays: days, overdueDays: days, remindedDays: days, finalDays: days };
    expect(checkDunning(all)).toBeNull();
  });

  it("says for each stage when time moves it on", () => {
    const own = { graceDays: 1, overdueDays: 2, remindedDays: 3, finalDays: 4 };
    const days = dunningStages.map((stage) => nextDunningDay(own, at(stage, "2026-03-01"), due));
    expect(dunningStages.map((stage, index) => `${stage} ${String(days[index])}`)).toEqual([
      "clear null",
      "billed 2026-03-12",
      "overdue 2026-03-03",
      "reminded 2026-03-04",
      "final_notice 2026-03-05",
      "referred null",
    ]);
    expect(nextDunningDay(own, at("billed", "2026-03-01"), null)).toBeNull();
  });

  it("of the defaults is a few weeks", () => {
    const days = { graceDays: 3, overdueDays: 7, remindedDays: 10, finalDays: 10 };
    expect(defaultDunning).toEqual(days);
  });

  it("of the defaults is none", () => {
    expect(checkDunning(defaultDunning)).toBeNull();
  });
});
