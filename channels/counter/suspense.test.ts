import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { currencyOf } from "../../core/money.ts";
import { refuse, type Refusal } from "../../core/refusal.ts";
import { answerError } from "../../hosts/problem.ts";
import { suspenseRoutes } from "./suspense.ts";

const currency = must(currencyOf("USD"), "USD");
const item = {
  id: "i-1",
  source: "corner-shops",
  tender: "cash",
  heldIn: "drawer.corner-shops",
  amountMinor: 2_000,
  reference: "10O1",
  accountId: null,
  code: "no_match",
  createdAtMs: Date.UTC(2026, 10, 25),
  assignedTo: null,
  assignedBy: null,
  assignedAtMs: null,
} as const;
const told = {
  id: "i-1",
  source: "corner-shops",
  tender: "cash",
  amount: "20.00",
  reference: "10O1",
  why: "no_match",
  since: "2026-11-25T00:00:00.000Z",
  assigned_to: null,
};
const expiresAtMs = Date.UTC(2026, 11, 2);

async function ask(path: string, body: string | null, refusal?: Refusal) {
  const asked: object[] = [];
  const end = <Answer>(answer: Answer) => {
    return (_utilityId: string, input: object): Promise<Answer | Refusal> => {
      asked.push(input);
      return Promise.resolve(refusal ?? answer);
    };
  };
  const app = suspenseRoutes({
    authorize: () => async (context, next) => {
      context.set("caller", { utilityId: "u", keyId: "k" });
      await next();
    },
    currencyOf: () => Promise.resolve(currency),
    makePayCode: end({ code: "0123456784", capMinor: 5_000, usesLeft: 1, expiresAtMs }),
    payByCode: end({ kind: "taken", confirmation: "7KQ2M4" }),
    holdMoney: end({ kind: "held", item }),
    listSuspense: () =>
      Promise.resolve([{ ...item, suggestions: [{ accountId: "1001", because: "near_number" }] }]),
    assign: end({ kind: "assigned" }),
  });
  app.onError(answerError(() => {}));
  const request = body === null ? {} : { method: "POST", body };
  const response = await app.request(`/v1/${path}`, request);
  return { status: response.status, json: (await response.json()) as object, asked };
}

const held =
  '{"id":"i-1","source":"corner-shops","tender":"cash","amount":"20.00","currency":"USD","reference":"10O1"}';
const paid = '{"id":"p-1","amount":"20.00","currency":"USD","drawer":"d","clerk":"maria"}';

describe("other people's money", () => {
  it("that waits is listed with whose it may be", async () => {
    const suggestions = [{ account: "1001", because: "near_number" }];
    expect(await ask("suspense", null)).toMatchObject({
      status: 200,
      json: { waiting: [{ ...told, suggestions }] },
    });
  });

  it.each<[string, string, object, object]>([
    ["suspense", held, { itemId: "i-1", amountMinor: 2_000, reference: "10O1" }, told],
    [
      "suspense/i-1/assign",
      '{"account":"1001","clerk":"maria"}',
      { itemId: "i-1", accountId: "1001", by: "maria" },
      { id: "i-1", account: "1001" },
    ],
    [
      "pay-codes",
      '{"account":"1001","cap":"50.00"}',
      { accountId: "1001", capMinor: 5_000, uses: 1, days: 7 },
      { code: "0123456784", cap: "50.00", uses: 1, expires: "2026-12-02T00:00:00.000Z" },
    ],
  ])("%s %s", async (path, body, asked, json) => {
    expect(await ask(path, body)).toMatchObject({ status: 201, asked: [asked], json });
  });

  it("by a code is answered without a word of the account", async () => {
    const { status, json, asked } = await ask("pay-codes/01234 56784/payments", paid);
    expect(asked).toMatchObject([{ code: "01234 56784", paymentId: "p-1", amountMinor: 2_000 }]);
    expect({ status, json }).toEqual({
      status: 201,
      json: { id: "p-1", amount: "20.00", currency: "USD", confirmation: "7KQ2M4" },
    });
  });

  it.each<[number, string, string, string]>([
    [400, "not_json", "suspense", "{"],
    [422, "bad_request", "suspense", held.replace("cash", "gold")],
    [422, "bad_amount", "suspense", held.replace("20.00", "0")],
    [422, "bad_request", "suspense/i-1/assign", '{"account":"1001"}'],
    [422, "bad_request", "pay-codes", '{"account":"1001","cap":"50.00","uses":51}'],
    [422, "bad_request", "pay-codes", '{"account":"1001","cap":"50.00","days":32}'],
    [422, "wrong_currency", "pay-codes/0123456784/payments", paid.replace("USD", "EUR")],
  ])("%i %s of %s to %s", async (status, code, ...[path, body]) => {
    expect(await ask(path, body)).toMatchObject({ status, json: { code }, asked: [] });
  });

  it.each<[number, string]>([
    [404, "code_not_good"],
    [409, "id_reused"],
    [422, "over_cap"],
  ])("%i as the hub refuses: %s", async (status, code) => {
    const answer = await ask("pay-codes/1/payments", paid, refuse(code, "not this one"));
    expect(answer).toMatchObject({ status, json: { code } });
  });
});
