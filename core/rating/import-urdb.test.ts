import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { brokenTariffs, changed } from "../../test/support/broken-tariffs.ts";
import { isRefusal } from "../refusal.ts";
import { type ImportedTariff, importTariffText } from "./import-urdb.ts";

const folder = new URL("../../test/vectors/rating/tariffs/", import.meta.url);

function imported(text: string, isStrict = false): ImportedTariff {
  const tariff = importTariffText(text, isStrict);
  if (isRefusal(tariff)) throw new Error(tariff.message);
  return tariff;
}

/** What of the records we do not rate, found by a look at the text alone. */
const unrated = /"(sell|demandratestructure|flatdemandstructure|dgrules)"/g;

describe("a published tariff", () => {
  const files = readdirSync(folder);
  it("is there twenty times", () => {
    expect(files.length).toBe(20);
  });

  it.each(files)("%s is taken, and what is not is named", (file) => {
    const text = readFileSync(new URL(file, folder), "utf8");
    const { tariffId, plan, leftOut } = imported(text);
    expect(`${tariffId}.json`).toBe(file);
    expect(plan.periods.length).toBeGreaterThan(0);
    const named = leftOut.map(({ field }) => field.split(".").at(-1));
    for (const [, field = ""] of text.matchAll(unrated)) expect(named).toContain(field);
    // Without a demand or a sale in it, a record loses nothing.
    expect(leftOut.length === 0).toBe(text.search(unrated) === -1);
  });
});

describe("what can't be honoured", () => {
  it.each([
    [["urdb", "flatdemandstructure"], [[{ rate: 5 }]], "urdb.flatdemandstructure"],
    [["urdb", "demandratestructure"], [[{ rate: 0 }], [{ rate: 8.4 }]], "urdb.demandratestructure"],
    [["urdb", "coincidentratestructure"], [[{ rate: 1 }]], "urdb.coincidentratestructure"],
    [["urdb", "lookbackpercent"], 0.5, "urdb.lookbackpercent"],
    [["urdb", "dgrules"], "Net Metering", "urdb.dgrules"],
    [["urdb", "usenetmetering"], true, "urdb.usenetmetering"],
    [["urdb", "annualmincharge"], 100, "urdb.annualmincharge"],
    [["urdb", "fixedchargeeaaddl"], 3, "urdb.fixedchargeeaaddl"],
    [["urdb", "energyattrs"], [{ x: 1 }], "urdb.energyattrs"],
    [["urdb", "somethingnew"], 1, "urdb.somethingnew"],
    [["urdb", "minchargeunits"], "$/year", "urdb.mincharge"],
    [["urdb", "energyratestructure", 0, 0, "sell"], 0.05, "urdb.energyratestructure[0][0].sell"],
    [["urdb", "energyratestructure", 0, 2, "max"], 900, "urdb.energyratestructure[0][2].max"],
    [["urdb", "energyratestructure", 0, 1, "x"], 900, "urdb.energyratestructure[0][1].x"],
    [["ext", "weather"], "cold", "ext.weather"],
    [["ext", "percent", 0, "cap"], 3, "ext.percent[0].cap"],
    [["effective"], "12/19/2016", "effective"],
    [["discount"], 1, "discount"],
  ] as const)("%j as %j is named, and refused when strict", (path, value, field) => {
    const text = changed(path, value);
    expect(imported(text).leftOut.map((one) => one.field)).toEqual([field]);
    expect(importTariffText(text, true)).toMatchObject({ code: "left_out" });
    expect(importTariffText(text, true)).toHaveProperty("message", expect.stringContaining(field));
  });

  it.each([
    [["urdb", "flatdemandstructure"], []],
    [["urdb", "flatdemandunit"], "kW"],
    [["urdb", "demandratestructure"], [[{ rate: 0 }]]],
    [["urdb", "energyratestructure", 0, 0, "sell"], 0],
    [["urdb", "energyratestructure", 0, 2, "max"], 1e38],
    [["urdb", "fixedmonthlycharge"], 8.73],
    [["urdb", "description"], "a rate"],
    [["urdb", "startdate"], 1_462_258_800],
    [["note"], "x"],
  ] as const)("%j as %j asks for nothing", (path, value) => {
    expect(imported(changed(path, value), true).leftOut).toEqual([]);
  });
});

describe("what is taken", () => {
  it("adds adj to rate, reads both spellings and keeps every decimal", () => {
    const { plan } = imported(
      changed(["urdb", "energyratestructure", 0, 0, "rate"], "0.123456789012"),
    );
    expect(plan.periods[0]?.[0]).toEqual({ price: "0.133456789012", bound: "300", isDaily: false });
    expect(plan.periods[1]?.[0]).toEqual({ price: "0.1", bound: "8.5", isDaily: true });
    expect(plan.priceScale).toBe(12);
    expect(plan.fixed).toEqual([{ amount: "8.73", per: "month" }]);
    expect(plan.minimum).toEqual({ amount: "10", per: "month" });
  });

  it("takes negative prices and exponents as they are written", () => {
    const { plan } = imported(changed(["urdb", "energyratestructure", 0, 1, "adj"], -5e-7));
    expect(plan.periods[0]?.[1]?.price).toBe("0.2999995");
  });

  it.each([
    [["urdb", "fixedchargeunits"], "$/day", { amount: "8.73", per: "day" }],
    [["urdb", "fixedchargeunits"], "$/bill", { amount: "8.73", per: "bill" }],
    [["urdb", "fixedchargeunits"], undefined, { amount: "8.73", per: "month" }],
  ] as const)("%j %j", (path, value, fixed) => {
    expect(imported(changed(path, value)).plan.fixed).toEqual([fixed]);
  });
});

describe("a broken tariff", () => {
  it("is tried in a hundred ways", () => {
    expect(brokenTariffs.length).toBeGreaterThan(100);
  });

  it.each(brokenTariffs)("$name", ({ text, names }) => {
    const tariff = importTariffText(text);
    expect(isRefusal(tariff)).toBe(true);
    expect(tariff).toHaveProperty("message", expect.stringContaining(names));
    // One sentence on one line.
    expect(tariff).toHaveProperty("message", expect.not.stringContaining("\n"));
  });
});
