/** What is told of the end of an account over HTTP: when its customer leaves, and where what is left of its money goes. */
import { z } from "zod";
import { decimalSchema, isAccountId } from "./protocol.ts";

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
/** A part of a ledger account's name. */
const drawer = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);
const account = z.string().refine(isAccountId, "is no account's id");
const words = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);
const instant = z.iso.datetime();
const day = z.iso.date();

/** Services of one account; more are at no household. */
const FINAL_READS_MAX = 10;

export const closingRequestSchema = z
  .strictObject({
    id: id.meta({ description: "Made by the caller, once a closing.", examples: ["out-17"] }),
    day: day.optional().meta({
      description:
        "The last day that is the customer's, by the account's clock; absent closes it at once.",
    }),
    move_to: account.optional().meta({
      description:
        "Another account of the same customer, which takes the credit that is left, and what is owed as old debt.",
      examples: ["A-1002"],
    }),
    final_reads: z
      .array(z.strictObject({ meter: id, register: decimalSchema }))
      .max(FINAL_READS_MAX)
      .optional()
      .meta({ description: "What registers show as the customer leaves; taken as reads are." }),
    clerk: words.meta({ description: "Who closes it.", examples: ["maria"] }),
  })
  .meta({ id: "ClosingRequest" });

export const withdrawalRequestSchema = z
  .strictObject({ id, clerk: words })
  .meta({ id: "ClosingWithdrawal" });

export const payoutPaidSchema = z
  .strictObject({
    reference: words.meta({
      description: "How the bank or the receipt has it.",
      examples: ["check 1042"],
    }),
    drawer: drawer.optional().meta({
      description: "Out of which drawer cash was taken; absent where the bank paid.",
    }),
    clerk: words.meta({ examples: ["maria"] }),
  })
  .meta({ id: "PayoutPaid" });

const payout = z.object({
  payout: z.string(),
  amount: z.string(),
  state: z.enum(["waiting", "paid"]),
  reference: z.string().nullable(),
  paid_from: z.string().nullable().meta({ description: "bank, or a drawer." }),
  paid_by: z.string().nullable(),
  since: instant,
});

export const closingSchema = z
  .object({
    account: z.string(),
    closing: z
      .string()
      .nullable()
      .meta({ description: "Null of a preview, by which nothing is done." }),
    state: z.enum(["preview", "asked", "closed", "settled"]).meta({
      description:
        "Asked: the day is still to come. Closed: what is left waits for the last reads. Settled: it is reckoned, and anew after each late read or payment.",
    }),
    leaves: instant.meta({ description: "Until when the services are the customer's." }),
    day: day.nullable(),
    move_to: z.string().nullable(),
    currency: z.string(),
    services: z.array(
      z.object({
        service: z.string(),
        commodity: z.enum(["electricity", "gas", "water"]),
        label: z.string(),
        meter: z.string().nullable(),
        read_through: instant.nullable(),
        is_read: z.boolean().meta({ description: "Whether its reads reach the end." }),
        supply: z.string().meta({ description: "Left as it is: closing turns nothing off or on." }),
      }),
    ),
    billed: z.string().meta({ description: "All of the final bill.", examples: ["12.34"] }),
    owed: z.string().meta({ description: "What is still owed, whatever for." }),
    due: day.nullable().meta({ description: "When the oldest of it is due." }),
    refunds: z
      .array(
        z.object({
          payment: z.string(),
          amount: z.string(),
          state: z.enum(["asked", "unresolved", "made", "refused"]),
        }),
      )
      .meta({ description: "What goes back to the cards that it was paid with." }),
    payouts: z.array(payout).meta({ description: "What people pay out." }),
    moved: z
      .array(z.object({ account: z.string(), amount: z.string() }))
      .meta({ description: "What went to another account; below 0 what was owed." }),
    waiting: z.string().meta({
      description:
        "Credit and deposit that is not given away: it waits for the day, for reads, for a pledge that is not paid, or for a bank's decision.",
    }),
    ended: z
      .object({
        autopay: z.boolean(),
        second_contact: z.boolean(),
        emergency_credit: z.string().nullable(),
        debt_terms: z.string().nullable(),
        quotes: z.int(),
        notices: z.int(),
        pay_codes: z.int(),
        disconnections_withdrawn: z.array(z.string()),
        reconnections_withdrawn: z.array(z.string()),
        left_off: z.array(z.string()),
        going_on: z
          .object({
            payments: z.array(z.string()),
            pledges: z.array(z.string()),
            disputes: z.array(z.string()),
          })
          .meta({ description: "Taken along: each comes to its end, and is reckoned then." }),
      })
      .nullable()
      .meta({ description: "What ended with it; null while the day is to come." }),
  })
  .meta({ id: "Closing" });

export const payoutsSchema = z
  .object({
    payouts: z.array(
      payout.extend({ account: z.string(), name: z.string(), currency: z.string() }),
    ),
  })
  .meta({ id: "Payouts" });

export type ClosingAnswer = z.input<typeof closingSchema>;
export type PayoutsAnswer = z.input<typeof payoutsSchema>;
