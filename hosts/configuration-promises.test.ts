import { expect, it } from "vitest";
import { readConfiguration } from "./configuration.ts";
import { configurationFile } from "./node/commands/init-files.ts";

/** The file of `init` with some lines of its promises replaced, read. */
function read(...lines: readonly string[]) {
  const at = configurationFile.indexOf("[utility.promises]");
  const part = lines.reduce((text, line) => {
    const name = line.split(" ")[0] ?? "";
    return text.replace(new RegExp(`^${name} = \\S+`, "m"), line);
  }, configurationFile.slice(at));
  return readConfiguration(configurationFile.slice(0, at) + part);
}

const usual = { extension: null, medicalDays: 7, dispute: null, conversionTerms: null };

it.each<[readonly string[], object]>([
  [[], usual],
  [["extension_days = 5"], { ...usual, extension: { days: 5, times: 1, withinDays: 90 } }],
  [
    ["extension_days = 3", "extension_times = 2", "extension_within_days = 180"],
    { ...usual, extension: { days: 3, times: 2, withinDays: 180 } },
  ],
  [["medical_days = 0"], { ...usual, medicalDays: 0 }],
  [
    ["dispute_hold_days = 14", "dispute_payable_percent = 25"],
    {
      ...usual,
      dispute: { holdDays: 14, withinDays: 10, onceInDays: 90, payableBasisPoints: 2_500 },
    },
  ],
  [['conversion_terms = "2026-11"'], { ...usual, conversionTerms: "2026-11" }],
])("%j is %j", (lines, promises) => {
  const file = read(...lines);
  expect(file.kind === "read" ? file.configuration.utilities[0]?.promises : file).toEqual(promises);
});

it.each<[readonly string[], string]>([
  [["extension_days = 32"], "extension_days out_of_bounds"],
  [["extension_days = -1"], "extension_days out_of_bounds"],
  [["extension_times = 0"], "extension_times out_of_bounds"],
  [["extension_within_days = 367"], "extension_within_days out_of_bounds"],
  [["medical_days = 40"], "medical_days out_of_bounds"],
  [["medical_days = 1.5"], "medical_days not_valid"],
  [["dispute_hold_days = 32"], "dispute_hold_days out_of_bounds"],
  [["dispute_hold_days = -1"], "dispute_hold_days out_of_bounds"],
  [["dispute_within_days = 0"], "dispute_within_days out_of_bounds"],
  [["dispute_once_in_days = 0"], "dispute_once_in_days out_of_bounds"],
  [["dispute_payable_percent = 101"], "dispute_payable_percent out_of_bounds"],
  [["dispute_payable_percent = 2.5"], "dispute_payable_percent not_valid"],
  [["conversion_terms = 7"], "conversion_terms not_valid"],
])("%j is refused: %s", (lines, expected) => {
  const file = read(...lines);
  const problems = file.kind === "read" ? [] : file.problems;
  expect(problems.map(({ path, code }) => `${path} ${code}`)).toContain(
    `utility[0].promises.${expected}`,
  );
});
