import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { spentAt } from "../../test/support/spent-account.ts";
import { decide } from "../../core/supply/decide.ts";
import { explainPack } from "./explain-pack.ts";
import { readPack, readPackText, type RulePack } from "./read-pack.ts";

const directory = new URL("./", import.meta.url);

function textOf(name: string): string {
  return readFileSync(new URL(`${name}.json`, directory), "utf8");
}

function packOf(name: string): RulePack {
  const read = readPackText(textOf(name));
  if (read.kind === "refused") throw new Error(JSON.stringify(read.problems));
  return read.pack;
}

const names = ["gb-smets2", "us-coop", "us-tx-25.498", "za-sts"];

describe("the packs that come with the program", () => {
  it("are these four", () => {
    const found = readdirSync(directory).filter((name) => name.endsWith(".json"));
    expect(found.toSorted()).toEqual(names.map((name) => `${name}.json`));
  });

  it.each(names)("%s is read, and each of its clauses is explained", (name) => {
    const { written } = packOf(name);
    expect(written.id).toBe(name);
    const lines = explainPack(written);
    for (const { says, verified } of written.clauses) {
      const line = lines.find((one) => one.endsWith(`${says}.`)) ?? "";
      expect(line.startsWith("Read: ")).toBe(verified);
    }
    expect(written.clauses.length).toBeGreaterThan(0);
  });

  it.each([
    ["us-tx-25.498", "2026-11-24T09:00:00-06:00", {}, "cut by level"],
    ["us-tx-25.498", "2026-11-21T09:00:00-06:00", {}, "wait_until by allowed_hours"],
    ["us-tx-25.498", "2026-11-24T09:00:00-06:00", { weather: null }, "hold by weather"],
    ["us-tx-25.498", "2026-11-24T09:00:00-06:00", { commodity: "water" }, "hold by service"],
    ["us-coop", "2026-11-24T16:00:00-06:00", {}, "wait_until by allowed_hours"],
    ["gb-smets2", "2026-09-22T09:30:00+01:00", {}, "wait_until by friendly_window"],
    ["gb-smets2", "2026-09-22T11:00:00+01:00", {}, "cut by level"],
    ["gb-smets2", "2026-09-19T11:00:00+01:00", {}, "wait_until by friendly_window"],
    ["za-sts", "2026-11-22T03:00:00+02:00", { lastPaymentAtMs: null }, "cut by level"],
  ] as const)("%s at %s", (name, now, change, expected) => {
    const { published, written } = packOf(name);
    const input = { ...spentAt(Date.parse(now)), zone: written.zone, ...change };
    const { verdict, decidedBy } = decide(input, published.policy);
    expect(`${verdict} by ${decidedBy}`).toBe(expected);
  });
});

type Path = readonly (string | number)[];

/** The Texas pack with one value changed, or taken out where it is undefined. */
function changed(path: Path, value: unknown): unknown {
  const raw = JSON.parse(textOf("us-tx-25.498")) as unknown;
  const last = path.at(-1) ?? "";
  const place = path
    .slice(0, -1)
    .reduce<unknown>((inner, part) => Reflect.get(inner as object, part), raw);
  if (value === undefined) Reflect.deleteProperty(place as object, last);
  else Reflect.set(place as object, last, value);
  return raw;
}

const hours = [{ days: ["mon"], from: "08:00", to: "12:00" }];
const table = { from: "2026-01-01", week: [], special_days: [] };
const test = { measure: "high", side: "at_or_below", celsius: 0, days: 1 };
const rule = { code: "x", households: "all", observed: null, forecast: null, advisory: null };
const winter = { code: "w", first_day: "11-01", last_day: "03-31", households: "all" };

describe("a pack that can't be used is refused with its field and a code", () => {
  it.each<[Path, unknown, string, string]>([
    [["id"], undefined, "pack.id", "missing"],
    [["id"], "US TX", "pack.id", "not_valid"],
    [["version"], 0, "pack.version", "not_valid"],
    [["version"], 1.5, "pack.version", "not_valid"],
    [["colour"], "red", "pack.colour", "unknown_name"],
    [["title"], "", "pack.title", "not_valid"],
    [["zone"], "America/Austin", "pack.zone", "unknown_zone"],
    [["currency"], "XXX", "pack.currency", "unknown_currency"],
    [["currency"], "dollar", "pack.currency", "not_valid"],
    [["effective_from"], "2026-02-30", "pack.effective_from", "not_a_day"],
    [["effective_from"], "soon", "pack.effective_from", "not_valid"],
    [["effective_to"], "2025-12-31", "pack.effective_to", "ends_before_it_begins"],
    [["levels", "connect"], "9.99", "pack.levels.connect", "connect_below_disconnect"],
    [["levels", "connect"], 75, "pack.levels.connect", "not_valid"],
    [["levels", "low"], "5.00", "pack.levels.low", "low_below_disconnect"],
    [["levels", "emergency"], "1.00", "pack.levels.emergency", "emergency_below_disconnect"],
    [["levels", "disconnect"], undefined, "pack.levels.disconnect", "missing"],
    [["data_age_hours"], 0, "pack.data_age_hours", "not_valid"],
    [["data_age_hours"], 745, "pack.data_age_hours", "data_too_old"],
    [["notice", "most_hours"], 12, "pack.notice.most_hours", "notice_lapses_first"],
    [["notice", "most_hours"], 24, "pack.notice.most_hours", "notice_serves_never"],
    [["notice", "channels"], [], "pack.notice.channels", "notice_without_channel"],
    [["notice", "channels"], ["pigeon"], "pack.notice.channels[0]", "not_valid"],
    [["notice", "languages"], [], "pack.notice.languages", "no_language"],
    [["notice", "to"], "08:00", "pack.notice.to", "empty_hours"],
    [["hours"], [...hours, ...hours], "pack.hours[1]", "windows_overlap"],
    [
      ["hours"],
      [
        { days: ["sat"], from: "22:00", to: "06:00" },
        { days: ["sun"], from: "05:59", to: "07:00" },
      ],
      "pack.hours[1]",
      "windows_overlap",
    ],
    [["hours"], [{ days: [], from: "08:00", to: "12:00" }], "pack.hours[0].days", "no_days"],
    [["hours"], [{ ...hours[0], days: ["mon", "mon"] }], "pack.hours[0].days", "day_twice"],
    [["hours"], [{ ...hours[0], to: "08:00" }], "pack.hours[0]", "empty_hours"],
    [["hours"], [{ ...hours[0], from: "25:00" }], "pack.hours[0].from", "not_valid"],
    [["hours"], [{ ...hours[0], days: ["monday"] }], "pack.hours[0].days[0]", "not_valid"],
    [["holidays"], ["2026-12-25", "2026-12-25"], "pack.holidays", "listed_twice"],
    [["holidays"], ["2026-13-25"], "pack.holidays[0]", "not_a_day"],
    [["friendly"], [table, table], "pack.friendly[1].from", "tables_overlap"],
    [["friendly"], [{ ...table, from: "2026-06-01" }], "pack.friendly", "no_table_in_force"],
    [
      ["friendly"],
      [{ ...table, week: [...hours, ...hours] }],
      "pack.friendly[0].week[1]",
      "windows_overlap",
    ],
    [
      ["friendly"],
      [
        {
          ...table,
          week: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "07:00", to: "18:00" }],
        },
      ],
      "pack.friendly[0]",
      "no_hour_left",
    ],
    [
      ["friendly"],
      [{ ...table, special_days: ["12-25", "12-25"] }],
      "pack.friendly[0].special_days",
      "day_twice",
    ],
    [
      ["friendly"],
      [{ ...table, special_days: ["02-30"] }],
      "pack.friendly[0].special_days[0]",
      "not_a_day",
    ],
    [["weather"], [rule], "pack.weather[0]", "rule_without_test"],
    [
      ["weather"],
      [
        { ...rule, observed: test },
        { ...rule, forecast: test },
      ],
      "pack.weather[1].code",
      "code_twice",
    ],
    [
      ["weather"],
      [{ ...rule, observed: test, forecast: { ...test, side: "at_or_above" } }],
      "pack.weather[0]",
      "hot_and_cold",
    ],
    [
      ["weather"],
      [{ ...rule, observed: { ...test, celsius: 95 } }],
      "pack.weather[0].observed.celsius",
      "not_valid",
    ],
    [["weather_age_hours"], undefined, "pack.weather_age_hours", "missing"],
    [["notice", "third_party"], "yes", "pack.notice.third_party", "not_valid"],
    [["seasons"], [winter, winter], "pack.seasons[1].code", "code_twice"],
    [
      ["seasons"],
      [winter, { ...winter, code: "v", first_day: "01-15", last_day: "02-01" }],
      "pack.seasons[1]",
      "seasons_overlap",
    ],
    [["seasons"], [{ ...winter, first_day: "11-31" }], "pack.seasons[0].first_day", "not_a_day"],
    [["services"], [], "pack.services", "no_service"],
    [["services"], ["gas", "gas"], "pack.services", "listed_twice"],
    [["services"], ["steam"], "pack.services[0]", "not_valid"],
    [["payment_channels"], [], "pack.payment_channel_grace_hours", "grace_without_channel"],
    [["pending_hold_minutes", "barter"], 1, "pack.pending_hold_minutes.barter", "unknown_name"],
    [["pending_hold_minutes", "check"], undefined, "pack.pending_hold_minutes.check", "missing"],
    [
      ["plan", "most_percent_of_payment"],
      100,
      "pack.plan.most_percent_of_payment",
      "plan_takes_all",
    ],
    [["fees"], [{ code: "reconnect", most: "-1" }], "pack.fees[0].most", "fee_below_zero"],
    [["clauses", 0, "verified"], undefined, "pack.clauses[0].verified", "missing"],
    [["clauses", 0, "field"], "levels.colour", "pack.clauses[0].field", "unknown_field"],
    [["protected_age_years"], 18, "pack.protected_age_years", "not_valid"],
  ])("%j as %j", (path, value, field, code) => {
    const read = readPack(changed(path, value));
    expect(read.kind).toBe("refused");
    const problems = read.kind === "refused" ? read.problems : [];
    expect(problems.map((problem) => `${problem.path} ${problem.code}`)).toContain(
      `${field} ${code}`,
    );
  });

  it.each(["", "{", "[]", "null", "7"])("the text %j", (text) => {
    expect(readPackText(text).kind).toBe("refused");
  });
});

describe("a pack that wants a household's second contact told", () => {
  it.each([
    [undefined, undefined, false],
    [false, undefined, false],
    [true, true, true],
  ])("by third_party %s", (written, expected, isExplained) => {
    const read = readPack(changed(["notice", "third_party"], written));
    if (read.kind === "refused") throw new Error(JSON.stringify(read.problems));
    expect(read.pack.published.notice.thirdParty).toBe(expected);
    const lines = explainPack(read.pack.written);
    expect(lines.some((line) => line.includes("second contact"))).toBe(isExplained);
  });
});
