/** Money that is not the customer's to spend freely: an agency's pledge, credited before it is paid, and a deposit that is held. */
import { expect, it } from "vitest";
import { endPledge, type EndPledge } from "../../core/hub/end-pledge.ts";
import { makePledge, type MakePledge } from "../../core/hub/make-pledge.ts";
import { moveDeposit, type MoveDeposit } from "../../core/hub/move-deposit.ts";
import { oweDebt } from "../../core/hub/owe-debt.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { pledgeOf } from "../../core/store/pledges.ts";
import { onEachPlacement, type OpenedStore } from "../placements.ts";
import { ana, Town } from "../town.ts";

const home = accountHome("1001");
const CENT = 10_000;
const by = { channel: "counter", actor: "test" };

/** A household that is off, some way below nothing, and owes fifty dollars of old. */
async function darkened(opened: OpenedStore): Promise<Town> {
  const town = new Town(opened);
  await town.found();
  await town.enrol(ana);
  await town.hub.store.transact(home, (sql) => {
    oweDebt(sql, town.hub.clock.now(), home, { ...by, debtId: "d", amountMinor: 5_000 });
  });
  await town.pass(HOUR_MS);
  await town.use("E-1", 35_000_000);
  await town.report("1001");
  return town;
}

async function pledge(town: Town, change: Partial<MakePledge> = {}) {
  const input = { pledgeId: "p1", agency: "county-heat", amountMinor: 4_000, days: 30, ...by };
  const code = await town.hub.store.transact(home, (sql) => {
    const made = makePledge(sql, town.hub.clock.now(), home, { ...input, ...change });
    return isRefusal(made) ? made.code : made.kind;
  });
  town.hub.wake();
  await town.settle();
  return code;
}

function end(town: Town, outcome: EndPledge["outcome"], pledgeId = "p1") {
  return town.hub.store.transact(home, (sql) => {
    const ended = endPledge(sql, town.hub.clock.now(), home, { ...by, pledgeId, outcome });
    return isRefusal(ended) ? ended.code : ended.kind;
  });
}

function move(town: Town, moved: MoveDeposit["move"], amountMinor: number, moveId = "m1") {
  return town.hub.store.transact(home, (sql) => {
    const input = { ...by, drawer: "desk-1", moveId, move: moved, amountMinor };
    const done = moveDeposit(sql, town.hub.clock.now(), home, input);
    return isRefusal(done) ? done.code : done.depositUnits / CENT;
  });
}

/** In cents, and whole. */
async function standing(town: Town) {
  return town.hub.store.read(home, (sql) => {
    expect([...verifyLedger(sql).problems, ...verifyMoney(sql)]).toEqual([]);
    const { arrearsUnits, balanceUnits, depositUnits } = balancesAt(sql, home);
    const row = sql.get<{ units: number }>(
      "SELECT coalesce(sum(posted_units), 0) AS units FROM ledger_balance WHERE account GLOB 'pledged.*'",
    );
    return {
      balance: balanceUnits / CENT,
      debt: arrearsUnits / CENT,
      deposit: depositUnits / CENT,
      pledged: (row?.units ?? 0) / CENT,
      state: pledgeOf(sql, home, "p1")?.state,
    };
  });
}

onEachPlacement("a pledge", (open) => {
  it("turns supply on before it is paid, and gives nothing to old debt", async () => {
    const town = await darkened(await open());
    const before = await standing(town);
    expect(await pledge(town)).toBe("pledged");
    expect(town.world.commanded.at(-1)?.wanted).toBe("on");
    expect(await standing(town)).toMatchObject({
      balance: before.balance + 4_000,
      debt: 5_000,
      pledged: 4_000,
    });
    expect(await end(town, "paid")).toBe("ended");
    expect(await standing(town)).toMatchObject({ pledged: 0, state: "paid" });
    // Paid, it does not expire.
    await town.pass(31 * DAY_MS);
    expect(await standing(town)).toMatchObject({ state: "paid" });
    expect(await end(town, "taken_back")).toBe("pledge_over");
  });

  it("that nobody pays in time is owed again by itself", async () => {
    const town = await darkened(await open());
    const before = await standing(town);
    await pledge(town, { days: 2 });
    await town.report("1001");
    await town.pass(2 * DAY_MS);
    expect(await standing(town)).toMatchObject({
      balance: before.balance,
      pledged: 0,
      state: "expired",
    });
    expect(await end(town, "paid")).toBe("pledge_over");
  });

  it("counts once under 64 who tell of it, and is taken back once", async () => {
    const town = await darkened(await open());
    const before = await standing(town);
    const made = await Promise.all(Array.from({ length: 64 }, () => pledge(town)));
    expect(made.toSorted().slice(0, 2)).toEqual(["pledged", "repeated"]);
    expect(new Set(made.slice().toSorted().slice(1))).toEqual(new Set(["repeated"]));
    const ended = await Promise.all(Array.from({ length: 64 }, () => end(town, "taken_back")));
    expect(ended.filter((one) => one === "ended")).toHaveLength(1);
    expect(await standing(town)).toMatchObject({ balance: before.balance, state: "taken_back" });
  });

  it("is refused by the first thing that is against it", async () => {
    const town = new Town(await open());
    await town.found();
    await town.enrol(ana);
    expect(await pledge(town, { agency: "county heat" })).toBe("bad_agency");
    expect(await pledge(town, { amountMinor: 0 })).toBe("bad_amount");
    expect(await pledge(town, { amountMinor: 50_001 })).toBe("bad_amount");
    expect(await pledge(town, { days: 0 })).toBe("bad_days");
    expect(await end(town, "paid")).toBe("no_such_pledge");
    expect(await pledge(town)).toBe("pledged");
    expect(await pledge(town, { amountMinor: 3_999 })).toBe("id_reused");
  });
});

onEachPlacement("a deposit", (open) => {
  it("is held apart, applied as a payment is split, and given back", async () => {
    const town = await darkened(await open());
    const before = await standing(town);
    expect(await move(town, "taken", 4_000)).toBe(4_000);
    expect(await move(town, "taken", 4_000)).toBe(4_000);
    expect(await move(town, "taken", 3_999)).toBe("id_reused");
    expect(await standing(town)).toMatchObject({ balance: before.balance, deposit: 4_000 });
    expect(await move(town, "returned", 4_001)).toBe("deposit_too_small");
    expect(await move(town, "applied", 0)).toBe("bad_amount");
    // A tenth of it goes to old debt, as of any payment.
    expect(await move(town, "applied", 3_000)).toBe(1_000);
    expect(await standing(town)).toMatchObject({
      balance: before.balance + 2_700,
      debt: 4_700,
    });
    expect(await move(town, "returned", 1_000)).toBe(0);
    expect(await standing(town)).toMatchObject({ deposit: 0 });
  });
});
