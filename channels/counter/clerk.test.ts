import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { currencyOf } from "../../core/money.ts";
import { isRefusal, refuse } from "../../core/refusal.ts";
import { authorize, makeToken, type Scope, TOKEN_BYTES } from "../../hosts/api-key.ts";
import { answerError } from "../../hosts/problem.ts";
import { foundAccountsSchema, particularsSchema } from "./clerk-protocol.ts";
import { type ClerkEnd, clerkRoutes } from "./clerk.ts";

const currency = must(currencyOf("USD"), "USD");
const atMs = Date.parse("2026-11-24T12:00:00Z");
const token = makeToken("u", new Uint8Array(TOKEN_BYTES));
const at = "2026-11-24T12:00:00.000Z";

const particulars = {
  name: "Ana Lopez",
  customerId: "c1",
  currency,
  zone: "America/New_York",
  contacts: [{ line: "+15550100001", language: "en" }],
  services: [
    { serviceId: "s1", commodity: "gas", label: "Oak St 12", meterId: null, supply: "off" },
  ],
  cut: { decisionId: "A-1/s1/3", atMs, balanceUnits: -1_250_000, reasons: ["Off."], rule: "us-x" },
  warned: { toldAtMs: atMs, offAfterMs: atMs, payMinor: 1_250, rule: null },
  payments: [
    {
      id: "p1",
      state: "settled",
      tender: "card",
      amountMinor: 2_000,
      channel: "sms",
      atMs,
      confirmation: "7KQ2-M4",
      isReturned: true,
    },
  ],
} as const;

/** The routes for whoever has a key of these scopes; every ask that came through. */
async function ask(path: string, body?: string, scopes: readonly Scope[] = ["read"], key = token) {
  const asked: unknown[] = [];
  const end: Omit<ClerkEnd, "authorize"> = {
    currencyOf: () => Promise.resolve(currency),
    describeKey: (utility, keyId) =>
      Promise.resolve({ key: keyId, utility } as Awaited<ReturnType<ClerkEnd["describeKey"]>>),
    find(_, text) {
      asked.push(text);
      const one = {
        accountId: "A-1",
        name: "Ana Lopez",
        label: "Oak St 12",
        supply: "on",
      } as const;
      const line = "+15550100001";
      return Promise.resolve([{ ...one, balanceUnits: 6_000_001, line }]);
    },
    particulars: (_, id) =>
      Promise.resolve(id === "A-1" ? particulars : refuse("no_such_account", "none")),
    offer(_, id, amountMinor) {
      asked.push([id, amountMinor]);
      return Promise.resolve(refuse(id === "A-1" ? "not_prepaid" : "no_such_account", "no"));
    },
  };
  const needs = authorize((utilityId) =>
    Promise.resolve(utilityId === "u" && key === token ? { keyId: "k", scopes } : null),
  );
  const app = new Hono().route("/", clerkRoutes({ authorize: needs, ...end }));
  app.onError(answerError(() => {}));
  const headers = { authorization: `Bearer ${key}` };
  const init = body === undefined ? { headers } : { headers, method: "POST", body };
  const response = await app.request(path, init);
  return { status: response.status, json: (await response.json()) as object, asked };
}

const search = "/v1/account-searches";
const searched = (text: unknown) => JSON.stringify({ text });
const paths = ["/v1/key", search, "/v1/accounts/A-1/particulars", "/v1/accounts/A-1/offers/20.00"];

describe("what a clerk asks over HTTP", () => {
  it("finds accounts, with four digits of the number that was asked by", async () => {
    const { json, asked } = await ask(search, searched("  0001 "));
    expect(asked).toEqual(["0001"]);
    expect(foundAccountsSchema.parse(json)).toEqual({
      accounts: [
        {
          account: "A-1",
          name: "Ana Lopez",
          label: "Oak St 12",
          supply: "on",
          balance: "6.000001",
          currency: "USD",
          phone_ends: "0001",
        },
      ],
    });
  });

  it("tells the particulars in decimals and instants", async () => {
    const { json } = await ask("/v1/accounts/A-1/particulars");
    expect(particularsSchema.parse(json)).toMatchObject({
      off: { decision: "A-1/s1/3", at, balance: "-1.250000", told: null, rule: "us-x" },
      warned: { told: at, off_after: at, pay: "12.50", rule: null },
      payments: [{ state: "returned", amount: "20.00", confirmation: "7KQ2-M4" }],
    });
    expect(JSON.stringify(json)).not.toContain("c1");
  });

  it.each(
    paths.flatMap((path) => [["reads:write"], ["payments:write"], []].map((of) => [path, of])),
  )("%s is not for a key with the scopes %j", async (path, scopes) => {
    const body = path === search ? searched("0001") : undefined;
    const { status, json, asked } = await ask(String(path), body, scopes as Scope[]);
    expect({ status, json, asked }).toMatchObject({
      status: 403,
      json: { code: "scope_missing" },
      asked: [],
    });
  });

  it.each(paths)("%s is not for a key that nobody knows", async (path) => {
    const body = path === search ? searched("0001") : undefined;
    for (const key of ["swb_u_short", makeToken("v", new Uint8Array(TOKEN_BYTES))]) {
      const { status, json, asked } = await ask(path, body, ["read"], key);
      expect(status).toBe(401);
      expect(json).toMatchObject({ code: "bad_key" });
      expect(asked).toEqual([]);
    }
  });

  it.each<[string, number]>([
    ["{", 400],
    ["{}", 422],
    [searched("ab"), 422],
    [searched("   a   "), 422],
    [searched("x".repeat(65)), 422],
    [searched(1001), 422],
    [searched(null), 422],
    ['{"text": "Lopez", "limit": 1000}', 422],
    [`{"text": "${" ".repeat(16 * 1024)}"}`, 413],
  ])("refuses to look for %s with %i", async (body, expected) => {
    const { status, asked } = await ask(search, body);
    expect(status).toBe(expected);
    expect(asked).toEqual([]);
  });

  it.each<[string, number, string]>([
    ["/v1/accounts/B-2/particulars", 404, "no_such_account"],
    ["/v1/accounts/%20/particulars", 404, "no_such_account"],
    ["/v1/accounts/A-1/offers/0.00", 422, "bad_amount"],
    ["/v1/accounts/A-1/offers/-5.00", 422, "bad_amount"],
    ["/v1/accounts/A-1/offers/5.001", 422, "bad_amount"],
    ["/v1/accounts/A-1/offers/ten", 422, "bad_amount"],
    ["/v1/accounts/A-1/offers/20.00", 422, "not_prepaid"],
    ["/v1/accounts/B-2/offers/20.00", 404, "no_such_account"],
    ["/v1/accounts/%20/offers/20.00", 404, "no_such_account"],
  ])("%s is refused with %i %s", async (path, expected, code) => {
    const { status, json } = await ask(path);
    expect(status).toBe(expected);
    expect(json).toMatchObject({ code });
    expect(isRefusal(json)).toBe(false);
  });
});
