/** Payments that came back, over HTTP: what the bank or the processor tells the utility, told on to the hub. */
import { Hono } from "hono";
import { z } from "zod";
import type { Returned } from "../../core/hub/return-payment.ts";
import { type Currency, unitsToDecimal } from "../../core/money.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { isAccountId, wordsOf } from "./protocol.ts";
import { bodyOf, type CounterEnd, type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";

export const returnRequestSchema = z
  .strictObject({
    account: z
      .string()
      .refine(isAccountId, "is no account's id")
      .meta({ description: "The account that the payment was for.", examples: ["A-1001"] }),
    reason: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
      .meta({ description: "The bank's or the processor's code.", examples: ["R01"] }),
  })
  .meta({ id: "ReturnRequest" });

export const returnSchema = z
  .object({
    id: z.string().meta({ description: "The payment's." }),
    account: z.string(),
    fee: z.string().meta({
      description: "Owed for it by the utility's policy, and taken first from the next payment.",
      examples: ["25.000000"],
    }),
    won_reconnect: z.boolean().meta({ description: "Whether the payment had turned supply on." }),
  })
  .meta({ id: "Return" });

export interface PaymentCameBack {
  readonly paymentId: string;
  readonly accountId: string;
  readonly reason: string;
}

export interface ReturnsEnd extends Pick<CounterEnd, "authorize"> {
  /** The currency that the utility's amounts are in. */
  readonly currencyOf: (utilityId: string) => Promise<Currency>;
  readonly returnPayment: (
    utilityId: string,
    cameBack: PaymentCameBack,
  ) => Promise<Returned | Refusal>;
}

export function returnRoutes({
  authorize,
  currencyOf,
  returnPayment,
}: ReturnsEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.post("/v1/payments/:id/return", authorize("payments:write"), limitBody, async (context) => {
    const { utilityId } = context.var.caller;
    const { json } = orRefuse(bodyOf(await context.req.text()));
    const read = returnRequestSchema.safeParse(json);
    const asked = orRefuse(read.success ? read.data : refuse("bad_return", wordsOf(read.error)));
    const paymentId = context.req.param("id");
    const { account: accountId, reason } = asked;
    const came = orRefuse(await returnPayment(utilityId, { paymentId, accountId, reason }));
    const answer: z.input<typeof returnSchema> = {
      id: paymentId,
      account: accountId,
      fee: unitsToDecimal(came.feeUnits, await currencyOf(utilityId)),
      won_reconnect: came.wonReconnect,
    };
    return context.json(answer, came.kind === "repeated" ? 200 : 201);
  });
  return app;
}
