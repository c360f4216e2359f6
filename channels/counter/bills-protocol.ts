/** What is told of post-pay bills over HTTP: bills that another system made, an account's own, and how an account is billed. */
import { z } from "zod";
import { billKeySchema, decimalSchema, isAccountId } from "./protocol.ts";

/** A day's bills of a small utility; a larger run is sent in several requests. */
const BILLS_MAX = 1_000;

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
const account = z.string().refine(isAccountId, "is no account's id");
/** A part of a ledger account's name. */
const source = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);
const day = z.iso.date();
/** The last number that a version may have: beyond it no system counts corrections of one bill. */
const VERSION_MAX = 1_000_000;

export const billSchema = z
  .strictObject({
    account: account.meta({ examples: ["A-1003"] }),
    source: source.meta({ description: "The system that made it.", examples: ["cis"] }),
    bill: id.meta({ examples: ["2026-11-0042"] }),
    version: z
      .int()
      .min(1)
      .max(VERSION_MAX)
      .meta({ description: "Counts corrections of the bill; an amount of 0 withdraws it." }),
    issued: day,
    due: day,
    amount: decimalSchema.meta({ examples: ["45.68"] }),
    currency: z.string().regex(/^[A-Z]{3}$/),
  })
  .meta({ id: "Bill" });

export const billsRequestSchema = z
  .strictObject({ bills: z.array(billSchema).min(1).max(BILLS_MAX) })
  .meta({ id: "BillsRequest" });

/** The request as it is read: each of its items is judged alone. */
export const billsEnvelopeSchema = z.strictObject({
  bills: z.array(z.unknown()).min(1).max(BILLS_MAX),
});

export const billsResponseSchema = z
  .object({
    results: z.array(
      z.object({
        outcome: z.enum(["billed", "unchanged", "refused"]),
        code: z.string().nullable(),
        message: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "BillsResponse" });

export const accountBillsSchema = z
  .object({
    bills: z.array(
      z.object({
        bill: billKeySchema.meta({ description: "The key that a payment may name." }),
        version: z.int(),
        issued: day,
        due: day,
        amount: z.string(),
        paid: z.string(),
      }),
    ),
  })
  .meta({ id: "AccountBills", description: "The newest first, at most a hundred." });

const words = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

export const billingRequestSchema = z
  .strictObject({
    id: id.meta({ description: "Made by the caller, once a change.", examples: ["change-17"] }),
    mode: z.enum(["prepaid", "postpay"]),
    agreed: z.strictObject({
      by: words.meta({ description: "Who agreed.", examples: ["Ana Ruiz, in person"] }),
      terms: id.meta({ description: "The version of the terms.", examples: ["prepay-2026-03"] }),
      channel: z.enum(["counter", "call", "text", "mail", "web"]),
    }),
    clerk: words.meta({ examples: ["maria"] }),
  })
  .meta({ id: "BillingRequest" });
