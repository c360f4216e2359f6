/** What is told of a payment before its own success is: taken with it at once, and the success that comes later changes nothing. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { StripeTown } from "../../test/support/stripe-town.ts";

let stripe: StripeTown;

beforeEach(async () => {
  stripe = await StripeTown.alone();
});

afterEach(async () => {
  await stripe.close();
});

it.each<[string, string, (intent: string) => void, string, object]>([
  [
    "a refund",
    "refund.created",
    (intent) => stripe.server.books.refund({ payment_intent: intent, amount: "500" }),
    "refunded",
    { balanceUnits: 21_000_000, pendingUnits: 0 },
  ],
  [
    "a refund that is told of by its charge",
    "charge.refunded",
    (intent) => stripe.server.books.refund({ payment_intent: intent, amount: "500" }),
    "refunded",
    { balanceUnits: 21_000_000, pendingUnits: 0 },
  ],
  [
    "a dispute",
    "charge.dispute.created",
    (intent) => stripe.server.books.dispute(intent, "fraudulent"),
    "dispute_open",
    { balanceUnits: 26_000_000, pendingUnits: 0 },
  ],
])("%s is not lost that comes before its payment's success", async (_, type, ...rest) => {
  const [happen, outcome, balances] = rest;
  const paymentId = await stripe.pay(20, stripe.saved("btok_us_verified"));
  const intent = stripe.intentOf(paymentId);
  stripe.server.events.length = 0;
  stripe.server.books.succeed(intent);
  happen(intent);
  const told = stripe.server.events.splice(0);
  const first = told.filter(({ body }) => body.includes(`"${type}"`));
  const others = told.filter((event) => !first.includes(event));
  expect(first).toHaveLength(1);
  for (const event of first) expect(await stripe.post(event)).toEqual({ status: 200, outcome });
  expect(await stripe.balances()).toMatchObject(balances);
  // All else, and the first again, tells nothing new.
  for (const event of [...others, ...first]) await stripe.post(event);
  expect(await stripe.balances()).toMatchObject(balances);
});
