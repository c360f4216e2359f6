/** Refunds through the real SDK, over HTTP, against a server that speaks as Stripe does. */
import { afterEach, describe, expect, it } from "vitest";
import type { RefundRequest } from "../../core/ports.ts";
import { type NetworkFault, StripeFront } from "../../test/support/stripe-front.ts";
import { StripeServer } from "../../test/support/stripe-server.ts";
import { stripeClient } from "./client.ts";
import { methodToken, stripeProcessor } from "./processor.ts";
import { refundState } from "./refund.ts";

const START_MS = Date.UTC(2026, 10, 23, 14);
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close();
});

/** A charge of twenty dollars that has arrived. */
async function charged(options: { faults?: readonly NetworkFault[]; keepsKeys?: boolean } = {}) {
  const { faults = [], keepsKeys = true } = options;
  const server = await StripeServer.open({ nowMs: () => START_MS, keepsKeys });
  const perMille = faults.length === 0 ? 0 : 1_000;
  const front = await StripeFront.open({ target: server.url, seed: "seed", faults, perMille });
  open.push(server, front);
  const at = (base: string) =>
    stripeProcessor({
      client: stripeClient({ secretKey: server.secretKey, base, timeoutMs: 400 }),
      utilityId: "u",
    });
  const customer = server.books.make("cus", "customer", {}).id;
  const processor = at(server.url);
  const came = await processor.charge({
    key: "charge/u/1001/p1",
    paymentId: "p1",
    accountId: "1001",
    amountMinor: 2_000,
    currency: "USD",
    methodToken: methodToken(customer, server.books.makeMethod("tok_visa", customer).id),
    askedAtMs: START_MS,
  });
  if (came.kind !== "succeeded") throw new Error(came.kind);
  const request: RefundRequest = {
    key: "refund/u/1001/r1",
    refundId: "r1",
    paymentId: "p1",
    accountId: "1001",
    chargeId: came.processorId,
    amountMinor: 700,
    currency: "USD",
  };
  return { server, processor, faulty: at(front.url), request };
}

describe("a refund", () => {
  it("is made once a key, bears our names, and is found by them", async () => {
    const { server, processor, request } = await charged();
    expect(await processor.findRefund(request)).toEqual({ kind: "absent" });
    const made = await processor.refund(request);
    expect(made).toMatchObject({ kind: "made", state: "succeeded", amountMinor: 700 });
    expect(await processor.refund(request)).toEqual(made);
    expect(await processor.findRefund(request)).toEqual(made);
    expect(server.books.all("refund")).toMatchObject([
      { amount: 700, metadata: { utility: "u", account: "1001", payment: "p1", refund: "r1" } },
    ]);
    for (const other of [{ refundId: "r2" }, { paymentId: "p2" }, { accountId: "1002" }]) {
      expect(await processor.findRefund({ ...request, ...other })).toEqual({ kind: "absent" });
    }
    expect(server.refused).toEqual([]);
  });

  it("is found among more than a page of others", async () => {
    const { processor, request } = await charged();
    const made = await processor.refund({ ...request, amountMinor: 1 });
    for (let at = 0; at < 120; at += 1) {
      const refundId = `other-${String(at)}`;
      await processor.refund({ ...request, key: refundId, refundId, amountMinor: 1 });
    }
    expect(await processor.findRefund(request)).toEqual(made);
  });

  it.each([
    ["more than was charged", 2_001, "over_refunded"],
    ["nothing", 0, "over_refunded"],
  ])("of %s is refused", async (_, amountMinor, code) => {
    const { server, processor, request } = await charged();
    const asked = { ...request, amountMinor };
    expect(await processor.refund(asked)).toEqual({ kind: "refused", code });
    expect(server.books.all("refund")).toEqual([]);
  });

  it("of what is disputed, or was never charged, is refused", async () => {
    const { server, processor, request } = await charged();
    const gone = { ...request, key: "k2", chargeId: "pi_gone" };
    expect(await processor.refund(gone)).toEqual({ kind: "refused", code: "resource_missing" });
    server.books.dispute(request.chargeId, "fraudulent");
    expect(await processor.refund(request)).toEqual({ kind: "refused", code: "disputed" });
    expect(server.books.all("refund")).toEqual([]);
  });

  it("whose key comes back with other content is left to be looked up", async () => {
    const { server, processor, request } = await charged();
    await processor.refund(request);
    expect(await processor.refund({ ...request, amountMinor: 701 })).toEqual({
      kind: "unknown",
      code: "idempotency_error",
    });
    expect(server.books.all("refund")).toHaveLength(1);
  });

  it.each<[NetworkFault, boolean, number]>([
    ["response_lost", false, 1],
    ["response_late", false, 1],
    ["response_replaced", true, 1],
    ["request_lost", false, 0],
  ])("over a network where %s is not known, and is found", async (fault, keepsKeys, refunds) => {
    const { server, processor, faulty, request } = await charged({ faults: [fault], keepsKeys });
    expect(await faulty.refund(request)).toMatchObject({ kind: "unknown" });
    expect(server.books.all("refund")).toHaveLength(refunds);
    expect(await processor.findRefund(request)).toMatchObject({
      kind: refunds === 1 ? "made" : "absent",
    });
  });
});

it.each([
  ["pending", "pending"],
  ["requires_action", "pending"],
  ["succeeded", "succeeded"],
  ["failed", "failed"],
  ["canceled", "failed"],
  ["a new word", "pending"],
  ["toString", "pending"],
  [null, "pending"],
])("Stripe's %s is our %s", (theirs, ours) => {
  expect(refundState(theirs)).toBe(ours);
});
