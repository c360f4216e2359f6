/** What the counter's end takes and answers, as JSON. Amounts are decimal text: a float must never come near money. */
import { z } from "zod";

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
/** A part of a ledger account's name. */
const drawer = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);
/** No control characters, and no half of a surrogate pair: neither can be kept or shown. */
const clerk = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);
/** Whether a text can be an account's id at all. */
export function isAccountId(text: string): boolean {
  return id.safeParse(text).success;
}

const instant = z.iso.datetime();

export const accountSchema = z
  .object({
    account: id,
    label: z.string().meta({ description: "What texts call the place.", examples: ["Oak St 12"] }),
    mode: z.enum(["prepaid", "postpay"]),
    currency: z.string().meta({ examples: ["USD"] }),
    balance: z.string().meta({
      description:
        "Prepaid money less what is owed, exact to the ledger unit; never includes the parts below.",
      examples: ["12.345678"],
    }),
    pending: z.string().meta({ description: "Payments under way.", examples: ["0.000000"] }),
    estimated: z
      .string()
      .meta({ description: "Charged on estimated reads.", examples: ["0.000000"] }),
    accrued: z.string().meta({
      description:
        "What the minimum and percentage items of open bills have come to; owed when they close.",
      examples: ["0.000000"],
    }),
    debt: z.string().meta({ description: "Old debt.", examples: ["50.000000"] }),
    returned: z.string().meta({
      description: "Payments that came back and their fees.",
      examples: ["0.000000"],
    }),
    deposit: z.string().meta({ description: "Held apart.", examples: ["0.000000"] }),
    emergency_offer: z.string().nullable().meta({
      description: "What emergency credit would lend now; null: none is offered.",
    }),
    emergency_used: z.string().meta({
      description: "Lent and used; the balance has it as owed.",
      examples: ["0.000000"],
    }),
    as_of: instant.nullable().meta({ description: "End of the newest read in the balance." }),
    supply: z.enum(["on", "turning_off", "off", "armed", "turning_on", "load_limited", "unknown"]),
    days_left: z.int().nullable().meta({ description: "At the pace of late; null when unknown." }),
    run_out: z
      .object({
        early: instant.meta({ description: "Before it one time of ten." }),
        likely: instant.meta({ description: "As likely before as after; days_left counts to it." }),
        late: instant.meta({ description: "After it one time of ten; at most a year on." }),
      })
      .nullable()
      .meta({
        description:
          "When the balance above the disconnect level is used up, by the forecast from the newest read; null when unknown and of a post-pay account.",
      }),
    bill: z
      .object({
        due: z.string().meta({ description: "Billed and unpaid.", examples: ["45.68"] }),
        due_day: z.string().nullable().meta({ description: "Of the oldest unpaid bill." }),
        credit: z.string().meta({ description: "For the next bill.", examples: ["0.000000"] }),
        unbilled: z.string().meta({ description: "Used since the last bill." }),
        stage: z
          .enum(["clear", "billed", "overdue", "reminded", "final_notice", "referred"])
          .meta({ description: "How late the oldest unpaid bill is." }),
      })
      .nullable()
      .meta({ description: "Of a post-pay account; null of a prepaid one." }),
    restore: z
      .string()
      .nullable()
      .meta({
        description: "The smallest payment that turns supply on; null while it is on.",
        examples: ["20.00"],
      }),
    meter_silent_since: z.iso.datetime().nullable().meta({
      description:
        "Since when a meter of the account is asked for its reads in vain, or tells none by itself any more, where staff are told of it; null where each is heard.",
    }),
    power_back: z.enum(["credited", "sent", "acknowledged", "verified", "ended"]).nullable().meta({
      description:
        "How far supply has come back since it was last paid for: the money is credited, the command sent, taken by the meter's end, seen at the meter. Null where it never was.",
    }),
    closing: z
      .object({
        id: z.string(),
        is_closed: z.boolean().meta({ description: "False while the day is to come." }),
        leaves: instant,
      })
      .nullable()
      .meta({
        description: "That its customer leaves or has left; what it comes to is its closing.",
      }),
  })
  .meta({ id: "Account" });

/** A bill's key: its source and its id. */
export const billKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}\/[A-Za-z0-9%._-]{1,200}$/)
  .meta({ examples: ["cis/2026-11-0042"] });

export const decimalSchema = z.string().regex(/^\d{1,12}(?:\.\d{1,4})?$/);

/** A household with more accounts than these pays twice; a transfer stays one bounded write. */
const SHARES_MAX = 9;

export const paymentRequestSchema = z
  .strictObject({
    id: id.meta({
      description: "Made by the caller, once a payment; the same id again changes nothing.",
      examples: ["desk-1-2026-11-22-0007"],
    }),
    account: id.meta({ examples: ["A-1001"] }),
    amount: decimalSchema.meta({ examples: ["20.00"] }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .meta({ examples: ["USD"] }),
    tender: z.literal("cash"),
    drawer: drawer.meta({ description: "Which drawer the cash is in.", examples: ["desk-1"] }),
    clerk: clerk.meta({ description: "Who took it.", examples: ["maria"] }),
    bill: billKeySchema
      .optional()
      .meta({ description: "The post-pay bill to pay first; without it, the one due first." }),
    shares: z
      .array(
        z.strictObject({
          account: id,
          amount: decimalSchema,
          bill: billKeySchema.optional(),
        }),
      )
      .max(SHARES_MAX)
      .optional()
      .meta({ description: "Parts of the amount for other accounts; the rest is the account's." }),
  })
  .meta({ id: "PaymentRequest" });

export const paymentResponseSchema = z
  .object({
    id,
    amount: z.string(),
    currency: z.string(),
    confirmation: z.string().meta({ description: "For the receipt.", examples: ["7KQ2-M4"] }),
    account: accountSchema.meta({ description: "The account after the payment." }),
  })
  .meta({ id: "Payment" });

const amount = z.string().meta({ examples: ["1.200000"] });

export const chargeSchema = z
  .object({
    services: z.array(
      z.object({
        service: z.string(),
        commodity: z.enum(["electricity", "gas", "water"]),
        from: instant,
        to: instant.meta({ description: "End of the newest read of the batch." }),
        lines: z.array(
          z.object({
            tariff: z.string().meta({ description: "Tariff and version.", examples: ["d1/3"] }),
            bill: z.string().nullable().meta({ description: "Its first month; null: flat price." }),
            period: z.int().nullable(),
            tier: z.int().nullable().meta({ description: "Counted from 1." }),
            quantity: z.string().meta({ description: "Below 0 where a correction took away." }),
            price: z.string(),
            product: z.string(),
          }),
        ),
        remainder: z.string().meta({
          description: "What rounding added: the products and this add up to usage.",
        }),
        usage: amount.meta({ description: "Posted for use." }),
        fixed: amount.meta({ description: "Posted for the days of service." }),
        percent: amount.meta({ description: "Posted for taxes and rebates in percent." }),
      }),
    ),
  })
  .meta({ id: "Charge", description: "What a batch of reads was charged for, as exact decimals." });

/** Every field that is wrong, as "drawer: words; clerk: words". */
export function wordsOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => `${path.length === 0 ? "body" : path.join(".")}: ${message}`)
    .join("; ");
}

/** GET /counter/sandbox-key?utility=ID, in the sandbox alone: a key that it made for its own counter. */
export interface SandboxKey {
  readonly utility: string;
  readonly token: string;
}

export type ChargeAnswer = z.input<typeof chargeSchema>;
export type AccountAnswer = z.input<typeof accountSchema>;
export type PaymentAnswer = z.input<typeof paymentResponseSchema>;
