/** Where what is left of a closed account goes: to its cards, to people, to another account; and what comes to it afterwards. */
import { expect, it } from "vitest";
import { endPledge, type EndPledge } from "../../core/hub/end-pledge.ts";
import { makePledge } from "../../core/hub/make-pledge.ts";
import { moveDeposit } from "../../core/hub/move-deposit.ts";
import { oweDebt } from "../../core/hub/owe-debt.ts";
import { takeLeft } from "../../core/hub/take-left.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { onEachPlacement } from "../placements.ts";
import { cabin, close, home, money, payAtCounter, told, useFrom } from "../support/closing-town.ts";
import { paidByCard } from "../support/paid-by-card.ts";
import { expectWhole } from "../support/postpay-town.ts";
import { ana, START_MS, Town, usd } from "../town.ts";

const MOVED_IN_MS = Date.parse("2026-11-23T05:00Z");
const by = { channel: "counter", actor: "maria" };

/** Nine hours of a kWh and a day: 2.15. */
function readAll(town: Town) {
  return useFrom(town, { fromMs: MOVED_IN_MS, hours: 9 });
}

async function begun(town: Town, openingUnits: number): Promise<Town> {
  await town.found(usd);
  await town.enrol({ ...ana, openingUnits }, cabin);
  return town;
}

/** Does something at the account, and lets what follows be done. */
async function act<Result extends object>(
  town: Town,
  work: (sql: Parameters<Parameters<Town["hub"]["store"]["transact"]>[1]>[0]) => Result,
  at = home,
): Promise<Result> {
  const done = await town.hub.store.transact<Result>(at, (sql) => work(sql) as never);
  await town.pass(0);
  return done;
}

function deposit(town: Town, amountMinor: number) {
  const input = { ...by, drawer: "desk-1", moveId: "d1", move: "taken", amountMinor } as const;
  return act(town, (sql) => moveDeposit(sql, town.hub.clock.now(), home, input));
}

function debt(town: Town, amountMinor: number) {
  const input = { ...by, debtId: "old", amountMinor };
  return act(town, (sql) => oweDebt(sql, town.hub.clock.now(), home, input));
}

onEachPlacement("the credit of a closed account", (open) => {
  it("goes back to the card that it was paid with, and the rest is paid out by people", async () => {
    const { town, paymentId } = await paidByCard(await open());
    await readAll(town);
    expect(await close(town)).toBe("closing");
    // Of 26.00 the last twenty came by card; 2.15 was used.
    expect(await told(town)).toMatchObject({ owed: 0, refunds: [2_000], payouts: [385] });
    expect(town.world.refundsSent).toMatchObject([{ paymentId, amountMinor: 2_000 }]);
    await town.pass(HOUR_MS);
    expect(town.world.refundsSent).toHaveLength(1);
    expect(await told(town)).toMatchObject({ refunds: [2_000], payouts: [385], waiting: 0 });
    await expectWhole(town);
  });

  it("that a card refuses is paid out by people", async () => {
    const { town } = await paidByCard(await open());
    await readAll(town);
    town.world.refundOutcome = () => Promise.resolve({ kind: "refused", code: "card_closed" });
    await close(town);
    await town.pass(0);
    expect(await told(town)).toMatchObject({ payouts: [385, 2_000], waiting: 0 });
    await expectWhole(town);
  });

  it("that never arrived at its card is paid out by people", async () => {
    const { town, paymentId, hear } = await paidByCard(await open());
    await readAll(town);
    await close(town);
    const [sent] = town.world.refundsSent;
    await hear({
      paymentId,
      refundId: `re-${sent?.refundId ?? ""}`,
      state: "failed",
      amountMinor: 2_000,
    });
    await town.pass(0);
    // The card is asked no second time: its refund is gone, and what it gave is again.
    expect(await told(town)).toMatchObject({ owed: 0, waiting: 0 });
    expect(await told(town)).toMatchObject({ payouts: [385, 2_000] });
    expect(town.world.refundsSent).toHaveLength(1);
    await expectWhole(town);
  });

  it("waits while a bank has its payment in dispute, and goes where it was won", async () => {
    const { town, dispute } = await paidByCard(await open());
    await readAll(town);
    await dispute("open");
    await close(town);
    expect(await told(town)).toMatchObject({ refunds: [], payouts: [385], waiting: 2_000 });
    await dispute("won");
    await town.pass(0);
    expect(await told(town)).toMatchObject({ refunds: [2_000], payouts: [385], waiting: 0 });
    await expectWhole(town);
  });

  it("that came back unpaid is owed", async () => {
    const { town, giveBack } = await paidByCard(await open());
    await readAll(town);
    town.world.refundOutcome = () => Promise.resolve({ kind: "refused", code: "too_old" });
    await close(town);
    await town.pass(0);
    expect(await told(town)).toMatchObject({ owed: 0, payouts: [385, 2_000] });
    await giveBack();
    await town.pass(0);
    expect(await told(town)).toMatchObject({ owed: 2_000 });
    await expectWhole(town);
  });

  it("of a payment on its way waits for it, whatever becomes of it", async () => {
    const { town } = await paidByCard(await open(), false);
    await readAll(town);
    await close(town);
    expect(await told(town)).toMatchObject({ state: "closed", payouts: [] });
    const [request] = town.world.charged;
    if (request !== undefined) await town.settleCharge(request, "succeeded");
    await town.pass(0);
    expect(await told(town)).toMatchObject({ state: "settled", refunds: [2_000], payouts: [385] });
    await expectWhole(town);
  });

  it("is reckoned without a payment that nobody can say anything of for days, and with it later", async () => {
    const { town } = await paidByCard(await open(), false);
    await readAll(town);
    await close(town);
    town.serviceMs += 3 * DAY_MS;
    await town.pass(0);
    expect(await told(town)).toMatchObject({ state: "settled", refunds: [], payouts: [385] });
    const [request] = town.world.charged;
    if (request !== undefined) await town.settleCharge(request, "succeeded");
    await town.pass(0);
    expect(await told(town)).toMatchObject({ refunds: [2_000], payouts: [385] });
    await expectWhole(town);
  });

  it("that an agency pledged waits until that is paid, and is nobody's where it never is", async () => {
    const ends: readonly [EndPledge["outcome"], object][] = [
      ["paid", { payouts: [385, 1_000], waiting: 0, owed: 0 }],
      ["taken_back", { payouts: [385], waiting: 0, owed: 0 }],
    ];
    for (const [outcome, expected] of ends) {
      const town = await begun(new Town(await open()), 6_000_000);
      await readAll(town);
      const made = { pledgeId: "p1", agency: "county", amountMinor: 1_000, days: 30, ...by };
      await act(town, (sql) => makePledge(sql, town.hub.clock.now(), home, made));
      await close(town);
      expect(await told(town)).toMatchObject({ payouts: [385], waiting: 1_000 });
      await act(town, (sql) =>
        endPledge(sql, town.hub.clock.now(), home, { ...by, pledgeId: "p1", outcome }),
      );
      expect(await told(town)).toMatchObject(expected);
      await expectWhole(town);
    }
  });
});

onEachPlacement("a deposit", (open) => {
  it.each([
    ["pays what is owed, and the rest is paid out", 0, 0, { owed: 0, payouts: [2_785] }],
    ["is paid out whole where nothing is owed", 6_000_000, 0, { owed: 0, payouts: [3_385] }],
    ["pays old debt too", 0, 1_000, { owed: 0, payouts: [1_785] }],
    ["that is not enough leaves the rest owed", 0, 9_000, { owed: 6_215, payouts: [] }],
  ])("%s", async (_, openingUnits, debtMinor, expected) => {
    const town = await begun(new Town(await open()), openingUnits);
    await readAll(town);
    await deposit(town, 3_000);
    if (debtMinor > 0) await debt(town, debtMinor);
    await close(town);
    expect(await told(town)).toMatchObject({ billed: openingUnits === 0 ? 215 : 0, waiting: 0 });
    expect(await told(town)).toMatchObject(shiftedBy(openingUnits, expected));
    expect(await money(town)).toMatchObject({ depositUnits: 0 });
    await expectWhole(town);
  });
});

/** 2.15 is used whether it was there or not. */
function shiftedBy(openingUnits: number, expected: { owed: number; payouts: number[] }) {
  return openingUnits === 0 ? expected : { ...expected, payouts: [3_000 + 600 - 215] };
}

onEachPlacement("what goes to another account of the customer's", (open) => {
  const other = accountHome("1002");

  it("is credit there, deposit and all", async () => {
    const town = await begun(new Town(await open()), 6_000_000);
    await readAll(town);
    await deposit(town, 1_000);
    await close(town, { moveTo: "1002" });
    expect(await told(town)).toMatchObject({ moved: [1_385], payouts: [], waiting: 0 });
    expect(await money(town, other)).toMatchObject({ prepaidUnits: 13_850_000 });
    await expectWhole(town);
  });

  it("is old debt there, and so is what comes to be owed later", async () => {
    const town = await begun(new Town(await open()), 0);
    await readAll(town);
    await debt(town, 500);
    await close(town, { moveTo: "1002" });
    expect(await told(town)).toMatchObject({ owed: 0, moved: [-715] });
    expect(await money(town, other)).toMatchObject({ arrearsUnits: 7_150_000 });
    const late = { startMs: START_MS - HOUR_MS, durationMs: 60 * MINUTE_MS, revision: 1 };
    await town.push([{ ...late, meterId: "E-1", quantityMicro: 3_000_000, estimated: false }]);
    await town.pass(0);
    expect(await told(town)).toMatchObject({ owed: 0, moved: [-715, -40] });
    expect(await money(town, other)).toMatchObject({ arrearsUnits: 7_550_000 });
    await expectWhole(town);
  });

  it("comes back where that has closed meanwhile, and is given otherwise", async () => {
    const town = await begun(new Town(await open()), 6_000_000);
    await readAll(town);
    await close(town, { closingId: "out-2" }, other);
    await close(town, { moveTo: "1002" });
    await town.pass(0);
    expect(await told(town)).toMatchObject({ moved: [], payouts: [385], owed: 0 });
    await expectWhole(town);
  });

  it("comes back as debt that is owed here", async () => {
    const town = await begun(new Town(await open()), 0);
    await readAll(town);
    await close(town, { moveTo: "9999" });
    await town.pass(0);
    expect(await told(town)).toMatchObject({ moved: [], owed: 215 });
    await town.pass(HOUR_MS);
    expect(await told(town)).toMatchObject({ moved: [], owed: 215 });
    await expectWhole(town);
  });

  it("is taken once, however often it is told", async () => {
    const town = await begun(new Town(await open()), 0);
    const input = { moveId: "m1", fromAccountId: "1001", amountUnits: 5_000_000 };
    const at = { home: other, key: "k1" };
    const take = () => act(town, (sql) => takeLeft(sql, town.hub.clock.now(), at, input), other);
    expect(await take()).toEqual({ kind: "taken" });
    expect(await take()).toEqual({ kind: "seen" });
    expect(await money(town, other)).toMatchObject({ prepaidUnits: 5_000_000 });
  });
});

onEachPlacement("what a closed account still owes", (open) => {
  it("is taken at the counter up to what it is, and nothing beyond", async () => {
    const town = await begun(new Town(await open()), 0);
    await readAll(town);
    await close(town);
    expect(await told(town)).toMatchObject({ owed: 215 });
    expect(await payAtCounter(town, 216)).toBe("more_than_owed");
    expect(await payAtCounter(town, 100)).toBe("taken");
    expect(await payAtCounter(town, 116)).toBe("more_than_owed");
    expect(await payAtCounter(town, 115)).toBe("taken");
    expect(await payAtCounter(town, 1)).toBe("account_closed");
    expect(await told(town)).toMatchObject({ owed: 0, payouts: [], waiting: 0 });
    await expectWhole(town);
  });

  it("is reminded of as any bill is, and supply is not touched for it", async () => {
    const town = await begun(new Town(await open()), 0);
    await readAll(town);
    await close(town);
    const before = town.world.commanded.length;
    for (let day = 0; day < 60; day += 2) await town.pass(2 * DAY_MS);
    const texts = town.textsTo("+15550100001");
    // Once as it is reckoned, and as a bill that is overdue, late and last reminded of.
    expect(texts.filter((text) => /is closed\. \$2\.15 is owed/.test(text))).toHaveLength(4);
    expect(texts.filter((text) => /PAY/.test(text) && /was due/.test(text))).toEqual([]);
    expect(town.world.commanded).toHaveLength(before);
    expect(await told(town)).toMatchObject({ owed: 215 });
  });
});
