import { expect, it } from "vitest";
import { must } from "../core/assert.ts";
import { currencyOf } from "../core/money.ts";
import { readConfiguration } from "./configuration.ts";
import { configurationFile } from "./node/commands/init-files.ts";
import { settingsOf } from "./settings.ts";
import { textingOf, textingSchema } from "./configuration-texting.ts";

const usd = must(currencyOf("USD"), "dollars");

function read(written: object) {
  const notes: string[] = [];
  const parsed = textingSchema.safeParse(written);
  if (!parsed.success) return { notes: parsed.error.issues.map(({ path }) => path.join(".")) };
  const policy = textingOf(parsed.data, usd, (at, code) => notes.push(`${at} ${code}`));
  return { policy, notes };
}

it("is nothing where the file says nothing", () => {
  expect(textingOf(undefined, usd, () => undefined)).toBeNull();
});

it("is rates as the time from one text to the next, and money in ledger units", () => {
  const written = {
    number_per_second: 0.1,
    campaign_per_minute: 240,
    cost: "0.0079",
    daily_spend: "50",
    countries: ["1", "52"],
    codes_a_prefix: 20,
    codes_used_percent: 25,
    codes_used_hours: 6,
  };
  expect(read(written)).toEqual({
    notes: [],
    policy: {
      numberEveryMs: 10_000,
      campaignEveryMs: 250,
      costUnits: 7_900,
      dailyUnits: 50_000_000,
      alarmPercent: 80,
      callingCodes: ["1", "52"],
      codesAPrefix: 20,
      codeUse: { leastPercent: 25, withinMs: 21_600_000, sentLeast: 10 },
    },
  });
  expect(read({}).policy).toMatchObject({
    numberEveryMs: null,
    dailyUnits: null,
    callingCodes: null,
    codeUse: null,
  });
});

it.each<[string, object, string[]]>([
  ["a rate of none", { number_per_second: 0 }, ["number_per_second"]],
  ["a rate in words", { campaign_per_minute: "many" }, ["campaign_per_minute"]],
  ["a country by its name", { countries: ["US"] }, ["countries.0"]],
  ["a country with its plus", { countries: ["+1"] }, ["countries.0"]],
  ["a share over the whole", { alarm_percent: 101 }, ["alarm_percent"]],
  ["no codes at all", { codes_a_prefix: 0 }, ["codes_a_prefix"]],
  ["a share of codes of none", { codes_used_percent: 0 }, ["codes_used_percent"]],
  ["a share of codes over all", { codes_used_percent: 101 }, ["codes_used_percent"]],
  ["codes judged over no time", { codes_used_hours: 0 }, ["codes_used_hours"]],
  ["codes judged by one", { codes_used_least: 1 }, ["codes_used_least"]],
  ["a cost that is none", { cost: "cheap" }, ["texting.cost not_an_amount"]],
  ["a bound without a cost", { daily_spend: "50" }, ["texting.cost no_cost"]],
])("refuses %s", (_what, written, notes) => {
  const came = read(written).notes;
  expect(came.map((note) => note.split(" ")[0])).toEqual(notes.map((note) => note.split(" ")[0]));
});

it("is in the file of init, as a table to take up by taking its signs away", () => {
  const taken = configurationFile.replaceAll(
    /^# (?=\[utility\.(?:texting|retention)\]|\w+ = .* # )/gm,
    "",
  );
  const came = readConfiguration(taken);
  if (came.kind === "refused") throw new Error(JSON.stringify(came.problems));
  const [utility] = came.configuration.utilities;
  const { texting } = settingsOf(must(utility, "one utility"), "none");
  expect(texting).toMatchObject({ numberEveryMs: 1_000, campaignEveryMs: 250, costUnits: 10_000 });
  expect(texting).toMatchObject({ dailyUnits: 50_000_000, callingCodes: ["1"], codesAPrefix: 20 });
  expect(texting?.codeUse).toEqual({ leastPercent: 20, withinMs: 86_400_000, sentLeast: 10 });
});
