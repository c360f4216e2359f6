/** The shape of a rule pack as a person writes it: names, kinds and bounds, before what it says is compared. */
import { z } from "zod";
import type { Tender } from "../../core/supply/policy.ts";
import { weekdayNames } from "../configuration-file.ts";

/** Longer than any span that a rule we know names, and short enough to show a wrong unit. */
const HOURS_MAX = 1_488;
const DAYS_MAX = 366;
const LIST_MAX = 200;

const words = z.string().trim().min(1, "must not be empty").max(400, "must be shorter");
const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a word such as "extreme_cold"');
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'must be a day such as "2026-12-25"');
const yearly = z.string().regex(/^\d\d-\d\d$/, 'must be a day of the year such as "10-01"');
const time = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as "08:00"');
const amount = z.string().regex(/^-?\d{1,9}(\.\d{1,6})?$/, 'must be an amount such as "75.00"');

const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${String(least)} to ${String(most)}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};
const hours = whole(0, HOURS_MAX);
const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(LIST_MAX, "is too long");

const week = list(z.strictObject({ days: list(z.enum(weekdayNames)), from: time, to: time }));
const friendlyTable = z.strictObject({
  from: day,
  week,
  special_days: list(z.union([day, yearly])),
});
const households = z.enum(["all", "protected"]);
const temperature = z.strictObject({
  measure: z.enum(["high", "low"]),
  side: z.enum(["at_or_below", "at_or_above"]),
  celsius: z.number().min(-60, "must be -60 or more").max(60, "must be 60 or less"),
  days: whole(1, 4),
});

export const packSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9.-]{0,39}$/, 'must be an id such as "us-tx-25.498"'),
  version: whole(1, 9_999),
  title: words,
  effective_from: day,
  effective_to: day.nullable(),
  zone: words,
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency such as "USD"'),
  levels: z.strictObject({
    connect: amount,
    disconnect: amount,
    low: amount,
    emergency: amount.nullable(),
  }),
  data_age_hours: whole(1, HOURS_MAX),
  notice: z.strictObject({
    least_hours: hours,
    most_hours: hours.nullable(),
    channels: list(z.enum(["sms", "ivr", "email", "mail", "hand", "meter"])),
    from: time,
    to: time,
    third_party: z.boolean().optional(),
    languages: list(z.string().regex(/^[a-z]{2}$/, 'must be a language such as "en"')),
  }),
  hours: week,
  holidays: list(day),
  friendly: list(friendlyTable),
  weather_age_hours: whole(1, HOURS_MAX),
  weather: list(
    z.strictObject({
      code,
      households,
      observed: temperature.nullable(),
      forecast: temperature.nullable(),
      advisory: z.strictObject({ name: code, look_back_days: whole(0, 7) }).nullable(),
    }),
  ),
  seasons: list(z.strictObject({ code, first_day: yearly, last_day: yearly, households })),
  medical_days: whole(1, DAYS_MAX).nullable(),
  protected_age_years: whole(50, 110).nullable(),
  pledge_days: whole(1, DAYS_MAX).nullable(),
  pending_hold_minutes: z.strictObject({
    card: whole(0, 43_200),
    bank: whole(0, 43_200),
    cash: whole(0, 43_200),
    check: whole(0, 43_200),
  } satisfies Record<Tender, z.ZodType>),
  failed_payments: z.strictObject({ most: whole(1, 99), days: whole(1, DAYS_MAX) }),
  after_payment_hours: hours,
  payment_channels: list(z.enum(["card", "bank", "cash", "sms", "ivr", "kiosk", "portal"])),
  payment_channel_grace_hours: hours,
  services: list(z.enum(["electricity", "gas", "water"])),
  /** How long after it was paid for supply must have been asked back; null where no rule says. */
  restore_minutes: whole(1, 10_080).nullable(),
  plan: z
    .strictObject({ most_percent_of_payment: whole(1, 100), least_installments: whole(1, 60) })
    .nullable(),
  fees: list(z.strictObject({ code, most: amount })),
  reports: list(words),
  clauses: list(z.strictObject({ field: words, cites: words, says: words, verified: z.boolean() })),
});

export type PackAsWritten = z.infer<typeof packSchema>;
