/** Refunds that the utility asks its card processor for, over HTTP. */
import { Hono } from "hono";
import { z } from "zod";
import type { AskedRefund } from "../../core/hub/ask-refund.ts";
import { type Currency, minorToDecimal, parseDecimal } from "../../core/money.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { isAccountId, wordsOf } from "./protocol.ts";
import { bodyOf, type CounterEnd, type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);

export const refundRequestSchema = z
  .strictObject({
    id: id.meta({
      description: "Made by the caller, once a refund; the same id again gives nothing back again.",
      examples: ["refund-2026-11-25-001"],
    }),
    account: z
      .string()
      .refine(isAccountId, "is no account's id")
      .meta({ description: "The account that the payment was for.", examples: ["A-1001"] }),
    payment: id.meta({ description: "The card payment that is given back." }),
    amount: z
      .string()
      .max(32)
      .optional()
      .meta({ description: "How much; absent: all that is left of it.", examples: ["7.50"] }),
    currency: z.string().meta({ examples: ["USD"] }),
    reason: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
      .meta({ description: "Why, in a word; kept for the books.", examples: ["moved_out"] }),
  })
  .meta({ id: "RefundRequest" });

export const refundSchema = z
  .object({
    id,
    payment: id,
    amount: z.string().meta({ examples: ["7.50"] }),
    currency: z.string(),
    state: z.enum(["asked", "made", "refused", "unresolved"]).meta({
      description:
        "asked: it is on its way; made: the processor gave it back, and the account's books say so; refused: nothing was given back; unresolved: nobody can say, and staff look it up.",
    }),
    refund: z.string().nullable().meta({ description: "The processor's name for it." }),
    code: z.string().nullable().meta({ description: "Why it was refused, or nobody can say." }),
  })
  .meta({ id: "Refund" });

export interface RefundWanted {
  readonly refundId: string;
  readonly accountId: string;
  readonly paymentId: string;
  readonly amountMinor: number | null;
  readonly currency: string;
  readonly reason: string;
}

export interface RefundsEnd extends Pick<CounterEnd, "authorize"> {
  /** The currency that the utility's amounts are in. */
  readonly currencyOf: (utilityId: string) => Promise<Currency>;
  readonly askRefund: (utilityId: string, wanted: RefundWanted) => Promise<AskedRefund | Refusal>;
}

export function refundRoutes({
  authorize,
  currencyOf,
  askRefund,
}: RefundsEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.post("/v1/refunds", authorize("payments:write"), limitBody, async (context) => {
    const { utilityId } = context.var.caller;
    const { json } = orRefuse(bodyOf(await context.req.text()));
    const read = refundRequestSchema.safeParse(json);
    const asked = orRefuse(read.success ? read.data : refuse("bad_refund", wordsOf(read.error)));
    const currency = await currencyOf(utilityId);
    const amountMinor = orRefuse(amountOf(asked.amount, currency));
    const came = orRefuse(
      await askRefund(utilityId, {
        refundId: asked.id,
        accountId: asked.account,
        paymentId: asked.payment,
        amountMinor,
        currency: asked.currency,
        reason: asked.reason,
      }),
    );
    return context.json(refundAnswer(came, currency), came.kind === "repeated" ? 200 : 202);
  });
  return app;
}

export function refundAnswer(
  { refund }: AskedRefund,
  currency: Currency,
): z.input<typeof refundSchema> {
  return {
    id: refund.id,
    payment: refund.paymentId,
    amount: minorToDecimal(refund.amountMinor, currency),
    currency: currency.code,
    state: refund.state,
    refund: refund.refundId,
    code: refund.code,
  };
}

function amountOf(text: string | undefined, { minorDigits }: Currency): number | null | Refusal {
  const minor = text === undefined ? null : parseDecimal(text, minorDigits);
  return isRefusal(minor) ? refuse("bad_amount", `amount: ${minor.message}`) : minor;
}
