/** Who is believed at /hooks/stripe, and what is done with what is believed. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { StripeTown } from "../../test/support/stripe-town.ts";
import { STRIPE_BODY_BYTES_MAX } from "./webhook.ts";

let stripe: StripeTown;
let event: { readonly body: string; readonly headers: Readonly<Record<string, string>> };

beforeAll(async () => {
  stripe = await StripeTown.alone();
  const paymentId = await stripe.pay(20, stripe.saved("btok_us_verified"));
  stripe.server.events.length = 0;
  stripe.server.books.succeed(stripe.intentOf(paymentId));
  const [told] = stripe.server.events.splice(0);
  if (told === undefined) throw new Error("Stripe told nothing");
  event = told;
});

afterAll(async () => {
  await stripe.close();
});

function signedNow(body: string): Record<string, string> {
  return stripe.server.sign(body, stripe.town.wallMs);
}

/** An event of Stripe's about something else, signed as it would be. */
function about(type: string, object: object, more: object = {}) {
  const body = JSON.stringify({
    id: `evt_${type}`,
    object: "event",
    type,
    data: { object },
    ...more,
  });
  return { body, headers: signedNow(body) };
}

describe("an event that can't be believed or read", () => {
  it.each<[string, number, string, () => { body: string; headers: Record<string, string> }]>([
    ["without a signature", 401, "missing_signature", () => ({ ...event, headers: {} })],
    [
      "signed with another secret",
      401,
      "bad_signature",
      () => ({
        ...event,
        headers: {
          "stripe-signature": `t=${String(stripe.town.wallMs / 1000)},v1=${"0".repeat(64)}`,
        },
      }),
    ],
    [
      "whose body was changed",
      401,
      "bad_signature",
      () => ({ body: event.body.replace("succeeded", "failed"), headers: { ...event.headers } }),
    ],
    [
      "signed six minutes ago",
      401,
      "bad_signature",
      () => ({ ...event, headers: stripe.server.sign(event.body, stripe.town.wallMs - 360_000) }),
    ],
    ["that is not JSON", 400, "bad_json", () => ({ body: "{", headers: signedNow("{") })],
  ])("%s is refused with %i %s, and nothing is settled", async (_, status, code, make) => {
    expect(await stripe.post(make())).toEqual({ status, outcome: code });
    expect((await stripe.balances()).pendingUnits).toBe(20_000_000);
  });
});

describe("an event that is none of ours", () => {
  it.each<[string, string, () => { body: string; headers: Record<string, string> }]>([
    ["of a kind we don't know", "ignored", () => about("customer.created", { id: "cus_1" })],
    [
      "of an account that nobody here has",
      "unknown_account",
      () => about("payment_intent.succeeded", { id: "pi_1" }, { account: "acct_other" }),
    ],
    [
      "of a charge that carries no payment",
      "not_ours",
      () => about("payment_intent.succeeded", made({ metadata: {} })),
    ],
    [
      "of a utility that is not served here",
      "unknown_utility",
      () =>
        about(
          "payment_intent.succeeded",
          made({ metadata: { utility: "v", account: "1001", payment: "p" } }),
        ),
    ],
    [
      "of a payment that the account has not",
      "no_such_payment",
      () =>
        about(
          "payment_intent.succeeded",
          made({ metadata: { utility: "u", account: "1001", payment: "p" } }),
        ),
    ],
    [
      "of an inquiry, which holds no money",
      "inquiry",
      () =>
        about(
          "charge.dispute.created",
          stripe.server.books.make("dp", "dispute", { status: "warning_needs_response" }),
        ),
    ],
  ])("%s is answered 200 %s, and changes nothing", async (_, outcome, make) => {
    expect(await stripe.post(make())).toEqual({ status: 200, outcome });
    expect((await stripe.balances()).pendingUnits).toBe(20_000_000);
  });

  function made(fields: object) {
    const status = "succeeded";
    return stripe.server.books.make("pi", "payment_intent", { status, ...fields });
  }
});

describe("an event of ours", () => {
  it("that Stripe can't be asked about is to come again", async () => {
    const gone = about("payment_intent.succeeded", { id: "pi_gone" });
    expect(await stripe.post(gone)).toEqual({ status: 503, outcome: "not_kept" });
    expect(stripe.faults.splice(0)).toHaveLength(1);
  });

  it("settles, once", async () => {
    expect(await stripe.post(event)).toEqual({ status: 200, outcome: "settled" });
    expect(await stripe.post(event)).toEqual({ status: 200, outcome: "seen" });
    expect(await stripe.balances()).toMatchObject({ balanceUnits: 26_000_000, pendingUnits: 0 });
    expect(stripe.metrics.render()).toContain('stripe_hooks_total{outcome="settled"} 1');
  });

  // The last: the connection that it came by is closed under it.
  it("over the size is refused", async () => {
    const huge = { body: " ".repeat(STRIPE_BODY_BYTES_MAX + 1), headers: {} };
    expect(await stripe.post(huge)).toEqual({ status: 413, outcome: "too_large" });
  });
});
