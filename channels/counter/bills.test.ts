import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { currencyOf } from "../../core/money.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { answerError } from "../../hosts/problem.ts";
import { billRoutes, parseBill } from "./bills.ts";
import type { CounterAccount } from "./routes.ts";

const currency = must(currencyOf("USD"), "USD");
const bill = {
  account: "A-1003",
  source: "cis",
  bill: "2026-11-0042",
  version: 1,
  issued: "2026-11-01",
  due: "2026-11-22",
  amount: "45.68",
  currency: "USD",
};
const change = {
  id: "change-17",
  mode: "postpay",
  agreed: { by: "Ana Ruiz", terms: "post-2026-03", channel: "counter" },
  clerk: "maria",
};
const account: CounterAccount = {
  accountId: "A-1003",
  label: "Hill Ave 9",
  mode: "postpay",
  currency,
  supply: "on",
  balanceUnits: -45_680_000,
  pendingUnits: 0,
  estimatedUnits: 0,
  accruedUnits: 0,
  asOfMs: null,
  daysLeft: null,
  restoreMinor: null,
  debtUnits: 0,
  returnedUnits: 0,
  depositUnits: 0,
  emergencyOfferUnits: null,
  emergencyUsedUnits: 0,
  bill: {
    dueUnits: 45_680_000,
    dueDay: "2026-11-22",
    creditUnits: 0,
    unbilledUnits: 1_234_567,
    stage: "billed",
  },
};

function end(refusal?: Refusal) {
  const asked: unknown[] = [];
  const app = billRoutes({
    authorize: (scope) => async (context, next) => {
      asked.push(scope);
      context.set("caller", { utilityId: "u", keyId: "k" });
      await next();
    },
    async importBill(_utilityId, one) {
      asked.push(one.billId);
      return refusal ?? { kind: one.version === 1 ? "billed" : "unchanged" };
    },
    billsOf: async (_utilityId, accountId) =>
      accountId === "A-1003"
        ? { bills: [], currency }
        : refuse("no_such_account", `there is no ${accountId}`),
    async convertAccount(_utilityId, _accountId, one) {
      asked.push(one);
      return refusal ?? { isNew: one.key === "change-17", account };
    },
  });
  app.onError(answerError(() => {}));
  const post = async (path: string, body: unknown) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const response = await app.request(path, { method: "POST", body: text });
    return { status: response.status, json: (await response.json()) as object };
  };
  return { app, post, asked };
}

describe("POST /v1/bills", () => {
  it("judges each bill alone, in order", async () => {
    const { post, asked } = end();
    const bills = [bill, { ...bill, amount: "1.005" }, { ...bill, bill: "b2", version: 2 }, "no"];
    const { status, json } = await post("/v1/bills", { bills });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      results: [
        { outcome: "billed", code: null },
        { outcome: "refused", code: "bad_amount" },
        { outcome: "unchanged", code: null },
        { outcome: "refused", code: "bad_bill" },
      ],
    });
    expect(asked).toEqual(["payments:write", "2026-11-0042", "b2"]);
  });

  it("tells the hub's refusals", async () => {
    const { post } = end(refuse("version_is_old", "version 3 of the bill is here"));
    const { json } = await post("/v1/bills", { bills: [bill] });
    expect(json).toMatchObject({ results: [{ outcome: "refused", code: "version_is_old" }] });
  });

  it.each<[number, string, string]>([
    [400, "not_json", "{"],
    [422, "bad_bills", "[]"],
    [422, "bad_bills", '{"bills":[]}'],
    [422, "bad_bills", '{"bills":{}}'],
    [422, "bad_bills", JSON.stringify({ bills: Array.from({ length: 1_001 }, () => bill) })],
    [413, "body_too_large", JSON.stringify({ bills: ["x".repeat(1_100_000)] })],
  ])("%i %s", async (status, code, body) => {
    const { post, asked } = end();
    expect(await post("/v1/bills", body)).toMatchObject({ status, json: { code } });
    expect(asked).toEqual(["payments:write"]);
  });

  it.each<[string, object]>([
    ["bad_account", { account: "../u" }],
    ["bad_source", { source: "c.i.s" }],
    ["bad_source", { source: "" }],
    ["bad_bill", { bill: "a/b" }],
    ["bad_version", { version: 0 }],
    ["bad_version", { version: 1.5 }],
    ["bad_version", { version: "1" }],
    ["bad_issued", { issued: "2026-02-30" }],
    ["bad_due", { due: "soon" }],
    ["bad_amount", { amount: 45.68 }],
    ["bad_amount", { amount: "-1.00" }],
    ["bad_amount", { amount: "1e3" }],
    ["bad_amount", { amount: "0.001" }],
    ["bad_currency", { currency: "usd" }],
    ["bad_currency", { currency: "XXX" }],
    ["bad_bill", { paid: "1.00" }],
  ])("%s for %j", (code, wrong) => {
    const read = parseBill({ ...bill, ...wrong });
    expect(isRefusal(read) ? read.code : read).toBe(code);
  });
});

describe("GET /v1/accounts/{id}/bills", () => {
  it("lists them, of an account that exists", async () => {
    const { app } = end();
    const found = await app.request("/v1/accounts/A-1003/bills");
    expect([found.status, await found.json()]).toEqual([200, { bills: [] }]);
    expect((await app.request("/v1/accounts/A-9/bills")).status).toBe(404);
    expect((await app.request("/v1/accounts/..%2Fu/bills")).status).toBe(404);
  });
});

describe("POST /v1/accounts/{id}/billing", () => {
  it("changes it once, and tells the account as it is then", async () => {
    const { post, asked } = end();
    const path = "/v1/accounts/A-1003/billing";
    expect(await post(path, change)).toMatchObject({
      status: 201,
      json: { mode: "postpay", bill: { due: "45.680000", stage: "billed", unbilled: "1.234567" } },
    });
    expect(await post(path, { ...change, id: "change-16" })).toMatchObject({ status: 200 });
    const { id: key, mode, agreed, clerk: actor } = change;
    expect(asked[1]).toEqual({ key, mode, agreed, actor });
  });

  it.each<[number, string, unknown]>([
    [400, "not_json", "{"],
    [422, "bad_billing", { ...change, mode: "credit" }],
    [422, "bad_billing", { ...change, agreed: undefined }],
    [422, "bad_billing", { ...change, agreed: { ...change.agreed, by: "" } }],
    [422, "bad_billing", { ...change, agreed: { ...change.agreed, channel: "dream" } }],
    [422, "bad_billing", { ...change, clerk: "a\u0000b" }],
    [422, "bad_billing", { ...change, from: "2026-01-01" }],
  ])("%i %s", async (status, code, body) => {
    expect(await end().post("/v1/accounts/A-1/billing", body)).toMatchObject({
      status,
      json: { code },
    });
  });

  it.each<[number, string]>([
    [404, "no_such_account"],
    [409, "same_mode"],
    [409, "payment_pending"],
    [409, "id_reused"],
    [422, "account_closed"],
  ])("%i as the hub refuses: %s", async (status, code) => {
    const { post } = end(refuse(code, "words"));
    expect(await post("/v1/accounts/A-1/billing", change)).toMatchObject({
      status,
      json: { code },
    });
  });
});
