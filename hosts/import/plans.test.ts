import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { brokenTariffs, changed } from "../../test/support/broken-tariffs.ts";
import { readConfiguration } from "../configuration.ts";
import { configurationFile } from "../node/commands/init-files.ts";
import { readPlan } from "./plans.ts";

const configured = readConfiguration(configurationFile);
if (configured.kind === "refused") throw new Error(JSON.stringify(configured.problems));
const utility = must(configured.configuration.utilities[0], "a utility");

function read(text: string): ReturnType<typeof readPlan> {
  return readPlan(new TextEncoder().encode(text), utility);
}

describe("a published tariff for services", () => {
  it("is a version from its first day in its own zone, and says what it leaves out", () => {
    const { records, refused, leftOut } = read(changed(["urdb", "dgrules"], "Net Metering"));
    expect(refused).toEqual([]);
    expect(leftOut.map(({ field }) => field)).toEqual(["urdb.dgrules"]);
    expect(records).toMatchObject([
      {
        line: 1,
        tariff: { tariffId: "two-tiers", version: 1, effectiveFromMs: Date.UTC(2026, 0, 1, 8) },
      },
    ]);
    expect(read(changed(["version"], 7)).records).toMatchObject([{ tariff: { version: 7 } }]);
  });

  it.each([
    [["effective"], null, "effective", "effective_missing"],
    [["effective"], "12/19/2016", "effective", "effective_missing"],
    [["currency"], "JPY", "currency", "wrong_currency"],
    [["version"], 0, null, "bad_tariff"],
    [["version"], "1", null, "bad_tariff"],
    [["urdb"], 1, null, "bad_tariff"],
  ] as const)("%j as %j is refused: %s", (path, value, column, code) => {
    const { records, refused } = read(changed(path, value));
    expect(records).toEqual([]);
    expect(refused).toMatchObject([{ line: null, column, code }]);
  });

  it("is refused for whatever the check refuses, and when it is no text", () => {
    for (const { text } of brokenTariffs) {
      expect(read(text)).toMatchObject({ records: [], refused: [{ line: null }] });
    }
    const { refused } = readPlan(Uint8Array.from([0x7b, 0xff]), utility);
    expect(refused).toMatchObject([{ code: "not_utf8" }]);
  });
});
