import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { currencyOf } from "../../core/money.ts";
import { refuse } from "../../core/refusal.ts";
import { answerError } from "../../hosts/problem.ts";
import { newsRoutes } from "./news.ts";
import { protectionRoutes } from "./protections.ts";

const currency = must(currencyOf("USD"), "USD");
const nowMs = Date.parse("2026-11-24T12:00:00Z");

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
  const kept = {
    id: "p1",
    kind: "pledge",
    fromMs: nowMs,
    untilMs: null,
    liftUnits: 80_000_000,
    years: null,
    recordedAtMs: nowMs,
    recordedBy: "key k",
  } as const;
  const app = protectionRoutes({
    authorize,
    currencyOf: () => Promise.resolve(currency),
    nowMs: () => nowMs,
    list: (_, accountId) =>
      Promise.resolve(accountId === "A-1" ? [kept] : refuse("no_such_account", "none")),
    note: (_, __, input) => told(input, "noted") as never,
    end: (_, __, input) => told(input, "ended") as never,
  });
  app.route(
    "/",
    newsRoutes({
      authorize,
      nowMs: () => nowMs,
      publishWeather: (_, weather) => told(weather, "published") as never,
      publishChannelHealth: (_, news) => told(news, "published") as never,
    }),
  );
  app.onError(answerError(() => {}));
  const init = body === null ? {} : { method: "POST", body };
  const response = await app.request(path, init);
  return { status: response.status, json: (await response.json()) as object, asked };
}

const medical = { id: "p1", account: "A-1", kind: "medical" };
const sunny = { day: "2026-11-24", high_c: 31.25, low_c: null, advisories: ["heat_advisory"] };

describe("protections, weather and ways to pay over HTTP", () => {
  it.each<[string, object, object]>([
    ["/v1/protections", medical, { kind: "medical", fromMs: nowMs, untilMs: null, liftUnits: 0 }],
    [
      "/v1/protections",
      { ...medical, kind: "pledge", amount: "80.00", until: "2026-12-01T00:00:00-06:00" },
      { liftUnits: 80_000_000, untilMs: Date.parse("2026-12-01T06:00:00Z"), actor: "key k" },
    ],
    ["/v1/weather", { area: "harris", days: [sunny] }, { area: "harris", knownAtMs: nowMs }],
    [
      "/v1/weather",
      { area: "harris", days: [sunny] },
      { days: [{ day: "2026-11-24", highDeciC: 313, lowDeciC: null }] },
    ],
    ["/v1/channel-health", { channel: "card", state: "down" }, { area: null, sinceMs: nowMs }],
  ])("201 from %s of %o", async (path, body, expected) => {
    const { status, asked } = await ask(path, JSON.stringify(body));
    expect(status).toBe(201);
    expect(asked[0]).toMatchObject(expected);
  });

  it("lists what is on record", async () => {
    const { json } = await ask("/v1/accounts/A-1/protections", null);
    expect(json).toMatchObject({ protections: [{ id: "p1", amount: "80.000000", until: null }] });
    expect((await ask("/v1/accounts/A-2/protections", null)).status).toBe(404);
  });

  it.each<[number, string, string, unknown]>([
    [400, "not_json", "/v1/protections", null],
    [422, "bad_protection", "/v1/protections", []],
    [422, "bad_protection", "/v1/protections", { ...medical, account: "../u" }],
    [422, "bad_protection", "/v1/protections", { ...medical, kind: "favour" }],
    [422, "bad_protection", "/v1/protections", { ...medical, from: "yesterday" }],
    [422, "bad_protection", "/v1/protections", { ...medical, years: 65.5 }],
    [422, "bad_lift", "/v1/protections", { ...medical, kind: "pledge", amount: "much" }],
    [422, "bad_protection", "/v1/protections/p1/end", { account: "A-1", at: "soon" }],
    [422, "bad_weather", "/v1/weather", { area: "harris", days: [] }],
    [422, "bad_weather", "/v1/weather", { area: "Harris County", days: [sunny] }],
    [422, "bad_weather", "/v1/weather", { area: "harris", days: [sunny, sunny] }],
    [422, "bad_weather", "/v1/weather", { area: "harris", days: [{ ...sunny, high_c: 300 }] }],
    [
      422,
      "bad_weather",
      "/v1/weather",
      { area: "harris", days: [{ ...sunny, day: "2026-02-30" }] },
    ],
    [422, "bad_channel_health", "/v1/channel-health", { channel: "gold", state: "down" }],
    [422, "bad_channel_health", "/v1/channel-health", { channel: "card", state: "slow" }],
  ])("%i %s from %s of %o", async (status, code, path, body) => {
    const text = body === null ? "{" : JSON.stringify(body);
    expect(await ask(path, text)).toMatchObject({ status, json: { code }, asked: [] });
  });

  it.each<[number, string, string]>([
    [409, "id_reused", "/v1/protections"],
    [404, "no_such_account", "/v1/protections"],
    [404, "no_such_protection", "/v1/protections/p1/end"],
  ])("%i as the hub refuses: %s", async (status, code, path) => {
    const body = path === "/v1/protections" ? medical : { account: "A-1" };
    const answer = await ask(path, JSON.stringify(body), code);
    expect(answer).toMatchObject({ status, json: { code } });
  });
});
