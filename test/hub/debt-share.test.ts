/** Old debt by a share of each payment, as the hub takes it: its cap a period, its guarantee of days, and what is told before. */
import { expect, it } from "vitest";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { balancesAt, postAll } from "../../core/hub/post.ts";
import type { UtilitySettings } from "../../core/hub/settings.ts";
import { takeCash } from "../../core/hub/take-cash.ts";
import { must } from "../../core/assert.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { currencyOf } from "../../core/money.ts";
import { defaultAllocation } from "../../core/payment/allocate.ts";
import { isRefusal } from "../../core/refusal.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const home = accountHome("1001");
const currency = must(currencyOf("USD"), "USD");
const CENT = 10_000;

/** A utility whose one account owes 100.00 of old, and has 6.00. */
async function indebted(
  town: Town,
  allocation: Partial<UtilitySettings["allocation"]>,
): Promise<void> {
  await town.found({ ...usd, allocation: { ...defaultAllocation, ...allocation } });
  await town.enrol(ana);
  await town.hub.store.transact(home, (sql) => {
    const header = {
      id: "moved-in-debt",
      cause: "test",
      corrects: null,
      actor: "test",
      channel: "counter",
      effectiveAtMs: town.serviceMs,
      month: "2026-11",
    };
    const entries = [
      { account: "arrears", amountUnits: 10_000 * CENT },
      { account: "write_off", amountUnits: -10_000 * CENT },
    ];
    const posted = postAll(sql, town.hub.clock.now(), { home, currency }, [
      { ...header, kind: "posted", code: "debt_moved", pendingId: null, entries },
    ]);
    expect(posted.kind).toBe("posted");
  });
}

let payments = 0;

/** Pays cash, and says how many cents of it went to old debt. */
async function debtTakenOf(town: Town, amountMinor: number): Promise<number> {
  payments += 1;
  const paymentId = `desk-${String(payments)}`;
  return town.hub.store.transact(home, (sql) => {
    const before = balancesAt(sql, home).arrearsUnits;
    const cash = { amountMinor, currency: "USD", drawer: "desk-1", clerk: "maria" };
    const taken = takeCash(sql, town.hub.clock.now(), home, { ...cash, paymentId });
    expect(isRefusal(taken)).toBe(false);
    return (before - balancesAt(sql, home).arrearsUnits) / CENT;
  });
}

onEachPlacement("the debt share", (open) => {
  it("stops at its cap, and begins anew on the utility's Monday", async () => {
    const town = new Town(await open("u"));
    await indebted(town, { debtCapUnits: 500 * CENT });
    const taken: number[] = [];
    for (let day = 0; day < 7; day += 1) {
      taken.push(await debtTakenOf(town, 1_000));
      await town.pass(DAY_MS);
    }
    expect(taken).toEqual([100, 100, 100, 100, 100, 0, 0]);
    expect(await debtTakenOf(town, 7_000)).toBe(500);
    expect(await debtTakenOf(town, 1_000)).toBe(0);
  });

  it("counts against a new kind of period from nothing", async () => {
    const town = new Town(await open("u"));
    await indebted(town, { debtCapUnits: 500 * CENT });
    expect(await debtTakenOf(town, 9_000)).toBe(500);
    const allocation = {
      ...defaultAllocation,
      debtCapUnits: 300 * CENT,
      debtPeriod: "day" as const,
    };
    await town.found({ ...usd, allocation }, []);
    await town.settle();
    expect(await debtTakenOf(town, 9_000)).toBe(300);
    expect(await debtTakenOf(town, 9_000)).toBe(0);
  });

  it("shrinks so that a payment buys the days guaranteed, at what a day costs here", async () => {
    const town = new Town(await open("u"));
    await indebted(town, { debtBasisPoints: 5_000, daysGuaranteed: 5 });
    // Nobody knows yet what a day costs: the whole share.
    expect(await debtTakenOf(town, 1_000)).toBe(500);
    // 5 kWh at 0.20 and 0.35 a day: 1.35.
    for (let hour = 0; hour < 5 * 24; hour += 1) {
      await town.pass(HOUR_MS);
      await town.use("E-1", hour % 24 === 12 ? 5_000_000 : 0);
    }
    const facts = await town.hub.store.read(home, (sql) =>
      accountFacts(sql, town.hub.clock.now(), "1001", []),
    );
    expect(facts?.balanceUnits).toBeGreaterThan(0);
    expect(await debtTakenOf(town, 600)).toBe(0);
    expect(await debtTakenOf(town, 675)).toBe(0);
    expect(await debtTakenOf(town, 900)).toBe(225);
    expect(await debtTakenOf(town, 2_000)).toBe(1_000);
  });
});
