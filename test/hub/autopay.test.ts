/** A customer's standing word to pay, as the hub keeps it: when it charges, what it never passes, and when it rests. */
import { expect, it } from "vitest";
import { balancesAt } from "../../core/hub/post.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { endAutopay } from "../../core/hub/agree-autopay.ts";
import { must } from "../../core/assert.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import type { AutopayPlan } from "../../core/payment/autopay.ts";
import { isRefusal } from "../../core/refusal.ts";
import { autopayOf } from "../../core/store/autopay.ts";
import { agreeAutopayHere } from "../../hosts/autopay.ts";
import { onEachPlacement, type OpenedStore } from "../placements.ts";
import { ana, Town } from "../town.ts";

const home = accountHome("1001");
const phone = "+15550100001";
const by = { channel: "counter", actor: "test" };
const low: AutopayPlan = {
  when: { kind: "threshold", belowUnits: 5_000_000 },
  pay: { kind: "fixed", amountMinor: 2_000 },
  dayCapMinor: 4_000,
  monthCapMinor: 100_000,
};

async function agreed(opened: OpenedStore, plan: AutopayPlan): Promise<Town> {
  const town = new Town(opened);
  await town.found();
  await town.enrol(ana);
  const kept = await agreeAutopayHere(town.hub, "1001", { ...by, methodId: null, plan });
  expect(isRefusal(kept) ? kept.code : kept.kind).toBe("agreed");
  return town;
}

/** A charge whose outcome nobody told is asked again under its key: it is one charge. */
function chargesOf(town: Town): number {
  return new Set(town.world.charged.map(({ key }) => key)).size;
}

async function use(town: Town, dollars: number): Promise<void> {
  await town.pass(HOUR_MS);
  await town.use("E-1", dollars * 5_000_000);
  await town.pass(1_000);
}

async function settleNewest(town: Town, outcome: "succeeded" | "declined"): Promise<void> {
  await town.settleCharge(must(town.world.charged.at(-1), "a charge was sent"), outcome);
  await town.pass(1_000);
}

function balance(town: Town): Promise<number> {
  return town.hub.store.read(home, (sql) => {
    expect([...verifyLedger(sql).problems, ...verifyMoney(sql)]).toEqual([]);
    return balancesAt(sql, home).balanceUnits / 10_000;
  });
}

onEachPlacement("autopay", (open) => {
  it("charges once when low, waits for what is on its way, and stays inside its day", async () => {
    const town = await agreed(await open(), low);
    await use(town, 3);
    expect(chargesOf(town)).toBe(1);
    // Still low and used on: one charge is on its way, and no other is sent beside it.
    await use(town, 1);
    expect(chargesOf(town)).toBe(1);
    await settleNewest(town, "succeeded");
    expect(await balance(town)).toBe(600 - 435 + 2_000);
    expect(town.promptsTo(phone)).toContainEqual(
      expect.objectContaining({ key: "receipt", amountMinor: 2_000 }),
    );
    await use(town, 18);
    await settleNewest(town, "succeeded");
    expect(chargesOf(town)).toBe(2);
    // The day's forty dollars are charged: the third must wait for tomorrow.
    await use(town, 20);
    expect(chargesOf(town)).toBe(2);
    await town.pass(DAY_MS);
    await use(town, 1);
    expect(chargesOf(town)).toBe(3);
  });

  it("rests after two charges that failed, and begins anew when it is agreed to again", async () => {
    const town = await agreed(await open(), low);
    await use(town, 3);
    await settleNewest(town, "declined");
    await settleNewest(town, "declined");
    expect(chargesOf(town)).toBe(2);
    await use(town, 1);
    expect(chargesOf(town)).toBe(2);
    const row = await town.hub.store.read(home, (sql) => autopayOf(sql, home));
    expect(row).toMatchObject({ failures: 2, pausedAtMs: expect.any(Number) as number });
    const declined = town.promptsTo(phone).filter(({ key }) => key === "pay_declined");
    expect(declined).toHaveLength(2);
    await agreeAutopayHere(town.hub, "1001", { ...by, methodId: null, plan: low });
    await town.pass(1_000);
    expect(chargesOf(town)).toBe(3);
  });

  it("by interval brings the balance to its target, and no more once it is ended", async () => {
    const plan: AutopayPlan = {
      ...low,
      when: { kind: "interval", everyDays: 7 },
      pay: { kind: "target", toUnits: 20_000_000 },
    };
    const town = await agreed(await open(), plan);
    await use(town, 1);
    expect(town.world.charged).toEqual([]);
    await town.pass(7 * DAY_MS);
    expect(town.world.charged.at(-1)).toMatchObject({ amountMinor: 1_535 });
    await settleNewest(town, "succeeded");
    expect(await balance(town)).toBe(2_000);
    await town.hub.store.transact(home, (sql) => {
      endAutopay(sql, town.hub.clock.now(), home, by);
    });
    await town.pass(8 * DAY_MS);
    expect(chargesOf(town)).toBe(1);
  });

  it("is refused without a method, and as its plan is", async () => {
    const town = new Town(await open());
    await town.found();
    await town.enrol({ ...ana, methods: [] });
    const none = await agreeAutopayHere(town.hub, "1001", { ...by, methodId: null, plan: low });
    expect(none).toMatchObject({ code: "no_such_method" });
    await town.enrol({ ...ana, name: "Ana Maria Lopez" });
    const plan = { ...low, dayCapMinor: 1 };
    const bad = await agreeAutopayHere(town.hub, "1001", { ...by, methodId: null, plan });
    expect(bad).toMatchObject({ code: "bad_caps" });
  });
});
