/** One way of taking a request that does one thing: read as its schema says, done, answered. */
import type { Context } from "hono";
import type { z } from "zod";
import { type Currency, parseDecimal } from "../../core/money.ts";
import { isRefusal, refuse } from "../../core/refusal.ts";
import { wordsOf } from "./protocol.ts";
import { bodyOf, type CounterEnvironment, orRefuse } from "./routes.ts";

/** The body as its schema has it, or refused in words. */
export async function bodyAs<Schema extends z.ZodType>(
  context: Context<CounterEnvironment>,
  schema: Schema,
): Promise<z.output<Schema>> {
  const { json } = orRefuse(bodyOf(await context.req.text()));
  const read = schema.safeParse(json);
  return orRefuse(read.success ? read.data : refuse("bad_request", wordsOf(read.error)));
}

/** An amount as decimal text, in minor units; nothing is no amount. */
export function amountOf(text: string, currency: Currency): number {
  const minor = parseDecimal(text, currency.minorDigits);
  if (isRefusal(minor)) return orRefuse<number>(refuse("bad_amount", `amount: ${minor.message}`));
  const nothing = refuse("bad_amount", "amount must be more than nothing");
  return orRefuse<number>(minor > 0 ? minor : nothing);
}

/** 200 where it was done before, 201 where it is done now. */
export function statusOf({ kind }: { readonly kind: string }): 200 | 201 {
  return kind === "repeated" ? 200 : 201;
}
