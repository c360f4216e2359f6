import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import type { Returned } from "../../core/hub/return-payment.ts";
import { currencyOf } from "../../core/money.ts";
import { refuse, type Refusal } from "../../core/refusal.ts";
import { answerError } from "../../hosts/problem.ts";
import { type PaymentCameBack, returnRoutes } from "./returns.ts";

const currency = must(currencyOf("USD"), "USD");
const returned: Returned = { kind: "returned", feeUnits: 25_000_000, wonReconnect: true };
const whole = '{"account":"A-1","reason":"R01"}';

async function post(body: string, answer: Returned | Refusal = returned) {
  const asked: PaymentCameBack[] = [];
  const app = returnRoutes({
    authorize: () => async (context, next) => {
      context.set("caller", { utilityId: "u", keyId: "k" });
      await next();
    },
    currencyOf: () => Promise.resolve(currency),
    returnPayment(_utilityId, one) {
      asked.push(one);
      return Promise.resolve(answer);
    },
  });
  app.onError(answerError(() => {}));
  const response = await app.request("/v1/payments/p%2F1/return", { method: "POST", body });
  return { status: response.status, json: (await response.json()) as object, asked };
}

describe("POST /v1/payments/{id}/return", () => {
  it.each<[number, Returned["kind"]]>([
    [201, "returned"],
    [200, "repeated"],
  ])("answers %i where it is %s", async (status, kind) => {
    expect(await post(whole, { ...returned, kind })).toEqual({
      status,
      json: { id: "p/1", account: "A-1", fee: "25.000000", won_reconnect: true },
      asked: [{ paymentId: "p/1", accountId: "A-1", reason: "R01" }],
    });
  });

  it.each<[number, string, string]>([
    [400, "not_json", "{"],
    [422, "bad_return", "[]"],
    [422, "bad_return", '{"reason":"R01"}'],
    [422, "bad_return", '{"account":"A-1"}'],
    [422, "bad_return", '{"account":"../u","reason":"R01"}'],
    [422, "bad_return", '{"account":"A-1","reason":"not enough money"}'],
    [422, "bad_return", '{"account":"A-1","reason":"R01","fee":"1"}'],
    [413, "body_too_large", JSON.stringify({ account: "A".repeat(17_000) })],
  ])("%i %s to %s", async (status, code, body) => {
    expect(await post(body)).toMatchObject({ status, json: { code }, asked: [] });
  });

  it.each<[number, string]>([
    [404, "no_such_payment"],
    [409, "not_settled"],
    [422, "cash_stays"],
  ])("%i as the hub refuses: %s", async (status, code) => {
    const answer = await post(whole, refuse(code, "not this one"));
    expect(answer).toMatchObject({ status, json: { code } });
  });
});
