/** Payments that come back: owed again at once, once, part by part, and whether they had turned the power on is kept. */
import { expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { holdQuote } from "../../core/hub/hold-quote.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { returnPayment } from "../../core/hub/return-payment.ts";
import { takeCash } from "../../core/hub/take-cash.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import { defaultAllocation } from "../../core/payment/allocate.ts";
import type { ChargeRequest } from "../../core/ports.ts";
import { isRefusal } from "../../core/refusal.ts";
import { journalOf } from "../../core/store/journal.ts";
import { quoteOf } from "../../core/store/quotes.ts";
import { onEachPlacement, type OpenedStore } from "../placements.ts";
import { ana, START_MS, Town, usd } from "../town.ts";

const home = accountHome("1001");
const phone = "+15550100001";
const FEE_UNITS = 25_000_000;

/** A household with six dollars and its power on. */
async function served(opened: OpenedStore): Promise<Town> {
  const town = new Town(opened);
  const allocation = { ...defaultAllocation, returnedFeeUnits: FEE_UNITS };
  await town.found({ ...usd, allocation });
  await town.enrol(ana);
  await town.settle();
  return town;
}

async function charge(town: Town, dollars: number): Promise<ChargeRequest> {
  await town.text(phone, `PAY ${String(dollars)}`);
  const digit = /Reply (\d)/.exec(town.textsTo(phone).at(-1) ?? "")?.[1];
  await town.text(phone, must(digit, "a digit is asked for"));
  return must(town.world.charged.at(-1), "a charge was sent");
}

function giveBack(town: Town, paymentId: string, key = "event-return") {
  return town.hub.store.transact(home, (sql) =>
    returnPayment(sql, town.hub.clock.now(), home, { paymentId, key, reason: "R01", actor: "api" }),
  );
}

function balances(town: Town) {
  return town.hub.store.read(home, (sql) => {
    expect([...verifyLedger(sql, home).problems, ...verifyMoney(sql)]).toEqual([]);
    return balancesAt(sql, home);
  });
}

/** What the utility has given so that quotes held. */
function honoured(town: Town): Promise<number> {
  return town.hub.store.read(home, (sql) => {
    const row = sql.get<{ units: number }>(
      "SELECT posted_units AS units FROM ledger_balance WHERE account = 'quotes_honoured'",
    );
    return row?.units ?? 0;
  });
}

onEachPlacement("a payment that comes back", (open) => {
  it("is taken off the credit that it gave, with the utility's fee", async () => {
    const town = await served(await open());
    const request = await charge(town, 20);
    await town.settleCharge(request, "succeeded");
    expect((await balances(town)).balanceUnits).toBe(26_000_000);
    const returned = await giveBack(town, request.paymentId);
    expect(returned).toEqual({ kind: "returned", feeUnits: FEE_UNITS, wonReconnect: false });
    expect(await balances(town)).toMatchObject({
      balanceUnits: 6_000_000,
      returnedPaymentsUnits: FEE_UNITS,
    });
  });

  it("that had turned the power on says so, and the power goes off again by the rules", async () => {
    const town = await served(await open());
    for (let hour = 0; hour < 3; hour += 1) {
      await town.pass(HOUR_MS);
      await town.use("E-1", 15_000_000);
    }
    expect(town.world.commanded.at(-1)?.wanted).toBe("off");
    await town.report("1001");
    const request = await charge(town, 20);
    await town.settleCharge(request, "succeeded");
    expect(town.world.commanded.at(-1)?.wanted).toBe("on");
    await town.report("1001");
    const before = (await balances(town)).balanceUnits;
    expect(await giveBack(town, request.paymentId)).toEqual({
      kind: "returned",
      feeUnits: FEE_UNITS,
      wonReconnect: true,
    });
    town.hub.wake();
    await town.settle();
    expect((await balances(town)).balanceUnits).toBe(before - 20_000_000);
    expect(town.world.commanded.at(-1)?.wanted).toBe("off");
    const kept = await town.hub.store.read(home, (sql) =>
      sql.get("SELECT reason, fee_units, won_reconnect FROM payment_return"),
    );
    expect(kept).toEqual({ reason: "R01", fee_units: FEE_UNITS, won_reconnect: 1 });
  });

  it("comes back once under 64 words of it, and ends the open quotes", async () => {
    const town = await served(await open());
    const request = await charge(town, 20);
    await town.settleCharge(request, "succeeded");
    const held = await town.hub.store.transact(home, (sql) =>
      holdQuote(sql, town.hub.clock.now(), home, {
        quoteId: "q1",
        amountMinor: 500,
        channel: "counter",
        actor: "test",
      }),
    );
    expect(held).toMatchObject({ kind: "held" });
    const words = await Promise.all(
      Array.from({ length: 64 }, (_, at) =>
        giveBack(town, request.paymentId, `event-${String(at % 8)}`),
      ),
    );
    const counted = { returned: 0, repeated: 0, refused: 0 };
    for (const { kind } of words) counted[kind] += 1;
    expect(counted).toEqual({ returned: 1, repeated: 63, refused: 0 });
    expect((await balances(town)).balanceUnits).toBe(6_000_000);
    const kept = await town.hub.store.read(home, (sql) => ({
      quote: quoteOf(sql, home, "q1"),
      told: journalOf(sql, home, 0, 1_000)
        .filter(({ kind }) => kind === "payment-returned")
        .map(({ facts }) => JSON.parse(facts) as object),
    }));
    expect(kept.quote).toBeUndefined();
    expect(kept.told).toEqual([
      expect.objectContaining({ wonReconnect: false, quotesEnded: 1, feeUnits: FEE_UNITS }),
    ]);
  });

  it("takes back what was given so that its quote held", async () => {
    const town = await served(await open());
    await town.pass(2 * HOUR_MS);
    await town.use("E-1", 40_000_000);
    await town.report("1001");
    const quote = { quoteId: "q1", amountMinor: null, channel: "counter", actor: "test" };
    const minor = await town.hub.store.transact(home, (sql) => {
      const held = holdQuote(sql, town.hub.clock.now(), home, quote);
      return isRefusal(held) ? 0 : held.quote.amountMinor;
    });
    expect(minor).toBeGreaterThan(0);
    const read = { meterId: "E-1", startMs: START_MS, durationMs: HOUR_MS };
    await town.push([{ ...read, quantityMicro: 30_000_000, revision: 0, estimated: false }]);
    const before = await balances(town);
    const request = await charge(town, Math.ceil(minor / 100));
    await town.settleCharge(request, "succeeded");
    const given = await honoured(town);
    expect(given).toBeGreaterThan(0);
    expect(await giveBack(town, request.paymentId)).toMatchObject({ kind: "returned" });
    expect(await honoured(town)).toBe(0);
    expect((await balances(town)).balanceUnits).toBe(before.balanceUnits);
  });

  it("leaves its fee to be taken first from the next payment", async () => {
    const town = await served(await open());
    const request = await charge(town, 20);
    await town.settleCharge(request, "succeeded");
    await giveBack(town, request.paymentId);
    const cash = { amountMinor: 3_000, currency: "USD", drawer: "desk-1", clerk: "maria" };
    await town.hub.store.transact(home, (sql) =>
      takeCash(sql, town.hub.clock.now(), home, { ...cash, paymentId: "desk-1-8" }),
    );
    expect(await balances(town)).toMatchObject({
      balanceUnits: 11_000_000,
      returnedPaymentsUnits: 0,
    });
  });

  it("is refused where nothing can come back", async () => {
    const town = await served(await open());
    const request = await charge(town, 20);
    expect(await giveBack(town, "nothing")).toMatchObject({ code: "no_such_payment" });
    expect(await giveBack(town, request.paymentId)).toMatchObject({ code: "not_settled" });
    // The refusal has kept nothing: the same word counts once the charge is settled.
    await town.settleCharge(request, "succeeded");
    expect(await giveBack(town, request.paymentId)).toMatchObject({ kind: "returned" });
    expect(await giveBack(town, request.paymentId)).toMatchObject({ kind: "repeated" });
    const cash = { amountMinor: 500, currency: "USD", drawer: "desk-1", clerk: "maria" };
    await town.hub.store.transact(home, (sql) =>
      takeCash(sql, town.hub.clock.now(), home, { ...cash, paymentId: "desk-1-7" }),
    );
    expect(await giveBack(town, "desk-1-7", "cash")).toMatchObject({ code: "cash_stays" });
  });
});
