/** Quotes over HTTP: what an amount buys, held for a while so that paying it does what it was said to do. */
import { Hono } from "hono";
import type { HeldQuote } from "../../core/hub/hold-quote.ts";
import { type Currency, parseDecimal } from "../../core/money.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { quoteAnswer, quoteRequestSchema } from "./quote-protocol.ts";
import { bodyOf, type CounterEnd, type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";
import { wordsOf } from "./protocol.ts";

export interface QuoteAsked {
  readonly quoteId: string;
  readonly accountId: string;
  readonly amountMinor: number | null;
}

export interface QuotesEnd extends Pick<CounterEnd, "authorize"> {
  /** The currency that the utility's amounts are in. */
  readonly currencyOf: (utilityId: string) => Promise<Currency>;
  readonly holdQuote: (utilityId: string, asked: QuoteAsked) => Promise<HeldQuote | Refusal>;
}

export function quoteRoutes({
  authorize,
  currencyOf,
  holdQuote,
}: QuotesEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.post("/v1/quotes", authorize("payments:write"), limitBody, async (context) => {
    const { utilityId } = context.var.caller;
    const currency = await currencyOf(utilityId);
    const asked = orRefuse(parseQuote(orRefuse(bodyOf(await context.req.text())).json, currency));
    const held = orRefuse(await holdQuote(utilityId, asked));
    return context.json(quoteAnswer(held), held.kind === "repeated" ? 200 : 201);
  });
  return app;
}

function parseQuote(body: unknown, currency: Currency): QuoteAsked | Refusal {
  const read = quoteRequestSchema.safeParse(body);
  if (!read.success) return refuse("bad_quote", wordsOf(read.error));
  const { id: quoteId, account: accountId, amount } = read.data;
  const amountMinor = amount === undefined ? null : parseDecimal(amount, currency.minorDigits);
  if (isRefusal(amountMinor)) return refuse("bad_amount", `amount: ${amountMinor.message}`);
  return { quoteId, accountId, amountMinor };
}
