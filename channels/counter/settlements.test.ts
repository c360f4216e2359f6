import { describe, expect, it } from "vitest";
import { refuse, type Refusal } from "../../core/refusal.ts";
import { answerError } from "../../hosts/problem.ts";
import { type SettlementAnswer, settlementRoutes } from "./settlements.ts";

const clearing: SettlementAnswer["clearing"] = [
  {
    processor: "stripe",
    read_at: "2026-11-26T06:00:00.000Z",
    clearing: "20.000000",
    booked_later: "-0.880000",
    holds: "19.120000",
    opening: "0.000000",
    difference: "0.000000",
    unlisted: "0.000000",
    carried: "0.000000",
    lines: [{ of: "charges", ledger: "20.000000", processor: "20.000000", difference: "0.000000" }],
  },
];

const report: Omit<SettlementAnswer, "clearing"> = {
  utility: "u",
  date: "2026-11-25",
  currency: "USD",
  transmission_id: "u-2026-11-25-abc",
  total: "0.000000",
  entries: 0,
  tenders: [],
  journal: [],
};

async function post(
  body: string,
  answer: Refusal | { repeated: boolean; report: typeof report; clearing: typeof clearing },
) {
  const asked: string[] = [];
  const app = settlementRoutes({
    authorize: () => async (context, next) => {
      context.set("caller", { utilityId: "u", keyId: "k" });
      await next();
    },
    settleDay(utilityId, day) {
      asked.push(`${utilityId} ${day}`);
      return Promise.resolve(answer);
    },
  });
  app.onError(answerError(() => {}));
  const response = await app.request("/v1/settlements", { method: "POST", body });
  return { status: response.status, json: (await response.json()) as object, asked };
}

describe("POST /v1/settlements", () => {
  it.each([
    [201, false],
    [200, true],
  ])("answers %i where it was settled before: %s", async (status, repeated) => {
    const answer = await post('{"date":"2026-11-25"}', { repeated, report, clearing });
    expect(answer).toEqual({ status, json: { ...report, clearing }, asked: ["u 2026-11-25"] });
  });

  it.each<[number, string, string]>([
    [400, "not_json", "{"],
    [422, "bad_settlement", "[]"],
    [422, "bad_settlement", "{}"],
    [422, "bad_settlement", '{"date":20261125}'],
    [422, "bad_settlement", '{"date":"2026-11-25","format":"gl"}'],
    [413, "body_too_large", JSON.stringify({ date: "2".repeat(17_000) })],
  ])("%i %s to %s", async (status, code, body) => {
    const answer = await post(body, { repeated: false, report, clearing });
    expect(answer).toMatchObject({ status, json: { code }, asked: [] });
  });

  it.each<[number, Refusal]>([
    [409, refuse("day_not_closed", "the store of utility:u")],
    [409, refuse("day_changed", "something else")],
    [422, refuse("not_a_day", "no day")],
    [422, refuse("not_balanced", "by one unit")],
  ])("%i as the hub refuses", async (status, refusal) => {
    const answer = await post('{"date":"2026-11-25"}', refusal);
    expect(answer).toMatchObject({ status, json: { code: refusal.code } });
  });
});
