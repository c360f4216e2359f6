import { expect, it } from "vitest";
import { must } from "../core/assert.ts";
import { readConfiguration } from "./configuration.ts";
import { configurationFile } from "./node/commands/init-files.ts";
import { settingsOf } from "./settings.ts";

/** The connector that the settings have, or the problem of a file with these lines of `[utility.calls]` and this currency. */
function connectorOf(currency: string, ...lines: readonly string[]): string | null {
  const file = configurationFile
    .replace('currency = "USD"', `currency = "${currency}"`)
    .replace(/^pay_connector = .*\npay_currencies = .*$/m, lines.join("\n"));
  const came = readConfiguration(file);
  if (came.kind === "refused") return must(came.problems[0], "a problem").path;
  const utility = must(came.configuration.utilities[0], "one utility");
  return settingsOf(utility, "none").payConnector ?? null;
}

const connector = 'pay_connector = "northside"';

it.each<[string, string, readonly string[], string | null]>([
  ["none named", "USD", [], null],
  [
    "one for dollars, which is what one takes where nothing is said",
    "USD",
    [connector],
    "northside",
  ],
  ["one that does not take the utility's currency", "CAD", [connector], null],
  ["one that takes it", "CAD", [connector, 'pay_currencies = ["USD", "CAD"]'], "northside"],
  ["one that takes nothing", "USD", [connector, "pay_currencies = []"], null],
  [
    "a currency that is none",
    "USD",
    [connector, 'pay_currencies = ["usd"]'],
    "utility[0].calls.pay_currencies[0]",
  ],
  [
    "a currency by itself",
    "USD",
    [connector, 'pay_currencies = "USD"'],
    "utility[0].calls.pay_currencies",
  ],
])("a connector for cards in a call: %s", (_, currency, lines, expected) => {
  expect(connectorOf(currency, ...lines)).toBe(expected);
});
