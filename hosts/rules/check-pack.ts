/** What of a rule pack contradicts itself, overlaps, or could only have been meant otherwise. */
import { weekdayNames } from "../configuration-file.ts";
import type { Problem } from "../configuration-problem.ts";
import { minuteOf } from "./minute.ts";
import type { PackAsWritten } from "./pack-file.ts";

type Note = (path: string, code: string, message: string) => void;
type Week = PackAsWritten["hours"];

const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

export function checkPack(pack: PackAsWritten): Problem[] {
  const problems: Problem[] = [];
  const note: Note = (path, code, message) => {
    problems.push({ path: `pack.${path}`, code, message });
  };
  checkLevels(pack, note);
  checkNotice(pack, note);
  checkWeek(pack.hours, "hours", note);
  checkFriendly(pack, note);
  checkWeather(pack, note);
  checkSeasons(pack, note);
  checkLists(pack, note);
  checkClauses(pack, note);
  return problems;
}

function checkLevels({ levels, ...pack }: PackAsWritten, note: Note): void {
  const { effective_from: from, effective_to: to } = pack;
  if (to !== null && to <= from) {
    note("effective_to", "ends_before_it_begins", "must be after effective_from");
  }
  const [connect, disconnect, low] = [levels.connect, levels.disconnect, levels.low].map(Number);
  if (Number(connect) < Number(disconnect)) {
    note("levels.connect", "connect_below_disconnect", "a switch would turn on and off again");
  }
  if (Number(low) < Number(disconnect)) {
    note("levels.low", "low_below_disconnect", "nobody would be warned before being turned off");
  }
  if (levels.emergency !== null && Number(levels.emergency) < Number(disconnect)) {
    note("levels.emergency", "emergency_below_disconnect", "it would be offered after the cut");
  }
}

function checkNotice({ notice, data_age_hours }: PackAsWritten, note: Note): void {
  const { least_hours: least, most_hours: most } = notice;
  if (most !== null && most < least) {
    note("notice.most_hours", "notice_lapses_first", "a notice would lapse before it may serve");
  }
  if (most !== null && most === least && most > 0) {
    note("notice.most_hours", "notice_serves_never", "a notice would serve for one instant only");
  }
  if (notice.channels.length === 0 && least > 0) {
    note(
      "notice.channels",
      "notice_without_channel",
      "a notice is required, and no way to give it",
    );
  }
  if (notice.languages.length === 0) note("notice.languages", "no_language", "must name one");
  if (minuteOf(notice.to) <= minuteOf(notice.from)) {
    note("notice.to", "empty_hours", "must be after notice.from");
  }
  if (data_age_hours > 744) note("data_age_hours", "data_too_old", "must be 31 days or less");
}

/** A window's minutes of the week, one stretch a day that it begins on. */
function stretches(week: Week): { fromMinute: number; toMinute: number; at: number }[] {
  return week.flatMap(({ days, from, to }, at) =>
    days.map((day) => {
      const start = weekdayNames.indexOf(day) * DAY_MINUTES;
      const fromMinute = start + minuteOf(from);
      const span = (minuteOf(to) - minuteOf(from) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
      return { fromMinute, toMinute: fromMinute + span, at };
    }),
  );
}

function checkWeek(week: Week, path: string, note: Note): void {
  for (const [at, { days, from, to }] of week.entries()) {
    const where = `${path}[${String(at)}]`;
    if (days.length === 0) note(`${where}.days`, "no_days", "must name a day");
    if (new Set(days).size < days.length) note(`${where}.days`, "day_twice", "names a day twice");
    if (from === to || from === "24:00") note(where, "empty_hours", "must not end as it begins");
  }
  const all = stretches(week);
  for (const [index, one] of all.entries()) {
    const clash = all
      .slice(0, index)
      .find((other) =>
        [-WEEK_MINUTES, 0, WEEK_MINUTES].some(
          (by) => one.fromMinute + by < other.toMinute && other.fromMinute < one.toMinute + by,
        ),
      );
    if (clash === undefined) continue;
    const where = `${path}[${String(one.at)}]`;
    note(where, "windows_overlap", `overlaps ${path}[${String(clash.at)}]`);
    return;
  }
}

function checkFriendly({ friendly, hours, effective_from: from }: PackAsWritten, note: Note): void {
  const begins = new Set<string>();
  for (const [at, table] of friendly.entries()) {
    const where = `friendly[${String(at)}]`;
    if (begins.has(table.from)) note(`${where}.from`, "tables_overlap", "two begin on one day");
    begins.add(table.from);
    checkWeek(table.week, `${where}.week`, note);
    if (new Set(table.special_days).size < table.special_days.length) {
      note(`${where}.special_days`, "day_twice", "names a day twice");
    }
    if (hours.length > 0 && isCovered(hours, table.week)) {
      note(
        where,
        "no_hour_left",
        "covers all of hours: write no hours if nobody is ever turned off",
      );
    }
  }
  if (friendly.length > 0 && !friendly.some((table) => table.from <= from)) {
    note("friendly", "no_table_in_force", "no table is in force when the pack is");
  }
}

function isCovered(hours: Week, friendly: Week): boolean {
  const minutes = new Set<number>();
  const eachOf = (week: Week, take: (minute: number) => void): void => {
    for (const { fromMinute, toMinute } of stretches(week)) {
      for (let minute = fromMinute; minute < toMinute; minute += 1) take(minute % WEEK_MINUTES);
    }
  };
  eachOf(hours, (minute) => minutes.add(minute));
  eachOf(friendly, (minute) => minutes.delete(minute));
  return minutes.size === 0;
}

function checkWeather({ weather }: PackAsWritten, note: Note): void {
  const codes = new Set<string>();
  for (const [at, rule] of weather.entries()) {
    const where = `weather[${String(at)}]`;
    const { observed, forecast, advisory } = rule;
    if (codes.has(rule.code)) note(`${where}.code`, "code_twice", `"${rule.code}" stands twice`);
    codes.add(rule.code);
    if (observed === null && forecast === null && advisory === null) {
      note(where, "rule_without_test", "would hold in every weather");
    }
    if (observed !== null && forecast !== null && observed.side !== forecast.side) {
      note(where, "hot_and_cold", "what was seen and what is foretold are of opposite sides");
    }
  }
}

function checkSeasons({ seasons }: PackAsWritten, note: Note): void {
  for (const [at, season] of seasons.entries()) {
    const where = `seasons[${String(at)}]`;
    for (const other of seasons.slice(0, at)) {
      const isSame = other.households === season.households;
      if (other.code === season.code) note(`${where}.code`, "code_twice", "stands twice");
      else if (isSame && overlap(season, other)) {
        note(where, "seasons_overlap", `overlaps ${other.code}, of the same households`);
      }
    }
  }
}

type Span = Pick<PackAsWritten["seasons"][number], "first_day" | "last_day">;

function overlap(one: Span, other: Span): boolean {
  const holds = ({ first_day: first, last_day: last }: Span, day: string): boolean =>
    last < first ? day >= first || day <= last : day >= first && day <= last;
  return holds(one, other.first_day) || holds(other, one.first_day);
}

function checkLists(pack: PackAsWritten, note: Note): void {
  const { services, plan, payment_channels: channels } = pack;
  if (services.length === 0) note("services", "no_service", "must name what may be turned off");
  const lists = { services, payment_channels: channels, holidays: pack.holidays };
  for (const [name, items] of Object.entries(lists)) {
    if (new Set<string>(items).size < items.length) note(name, "listed_twice", "lists one twice");
  }
  if (pack.payment_channel_grace_hours > 0 && channels.length === 0) {
    note("payment_channel_grace_hours", "grace_without_channel", "no way to pay is promised");
  }
  if (plan !== null && plan.most_percent_of_payment === 100) {
    note("plan.most_percent_of_payment", "plan_takes_all", "no payment would buy any supply");
  }
  for (const [at, { most }] of pack.fees.entries()) {
    if (Number(most) < 0)
      note(`fees[${String(at)}].most`, "fee_below_zero", "must not be negative");
  }
}

/** A clause says where one field of the pack comes from, so it must name a field that is there. */
function checkClauses(pack: PackAsWritten, note: Note): void {
  for (const [at, { field }] of pack.clauses.entries()) {
    const value = field
      .split(".")
      .reduce<unknown>(
        (inner, name) =>
          typeof inner === "object" && inner !== null ? Reflect.get(inner, name) : undefined,
        pack,
      );
    if (value === undefined) {
      note(`clauses[${String(at)}].field`, "unknown_field", `"${field}" is not in this pack`);
    }
  }
}
