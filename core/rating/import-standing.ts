/** What a URDB record charges beside use, and the names of everything in it that can't be honoured. */
import { decimalAt, type Fields, type ImportNotes, isNothing } from "./import-fields.ts";
import type { Plan, Standing } from "./plan.ts";

const perUnit: Readonly<Record<string, Standing["per"]>> = {
  "$/month": "month",
  "$/day": "day",
  "$/bill": "bill",
};

export function readStanding(
  notes: ImportNotes,
  urdb: Fields,
  billMonths: number,
): Pick<Plan, "fixed" | "minimum"> {
  const fixed = readOne(notes, urdb, "fixedchargefirstmeter", "fixedchargeunits");
  const old = readOld(notes, urdb, "fixedmonthlycharge");
  const minimum = readOne(notes, urdb, "mincharge", "minchargeunits");
  const oldMinimum = readOld(notes, urdb, "minmonthlycharge");
  if (minimum?.per === "bill" && billMonths === 1) {
    return { fixed: charges(notes, fixed, old), minimum: { ...minimum, per: "month" } };
  }
  return { fixed: charges(notes, fixed, old), minimum: minimum ?? oldMinimum };
}

/** The same charge in both spellings is one charge. */
function charges(notes: ImportNotes, fixed: Standing | null, old: Standing | null): Standing[] {
  if (fixed === null) return old === null ? [] : [old];
  if (old !== null && (old.amount !== fixed.amount || old.per !== fixed.per)) {
    notes.wrong(
      "urdb.fixedmonthlycharge",
      "is another charge than fixedchargefirstmeter; a record has one of them",
    );
  }
  return [fixed];
}

function readOne(notes: ImportNotes, urdb: Fields, name: string, units: string): Standing | null {
  const raw = urdb[name];
  if (raw === undefined || raw === null) return null;
  notes.take(`urdb.${name}`);
  const amount = decimalAt(notes, `urdb.${name}`, raw, "not_negative");
  const said = urdb[units] ?? "$/month";
  if (said === "$/year" && name === "mincharge") {
    notes.leave("urdb.mincharge", "an annual minimum is settled outside the bill");
    return null;
  }
  const per = typeof said === "string" && Object.hasOwn(perUnit, said) ? perUnit[said] : undefined;
  if (per === undefined) {
    notes.wrong(`urdb.${units}`, `must be one of ${Object.keys(perUnit).join(", ")}`);
    return null;
  }
  notes.take(`urdb.${units}`);
  return amount === "0" ? null : { amount, per };
}

function readOld(notes: ImportNotes, urdb: Fields, name: string): Standing | null {
  const raw = urdb[name];
  if (raw === undefined || raw === null) return null;
  notes.take(`urdb.${name}`);
  const amount = decimalAt(notes, `urdb.${name}`, raw, "not_negative");
  return amount === "0" ? null : { amount, per: "month" };
}

const taken: ReadonlySet<string> = new Set([
  "energyratestructure",
  "energyweekdayschedule",
  "energyweekendschedule",
  "fixedchargefirstmeter",
  "fixedchargeunits",
  "fixedmonthlycharge",
  "mincharge",
  "minchargeunits",
  "minmonthlycharge",
]);

/** Fields that describe the record, the utility or who may have the rate, and charge nothing. */
const describing =
  /^(label|name|utility|utilityname|eiaid|sector|uri|source|sourceparent|description|approved|is_default|country|servicetype|service_type|startdate|enddate|supersedes|revisions|phasewiring|voltage\w*|peakkwcapacity\w*|peakkwhusage\w*|basicinformationcomments|energycomments|demandcomments|unadjusted\w*|fueladjustments\w*|latest_update|query_id|getpage|version|api_version)$/;

/** Why a field that charges can't be honoured; the first pattern that fits gives the reason. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /^(flatdemand|demand|lookback|coincident)/,
    "demand is not rated: reads of energy don't tell the peak that it is charged by",
  ],
  [/^(dgrules|usenetmetering|sell)/, "energy sold back is not rated"],
  [/^annualmincharge$/, "an annual minimum is settled outside the bill"],
  [/^fixedchargeeaaddl$/, "a service has one meter at a time"],
];

export function nameTheRest(notes: ImportNotes, urdb: Fields): void {
  const hasDemand = Object.keys(urdb).some(
    (name) =>
      /^(flatdemand|demand|coincident).*structure$|^coincidentrate/.test(name) &&
      !isNothing(urdb[name]),
  );
  for (const [name, value] of Object.entries(urdb)) {
    if (taken.has(name) || describing.test(name) || isNothing(value)) continue;
    // A unit, window or schedule of demand without a price asks for nothing.
    if (/^(flat)?demand/.test(name) && !hasDemand && /(unit|window|schedule|months)/.test(name))
      continue;
    const reason = reasons.find(([pattern]) => pattern.test(name))?.[1];
    notes.leave(`urdb.${name}`, reason ?? "not a field that we rate by");
  }
}
