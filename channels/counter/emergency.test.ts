import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import type { Invoked } from "../../core/hub/invoke-emergency.ts";
import { currencyOf } from "../../core/money.ts";
import { refuse, type Refusal } from "../../core/refusal.ts";
import { answerError } from "../../hosts/problem.ts";
import { emergencyRoutes } from "./emergency.ts";

const currency = must(currencyOf("USD"), "USD");
const invoked: Invoked = { kind: "invoked", limitUnits: 10_000_000, remainingUnits: 7_650_000 };

async function post(body: string, answer: Invoked | Refusal = invoked) {
  const asked: object[] = [];
  const app = emergencyRoutes({
    authorize: () => async (context, next) => {
      context.set("caller", { utilityId: "u", keyId: "k" });
      await next();
    },
    currencyOf: () => Promise.resolve(currency),
    invokeEmergency(_utilityId, one) {
      asked.push(one);
      return Promise.resolve(answer);
    },
  });
  app.onError(answerError(() => {}));
  const path = "/v1/accounts/A-1/emergency-credit";
  const response = await app.request(path, { method: "POST", body });
  return { status: response.status, json: (await response.json()) as object, asked };
}

describe("POST /v1/accounts/{id}/emergency-credit", () => {
  it.each<[number, Invoked["kind"]]>([
    [201, "invoked"],
    [200, "repeated"],
  ])("answers %i where it is %s", async (status, kind) => {
    expect(await post('{"id":"g-1"}', { ...invoked, kind })).toEqual({
      status,
      json: { id: "g-1", account: "A-1", lent: "10.000000", remaining: "7.650000" },
      asked: [{ accountId: "A-1", grantId: "g-1" }],
    });
  });

  it.each<[number, string, string]>([
    [400, "not_json", "{"],
    [422, "bad_request", "{}"],
    [422, "bad_request", '{"id":""}'],
    [422, "bad_request", '{"id":"g-1","limit":"99"}'],
    [413, "body_too_large", JSON.stringify({ id: "g".repeat(17_000) })],
  ])("%i %s to %s", async (status, code, body) => {
    expect(await post(body)).toMatchObject({ status, json: { code }, asked: [] });
  });

  it.each<[number, string]>([
    [404, "no_such_account"],
    [409, "already_invoked"],
    [422, "not_low"],
  ])("%i as the hub refuses: %s", async (status, code) => {
    const answer = await post('{"id":"g-1"}', refuse(code, "not now"));
    expect(answer).toMatchObject({ status, json: { code } });
  });
});
