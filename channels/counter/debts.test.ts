import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { currencyOf } from "../../core/money.ts";
import { refuse, type Refusal } from "../../core/refusal.ts";
import { answerError } from "../../hosts/problem.ts";
import { debtRoutes } from "./debts.ts";

const currency = must(currencyOf("USD"), "USD");
const pledge = {
  id: "p-1",
  agency: "county-heat",
  amountMinor: 4_000,
  state: "pledged",
  pledgedAtMs: 0,
  expiresAtMs: Date.UTC(2026, 11, 25),
} as const;
const answers = {
  oweDebt: { kind: "owed" },
  agreeTerms: {
    kind: "agreed",
    terms: {
      kind: "plan",
      parts: [{ dueMs: Date.UTC(2026, 11, 1), amountUnits: 25_000_000 }],
    },
  },
  makePledge: { kind: "pledged", pledge },
  endPledge: { kind: "repeated", pledge: { ...pledge, state: "paid" } },
  moveDeposit: { kind: "moved", depositUnits: 40_000_000 },
} as const;

async function post(path: string, body: string, refusal?: Refusal) {
  const asked: object[] = [];
  const end = <Answer>(answer: Answer) => {
    return (at: object, input: object): Promise<Answer | Refusal> => {
      asked.push({ ...at, ...input });
      return Promise.resolve(refusal ?? answer);
    };
  };
  const app = debtRoutes({
    authorize: () => async (context, next) => {
      context.set("caller", { utilityId: "u", keyId: "k" });
      await next();
    },
    currencyOf: () => Promise.resolve(currency),
    oweDebt: end(answers.oweDebt),
    agreeTerms: end(answers.agreeTerms),
    makePledge: end(answers.makePledge),
    endPledge: end(answers.endPledge),
    moveDeposit: end(answers.moveDeposit),
  });
  app.onError(answerError(() => {}));
  const response = await app.request(`/v1/accounts/A-1/${path}`, { method: "POST", body });
  return { status: response.status, json: (await response.json()) as object, asked };
}

const at = { utilityId: "u", accountId: "A-1" };
const plan =
  '{"id":"t-1","kind":"plan","down":"0.00","down_days":0,"instalments":3,"every_days":30}';

describe("an account's debts, pledges and deposits", () => {
  it.each<[string, string, number, object, object]>([
    [
      "debts",
      '{"id":"d-1","amount":"50.00"}',
      201,
      { ...at, debtId: "d-1", amountMinor: 5_000 },
      { id: "d-1", account: "A-1" },
    ],
    [
      "debt-terms",
      plan,
      201,
      {
        ...at,
        termsId: "t-1",
        asked: { kind: "plan", downMinor: 0, downDays: 0, count: 3, everyDays: 30 },
      },
      { due: [{ by: "2026-12-01T00:00:00.000Z", amount: "25.000000" }] },
    ],
    [
      "debt-terms",
      '{"id":"t-1","kind":"time","weekly":"3.25"}',
      201,
      { ...at, termsId: "t-1", asked: { kind: "time", weeklyMinor: 325 } },
      { id: "t-1" },
    ],
    [
      "pledges",
      '{"id":"p-1","agency":"county-heat","amount":"40.00","days":30}',
      201,
      { ...at, pledgeId: "p-1", agency: "county-heat", amountMinor: 4_000, days: 30 },
      { state: "pledged", amount: "40.00", expires: "2026-12-25T00:00:00.000Z" },
    ],
    [
      "pledges/p-1/end",
      '{"outcome":"paid"}',
      200,
      { ...at, pledgeId: "p-1", outcome: "paid" },
      { state: "paid" },
    ],
    [
      "deposits",
      '{"id":"m-1","move":"taken","amount":"40.00","drawer":"desk-1"}',
      201,
      { ...at, moveId: "m-1", move: "taken", amountMinor: 4_000, drawer: "desk-1" },
      { held: "40.000000" },
    ],
  ])("%s %s", async (path, body, ...[status, asked, json]) => {
    expect(await post(path, body)).toMatchObject({ status, asked: [asked], json });
  });

  it.each<[number, string, string, string]>([
    [400, "not_json", "debts", "{"],
    [422, "bad_request", "debts", '{"id":"d-1"}'],
    [422, "bad_amount", "debts", '{"id":"d-1","amount":"0.00"}'],
    [422, "bad_amount", "debts", '{"id":"d-1","amount":"1.005"}'],
    [422, "bad_request", "debts", '{"id":"../d","amount":"1.00"}'],
    [422, "bad_request", "debt-terms", '{"id":"t-1","kind":"share"}'],
    [422, "bad_request", "debt-terms", '{"id":"t-1","kind":"time","weekly":"-1"}'],
    [422, "bad_request", "pledges", '{"id":"p-1","agency":"a b","amount":"1.00","days":1}'],
    [422, "bad_request", "pledges", '{"id":"p-1","agency":"a","amount":"1.00","days":0}'],
    [422, "bad_request", "pledges/p-1/end", '{"outcome":"expired"}'],
    [422, "bad_request", "deposits", '{"id":"m","move":"kept","amount":"1.00","drawer":"d"}'],
  ])("%i %s of %s to %s", async (status, code, ...[path, body]) => {
    expect(await post(path, body)).toMatchObject({ status, json: { code }, asked: [] });
  });

  it.each<[number, string]>([
    [404, "no_such_account"],
    [409, "id_reused"],
    [422, "nothing_owed"],
  ])("%i as the hub refuses: %s", async (status, code) => {
    const answer = await post("debt-terms", plan, refuse(code, "not this one"));
    expect(answer).toMatchObject({ status, json: { code } });
  });
});
