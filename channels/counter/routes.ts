/** The clerk's counter over HTTP: look at an account, take cash for it. */
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { type Currency, minorToDecimal, unitsToDecimal } from "../../core/money.ts";
import type { AccountBill } from "../../core/hub/account-bill.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { type CashPayment, parsePayment } from "./payment.ts";
import {
  type AccountAnswer,
  type ChargeAnswer,
  isAccountId,
  type PaymentAnswer,
} from "./protocol.ts";

/** When money is likely used up, service time. */
interface RunOut {
  readonly earlyMs: number;
  readonly likelyMs: number;
  readonly lateMs: number;
}

export interface CounterAccount {
  readonly accountId: string;
  readonly label: string;
  readonly mode: "prepaid" | "postpay";
  readonly currency: Currency;
  readonly supply: AccountAnswer["supply"];
  readonly balanceUnits: number;
  readonly pendingUnits: number;
  readonly estimatedUnits: number;
  readonly accruedUnits: number;
  /** Old debt, and payments that came back with their fees. */
  readonly debtUnits: number;
  readonly returnedUnits: number;
  readonly depositUnits: number;
  /** What emergency credit would lend now; null where none is offered. */
  readonly emergencyOfferUnits: number | null;
  readonly emergencyUsedUnits: number;
  readonly asOfMs: number | null;
  readonly daysLeft: number | null;
  /** When the money is likely used up, by the same days; null where nobody can say. */
  readonly runOut?: RunOut | null;
  readonly restoreMinor: number | null;
  /** Of a post-pay account; null of a prepaid one. */
  readonly bill: AccountBill | null;
  readonly powerBack?: AccountAnswer["power_back"];
  /** The end of it that somebody asked for; null where nobody has. */
  readonly closing?: { readonly id: string; readonly state: string; readonly atMs: number } | null;
  /** Since when one of its meters is asked in vain, where staff are told of it. */
  readonly silentSinceMs?: number | null;
}

/** What one service was charged for a batch of reads; amounts are exact decimal text already. */
export type CounterCharge = Omit<
  ChargeAnswer["services"][number],
  "service" | "from" | "to" | "lines"
> & {
  readonly lines: readonly ChargeAnswer["services"][number]["lines"][number][];
  readonly serviceId: string;
  readonly fromMs: number;
  readonly toMs: number;
};

export interface CashTaken {
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly confirmation: string;
  /** True when this id was taken before, and nothing was done again. */
  readonly repeated: boolean;
  readonly account: CounterAccount;
}

/** Whose key the request carries; set by the host's `authorize`. */
export interface CounterEnvironment {
  Variables: { caller: { readonly utilityId: string; readonly keyId: string } };
}

export interface CounterEnd {
  /** Answers 401 or 403 unless the caller's key has the scope. */
  readonly authorize: (
    scope: "read" | "payments:write" | "admin",
  ) => MiddlewareHandler<CounterEnvironment>;
  readonly findAccount: (utilityId: string, accountId: string) => Promise<CounterAccount | Refusal>;
  /** `sequence` is the batch's place in the account's journal. */
  readonly explainCharge: (
    utilityId: string,
    accountId: string,
    sequence: number,
  ) => Promise<readonly CounterCharge[] | Refusal>;
  readonly takeCash: (utilityId: string, payment: CashPayment) => Promise<CashTaken | Refusal>;
}

/** A payment is a dozen short fields. */
const PAYMENT_BODY_BYTES_MAX = 16 * 1024;

/** What a refusal of the hub is called over HTTP; any other is 422. */
const statuses: Readonly<Record<string, 404 | 409>> = {
  no_such_account: 404,
  no_such_batch: 404,
  no_such_payment: 404,
  no_such_bill: 404,
  no_such_protection: 404,
  no_such_notice: 404,
  no_such_contact: 404,
  no_such_outage: 404,
  no_such_report: 404,
  no_such_call_back: 404,
  no_such_dispute: 404,
  already_decided: 409,
  one_already: 409,
  id_reused: 409,
  known_better: 409,
  not_settled: 409,
  already_returned: 409,
  disputed: 409,
  day_not_closed: 409,
  day_changed: 409,
  same_mode: 409,
  payment_pending: 409,
  quote_expired: 409,
  quote_used: 409,
  already_invoked: 409,
  already_assigned: 409,
  pledge_over: 409,
  no_such_pledge: 404,
  no_such_item: 404,
  code_not_good: 404,
  no_such_closing: 404,
  no_such_payout: 404,
  no_such_target: 404,
  closing_already: 409,
  closing_over: 409,
  meter_taken: 409,
  paid_already: 409,
};

export function counterRoutes({
  authorize,
  findAccount,
  explainCharge,
  takeCash,
}: CounterEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.get("/v1/accounts/:id", authorize("read"), async (context) => {
    const accountId = context.req.param("id");
    const account = isAccountId(accountId)
      ? await findAccount(context.var.caller.utilityId, accountId)
      : refuse("no_such_account", "no account can have such an id");
    return context.json(answerOf(orRefuse(account)));
  });
  app.get("/v1/accounts/:id/charges/:batch", authorize("read"), async (context) => {
    const { id, batch } = context.req.param();
    const services =
      isAccountId(id) && /^[1-9]\d{0,14}$/.test(batch)
        ? await explainCharge(context.var.caller.utilityId, id, Number(batch))
        : refuse("no_such_batch", "no account was charged for reads under that number");
    return context.json(chargeAnswerOf(orRefuse(services)));
  });
  app.post("/v1/payments", authorize("payments:write"), limitBody, async (context) => {
    const payment = orRefuse(parsePayment(orRefuse(bodyOf(await context.req.text())).json));
    const taken = orRefuse(await takeCash(context.var.caller.utilityId, payment));
    const { currency } = taken.account;
    const answer: PaymentAnswer = {
      id: taken.paymentId,
      amount: minorToDecimal(taken.amountMinor, currency),
      currency: currency.code,
      confirmation: taken.confirmation,
      account: answerOf(taken.account),
    };
    return context.json(answer, taken.repeated ? 200 : 201);
  });
  return app;
}

/** Of every body that the counter takes. */
export const limitBody = bodyLimit({ maxSize: PAYMENT_BODY_BYTES_MAX, onError: refuseLargeBody });

export function orRefuse<Value>(value: Value | Refusal): Value {
  if (!isRefusal(value)) return value;
  const status = value.code === "not_json" ? 400 : (statuses[value.code] ?? 422);
  throw new HTTPException(status, { cause: value });
}

function refuseLargeBody(): never {
  throw new HTTPException(413, { cause: refuse("body_too_large", "a body may hold 16 KiB") });
}

export function bodyOf(text: string): Refusal | { readonly json: unknown } {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return refuse("not_json", "the body is not JSON");
  }
}

function chargeAnswerOf(services: readonly CounterCharge[]): ChargeAnswer {
  return {
    services: services.map(({ serviceId, fromMs, toMs, lines, ...charge }) => ({
      service: serviceId,
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
      lines: [...lines],
      ...charge,
    })),
  };
}

function closingAnswerOf({
  id,
  state,
  atMs,
}: NonNullable<CounterAccount["closing"]>): AccountAnswer["closing"] {
  return { id, is_closed: state !== "asked", leaves: new Date(atMs).toISOString() };
}

export function answerOf(account: CounterAccount): AccountAnswer {
  const { currency, asOfMs, restoreMinor } = account;
  return {
    account: account.accountId,
    label: account.label,
    mode: account.mode,
    currency: currency.code,
    balance: unitsToDecimal(account.balanceUnits, currency),
    pending: unitsToDecimal(account.pendingUnits, currency),
    estimated: unitsToDecimal(account.estimatedUnits, currency),
    accrued: unitsToDecimal(account.accruedUnits, currency),
    debt: unitsToDecimal(account.debtUnits, currency),
    returned: unitsToDecimal(account.returnedUnits, currency),
    deposit: unitsToDecimal(account.depositUnits, currency),
    emergency_offer:
      account.emergencyOfferUnits === null
        ? null
        : unitsToDecimal(account.emergencyOfferUnits, currency),
    emergency_used: unitsToDecimal(account.emergencyUsedUnits, currency),
    as_of: asOfMs === null ? null : new Date(asOfMs).toISOString(),
    supply: account.supply,
    days_left: account.daysLeft,
    run_out: account.runOut ? runOutAnswerOf(account.runOut) : null,
    bill: account.bill === null ? null : billAnswerOf(account.bill, currency),
    restore: restoreMinor === null ? null : minorToDecimal(restoreMinor, currency),
    meter_silent_since: account.silentSinceMs
      ? new Date(account.silentSinceMs).toISOString()
      : null,
    power_back: account.powerBack ?? null,
    closing: account.closing ? closingAnswerOf(account.closing) : null,
  };
}

function runOutAnswerOf({ earlyMs, likelyMs, lateMs }: RunOut): AccountAnswer["run_out"] {
  const told = (atMs: number): string => new Date(atMs).toISOString();
  return { early: told(earlyMs), likely: told(likelyMs), late: told(lateMs) };
}

function billAnswerOf(bill: AccountBill, currency: Currency): AccountAnswer["bill"] {
  return {
    due: unitsToDecimal(bill.dueUnits, currency),
    due_day: bill.dueDay,
    credit: unitsToDecimal(bill.creditUnits, currency),
    unbilled: unitsToDecimal(bill.unbilledUnits, currency),
    stage: bill.stage,
  };
}
