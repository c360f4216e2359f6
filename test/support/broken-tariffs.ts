/** A hundred ways in which a tariff file can be wrong, and what the one sentence about each must name. */

type Path = readonly (string | number)[];

const hours = (period: unknown): unknown[] => Array.from({ length: 24 }, () => period);
const schedule = (period: unknown): unknown[] => Array.from({ length: 12 }, () => hours(period));

/** A whole and right tariff of two periods and two tiers. */
export function goodTariff(): Record<string, unknown> {
  return {
    id: "two-tiers",
    commodity: "electricity",
    unit: "kWh",
    currency: "USD",
    timezone: "America/Los_Angeles",
    billing_months: 1,
    effective: "2026-01-01",
    urdb: {
      label: "x",
      fixedchargefirstmeter: 8.73,
      fixedchargeunits: "$/month",
      mincharge: 10,
      minchargeunits: "$/month",
      energyratestructure: [
        [
          { max: 300, rate: 0.2, adj: 0.01, unit: "kWh" },
          { max: 600, rate: 0.3, unit: "kWh" },
          { rate: 0.4, unit: "kWh" },
        ],
        [
          { max: 8.5, rate: 0.1, unit: "kWh daily" },
          { rate: 0.15, unit: "kWh daily" },
        ],
      ],
      energyweekdayschedule: schedule(0),
      energyweekendschedule: schedule(1),
    },
    ext: { percent: [{ name: "HST", rate: "0.13", base: "subtotal" }] },
  };
}

/** The good tariff with one value set, or taken away where it is undefined. */
export function changed(path: Path, value: unknown): string {
  const tariff = goodTariff();
  let at = tariff as Record<string | number, unknown>;
  for (const part of path.slice(0, -1)) at = at[part] as Record<string | number, unknown>;
  at[path.at(-1) ?? ""] = value;
  return JSON.stringify(tariff, null, 1);
}

/** The good tariff with the text of one value replaced as no JSON printer would. */
function rewritten(from: string, to: string): string {
  return JSON.stringify(goodTariff()).replace(from, to);
}

const rates: Path = ["urdb", "energyratestructure"];
const tier: Path = [...rates, 0, 0];
const weekday: Path = ["urdb", "energyweekdayschedule"];

/** A place, what is put there, and what the sentence names. */
const changes: readonly (readonly [Path, unknown, string])[] = [
  [["id"], undefined, "id is missing"],
  [["id"], 7, "id"],
  [["id"], "", "id"],
  [["id"], "a b", "id"],
  [["id"], "x".repeat(101), "id"],
  [["commodity"], undefined, "commodity"],
  [["commodity"], "steam", "commodity"],
  [["commodity"], "water", "unit"],
  [["commodity"], null, "commodity"],
  [["unit"], undefined, "unit"],
  [["unit"], "MWh", "unit"],
  [["unit"], 1, "unit"],
  [["currency"], undefined, "currency"],
  [["currency"], "usd", "currency"],
  [["currency"], "XXX", "currency"],
  [["currency"], 840, "currency"],
  [["timezone"], undefined, "timezone"],
  [["timezone"], "Mars/Olympus", "timezone"],
  [["timezone"], -8, "timezone"],
  [["timezone"], "Europe/\nLondon", 'timezone "Europe/ London"'],
  [["currency"], "U\r\u001bD", 'currency "U D"'],
  [["billing_months"], 0, "billing_months"],
  [["billing_months"], 5, "billing_months"],
  [["billing_months"], 13, "billing_months"],
  [["billing_months"], 1.5, "billing_months"],
  [["billing_months"], "1", "billing_months"],
  [["effective"], "2026-02-30", "effective"],
  [["effective"], "soon", "effective"],
  [["effective"], 1_700_000_000, "effective"],
  [["urdb"], undefined, "urdb"],
  [["urdb"], [], "urdb"],
  [["urdb"], "x", "urdb"],
  [["urdb"], null, "urdb"],
  [["ext"], [], "ext"],
  [["ext"], "none", "ext"],
  [rates, undefined, "energyratestructure is missing"],
  [rates, [], "energyratestructure"],
  [rates, {}, "energyratestructure"],
  [rates, [[]], "energyratestructure[0]"],
  [rates, [[{ rate: 0.1 }]], "points at period 1"],
  [[...rates, 1], null, "energyratestructure[1]"],
  [[...rates, 1], { rate: 1 }, "energyratestructure[1]"],
  [[...rates, 0], Array.from({ length: 41 }, () => ({ rate: 1 })), "energyratestructure[0]"],
  [rates, Array.from({ length: 251 }, () => [{ rate: 1 }]), "energyratestructure"],
  [tier, 0.2, "energyratestructure[0][0]"],
  [tier, null, "energyratestructure[0][0]"],
  [tier, { max: 300 }, "energyratestructure[0][0].rate is missing"],
  [[...tier, "rate"], "NaN", "energyratestructure[0][0].rate"],
  [[...tier, "rate"], "0,2", "energyratestructure[0][0].rate"],
  [[...tier, "rate"], true, "energyratestructure[0][0].rate"],
  [[...tier, "rate"], [0.2], "energyratestructure[0][0].rate"],
  [[...tier, "rate"], {}, "energyratestructure[0][0].rate"],
  [[...tier, "rate"], "1e400", "energyratestructure[0][0].rate"],
  [[...tier, "rate"], "1e-400", "energyratestructure[0][0].rate"],
  [[...tier, "rate"], "0x10", "energyratestructure[0][0].rate"],
  [[...tier, "rate"], "Infinity", "energyratestructure[0][0].rate"],
  [[...tier, "rate"], "1000000000", "energyratestructure[0][0].rate"],
  [[...tier, "rate"], "0.123456789012345678901", "energyratestructure[0][0].rate"],
  [[...tier, "adj"], "x", "energyratestructure[0][0].adj"],
  [[...tier, "adj"], false, "energyratestructure[0][0].adj"],
  [[...tier, "max"], undefined, "energyratestructure[0][0].max is missing"],
  [[...tier, "max"], 0, "energyratestructure[0][0].max"],
  [[...tier, "max"], -300, "energyratestructure[0][0].max"],
  [[...tier, "max"], 600, "energyratestructure[0][1].max"],
  [[...tier, "max"], 700, "energyratestructure[0][1].max"],
  [[...tier, "max"], "many", "energyratestructure[0][0].max"],
  [[...tier, "max"], 1e38, "energyratestructure[0][0].max"],
  [[...tier, "max"], "0.1234567891", "energyratestructure[0][0].max"],
  [[...tier, "unit"], "kWh/kW", "demand"],
  [[...tier, "unit"], "kWh/kW daily", "demand"],
  [[...tier, "unit"], "m3", "energyratestructure[0][0].unit"],
  [[...tier, "unit"], "daily", "energyratestructure[0][0].unit"],
  [[...tier, "unit"], 5, "energyratestructure[0][0].unit"],
  [weekday, undefined, "energyweekdayschedule is missing"],
  [weekday, {}, "energyweekdayschedule"],
  [weekday, schedule(0).slice(1), "energyweekdayschedule must have 12 months"],
  [weekday, [...schedule(0), hours(0)], "energyweekdayschedule must have 12 months"],
  [[...weekday, 3], hours(0).slice(1), "energyweekdayschedule[3] must have 24 hours"],
  [[...weekday, 3], null, "energyweekdayschedule[3]"],
  [[...weekday, 3, 5], 2, "energyweekdayschedule[3][5] points at period 2"],
  [[...weekday, 3, 5], -1, "energyweekdayschedule[3][5]"],
  [[...weekday, 3, 5], 0.5, "energyweekdayschedule[3][5]"],
  [[...weekday, 3, 5], "0", "energyweekdayschedule[3][5]"],
  [[...weekday, 3, 5], null, "energyweekdayschedule[3][5]"],
  [["urdb", "energyweekendschedule"], undefined, "energyweekendschedule is missing"],
  [["urdb", "energyweekendschedule", 11, 23], 9, "energyweekendschedule[11][23]"],
  [["urdb", "fixedchargefirstmeter"], -1, "fixedchargefirstmeter"],
  [["urdb", "fixedchargefirstmeter"], "ten", "fixedchargefirstmeter"],
  [["urdb", "fixedchargefirstmeter"], {}, "fixedchargefirstmeter"],
  [["urdb", "fixedchargeunits"], "$/kW", "fixedchargeunits"],
  [["urdb", "fixedchargeunits"], 1, "fixedchargeunits"],
  [["urdb", "fixedmonthlycharge"], 9, "fixedmonthlycharge"],
  [["urdb", "mincharge"], "x", "mincharge"],
  [["urdb", "mincharge"], -10, "mincharge"],
  [["urdb", "minchargeunits"], "$/week", "minchargeunits"],
  [["urdb", "minmonthlycharge"], [], "minmonthlycharge"],
  [["ext", "percent"], {}, "ext.percent"],
  [["ext", "percent", 0], 0.13, "ext.percent[0]"],
  [["ext", "percent", 0, "rate"], "13%", "ext.percent[0].rate"],
  [["ext", "percent", 0, "rate"], undefined, "ext.percent[0].rate"],
  [["ext", "percent", 0, "base"], "energy", "ext.percent[0].base"],
  [["ext", "percent", 0, "name"], undefined, "ext.percent[0].name"],
  [["ext", "tier_scope"], "both", "ext.tier_scope"],
  [["ext", "tier_scope"], "proportional", "finally"],
  [["ext", "tier_reset"], "hour", "ext.tier_reset"],
  [["ext", "tier_restart"], true, "ext.tier_restart"],
  [["ext", "holidays"], "2026-12-25", "ext.holidays"],
  [["ext", "holidays"], ["2026-02-29"], "ext.holidays[0]"],
  [["ext", "holidays"], ["2026-12-25", 1], "ext.holidays[1]"],
  [["ext", "price_scale"], "9", "ext.price_scale"],
];

export const brokenTariffs: readonly { name: string; text: string; names: string }[] = [
  ...changes.map(([path, value, names]) => ({
    name: `${path.join(".")} is ${(JSON.stringify(value) ?? "absent").slice(0, 60)}`,
    text: changed(path, value),
    names,
  })),
  { name: "empty", text: "", names: "empty" },
  { name: "blank", text: " \n ", names: "empty" },
  { name: "a byte-order mark", text: `\uFEFF${changed(["id"], "a")}`, names: "byte-order mark" },
  { name: "cut short", text: changed(["id"], "a").slice(0, 400), names: "line" },
  { name: "a list", text: "[]", names: "object" },
  { name: "null", text: "null", names: "object" },
  { name: "a number", text: "5", names: "object" },
  { name: "NaN", text: rewritten("0.2,", "NaN,"), names: "line 1" },
  { name: "1e400", text: rewritten("0.2,", "1e400,"), names: "energyratestructure[0][0].rate" },
  { name: "1e-400", text: rewritten("0.2,", "1e-400,"), names: "energyratestructure[0][0].rate" },
  { name: "a comment", text: `// x\n${changed(["id"], "a")}`, names: "line 1" },
  { name: "a trailing comma", text: '{\n"id": "a",\n}', names: "line 3" },
  { name: "single quotes", text: "{'id': 1}", names: "line 1" },
];
