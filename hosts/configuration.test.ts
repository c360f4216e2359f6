import { describe, expect, it } from "vitest";
import { defaultAllocation } from "../core/payment/allocate.ts";
import { type Configuration, readConfiguration } from "./configuration.ts";
import { isDay } from "./configuration-file.ts";
import { noEmergency } from "../core/payment/emergency.ts";
import { configurationFile } from "./node/commands/init-files.ts";

/** The file of `init` with one text replaced; the text must be there. */
function edited(...edits: readonly (readonly [string, string])[]): string {
  return edits.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, configurationFile);
}

function configurationOf(text: string): Configuration {
  const read = readConfiguration(text);
  if (read.kind === "refused") throw new Error(JSON.stringify(read.problems));
  return read.configuration;
}

function problemsOf(text: string): string[] {
  const read = readConfiguration(text);
  return read.kind === "read" ? [] : read.problems.map(({ path, code }) => `${path} ${code}`);
}

describe("readConfiguration", () => {
  it("reads the file that init writes", () => {
    expect(configurationOf(configurationFile).utilities).toEqual([
      {
        utilityId: "my-utility",
        name: "My Utility",
        currency: { code: "USD", minorDigits: 2, ledgerDigits: 6 },
        zone: "America/New_York",
        country: "US",
        language: "en",
        languages: ["en", "es"],
        helpPhone: "+1 202 555 0100",
        sms: { numbers: [], messagingProfileId: null },
        calls: {
          agentNumber: null,
          connectionId: "",
          payConnector: null,
          payCurrencies: ["USD"],
        },
        rules: { packId: null, area: "all", packsByArea: {} },
        notices: { daysLeft: [7, 3, 1], highUsePercent: 200 },
        reading: null,
        texting: null,
        retention: null,
        carrier: { allow: [] },
        levels: { disconnectUnits: 0, reconnectUnits: 0, lowUnits: 10_000_000 },
        supply: {
          dataAgeMs: 26 * 3_600_000,
          noticeMs: 24 * 3_600_000,
          windows: [{ weekdays: [1, 2, 3, 4], fromMinute: 540, toMinute: 900 }],
          holidays: ["2027-01-01"],
        },
        payment: {
          processor: "none",
          stripeAccount: null,
          minMinor: 500,
          maxMinor: 50_000,
          dailyByTextMinor: 20_000,
          dailyByCodesMinor: 20_000,
          cashMaxMinor: 200_000,
          readers: {},
          quoteMinutes: 15,
        },
        billing: {
          bills: "own",
          dueDays: 21,
          dunning: { graceDays: 3, overdueDays: 7, remindedDays: 10, finalDays: 10 },
        },
        remittance: null,
        allocation: defaultAllocation,
        emergency: noEmergency,
        arrangement: null,
        promises: { extension: null, medicalDays: 7, dispute: null, conversionTerms: null },
        care: {
          emergencyNumber: null,
          places: [],
          // The day from which every kind ends, at midnight in the utility's zone.
          consent: { stopsAllFromMs: Date.UTC(2027, 0, 31, 5), confirmed: [] },
        },
      },
    ]);
  });

  it("reads bare amounts, TOML days and TOML times, a negative level, and leaves out what has a default", () => {
    const text = edited(
      ['low = "10.00"', "low = 10.50"],
      ['disconnect = "0.00"', "disconnect = -20"],
      ['"2027-01-01"', "2027-01-01"],
      ['from = "09:00"', "from = 00:00:00"],
      ['to = "15:00"', 'to = "24:00"'],
      ["[utility.carrier]", ""],
      ["allow = []", ""],
      ['processor = "none"', ""],
      ['languages = ["en", "es"]', ""],
    );
    const utility = configurationOf(text).utilities[0];
    expect(utility?.levels).toMatchObject({ lowUnits: 10_500_000, disconnectUnits: -20_000_000 });
    expect(utility?.supply.windows).toMatchObject([{ fromMinute: 0, toMinute: 1440 }]);
    expect(utility?.supply.holidays).toEqual(["2027-01-01"]);
    expect(utility?.languages).toEqual(["en"]);
  });

  it("reads several utilities, each in its own currency and zone", () => {
    const second = edited(
      ['id = "my-utility"', 'id = "tokyo"'],
      ['"USD"', '"JPY"'],
      ['"America/New_York"', '"Asia/Tokyo"'],
      ['country = "US"', 'country = "JP"'],
      ['"10.00"', '"1000"'],
      ['"5.00"', '"500"'],
      ['"500.00"', '"50000"'],
      ['"200.00"', '"20000"'],
    );
    const { utilities } = configurationOf(`${configurationFile}\n${second}`);
    expect(utilities.map(({ currency }) => currency.code)).toEqual(["USD", "JPY"]);
    expect(utilities[1]?.payment.minMinor).toBe(500);
    expect(utilities[1]?.levels.lowUnits).toBe(10_000_000);
  });

  it.each([
    ["", "utility no_utility"],
    ["utility = 3", "utility no_utility"],
    ["[utility]\nid = 'a'", "utility no_utility"],
    ["id = ", "line 1 not_toml"],
    ["a = 1\na = 2", "line 2 not_toml"],
    ["port = 80", "port unknown_name"],
    ["[telnyx]\napi_key = 'x'", "telnyx.api_key secret_in_file"],
    ["[[utility]]\nname = 'KEY018F0000000000000000000000'", "utility[0].name secret_in_file"],
    ["[[utility]]\nnote = ['sk_live_0123456789abcdef']", "utility[0].note[0] secret_in_file"],
    ["[[utility]]\n".repeat(21), "utility too_many"],
  ])("refuses the file %j", (text, problem) => {
    expect(problemsOf(text)).toContain(problem);
  });

  it.each([
    ['id = "my-utility"', 'id = "My_Utility"', "utility[0].id not_valid"],
    ['id = "my-utility"', 'id = "../x"', "utility[0].id not_valid"],
    ['id = "my-utility"', "", "utility[0].id missing"],
    ['name = "My Utility"', 'name = " "', "utility[0].name not_valid"],
    ['name = "My Utility"', `name = "${"x".repeat(41)}"`, "utility[0].name not_valid"],
    ['"USD"', '"usd"', "utility[0].currency unknown_currency"],
    ['"USD"', '"XXX"', "utility[0].currency unknown_currency"],
    ['"America/New_York"', '"America/Newark"', "utility[0].zone unknown_zone"],
    ['country = "US"', 'country = "UK"', "utility[0].country unknown_country"],
    ['language = "en"', 'language = "fr"', "utility[0].language language_not_offered"],
    ['["en", "es"]', '["en", "xx"]', "utility[0].languages[1] unknown_language"],
    ['["en", "es"]', "[]", "utility[0].languages not_valid"],
    ['"+1 202 555 0100"', '"call us"', "utility[0].help_phone not_valid"],
    ["numbers = []", 'numbers = ["202 555 0123"]', "utility[0].sms.numbers[0] not_e164"],
    [
      "numbers = []",
      'numbers = ["+12025550123", "+12025550123"]',
      "utility[0].sms.numbers[1] listed_twice",
    ],
    ["numbers = []", 'number = "+12025550123"', "utility[0].sms.number unknown_name"],
    ["allow = []", 'allow = ["*"]', "utility[0].carrier.allow[0] not_e164"],
    ['agent = ""', 'agent = "202 555 0199"', "utility[0].calls.agent[0] not_e164"],
    ['agent = ""', "agent = 12025550199", "utility[0].calls.agent not_valid"],
    ['agent = ""', 'person = "+12025550199"', "utility[0].calls.person unknown_name"],
    ['bills = "own"', 'bills = "theirs"', "utility[0].billing.bills not_valid"],
    ["due_days = 21", "due_days = -1", "utility[0].billing.due_days not_valid"],
    ["final_days = 10", "final_days = 3.5", "utility[0].billing.final_days not_valid"],
    ["final_days = 10", "final_days = 367", "utility[0].billing.final_days not_valid"],
    ['low = "10.00"', 'low = "ten"', "utility[0].levels.low not_a_decimal"],
    ['low = "10.00"', 'low = "1e3"', "utility[0].levels.low not_a_decimal"],
    ['low = "10.00"', "low = nan", "utility[0].levels.low not_valid"],
    ['low = "10.00"', 'low = "10.0000001"', "utility[0].levels.low too_many_decimals"],
    ['low = "10.00"', 'low = "9007199255"', "utility[0].levels.low too_large"],
    ['low = "10.00"', 'low = "-1.00"', "utility[0].levels.low below_disconnect"],
    ['reconnect = "0.00"', 'reconnect = "-0.01"', "utility[0].levels.reconnect below_disconnect"],
    ["data_age_hours = 26", "data_age_hours = 0", "utility[0].supply.data_age_hours not_valid"],
    ["data_age_hours = 26", "data_age_hours = 1.5", "utility[0].supply.data_age_hours not_valid"],
    ["notice_hours = 24", "notice_hours = -1", "utility[0].supply.notice_hours not_valid"],
    ['["2027-01-01"]', '["2027-02-30"]', "utility[0].supply.holidays[0] not_a_day"],
    ['["2027-01-01"]', '["1 Jan"]', "utility[0].supply.holidays[0] not_valid"],
    ['"mon"', '"monday"', "utility[0].supply.window[0].days[0] not_valid"],
    ['from = "09:00"', 'from = "9 am"', "utility[0].supply.window[0].from not_valid"],
    ['from = "09:00"', 'from = "15:00"', "utility[0].supply.window[0] window_ends_first"],
    ["[[utility.supply.window]]", "[utility.supply.other]", "utility[0].supply.window missing"],
    [
      'processor = "none"',
      'processor = "simulated"',
      "utility[0].payment.processor unknown_processor",
    ],
    ['processor = "none"', 'processor = "acme"', "utility[0].payment.processor unknown_processor"],
    ['min = "5.00"', 'min = "0"', "utility[0].payment.min not_positive"],
    ['min = "5.00"', 'min = "5.001"', "utility[0].payment.min too_many_decimals"],
    ["quote_minutes = 15", "quote_minutes = 0", "utility[0].payment.quote_minutes not_valid"],
    ["quote_minutes = 15", "quote_minutes = 1441", "utility[0].payment.quote_minutes not_valid"],
    ['cash_max = "2000.00"', 'cash_max = "4.99"', "utility[0].payment.cash_max below_min"],
    ['cash_max = "2000.00"', 'cash_max = "400000000.01"', "utility[0].payment.cash_max too_large"],
    ["readers = {}", 'readers = { k1 = "pm_1" }', "utility[0].payment.readers.k1 not_valid"],
    ['max = "500.00"', 'max = "4.99"', "utility[0].payment.max below_min"],
    ['max = "500.00"', 'max = "400000000.01"', "utility[0].payment.max too_large"],
    [
      'daily_by_text = "200.00"',
      'daily_by_text = "1"',
      "utility[0].payment.daily_by_text below_min",
    ],
    ['daily_by_codes = ""', 'daily_by_codes = "1"', "utility[0].payment.daily_by_codes below_min"],
  ])("refuses %s as %s", (from, to, problem) => {
    expect(problemsOf(edited([from, to]))).toContain(problem);
  });

  it("refuses an id or a number that two utilities share", () => {
    const numbered = edited(["numbers = []", 'numbers = ["+12025550123"]']);
    expect(problemsOf(`${numbered}\n${numbered}`)).toEqual([
      "utility[1].id id_taken",
      "utility[1].sms.numbers number_taken",
    ]);
  });

  it("gives every problem at once", () => {
    const text = edited(['"USD"', '"XXX"'], ['"America/New_York"', '"Nowhere"'], ["26", '"x"']);
    expect(problemsOf(text)).toHaveLength(1);
    expect(problemsOf(text.replace('"x"', "26"))).toHaveLength(2);
  });
});

describe("isDay", () => {
  it.each([
    ["2026-02-28", true],
    ["2028-02-29", true],
    ["2026-02-29", false],
    ["2026-13-01", false],
    ["2026-1-1", false],
    ["+12026-01-01", false],
    ["", false],
  ])("%s: %s", (text, is) => {
    expect(isDay(text)).toBe(is);
  });
});
