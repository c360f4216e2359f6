/** Links by which a customer saves a first card, given out to the utility's own systems and clerks. */
import { Hono } from "hono";
import { z } from "zod";
import { type Currency, parseDecimal } from "../../core/money.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { isAccountId, wordsOf } from "./protocol.ts";
import { bodyOf, type CounterEnd, type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";

export const payLinkRequestSchema = z
  .strictObject({
    account: z
      .string()
      .refine(isAccountId, "is no account's id")
      .meta({ examples: ["A-1001"] }),
    amount: z
      .string()
      .regex(/^\d{1,12}(?:\.\d{1,4})?$/)
      .optional()
      .meta({
        description: "Paid with the card once it is saved; absent: it is only saved.",
        examples: ["20.00"],
      }),
  })
  .meta({ id: "PayLinkRequest" });

export const payLinkSchema = z
  .object({
    url: z.string().meta({
      description:
        "Opens the page, once. Told here and kept nowhere: give it to the customer alone.",
    }),
    expires_at: z.string().meta({ examples: ["2026-11-25T20:30:00.000Z"] }),
  })
  .meta({ id: "PayLink" });

export interface PayLinksEnd extends Pick<CounterEnd, "authorize"> {
  readonly currencyOf: (utilityId: string) => Promise<Currency>;
  readonly makeLink: (
    utilityId: string,
    asked: { readonly accountId: string; readonly amountMinor: number | null },
    requestUrl: string,
  ) => Promise<{ readonly url: string; readonly expiresAtMs: number } | Refusal>;
}

export function payLinkRoutes({
  authorize,
  currencyOf,
  makeLink,
}: PayLinksEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.post("/v1/pay-links", authorize("payments:write"), limitBody, async (context) => {
    const { utilityId } = context.var.caller;
    const { json } = orRefuse(bodyOf(await context.req.text()));
    const read = payLinkRequestSchema.safeParse(json);
    const asked = orRefuse(read.success ? read.data : refuse("bad_link", wordsOf(read.error)));
    const amountMinor = orRefuse(amountOf(asked.amount, await currencyOf(utilityId)));
    const of = { accountId: asked.account, amountMinor };
    const { url, expiresAtMs } = orRefuse(await makeLink(utilityId, of, context.req.url));
    const answer: z.input<typeof payLinkSchema> = {
      url,
      expires_at: new Date(expiresAtMs).toISOString(),
    };
    return context.json(answer, 201);
  });
  return app;
}

function amountOf(text: string | undefined, { minorDigits }: Currency): number | null | Refusal {
  const minor = text === undefined ? null : parseDecimal(text, minorDigits);
  return isRefusal(minor) ? refuse("bad_amount", `amount: ${minor.message}`) : minor;
}
