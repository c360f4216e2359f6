import { describe, expect, it } from "vitest";
import { parseExactJson } from "./exact-json.ts";
import { type Fields, ImportNotes } from "./import-fields.ts";
import { nameTheRest, readStanding } from "./import-standing.ts";

function standingOf(urdb: object, billMonths = 1) {
  const notes = new ImportNotes();
  const read = readStanding(notes, parseExactJson(JSON.stringify(urdb)) as Fields, billMonths);
  return { ...read, problems: notes.problems, leftOut: notes.leftOut, taken: notes.taken };
}

const month = { amount: "5", per: "month" } as const;

describe("readStanding", () => {
  it.each([
    [{}, []],
    [{ fixedchargefirstmeter: null, fixedmonthlycharge: null }, []],
    [{ fixedchargefirstmeter: 0, fixedchargeunits: "$/day" }, []],
    [{ fixedmonthlycharge: 0 }, []],
    [{ fixedchargefirstmeter: 5 }, [month]],
    [{ fixedchargefirstmeter: 5, fixedchargeunits: null }, [month]],
    [{ fixedchargefirstmeter: 5, fixedchargeunits: "$/month" }, [month]],
    [{ fixedchargefirstmeter: 5, fixedchargeunits: "$/day" }, [{ ...month, per: "day" }]],
    [{ fixedchargefirstmeter: 5, fixedchargeunits: "$/bill" }, [{ ...month, per: "bill" }]],
    [{ fixedmonthlycharge: "5.00" }, [month]],
    [{ fixedchargefirstmeter: 5, fixedmonthlycharge: 5.0 }, [month]],
    [{ fixedchargefirstmeter: 0, fixedmonthlycharge: 5 }, [month]],
    [{ fixedchargefirstmeter: 5, fixedmonthlycharge: 0 }, [month]],
  ])("%j is the fixed charge %j", (urdb, fixed) => {
    expect(standingOf(urdb)).toMatchObject({ fixed, minimum: null, problems: [], leftOut: [] });
  });

  it.each([
    [{ mincharge: 5, minchargeunits: "$/bill" }, 1, month],
    [{ mincharge: 5, minchargeunits: "$/bill" }, 2, { ...month, per: "bill" }],
    [{ mincharge: 5, minchargeunits: "$/day" }, 1, { ...month, per: "day" }],
    [{ mincharge: 5, minchargeunits: "$/month" }, 2, month],
    [{ mincharge: 5 }, 1, month],
    [{ minmonthlycharge: 5 }, 1, month],
    [{ mincharge: 7, minmonthlycharge: 5 }, 1, { amount: "7", per: "month" }],
    [{ mincharge: 0, minmonthlycharge: 5 }, 1, month],
    [{ mincharge: null }, 1, null],
  ])("%j is with %d months a bill the minimum %j", (urdb, billMonths, minimum) => {
    const fixed = { fixedmonthlycharge: 3 };
    expect(standingOf({ ...fixed, ...urdb }, billMonths)).toMatchObject({
      fixed: [{ amount: "3", per: "month" }],
      minimum,
      problems: [],
      leftOut: [],
    });
  });

  const other = "is another charge than fixedchargefirstmeter; a record has one of them";
  const words = "must be one of $/month, $/day, $/bill";
  it.each([
    [{ fixedchargefirstmeter: 5, fixedmonthlycharge: 6 }, "fixedmonthlycharge", other],
    [
      { fixedchargefirstmeter: 5, fixedchargeunits: "$/day", fixedmonthlycharge: 5 },
      "fixedmonthlycharge",
      other,
    ],
    [{ fixedchargefirstmeter: 5, fixedchargeunits: "$/year" }, "fixedchargeunits", words],
    [{ fixedchargefirstmeter: 5, fixedchargeunits: "toString" }, "fixedchargeunits", words],
    [{ fixedchargefirstmeter: 5, fixedchargeunits: 5 }, "fixedchargeunits", words],
    [{ fixedchargefirstmeter: 5, fixedchargeunits: ["$/day"] }, "fixedchargeunits", words],
    [{ mincharge: 5, minchargeunits: "$/kW" }, "minchargeunits", words],
    [{ fixedchargefirstmeter: -5 }, "fixedchargefirstmeter", "must not be below 0"],
    [{ fixedmonthlycharge: -5 }, "fixedmonthlycharge", "must not be below 0"],
    [{ mincharge: -5 }, "mincharge", "must not be below 0"],
    [{ minmonthlycharge: -5 }, "minmonthlycharge", "must not be below 0"],
  ])("%j is wrong in %s", (urdb, name, message) => {
    expect(standingOf(urdb).problems).toEqual([{ field: `urdb.${name}`, message }]);
  });

  it("leaves an annual minimum, by name, and takes the monthly one beside it", () => {
    const urdb = { mincharge: 60, minchargeunits: "$/year", minmonthlycharge: 5 };
    expect(standingOf(urdb)).toEqual({
      fixed: [],
      minimum: month,
      problems: [],
      leftOut: [
        { field: "urdb.mincharge", reason: "an annual minimum is settled outside the bill" },
      ],
      taken: ["urdb.mincharge", "urdb.minmonthlycharge"],
    });
  });

  it("says what it took", () => {
    const urdb = {
      fixedchargefirstmeter: 5,
      fixedchargeunits: "$/month",
      fixedmonthlycharge: 5,
      mincharge: 1,
      minchargeunits: "$/day",
      minmonthlycharge: 2,
    };
    expect(standingOf(urdb).taken).toEqual([
      "urdb.fixedchargefirstmeter",
      "urdb.fixedchargeunits",
      "urdb.fixedmonthlycharge",
      "urdb.mincharge",
      "urdb.minchargeunits",
      "urdb.minmonthlycharge",
    ]);
  });
});

function leftOf(urdb: object) {
  const notes = new ImportNotes();
  nameTheRest(notes, parseExactJson(JSON.stringify(urdb)) as Fields);
  expect([notes.problems, notes.taken]).toEqual([[], []]);
  return notes.leftOut;
}

const unknown = "not a field that we rate by";
const demand = "demand is not rated: reads of energy don't tell the peak that it is charged by";
const sold = "energy sold back is not rated";

describe("nameTheRest", () => {
  it.each([
    ..."energyratestructure energyweekdayschedule energyweekendschedule".split(" "),
    ..."fixedchargefirstmeter fixedchargeunits fixedmonthlycharge".split(" "),
    ..."mincharge minchargeunits minmonthlycharge".split(" "),
    ..."label name utility utilityname eiaid sector uri source sourceparent".split(" "),
    ..."description approved is_default country servicetype service_type startdate".split(" "),
    ..."enddate supersedes revisions phasewiring voltage voltageminimum".split(" "),
    ..."peakkwcapacity peakkwcapacitymax peakkwhusage peakkwhusagehistory".split(" "),
    ..."basicinformationcomments energycomments demandcomments unadjusted".split(" "),
    ..."unadjustedrate fueladjustments fueladjustmentsmonthly latest_update".split(" "),
    ..."query_id getpage version api_version".split(" "),
  ])("%s charges nothing that is lost", (name) => {
    expect(leftOf({ [name]: "x" })).toEqual([]);
  });

  it.each([
    ["xlabel", unknown],
    ["labelx", unknown],
    ["voltage-x", unknown],
    ["somethingnew", unknown],
    ["xdemandcharge", unknown],
    ["xdgrules", unknown],
    ["annualminchargex", unknown],
    ["xannualmincharge", unknown],
    ["fixedchargeeaaddlx", unknown],
    ["xfixedchargeeaaddl", unknown],
    ["flatdemandstructure", demand],
    ["demandratestructure", demand],
    ["lookbackpercent", demand],
    ["coincidentratestructure", demand],
    ["dgrules", sold],
    ["usenetmetering", sold],
    ["sellrate", sold],
    ["annualmincharge", "an annual minimum is settled outside the bill"],
    ["fixedchargeeaaddl", "a service has one meter at a time"],
  ])("%s is named", (name, reason) => {
    expect(leftOf({ [name]: "x" })).toEqual([{ field: `urdb.${name}`, reason }]);
    expect(leftOf({ [name]: [] })).toEqual([]);
  });

  it.each([
    "flatdemandunit",
    "flatdemandmonths",
    "demandunits",
    "demandwindow",
    "demandweekdayschedule",
  ])("%s is named only beside a price of demand", (name) => {
    expect(leftOf({ [name]: "x" })).toEqual([]);
    expect(leftOf({ [name]: "x", demandratestructure: [[{ rate: 0 }]] })).toEqual([]);
    for (const price of [
      "flatdemandstructure",
      "demandratestructure",
      "coincidentratestructure",
      "coincidentrateunit",
    ]) {
      const left = leftOf({ [name]: "x", [price]: [[{ rate: 8.4 }]] });
      expect(left.map(({ field }) => field)).toEqual([`urdb.${name}`, `urdb.${price}`]);
    }
  });

  it.each([
    [{ demandunits: "kW", xdemandstructure: 1 }, ["xdemandstructure"]],
    [{ demandunits: "kW", demandstructurex: 1 }, ["demandstructurex"]],
    [{ demandunits: "kW", xcoincidentrate: 1 }, ["xcoincidentrate"]],
    [{ coincidentunits: "kW" }, ["coincidentunits"]],
    [{ xdemandunits: "kW" }, ["xdemandunits"]],
    [{ demandreactive: 1 }, ["demandreactive"]],
    [{ lookbackmonths: 1 }, ["lookbackmonths"]],
  ])("of %j are named %j", (urdb, names) => {
    expect(leftOf(urdb).map(({ field }) => field)).toEqual(names.map((name) => `urdb.${name}`));
  });
});
