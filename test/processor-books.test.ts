/** Stripe's own books beside the ledger's clearing account, day by day: equal to the cent, or a difference that has a name. */
import { afterEach, expect, it } from "vitest";
import { instantOf, nextDay } from "../core/instant.ts";
import { clearingWords } from "../hosts/clearing-words.ts";
import { readBooks } from "../hosts/read-books.ts";
import { StripeMonth } from "./support/stripe-month.ts";
import { usd } from "./town.ts";

const open: StripeMonth[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.stripe.close();
});

async function start(seed = "books"): Promise<StripeMonth> {
  const month = await StripeMonth.open(seed);
  open.push(month);
  return month;
}

const byNumber = (one: number, other: number): number => one - other;
const cents = (text: string): number => Math.round(Number(text) * 100);

it.each(["a month", "another month"])(
  "add up every day of %s with refunds, returns, disputes, fees and payouts",
  async (seed) => {
    const month = await start(seed);
    const { stripe } = month;
    for (let days = 0; days < 30; days += 1) {
      const day = month.today;
      await month.day();
      await month.night();
      await month.read();
      const report = await month.clearing(day);
      expect({ day, ...report }).toMatchObject({
        day,
        difference: "0.000000",
        carried: "0.000000",
        opening: "0.000000",
        lines: report.lines.map((line) => ({ ...line, difference: "0.000000" })),
      });
      const endMs = instantOf(usd.zone, nextDay(day));
      expect(cents(report.holds)).toBe(month.heldCents(endMs));
      expect(cents(report.clearing) + cents(report.booked_later)).toBe(cents(report.holds));
      expect(await month.settled(day)).toMatchObject({ repeated: true, clearing: [report] });
    }
    const lines = stripe.server.books.all("balance_transaction");
    const sumOf = (types: readonly string[], name: "amount" | "fee"): number =>
      lines
        .filter(({ type }) => types.length === 0 || types.includes(String(type)))
        .reduce((sum, line) => sum + Number(line[name]), 0);
    const utility = await stripe.centsAt("utility:u", ["bank", "processor_fees"]);
    expect(utility).toEqual({
      bank: -sumOf(["payout", "payout_failure"], "amount"),
      processor_fees: sumOf([], "fee") - sumOf(["stripe_fee"], "amount"),
    });
    await stripe.balances();
    expect([stripe.faults, stripe.server.refused]).toEqual([[], []]);
    // A month in which something never happened would have shown nothing of it.
    expect([...month.happened.keys()].toSorted()).toEqual([
      "came back",
      "dispute",
      "dispute ended",
      "failed refund",
      "fee",
      "paid",
      "payout",
      "payout failed",
      "refund",
      "return",
      "their refund",
    ]);
  },
);

it("are booked once, however often they are read, and are refused where nobody can say whose they are", async () => {
  const month = await start();
  const { stripe } = month;
  const { hub } = stripe.town;
  expect(await month.read()).toMatchObject({ code: "nothing_charged" });
  await stripe.pay(20, stripe.saved("tok_visa"));
  const shared = { ...stripe.books, isOwn: () => false };
  expect(await readBooks(hub, shared)).toMatchObject({ code: "shared_account" });
  const first = await Promise.all([month.read(), month.read()]);
  expect(first.map((read) => ("booked" in read ? read.booked : -1)).toSorted(byNumber)).toEqual([
    0, 1,
  ]);
  expect(await month.read()).toMatchObject({
    processor: "stripe",
    booked: 0,
    pendingMinor: 1_912,
    availableMinor: 0,
  });
  expect(await stripe.centsAt("utility:u", ["processor_fees"])).toEqual({ processor_fees: 88 });
});

it("that were there before anything was charged are an opening, and not booked", async () => {
  const month = await start();
  const { stripe } = month;
  stripe.server.books.money.takeFee(500);
  stripe.server.books.money.adjust(10_000);
  await stripe.town.pass(3_600_000);
  const day = month.today;
  await stripe.pay(20, stripe.saved("tok_visa"));
  await month.night();
  await month.read();
  const report = await month.clearing(day);
  expect(report).toMatchObject({ opening: "95.000000", difference: "0.000000" });
  expect(clearingWords(report).join("\n")).toMatch(/95\.000000 was there before.*no difference/);
});

it.each<[string, string, string, (month: StripeMonth) => Promise<unknown> | void]>([
  [
    "a refund that nobody told of",
    "refunds",
    "-5.000000",
    async ({ stripe }) => {
      const [intent] = stripe.server.books.all("payment_intent");
      stripe.server.books.refund({ payment_intent: intent?.id, amount: "500" });
      stripe.server.events.length = 0;
    },
  ],
  [
    "a charge of somebody else's",
    "charges",
    "7.000000",
    ({ stripe }) => {
      const { books } = stripe.server;
      const method = books.makeMethod("tok_visa", null).id;
      books.charge({ amount: 700, currency: "usd", payment_method: method });
    },
  ],
  ["a reserve", "other", "-30.000000", ({ stripe }) => stripe.server.books.money.adjust(-3_000)],
])("differ by %s, by its name and to the cent, on its day and no other", async (...one) => {
  const [, name, difference, happen] = one;
  const month = await start();
  const { stripe } = month;
  const before = month.today;
  await stripe.pay(20, stripe.saved("tok_visa"));
  await stripe.tell();
  await month.night();
  const day = month.today;
  await happen(month);
  await month.night();
  await month.read();
  expect(await month.clearing(before)).toMatchObject({ difference: "0.000000" });
  const report = await month.clearing(day);
  expect(report).toMatchObject({ difference, carried: "0.000000" });
  expect(report.lines.filter((line) => cents(line.difference) !== 0)).toMatchObject([
    { of: name, difference },
  ]);
  expect(clearingWords(report)).toHaveLength(2);
  const later = month.today;
  await month.night();
  await month.read();
  expect(await month.clearing(later)).toMatchObject({ difference, carried: difference });
});

it("of a server whose balance is not what its lines come to differ by that, and by its name", async () => {
  const month = await start();
  const { stripe } = month;
  await stripe.pay(20, stripe.saved("tok_visa"));
  await stripe.tell();
  const wrong = {
    ...stripe.books,
    read: async (asked: Parameters<typeof stripe.books.read>[0]) => ({
      ...(await stripe.books.read(asked)),
      pendingMinor: 0,
    }),
  };
  await readBooks(stripe.town.hub, wrong);
  await month.night();
  const day = month.today;
  await stripe.pay(10, stripe.saved("tok_visa"));
  await stripe.tell();
  await month.night();
  await readBooks(stripe.town.hub, wrong);
  const report = await month.clearing(day);
  expect(report).toMatchObject({ difference: "-9.410000", unlisted: "-9.410000" });
  expect(report).toMatchObject({ opening: "-19.120000", carried: "0.000000" });
  expect(clearingWords(report).at(-1)).toMatch(/-9\.410000 by what it says that it holds/);
});

it("differ by what is told after midnight, until it is told", async () => {
  const month = await start();
  const { stripe } = month;
  const paymentId = await stripe.pay(20, stripe.saved("btok_us_verified"));
  const day = month.today;
  stripe.server.books.succeed(stripe.intentOf(paymentId));
  await month.night();
  await month.read();
  const late = { of: "charges", ledger: "0.000000", processor: "20.000000" };
  expect(await month.clearing(day)).toMatchObject({
    clearing: "0.000000",
    booked_later: "-0.160000",
    holds: "19.840000",
    difference: "20.000000",
    carried: "0.000000",
    lines: [{ ...late, difference: "20.000000" }, { of: "fees" }],
  });
  const next = month.today;
  await stripe.tell();
  await month.night();
  await month.read();
  expect(await month.clearing(next)).toMatchObject({
    clearing: "19.840000",
    booked_later: "0.000000",
    holds: "19.840000",
    difference: "0.000000",
    carried: "20.000000",
    lines: [{ of: "charges", difference: "-20.000000" }],
  });
});

it("that were read before the day was over say nothing of its end", async () => {
  const month = await start();
  const day = month.today;
  await month.stripe.pay(20, month.stripe.saved("tok_visa"));
  await month.read();
  await month.night();
  const report = await month.clearing(day);
  expect(report).toMatchObject({ difference: null, carried: null });
  expect(clearingWords(report).join("\n")).toMatch(/run reconcile/);
});

it("that were tampered with are found", async () => {
  const month = await start();
  const { stripe } = month;
  await stripe.pay(20, stripe.saved("tok_visa"));
  await month.read();
  const { store } = stripe.town.hub;
  const change = (text: string) => store.transact("utility:u", (sql) => sql.run(text));
  await expect(change("UPDATE processor_move SET fee_minor = 1")).rejects.toThrow(/booked once/);
  await expect(change("DELETE FROM processor_move")).rejects.toThrow(/booked once/);
  await change(
    "INSERT INTO processor_move VALUES ('utility:u', 'stripe', 'txn_x', 'fee', -100, 0, NULL, 0, 0)",
  );
  await expect(stripe.balances()).rejects.toThrow(/move_unlike_ledger/);
});
