import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import type { AskedRefund } from "../../core/hub/ask-refund.ts";
import { currencyOf } from "../../core/money.ts";
import { refuse, type Refusal } from "../../core/refusal.ts";
import { answerError } from "../../hosts/problem.ts";
import { refundRoutes, type RefundWanted } from "./refunds.ts";

const currency = must(currencyOf("USD"), "USD");
const asked: AskedRefund = {
  kind: "asked",
  refund: {
    id: "r1",
    paymentId: "p1",
    amountMinor: 750,
    key: "refund/u/A-1/r1",
    state: "asked",
    refundId: null,
    code: null,
    reason: "moved_out",
    actor: "api",
    askedAtMs: 0,
    resolvedAtMs: null,
  },
};
const whole = {
  id: "r1",
  account: "A-1",
  payment: "p1",
  amount: "7.50",
  currency: "USD",
  reason: "moved_out",
};

async function post(body: string, answer: AskedRefund | Refusal = asked) {
  const wanted: RefundWanted[] = [];
  const app = refundRoutes({
    authorize: () => async (context, next) => {
      context.set("caller", { utilityId: "u", keyId: "k" });
      await next();
    },
    currencyOf: () => Promise.resolve(currency),
    askRefund(_utilityId, one) {
      wanted.push(one);
      return Promise.resolve(answer);
    },
  });
  app.onError(answerError(() => {}));
  const response = await app.request("/v1/refunds", { method: "POST", body });
  return { status: response.status, json: (await response.json()) as object, wanted };
}

const bodyWith = (given: object): string => JSON.stringify({ ...whole, ...given });

describe("POST /v1/refunds", () => {
  it.each<[number, AskedRefund["kind"], number | null]>([
    [202, "asked", 750],
    [200, "repeated", null],
  ])("answers %i where it is %s", async (status, kind, amountMinor) => {
    const amount = amountMinor === null ? undefined : "7.50";
    expect(await post(bodyWith({ amount }), { ...asked, kind })).toEqual({
      status,
      json: {
        id: "r1",
        payment: "p1",
        amount: "7.50",
        currency: "USD",
        state: "asked",
        refund: null,
        code: null,
      },
      wanted: [
        {
          refundId: "r1",
          accountId: "A-1",
          paymentId: "p1",
          amountMinor,
          currency: "USD",
          reason: "moved_out",
        },
      ],
    });
  });

  it.each<[number, string, string]>([
    [400, "not_json", "{"],
    [422, "bad_refund", "[]"],
    [422, "bad_refund", bodyWith({ id: undefined })],
    [422, "bad_refund", bodyWith({ id: "a b" })],
    [422, "bad_refund", bodyWith({ account: "../u" })],
    [422, "bad_refund", bodyWith({ payment: undefined })],
    [422, "bad_refund", bodyWith({ payment: "p/1" })],
    [422, "bad_refund", bodyWith({ currency: undefined })],
    [422, "bad_refund", bodyWith({ reason: "" })],
    [422, "bad_refund", bodyWith({ reason: "because he said so" })],
    [422, "bad_refund", bodyWith({ amount: 7.5 })],
    [422, "bad_refund", bodyWith({ card: "4242424242424242" })],
    [422, "bad_amount", bodyWith({ amount: "7.505" })],
    [422, "bad_amount", bodyWith({ amount: "seven" })],
    [422, "bad_amount", bodyWith({ amount: "99999999999999999999" })],
    [413, "body_too_large", bodyWith({ id: "A".repeat(17_000) })],
  ])("%i %s to %s", async (status, code, body) => {
    expect(await post(body)).toMatchObject({ status, json: { code }, wanted: [] });
  });

  it.each<[number, string]>([
    [404, "no_such_account"],
    [404, "no_such_payment"],
    [409, "not_settled"],
    [409, "already_returned"],
    [409, "disputed"],
    [409, "id_reused"],
    [422, "over_refunded"],
    [422, "wrong_currency"],
    [422, "not_by_card"],
    [422, "bad_amount"],
  ])("%i as the hub refuses: %s", async (status, code) => {
    const answer = await post(bodyWith({}), refuse(code, "not this one"));
    expect(answer).toMatchObject({ status, json: { code } });
  });
});
