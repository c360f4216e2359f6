/** Old debt by time and by plan, as the hub collects it: of credit, of payments, and what becomes of a plan that is not kept. */
import { expect, it } from "vitest";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { agreeDebtTerms, type TermsAsked } from "../../core/hub/agree-debt-terms.ts";
import { oweDebt } from "../../core/hub/owe-debt.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { takeCash } from "../../core/hub/take-cash.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { must } from "../../core/assert.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { termsOf } from "../../core/store/debt-terms.ts";
import { onEachPlacement, type OpenedStore } from "../placements.ts";
import { ana, Town } from "../town.ts";

const home = accountHome("1001");
const phone = "+15550100001";
const CENT = 10_000;
const by = { channel: "counter", actor: "test" };

/** A household with six dollars that owes a hundred of old. */
async function indebted(opened: OpenedStore): Promise<Town> {
  const town = new Town(opened);
  await town.found();
  await town.enrol(ana);
  expect(await owe(town, "moved-in", 10_000)).toBe("owed");
  return town;
}

function owe(town: Town, debtId: string, amountMinor: number) {
  return town.hub.store.transact(home, (sql) => {
    const owed = oweDebt(sql, town.hub.clock.now(), home, { ...by, debtId, amountMinor });
    return isRefusal(owed) ? owed.code : owed.kind;
  });
}

function agree(town: Town, asked: TermsAsked, termsId = "t1") {
  return town.hub.store.transact(home, (sql) => {
    const agreed = agreeDebtTerms(sql, town.hub.clock.now(), home, { ...by, termsId, asked });
    return isRefusal(agreed) ? agreed.code : agreed.kind;
  });
}

let payments = 0;

/** Pays cash, and says in cents what of it went to old debt. */
async function pay(town: Town, amountMinor: number): Promise<number> {
  payments += 1;
  const cash = { currency: "USD", drawer: "desk-1", clerk: "maria" };
  const paymentId = `desk-${String(payments)}`;
  return town.hub.store.transact(home, (sql) => {
    const before = balancesAt(sql, home).arrearsUnits;
    takeCash(sql, town.hub.clock.now(), home, { ...cash, paymentId, amountMinor });
    return (before - balancesAt(sql, home).arrearsUnits) / CENT;
  });
}

/** In cents, and whole. */
async function standing(town: Town) {
  return town.hub.store.read(home, (sql) => {
    expect([...verifyLedger(sql).problems, ...verifyMoney(sql)]).toEqual([]);
    const { arrearsUnits, prepaidUnits, shortfallUnits } = balancesAt(sql, home);
    const facts = must(accountFacts(sql, town.hub.clock.now(), "1001", []), "facts");
    return {
      debt: arrearsUnits / CENT,
      prepaid: prepaidUnits / CENT,
      short: shortfallUnits / CENT,
      whole: facts.split.dues.accumulatedUnits / CENT,
      terms: termsOf(sql, home, "t1")?.state,
    };
  });
}

onEachPlacement("old debt", (open) => {
  it("by time is taken of credit in exact slices, and whole of a payment where there was none", async () => {
    const town = await indebted(await open());
    expect(await agree(town, { kind: "time", weeklyMinor: 700 })).toBe("agreed");
    // Two slices of a hundredth of seven dollars.
    await town.pass(4 * HOUR_MS);
    expect(await standing(town)).toMatchObject({ debt: 9_986, prepaid: 586, whole: 0 });
    // A day at once comes to the same as its slices; no share of a payment is taken as well.
    await town.pass(DAY_MS);
    expect(await standing(town)).toMatchObject({ debt: 9_888, prepaid: 488 });
    expect(await pay(town, 1_000)).toBe(0);
    await town.pass(17 * DAY_MS);
    // 17.86 was due in all; the last of the credit went to it, and nothing is ever owed by it beside.
    expect(await standing(town)).toMatchObject({ debt: 8_400, prepaid: 0, short: 0 });
    const { whole } = await standing(town);
    expect(whole).toBeGreaterThan(0);
    expect(await pay(town, 1_000)).toBe(whole);
    expect(await standing(town)).toMatchObject({ whole: 0, terms: "open" });
  });

  it("by plan takes each part whole of what is paid, and no more", async () => {
    const town = await indebted(await open());
    const plan = { kind: "plan", downMinor: 2_500, downDays: 3, count: 3, everyDays: 7 } as const;
    expect(await agree(town, plan)).toBe("agreed");
    expect(await agree(town, plan)).toBe("repeated");
    expect(await pay(town, 4_000)).toBe(2_500);
    expect(await pay(town, 1_000)).toBe(0);
    await town.pass(4 * DAY_MS);
    expect(await standing(town)).toMatchObject({ debt: 7_500, whole: 2_500, terms: "open" });
    for (let week = 0; week < 3; week += 1) {
      expect(await pay(town, 3_000)).toBe(2_500);
      await town.pass(7 * DAY_MS);
    }
    expect(await standing(town)).toMatchObject({ debt: 0, whole: 0, terms: "kept" });
    expect(town.promptsTo(phone).some(({ key }) => key === "notice_plan_broken")).toBe(false);
  });

  it("by a plan that is not kept goes back to a share of payments, and the customer is told once", async () => {
    const town = await indebted(await open());
    const plan = { kind: "plan", downMinor: 2_500, downDays: 3, count: 3, everyDays: 7 } as const;
    await agree(town, plan);
    expect(await pay(town, 1_000)).toBe(1_000);
    await town.pass(4 * DAY_MS);
    await town.pass(7 * DAY_MS);
    expect(await standing(town)).toMatchObject({ debt: 9_000, whole: 0, terms: "broken" });
    const told = town.promptsTo(phone).filter(({ key }) => key === "notice_plan_broken");
    expect(told).toEqual([expect.objectContaining({ amountMinor: 1_500, label: "Oak St 12" })]);
    expect(await pay(town, 1_000)).toBe(100);
  });

  it("is refused terms that it can't have, and an id that says something else", async () => {
    const town = await indebted(await open());
    const plan = { kind: "plan", downMinor: 0, downDays: 0, count: 2, everyDays: 7 } as const;
    expect(await agree(town, { kind: "time", weeklyMinor: 0 })).toBe("bad_amount");
    expect(await agree(town, { kind: "time", weeklyMinor: 10_001 })).toBe("bad_amount");
    expect(await agree(town, { ...plan, downMinor: 10_001 })).toBe("down_too_much");
    expect(await agree(town, { ...plan, count: 0 })).toBe("plan_out_of_bounds");
    expect(await owe(town, "moved-in", 10_000)).toBe("repeated");
    expect(await owe(town, "moved-in", 9_999)).toBe("id_reused");
    expect(await owe(town, "nothing", 0)).toBe("bad_amount");
    // New terms take the place of the old.
    expect(await agree(town, plan)).toBe("agreed");
    expect(await agree(town, { kind: "time", weeklyMinor: 100 }, "t2")).toBe("agreed");
    expect(await standing(town)).toMatchObject({ terms: "replaced" });
  });
});
