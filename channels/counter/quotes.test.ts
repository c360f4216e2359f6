import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import type { HeldQuote } from "../../core/hub/hold-quote.ts";
import { currencyOf } from "../../core/money.ts";
import { isRefusal, refuse, type Refusal } from "../../core/refusal.ts";
import { noDues } from "../../core/payment/allocate.ts";
import { answerError } from "../../hosts/problem.ts";
import { type QuoteAsked, quoteRoutes } from "./quotes.ts";

const currency = must(currencyOf("USD"), "USD");

const held: HeldQuote = {
  kind: "held",
  quote: {
    id: "q-1",
    amountMinor: 1_023,
    levelUnits: -7_200_000,
    targetUnits: 0,
    createdAtMs: 0,
    expiresAtMs: Date.UTC(2026, 10, 25, 12),
    paymentId: null,
  },
  offer: {
    accountId: "A-1",
    currency,
    amountMinor: 1_023,
    parts: [
      { target: "debt_share", account: "arrears", amountUnits: 1_020_000 },
      { target: "credit", account: "prepaid", amountUnits: 9_210_000 },
    ],
    balanceAfterUnits: 2_010_000,
    reaches: true,
    before: {
      dues: noDues,
      balanceUnits: -7_200_000,
      levelUnits: -7_200_000,
      measure: "level",
      reconnectLevelUnits: 0,
    },
    smallestMinor: 1_023,
    daysLeft: 3,
    lastsUntil: "2026-11-28",
  },
};

async function post(body: string, answer: HeldQuote | Refusal = held) {
  const asked: QuoteAsked[] = [];
  const app = quoteRoutes({
    authorize: () => async (context, next) => {
      context.set("caller", { utilityId: "u", keyId: "k" });
      await next();
    },
    currencyOf: () => Promise.resolve(currency),
    holdQuote(_utilityId, one) {
      asked.push(one);
      return Promise.resolve(answer);
    },
  });
  app.onError(answerError(() => {}));
  const response = await app.request("/v1/quotes", { method: "POST", body });
  return { status: response.status, json: (await response.json()) as object, asked };
}

describe("POST /v1/quotes", () => {
  it("tells the split, the days and how long it holds", async () => {
    const { status, json, asked } = await post('{"id":"q-1","account":"A-1"}');
    expect(asked).toEqual([{ quoteId: "q-1", accountId: "A-1", amountMinor: null }]);
    expect({ status, json }).toEqual({
      status: 201,
      json: {
        id: "q-1",
        account: "A-1",
        amount: "10.23",
        currency: "USD",
        split: [
          { for: "debt_share", ledger_account: "arrears", amount: "1.020000" },
          { for: "credit", ledger_account: "prepaid", amount: "9.210000" },
        ],
        balance_before: "-7.200000",
        balance_after: "2.010000",
        supply_on: true,
        smallest: "10.23",
        days_left: 3,
        lasts_until: "2026-11-28",
        held_until: "2026-11-25T12:00:00.000Z",
        used_by: null,
      },
    });
  });

  it("answers 200 to the same again, and takes an amount", async () => {
    const again = await post('{"id":"q-1","account":"A-1","amount":"10.2"}', {
      ...held,
      kind: "repeated",
    });
    expect(again.status).toBe(200);
    expect(again.asked).toEqual([{ quoteId: "q-1", accountId: "A-1", amountMinor: 1_020 }]);
  });

  it.each<[number, string, string]>([
    [400, "not_json", "{"],
    [422, "bad_quote", "[]"],
    [422, "bad_quote", '{"account":"A-1"}'],
    [422, "bad_quote", '{"id":"q/1","account":"A-1"}'],
    [422, "bad_quote", '{"id":"q-1","account":"A-1","amount":20}'],
    [422, "bad_quote", '{"id":"q-1","account":"A-1","amount":"-1"}'],
    [422, "bad_quote", '{"id":"q-1","account":"A-1","card":"4242424242424242"}'],
    [422, "bad_amount", '{"id":"q-1","account":"A-1","amount":"1.001"}'],
    [413, "body_too_large", JSON.stringify({ id: "q".repeat(17_000) })],
  ])("%i %s to %s", async (status, code, body) => {
    const refused = await post(body);
    expect(refused).toMatchObject({ status, json: { code }, asked: [] });
  });

  it.each<[number, Refusal]>([
    [404, refuse("no_such_account", "there is none")],
    [409, refuse("id_reused", "of another amount")],
    [422, refuse("not_enough", "not enough")],
  ])("%i as the hub refuses", async (status, refusal) => {
    expect(isRefusal(refusal)).toBe(true);
    const refused = await post('{"id":"q-1","account":"A-1"}', refusal);
    expect(refused).toMatchObject({ status, json: { code: refusal.code } });
  });
});
