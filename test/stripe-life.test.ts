/** A card and a bank account through all that can become of them at Stripe: the real SDK, HTTP, signed webhooks. */
import { afterEach, expect, it } from "vitest";
import { onEachPlacement } from "./placements.ts";
import { RETURNED_FEE_UNITS, StripeTown } from "./support/stripe-town.ts";

const open: StripeTown[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

onEachPlacement("through Stripe", (openStore) => {
  const start = async (): Promise<StripeTown> => {
    const one = await StripeTown.open(await openStore("u"));
    open.push(one);
    return one;
  };

  it("a card is charged, declined, given back in part, and the refund fails", async () => {
    const stripe = await start();
    const card = stripe.saved("tok_visa");
    const paymentId = await stripe.pay(20, card);
    expect((await stripe.balances()).balanceUnits).toBe(26_000_000);
    expect(await stripe.tell()).toEqual(["payment_intent.succeeded: seen"]);

    await stripe.pay(30, stripe.saved("tok_chargeDeclinedInsufficientFunds"));
    expect(await stripe.tell()).toEqual(["payment_intent.payment_failed: seen"]);
    expect(stripe.town.promptsTo("+15550100001").at(-1)).toMatchObject({ key: "pay_declined" });

    const intent = stripe.intentOf(paymentId);
    const refund = stripe.server.books.refund({ payment_intent: intent, amount: "700" });
    expect(await stripe.tell()).toEqual(["charge.refunded: refunded", "refund.created: seen"]);
    expect((await stripe.balances()).balanceUnits).toBe(19_000_000);
    expect(await stripe.cents("clearing.stripe")).toBe(1_300);

    stripe.server.books.failRefund(refund.id);
    expect(await stripe.tell()).toEqual(["refund.failed: refund_failed"]);
    stripe.server.books.tellAgain("refund.updated", refund.id, "refund");
    expect(await stripe.tell()).toEqual(["refund.updated: seen"]);
    expect((await stripe.balances()).balanceUnits).toBe(26_000_000);
    expect(await stripe.cents("clearing.stripe")).toBe(stripe.heldByStripe());
    expect([stripe.faults, stripe.server.refused]).toEqual([[], []]);
  });

  it("a refund that staff ask for is made once and booked once, and may fail and be asked for again", async () => {
    const stripe = await start();
    const paymentId = await stripe.pay(20, stripe.saved("tok_visa"));
    await stripe.tell();
    expect(await stripe.askRefund("r1", paymentId, 700)).toBe("asked");
    await stripe.town.settle();
    expect(await stripe.askRefund("r1", paymentId, 700)).toBe("made");
    expect(await stripe.tell()).toEqual(["charge.refunded: seen", "refund.created: seen"]);
    expect((await stripe.balances()).balanceUnits).toBe(19_000_000);
    expect(await stripe.askRefund("r2", paymentId, 1_301)).toBe("over_refunded");

    const [refund] = stripe.server.books.all("refund");
    stripe.server.books.failRefund(refund?.id ?? "");
    expect(await stripe.tell()).toEqual(["refund.failed: refund_failed"]);
    expect(await stripe.askRefund("r2", paymentId, 2_000)).toBe("asked");
    await stripe.town.settle();
    await stripe.tell();
    expect((await stripe.balances()).balanceUnits).toBe(6_000_000);
    expect(await stripe.cents("clearing.stripe")).toBe(stripe.heldByStripe());
    expect([stripe.faults, stripe.server.refused]).toEqual([[], []]);
  });

  it("a bank account is debited days later, or fails, and may fail after it had succeeded", async () => {
    const stripe = await start();
    const bank = stripe.saved("btok_us_verified");
    const first = await stripe.pay(40, bank);
    expect(await stripe.balances()).toMatchObject({
      balanceUnits: 6_000_000,
      pendingUnits: 40_000_000,
    });
    expect(await stripe.tell()).toEqual(["payment_intent.processing: pending"]);
    await stripe.town.pass(3 * 86_400_000);
    stripe.server.books.succeed(stripe.intentOf(first));
    expect(await stripe.tell()).toEqual(["payment_intent.succeeded: settled"]);
    const before = (await stripe.balances()).balanceUnits;

    const second = await stripe.pay(10, bank);
    stripe.server.events.length = 0;
    stripe.server.books.fail(stripe.intentOf(second), "insufficient_funds");
    expect(await stripe.tell()).toEqual(["payment_intent.payment_failed: declined"]);
    expect((await stripe.balances()).balanceUnits).toBe(before);

    stripe.server.books.fail(stripe.intentOf(first), "debit_not_authorized");
    const late = stripe.server.events.slice();
    expect(await stripe.tell()).toEqual(["payment_intent.payment_failed: returned"]);
    stripe.server.events.push(...late);
    expect(await stripe.tell()).toEqual(["payment_intent.payment_failed: repeated"]);
    expect(await stripe.balances()).toMatchObject({
      balanceUnits: before - 40_000_000,
      returnedPaymentsUnits: RETURNED_FEE_UNITS,
    });
    expect(await stripe.cents("clearing.stripe")).toBe(stripe.heldByStripe());
    expect([stripe.faults, stripe.server.refused]).toEqual([[], []]);
  });

  it("a dispute holds the money, and is won or lost", async () => {
    const stripe = await start();
    const card = stripe.saved("tok_visa");
    const won = await stripe.pay(20, card);
    const lost = await stripe.pay(30, card);
    await stripe.tell();
    const disputes = [won, lost].map((paymentId) =>
      stripe.server.books.dispute(stripe.intentOf(paymentId), "fraudulent"),
    );
    expect(await stripe.tell()).toEqual([
      "charge.dispute.created: dispute_open",
      "charge.dispute.funds_withdrawn: seen",
      "charge.dispute.created: dispute_open",
      "charge.dispute.funds_withdrawn: seen",
    ]);
    expect((await stripe.balances()).balanceUnits).toBe(56_000_000);
    expect(await stripe.cents("disputes_held")).toBe(5_000);
    expect(await stripe.cents("clearing.stripe")).toBe(0);

    stripe.server.books.closeDispute(disputes[0]?.id ?? "", "won");
    stripe.server.books.closeDispute(disputes[1]?.id ?? "", "lost");
    expect(await stripe.tell()).toEqual([
      "charge.dispute.funds_reinstated: dispute_won",
      "charge.dispute.closed: seen",
      "charge.dispute.closed: dispute_lost",
    ]);
    expect(await stripe.balances()).toMatchObject({
      balanceUnits: 26_000_000,
      returnedPaymentsUnits: RETURNED_FEE_UNITS,
    });
    expect(await stripe.cents("disputes_held")).toBe(0);
    expect(await stripe.cents("clearing.stripe")).toBe(stripe.heldByStripe());
    expect([stripe.faults, stripe.server.refused]).toEqual([[], []]);
  });

  it("events that come late, twice and last first come to the same", async () => {
    const stripe = await start();
    const card = stripe.saved("tok_visa");
    const [refunded, disputed] = [await stripe.pay(20, card), await stripe.pay(30, card)];
    const { books, events } = stripe.server;
    const refund = books.refund({ payment_intent: stripe.intentOf(refunded), amount: "500" });
    books.refund({ payment_intent: stripe.intentOf(refunded), amount: "300" });
    books.failRefund(refund.id);
    books.closeDispute(books.dispute(stripe.intentOf(disputed), "fraudulent").id, "lost");
    const all = events.splice(0);
    events.push(...all.toReversed(), ...all);
    await stripe.tell();
    expect(await stripe.balances()).toMatchObject({
      balanceUnits: 6_000_000 + 20_000_000 - 3_000_000,
      returnedPaymentsUnits: RETURNED_FEE_UNITS,
    });
    expect(await stripe.cents("clearing.stripe")).toBe(stripe.heldByStripe());
    expect(await stripe.cents("disputes_held")).toBe(0);
    expect([stripe.faults, stripe.server.refused]).toEqual([[], []]);
  });
});
