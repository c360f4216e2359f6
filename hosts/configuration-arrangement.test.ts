import { expect, it } from "vitest";
import { readConfiguration } from "./configuration.ts";
import { configurationFile } from "./node/commands/init-files.ts";

/** The file of `init` with some lines of its arrangement replaced, read. */
function read(...lines: readonly string[]) {
  const at = configurationFile.indexOf("[utility.arrangement]");
  const part = lines.reduce((text, line) => {
    const name = line.split(" ")[0] ?? "";
    return text.replace(new RegExp(`^${name} = \\S+`, "m"), line);
  }, configurationFile.slice(at));
  return readConfiguration(configurationFile.slice(0, at) + part);
}

it.each<[readonly string[], object | null]>([
  [[], null],
  [["parts = 4"], { downBasisPoints: 0, downDays: 7, count: 4, everyDays: 30 }],
  [
    ["parts = 6", "every_days = 14", "down_percent = 25", "down_days = 3"],
    { downBasisPoints: 2_500, downDays: 3, count: 6, everyDays: 14 },
  ],
])("%j is %j", (lines, policy) => {
  const file = read(...lines);
  expect(file.kind === "read" ? file.configuration.utilities[0]?.arrangement : file).toEqual(
    policy,
  );
});

it.each<[readonly string[], string]>([
  [["parts = 104"], "parts parts_out_of_bounds"],
  [["parts = -1"], "parts parts_out_of_bounds"],
  [["parts = 4", "down_percent = 91"], "down_percent down_out_of_bounds"],
  [["parts = 4", "down_days = 61"], "down_days days_out_of_bounds"],
  [["parts = 4", "every_days = 0"], "every_days days_out_of_bounds"],
  [["parts = 1.5"], "parts not_valid"],
])("%j is refused: %s", (lines, expected) => {
  const file = read(...lines);
  const problems = file.kind === "read" ? [] : file.problems;
  expect(problems.map(({ path, code }) => `${path} ${code}`)).toContain(
    `utility[0].arrangement.${expected}`,
  );
});
