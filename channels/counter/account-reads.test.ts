import { describe, expect, it } from "vitest";
import { refuse } from "../../core/refusal.ts";
import { accountReadsRoutes, type CounterReads } from "./account-reads.ts";

const hour = Date.UTC(2026, 10, 22, 14);
const reads: CounterReads = {
  serviceId: "1001-electricity",
  commodity: "electricity",
  throughMs: hour,
  gaps: [{ fromMs: hour - 7_200_000, toMs: hour - 3_600_000, estimated: false }],
  held: [
    { code: "spike", startMs: hour, durationMs: 900_000, quantityMicro: 412_000_001, revision: 2 },
  ],
  heldRegisters: [
    { code: "backward_register", meterId: "E-1", atMs: hour, registerMicro: 10_412_500_000 },
  ],
};

function asked(account: string) {
  const app = accountReadsRoutes({
    authorize: () => async (context, next) => {
      context.set("caller", { utilityId: "u", keyId: "k" });
      await next();
    },
    readsOf: async (utilityId, accountId) =>
      accountId === "A-1" && utilityId === "u"
        ? [reads, { ...reads, throughMs: null, gaps: [], held: [], heldRegisters: [] }]
        : refuse("no_such_account", "there is no such account"),
  });
  return app.request(`/v1/accounts/${account}/reads`);
}

describe("GET /v1/accounts/:id/reads", () => {
  it("tells what is missing and what is held, by service", async () => {
    const answer = await asked("A-1");
    expect(answer.status).toBe(200);
    const service = "1001-electricity";
    expect(await answer.json()).toEqual({
      services: [
        {
          service,
          commodity: "electricity",
          as_of: "2026-11-22T14:00:00.000Z",
          gaps: [
            {
              from: "2026-11-22T12:00:00.000Z",
              to: "2026-11-22T13:00:00.000Z",
              estimated: false,
            },
          ],
          held: [
            {
              code: "spike",
              from: "2026-11-22T14:00:00.000Z",
              minutes: 15,
              quantity: "412.000001",
              revision: 2,
            },
          ],
          held_registers: [
            {
              code: "backward_register",
              meter: "E-1",
              at: "2026-11-22T14:00:00.000Z",
              register: "10412.500000",
            },
          ],
        },
        {
          service,
          commodity: "electricity",
          as_of: null,
          gaps: [],
          held: [],
          held_registers: [],
        },
      ],
    });
  });

  it.each(["A-2", "-", "%20", "x".repeat(65)])("knows no account %s", async (account) => {
    expect((await asked(account)).status).toBe(404);
  });
});
