import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { currencyOf } from "../../core/money.ts";
import { refuse, type Refusal } from "../../core/refusal.ts";
import { answerError } from "../../hosts/problem.ts";
import { autopayRoutes } from "./autopay.ts";

const currency = must(currencyOf("USD"), "USD");
const done: { readonly kind: string } = { kind: "agreed" };

async function post(body: string, answer: typeof done | Refusal = done, path = "autopay") {
  const asked: object[] = [];
  const app = autopayRoutes({
    authorize: () => async (context, next) => {
      context.set("caller", { utilityId: "u", keyId: "k" });
      await next();
    },
    currencyOf: () => Promise.resolve(currency),
    agree(_utilityId, accountId, one) {
      asked.push({ accountId, ...one });
      return Promise.resolve(answer);
    },
    end: () => Promise.resolve(answer),
  });
  app.onError(answerError(() => {}));
  const response = await app.request(`/v1/accounts/A-1/${path}`, { method: "POST", body });
  return { status: response.status, json: (await response.json()) as object, asked };
}

const whole = {
  when: { kind: "threshold", below: "5.00" },
  pay: { kind: "fixed", amount: "20.00" },
  day_cap: "40.00",
  month_cap: "200.00",
};

describe("POST /v1/accounts/{id}/autopay", () => {
  it.each<[string, object, object]>([
    [
      "below a level",
      whole,
      {
        when: { kind: "threshold", belowUnits: 5_000_000 },
        pay: { kind: "fixed", amountMinor: 2_000 },
        dayCapMinor: 4_000,
        monthCapMinor: 20_000,
      },
    ],
    [
      "by interval up to a target",
      { ...whole, when: { kind: "interval", every_days: 7 }, pay: { kind: "target", to: "30.00" } },
      { when: { kind: "interval", everyDays: 7 }, pay: { kind: "target", toUnits: 30_000_000 } },
    ],
  ])("keeps one %s", async (_, body, plan) => {
    const answer = await post(JSON.stringify(body));
    expect(answer).toMatchObject({ status: 201, json: { account: "A-1" } });
    expect(answer.asked).toMatchObject([{ accountId: "A-1", methodId: null, plan }]);
  });

  it("ends it", async () => {
    expect(await post("", done, "autopay/end")).toMatchObject({ status: 200 });
  });

  it.each<[string, object]>([
    ["bad_request", { ...whole, when: { kind: "daily" } }],
    ["bad_request", { ...whole, day_cap: "-1" }],
    ["bad_amount", { ...whole, month_cap: "0.00" }],
    ["bad_amount", { ...whole, pay: { kind: "fixed", amount: "1.005" } }],
  ])("422 %s to %j", async (code, body) => {
    const answer = await post(JSON.stringify(body));
    expect(answer).toMatchObject({ status: 422, json: { code }, asked: [] });
  });

  it.each<[number, string]>([
    [404, "no_such_account"],
    [422, "no_such_method"],
  ])("%i as the hub refuses: %s", async (status, code) => {
    const answer = await post(JSON.stringify(whole), refuse(code, "not this one"));
    expect(answer).toMatchObject({ status, json: { code } });
  });
});
