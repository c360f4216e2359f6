/** A quote, from asked to used: what it holds while energy is used, that it is used once, and what the books say of it. */
import { beforeEach, describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { type HoldQuote, holdQuote } from "../../core/hub/hold-quote.ts";
import { offerAt } from "../../core/hub/offer.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { takeCash } from "../../core/hub/take-cash.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { journalOf } from "../../core/store/journal.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, START_MS, Town, usd } from "../town.ts";

const home = accountHome("1001");

/** Uses power until the account is off, some way below zero. */
async function turnedOff(town: Town): Promise<void> {
  await town.found();
  await town.enrol(ana);
  await town.pass(2 * HOUR_MS);
  await town.use("E-1", 40_000_000);
  await town.report("1001");
}

/** A read of the hour before the one that turned it off, which arrives only now. */
async function useLate(town: Town): Promise<void> {
  const read = { meterId: "E-1", startMs: START_MS, durationMs: HOUR_MS, quantityMicro: 3_000_001 };
  const [result] = await town.push([{ ...read, revision: 0, estimated: false }]);
  expect(result).toMatchObject({ outcome: "accepted" });
}

function hold(town: Town, change: Partial<HoldQuote> = {}) {
  const input = { quoteId: "q-1", amountMinor: null, channel: "api", actor: "test", ...change };
  return town.hub.store.transact(home, (sql) => {
    const held = holdQuote(sql, town.hub.clock.now(), home, input);
    return isRefusal(held) ? held.code : { kind: held.kind, minor: held.quote.amountMinor };
  });
}

async function pay(town: Town, paymentId: string, amountMinor: number) {
  await town.hub.store.transact(home, (sql) => {
    const cash = { currency: "USD", drawer: "desk-1", clerk: "maria" };
    const taken = takeCash(sql, town.hub.clock.now(), home, { ...cash, paymentId, amountMinor });
    expect(isRefusal(taken) ? taken.code : taken.kind).toBe("taken");
  });
  await town.settle();
  return town.hub.store.read(home, (sql) => {
    const rows = journalOf(sql, home, 0, 1_000).filter((row) => row.kind === "payment-settled");
    return (JSON.parse(must(rows.at(-1), "it was settled").facts) as { quote?: object }).quote;
  });
}

async function offered(town: Town) {
  const offer = await town.hub.store.read(home, (sql) =>
    offerAt(sql, town.hub.clock.now(), home, null),
  );
  if (isRefusal(offer)) throw new Error(offer.code);
  return offer;
}

async function levelUnits(town: Town): Promise<number> {
  return town.hub.store.read(home, (sql) => balancesAt(sql, home).balanceUnits);
}

onEachPlacement("a quote", (open) => {
  let town: Town;
  let quotedMinor: number;

  beforeEach(async () => {
    town = new Town(await open("u"));
    await turnedOff(town);
    quotedMinor = (await offered(town)).amountMinor;
  });

  it("is of what every channel tells", async () => {
    const facts = await town.hub.store.read(home, (sql) =>
      accountFacts(sql, town.hub.clock.now(), "1001", []),
    );
    expect(facts).toMatchObject({ supply: "off", restoreMinor: quotedMinor });
    expect(await offered(town)).toMatchObject({ reaches: true, smallestMinor: quotedMinor });
  });

  describe("that is held", () => {
    it("turns supply on though power was used since, and says in the books what that cost", async () => {
      expect(await hold(town)).toEqual({ kind: "held", minor: quotedMinor });
      const before = await levelUnits(town);
      await useLate(town);
      const accrued = before - (await levelUnits(town));
      expect(accrued).toBeGreaterThan(0);
      await town.pass(14 * MINUTE_MS);
      const slack = before + quotedMinor * 10_000;
      const quote = await pay(town, "p-1", quotedMinor);
      expect(quote).toEqual({ quoteId: "q-1", honouredUnits: accrued - slack });
      expect(await levelUnits(town)).toBe(0);
      expect(town.world.commanded.at(-1)?.wanted).toBe("on");
      const verdict = await town.hub.store.read(home, (sql) => ({
        problems: verifyLedger(sql).problems,
        given: sql.get(
          "SELECT posted_units AS units FROM ledger_balance WHERE account = 'quotes_honoured'",
        ),
      }));
      expect(verdict).toEqual({ problems: [], given: { units: accrued - slack } });
    });

    it("is what every channel tells while most of its time is left", async () => {
      await hold(town);
      await useLate(town);
      const told = (): Promise<unknown> =>
        town.hub.store.read(home, (sql) => accountFacts(sql, town.hub.clock.now(), "1001", []));
      expect(await told()).toMatchObject({ restoreMinor: quotedMinor, isQuoted: true });
      await town.pass(10 * MINUTE_MS);
      expect(await told()).toMatchObject({ restoreMinor: quotedMinor, isQuoted: true });
      await town.pass(1);
      const { smallestMinor } = await offered(town);
      expect(smallestMinor).toBeGreaterThan(quotedMinor);
      expect(await told()).toMatchObject({ restoreMinor: smallestMinor });
      expect(await told()).not.toHaveProperty("isQuoted");
    });

    it("holds no longer than it says", async () => {
      await hold(town);
      await useLate(town);
      await town.pass(15 * MINUTE_MS);
      expect(await pay(town, "p-1", quotedMinor)).toBeUndefined();
      expect(await levelUnits(town)).toBeLessThan(0);
    });

    it("is used once", async () => {
      await hold(town);
      expect(await pay(town, "p-1", quotedMinor)).toEqual({ quoteId: "q-1", honouredUnits: 0 });
      await useLate(town);
      expect(await pay(town, "p-2", quotedMinor)).toBeUndefined();
    });

    it("is not used by less than its amount", async () => {
      await hold(town);
      await useLate(town);
      expect(await pay(town, "p-1", quotedMinor - 1)).toBeUndefined();
      expect(await pay(town, "p-2", quotedMinor)).toMatchObject({
        quoteId: "q-1",
        honouredUnits: 0,
      });
    });

    it("answers the same id again and holds nothing more", async () => {
      await hold(town);
      expect(await hold(town)).toEqual({ kind: "repeated", minor: quotedMinor });
      expect(await hold(town, { amountMinor: quotedMinor })).toEqual({
        kind: "repeated",
        minor: quotedMinor,
      });
      expect(await hold(town, { amountMinor: quotedMinor + 1 })).toBe("id_reused");
    });
  });

  it.each<[string, number | null, string]>([
    ["of nothing", 0, "amount_too_small"],
    ["below the smallest payment", 99, "amount_too_small"],
    ["over the largest payment", 50_001, "amount_too_large"],
    ["of less than turns supply on", 100, "not_enough"],
  ])("%s is refused", async (_, amountMinor, code) => {
    expect(await hold(town, { amountMinor })).toBe(code);
  });

  it("is refused where it is the eleventh, where nothing is needed, and where there is no account", async () => {
    for (let at = 0; at < 10; at += 1) await hold(town, { quoteId: `many-${String(at)}` });
    expect(await hold(town, { quoteId: "eleventh" })).toBe("too_many_quotes");
    await town.pass(15 * MINUTE_MS);
    expect(await hold(town, { quoteId: "eleventh" })).toMatchObject({ kind: "held" });
    await pay(town, "p-1", 5_000);
    expect(await hold(town, { quoteId: "needless" })).toBe("nothing_needed");
    const nobody = accountHome("nobody");
    const refused = await town.hub.store.transact(nobody, (sql) =>
      holdQuote(sql, town.hub.clock.now(), nobody, {
        quoteId: "q",
        amountMinor: null,
        channel: "api",
        actor: "test",
      }),
    );
    expect(refused).toMatchObject({ code: "no_such_account" });
  });

  it("is used once by 64 payments at the same moment", async () => {
    await hold(town);
    await useLate(town);
    await Promise.all(
      Array.from({ length: 64 }, (_, at) =>
        town.hub.store.transact(home, (sql) => {
          takeCash(sql, town.hub.clock.now(), home, {
            paymentId: `p-${String(at)}`,
            amountMinor: quotedMinor,
            currency: "USD",
            drawer: "desk-1",
            clerk: "maria",
          });
        }),
      ),
    );
    const used = await town.hub.store.read(home, (sql) => ({
      transfers: sql.all("SELECT id FROM transfer WHERE code = 'quote_honoured'").length,
      quotes: sql.all("SELECT id FROM quote WHERE payment_id IS NOT NULL").length,
    }));
    expect(used).toEqual({ transfers: 1, quotes: 1 });
  });
});

onEachPlacement("a quote for a post-pay account", (open) => {
  it("is refused", async () => {
    const town = new Town(await open("u"));
    await town.found(usd);
    await town.enrol({ ...ana, mode: "postpay", openingUnits: 0 });
    expect(await hold(town, { amountMinor: 2_000 })).toBe("not_prepaid");
  });
});
