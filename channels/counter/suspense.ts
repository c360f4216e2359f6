/** Other people's money over HTTP: pay-codes, and what third parties brought that waits for a person. */
import { Hono } from "hono";
import type { z } from "zod";
import type { HoldMoney } from "../../core/hub/hold-money.ts";
import type { Waiting } from "../../core/hub/list-suspense.ts";
import { type Currency, minorToDecimal } from "../../core/money.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { amountOf, bodyAs, statusOf } from "./act-route.ts";
import {
  assignRequestSchema,
  codePaymentRequestSchema,
  type codePaymentSchema,
  heldRequestSchema,
  type heldSchema,
  payCodeRequestSchema,
  type payCodeSchema,
} from "./credit-protocol.ts";
import { type CounterEnd, type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";

export interface PayCodeMade {
  readonly code: string;
  readonly capMinor: number;
  readonly usesLeft: number;
  readonly expiresAtMs: number;
}

export interface CodePayment {
  readonly code: string;
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly drawer: string;
  readonly clerk: string;
}

export interface SuspenseEnd extends Pick<CounterEnd, "authorize"> {
  /** The currency that the utility's amounts are in. */
  readonly currencyOf: (utilityId: string) => Promise<Currency>;
  readonly makePayCode: (
    utilityId: string,
    asked: {
      readonly accountId: string;
      readonly capMinor: number;
      readonly uses: number;
      readonly days: number;
    },
  ) => Promise<PayCodeMade | Refusal>;
  readonly payByCode: (
    utilityId: string,
    payment: CodePayment,
  ) => Promise<{ readonly kind: string; readonly confirmation: string } | Refusal>;
  readonly holdMoney: (
    utilityId: string,
    money: Omit<HoldMoney, "actor">,
  ) => Promise<{ readonly kind: string; readonly item: Omit<Waiting, "suggestions"> } | Refusal>;
  readonly listSuspense: (utilityId: string) => Promise<readonly Waiting[]>;
  readonly assign: (
    utilityId: string,
    asked: { readonly itemId: string; readonly accountId: string; readonly by: string },
  ) => Promise<{ readonly kind: string } | Refusal>;
}

export function suspenseRoutes(end: SuspenseEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.get("/v1/suspense", end.authorize("read"), async (context) => {
    const { utilityId } = context.var.caller;
    const currency = await end.currencyOf(utilityId);
    const waiting = await end.listSuspense(utilityId);
    return context.json({ waiting: waiting.map((one) => heldAnswer(one, currency)) });
  });
  app.post("/v1/suspense", end.authorize("payments:write"), limitBody, async (context) => {
    const { utilityId } = context.var.caller;
    const { id: itemId, amount, ...asked } = await bodyAs(context, heldRequestSchema);
    const currency = await end.currencyOf(utilityId);
    const money = { ...asked, itemId, amountMinor: amountOf(amount, currency) };
    const held = orRefuse(await end.holdMoney(utilityId, money));
    return context.json(heldAnswer({ ...held.item, suggestions: [] }, currency), statusOf(held));
  });
  const path = "/v1/suspense/:item/assign";
  app.post(path, end.authorize("payments:write"), limitBody, async (context) => {
    const { account: accountId, clerk: by } = await bodyAs(context, assignRequestSchema);
    const itemId = context.req.param("item");
    const { utilityId } = context.var.caller;
    const assigned = orRefuse(await end.assign(utilityId, { itemId, accountId, by }));
    return context.json({ id: itemId, account: accountId }, statusOf(assigned));
  });
  addCodeRoutes(app, end);
  return app;
}

function addCodeRoutes(app: Hono<CounterEnvironment>, end: SuspenseEnd): void {
  const writes = end.authorize("payments:write");
  app.post("/v1/pay-codes", writes, limitBody, async (context) => {
    const { utilityId } = context.var.caller;
    const { account: accountId, cap, uses, days } = await bodyAs(context, payCodeRequestSchema);
    const currency = await end.currencyOf(utilityId);
    const asked = { accountId, capMinor: amountOf(cap, currency), uses, days };
    const made = orRefuse(await end.makePayCode(utilityId, asked));
    const answer: z.input<typeof payCodeSchema> = {
      code: made.code,
      cap: minorToDecimal(made.capMinor, currency),
      uses: made.usesLeft,
      expires: new Date(made.expiresAtMs).toISOString(),
    };
    return context.json(answer, 201);
  });
  app.post("/v1/pay-codes/:code/payments", writes, limitBody, async (context) => {
    const { utilityId } = context.var.caller;
    const asked = await bodyAs(context, codePaymentRequestSchema);
    const currency = await end.currencyOf(utilityId);
    const wrong = refuse("wrong_currency", `amounts are in ${currency.code}`);
    orRefuse<string>(asked.currency === currency.code ? currency.code : wrong);
    const code = context.req.param("code");
    const { id: paymentId, drawer, clerk } = asked;
    const amountMinor = amountOf(asked.amount, currency);
    const payment = { code, paymentId, amountMinor, currency, drawer, clerk };
    const paid = orRefuse(await end.payByCode(utilityId, payment));
    const answer: z.input<typeof codePaymentSchema> = {
      id: paymentId,
      amount: minorToDecimal(amountMinor, currency),
      currency: currency.code,
      confirmation: paid.confirmation,
    };
    return context.json(answer, statusOf(paid));
  });
}

function heldAnswer(item: Waiting, currency: Currency): z.input<typeof heldSchema> {
  const { id, source, tender, reference, code, createdAtMs, assignedTo, suggestions } = item;
  return {
    id,
    source,
    tender,
    reference,
    amount: minorToDecimal(item.amountMinor, currency),
    why: code,
    since: new Date(createdAtMs).toISOString(),
    assigned_to: assignedTo,
    suggestions: suggestions.map(({ accountId, because }) => ({ account: accountId, because })),
  };
}
