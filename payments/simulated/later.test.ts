import { expect, it } from "vitest";
import { FakeMemory, FakeTime } from "../../test/support/fake-time.ts";
import type { LaterWord } from "./later.ts";
import { type ProcessorEvent, SimulatedProcessor } from "./processor.ts";

/** A processor that has charged two accounts; what it tells, and whether it is heard. */
async function charged() {
  const time = new FakeTime();
  const memory = new FakeMemory();
  const told: ProcessorEvent[] = [];
  const world = { isDeaf: false };
  const start = (): SimulatedProcessor =>
    new SimulatedProcessor({
      merchant: "oak",
      seed: "seed",
      nowMs: time.nowMs,
      after: time.after,
      memory,
      notify(event) {
        if (world.isDeaf) return Promise.reject(new Error("503"));
        told.push(event);
        return Promise.resolve();
      },
    });
  const processor = start();
  const charge = (paymentId: string, accountId: string, methodToken = "sim_visa_4242") => ({
    key: `charge/oak/${accountId}/${paymentId}`,
    paymentId,
    accountId,
    amountMinor: 2_000,
    currency: "USD",
    methodToken,
    askedAtMs: 0,
  });
  for (const request of [charge("p1", "1001"), charge("p2", "1001"), charge("p3", "1002")]) {
    await processor.charge(request);
    await time.pass(1_000);
  }
  await processor.charge(charge("p4", "1003", "sim_decline"));
  await time.pass(1_000);
  told.length = 0;
  return { time, told, world, start, processor, charge };
}

it.each<[string, readonly (readonly [LaterWord, boolean])[]]>([
  ["fails late", [["failed", true]]],
  [
    "is disputed, which is won",
    [
      ["dispute_won", false],
      ["dispute_open", true],
      ["dispute_won", true],
    ],
  ],
  [
    "is disputed, which is lost",
    [
      ["dispute_lost", false],
      ["dispute_open", true],
      ["dispute_lost", true],
      ["dispute_won", false],
    ],
  ],
])("the newest payment of an account %s, once", async (_, words) => {
  const { processor, told, time, charge } = await charged();
  for (const [word, happens] of words) expect(processor.later("1001", word)).toBe(happens);
  await time.pass(1_000);
  const said = words.filter(([, happens]) => happens).map(([word]) => word);
  expect(told.map(({ kind, paymentId, amountMinor }) => [kind, paymentId, amountMinor])).toEqual(
    said.map((word) => [word, "p2", 2_000]),
  );
  const isBack = said.includes("failed");
  expect((await processor.find(charge("p2", "1001"))).kind).toBe(isBack ? "declined" : "succeeded");
});

it("takes the one before, where the newest has had its word, and none where there is none", async () => {
  const { processor, told, time } = await charged();
  expect(processor.later("1001", "failed")).toBe(true);
  expect(processor.later("1001", "failed")).toBe(true);
  expect(processor.later("1001", "failed")).toBe(false);
  expect(processor.later("1003", "failed")).toBe(false);
  expect(processor.later("1009", "dispute_open")).toBe(false);
  await time.pass(1_000);
  expect(told.map(({ paymentId }) => paymentId)).toEqual(["p2", "p1"]);
});

it("gives nothing back of what came back, is disputed or was lost, and disputes nothing that was given back", async () => {
  const { processor, charge } = await charged();
  const refundOf = async (paymentId: string, accountId: string) => {
    const found = await processor.find(charge(paymentId, accountId));
    const chargeId = "processorId" in found ? (found.processorId ?? "") : "";
    const of = { paymentId, accountId, chargeId, amountMinor: 100, currency: "USD" };
    return processor.refund({ ...of, key: `refund/${paymentId}`, refundId: paymentId });
  };
  processor.later("1001", "failed");
  processor.later("1001", "dispute_open");
  for (const paymentId of ["p2", "p1"]) {
    expect(await refundOf(paymentId, "1001")).toEqual({ kind: "refused", code: "no_such_charge" });
  }
  expect(await refundOf("p3", "1002")).toMatchObject({ kind: "made" });
  expect(processor.later("1002", "dispute_open")).toBe(false);
});

it("is told again until it is heard, over a restart too", async () => {
  const { processor, start, told, world, time } = await charged();
  world.isDeaf = true;
  processor.later("1001", "dispute_open");
  await time.pass(500);
  world.isDeaf = false;
  start().resume();
  await time.pass(1_000);
  expect(told.map(({ id }) => id)).toContain(told[0]?.id);
  expect(told[0]).toMatchObject({ kind: "dispute_open", paymentId: "p2", code: "fraudulent" });
  const before = told.length;
  start().resume();
  await time.pass(1_000);
  expect(told).toHaveLength(before);
});
