/** Old debt, pledges and deposits of an account over HTTP. */
import { Hono } from "hono";
import type { z } from "zod";
import type { AgreeDebtTerms, TermsAgreed } from "../../core/hub/agree-debt-terms.ts";
import type { EndPledge } from "../../core/hub/end-pledge.ts";
import type { MakePledge, Pledged } from "../../core/hub/make-pledge.ts";
import type { DepositMoved, MoveDeposit } from "../../core/hub/move-deposit.ts";
import type { OweDebt } from "../../core/hub/owe-debt.ts";
import { type Currency, minorToDecimal, unitsToDecimal } from "../../core/money.ts";
import type { Refusal } from "../../core/refusal.ts";
import { amountOf, bodyAs, statusOf } from "./act-route.ts";
import {
  debtRequestSchema,
  depositRequestSchema,
  type depositSchema,
  pledgeEndSchema,
  pledgeRequestSchema,
  type pledgeSchema,
  termsRequestSchema,
  type termsSchema,
} from "./credit-protocol.ts";
import { type CounterEnd, type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";

/** Something asked of one account of one utility. */
type At<Input, Done> = (
  at: { readonly utilityId: string; readonly accountId: string },
  input: Omit<Input, "actor" | "channel">,
) => Promise<Done | Refusal>;

export interface DebtsEnd extends Pick<CounterEnd, "authorize"> {
  /** The currency that the utility's amounts are in. */
  readonly currencyOf: (utilityId: string) => Promise<Currency>;
  readonly oweDebt: At<OweDebt, { readonly kind: string }>;
  readonly agreeTerms: At<AgreeDebtTerms, TermsAgreed>;
  readonly makePledge: At<MakePledge, Pledged>;
  readonly endPledge: At<EndPledge, Pledged>;
  readonly moveDeposit: At<MoveDeposit, DepositMoved>;
}

export function debtRoutes(end: DebtsEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  const writes = end.authorize("payments:write");
  app.post("/v1/accounts/:id/debts", writes, limitBody, async (context) => {
    const at = { utilityId: context.var.caller.utilityId, accountId: context.req.param("id") };
    const asked = await bodyAs(context, debtRequestSchema);
    const amountMinor = amountOf(asked.amount, await end.currencyOf(at.utilityId));
    const done = orRefuse(await end.oweDebt(at, { debtId: asked.id, amountMinor }));
    return context.json({ id: asked.id, account: at.accountId }, statusOf(done));
  });
  app.post("/v1/accounts/:id/debt-terms", writes, limitBody, async (context) => {
    const at = { utilityId: context.var.caller.utilityId, accountId: context.req.param("id") };
    const asked = await bodyAs(context, termsRequestSchema);
    const currency = await end.currencyOf(at.utilityId);
    const terms = { termsId: asked.id, asked: termsAsked(asked, currency) };
    const agreed = orRefuse(await end.agreeTerms(at, terms));
    const parts = agreed.terms.kind === "plan" ? agreed.terms.parts : [];
    const answer: z.input<typeof termsSchema> = {
      id: asked.id,
      account: at.accountId,
      due: parts.map(({ dueMs, amountUnits }) => ({
        by: new Date(dueMs).toISOString(),
        amount: unitsToDecimal(amountUnits, currency),
      })),
    };
    return context.json(answer, statusOf(agreed));
  });
  app.post("/v1/accounts/:id/deposits", writes, limitBody, async (context) => {
    const at = { utilityId: context.var.caller.utilityId, accountId: context.req.param("id") };
    const { id: moveId, amount, ...asked } = await bodyAs(context, depositRequestSchema);
    const currency = await end.currencyOf(at.utilityId);
    const move = { ...asked, moveId, amountMinor: amountOf(amount, currency) };
    const moved = orRefuse(await end.moveDeposit(at, move));
    const held = unitsToDecimal(moved.depositUnits, currency);
    const answer: z.input<typeof depositSchema> = { id: moveId, account: at.accountId, held };
    return context.json(answer, statusOf(moved));
  });
  addPledgeRoutes(app, end);
  return app;
}

function addPledgeRoutes(app: Hono<CounterEnvironment>, end: DebtsEnd): void {
  const writes = end.authorize("payments:write");
  app.post("/v1/accounts/:id/pledges", writes, limitBody, async (context) => {
    const at = { utilityId: context.var.caller.utilityId, accountId: context.req.param("id") };
    const { id: pledgeId, amount, ...asked } = await bodyAs(context, pledgeRequestSchema);
    const currency = await end.currencyOf(at.utilityId);
    const pledge = { ...asked, pledgeId, amountMinor: amountOf(amount, currency) };
    const pledged = orRefuse(await end.makePledge(at, pledge));
    return context.json(pledgeAnswer(at.accountId, pledged, currency), statusOf(pledged));
  });
  app.post("/v1/accounts/:id/pledges/:pledge/end", writes, limitBody, async (context) => {
    const { id: accountId, pledge: pledgeId } = context.req.param();
    const at = { utilityId: context.var.caller.utilityId, accountId };
    const { outcome } = await bodyAs(context, pledgeEndSchema);
    const ended = orRefuse(await end.endPledge(at, { pledgeId, outcome }));
    const currency = await end.currencyOf(at.utilityId);
    return context.json(pledgeAnswer(accountId, ended, currency), statusOf(ended));
  });
}

function termsAsked(
  asked: z.output<typeof termsRequestSchema>,
  currency: Currency,
): AgreeDebtTerms["asked"] {
  if (asked.kind === "time") {
    return { kind: "time", weeklyMinor: amountOf(asked.weekly, currency) };
  }
  // A plan may begin without a down payment.
  const downMinor = /^[0.]+$/.test(asked.down) ? 0 : amountOf(asked.down, currency);
  const { down_days: downDays, instalments: count, every_days: everyDays } = asked;
  return { kind: "plan", downMinor, downDays, count, everyDays };
}

function pledgeAnswer(
  account: string,
  { pledge }: Pledged,
  currency: Currency,
): z.input<typeof pledgeSchema> {
  const { id, agency, amountMinor, state, expiresAtMs } = pledge;
  const expires = new Date(expiresAtMs).toISOString();
  return { id, account, agency, amount: minorToDecimal(amountMinor, currency), state, expires };
}
