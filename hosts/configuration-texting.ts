/** What of a utility's file bounds its texts: how fast, how much a day, and to which countries. */
import { z } from "zod";
import type { TextingPolicy } from "../core/hub/admit-text.ts";
import type { CodeUsePolicy } from "../core/hub/code-use.ts";
import type { Currency } from "../core/money.ts";
import { amountOf, type Note } from "./configuration-amount.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Carriers give a short code a thousand a second, and a number abroad one in ten. */
const rate = (most: number) => z.number().positive("must be more than 0").max(most).optional();

export const textingSchema = z.strictObject({
  number_per_second: rate(1_000),
  campaign_per_minute: rate(60_000),
  cost: z.string().trim().default("0"),
  daily_spend: z.string().trim().default(""),
  alarm_percent: z.int().min(1).max(100).default(80),
  countries: z
    .array(z.string().regex(/^[1-9]\d{0,2}$/, 'must be a calling code such as "1"'))
    .max(20)
    .default([]),
  codes_a_prefix: z.int().min(1).max(100_000).optional(),
  codes_used_percent: z.int().min(1).max(100).optional(),
  codes_used_hours: z.int().min(1).max(168).default(24),
  codes_used_least: z.int().min(2).max(10_000).default(10),
});

/** Null where the file says nothing of it: then nothing bounds texts but the carrier. */
export function textingOf(
  written: z.infer<typeof textingSchema> | undefined,
  { ledgerDigits }: Currency,
  note: Note,
): TextingPolicy | null {
  if (written === undefined) return null;
  const { number_per_second: perSecond, campaign_per_minute: perMinute, countries } = written;
  const { cost, daily_spend: daily, alarm_percent: alarmPercent } = written;
  const costUnits = amountOf(cost, ledgerDigits, "texting.cost", note);
  const dailyUnits =
    daily === "" ? null : amountOf(daily, ledgerDigits, "texting.daily_spend", note);
  if (dailyUnits !== null && !(costUnits > 0)) {
    note("texting.cost", "no_cost", "must say what a text costs where a day's spending is bounded");
  }
  return {
    numberEveryMs: perSecond === undefined ? null : Math.ceil(SECOND_MS / perSecond),
    campaignEveryMs: perMinute === undefined ? null : Math.ceil(MINUTE_MS / perMinute),
    costUnits,
    dailyUnits,
    alarmPercent,
    callingCodes: countries.length === 0 ? null : countries,
    codesAPrefix: written.codes_a_prefix ?? null,
    codeUse: codeUseOf(written),
  };
}

function codeUseOf(written: z.infer<typeof textingSchema>): CodeUsePolicy | null {
  const { codes_used_percent: leastPercent, codes_used_hours: hours } = written;
  if (leastPercent === undefined) return null;
  return { leastPercent, withinMs: hours * HOUR_MS, sentLeast: written.codes_used_least };
}
