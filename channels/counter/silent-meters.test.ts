import { expect, it } from "vitest";
import type { SilentMeter } from "../../core/hub/silent-meters.ts";
import { silentMeterRoutes, silentMetersSchema } from "./silent-meters.ts";

const atMs = Date.parse("2026-11-24T12:00:00Z");
const dead: SilentMeter = {
  accountId: "A-1",
  serviceId: "s1",
  meterId: "E-1",
  sinceMs: atMs - 50_400_000,
  lastAskedAtMs: atMs,
  inARow: 4,
  throughMs: atMs - 90_000_000,
  toldAtMs: atMs,
};

async function listed(meters: readonly SilentMeter[]) {
  const app = silentMeterRoutes({
    authorize: (scope) => async (context, next) => {
      if (scope !== "read") throw new Error(`asked for ${scope}`);
      context.set("caller", { utilityId: "u", keyId: "k" });
      await next();
    },
    list: (utilityId) => Promise.resolve(utilityId === "u" ? meters : []),
  });
  return silentMetersSchema.parse(await (await app.request("/v1/silent-meters")).json());
}

it("lists none where every meter answers", async () => {
  expect(await listed([])).toEqual({ meters: [] });
});

it.each<[string, Partial<SilentMeter>, object]>([
  ["one that told reads before", {}, { meter: "E-1", read_through: "2026-11-23T11:00:00.000Z" }],
  ["one that never told any", { throughMs: null }, { read_through: null }],
  ["one that was taken down", { meterId: null }, { meter: null }],
  ["one that is not asked", { lastAskedAtMs: null, inARow: 0 }, { last_asked_at: null, asked: 0 }],
])("lists %s", async (_, change, expected) => {
  const { meters } = await listed([{ ...dead, ...change }]);
  expect(meters).toEqual([
    {
      account: "A-1",
      service: "s1",
      meter: "E-1",
      read_through: "2026-11-23T11:00:00.000Z",
      silent_since: "2026-11-23T22:00:00.000Z",
      last_asked_at: "2026-11-24T12:00:00.000Z",
      asked: 4,
      told_at: "2026-11-24T12:00:00.000Z",
      ...expected,
    },
  ]);
});
