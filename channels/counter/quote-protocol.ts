/** What a quote is asked with and answered by, as JSON; amounts are decimal text. */
import { z } from "zod";
import type { HeldQuote } from "../../core/hub/hold-quote.ts";
import type { AccountOffer } from "../../core/hub/offer.ts";
import { minorToDecimal, unitsToDecimal } from "../../core/money.ts";

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);

export const quoteRequestSchema = z
  .strictObject({
    id: id.meta({
      description: "Made by the caller, once a quote; the same id again holds nothing more.",
      examples: ["desk-1-q-0007"],
    }),
    account: id.meta({ examples: ["A-1001"] }),
    amount: z
      .string()
      .regex(/^\d{1,12}(?:\.\d{1,4})?$/)
      .optional()
      .meta({
        description: "Absent: the smallest amount that turns supply on.",
        examples: ["20.00"],
      }),
  })
  .meta({ id: "QuoteRequest" });

export const offerSchema = z
  .object({
    account: id,
    amount: z.string().meta({ examples: ["10.23"] }),
    currency: z.string().meta({ examples: ["USD"] }),
    split: z
      .array(
        z.object({
          for: z.string().meta({ examples: ["debt_share"] }),
          ledger_account: z.string().meta({ examples: ["arrears"] }),
          amount: z.string().meta({ examples: ["1.020000"] }),
        }),
      )
      .meta({
        description: "What the amount goes to, in the utility's order; sums to it exactly.",
      }),
    balance_before: z.string(),
    balance_after: z.string(),
    supply_on: z
      .boolean()
      .meta({ description: "Whether supply is on, or is turned on, after it." }),
    smallest: z.string().nullable().meta({
      description: "The smallest payment after which supply is on; null: none is needed.",
    }),
    days_left: z.int().nullable().meta({ description: "After it, at the pace of late." }),
    lasts_until: z
      .string()
      .nullable()
      .meta({ description: "The local day.", examples: ["2026-12-03"] }),
  })
  .meta({ id: "Offer" });

export const quoteSchema = offerSchema
  .extend({
    id,
    held_until: z.iso.datetime().meta({
      description: "Agreed to before then, the amount turns supply on, whatever is used meanwhile.",
    }),
    used_by: z.string().nullable().meta({ description: "The payment that used it." }),
  })
  .meta({ id: "Quote" });

export function offerAnswer(offer: AccountOffer): z.input<typeof offerSchema> {
  const { currency, smallestMinor } = offer;
  return {
    account: offer.accountId,
    amount: minorToDecimal(offer.amountMinor, currency),
    currency: currency.code,
    split: offer.parts.map(({ target, account, amountUnits }) => ({
      for: target,
      ledger_account: account,
      amount: unitsToDecimal(amountUnits, currency),
    })),
    balance_before: unitsToDecimal(offer.before.balanceUnits, currency),
    balance_after: unitsToDecimal(offer.balanceAfterUnits, currency),
    supply_on: offer.reaches,
    smallest: smallestMinor === null ? null : minorToDecimal(smallestMinor, currency),
    days_left: offer.daysLeft,
    lasts_until: offer.lastsUntil,
  };
}

export function quoteAnswer({
  quote,
  offer,
}: Pick<HeldQuote, "quote" | "offer">): z.input<typeof quoteSchema> {
  return {
    ...offerAnswer(offer),
    id: quote.id,
    held_until: new Date(quote.expiresAtMs).toISOString(),
    used_by: quote.paymentId,
  };
}
