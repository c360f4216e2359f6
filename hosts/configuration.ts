/** A configuration file read into typed values, or every reason why it can't be. */
import { parse, TomlError } from "smol-toml";
import type { CountryCode } from "libphonenumber-js/min";
import { HOUR_MS, isZone, type LocalDay } from "../core/instant.ts";
import { type Currency, currencyCodes, currencyOf } from "../core/money.ts";
import type { RetentionPolicy } from "../core/hub/expire-lines.ts";
import type { TextingPolicy } from "../core/hub/admit-text.ts";
import type { Arrangement, BillingPolicy, Remittance } from "../core/hub/settings.ts";
import type { AllocationPolicy } from "../core/payment/allocate.ts";
import type { EmergencyPolicy } from "../core/payment/emergency.ts";
import { billingOf, remittanceOf } from "./configuration-billing.ts";
import { languages as wordedLanguages } from "../core/wording/language.ts";
import { allocationOf } from "./configuration-allocation.ts";
import { limitsOf } from "./configuration-payment.ts";
import { levelsOf } from "./configuration-levels.ts";
import { type CallsConfiguration, callsOf, phonesOf } from "./configuration-calls.ts";
import { type CareConfiguration, careOf } from "./configuration-care.ts";
import type { Note } from "./configuration-amount.ts";
import {
  type Reading,
  readingOf,
  rulesOf,
  type RulesConfiguration,
  tellingsOf,
  type Tellings,
} from "./configuration-rules.ts";
import { isDay, type UtilityAsWritten, utilitySchema, weekdayNames } from "./configuration-file.ts";
import { arrangementOf } from "./configuration-arrangement.ts";
import { type Promises, promisesOf } from "./configuration-promises.ts";
import { retentionOf } from "./configuration-retention.ts";
import { textingOf } from "./configuration-texting.ts";
import { emergencyOf } from "./configuration-emergency.ts";
import { type Problem, problemsOf, secretsIn } from "./configuration-problem.ts";
import { isCountry } from "./national-phone.ts";

export interface Configuration {
  readonly utilities: readonly UtilityConfiguration[];
}

export interface UtilityConfiguration {
  readonly utilityId: string;
  readonly name: string;
  readonly currency: Currency;
  readonly zone: string;
  /** Whose numbering plan a number without "+" is read in. */
  readonly country: CountryCode;
  readonly language: string;
  readonly languages: readonly string[];
  /** As people dial it; it is shown, never called. */
  readonly helpPhone: string;
  readonly sms: { readonly numbers: readonly string[]; readonly messagingProfileId: string | null };
  /** Who answers a caller that wants a person, E.164; null where we call back. */
  readonly calls: CallsConfiguration;
  /** The only numbers a real carrier answers while another kind is simulated. */
  readonly carrier: { readonly allow: readonly string[] };
  readonly levels: {
    readonly disconnectUnits: number;
    readonly reconnectUnits: number;
    readonly lowUnits: number;
  };
  readonly supply: {
    readonly dataAgeMs: number;
    readonly noticeMs: number;
    readonly windows: readonly AllowedWindow[];
    readonly holidays: readonly LocalDay[];
  };
  readonly payment: {
    readonly processor: "none";
    readonly minMinor: number;
    readonly maxMinor: number;
    readonly dailyByTextMinor: number;
    /** The most that one account takes in a day by codes that others pay by, from cards that nobody sees. */
    readonly dailyByCodesMinor: number;
    /** Readers that Stripe drives, by the terminal's id. */
    readonly readers: Readonly<Record<string, string>>;
    /** The most that one payment in cash may be at a counter; null where none is said. */
    readonly cashMaxMinor: number | null;
    readonly quoteMinutes: number;
    /** The utility's own connected account at Stripe, "acct_..."; null where the key's account is its own. */
    readonly stripeAccount: string | null;
  };
  readonly allocation: AllocationPolicy;
  readonly billing: BillingPolicy;
  readonly remittance: Remittance | null;
  readonly rules: RulesConfiguration;
  readonly notices: Tellings;
  readonly reading: Reading;
  readonly texting: TextingPolicy | null;
  readonly retention: RetentionPolicy | null;
  readonly emergency: EmergencyPolicy;
  readonly arrangement: Arrangement | null;
  readonly promises: Promises;
  readonly care: CareConfiguration;
}

/** When supply may be switched off, in the premise's zone: from the first minute up to, not with, the last. */
export interface AllowedWindow {
  /** 0 is Sunday. */
  readonly weekdays: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

export type ReadConfiguration =
  | { readonly kind: "read"; readonly configuration: Configuration }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] };

/** The languages every sentence exists in. */
const languagesKnown: readonly string[] = wordedLanguages;
/** One process serves a handful of utilities, a store each; more is a second process. */
const UTILITIES_MAX = 20;

export function readConfiguration(text: string): ReadConfiguration {
  const problems: Problem[] = [];
  const utilities: UtilityConfiguration[] = [];
  const claim = claims(problems);
  for (const [index, raw] of tablesIn(text, problems).entries()) {
    const path = `utility[${String(index)}]`;
    const written = utilitySchema.safeParse(raw);
    if (!written.success) {
      problems.push(...problemsOf(written.error, raw, path));
      continue;
    }
    const utility = convert(written.data, (at, code, message) => {
      problems.push({ path: `${path}.${at}`, code, message });
    });
    if (utility === undefined) continue;
    claim(utility.utilityId, "id_taken", `${path}.id`);
    for (const number of new Set(utility.sms.numbers)) {
      claim(number, "number_taken", `${path}.sms.numbers`);
    }
    utilities.push(utility);
  }
  return problems.length > 0
    ? { kind: "refused", problems }
    : { kind: "read", configuration: { utilities } };
}

/** The raw [[utility]] tables. A file with a secret in it is read no further. */
function tablesIn(text: string, problems: Problem[]): readonly unknown[] {
  let file: Record<string, unknown>;
  try {
    file = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const words = error.message.split("\n")[0] ?? "";
    problems.push({ path: `line ${String(error.line)}`, code: "not_toml", message: words });
    return [];
  }
  problems.push(...secretsIn(file, ""));
  if (problems.length > 0) return [];
  const { utility, ...others } = file;
  for (const name of Object.keys(others)) {
    problems.push({ path: name, code: "unknown_name", message: "is not a name this file knows" });
  }
  if (!Array.isArray(utility) || utility.length === 0) {
    const message = "must be written as [[utility]], at least once";
    problems.push({ path: "utility", code: "no_utility", message });
    return [];
  }
  if (utility.length > UTILITIES_MAX) {
    const message = `a process serves at most ${String(UTILITIES_MAX)} utilities`;
    problems.push({ path: "utility", code: "too_many", message });
    return [];
  }
  return utility;
}

function convert(written: UtilityAsWritten, note: Note): UtilityConfiguration | undefined {
  const currency = currencyOf(written.currency);
  if (currency === undefined) {
    note("currency", "unknown_currency", `must be one of ${currencyCodes.join(", ")}`);
  }
  if (!isZone(written.zone)) {
    note("zone", "unknown_zone", 'must be a time zone such as "America/New_York"');
  }
  const country = isCountry(written.country) ? written.country : undefined;
  if (country === undefined) {
    note("country", "unknown_country", 'must be a two-letter country code such as "US"');
  }
  const languages = languagesOf(written, note);
  const numbers = phonesOf(written.sms.numbers, "sms.numbers", note);
  const { agent } = written.calls;
  const [agentNumber = null] = phonesOf(agent === "" ? [] : [agent], "calls.agent", note);
  const allow = phonesOf(written.carrier.allow, "carrier.allow", note);
  const supply = supplyOf(written.supply, note);
  checkProcessor(written.payment.processor, note);
  if (currency === undefined || country === undefined) return undefined;
  return {
    utilityId: written.id,
    name: written.name,
    currency,
    zone: written.zone,
    country,
    language: written.language,
    languages,
    helpPhone: written.help_phone,
    sms: { numbers, messagingProfileId: written.sms.messaging_profile_id || null },
    calls: callsOf(written.calls, agentNumber),
    carrier: { allow },
    levels: levelsOf(written.levels, currency, note),
    supply,
    payment: {
      processor: "none",
      ...limitsOf(written.payment, currency, note),
      stripeAccount: written.payment.stripe_account || null,
    },
    allocation: allocationOf(written.allocation, currency, note),
    remittance: remittanceOf(written.remittance, note),
    billing: billingOf(written.billing),
    rules: rulesOf(written.rules, note),
    notices: tellingsOf(written.notices, note),
    reading: readingOf(written.reading, currency, note),
    texting: textingOf(written.texting, currency, note),
    retention: retentionOf(written.retention, note),
    emergency: emergencyOf(written.emergency, currency, note),
    arrangement: arrangementOf(written.arrangement, note),
    promises: promisesOf(written.promises, note),
    care: careOf(written, isZone(written.zone) ? written.zone : null, note),
  };
}

function checkProcessor(processor: string, note: Note): void {
  if (processor === "none") return;
  const words = new Map([
    ["simulated", 'write "none" here and start with --simulate payments'],
    ["stripe", 'write "none" here and set STRIPE_SECRET_KEY in the environment'],
  ]);
  const unknown = `"${processor}" is not a processor this version can connect; write "none"`;
  note("payment.processor", "unknown_processor", words.get(processor) ?? unknown);
}

function languagesOf(written: UtilityAsWritten, note: Note): readonly string[] {
  const languages = written.languages ?? [written.language];
  for (const [index, language] of languages.entries()) {
    if (languagesKnown.includes(language)) continue;
    const message = `must be one of ${languagesKnown.join(", ")}`;
    note(`languages[${String(index)}]`, "unknown_language", message);
  }
  if (!languages.includes(written.language)) {
    note("language", "language_not_offered", "must be one of those in languages");
  }
  return [...new Set(languages)];
}

function supplyOf(written: UtilityAsWritten["supply"], note: Note): UtilityConfiguration["supply"] {
  const windows = written.window.map((window, index) => {
    const fromMinute = minuteOf(window.from);
    const toMinute = minuteOf(window.to);
    if (fromMinute >= toMinute) {
      const message = "must end after it begins; write a night as two windows";
      note(`supply.window[${String(index)}]`, "window_ends_first", message);
    }
    return {
      weekdays: window.days.map((day) => weekdayNames.indexOf(day)),
      fromMinute,
      toMinute,
    };
  });
  for (const [index, day] of written.holidays.entries()) {
    if (isDay(day)) continue;
    note(`supply.holidays[${String(index)}]`, "not_a_day", `"${day}" is not a day of the calendar`);
  }
  return {
    dataAgeMs: written.data_age_hours * HOUR_MS,
    noticeMs: written.notice_hours * HOUR_MS,
    windows,
    holidays: written.holidays,
  };
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** An id names a file and a number names whom a text is for, so neither may be shared. */
function claims(problems: Problem[]): (name: string, code: string, path: string) => void {
  const owners = new Map<string, string>();
  return (name, code, path) => {
    const owner = owners.get(name);
    if (owner === undefined) owners.set(name, path);
    else problems.push({ path, code, message: `"${name}" already stands at ${owner}` });
  };
}
