/** The page where a first card is saved: over HTTP, at a Stripe-shaped server, and with simulated cards. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { methodsOf } from "../../core/store/customers.ts";
import { journalOf } from "../../core/store/journal.ts";
import { isRefusal } from "../../core/refusal.ts";
import { payLinkFor } from "../../hosts/pay.ts";
import { StripeTown } from "../../test/support/stripe-town.ts";

let stripe: StripeTown;

beforeEach(async () => {
  stripe = await StripeTown.alone();
});

afterEach(async () => {
  await stripe.close();
});

async function open(url: string, init?: RequestInit) {
  const answer = await fetch(url, init);
  const policy = answer.headers.get("content-security-policy") ?? "";
  return { status: answer.status, text: await answer.text(), policy, headers: answer.headers };
}

/** The cards of the town's customer that came after the one it was enrolled with. */
async function cards(): Promise<string[]> {
  const saved = await stripe.town.hub.store.read("utility:u", (sql) =>
    methodsOf(sql, "utility:u", "c1", stripe.town.serviceMs),
  );
  return saved.slice(1).map(({ brand, last4 }) => `${brand} ${last4}`);
}

function setupId(): string {
  const [setup] = stripe.server.books.all("setup_intent");
  if (setup === undefined) throw new Error("no card is being saved");
  return setup.id;
}

function simulate(): void {
  Object.assign(stripe.pages, { isSimulated: true, publishableKey: null });
}

describe("a link at Stripe", () => {
  it("shows whose it is and Stripe's fields, and loads nothing of anybody else", async () => {
    const page = await open(await stripe.link());
    expect(page.status).toBe(200);
    expect(page.text).toContain("Save a card for Northside Power");
    expect(page.text).toContain('src="https://js.stripe.com/v3/"');
    expect(page.text).toContain('data-key="pk_test_of_the_tests"');
    expect(page.text).toContain(`data-secret="${setupId()}_secret_x"`);
    expect(page.text).toContain("<noscript>");
    // No balance, name, number or address of whoever holds the link.
    expect(page.text).not.toMatch(/6\.00|Ana|Lopez|Oak St|555010/);
    expect(page.policy).toContain("default-src 'none'");
    expect(page.policy).toContain("script-src 'self' https://js.stripe.com;");
    expect(page.policy).toContain("frame-ancestors 'none'");
    expect(page.policy).not.toContain("unsafe");
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    for (const [file, type] of [
      ["page.css", "text/css"],
      ["stripe.js", "text/javascript"],
    ]) {
      const { origin } = new URL(await stripe.link());
      const got = await open(`${origin}/pay/${file ?? ""}`);
      expect(got.headers.get("content-type")).toContain(type);
    }
  });

  it("saves one card when its visitor comes back, however often, and is then used up", async () => {
    const url = await stripe.link();
    await open(url);
    await open(url);
    expect(stripe.server.books.all("setup_intent")).toHaveLength(1);
    const back = `${url}?setup_intent=${setupId()}&redirect_status=succeeded`;
    // Nothing was typed yet: the page is shown again.
    expect((await open(back)).text).toContain('id="card"');
    stripe.server.books.enterCard(setupId(), "tok_visa");
    expect((await open(back)).text).toContain("Visa 4242 is saved");
    expect(await cards()).toEqual(["Visa 4242"]);
    expect(await stripe.tell()).toEqual(["setup_intent.succeeded: seen"]);
    expect(await open(url)).toMatchObject({ status: 410 });
    expect(await cards()).toHaveLength(1);
    expect([stripe.faults, stripe.server.refused]).toEqual([[], []]);
  });

  it("saves the card of a visitor who never comes back, by the webhook, and pays what it was for", async () => {
    await open(await stripe.link(2_000));
    await stripe.town.pass(31 * 60_000);
    stripe.server.books.enterCard(setupId(), "tok_visa");
    expect(await stripe.tell()).toEqual(["setup_intent.succeeded: card_saved"]);
    expect(await cards()).toEqual(["Visa 4242"]);
    expect(await stripe.tell()).toEqual(["payment_intent.succeeded: seen"]);
    expect((await stripe.balances()).balanceUnits).toBe(26_000_000);
    expect(stripe.server.books.all("charge")).toHaveLength(1);
  });

  it("takes no card that was saved by another link", async () => {
    const [first, second] = [await stripe.link(), await stripe.link()];
    await open(first);
    stripe.server.books.enterCard(setupId(), "tok_visa");
    const page = await open(`${second}?setup_intent=${setupId()}`);
    expect(page.text).toContain('id="card"');
    expect(await cards()).toEqual([]);
  });
});

describe("a simulated link", () => {
  it("says so, asks for no number, and runs no script", async () => {
    simulate();
    const page = await open(await stripe.link(2_000));
    expect(page.text).toContain("Simulated: no money moves");
    expect(page.text).toContain("Pay $20.00");
    expect(page.text).not.toContain("<script");
    expect(
      page.text.match(/<input [^>]*>/g)?.every((field) => field.includes('type="radio"')),
    ).toBe(true);
    expect(page.policy).not.toContain("script-src");
  });

  it("saves the card that is chosen, once", async () => {
    simulate();
    const url = await stripe.link();
    const choose = (card: string) =>
      open(url, { method: "POST", body: new URLSearchParams({ card }) });
    expect((await choose("4242424242424242")).status).toBe(404);
    expect((await choose("sim_slow")).text).toContain("Visa 4242 is saved");
    expect((await choose("sim_decline")).status).toBe(410);
    expect(await cards()).toEqual(["Visa 4242"]);
  });
});

describe("what a page is not to be sent", () => {
  it.each<[string, string | URLSearchParams | null, number]>([
    ["nothing", null, 404],
    ["a number of a card", new URLSearchParams({ card: "4242424242424242" }), 404],
    ["a card of nobody's", new URLSearchParams({ card: "sim_unknown" }), 404],
    ["another field", new URLSearchParams({ amount: "0.01" }), 404],
    ["JSON", JSON.stringify({ card: "sim_visa_4242" }), 404],
    ["more than a choice is", new URLSearchParams({ card: "x".repeat(2_000) }), 413],
  ])("%s: nothing is saved or charged, and the link is as good as before", async (...one) => {
    const [, body, status] = one;
    simulate();
    const url = await stripe.link(2_000);
    expect((await open(url, { method: "POST", body })).status).toBe(status);
    expect(await cards()).toEqual([]);
    expect(await stripe.balances()).toMatchObject({ balanceUnits: 6_000_000, pendingUnits: 0 });
    expect((await open(url)).status).toBe(200);
  });

  it("a simulated card, where the processor is a real one", async () => {
    const url = await stripe.link(2_000);
    const body = new URLSearchParams({ card: "sim_visa_4242" });
    expect((await open(url, { method: "POST", body })).status).toBe(404);
    expect(await cards()).toEqual([]);
  });

  it("anything, once the link is too old", async () => {
    simulate();
    const url = await stripe.link(2_000);
    stripe.town.wallMs += 30 * 60_000;
    const body = new URLSearchParams({ card: "sim_visa_4242" });
    expect((await open(url, { method: "POST", body })).status).toBe(410);
    expect(await cards()).toEqual([]);
  });
});

describe("a link that is no good", () => {
  it.each([
    ["is cut", (url: string) => url.slice(0, -1), 404],
    ["is of another utility", (url: string) => url.replace("swb_u_", "swb_v_"), 404],
    [
      "was changed by a letter",
      (url: string) => url.replace(/.$/, (end) => (end === "A" ? "B" : "A")),
      404,
    ],
  ])("%s", async (_, change, status) => {
    const page = await open(change(await stripe.link()));
    expect(page.status).toBe(status);
    expect(page.text).not.toContain("Northside");
  });

  it("is over half an hour old, by wall time", async () => {
    const url = await stripe.link();
    stripe.town.wallMs += 30 * 60_000 - 1;
    expect((await open(url)).status).toBe(200);
    stripe.town.wallMs += 1;
    expect((await open(url)).status).toBe(410);
  });

  it.each([
    ["1009", null, "no_such_account"],
    ["1001", 99, "amount_outside"],
    ["1001", 50_001, "amount_outside"],
  ])("is not made for %s and %j: %s", async (accountId, amountMinor, code) => {
    const asked = { accountId, amountMinor, requestUrl: "http://x" };
    const made = await payLinkFor(stripe.town.hub, stripe.pages, asked);
    expect(isRefusal(made) ? made.code : made).toBe(code);
  });

  it("is not made where no page could be shown", async () => {
    Object.assign(stripe.pages, { publishableKey: null });
    const asked = { accountId: "1001", amountMinor: null, requestUrl: "http://x" };
    expect(await payLinkFor(stripe.town.hub, stripe.pages, asked)).toMatchObject({
      code: "no_pay_page",
    });
  });
});

it("the token of a link is in no row of the store", async () => {
  const token = new URL(await stripe.link()).pathname.slice("/pay/".length);
  const secret = token.slice("swb_u_".length);
  const rows = await stripe.town.hub.store.read("utility:u", (sql) => ({
    links: sql.all("SELECT * FROM pay_link"),
    journal: journalOf(sql, "utility:u", 0, 1_000),
  }));
  expect(rows.links).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(secret);
});
