/** A customer's standing word to charge a saved method, over HTTP. */
import { Hono } from "hono";
import { z } from "zod";
import type { AgreeAutopay } from "../../core/hub/agree-autopay.ts";
import { type Currency, minorToUnits } from "../../core/money.ts";
import type { Refusal } from "../../core/refusal.ts";
import { amountOf, bodyAs, statusOf } from "./act-route.ts";
import { type CounterEnd, type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";

const amount = z
  .string()
  .regex(/^\d{1,12}(?:\.\d{1,4})?$/)
  .meta({ examples: ["20.00"] });

export const autopayRequestSchema = z
  .strictObject({
    method: z.string().min(1).max(200).optional().meta({
      description: "Which saved method; absent where the customer has one only.",
    }),
    when: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("threshold"), below: amount }),
      z.strictObject({ kind: z.literal("interval"), every_days: z.int().min(1).max(366) }),
    ]),
    pay: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("fixed"), amount }),
      z.strictObject({ kind: z.literal("target"), to: amount }),
    ]),
    day_cap: amount,
    month_cap: amount,
  })
  .meta({ id: "AutopayRequest" });

export interface AutopayEnd extends Pick<CounterEnd, "authorize"> {
  /** The currency that the utility's amounts are in. */
  readonly currencyOf: (utilityId: string) => Promise<Currency>;
  readonly agree: (
    utilityId: string,
    accountId: string,
    asked: { readonly methodId: string | null; readonly plan: AgreeAutopay["plan"] },
  ) => Promise<{ readonly kind: string } | Refusal>;
  readonly end: (
    utilityId: string,
    accountId: string,
  ) => Promise<{ readonly kind: string } | Refusal>;
}

export function autopayRoutes(end: AutopayEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  const writes = end.authorize("payments:write");
  app.post("/v1/accounts/:id/autopay", writes, limitBody, async (context) => {
    const { utilityId } = context.var.caller;
    const asked = await bodyAs(context, autopayRequestSchema);
    const currency = await end.currencyOf(utilityId);
    const account = context.req.param("id");
    const methodId = asked.method ?? null;
    const plan = planOf(asked, currency);
    const agreed = orRefuse(await end.agree(utilityId, account, { methodId, plan }));
    return context.json({ id: account, account }, statusOf(agreed));
  });
  app.post("/v1/accounts/:id/autopay/end", writes, async (context) => {
    const account = context.req.param("id");
    orRefuse(await end.end(context.var.caller.utilityId, account));
    return context.json({ id: account, account });
  });
  return app;
}

function planOf(
  { when, pay, day_cap: dayCap, month_cap: monthCap }: z.output<typeof autopayRequestSchema>,
  currency: Currency,
): AgreeAutopay["plan"] {
  const units = (text: string): number => minorToUnits(amountOf(text, currency), currency);
  return {
    when:
      when.kind === "threshold"
        ? { kind: "threshold", belowUnits: units(when.below) }
        : { kind: "interval", everyDays: when.every_days },
    pay:
      pay.kind === "fixed"
        ? { kind: "fixed", amountMinor: amountOf(pay.amount, currency) }
        : { kind: "target", toUnits: units(pay.to) },
    dayCapMinor: amountOf(dayCap, currency),
    monthCapMinor: amountOf(monthCap, currency),
  };
}
