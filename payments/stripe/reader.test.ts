/** Cards at a terminal's reader, which the server drives, through the real SDK at a server that speaks as Stripe does. */
import { afterEach, describe, expect, it } from "vitest";
import { paymentOf } from "../../core/store/payments.ts";
import { presentAt } from "../../test/support/stripe-readers.ts";
import { everyFault } from "../../test/support/stripe-storm.ts";
import { StripeTown, type StripeTownOptions } from "../../test/support/stripe-town.ts";
import { stripeClient } from "./client.ts";
import { isReader, READER_WAIT_MS, registerReader } from "./reader.ts";

const open: StripeTown[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A utility with one reader, brought into use by the code that it showed. */
async function lobby(options: StripeTownOptions = {}) {
  const stripe = await StripeTown.alone(options);
  open.push(stripe);
  const { server } = stripe;
  const client = stripeClient({ secretKey: server.secretKey, base: server.url });
  const asked = { code: "simulated-wpe", location: "tml_1", label: "Lobby" };
  const { readerId } = await registerReader(await client(), asked);
  return { stripe, readerId, books: server.books };
}

const stateOf = (stripe: StripeTown, paymentId: string) =>
  stripe.town.hub.store.read("account:1001", (sql) => {
    const payment = paymentOf(sql, "account:1001", paymentId);
    return [payment?.state, payment?.code];
  });

const charges = (stripe: StripeTown): number => stripe.server.books.all("charge").length;

it("a reader is brought into use by the code that it shows, at a location, and no other code is", async () => {
  const { stripe, readerId, books } = await lobby();
  expect(isReader(readerId)).toBe(true);
  expect(books.find(readerId, "terminal.reader")).toMatchObject({
    label: "Lobby",
    location: "tml_1",
    device_type: "simulated_wisepos_e",
  });
  const { server } = stripe;
  const client = await stripeClient({ secretKey: server.secretKey, base: server.url })();
  const wrong = registerReader(client, { code: "no-such-code", location: "tml_1", label: "" });
  await expect(wrong).rejects.toMatchObject({ statusCode: 400 });
});

it.each(["sim_visa_4242", "cus_1/pm_1", "pm_1", "tmr_", "tmr_a/b", ""])(
  "%j is no reader",
  (token) => {
    expect(isReader(token)).toBe(false);
  },
);

describe("a payment at a reader", () => {
  it("waits for a card, and is settled once when one is held to it", async () => {
    const { stripe, readerId, books } = await lobby();
    const paymentId = await stripe.pay(20, readerId);
    expect(await stateOf(stripe, paymentId)).toEqual(["pending", null]);
    expect(books.find(stripe.intentOf(paymentId), "payment_intent")).toMatchObject({
      allowed_payment_method_types: ["card_present"],
      capture_method: "automatic",
      metadata: { utility: "u", account: "1001", payment: paymentId },
    });
    presentAt(books, readerId, "tok_visa");
    expect((await stripe.tell()).toSorted()).toEqual([
      "payment_intent.succeeded: settled",
      "terminal.reader.action_succeeded: seen",
    ]);
    expect(await stripe.balances()).toMatchObject({ balanceUnits: 26_000_000, pendingUnits: 0 });
    expect([charges(stripe), stripe.faults, stripe.server.refused]).toEqual([1, [], []]);
  });

  it("is settled by the reader's own word alone, and by a look where nothing is told", async () => {
    const { stripe, readerId, books } = await lobby();
    await stripe.pay(20, readerId);
    presentAt(books, readerId, "tok_visa");
    const own = stripe.server.events.splice(0).filter(({ type }) => type.startsWith("terminal"));
    for (const event of own) expect((await stripe.post(event)).outcome).toBe("settled");
    await stripe.pay(10, readerId);
    presentAt(books, readerId, "tok_visa");
    stripe.server.events.length = 0;
    await stripe.town.pass(20_000);
    expect(await stripe.balances()).toMatchObject({ balanceUnits: 36_000_000, pendingUnits: 0 });
    expect(charges(stripe)).toBe(2);
  });

  it.each([
    ["tok_chargeDeclined", "tok_chargeDeclined"],
    ["insufficient_funds", "insufficient_funds"],
    ["cancel", "customer_canceled"],
  ])("comes to nothing where the card or its holder says no: %s", async (card, code) => {
    const { stripe, readerId, books } = await lobby();
    const paymentId = await stripe.pay(20, readerId);
    presentAt(books, readerId, card);
    await stripe.tell();
    expect(await stateOf(stripe, paymentId)).toEqual(["declined", code]);
    expect(await stripe.balances()).toMatchObject({ balanceUnits: 6_000_000, pendingUnits: 0 });
    expect(charges(stripe)).toBe(0);
  });

  it("that nobody holds a card to is called off, and can't be paid any more", async () => {
    const { stripe, readerId, books } = await lobby();
    const paymentId = await stripe.pay(20, readerId);
    await stripe.town.pass(READER_WAIT_MS - 20_000);
    expect(await stateOf(stripe, paymentId)).toEqual(["pending", null]);
    for (let step = 0; step < 10; step += 1) await stripe.town.pass(15_000);
    expect(await stateOf(stripe, paymentId)).toEqual(["declined", "not_presented"]);
    expect(books.find(readerId, "terminal.reader")["action"]).toBeNull();
    expect(books.find(stripe.intentOf(paymentId), "payment_intent")["status"]).toBe("canceled");
    expect(() => presentAt(books, readerId, "tok_visa")).toThrow(/waits for no card/);
  });

  it.each<[string, string, (of: Awaited<ReturnType<typeof lobby>>) => unknown]>([
    ["reader_busy", "is taking another", ({ stripe, readerId }) => stripe.pay(5, readerId)],
    [
      "reader_away",
      "is not there",
      ({ books, readerId }) => books.change(readerId, "terminal.reader", { status: "offline" }),
    ],
    ["reader_away", "was never brought into use", () => undefined],
  ])("is declined at once as %s where the reader %s", async (code, words, before) => {
    const place = await lobby();
    const { stripe, readerId, books } = place;
    await before(place);
    const at = words.startsWith("was never") ? "tmr_unknown" : readerId;
    const paymentId = await stripe.pay(20, at);
    expect(await stateOf(stripe, paymentId)).toEqual(["declined", code]);
    expect(books.find(stripe.intentOf(paymentId), "payment_intent")["status"]).toBe("canceled");
  });

  it("is charged once, or not at all, whatever of it is lost, late or doubled on the way", async () => {
    const { stripe, readerId, books } = await lobby({ faults: everyFault, perMille: 200 });
    let paid = 0;
    for (let at = 0; at < 25; at += 1) {
      const paymentId = await stripe.pay(1, readerId);
      const { action } = books.find(readerId, "terminal.reader") as {
        action?: { status?: string };
      };
      if (action?.status === "in_progress") presentAt(books, readerId, "tok_visa");
      // Every other time nothing is told, and it is found by looking.
      if (at % 2 === 0) stripe.server.events.length = 0;
      await stripe.tell();
      for (let step = 0; step < 12; step += 1) await stripe.town.pass(20_000);
      const [after] = await stateOf(stripe, paymentId);
      expect(["settled", "declined"]).toContain(after);
      if (after === "settled") paid += 1;
      expect(charges(stripe)).toBe(paid);
    }
    expect(paid).toBeGreaterThan(10);
    expect(await stripe.balances()).toMatchObject({
      balanceUnits: 6_000_000 + paid * 1_000_000,
      pendingUnits: 0,
    });
  });
});
