/** What credit, debt and other people's money are asked with and answered by, as JSON; amounts are decimal text. */
import { z } from "zod";
import { isAccountId } from "./protocol.ts";

const id = z.string().refine(isAccountId, "is no id");
const amount = z
  .string()
  .regex(/^\d{1,12}(?:\.\d{1,4})?$/)
  .meta({ examples: ["20.00"] });
const days = z.int().min(1).max(366);
/** A part of a ledger account's name. */
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);
const who = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ examples: ["USD"] });
const made = { description: "Made by the caller; the same id again changes nothing." };

export const debtRequestSchema = z
  .strictObject({ id: id.meta(made), amount })
  .meta({ id: "DebtRequest", description: "Old debt that an account brings along." });

/** A day's debts of a take-over; a larger run is sent in several requests. */
const DEBTS_MAX = 1_000;
/** The last number that a version may have: beyond it no system counts corrections of one debt. */
const VERSION_MAX = 1_000_000;

export const carriedDebtSchema = z
  .strictObject({
    account: id.meta({ examples: ["A-1003"] }),
    source: name.meta({ description: "The system that carried it.", examples: ["cis"] }),
    debt: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
      .meta({ examples: ["2025-0042"] }),
    version: z
      .int()
      .min(1)
      .max(VERSION_MAX)
      .meta({ description: "Counts corrections of the debt; an amount of 0 withdraws it." }),
    amount: amount.meta({ description: "What is owed of it on the day it is carried over." }),
    currency,
  })
  .meta({ id: "CarriedDebt" });

export const carriedDebtsRequestSchema = z
  .strictObject({ debts: z.array(carriedDebtSchema).min(1).max(DEBTS_MAX) })
  .meta({ id: "CarriedDebtsRequest" });

/** The request as it is read: each of its items is judged alone. */
export const carriedDebtsEnvelopeSchema = z.strictObject({
  debts: z.array(z.unknown()).min(1).max(DEBTS_MAX),
});

export const carriedDebtsResponseSchema = z
  .object({
    results: z.array(
      z.object({
        outcome: z.enum(["carried", "unchanged", "refused"]),
        code: z.string().nullable(),
        message: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "CarriedDebtsResponse" });

export const termsRequestSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ id, kind: z.literal("time"), weekly: amount }),
    z.strictObject({
      id,
      kind: z.literal("plan"),
      down: amount,
      down_days: z.int().min(0).max(366),
      instalments: z.int().min(1).max(103),
      every_days: days,
    }),
  ])
  .meta({
    id: "DebtTermsRequest",
    description:
      "By time: a weekly amount, taken in a hundred slices. By plan: a down payment, then instalments, each due by the end of its day.",
  });

export const termsSchema = z
  .object({
    id: z.string(),
    account: z.string(),
    due: z.array(z.object({ by: z.iso.datetime(), amount: z.string() })).meta({
      description: "Of a plan, its parts; empty where debt is collected by time.",
    }),
  })
  .meta({ id: "DebtTerms" });

export const doneSchema = z
  .object({ id: z.string(), account: z.string() })
  .meta({ id: "Done", description: "It is done, or was before." });

export const pledgeRequestSchema = z
  .strictObject({
    id: id.meta(made),
    agency: name.meta({ examples: ["county-heat"] }),
    amount,
    days: days.meta({ description: "Unless it is paid by then, it is taken back." }),
  })
  .meta({ id: "PledgeRequest" });

export const pledgeEndSchema = z
  .strictObject({ outcome: z.enum(["paid", "taken_back"]) })
  .meta({ id: "PledgeEnd" });

export const pledgeSchema = z
  .object({
    id: z.string(),
    account: z.string(),
    agency: z.string(),
    amount: z.string(),
    state: z.enum(["pledged", "paid", "expired", "taken_back"]),
    expires: z.iso.datetime(),
  })
  .meta({ id: "Pledge" });

export const depositRequestSchema = z
  .strictObject({
    id: id.meta(made),
    move: z.enum(["taken", "returned", "applied"]),
    amount,
    drawer: name,
  })
  .meta({ id: "DepositRequest" });

export const depositSchema = z
  .object({ id: z.string(), account: z.string(), held: z.string() })
  .meta({ id: "Deposit", description: "What is held of it after the move." });

export const payCodeRequestSchema = z
  .strictObject({
    account: id,
    cap: amount.meta({ description: "All that may be paid by it." }),
    uses: z.int().min(1).max(50).default(1),
    days: z.int().min(1).max(31).default(7),
  })
  .meta({ id: "PayCodeRequest" });

export const payCodeSchema = z
  .object({
    code: z.string().meta({ description: "Nine digits and a check digit." }),
    cap: z.string(),
    uses: z.int(),
    expires: z.iso.datetime(),
  })
  .meta({ id: "PayCode", description: "Of the account it says nothing." });

export const codePaymentRequestSchema = z
  .strictObject({ id: id.meta(made), amount, currency, drawer: name, clerk: who })
  .meta({ id: "CodePaymentRequest" });

export const codePaymentSchema = z
  .object({ id: z.string(), amount: z.string(), currency: z.string(), confirmation: z.string() })
  .meta({ id: "CodePayment", description: "Whose account it was for is not told." });

export const heldRequestSchema = z
  .strictObject({
    id: id.meta(made),
    source: name.meta({ description: "Who brought it.", examples: ["corner-shops"] }),
    tender: z.enum(["cash", "bank", "check"]),
    amount,
    currency,
    reference: z.string().max(140).meta({ description: "What was given in place of an account." }),
  })
  .meta({ id: "HeldMoneyRequest" });

export const heldSchema = z
  .object({
    id: z.string(),
    source: z.string(),
    tender: z.string(),
    amount: z.string(),
    reference: z.string(),
    why: z.string(),
    since: z.iso.datetime(),
    assigned_to: z.string().nullable(),
    suggestions: z.array(z.object({ account: z.string(), because: z.string() })),
  })
  .meta({ id: "HeldMoney" });

export const heldListSchema = z.object({ waiting: z.array(heldSchema) }).meta({ id: "HeldList" });

export const assignRequestSchema = z
  .strictObject({ account: id, clerk: who })
  .meta({ id: "AssignRequest" });
