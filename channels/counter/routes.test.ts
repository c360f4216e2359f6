import type { MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { currencyOf } from "../../core/money.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import {
  type CashTaken,
  type CounterAccount,
  type CounterEnvironment,
  counterRoutes,
} from "./routes.ts";
import type { CashPayment } from "./payment.ts";
import { accountSchema, paymentResponseSchema } from "./protocol.ts";

const account: CounterAccount = {
  bill: null,
  accountId: "A-1001",
  label: "Oak St 12",
  mode: "prepaid",
  currency: must(currencyOf("USD"), "USD"),
  supply: "off",
  balanceUnits: -1_250_000,
  pendingUnits: 5_000_000,
  estimatedUnits: 1,
  accruedUnits: 2_000_001,
  debtUnits: 50_000_000,
  returnedUnits: 25_000_000,
  depositUnits: 0,
  emergencyOfferUnits: null,
  emergencyUsedUnits: 1_000_000,
  asOfMs: Date.UTC(2026, 10, 22, 14),
  daysLeft: 0,
  runOut: {
    earlyMs: Date.UTC(2026, 10, 22, 14),
    likelyMs: Date.UTC(2026, 10, 22, 20),
    lateMs: Date.UTC(2026, 10, 23, 2),
  },
  restoreMinor: 1500,
};

const charge = {
  serviceId: "electricity-1",
  commodity: "electricity" as const,
  fromMs: Date.UTC(2026, 10, 22, 14),
  toMs: Date.UTC(2026, 10, 22, 15),
  lines: [],
  remainder: "0",
  usage: "0",
  fixed: "0.35",
  percent: "0",
};

/** The routes over one account, where `taken` answers every payment; and what it was asked. */
function end(taken: (payment: CashPayment) => CashTaken | Refusal) {
  const calls: [string, CashPayment][] = [];
  const asked: string[] = [];
  const authorize = (scope: string): MiddlewareHandler<CounterEnvironment> =>
    async function authorizeForTest(context, next) {
      asked.push(scope);
      context.set("caller", { utilityId: "oak", keyId: "k1" });
      return next();
    };
  const app = counterRoutes({
    authorize,
    findAccount: async (utilityId, id) =>
      utilityId === "oak" && id === "A-1001"
        ? account
        : refuse("no_such_account", `there is no account ${id}`),
    explainCharge: async (_, id, sequence) =>
      id === "A-1001" && sequence === 5
        ? [charge]
        : refuse("no_such_batch", "no reads were charged under that number"),
    takeCash: async (utilityId, payment) => {
      calls.push([utilityId, payment]);
      return taken(payment);
    },
  });
  app.onError((error, context) => {
    if (!(error instanceof HTTPException) || !isRefusal(error.cause)) throw error;
    return context.json({ code: error.cause.code, words: error.cause.message }, error.status);
  });
  const post = async (body: unknown) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const response = await app.request("/v1/payments", { method: "POST", body: text });
    return { status: response.status, body: await response.json() };
  };
  return { app, post, calls, asked };
}

function takenFirst({ paymentId, amountMinor }: CashPayment): CashTaken {
  return { paymentId, amountMinor, confirmation: "7KQ2-M4", repeated: false, account };
}

const payment = {
  id: "desk-1-7",
  account: "A-1001",
  amount: "20.00",
  currency: "USD",
  tender: "cash",
  drawer: "desk-1",
  clerk: "maria",
};

describe("GET /v1/accounts/{id}/charges/{batch}", () => {
  it("opens a charge", async () => {
    const { app } = end(takenFirst);
    const response = await app.request("/v1/accounts/A-1001/charges/5");
    expect(response.status).toBe(200);
    const { serviceId: service, fromMs: _, toMs: __, ...rest } = charge;
    const [from, to] = ["2026-11-22T14:00:00.000Z", "2026-11-22T15:00:00.000Z"];
    expect(await response.json()).toEqual({ services: [{ service, from, to, ...rest }] });
  });

  it.each(["6", "0", "05", "-1", "5.0", "x", "9".repeat(16)])(
    "knows no batch %s",
    async (batch) => {
      const { app } = end(takenFirst);
      const response = await app.request(`/v1/accounts/A-1001/charges/${batch}`);
      expect(response.status).toBe(404);
    },
  );
});

describe("GET /v1/accounts/{id}", () => {
  it("answers exact decimals and instants", async () => {
    const { app, asked } = end(takenFirst);
    const response = await app.request("/v1/accounts/A-1001");
    expect(response.status).toBe(200);
    const body: unknown = await response.json();
    expect(body).toEqual({
      account: "A-1001",
      label: "Oak St 12",
      mode: "prepaid",
      currency: "USD",
      balance: "-1.250000",
      pending: "5.000000",
      estimated: "0.000001",
      accrued: "2.000001",
      bill: null,
      debt: "50.000000",
      returned: "25.000000",
      deposit: "0.000000",
      emergency_offer: null,
      emergency_used: "1.000000",
      as_of: "2026-11-22T14:00:00.000Z",
      supply: "off",
      days_left: 0,
      run_out: {
        early: "2026-11-22T14:00:00.000Z",
        likely: "2026-11-22T20:00:00.000Z",
        late: "2026-11-23T02:00:00.000Z",
      },
      restore: "15.00",
      meter_silent_since: null,
      power_back: null,
      closing: null,
    });
    expect(accountSchema.safeParse(body).success).toBe(true);
    expect(asked).toEqual(["read"]);
  });

  it.each(["A-9", "%00", "a%2Fb"])("refuses %s", async (id) => {
    const response = await end(takenFirst).app.request(`/v1/accounts/${id}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "no_such_account" });
  });
});

describe("POST /v1/payments", () => {
  it("takes cash once, and says so again with 200", async () => {
    const { post, calls, asked } = end(takenFirst);
    const { status, body } = await post(payment);
    expect(status).toBe(201);
    expect(body).toMatchObject({ id: "desk-1-7", amount: "20.00", confirmation: "7KQ2-M4" });
    expect(paymentResponseSchema.safeParse(body).success).toBe(true);
    expect(calls).toMatchObject([
      ["oak", { paymentId: "desk-1-7", amountMinor: 2000, drawer: "desk-1", clerk: "maria" }],
    ]);
    expect(asked).toEqual(["payments:write"]);
    const again = end((given) => ({ ...takenFirst(given), repeated: true }));
    expect((await again.post(payment)).status).toBe(200);
  });

  it.each([
    ["", 400, "not_json"],
    ["[]", 422, "bad_payment"],
    [{ ...payment, id: undefined }, 422, "bad_payment"],
    [{ ...payment, id: "a b" }, 422, "bad_payment"],
    [{ ...payment, account: 1001 }, 422, "bad_payment"],
    [{ ...payment, amount: 20 }, 422, "bad_payment"],
    [{ ...payment, amount: "-20.00" }, 422, "bad_payment"],
    [{ ...payment, amount: "2e1" }, 422, "bad_payment"],
    [{ ...payment, amount: "20.001" }, 422, "bad_amount"],
    [{ ...payment, amount: "0.00" }, 422, "bad_amount"],
    [{ ...payment, amount: "1.5", currency: "JPY" }, 422, "bad_amount"],
    [{ ...payment, currency: "usd" }, 422, "bad_payment"],
    [{ ...payment, currency: "XXX" }, 422, "unknown_currency"],
    [{ ...payment, tender: "card" }, 422, "bad_payment"],
    [{ ...payment, drawer: " " }, 422, "bad_payment"],
    [{ ...payment, drawer: "desk.1" }, 422, "bad_payment"],
    [{ ...payment, clerk: "m\0" }, 422, "bad_payment"],
    [{ ...payment, clerk: "\ud83d" }, 422, "bad_payment"],
    [{ ...payment, clerk: undefined }, 422, "bad_payment"],
    [{ ...payment, note: "x" }, 422, "bad_payment"],
    [`{"id": "${" ".repeat(16 * 1024)}"}`, 413, "body_too_large"],
  ])("refuses %j", async (body, status, code) => {
    const { post, calls } = end(takenFirst);
    const answer = await post(body);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(calls).toEqual([]);
  });

  it("names every field that is wrong", async () => {
    const { body } = await end(takenFirst).post({ ...payment, drawer: "", clerk: 5 });
    expect(body).toMatchObject({ words: expect.stringMatching(/drawer: .*clerk: /) });
  });

  it.each([
    ["no_such_account", 404],
    ["id_reused", 409],
    ["wrong_currency", 422],
    ["account_closed", 422],
  ])("answers the hub's refusal %s with %i", async (code, status) => {
    const answer = await end(() => refuse(code, "words")).post(payment);
    expect(answer).toEqual({ status, body: { code, words: "words" } });
  });
});
