import { expect, it } from "vitest";
import type { RefundRequest } from "../../core/ports.ts";
import { FakeMemory, FakeTime } from "../../test/support/fake-time.ts";
import type { ProcessorFaults } from "./fate.ts";
import { SimulatedProcessor } from "./processor.ts";

/** A processor that has charged twenty dollars, by the card that is named. */
async function charged(methodToken = "sim_visa_4242") {
  const time = new FakeTime();
  const memory = new FakeMemory();
  const start = (faults: Partial<ProcessorFaults> = {}): SimulatedProcessor =>
    new SimulatedProcessor({
      merchant: "oak",
      seed: "seed",
      nowMs: time.nowMs,
      after: time.after,
      memory,
      faults,
      notify: () => Promise.resolve(),
    });
  const came = await start().charge({
    key: "charge/oak/1001/p1",
    paymentId: "p1",
    accountId: "1001",
    amountMinor: 2_000,
    currency: "USD",
    methodToken,
    askedAtMs: 0,
  });
  const request: RefundRequest = {
    key: "refund/oak/1001/r1",
    refundId: "r1",
    paymentId: "p1",
    accountId: "1001",
    chargeId: "processorId" in came ? (came.processorId ?? "none") : "none",
    amountMinor: 700,
    currency: "USD",
  };
  return { start, request };
}

it("is made once a key, over a restart too, and never of more than was charged", async () => {
  const { start, request } = await charged();
  const before = start();
  expect(await before.findRefund(request)).toEqual({ kind: "absent" });
  const made = await before.refund(request);
  expect(made).toMatchObject({ kind: "made", state: "succeeded", amountMinor: 700 });
  const after = start();
  expect(await after.refund(request)).toEqual(made);
  expect(await after.findRefund(request)).toEqual(made);
  const more = { ...request, key: "k2", refundId: "r2", amountMinor: 1_301 };
  expect(await after.refund(more)).toEqual({ kind: "refused", code: "over_refunded" });
  expect(await after.refund({ ...more, key: "k3", amountMinor: 1_300 })).toMatchObject({
    kind: "made",
  });
  await expect(after.refund({ ...request, amountMinor: 1 })).rejects.toThrow(/another refund/);
});

it.each<[string, string, Partial<RefundRequest>, string]>([
  ["of no charge", "sim_visa_4242", { chargeId: "sim_none" }, "no_such_charge"],
  ["of a charge that was declined", "sim_decline", {}, "no_such_charge"],
  ["of one that is not decided", "sim_slow", {}, "no_such_charge"],
  ["in another currency", "sim_visa_4242", { currency: "EUR" }, "wrong_currency"],
])("%s is refused", async (_, method, given, code) => {
  const { start, request } = await charged(method);
  const asked = { ...request, ...given };
  expect(await start().refund(asked)).toEqual({ kind: "refused", code });
  expect(await start().findRefund(asked)).toEqual({ kind: "absent" });
});

it("whose answer is lost was made; one that never arrived was not, and may come yet", async () => {
  const { start, request } = await charged();
  expect(await start({ neverArrivedPerMille: 1_000 }).refund(request)).toEqual({ kind: "unknown" });
  expect(await start().findRefund(request)).toEqual({ kind: "absent" });
  const losing = start({ answerLostPerMille: 1_000 });
  expect(await losing.refund({ ...request, amountMinor: 9_999 })).toEqual({ kind: "unknown" });
  expect(await losing.refund(request)).toEqual({ kind: "unknown" });
  expect(await losing.findRefund(request)).toMatchObject({ kind: "made", amountMinor: 700 });
});
