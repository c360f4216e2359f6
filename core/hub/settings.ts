import { must } from "../assert.ts";
import { type Currency, currencyOf } from "../money.ts";
import type { TextingPolicy } from "./admit-text.ts";
import type { ConsentPolicy } from "./consent.ts";
import type { RetentionPolicy } from "./expire-lines.ts";
import type { AllocationPolicy } from "../payment/allocate.ts";
import type { DisputePolicy } from "../payment/dispute.ts";
import { defaultDunning, type DunningPolicy } from "../payment/dunning.ts";
import type { EmergencyPolicy } from "../payment/emergency.ts";
import type { NoticePolicy } from "../notice/decide.ts";
import type { Sql } from "../ports.ts";
import { configurationAt } from "../store/configuration.ts";
import { type SupplyPolicy, usualSupplyPolicy } from "../supply/policy.ts";

/** A utility's own choices, as the body of a configuration row: integers in the units their names say. */
export interface UtilitySettings {
  readonly utilityId: string;
  readonly name: string;
  readonly currency: string;
  readonly zone: string;
  readonly language: string;
  /** What its customers may choose from; absent in settings from before it was said, where that is `language` alone. */
  readonly languages?: readonly string[];
  /** The number that customers call for help, as shown to them. */
  readonly phone: string;
  /** The numbers its texts come from, E.164; the first sends what we owe unasked. */
  readonly numbers: readonly string[];
  /** Where a caller who wants a person is put through to, E.164; absent or null where we call back instead. */
  readonly agentNumber?: string | null;
  /** By which the carrier takes cards in a call; absent or null where it takes none. */
  readonly payConnector?: string | null;
  /** Who answers for gas that is smelled or a wire that is down, E.164; absent or null where `agentNumber` or `phone` does. */
  readonly emergencyNumber?: string | null;
  /** Where cash is taken, as customers know the place. */
  readonly places?: readonly string[];
  /** How fast, how much and where texts go; absent or null where nothing bounds them. */
  readonly texting?: TextingPolicy | null;
  /** How long texts are kept; absent or null where they are for good. */
  readonly retention?: RetentionPolicy | null;
  /** What a consent needs and what a revocation ends; absent in settings from before it could be said. */
  readonly consent?: ConsentPolicy;
  /** In force where no rule pack is. */
  readonly supply: SupplyPolicy;
  /** The packs it goes by, and its usual area; absent where it has rules of its own only. */
  readonly rules?: {
    readonly packId: string | null;
    readonly area: string;
    readonly packsByArea?: Readonly<Record<string, string>>;
  };
  /** Where reads do not come daily: they are asked for where a decision needs them. Absent where they come by themselves. */
  readonly reading?: {
    /** How far below a level a balance may be when that is found out. */
    readonly toleranceUnits: number;
  } | null;
  readonly notice: NoticePolicy;
  readonly allocation: AllocationPolicy;
  /** Absent in settings from before there were bills. */
  readonly billing?: BillingPolicy;
  /** Where what came in by processors is remitted to, by the banks' own files; absent or null where it is not. */
  readonly remittance?: Remittance | null;
  /** The plan by which old debt may be paid off in parts; absent or null where a person agrees on one. */
  readonly arrangement?: Arrangement | null;
  /** More time that customers may take by themselves; absent or null where a person gives it. */
  readonly extension?: ExtensionPolicy | null;
  /** How long supply is held on a customer's word that somebody depends on it; absent is the usual, 0 where only staff hold it. */
  readonly medicalDays?: number;
  /** How disputes of charges hold supply; absent or null where only a person holds it. */
  readonly dispute?: DisputePolicy | null;
  /** The version of the terms by which customers change how they are billed; absent or null where only staff change it. */
  readonly conversionTerms?: string | null;
  /** Absent where a utility lends none. */
  readonly emergency?: EmergencyPolicy;
  readonly payment: {
    /** Who moves card money: the detail of the ledger's clearing account. */
    readonly processor: string;
    /** Of what is charged: cards, and accounts at a bank. */
    readonly minMinor: number;
    readonly maxMinor: number;
    readonly dailyByTextMinor: number;
    /** The most that one account takes by codes in a day from cards that nobody sees; absent where that is as much as by text. */
    readonly dailyByCodesMinor?: number;
    /** The most that one payment in cash may be at a counter; absent or null where a utility sets no bound. */
    readonly cashMaxMinor?: number | null;
    /** Readers that the processor drives, by the terminal that each stands at; where a terminal has none its own devices tell of cards. */
    readonly readers?: Readonly<Record<string, string>>;
    /** How long a quote holds; absent in settings from before there were quotes. */
    readonly quoteMinutes?: number;
  };
}

/** How much more time, and how often: so many times within so many days. */
export interface ExtensionPolicy {
  readonly days: number;
  readonly times: number;
  readonly withinDays: number;
}

/** A week: long enough for a form to be signed by a doctor and sent back. */
export const usualMedicalDays = 7;

/** What of old debt is paid at first and by when, and the equal parts after it. */
export interface Arrangement {
  readonly downBasisPoints: number;
  readonly downDays: number;
  readonly count: number;
  readonly everyDays: number;
}

/** The banks and the company behind a remittance by ACH (United States). */
export interface Remittance {
  /** The bank that takes the file: nine digits, and its name. */
  readonly originatingRouting: string;
  readonly originatingName: string;
  /** The company that sends it: ten characters, often a 1 and the tax number. */
  readonly companyId: string;
  readonly companyName: string;
  /** The utility's own bank account. */
  readonly receivingRouting: string;
  readonly receivingAccount: string;
  readonly receivingName: string;
}

/** How post-pay customers are billed. */
export interface BillingPolicy {
  /** `own`: from the reads and tariffs here, when a period closes. `imported`: another system's, and use is not charged here. */
  readonly bills: "own" | "imported";
  /** From the day a bill is made to the day it is due. */
  readonly dueDays: number;
  readonly dunning: DunningPolicy;
}

/** Three weeks is what most state rules for utilities give at least. */
export const defaultBilling: BillingPolicy = { bills: "own", dueDays: 21, dunning: defaultDunning };

export interface SettingsInForce {
  readonly version: number;
  readonly settings: UtilitySettings;
  readonly currency: Currency;
}

const parsed = new Map<string, SettingsInForce>();
/** Bounds the cache of parsed settings: a handful of versions of a handful of utilities a process. */
const PARSED_MAX = 64;

/** The settings in force at an instant of service time, from this store's own copy; null before the first are adopted. */
export function settingsAt(sql: Sql, atMs: number): SettingsInForce | null {
  const row = configurationAt(sql, "utility", "settings", atMs);
  if (row === undefined) return null;
  const cached = parsed.get(row.body);
  if (cached !== undefined && cached.version === row.version) return cached;
  const stored = JSON.parse(row.body) as UtilitySettings;
  // A version stored before a rule was known says nothing of it.
  const settings = { ...stored, supply: { ...usualSupplyPolicy, ...stored.supply } };
  const inForce = {
    version: row.version,
    settings,
    currency: must(currencyOf(settings.currency), `no scale for ${settings.currency}`),
  };
  if (parsed.size >= PARSED_MAX) parsed.clear();
  parsed.set(row.body, inForce);
  return inForce;
}

export function mustSettings(sql: Sql, atMs: number): SettingsInForce {
  return must(settingsAt(sql, atMs), "this store has adopted no settings");
}
