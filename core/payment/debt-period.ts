import { dayNumber, dayText, type LocalDay } from "../instant.ts";
import { never } from "../assert.ts";
import type { DebtPeriod } from "./allocate.ts";

const DAYS_A_WEEK = 7;
/** 1970-01-01, day 0, was a Thursday: the Monday before it is day -3. */
const MONDAY_DAY = -3;

/** The first local day of the period of the debt cap that a day is in: itself, its Monday, or the first of its month. */
export function debtPeriodFrom(period: DebtPeriod, day: LocalDay): LocalDay {
  switch (period) {
    case "day":
      return day;
    case "week": {
      const number = dayNumber(day);
      const sinceMonday = (((number - MONDAY_DAY) % DAYS_A_WEEK) + DAYS_A_WEEK) % DAYS_A_WEEK;
      return dayText(number - sinceMonday);
    }
    case "month":
      return `${day.slice(0, 7)}-01`;
    default:
      return never(period);
  }
}
