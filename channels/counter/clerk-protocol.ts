/** What a clerk's page asks beside the account and the payment, as JSON. */
import { z } from "zod";
import { accountSchema } from "./protocol.ts";

const instant = z.iso.datetime();
const supply = accountSchema.shape.supply;

export const keySchema = z
  .object({
    key: z.string().meta({ description: "Its id, as lists and the journal have it." }),
    name: z.string().meta({ description: "Who uses it." }),
    scopes: z.array(z.enum(["read", "reads:write", "payments:write", "admin"])),
    utility: z.string(),
    utility_name: z.string(),
    currency: z.string().meta({ examples: ["USD"] }),
    minor_digits: z.int().meta({ description: "Decimals that cash has.", examples: [2] }),
    zone: z.string().meta({ examples: ["America/Chicago"] }),
    simulated: z.array(z.string()).meta({ description: "Which ends of this hub are stand-ins." }),
  })
  .meta({ id: "Key" });

export const accountSearchSchema = z
  .strictObject({
    text: z
      .string()
      .trim()
      .min(3)
      .max(64)
      .meta({
        description:
          "A part of an account's id or of a name, or at least four last digits of a number.",
        examples: ["555 0141"],
      }),
  })
  .meta({ id: "AccountSearch" });

export const foundAccountsSchema = z
  .object({
    accounts: z.array(
      z.object({
        account: z.string(),
        name: z.string(),
        label: z.string(),
        supply,
        balance: z.string(),
        currency: z.string(),
        phone_ends: z.string().nullable().meta({
          description: "Four digits of the number that it was found by; null where by none.",
        }),
      }),
    ),
  })
  .meta({ id: "FoundAccounts" });

export const particularsSchema = z
  .object({
    account: z.string(),
    name: z.string().meta({ description: "The customer's." }),
    zone: z.string(),
    contacts: z.array(z.object({ line: z.string(), language: z.string() })),
    services: z.array(
      z.object({
        service: z.string(),
        commodity: z.enum(["electricity", "gas", "water"]),
        label: z.string().meta({ examples: ["Oak St 12"] }),
        meter: z.string().nullable(),
        supply,
      }),
    ),
    off: z
      .object({
        decision: z.string().meta({ description: "As `switchboard decision show` takes it." }),
        at: instant,
        balance: z.string().meta({ description: "What it was decided on." }),
        told: instant.nullable().meta({ description: "When its notice had reached somebody." }),
        rule: z
          .string()
          .nullable()
          .meta({ description: "The rule pack; null: the utility's own." }),
        reasons: z
          .array(z.string())
          .meta({ description: "The stored decision in plain words, a guard a line." }),
      })
      .nullable()
      .meta({ description: "Null while it is on, or where this hub did not turn it off." }),
    warned: z
      .object({
        told: instant,
        off_after: instant,
        pay: z.string().meta({ description: "The least that keeps it on." }),
        rule: z.string().nullable(),
      })
      .nullable(),
    payments: z
      .array(
        z.object({
          id: z.string(),
          state: z.enum(["pending", "settled", "declined", "refused", "unresolved", "returned"]),
          tender: z.enum(["card", "cash", "bank", "check"]),
          amount: z.string(),
          channel: z.string(),
          at: instant,
          confirmation: z.string().nullable(),
        }),
      )
      .meta({ description: "The newest ten, whatever became of them." }),
  })
  .meta({ id: "Particulars" });

export type KeyAnswer = z.input<typeof keySchema>;
export type FoundAnswer = z.input<typeof foundAccountsSchema>;
export type ParticularsAnswer = z.input<typeof particularsSchema>;
