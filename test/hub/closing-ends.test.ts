/** What ends with an account, what becomes of its supply, and how its last bill comes by other tariffs and ways of billing. */
import { expect, it } from "vitest";
import { smallPlan } from "../support/small-plan.ts";
import { agreeAutopay } from "../../core/hub/agree-autopay.ts";
import { agreeDebtTerms } from "../../core/hub/agree-debt-terms.ts";
import { closingTold } from "../../core/hub/closing-told.ts";
import { holdQuote } from "../../core/hub/hold-quote.ts";
import { invokeEmergency } from "../../core/hub/invoke-emergency.ts";
import { oweDebt } from "../../core/hub/owe-debt.ts";
import { askSecondContact } from "../../core/hub/second-contact.ts";
import { supplyRecord } from "../../core/hub/switch-supply.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import type { TariffVersion } from "../../core/rating/tariff.ts";
import { isRefusal } from "../../core/refusal.ts";
import { servicesOf } from "../../core/store/accounts.ts";
import { takeBill } from "../../hosts/bills.ts";
import { onEachPlacement } from "../placements.ts";
import { ben, close, home, money, payAtCounter, told, useFrom } from "../support/closing-town.ts";
import { bill, expectWhole, own } from "../support/postpay-town.ts";
import { ana, START_MS, Town, usd } from "../town.ts";

const by = { channel: "counter", actor: "maria" };
const MOVED_IN_MS = START_MS - 9 * HOUR_MS;
const CENT = 10_000;

async function endedOf(town: Town) {
  const found = await town.hub.store.read<ReturnType<typeof closingTold>>(home, (sql) =>
    closingTold(sql, town.hub.clock.now(), home),
  );
  return isRefusal(found) ? found.code : found.ended;
}

function supply(town: Town) {
  return town.hub.store.read(home, (sql) => {
    const [service] = servicesOf(sql, home);
    const { state, wanted } = supplyRecord(sql, home, service?.id ?? "");
    return [state, wanted];
  });
}

onEachPlacement("what only an open account has", (open) => {
  it("ends with it, and each is said", async () => {
    const town = new Town(await open());
    const emergency = { variant: "A", limitUnits: 1_000 * CENT, offerAtUnits: 700 * CENT } as const;
    await town.found({ ...usd, emergency });
    await town.enrol(ana);
    await useFrom(town, { fromMs: MOVED_IN_MS, hours: 9 });
    const now = () => town.hub.clock.now();
    await town.hub.store.transact(home, (sql) => {
      invokeEmergency(sql, now(), home, { grantId: "g1", ...by });
      oweDebt(sql, now(), home, { ...by, debtId: "d", amountMinor: 5_000 });
      const asked = { kind: "time", weeklyMinor: 100 } as const;
      agreeDebtTerms(sql, now(), home, { ...by, termsId: "t1", asked });
      holdQuote(sql, now(), home, { ...by, quoteId: "q1", amountMinor: 2_000 });
      askSecondContact(sql, now(), home, { line: "+15550100077", ...by });
      agreeAutopay(sql, now(), home, {
        plan: {
          when: { kind: "threshold", belowUnits: 0 },
          pay: { kind: "fixed", amountMinor: 2_000 },
          dayCapMinor: 5_000,
          monthCapMinor: 20_000,
        },
        methodId: "m",
        methodToken: "tok",
        ...by,
      });
      return null;
    });
    await close(town);
    expect(await endedOf(town)).toMatchObject({
      autopay: true,
      secondContact: true,
      emergency: "g1",
      terms: "t1",
      quotes: 1,
      restoresWithdrawn: [],
      leftOff: [],
      pledges: [],
      payments: [],
    });
    const timers = await town.hub.store.read(home, (sql) =>
      sql.all<{ kind: string }>("SELECT kind FROM timer WHERE home = ?1", [home]),
    );
    expect(timers.filter(({ kind }) => !["review", "switch"].includes(kind))).toEqual([]);
    // The debt is owed whole, by no slices: 50.00 less the 3.85 that were there.
    expect(await told(town)).toMatchObject({ owed: 4_615 });
    for (let day = 0; day < 10; day += 1) await town.pass(DAY_MS);
    expect(town.world.charged).toEqual([]);
    expect(await told(town)).toMatchObject({ owed: 4_615 });
    await expectWhole(town);
  });

  it("is refused once it is closed", async () => {
    const town = new Town(await open());
    await town.found(usd);
    await town.enrol(ana);
    await close(town);
    const came = await town.hub.store.transact(home, (sql) => {
      const now = town.hub.clock.now();
      return [
        oweDebt(sql, now, home, { ...by, debtId: "d", amountMinor: 5_000 }),
        holdQuote(sql, now, home, { ...by, quoteId: "q1", amountMinor: 2_000 }),
        invokeEmergency(sql, now, home, { grantId: "g1", ...by }),
        askSecondContact(sql, now, home, { line: "+15550100077", ...by }),
      ].map((one) => ("code" in one ? one.code : one.kind));
    });
    // A quote is of what turns supply on, and a closed account is billed: it has none.
    expect(came).toEqual(["account_closed", "not_prepaid", "account_closed", "account_closed"]);
  });
});

onEachPlacement("the supply of a closed account", (open) => {
  it("that is off stays off, whatever is paid, and comes on for the next household", async () => {
    const town = new Town(await open());
    await town.found(usd);
    await town.enrol({ ...ana, openingUnits: 0 });
    // As a meter that opens answers whoever looks.
    town.world.switches.set("E-1", { kind: "open" });
    await useFrom(town, { fromMs: MOVED_IN_MS, hours: 9 });
    await town.pass(MINUTE_MS);
    await town.report("1001", "open");
    await town.pass(MINUTE_MS);
    expect(await supply(town)).toEqual(["off", "off"]);
    await close(town, { day: "2026-11-25" });
    await town.pass(6 * DAY_MS);
    await town.pass(0);
    expect(await endedOf(town)).toMatchObject({ leftOff: [expect.any(String)] });
    const before = town.world.commanded.length;
    expect(await payAtCounter(town, 285)).toBe("taken");
    expect(await told(town)).toMatchObject({ state: "settled", owed: 0 });
    await town.pass(DAY_MS);
    expect(await supply(town)).toEqual(["off", "off"]);
    expect(town.world.commanded).toHaveLength(before);
    town.world.switches.set("E-1", { kind: "open" });
    await town.enrol({ ...ben, openingUnits: 20_000_000 });
    for (let hours = 0; hours < 3; hours += 1) await town.pass(HOUR_MS);
    expect(town.world.commanded.at(-1)).toMatchObject({ meterId: "E-1", wanted: "on" });
  });

  it("that was to come back and had not been told to is left off", async () => {
    const town = new Town(await open());
    await town.found(usd);
    await town.enrol({ ...ana, openingUnits: 0 });
    // As a meter that opens answers whoever looks.
    town.world.switches.set("E-1", { kind: "open" });
    await useFrom(town, { fromMs: MOVED_IN_MS, hours: 9 });
    await town.pass(MINUTE_MS);
    await town.report("1001", "open");
    await town.pass(MINUTE_MS);
    // Wished and closed before anything is sent: the lane is not drained between.
    town.world.commandOutcome = () => Promise.reject(new Error("nothing may be sent"));
    const before = town.world.commanded.length;
    await town.hub.store.transact(home, (sql) => {
      const service = servicesOf(sql, home)[0]?.id ?? "";
      const row = sql.get<{ record: string }>("SELECT record FROM supply WHERE home = ?1", [home]);
      const record = { ...(JSON.parse(row?.record ?? "{}") as object), wanted: "on" };
      sql.run("UPDATE supply SET record = ?3 WHERE home = ?1 AND service_id = ?2", [
        home,
        service,
        JSON.stringify(record),
      ]);
      return null;
    });
    await close(town);
    expect(await endedOf(town)).toMatchObject({ restoresWithdrawn: [expect.any(String)] });
    expect(await supply(town)).toEqual(["off", "off"]);
    await town.pass(DAY_MS);
    expect(town.world.commanded).toHaveLength(before);
  });

  it("is told off by nothing that is owed", async () => {
    const town = new Town(await open());
    await town.found(usd);
    await town.enrol(ana);
    await close(town);
    await useFrom(town, { fromMs: MOVED_IN_MS, hours: 9, quantityMicro: 20_000_000 });
    for (let day = 0; day < 5; day += 1) await town.pass(DAY_MS);
    expect(await told(town)).toMatchObject({ owed: 3_035 });
    expect(town.world.commanded).toEqual([]);
    expect(await supply(town)).toEqual(["on", "on"]);
  });
});

const planned: TariffVersion = {
  tariffId: "planned",
  version: 1,
  commodity: "electricity",
  unit: "kWh",
  currency: "USD",
  priceScale: 9,
  pricePerUnit: 0,
  fixedPerDay: 0,
  effectiveFromMs: Date.UTC(2020, 0, 1),
  plan: {
    ...smallPlan,
    zone: "America/New_York",
    fixed: [{ amount: "6", per: "month" }],
    minimum: { amount: "30", per: "month" },
    percent: [{ name: "tax", rate: "0.1" }],
  },
};

onEachPlacement("the last bill", (open) => {
  it("has the fixed charge and the minimum of a published tariff for its days alone", async () => {
    const town = new Town(await open());
    await town.found(usd, [planned]);
    const services = ana.services.map((one) => ({ ...one, tariffId: "planned" }));
    await town.enrol({ ...ana, openingUnits: 0, services });
    await close(town, { day: "2026-11-27" });
    await town.pass(Date.parse("2026-11-28T05:00Z") - town.wallMs);
    await useFrom(town, { fromMs: MOVED_IN_MS, hours: 120, quantityMicro: 0 });
    await town.pass(0);
    // Five of thirty days: a minimum of 5.00, fixed in it, and a tenth of tax.
    expect(await told(town)).toMatchObject({ state: "settled", billed: 550, owed: 550 });
    // A late revision is above the minimum: ten kWh at the dear hour, a dollar of fixed, and tax.
    const late = { startMs: Date.parse("2026-11-24T18:00Z"), durationMs: HOUR_MS, revision: 1 };
    await town.push([{ ...late, meterId: "E-1", quantityMicro: 20_000_000, estimated: false }]);
    await town.pass(0);
    expect(await told(town)).toMatchObject({ owed: 770 });
    for (let day = 0; day < 8; day += 1) await town.pass(DAY_MS);
    expect(await told(town)).toMatchObject({ billed: 770, owed: 770 });
    await expectWhole(town);
  });

  it("of a customer who was billed comes beside those that are open, and credit pays all", async () => {
    const town = new Town(await open());
    await town.found({ ...usd, billing: own });
    await town.enrol({ ...ana, mode: "postpay", openingUnits: 0 });
    await useFrom(town, { fromMs: MOVED_IN_MS, hours: 9 });
    await payAtCounter(town, 500);
    await close(town);
    expect(await told(town)).toMatchObject({ billed: 215, owed: 0, payouts: [285] });
    await expectWhole(town);
  });

  it("of another system is waited for, and then what is left is reckoned", async () => {
    const town = new Town(await open());
    await town.found({ ...usd, billing: { ...own, bills: "imported" } });
    await town.enrol({ ...ana, mode: "postpay", openingUnits: 0 });
    await payAtCounter(town, 5_000);
    await close(town, { day: "2026-11-25" });
    await town.pass(10 * DAY_MS);
    expect(await told(town)).toMatchObject({ state: "closed", waiting: 5_000 });
    const last = { ...bill, issuedDay: "2026-12-02", dueDay: "2026-12-20" };
    expect(await takeBill(town.hub, last)).toEqual({ kind: "billed" });
    await town.pass(0);
    expect(await told(town)).toMatchObject({ state: "settled", owed: 0, payouts: [1_000] });
    await expectWhole(town);
  });

  it("of another system is given up after some weeks, and still taken", async () => {
    const town = new Town(await open());
    await town.found({ ...usd, billing: { ...own, bills: "imported" } });
    await town.enrol({ ...ana, mode: "postpay", openingUnits: 0 });
    await town.pass(HOUR_MS);
    await close(town);
    town.serviceMs += 45 * DAY_MS;
    await town.pass(0);
    expect(await told(town)).toMatchObject({ state: "settled", owed: 0 });
    await takeBill(town.hub, { ...bill, issuedDay: "2027-01-10", dueDay: "2027-01-20" });
    expect(await told(town)).toMatchObject({ owed: 4_000 });
    expect(await money(town)).toMatchObject({ receivableUnits: 4_000 * CENT });
  });

  it("of use that was prepaid is charged here, though another system bills the others", async () => {
    const town = new Town(await open());
    await town.found({ ...usd, billing: { ...own, bills: "imported" } });
    await town.enrol({ ...ana, openingUnits: 0 });
    await close(town);
    await useFrom(town, { fromMs: MOVED_IN_MS, hours: 9 });
    await town.pass(0);
    expect(await told(town)).toMatchObject({ billed: 215, owed: 215 });
    expect(await takeBill(town.hub, bill)).toMatchObject({ code: "account_closed" });
    expect(await told(town, accountHome("9999"))).toBe("no_such_account");
  });
});
