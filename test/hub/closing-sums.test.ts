/** Whatever happened to an account before it closed and after: what its customer paid in is used, given back, moved or owed, to the unit. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { moveDeposit } from "../../core/hub/move-deposit.ts";
import { oweDebt } from "../../core/hub/owe-debt.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { leftMoves } from "../../core/store/closings.ts";
import { payoutsOf } from "../../core/store/payouts.ts";
import { refundsBecause } from "../../core/store/refunds-asked.ts";
import { onEachPlacement } from "../placements.ts";
import { cabin, CENT, close, home, payAtCounter, told } from "../support/closing-town.ts";
import { expectWhole } from "../support/postpay-town.ts";
import { ana, START_MS, Town, usd } from "../town.ts";

const phone = "+15550100001";
const other = accountHome("1002");
const by = { channel: "counter", actor: "maria" };

interface History {
  readonly openingMinor: number;
  readonly cards: readonly number[];
  readonly cash: readonly number[];
  readonly depositMinor: number;
  readonly debtMinor: number;
  /** Of each of nine hours, in 5e-6 kWh, so that each costs whole ledger units. */
  readonly fives: readonly number[];
  /** Hours that are read before the closing, and of the others whether they come after it at all. */
  readonly readBefore: number;
  readonly isReadLate: boolean;
  readonly isMoved: boolean;
  readonly cardsAre: "good" | "refusing";
  readonly paidLaterMinor: number;
}

const histories: fc.Arbitrary<History> = fc.record({
  openingMinor: fc.integer({ min: -2_000, max: 5_000 }),
  cards: fc.array(fc.integer({ min: 500, max: 4_000 }), { maxLength: 2 }),
  cash: fc.array(fc.integer({ min: 1, max: 3_000 }), { maxLength: 2 }),
  depositMinor: fc.constantFrom(0, 1, 999, 2_500),
  debtMinor: fc.constantFrom(0, 1, 1_234, 6_000),
  fives: fc.array(fc.integer({ min: 0, max: 2_000_000 }), { minLength: 9, maxLength: 9 }),
  readBefore: fc.integer({ min: 0, max: 9 }),
  isReadLate: fc.boolean(),
  isMoved: fc.boolean(),
  cardsAre: fc.constantFrom("good", "refusing"),
  paidLaterMinor: fc.integer({ min: 1, max: 2_000 }),
});

const sumOf = (some: readonly number[]): number => some.reduce((sum, one) => sum + one, 0);

function readsOf(fives: readonly number[], fromHour: number) {
  return fives.map((five, hour) => ({
    meterId: "E-1",
    startMs: START_MS - (9 - fromHour - hour) * HOUR_MS,
    durationMs: HOUR_MS,
    quantityMicro: five * 5,
    revision: 0,
    estimated: false,
  }));
}

async function payByCard(town: Town, amountMinor: number): Promise<void> {
  await town.text(phone, `PAY ${(amountMinor / 100).toFixed(2)}`);
  const digit = /Reply (\d)/.exec(town.textsTo(phone).at(-1) ?? "")?.[1] ?? "";
  await town.text(phone, digit);
  const request = town.world.charged.at(-1);
  if (request !== undefined) await town.settleCharge(request, "succeeded");
}

async function live(town: Town, history: History): Promise<number> {
  await town.found(usd);
  await town.enrol({ ...ana, openingUnits: history.openingMinor * CENT }, cabin);
  await town.hub.store.transact(home, (sql) => {
    const now = town.hub.clock.now();
    const { debtMinor, depositMinor } = history;
    if (debtMinor > 0) oweDebt(sql, now, home, { ...by, debtId: "d", amountMinor: debtMinor });
    const moved = { ...by, drawer: "desk-1", moveId: "m", move: "taken" } as const;
    if (depositMinor > 0) moveDeposit(sql, now, home, { ...moved, amountMinor: depositMinor });
    return null;
  });
  for (const amountMinor of history.cash) await payAtCounter(town, amountMinor);
  const before = town.world.charged.length;
  for (const amountMinor of history.cards) {
    // As somebody who texts does, with a minute between.
    await town.pass(60_000);
    await payByCard(town, amountMinor);
  }
  const { readBefore, fives } = history;
  if (readBefore > 0) await town.push(readsOf(fives.slice(0, readBefore), 0));
  return sumOf(town.world.charged.slice(before).map(({ amountMinor }) => amountMinor));
}

/** What came out of it, in ledger units. */
function outOf(town: Town) {
  return town.hub.store.read(home, (sql) => {
    const { unappliedUnits, ...owed } = balancesAt(sql, home);
    const rounding = sql.get<{ units: number | null }>(
      "SELECT sum(posted_units) AS units FROM ledger_balance WHERE home = ?1 AND account = 'rounding'",
      [home],
    );
    const refunds = refundsBecause(sql, home, "account_closed").filter(
      ({ state }) => state === "made",
    );
    const given = [...refunds, ...payoutsOf(sql, home)].map(({ amountMinor }) => amountMinor);
    return {
      givenUnits: sumOf(given) * CENT,
      movedUnits: sumOf(leftMoves(sql, home).map(({ amountUnits }) => amountUnits)),
      creditUnits: unappliedUnits + owed.depositUnits + owed.prepaidUnits,
      owedUnits:
        owed.receivableUnits +
        owed.arrearsUnits +
        owed.returnedPaymentsUnits +
        owed.shortfallUnits +
        owed.emergencyUsedUnits,
      roundingUnits: rounding?.units ?? 0,
    };
  });
}

onEachPlacement("the sums of a closed account", (open) => {
  it("agree, whatever happened to it", async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const town = new Town(await open());
        if (history.cardsAre === "refusing") {
          town.world.refundOutcome = () => Promise.resolve({ kind: "refused", code: "no" });
        }
        const chargedMinor = await live(town, history);
        await close(town, { moveTo: history.isMoved ? "1002" : null });
        town.serviceMs += 3 * DAY_MS;
        town.wallMs += 3 * DAY_MS;
        for (let tick = 0; tick < 4; tick += 1) await town.pass(0);
        const { fives, readBefore, isReadLate } = history;
        const isLate = isReadLate && readBefore < 9;
        if (isLate) await town.push(readsOf(fives.slice(readBefore), readBefore));
        for (let tick = 0; tick < 4; tick += 1) await town.pass(0);
        const isPaid = (await payAtCounter(town, history.paidLaterMinor)) === "taken";
        const used = isLate ? fives : fives.slice(0, readBefore);
        const inUnits =
          CENT *
            (history.openingMinor +
              chargedMinor +
              sumOf(history.cash) +
              history.depositMinor -
              history.debtMinor +
              (isPaid ? history.paidLaterMinor : 0)) -
          // 20 cents a kWh are one unit for five millionths; and a day.
          (sumOf(used) + 35 * CENT);
        const out = await outOf(town);
        expect(out.givenUnits + out.movedUnits + out.creditUnits - out.owedUnits).toBe(
          inUnits + out.roundingUnits,
        );
        // Three reckonings at most, each to the nearest cent.
        expect(Math.abs(out.roundingUnits)).toBeLessThanOrEqual(3 * (CENT / 2));
        expect(out.creditUnits).toBe(0);
        expect(out.owedUnits === 0 || out.givenUnits === 0 || isLate).toBe(true);
        expect(history.isMoved ? out.owedUnits : 0).toBe(0);
        expect(await told(town)).toMatchObject({ state: "settled" });
        await expectWhole(town);
        const there = await town.hub.store.read(other, (sql) => balancesAt(sql, other));
        const thereUnits = there.prepaidUnits - there.arrearsUnits - there.shortfallUnits;
        expect(thereUnits).toBe(out.movedUnits);
      }),
      { numRuns: 15 },
    );
  });
});
