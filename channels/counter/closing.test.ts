import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { currencyOf } from "../../core/money.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { answerError } from "../../hosts/problem.ts";
import { closingRoutes, type ClosingSeen } from "./closing.ts";

const currency = must(currencyOf("USD"), "USD");

const seen: ClosingSeen = {
  closing: {
    id: "out-1",
    state: "settled",
    atMs: Date.UTC(2026, 10, 26, 5),
    day: "2026-11-25",
    moveTo: null,
    channel: "counter",
    actor: "maria",
    askedAtMs: 0,
    ended: null,
    settledAtMs: 1,
    told: null,
  },
  currency,
  zone: "America/New_York",
  services: [],
  ended: null,
  billedUnits: 2_150_000,
  owedMinor: 215,
  dueDay: "2026-12-20",
  refunds: [],
  payouts: [],
  moved: [{ id: "m", accountId: "A-2", amountUnits: -5_000, state: "sent" }],
  waitingUnits: 0,
  isPreview: false,
  payCodes: 0,
  supplies: {},
};

/** Asks the routes; `scopes` are what the key has, and `wanted` is what was asked of the hub. */
async function ask(
  path: string,
  body?: string,
  {
    answer = seen,
    kind = "closing",
  }: { readonly answer?: ClosingSeen | Refusal; readonly kind?: string } = {},
) {
  const wanted: unknown[] = [];
  const scopes: string[] = [];
  const note =
    <Done>(done: Done) =>
    (...given: unknown[]) => {
      wanted.push(given.slice(1));
      return Promise.resolve(done);
    };
  const refusal = "code" in answer ? answer : null;
  const app = closingRoutes({
    authorize: (scope) => async (context, next) => {
      scopes.push(scope);
      context.set("caller", { utilityId: "u", keyId: "k" });
      await next();
    },
    see: note(answer),
    close: note(refusal ?? { kind, seen }),
    withdraw: note(refusal ?? { kind }),
    payouts: () => Promise.resolve({ payouts: [], currency }),
    payOut: note(refusal ?? { kind }),
  });
  app.onError(answerError(() => {}));
  const response = await app.request(path, body === undefined ? {} : { method: "POST", body });
  return { status: response.status, json: (await response.json()) as object, wanted, scopes };
}

const whole = { id: "out-1", day: "2026-11-25", clerk: "maria" };
const bodyWith = (given: object): string => JSON.stringify({ ...whole, ...given });

describe("an account's closing", () => {
  it("is told as it stands, and asks of the hub what was asked", async () => {
    const { status, json, wanted, scopes } = await ask("/v1/accounts/A-1/closing?day=2026-11-25");
    expect({ status, scopes, wanted }).toEqual({
      status: 200,
      scopes: ["read"],
      wanted: [[{ day: "2026-11-25", moveTo: null }]],
    });
    expect(json).toMatchObject({
      account: "A-1",
      closing: "out-1",
      state: "settled",
      leaves: "2026-11-26T05:00:00.000Z",
      billed: "2.150000",
      owed: "2.15",
      moved: [{ account: "A-2", amount: "-0.005000" }],
    });
  });

  it("of a preview has no name and is none", async () => {
    const { json } = await ask("/v1/accounts/A-1/closing", undefined, {
      answer: { ...seen, isPreview: true },
    });
    expect(json).toMatchObject({ closing: null, state: "preview" });
  });

  it("is asked for with the last reads, in millionths", async () => {
    const body = bodyWith({ final_reads: [{ meter: "E-1", register: "10342.5" }] });
    const { status, wanted, scopes } = await ask("/v1/accounts/A-1/closing", body);
    expect({ status, scopes }).toEqual({ status: 201, scopes: ["payments:write"] });
    expect(wanted).toEqual([
      [
        {
          closingId: "out-1",
          day: "2026-11-25",
          moveTo: null,
          finalReads: [{ meterId: "E-1", registerMicro: 10_342_500_000 }],
          clerk: "maria",
        },
      ],
    ]);
    const again = await ask("/v1/accounts/A-1/closing", body, { kind: "repeated" });
    expect(again.status).toBe(200);
  });

  it.each<[number, string, string]>([
    [400, "not_json", "{"],
    [422, "bad_request", "[]"],
    [422, "bad_request", bodyWith({ id: undefined })],
    [422, "bad_request", bodyWith({ id: "a b" })],
    [422, "bad_request", bodyWith({ day: "tomorrow" })],
    [422, "bad_request", bodyWith({ day: "2026-02-30" })],
    [422, "bad_request", bodyWith({ day: null })],
    [422, "bad_request", bodyWith({ move_to: "../A" })],
    [422, "bad_request", bodyWith({ clerk: " " })],
    [422, "bad_request", bodyWith({ clerk: undefined })],
    [422, "bad_request", bodyWith({ more: 1 })],
    [422, "bad_request", bodyWith({ final_reads: [{ meter: "E-1" }] })],
    [422, "bad_request", bodyWith({ final_reads: [{ meter: "E-1", register: "-1" }] })],
    [422, "bad_request", bodyWith({ final_reads: [{ meter: "E-1", register: 5 }] })],
    [413, "body_too_large", bodyWith({ clerk: "x".repeat(20_000) })],
  ])("is refused with %i %s", async (status, code, body) => {
    const came = await ask("/v1/accounts/A-1/closing", body);
    expect(came).toMatchObject({ status, json: { code }, wanted: [] });
  });

  it.each<[number, string]>([
    [404, "no_such_account"],
    [404, "no_such_target"],
    [409, "closing_already"],
    [409, "id_reused"],
    [422, "account_closed"],
    [422, "used_after"],
    [422, "too_far_ahead"],
    [422, "before_opening"],
    [422, "not_the_customers"],
  ])("is refused by the hub with %i %s", async (status, code) => {
    const answer = refuse(code, "no");
    for (const body of [undefined, bodyWith({})]) {
      const came = await ask("/v1/accounts/A-1/closing", body, { answer });
      expect(came).toMatchObject({ status, json: { code } });
    }
  });

  it.each<[string, number, string]>([
    ["/v1/accounts/A%2F1/closing", 404, "no_such_account"],
    ["/v1/accounts/A-1/closing?day=soon", 422, "bad_day"],
    ["/v1/accounts/A-1/closing?day=2026-13-01", 422, "bad_day"],
  ])("at %s is refused with %i %s", async (path, status, code) => {
    expect(await ask(path)).toMatchObject({ status, json: { code }, wanted: [] });
  });

  it.each<[string, number, string]>([
    ["{}", 422, "bad_request"],
    [JSON.stringify({ id: "out-1" }), 422, "bad_request"],
    [JSON.stringify({ id: "out-1", clerk: "maria", day: "2026-11-25" }), 422, "bad_request"],
  ])("is withdrawn by no %s", async (body, status, code) => {
    const came = await ask("/v1/accounts/A-1/closing/withdrawal", body);
    expect(came).toMatchObject({ status, json: { code }, wanted: [] });
  });

  it("is withdrawn, and not once it is over", async () => {
    const body = JSON.stringify({ id: "out-1", clerk: "maria" });
    const path = "/v1/accounts/A-1/closing/withdrawal";
    expect(await ask(path, body, { kind: "withdrawn" })).toMatchObject({
      status: 201,
      scopes: ["payments:write"],
      wanted: [[{ closingId: "out-1", clerk: "maria" }]],
    });
    for (const code of ["closing_over", "meter_taken"]) {
      const came = await ask(path, body, { answer: refuse(code, "no") });
      expect(came).toMatchObject({ status: 409, json: { code } });
    }
  });
});

describe("a payout", () => {
  const path = "/v1/accounts/A-1/payouts/payout%2F7/paid";

  it("is ticked off by who may decide alone", async () => {
    const body = JSON.stringify({ reference: "check 1042", clerk: "maria" });
    expect(await ask(path, body, { kind: "paid" })).toMatchObject({
      status: 201,
      json: { id: "payout/7", account: "A-1" },
      scopes: ["admin"],
      wanted: [[{ payoutId: "payout/7", reference: "check 1042", drawer: null, actor: "maria" }]],
    });
  });

  it.each<[number, string, object]>([
    [422, "bad_request", {}],
    [422, "bad_request", { reference: "", clerk: "maria" }],
    [422, "bad_request", { reference: "1", clerk: "maria", drawer: "a/b" }],
    [422, "bad_request", { reference: "1", clerk: "maria", amount: "5" }],
  ])("is refused with %i %s", async (status, code, body) => {
    const came = await ask(path, JSON.stringify(body));
    expect(came).toMatchObject({ status, json: { code }, wanted: [] });
  });
});
