import { expect, it } from "vitest";
import { noEmergency } from "../core/payment/emergency.ts";
import { readConfiguration } from "./configuration.ts";
import { configurationFile } from "./node/commands/init-files.ts";

/** The file of `init` with one text of its last part replaced, read. */
function read(from: string, to: string) {
  const at = configurationFile.indexOf("[utility.emergency]");
  const part = configurationFile.slice(at);
  expect(part).toContain(from);
  return readConfiguration(configurationFile.slice(0, at) + part.replace(from, to));
}

it.each<[string, string, object]>([
  ['limit = "0.00"', 'limit = "10.00"', { limitUnits: 10_000_000 }],
  ['offer_at = "0.00"', 'offer_at = "-1.50"', { offerAtUnits: -1_500_000 }],
  ['variant = "B"', 'variant = "A"', { variant: "A" }],
])("%s as %s", (from, to, change) => {
  const file = read(from, to);
  expect(file.kind === "read" ? file.configuration.utilities[0]?.emergency : file).toEqual({
    ...noEmergency,
    ...change,
  });
});

it.each<[string, string, string]>([
  ['limit = "0.00"', 'limit = "-1"', "limit limit_out_of_bounds"],
  ['limit = "0.00"', 'limit = "much"', "limit not_a_decimal"],
  ['offer_at = "0.00"', 'offer_at = "9999999"', "offer_at offer_out_of_bounds"],
  ['variant = "B"', 'variant = "C"', "variant not_valid"],
])("%s as %s is refused: %s", (from, to, expected) => {
  const file = read(from, to);
  const problems = file.kind === "read" ? [] : file.problems;
  expect(problems.map(({ path, code }) => `${path} ${code}`)).toContain(
    `utility[0].emergency.${expected}`,
  );
});
