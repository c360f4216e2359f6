/** The end of an account over HTTP: seen before it is done, asked for, taken back, and what people paid out of it. */
import { Hono } from "hono";
import type { z } from "zod";
import type { PayOut } from "../../core/hub/pay-out.ts";
import type { ClosingTold } from "../../core/hub/closing-told.ts";
import { type Currency, minorToDecimal, parseDecimal, unitsToDecimal } from "../../core/money.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { bodyAs, statusOf } from "./act-route.ts";
import {
  type ClosingAnswer,
  closingRequestSchema,
  payoutPaidSchema,
  type PayoutsAnswer,
  withdrawalRequestSchema,
} from "./closing-protocol.ts";
import { isAccountId } from "./protocol.ts";
import { type CounterEnd, type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";

/** A closing as it stands or would, with what only the utility's home knows of it. */
export interface ClosingSeen extends ClosingTold {
  readonly isPreview: boolean;
  readonly payCodes: number;
  readonly supplies: Readonly<Record<string, string>>;
}

export interface FinalRead {
  readonly meterId: string;
  readonly registerMicro: number;
}

export interface ClosingAsked {
  readonly closingId: string;
  readonly day: string | null;
  readonly moveTo: string | null;
  readonly finalReads: readonly FinalRead[];
  readonly clerk: string;
}

type Payout = ClosingTold["payouts"][number];

export interface WaitingPayout extends Payout {
  readonly accountId: string;
  readonly name: string;
}

interface At {
  readonly utilityId: string;
  readonly accountId: string;
}

export interface ClosingEnd extends Pick<CounterEnd, "authorize"> {
  /** How it stands; where nobody has asked for one, what it would come to. */
  readonly see: (
    at: At,
    wanted: { readonly day: string | null; readonly moveTo: string | null },
  ) => Promise<ClosingSeen | Refusal>;
  readonly close: (
    at: At,
    asked: ClosingAsked,
  ) => Promise<{ readonly kind: string; readonly seen: ClosingSeen } | Refusal>;
  readonly withdraw: (
    at: At,
    asked: { readonly closingId: string; readonly clerk: string },
  ) => Promise<{ readonly kind: string } | Refusal>;
  readonly payouts: (
    utilityId: string,
  ) => Promise<{ readonly payouts: readonly WaitingPayout[]; readonly currency: Currency }>;
  readonly payOut: (
    at: At,
    paid: Omit<PayOut, "channel">,
  ) => Promise<{ readonly kind: string } | Refusal>;
}

/** Registers count in 1e-6 of the unit. */
const MICRO_DIGITS = 6;

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

export function closingRoutes(end: ClosingEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  const writes = end.authorize("payments:write");
  app.get("/v1/accounts/:id/closing", end.authorize("read"), async (context) => {
    const at = atAccount(context.var.caller, context.req.param("id"));
    const { day = null, move_to: moveTo = null } = context.req.query();
    const isDay = day === null || (dayPattern.test(day) && !Number.isNaN(Date.parse(day)));
    const wanted = orRefuse(
      isDay ? { day, moveTo } : refuse("bad_day", "day is a date such as 2026-11-30"),
    );
    return context.json(closingAnswer(at.accountId, orRefuse(await end.see(at, wanted))));
  });
  app.post("/v1/accounts/:id/closing", writes, limitBody, async (context) => {
    const at = atAccount(context.var.caller, context.req.param("id"));
    const asked = askedOf(await bodyAs(context, closingRequestSchema));
    const { kind, seen } = orRefuse(await end.close(at, asked));
    return context.json(closingAnswer(at.accountId, seen), statusOf({ kind }));
  });
  app.post("/v1/accounts/:id/closing/withdrawal", writes, limitBody, async (context) => {
    const at = atAccount(context.var.caller, context.req.param("id"));
    const { id: closingId, clerk } = await bodyAs(context, withdrawalRequestSchema);
    const done = orRefuse(await end.withdraw(at, { closingId, clerk }));
    return context.json({ id: closingId, account: at.accountId }, statusOf(done));
  });
  app.get("/v1/payouts", end.authorize("read"), async (context) => {
    const waiting = await end.payouts(context.var.caller.utilityId);
    return context.json(payoutsAnswer(waiting));
  });
  // What pays money out and moves no other is for who may decide, as ticking off all else is.
  const admin = end.authorize("admin");
  app.post("/v1/accounts/:id/payouts/:payout/paid", admin, limitBody, async (context) => {
    const at = atAccount(context.var.caller, context.req.param("id"));
    const { reference, drawer = null, clerk: actor } = await bodyAs(context, payoutPaidSchema);
    const payoutId = context.req.param("payout");
    const done = orRefuse(await end.payOut(at, { payoutId, reference, drawer, actor }));
    return context.json({ id: payoutId, account: at.accountId }, statusOf(done));
  });
  return app;
}

/** What waits for people to pay it out. */
export function payoutsAnswer({
  payouts,
  currency,
}: Awaited<ReturnType<ClosingEnd["payouts"]>>): PayoutsAnswer {
  return {
    payouts: payouts.map(({ accountId, name, ...row }) => ({
      account: accountId,
      name,
      currency: currency.code,
      ...payoutOf(row, currency),
    })),
  };
}

function atAccount({ utilityId }: { readonly utilityId: string }, accountId: string): At {
  const refusal = refuse("no_such_account", "no account can have such an id");
  return { utilityId, accountId: orRefuse<string>(isAccountId(accountId) ? accountId : refusal) };
}

function askedOf(asked: z.output<typeof closingRequestSchema>): ClosingAsked {
  const {
    id: closingId,
    day = null,
    move_to: moveTo = null,
    final_reads: reads = [],
    clerk,
  } = asked;
  const finalReads = reads.map(({ meter: meterId, register }): FinalRead => {
    const registerMicro = parseDecimal(register, MICRO_DIGITS);
    if (!isRefusal(registerMicro)) return { meterId, registerMicro };
    return orRefuse<FinalRead>(refuse("bad_register", `register: ${registerMicro.message}`));
  });
  return { closingId, day, moveTo, finalReads, clerk };
}

function payoutOf(row: Payout, currency: Currency): ClosingAnswer["payouts"][number] {
  return {
    payout: row.id,
    amount: minorToDecimal(row.amountMinor, currency),
    state: row.state,
    reference: row.reference,
    paid_from: row.paidFrom,
    paid_by: row.paidBy,
    since: new Date(row.madeAtMs).toISOString(),
  };
}

/** How a closing stands, as the API and the commands tell it. */
export function closingAnswer(accountId: string, seen: ClosingSeen): ClosingAnswer {
  const { closing, currency, isPreview } = seen;
  return {
    account: accountId,
    closing: isPreview ? null : closing.id,
    state: isPreview || closing.state === "withdrawn" ? "preview" : closing.state,
    leaves: new Date(closing.atMs).toISOString(),
    day: closing.day,
    move_to: closing.moveTo,
    currency: currency.code,
    services: seen.services.map(({ serviceId, commodity, label, meterId, throughMs, isRead }) => ({
      service: serviceId,
      commodity,
      label,
      meter: meterId,
      read_through: throughMs === null ? null : new Date(throughMs).toISOString(),
      is_read: isRead,
      supply: seen.supplies[serviceId] ?? "unknown",
    })),
    billed: unitsToDecimal(seen.billedUnits, currency),
    owed: minorToDecimal(seen.owedMinor, currency),
    due: seen.dueDay,
    refunds: seen.refunds.map(({ paymentId, amountMinor, state }) => ({
      payment: paymentId,
      amount: minorToDecimal(amountMinor, currency),
      state,
    })),
    payouts: seen.payouts.map((row) => payoutOf(row, currency)),
    moved: seen.moved.map(({ accountId: to, amountUnits }) => ({
      account: to,
      amount: unitsToDecimal(amountUnits, currency),
    })),
    waiting: unitsToDecimal(seen.waitingUnits, currency),
    ended: endedOf(seen),
  };
}

function endedOf({ ended, payCodes }: ClosingSeen): ClosingAnswer["ended"] {
  if (ended === null) return null;
  return {
    autopay: ended.autopay,
    second_contact: ended.secondContact,
    emergency_credit: ended.emergency,
    debt_terms: ended.terms,
    quotes: ended.quotes,
    notices: ended.notices,
    pay_codes: payCodes,
    disconnections_withdrawn: [...ended.cutsWithdrawn],
    reconnections_withdrawn: [...ended.restoresWithdrawn],
    left_off: [...ended.leftOff],
    going_on: {
      payments: [...ended.payments],
      pledges: [...ended.pledges],
      disputes: [...ended.disputes],
    },
  };
}
