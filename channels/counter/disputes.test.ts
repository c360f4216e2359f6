import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { currencyOf } from "../../core/money.ts";
import { refuse } from "../../core/refusal.ts";
import { answerError } from "../../hosts/problem.ts";
import { disputeRoutes } from "./disputes.ts";
import { secondContactRoutes } from "./second-contacts.ts";

const currency = must(currencyOf("USD"), "USD");
const atMs = Date.parse("2026-11-24T12:00:00Z");

const open = {
  id: "d1",
  state: "open",
  standing: "held",
  chargedUnits: 42_105_000,
  heldUnits: 40_000_000,
  untilMs: atMs + 86_400_000,
  channel: "sms",
  openedAtMs: atMs,
  reason: null,
  creditedMinor: 0,
  decidedAtMs: null,
  decidedBy: null,
} as const;

async function ask(path: string, body: string | null, refused: string | null = null) {
  const asked: unknown[] = [];
  const told = (one: unknown, kind: string) => {
    asked.push(one);
    return Promise.resolve(refused === null ? { kind } : refuse(refused, "no"));
  };
  const authorize = () => async (context: { set: Function }, next: () => Promise<void>) => {
    context.set("caller", { utilityId: "u", keyId: "k" });
    await next();
  };
  const gone = refuse("no_such_account", "none");
  const app = disputeRoutes({
    authorize,
    currencyOf: () => Promise.resolve(currency),
    disputes: (_, id) => Promise.resolve(id === "A-1" ? [open] : gone),
    decide: (_, id, input) => told({ id, ...input }, "decided") as never,
  });
  const row = { askedBy: "customer", askedCount: 1, endedBy: null } as const;
  app.route(
    "/",
    secondContactRoutes({
      authorize,
      list: (_, id) =>
        Promise.resolve(
          id === "A-1"
            ? [{ ...row, line: "+12025550143", state: "asked", askedAtMs: atMs, changedAtMs: atMs }]
            : gone,
        ),
      ask: (_, id, by) => told({ id, ...by }, "asked") as never,
      end: (_, id, by) => told({ id, ...by }, "ended") as never,
    }),
  );
  app.onError(answerError(() => {}));
  const init = body === null ? {} : { method: "POST", body };
  const response = await app.request(path, init);
  return { status: response.status, json: (await response.json()) as object, asked };
}

const decision = "/v1/accounts/A-1/disputes/d1/decision";
const contacts = "/v1/accounts/A-1/second-contacts";
const line = JSON.stringify({ line: "+12025550143" });

describe("disputes and second contacts over HTTP", () => {
  it("lists what was opened, in decimals and instants", async () => {
    const { status, json } = await ask("/v1/accounts/A-1/disputes", null);
    expect(status).toBe(200);
    expect(json).toEqual({
      disputes: [
        {
          id: "d1",
          state: "open",
          standing: "held",
          charged: "42.105000",
          held: "40.000000",
          until: "2026-11-25T12:00:00.000Z",
          channel: "sms",
          opened: "2026-11-24T12:00:00.000Z",
          reason: null,
          credited: "0.00",
          decided: null,
          decided_by: null,
        },
      ],
    });
  });

  it("lists who else is told", async () => {
    const { json } = await ask(contacts, null);
    expect(json).toMatchObject({ second_contacts: [{ line: "+12025550143", state: "asked" }] });
  });

  it.each<[string, string, object]>([
    [
      decision,
      '{"outcome": "upheld", "reason": "read", "credit": "12.50"}',
      { disputeId: "d1", outcome: "upheld", creditMinor: 1_250, actor: "key k" },
    ],
    [
      decision,
      '{"outcome": "rejected", "reason": "other"}',
      { outcome: "rejected", reason: "other", creditMinor: 0 },
    ],
    [contacts, line, { id: "A-1", line: "+12025550143", actor: "key k" }],
    [`${contacts}/end`, line, { id: "A-1", line: "+12025550143" }],
  ])("%s takes %s", async (path, body, expected) => {
    const { status, asked } = await ask(path, body);
    expect(status).toBe(path === contacts ? 201 : 200);
    expect(asked).toEqual([expect.objectContaining(expected)]);
  });

  it.each<[string, string, number]>([
    [decision, "{", 400],
    [decision, "{}", 422],
    [decision, '{"outcome": "settled", "reason": "read"}', 422],
    [decision, '{"outcome": "upheld", "reason": "because"}', 422],
    [decision, '{"outcome": "upheld", "reason": "read", "credit": "12.505"}', 422],
    [decision, '{"outcome": "upheld", "reason": "read", "credit": "-1.00"}', 422],
    [decision, '{"outcome": "upheld", "reason": "read", "credit": "0.00"}', 422],
    [decision, '{"outcome": "upheld", "reason": "read", "note": "x"}', 422],
    [contacts, "{}", 422],
    [contacts, '{"line": 12025550143}', 422],
    [`${contacts}/end`, "[]", 422],
    [contacts, "x", 400],
  ])("%s refuses %s with %i, and nothing is done", async (path, body, expected) => {
    const { status, asked } = await ask(path, body);
    expect(status).toBe(expected);
    expect(asked).toEqual([]);
  });

  it.each<[string, string | null, string, number]>([
    [decision, '{"outcome": "rejected", "reason": "read"}', "no_such_dispute", 404],
    [decision, '{"outcome": "rejected", "reason": "read"}', "no_such_account", 404],
    [decision, '{"outcome": "rejected", "reason": "read"}', "already_decided", 409],
    [decision, '{"outcome": "rejected", "reason": "read"}', "bad_credit", 422],
    [contacts, line, "one_already", 409],
    [contacts, line, "own_number", 422],
    [contacts, line, "asked_too_often", 422],
    [`${contacts}/end`, line, "no_such_contact", 404],
  ])("%s with %s, refused as %s, is %s", async (path, body, code, expected) => {
    const { status, json } = await ask(path, body, code);
    expect(status).toBe(expected);
    expect(json).toMatchObject({ code });
  });

  it.each(["/v1/accounts/B-2/disputes", "/v1/accounts/B-2/second-contacts"])(
    "%s is of no account",
    async (path) => {
      expect((await ask(path, null)).status).toBe(404);
    },
  );
});
