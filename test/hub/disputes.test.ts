/** Charges that customers call wrong: in time supply is held for them, and a person decides. */
import { expect, it } from "vitest";
import { decideDispute, type DecideDispute } from "../../core/hub/dispute-charges.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { replayDecisions } from "../../core/hub/replay-decisions.ts";
import type { UtilitySettings } from "../../core/hub/settings.ts";
import { accountHome, utilityHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { openCallBacks } from "../../core/store/call-backs.ts";
import { chargeDisputesOf } from "../../core/store/charge-disputes.ts";
import { protectionsOf } from "../../core/store/protections.ts";
import { isRefusal } from "../../core/refusal.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const number = "+15550100001";
const stranger = "+15550100099";
const home = accountHome("1001");
const utility = utilityHome("u");
const dispute = { holdDays: 14, withinDays: 7, onceInDays: 90, payableBasisPoints: 0 };
const holding: UtilitySettings = {
  ...usd,
  dispute,
  supply: { ...usd.supply, noticeMs: 2 * HOUR_MS, dataAgeMaxMs: 40 * DAY_MS },
};

async function townOf(open: Open, settings = holding): Promise<Town> {
  const town = new Town(await open("u"));
  await town.found(settings);
  await town.enrol(ana);
  return town;
}

/** Uses six dollars, in an hour: the account is low, and its customer told. */
async function becomeLow(town: Town): Promise<void> {
  await town.use("E-1", 20_000_000);
}

function last(town: Town, line = number): string {
  return town.textsTo(line).at(-1) ?? "";
}

async function disputeIt(town: Town): Promise<void> {
  await town.text(number, "DISPUTE");
  await town.text(number, /Reply (\d)/.exec(last(town))?.[1] ?? "none");
}

function opened(town: Town) {
  return town.hub.store.read(home, (sql) => chargeDisputesOf(sql, home));
}

function decide(town: Town, change: Partial<DecideDispute> = {}) {
  return town.hub.store.transact<string>(home, (sql) => {
    const [newest] = chargeDisputesOf(sql, home);
    const decided = decideDispute(sql, town.hub.clock.now(), home, {
      disputeId: newest?.id ?? "none",
      outcome: "rejected",
      reason: "read",
      creditMinor: 0,
      channel: "counter",
      actor: "test",
      ...change,
    });
    return isRefusal(decided) ? decided.code : decided.kind;
  });
}

async function isWhole(town: Town): Promise<void> {
  await town.hub.store.read(home, (sql) => {
    expect([...verifyLedger(sql).problems, ...verifyMoney(sql)]).toEqual([]);
  });
}

function commands(town: Town): readonly string[] {
  return town.world.commanded.map(({ wanted }) => wanted);
}

onEachPlacement("a dispute in time", (open) => {
  it("holds supply up to what was charged, is a person's case, and is over by itself", async () => {
    const town = await townOf(open);
    await becomeLow(town);
    await town.text(number, "WHY");
    expect(last(town)).toMatch(/may go off .*: balance .*, told Nov 23\. PAY .*\. Wrong\? DISPUTE/);
    await disputeIt(town);
    expect(last(town)).toContain("No turn-off for it until Dec 7 or our decision.");
    const protections = await town.hub.store.read(home, (sql) => protectionsOf(sql, home));
    expect(protections).toMatchObject([{ kind: "dispute", liftUnits: 4_350_000 }]);
    const cases = await town.hub.store.read(utility, (sql) => openCallBacks(sql, utility, 9));
    expect(cases).toMatchObject([{ reason: "dispute", accountId: "1001", line: number }]);
    // Below nothing by less than what is in dispute.
    await town.pass(3 * HOUR_MS);
    await town.use("E-1", 20_000_000);
    await town.pass(HOUR_MS);
    expect(commands(town)).toEqual([]);
    await town.pass(14 * DAY_MS);
    expect(commands(town)).toEqual(["off"]);
    await isWhole(town);
  });

  it("holds nothing of what is used after it, beyond what it is of", async () => {
    const town = await townOf(open);
    await becomeLow(town);
    await disputeIt(town);
    await town.pass(3 * HOUR_MS);
    await town.use("E-1", 60_000_000);
    expect(commands(town)).toEqual(["off"]);
  });

  it("that is rejected holds no more, and the customer is told", async () => {
    const town = await townOf(open);
    await becomeLow(town);
    await disputeIt(town);
    await town.pass(3 * HOUR_MS);
    await town.use("E-1", 20_000_000);
    expect(commands(town)).toEqual([]);
    expect(await decide(town, { reason: "read" })).toBe("decided");
    town.hub.wake();
    await town.settle();
    expect(commands(town)).toEqual(["off"]);
    expect(
      town.textsTo(number).some((text) => text.includes("rejected. The reads are right.")),
    ).toBe(true);
    const replayed = await town.hub.store.read(home, (sql) => replayDecisions(sql));
    expect(JSON.stringify(replayed)).not.toContain("unlike");
  });

  it("that is upheld gives back what was wrong, once, and no more than was charged", async () => {
    const town = await townOf(open);
    await becomeLow(town);
    await disputeIt(town);
    const upheld = { outcome: "upheld", reason: "rate", creditMinor: 200 } as const;
    expect(await decide(town, { ...upheld, creditMinor: 436 })).toBe("bad_credit");
    expect(await decide(town, { ...upheld, creditMinor: -1 })).toBe("bad_credit");
    expect(await decide(town, { ...upheld, creditMinor: 1.5 })).toBe("bad_credit");
    expect(await decide(town, { ...upheld, outcome: "rejected" })).toBe("bad_credit");
    expect(await decide(town, { ...upheld, disputeId: "none" })).toBe("no_such_dispute");
    const balance = () =>
      town.hub.store.read(home, (sql) => balancesAt(sql, home).balanceUnits / 10_000);
    expect(await balance()).toBe(165);
    expect(await decide(town, upheld)).toBe("decided");
    expect(await decide(town, upheld)).toBe("repeated");
    expect(await decide(town, { ...upheld, creditMinor: 100 })).toBe("already_decided");
    expect(await decide(town)).toBe("already_decided");
    expect(await balance()).toBe(365);
    town.hub.wake();
    await town.settle();
    expect(town.promptsTo(number).filter(({ key }) => key === "notice_dispute")).toHaveLength(1);
    await isWhole(town);
  });
});

onEachPlacement("a dispute of who is off already", (open) => {
  it("turns nothing on by itself, and what is given back does where it is enough", async () => {
    const town = await townOf(open);
    await becomeLow(town);
    await town.pass(3 * HOUR_MS);
    await town.use("E-1", 20_000_000);
    await town.report("1001");
    expect(commands(town)).toEqual(["off"]);
    await town.text(number, "WHY");
    expect(last(town)).toMatch(/off Nov 23 .*: balance -\$.* too low, told Nov 23\. PAY .*DISPUTE/);
    await disputeIt(town);
    expect(last(town)).toMatch(/No turn-off for it until .* Still pay \$/);
    expect(commands(town)).toEqual(["off"]);
    const upheld = { outcome: "upheld", reason: "read", creditMinor: 700 } as const;
    expect(await decide(town, upheld)).toBe("decided");
    town.hub.wake();
    await town.settle();
    expect(commands(town)).toEqual(["off", "on"]);
    await isWhole(town);
  });
});

onEachPlacement("a dispute that holds nothing", (open) => {
  it("is a person's case where it is late, too soon after another, or nothing threatens", async () => {
    const town = await townOf(open);
    await disputeIt(town);
    expect(last(town)).toContain("It holds no supply: we call you.");
    await town.text(number, "DISPUTE");
    expect(last(town)).toContain("A dispute of Oak St 12 is open already.");
    expect(await decide(town)).toBe("decided");
    await becomeLow(town);
    await town.pass(8 * DAY_MS);
    await disputeIt(town);
    expect(last(town)).toContain("Too late to hold supply: we call you.");
    const standings = (await opened(town)).map(({ standing }) => standing);
    expect(standings).toEqual(["late", "person"]);
    expect(await town.hub.store.read(home, (sql) => protectionsOf(sql, home))).toEqual([]);
    const cases = await town.hub.store.read(utility, (sql) => openCallBacks(sql, utility, 9));
    expect(cases).toHaveLength(2);
  });

  it("gives back what was wrong all the same, and no more than was charged", async () => {
    const town = await townOf(open);
    await town.use("E-1", 1_000_000);
    await disputeIt(town);
    const upheld = { outcome: "upheld", reason: "read", creditMinor: 50 } as const;
    expect((await opened(town)).map(({ standing }) => standing)).toEqual(["person"]);
    expect(await decide(town, { ...upheld, creditMinor: 56 })).toBe("bad_credit");
    expect(await decide(town, upheld)).toBe("decided");
    await isWhole(town);
  });

  it("is not held a second time by who was just rejected", async () => {
    const town = await townOf(open);
    await becomeLow(town);
    await disputeIt(town);
    expect(await decide(town)).toBe("decided");
    await town.pass(HOUR_MS);
    await disputeIt(town);
    expect(last(town)).toContain("Too soon after the last");
    expect((await opened(town)).map(({ standing }) => standing)).toEqual(["again", "held"]);
  });

  it("holds nothing where the utility says so, of a post-pay account, or by a stranger", async () => {
    const town = await townOf(open, { ...holding, dispute: null });
    await becomeLow(town);
    await disputeIt(town);
    expect(last(town)).toContain("It holds no supply");
    await town.text(stranger, "DISPUTE");
    expect(last(town, stranger)).toContain("not on any account");
    expect(await opened(town)).toHaveLength(1);
  });

  it("holds nothing of a bill, which is corrected there", async () => {
    const town = new Town(await open("u"));
    await town.found(holding);
    await town.enrol({ ...ana, mode: "postpay", openingUnits: 0 });
    await disputeIt(town);
    expect(last(town)).toContain("It holds no supply");
    const upheld = { outcome: "upheld", reason: "rate", creditMinor: 200 } as const;
    expect(await decide(town, upheld)).toBe("bad_credit");
    expect(await decide(town, { ...upheld, creditMinor: 0 })).toBe("decided");
  });
});
