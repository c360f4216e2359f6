/** The shape of the configuration file as a person writes it: names, kinds and lengths, before anything is converted. */
import { TomlDate } from "smol-toml";
import { promisesSchema } from "./configuration-promises.ts";
import { z } from "zod";
import { defaultBilling } from "../core/hub/settings.ts";
import { defaultAllocation } from "../core/payment/allocate.ts";
import { defaultDunning, DUNNING_DAYS_MAX } from "../core/payment/dunning.ts";
import { retentionSchema } from "./configuration-retention.ts";
import { textingSchema } from "./configuration-texting.ts";
import { emergencyVariants, noEmergency } from "../core/payment/emergency.ts";

/** Ids stand in file names, API keys and metrics; 32 characters keep all of those short. */
export const UTILITY_ID_PATTERN = /^[a-z][a-z0-9-]{0,31}$/;
/** A text names the utility in every answer, and 40 characters are a quarter of one segment. */
const NAME_CHARACTERS_MAX = 40;
/** What one end may send from; carriers throttle a number, so a few are useful and hundreds are a mistake. */
const NUMBERS_MAX = 50;
const ALLOWED_NUMBERS_MAX = 1000;
/** Older data than 31 days is no ground for any decision. */
const DATA_AGE_HOURS_MAX = 744;
/** No rule we know asks for more than two months of notice. */
const NOTICE_HOURS_MAX = 1488;
const WINDOWS_MAX = 50;
/** A quote holds while energy is used: past a day it would be a gift. */
const QUOTE_MINUTES_MAX = 1440;
/** A text tells two places beside the rest. */
const PLACE_CHARACTERS_MAX = 60;
const PLACES_MAX = 20;
/** More currencies than any connector takes. */
const PAY_CURRENCIES_MAX = 20;
/** Until when 47 CFR 64.1200(a)(10) is waived for kinds of messages that have nothing to do with one another. */
const STOP_ALL_FROM = "2027-01-31";
/** Ten years of public holidays. */
const HOLIDAYS_MAX = 200;
/** More warnings than these of one and the same end are not read any more. */
const DAYS_TOLD_MAX = 5;

export const weekdayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** Decimal text; a bare TOML number is taken as the decimal it was written as. */
const amount = z.union([z.string(), z.number().transform(String)], {
  error: 'must be an amount such as "20.00"',
});

const text = (most: number) =>
  z
    .string({
      error: (issue) => (issue.input === undefined ? undefined : "must be text in quotes"),
    })
    .trim()
    .min(1, "must not be empty")
    .max(most, `must not be longer than ${String(most)} characters`);

const phones = (most: number) =>
  z.array(text(32), { error: 'must be a list such as ["+12025550123"]' }).max(most, {
    error: `must not list more than ${String(most)} numbers`,
  });

const DAY_WORDS = 'must be a day such as "2026-12-25"';
const TIME_WORDS = 'must be a time such as "08:00"';

/** "2026-12-25", in quotes or as a TOML date. */
const day = z.union(
  [
    z
      .instanceof(TomlDate)
      .refine((date) => date.isDate())
      .transform((date) => date.toISOString()),
    z.string().regex(/^\d{4}-\d\d-\d\d$/, DAY_WORDS),
  ],
  { error: DAY_WORDS },
);

/** "08:00" to "24:00", in quotes or as a TOML time. */
const time = z.union(
  [
    z
      .instanceof(TomlDate)
      .refine((date) => date.isTime())
      .transform((date) => date.toISOString().slice(0, 5)),
    z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, TIME_WORDS),
  ],
  { error: TIME_WORDS },
);

const hours = (most: number) =>
  z
    .int({ error: "must be a whole number of hours" })
    .min(0, "must not be negative")
    .max(most, `must not be more than ${String(most)} hours`);

const days = z
  .int({ error: "must be a whole number of days" })
  .min(0, "must not be negative")
  .max(DUNNING_DAYS_MAX, `must not be more than ${String(DUNNING_DAYS_MAX)} days`);

const window = z.strictObject({
  days: z
    .array(z.enum(weekdayNames, { error: `must be one of ${weekdayNames.join(", ")}` }), {
      error: 'must be a list such as ["mon", "tue"]',
    })
    .min(1, "must name at least one day"),
  from: time,
  to: time,
});

export const utilitySchema = z.strictObject({
  id: text(32).regex(
    UTILITY_ID_PATTERN,
    "must be lower-case letters, digits and hyphens, and start with a letter",
  ),
  name: text(NAME_CHARACTERS_MAX),
  currency: text(3),
  zone: text(64),
  country: text(2),
  language: text(8),
  languages: z
    .array(text(8), { error: 'must be a list such as ["en", "es"]' })
    .min(1, "must name at least one language")
    .optional(),
  help_phone: text(24).regex(
    /^\+?[\d\s().-]*\d[\d\s().-]*$/,
    "must be the number people dial for help, such as +1 202 555 0123",
  ),
  sms: z.strictObject({
    numbers: phones(NUMBERS_MAX),
    messaging_profile_id: z.string().trim().max(64).default(""),
  }),
  calls: z
    .strictObject({
      agent: z.string().trim().max(32).default(""),
      /** The carrier's call control application that notices are called out by; empty where none are. */
      connection_id: z.string().trim().max(64).default(""),
      /** The carrier's payment connector that takes cards in a call; empty where none does. */
      pay_connector: z.string().trim().max(64).default(""),
      /** What the connector takes: in any other currency a link is sent. */
      pay_currencies: z
        .array(z.string().regex(/^[A-Z]{3}$/, 'must be a code such as "USD"'))
        .max(PAY_CURRENCIES_MAX, `must not list more than ${String(PAY_CURRENCIES_MAX)} currencies`)
        .default(["USD"]),
    })
    .prefault({}),
  care: z
    .strictObject({
      emergency: z.string().trim().max(32).default(""),
      places: z
        .array(text(PLACE_CHARACTERS_MAX), { error: 'must be a list such as ["Corner Shop"]' })
        .max(PLACES_MAX, `must not list more than ${String(PLACES_MAX)} places`)
        .default([]),
    })
    .prefault({}),
  consent: z
    .strictObject({
      stop_all_from: day.default(STOP_ALL_FROM),
      confirm: z
        .array(z.enum(["import", "text", "call"], { error: "must be import, text or call" }))
        .default([]),
    })
    .prefault({}),
  carrier: z.strictObject({ allow: phones(ALLOWED_NUMBERS_MAX) }).default({ allow: [] }),
  levels: z.strictObject({ disconnect: amount, reconnect: amount, low: amount }),
  supply: z.strictObject({
    data_age_hours: hours(DATA_AGE_HOURS_MAX).min(1, "must be at least 1 hour"),
    notice_hours: hours(NOTICE_HOURS_MAX),
    holidays: z
      .array(day, { error: 'must be a list such as ["2026-12-25"]' })
      .max(HOLIDAYS_MAX, `must not list more than ${String(HOLIDAYS_MAX)} days`)
      .default([]),
    window: z
      .array(window, {
        error: (issue) =>
          issue.input === undefined
            ? "is missing: say at least once when supply may be switched off"
            : "must be written as [[utility.supply.window]]",
      })
      .min(1, "say at least once when supply may be switched off")
      .max(WINDOWS_MAX, `must not list more than ${String(WINDOWS_MAX)} windows`),
  }),
  payment: z.strictObject({
    processor: text(32).default("none"),
    stripe_account: z
      .string({ error: 'must be text such as "acct_1Abc"' })
      .trim()
      .regex(/^(?:acct_[A-Za-z0-9]{1,64})?$/, 'must be a connected account such as "acct_1Abc"')
      .default(""),
    min: amount,
    max: amount,
    daily_by_text: amount,
    daily_by_codes: z.union([z.literal(""), amount]).default(""),
    /** By a terminal's id, the reader there that Stripe drives. */
    readers: z
      .record(z.string(), z.string().regex(/^tmr_\w{1,64}$/, 'must be a reader such as "tmr_1Abc"'))
      .default({}),
    /** Of cash at a counter; empty where none is said. */
    cash_max: z.union([z.literal(""), amount]).default(""),
    quote_minutes: z
      .int({ error: "must be a whole number of minutes" })
      .min(1, "must be at least 1 minute")
      .max(QUOTE_MINUTES_MAX, "must not be longer than a day")
      .default(15),
  }),
  /** United States only; where nothing is said, no file of it is made. */
  remittance: z
    .strictObject({
      bank_routing: text(9),
      bank_name: text(23),
      company_id: text(10),
      company_name: text(23),
      account_routing: text(9),
      account: text(17),
      account_name: text(22),
    })
    .optional(),
  /** Post-pay; where nothing is said, what core/hub/settings.ts does by default. */
  billing: z
    .strictObject({
      bills: z
        .enum(["own", "imported"], { error: "must be own or imported" })
        .default(defaultBilling.bills),
      due_days: days.default(defaultBilling.dueDays),
      grace_days: days.default(defaultDunning.graceDays),
      overdue_days: days.default(defaultDunning.overdueDays),
      reminded_days: days.default(defaultDunning.remindedDays),
      final_days: days.default(defaultDunning.finalDays),
    })
    .prefault({}),
  /** The rule packs it goes by: one for all, or others by the area of a premise; none where its own rules above hold. */
  rules: z
    .strictObject({
      pack: z.string().trim().max(40).default(""),
      area: z.string().trim().default("all"),
      areas: z.record(z.string(), text(40)).default({}),
    })
    .prefault({}),
  /** Where reads do not come by themselves every day: they are asked for where a decision needs them. */
  reading: z
    .strictObject({
      on_demand: z.boolean({ error: "must be true or false" }).default(false),
      tolerance: amount.default("1.00"),
    })
    .prefault({}),
  notices: z
    .strictObject({
      days_left: z
        .array(z.int().min(1, "must be 1 day or more").max(30, "must be 30 days or less"))
        .max(DAYS_TOLD_MAX, "lists too many")
        .default([7, 3, 1]),
      high_use_percent: z
        .int({ error: "must be a whole number, 0 for never" })
        .refine((percent) => percent === 0 || (percent >= 110 && percent <= 1000), {
          error: "must be from 110 to 1000, or 0 for never",
        })
        .default(200),
    })
    .prefault({}),
  /** Where nothing is said, what core/payment/allocate.ts does by default. */
  allocation: z
    .strictObject({
      order: z
        .array(text(32), { error: 'must be a list such as ["shortfall", "debt_share"]' })
        .default([...defaultAllocation.order]),
      debt_percent: amount.default("10"),
      debt_cap: z.union([z.literal(""), amount]).default(""),
      debt_period: z
        .enum(["day", "week", "month"], { error: "must be day, week or month" })
        .default(defaultAllocation.debtPeriod),
      days_guaranteed: z.int({ error: "must be a whole number of days" }).default(0),
      assistance_pays_debt: z.boolean({ error: "must be true or false" }).default(false),
      returned_fee: amount.default("0"),
    })
    .prefault({}),
  /** Where nothing is said, none is lent. */
  texting: textingSchema.optional(),
  retention: retentionSchema.optional(),
  emergency: z
    .strictObject({
      variant: z.enum(emergencyVariants, { error: "must be A or B" }).default(noEmergency.variant),
      limit: amount.default("0"),
      offer_at: amount.default("0"),
    })
    .prefault({}),
  promises: promisesSchema,
  /** Where nothing is said, a person agrees on every plan. */
  arrangement: z
    .strictObject({
      down_percent: z.int({ error: "must be a whole number of percent" }).default(0),
      down_days: z.int({ error: "must be a whole number of days" }).default(7),
      parts: z.int({ error: "must be a whole number of parts" }).default(0),
      every_days: z.int({ error: "must be a whole number of days" }).default(30),
    })
    .prefault({}),
});

/** True for a day that exists, such as "2026-02-28" but not "2026-02-30". */
export function isDay(written: string): boolean {
  const atMs = /^\d{4}-\d\d-\d\d$/.test(written) ? Date.parse(`${written}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().slice(0, 10) === written;
}

export type UtilityAsWritten = z.infer<typeof utilitySchema>;
