/** Emergency credit, from offered to repaid, in both variants: what turns off and on, and that there is one grant a spell. */
import { expect, it } from "vitest";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { invokeEmergency } from "../../core/hub/invoke-emergency.ts";
import { offerAt } from "../../core/hub/offer.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { takeCash } from "../../core/hub/take-cash.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { must } from "../../core/assert.ts";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import type { EmergencyVariant } from "../../core/payment/emergency.ts";
import { isRefusal } from "../../core/refusal.ts";
import { grantOf } from "../../core/store/emergency.ts";
import { journalOf } from "../../core/store/journal.ts";
import { onEachPlacement, type OpenedStore } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const home = accountHome("1001");
const phone = "+15550100001";
const CENT = 10_000;

/** A household with six dollars, at a utility that lends ten at two dollars and below. */
async function lentTo(opened: OpenedStore, variant: EmergencyVariant): Promise<Town> {
  const town = new Town(opened);
  const emergency = { variant, limitUnits: 1_000 * CENT, offerAtUnits: 200 * CENT };
  await town.found({ ...usd, emergency });
  await town.enrol(ana);
  return town;
}

/** Uses power for this many dollars in the next hour; the day's own 35 cents come on top, once. */
async function use(town: Town, dollars: number): Promise<void> {
  await town.pass(HOUR_MS);
  await town.use("E-1", dollars * 5_000_000);
}

function invoke(town: Town, grantId = "g1") {
  return town.hub.store.transact(home, (sql) => {
    const input = { grantId, channel: "counter", actor: "test" };
    const invoked = invokeEmergency(sql, town.hub.clock.now(), home, input);
    return isRefusal(invoked) ? invoked.code : invoked.kind;
  });
}

let payments = 0;

async function pay(town: Town, amountMinor: number): Promise<void> {
  payments += 1;
  const cash = { currency: "USD", drawer: "desk-1", clerk: "maria" };
  const paymentId = `desk-${String(payments)}`;
  await town.hub.store.transact(home, (sql) => {
    takeCash(sql, town.hub.clock.now(), home, { ...cash, paymentId, amountMinor });
  });
  town.hub.wake();
  await town.settle();
}

/** In cents, and whole: the books agree with everything beside them. */
async function standing(town: Town) {
  return town.hub.store.read(home, (sql) => {
    expect([...verifyLedger(sql).problems, ...verifyMoney(sql)]).toEqual([]);
    const { balanceUnits, emergencyUsedUnits, shortfallUnits, prepaidUnits } = balancesAt(
      sql,
      home,
    );
    expect(prepaidUnits).toBeGreaterThanOrEqual(0);
    const facts = must(accountFacts(sql, town.hub.clock.now(), "1001", []), "facts");
    return {
      balance: balanceUnits / CENT,
      used: emergencyUsedUnits / CENT,
      short: shortfallUnits / CENT,
      wanted: town.world.commanded.at(-1)?.wanted ?? "on",
      offered: facts.emergencyOfferUnits !== null,
    };
  });
}

onEachPlacement("emergency credit", (open) => {
  it("is offered when low, used when agreed to, repaid last in variant B, and offered again only after that", async () => {
    const town = await lentTo(await open(), "B");
    expect(await invoke(town)).toBe("not_low");
    await use(town, 5);
    expect(await standing(town)).toMatchObject({ balance: 65, offered: true });
    expect(town.promptsTo(phone)).toContainEqual(
      expect.objectContaining({ key: "notice_emergency_offer", amountUnits: 1_000 * CENT }),
    );
    expect(await invoke(town)).toBe("invoked");
    await use(town, 4);
    expect(await standing(town)).toMatchObject({ balance: -335, used: 335, wanted: "on" });
    // Paid back in part: no more to draw, and nothing more to lose.
    await pay(town, 200);
    expect(await standing(town)).toMatchObject({ used: 135, short: 0, offered: false });
    await use(town, 8);
    // Of the ten, 3.35 and now 6.65 are drawn; the rest is short, and turns off.
    expect(await standing(town)).toEqual({
      balance: -935,
      used: 800,
      short: 135,
      wanted: "off",
      offered: false,
    });
    expect(await invoke(town, "g2")).toBe("already_invoked");
    await town.report("1001");
    const offer = await town.hub.store.read(home, (sql) =>
      offerAt(sql, town.hub.clock.now(), home, null),
    );
    expect(offer).toMatchObject({ amountMinor: 135, reaches: true });
    await pay(town, 335);
    expect(await standing(town)).toMatchObject({ used: 600, short: 0, wanted: "on" });
    await town.report("1001");
    await pay(town, 700);
    expect(await standing(town)).toMatchObject({ balance: 100, used: 0, offered: false });
    expect(await invoke(town, "g2")).toBe("already_invoked");
    await pay(town, 150);
    await use(town, 1);
    expect(await standing(town)).toMatchObject({ balance: 150, offered: true });
    expect(await invoke(town, "g2")).toBe("invoked");
  });

  it("turns an off household on, and bears its shortfall first", async () => {
    const town = await lentTo(await open(), "B");
    await use(town, 8);
    expect(await standing(town)).toMatchObject({ short: 235, wanted: "off", offered: true });
    await town.report("1001");
    expect(await invoke(town)).toBe("invoked");
    await town.settle();
    expect(await standing(town)).toMatchObject({
      balance: -235,
      used: 235,
      short: 0,
      wanted: "on",
    });
  });

  it("is taken back where it was not taken up, and told anew the next time", async () => {
    const town = await lentTo(await open(), "B");
    await use(town, 5);
    await pay(town, 500);
    await use(town, 4);
    const told = town.promptsTo(phone).filter(({ key }) => key === "notice_emergency_offer");
    expect(told).toHaveLength(2);
    const kinds = await town.hub.store.read(home, (sql) =>
      journalOf(sql, home, 0, 1_000).flatMap(({ facts }) => {
        const { emergency } = JSON.parse(facts) as { emergency?: { kind: string } };
        return emergency === undefined ? [] : [emergency.kind];
      }),
    );
    expect(kinds).toEqual(["offered", "withdrawn", "offered"]);
  });

  it("in variant A leaves the power off until all of it is repaid", async () => {
    const town = await lentTo(await open(), "A");
    await use(town, 5);
    expect(await invoke(town)).toBe("invoked");
    await use(town, 4);
    // Too small a payment only lowers the debt; the grant goes on.
    await pay(town, 100);
    expect(await standing(town)).toMatchObject({ used: 235, wanted: "on" });
    await use(town, 7);
    expect(await standing(town)).toMatchObject({ used: 900, short: 35, wanted: "off" });
    await town.report("1001");
    const facts = await town.hub.store.read(home, (sql) =>
      accountFacts(sql, town.hub.clock.now(), "1001", []),
    );
    expect(facts?.restoreMinor).toBe(935);
    await pay(town, 934);
    expect(await standing(town)).toMatchObject({ balance: -1, wanted: "off", offered: false });
    await pay(town, 100);
    expect(await standing(town)).toMatchObject({ balance: 99, wanted: "on", offered: false });
    await pay(town, 200);
    await use(town, 2);
    expect(await standing(town)).toMatchObject({ balance: 99, offered: true });
  });

  it("in variant A is not offered before a shortfall is paid", async () => {
    const town = await lentTo(await open(), "A");
    await use(town, 8);
    expect(await invoke(town)).toBe("debt_to_clear");
  });

  it("is given once under 64 askers at the same moment", async () => {
    const town = await lentTo(await open(), "B");
    await use(town, 5);
    const ids = Array.from({ length: 64 }, (_, at) => `g${String(at % 32)}`);
    const came = await Promise.all(ids.map((grantId) => invoke(town, grantId)));
    const counted = { invoked: 0, repeated: 0, already_invoked: 0 };
    for (const one of came) counted[one as keyof typeof counted] += 1;
    expect(counted).toEqual({ invoked: 1, repeated: 1, already_invoked: 62 });
    const grants = await town.hub.store.read(home, (sql) => ({
      rows: sql.all("SELECT id FROM emergency_grant").length,
      first: grantOf(sql, home, "g0")?.limitUnits,
    }));
    expect(grants).toEqual({ rows: 1, first: 1_000 * CENT });
  });
});

onEachPlacement("emergency credit that can't be", (open) => {
  it("is refused by the first thing that is against it", async () => {
    const town = new Town(await open());
    await town.found();
    await town.enrol(ana);
    expect(await invoke(town)).toBe("no_emergency_credit");
    const nobody = accountHome("nobody");
    const input = { grantId: "g", channel: "counter", actor: "test" };
    const refused = await town.hub.store.transact(nobody, (sql) =>
      invokeEmergency(sql, town.hub.clock.now(), nobody, input),
    );
    expect(refused).toMatchObject({ code: "no_such_account" });
  });
});
