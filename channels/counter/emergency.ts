/** Emergency credit over HTTP: a clerk or a program takes it up for a customer who agreed to it. */
import { Hono } from "hono";
import { z } from "zod";
import type { Invoked } from "../../core/hub/invoke-emergency.ts";
import { type Currency, unitsToDecimal } from "../../core/money.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { isAccountId, wordsOf } from "./protocol.ts";
import { bodyOf, type CounterEnd, type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";

export const emergencyRequestSchema = z
  .strictObject({
    id: z
      .string()
      .refine(isAccountId, "is no id")
      .meta({
        description: "Made by the caller, once a grant; the same id again changes nothing.",
        examples: ["desk-1-ec-0007"],
      }),
  })
  .meta({ id: "EmergencyRequest" });

export const emergencySchema = z
  .object({
    id: z.string(),
    account: z.string(),
    lent: z.string().meta({ description: "What the grant lends.", examples: ["10.000000"] }),
    remaining: z.string().meta({ description: "What of it is left to use." }),
  })
  .meta({ id: "EmergencyCredit" });

export interface EmergencyEnd extends Pick<CounterEnd, "authorize"> {
  /** The currency that the utility's amounts are in. */
  readonly currencyOf: (utilityId: string) => Promise<Currency>;
  readonly invokeEmergency: (
    utilityId: string,
    asked: { readonly accountId: string; readonly grantId: string },
  ) => Promise<Invoked | Refusal>;
}

export function emergencyRoutes({
  authorize,
  currencyOf,
  invokeEmergency,
}: EmergencyEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  const path = "/v1/accounts/:id/emergency-credit";
  app.post(path, authorize("payments:write"), limitBody, async (context) => {
    const { utilityId } = context.var.caller;
    const { json } = orRefuse(bodyOf(await context.req.text()));
    const read = emergencyRequestSchema.safeParse(json);
    const asked = orRefuse(read.success ? read.data : refuse("bad_request", wordsOf(read.error)));
    const accountId = context.req.param("id");
    const invoked = orRefuse(await invokeEmergency(utilityId, { accountId, grantId: asked.id }));
    const currency = await currencyOf(utilityId);
    const answer: z.input<typeof emergencySchema> = {
      id: asked.id,
      account: accountId,
      lent: unitsToDecimal(invoked.limitUnits, currency),
      remaining: unitsToDecimal(invoked.remainingUnits, currency),
    };
    return context.json(answer, invoked.kind === "repeated" ? 200 : 201);
  });
  return app;
}
