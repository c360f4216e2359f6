import { expect, it } from "vitest";
import { defaultAllocation } from "../core/payment/allocate.ts";
import { readConfiguration } from "./configuration.ts";
import { configurationFile } from "./node/commands/init-files.ts";

/** The file of `init` with one text of its last part replaced, read. */
function read(from: string, to: string) {
  const at = configurationFile.indexOf("[utility.allocation]");
  const part = configurationFile.slice(at);
  expect(part).toContain(from);
  return readConfiguration(configurationFile.slice(0, at) + part.replace(from, to));
}

it.each<[string, string, object]>([
  ['debt_percent = "10"', 'debt_percent = "12.75"', { debtBasisPoints: 1_275 }],
  ['debt_percent = "10"', "debt_percent = 100", { debtBasisPoints: 10_000 }],
  ['debt_percent = "10"', "debt_percent = 0", { debtBasisPoints: 0 }],
  ['debt_cap = ""', 'debt_cap = "5.00"', { debtCapUnits: 5_000_000 }],
  ['debt_cap = ""', 'debt_cap = "0"', { debtCapUnits: 0 }],
  ['debt_period = "week"', 'debt_period = "month"', { debtPeriod: "month" }],
  ["days_guaranteed = 0", "days_guaranteed = 3", { daysGuaranteed: 3 }],
  ["assistance_pays_debt = false", "assistance_pays_debt = true", { assistanceGivesToDebt: true }],
  ['returned_fee = "0.00"', 'returned_fee = "25.00"', { returnedFeeUnits: 25_000_000 }],
  [
    'order = ["returned_payments", "debt_share", "accumulated", "shortfall", "emergency_credit"]',
    'order = ["shortfall", "debt_share", "accumulated", "emergency_credit", "returned_payments"]',
    {
      order: ["shortfall", "debt_share", "accumulated", "emergency_credit", "returned_payments"],
    },
  ],
])("%s as %s", (from, to, change) => {
  const file = read(from, to);
  expect(file.kind === "read" ? file.configuration.utilities[0]?.allocation : file).toEqual({
    ...defaultAllocation,
    ...change,
  });
});

it("is the default where nothing is said", () => {
  const at = configurationFile.indexOf("[utility.allocation]");
  const file = readConfiguration(configurationFile.slice(0, at));
  expect(file.kind === "read" ? file.configuration.utilities[0]?.allocation : file).toEqual(
    defaultAllocation,
  );
});

it.each<[string, string, string]>([
  ['"shortfall", ', '"water", ', "order[3] unknown_target"],
  ['"shortfall", ', "", "order order_incomplete"],
  ['"shortfall", ', '"shortfall", "shortfall", ', "order order_incomplete"],
  ['debt_percent = "10"', 'debt_percent = "100.01"', "debt_percent share_out_of_bounds"],
  ['debt_percent = "10"', 'debt_percent = "-1"', "debt_percent share_out_of_bounds"],
  ['debt_percent = "10"', 'debt_percent = "12.755"', "debt_percent too_many_decimals"],
  ['debt_percent = "10"', 'debt_percent = "ten"', "debt_percent not_a_decimal"],
  ['debt_cap = ""', 'debt_cap = "-5"', "debt_cap cap_negative"],
  ['debt_cap = ""', 'debt_cap = "5.0000001"', "debt_cap too_many_decimals"],
  ['debt_period = "week"', 'debt_period = "year"', "debt_period not_valid"],
  ["days_guaranteed = 0", "days_guaranteed = 367", "days_guaranteed days_out_of_bounds"],
  ["days_guaranteed = 0", "days_guaranteed = -1", "days_guaranteed days_out_of_bounds"],
  ["days_guaranteed = 0", "days_guaranteed = 1.5", "days_guaranteed not_valid"],
  ["assistance_pays_debt = false", 'assistance_pays_debt = "no"', "assistance_pays_debt not_valid"],
  ['returned_fee = "0.00"', 'returned_fee = "-1"', "returned_fee fee_out_of_bounds"],
  ['returned_fee = "0.00"', 'returned_fee = "9999999"', "returned_fee fee_out_of_bounds"],
  ["days_guaranteed = 0", "days = 3", "days unknown_name"],
])("%s as %s is refused: %s", (from, to, expected) => {
  const file = read(from, to);
  const problems = file.kind === "read" ? [] : file.problems;
  expect(problems.map(({ path, code }) => `${path} ${code}`)).toContain(
    `utility[0].allocation.${expected}`,
  );
});
