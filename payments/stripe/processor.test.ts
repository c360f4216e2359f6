/** The adapter through the real SDK, over HTTP, against a server that speaks as Stripe does. */
import { afterEach, describe, expect, it } from "vitest";
import type { ChargeRequest } from "../../core/ports.ts";
import { StripeFront, type NetworkFault } from "../../test/support/stripe-front.ts";
import { StripeServer } from "../../test/support/stripe-server.ts";
import { stripeClient } from "./client.ts";
import { methodToken, stripeProcessor } from "./processor.ts";

const START_MS = Date.UTC(2026, 10, 23, 14);
const request: ChargeRequest = {
  key: "charge/u/1001/p1",
  paymentId: "p1",
  accountId: "1001",
  amountMinor: 2_000,
  currency: "USD",
  methodToken: "",
  askedAtMs: START_MS,
};

const releases: (() => void)[] = [];
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const release of releases.splice(0)) release();
  for (const one of open.splice(0).toReversed()) await one.close();
});

async function start(options: { keepsKeys?: boolean; faults?: readonly NetworkFault[] } = {}) {
  const server = await StripeServer.open({
    nowMs: () => START_MS,
    keepsKeys: options.keepsKeys ?? true,
  });
  open.push(server);
  const { promise: gate, resolve: release } = Promise.withResolvers<void>();
  releases.push(release);
  const front = await StripeFront.open({
    target: server.url,
    seed: "seed",
    faults: options.faults ?? [],
    perMille: options.faults === undefined ? 0 : 1_000,
    late: () => gate,
  });
  open.push(front);
  const at = (base: string, wait: { timeoutMs?: number }) =>
    stripeProcessor({
      client: stripeClient({ secretKey: server.secretKey, base, ...wait }),
      utilityId: "u",
    });
  const customer = server.books.make("cus", "customer", {}).id;
  const save = (token: string): string =>
    methodToken(customer, server.books.makeMethod(token, customer).id);
  return {
    server,
    processor: at(server.url, {}),
    faulty: at(front.url, { timeoutMs: 400 }),
    release,
    save,
    customer,
  };
}

describe("a charge of a saved method", () => {
  it.each([
    ["tok_visa", { kind: "succeeded" }, { kind: "succeeded" }],
    ["btok_us_verified", { kind: "pending" }, { kind: "pending" }],
    ["tok_chargeDeclined", { kind: "declined", code: "card_declined" }, { kind: "declined" }],
    [
      "tok_chargeDeclinedLostCard",
      { kind: "declined", code: "card_declined" },
      { kind: "declined" },
    ],
    [
      "tok_chargeDeclinedInsufficientFunds",
      { kind: "declined", code: "insufficient_funds" },
      { kind: "declined", code: "insufficient_funds" },
    ],
    [
      "tok_authenticationRequired",
      { kind: "declined", code: "authentication_required" },
      { kind: "declined", code: "authentication_required" },
    ],
  ])("%s is answered %j and found %j", async (token, answered, found) => {
    const { server, processor, save } = await start();
    const asked = { ...request, methodToken: save(token) };
    expect(await processor.charge(asked)).toMatchObject(answered);
    expect(await processor.find(asked)).toMatchObject(found);
    const [intent] = server.books.all("payment_intent");
    expect(intent).toMatchObject({
      amount: 2_000,
      currency: "usd",
      metadata: { utility: "u", account: "1001", payment: "p1" },
    });
    expect(server.refused).toEqual([]);
  });

  it("is found by its payment alone, however many others its customer has", async () => {
    const { processor, save } = await start();
    const methodOf = save("tok_visa");
    const others = Array.from({ length: 120 }, (_, at) => ({
      ...request,
      key: `k${String(at)}`,
      paymentId: `other-${String(at)}`,
      methodToken: methodOf,
    }));
    const asked = { ...request, methodToken: methodOf };
    const first = await processor.charge(asked);
    for (const other of others) await processor.charge(other);
    expect(await processor.find(asked)).toEqual(first);
    expect(await processor.find({ ...asked, paymentId: "p2" })).toEqual({ kind: "absent" });
    expect(await processor.find({ ...asked, accountId: "1002" })).toEqual({ kind: "absent" });
    expect(await processor.find({ ...asked, askedAtMs: START_MS + 3_600_000 })).toEqual({
      kind: "absent",
    });
  });

  it("by a method alone is of the customer that Stripe says", async () => {
    const { server, processor, customer, save } = await start();
    const [, method = ""] = save("tok_visa").split("/");
    const asked = { ...request, methodToken: method };
    expect(await processor.charge(asked)).toMatchObject({ kind: "succeeded" });
    expect(await processor.find(asked)).toMatchObject({ kind: "succeeded" });
    expect(server.books.all("payment_intent")).toMatchObject([{ customer }]);
  });

  it("with a method that is gone is declined, and nothing is charged", async () => {
    const { server, processor, customer } = await start();
    for (const token of [`${customer}/pm_gone`, "pm_gone", "sim_visa_4242"]) {
      const asked = { ...request, key: token, methodToken: token };
      expect(await processor.charge(asked)).toEqual({
        kind: "declined",
        processorId: null,
        code: "no_such_method",
      });
    }
    expect(server.books.all("payment_intent")).toEqual([]);
  });

  it("whose key comes back with other content is left to be looked up, not charged again", async () => {
    const { server, processor, save } = await start();
    const asked = { ...request, methodToken: save("tok_visa") };
    await processor.charge(asked);
    expect(await processor.charge({ ...asked, amountMinor: 2_001 })).toEqual({
      kind: "unknown",
      code: "idempotency_error",
    });
    expect(server.books.all("charge")).toHaveLength(1);
  });

  it("with a wrong key of ours is not known, and no decline", async () => {
    const { server, save } = await start();
    const processor = stripeProcessor({
      client: stripeClient({ secretKey: "sk_test_other", base: server.url }),
      utilityId: "u",
    });
    const asked = { ...request, methodToken: save("tok_visa") };
    expect(await processor.charge(asked)).toEqual({
      kind: "unknown",
      code: "StripeAuthenticationError",
    });
  });

  it("where nobody listens is not known", async () => {
    const processor = stripeProcessor({
      client: stripeClient({ secretKey: "sk_test_x", base: "http://127.0.0.1:9" }),
      utilityId: "u",
    });
    expect(await processor.charge({ ...request, methodToken: "cus_1/pm_1" })).toEqual({
      kind: "unknown",
      code: "StripeConnectionError",
    });
  });
});

describe("over a network that fails", () => {
  it.each<[NetworkFault, boolean, number]>([
    ["response_lost", false, 1],
    ["response_late", false, 1],
    ["response_replaced", false, 1],
    ["request_lost", false, 0],
    ["response_lost", true, 1],
    ["request_late", true, 0],
  ])(
    "%s leaves it unknown, and the SDK sends nothing twice (keys kept: %s)",
    async (fault, keepsKeys, charges) => {
      const { server, processor, faulty, save } = await start({ keepsKeys, faults: [fault] });
      const asked = { ...request, methodToken: save("tok_visa") };
      expect(await faulty.charge(asked)).toMatchObject({ kind: "unknown" });
      expect(server.books.all("charge")).toHaveLength(charges);
      expect(await processor.find(asked)).toMatchObject({
        kind: charges === 1 ? "succeeded" : "absent",
      });
    },
  );

  it("a request that arrives after it was sent again charges once, by its key", async () => {
    const { server, processor, faulty, save, release } = await start({ faults: ["request_late"] });
    const asked = { ...request, methodToken: save("tok_visa") };
    const late = faulty.charge(asked);
    expect(await processor.charge(asked)).toMatchObject({ kind: "succeeded" });
    expect(await late).toMatchObject({ kind: "unknown" });
    release();
    for (const one of open.splice(0).toReversed()) await one.close();
    expect(server.books.all("charge")).toHaveLength(1);
  });
});
