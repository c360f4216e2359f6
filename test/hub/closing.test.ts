/** Closing an account: its last reads, what is left of its money, and what never changes for it afterwards. */
import { expect, it } from "vitest";
import type { CloseAccount } from "../../core/hub/close-account.ts";
import { withdrawClosing } from "../../core/hub/withdraw-closing.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { accountAt } from "../../core/store/accounts.ts";
import { onEachPlacement } from "../placements.ts";
import {
  ben,
  cabin,
  close,
  home,
  money,
  payAtCounter,
  told,
  useFrom,
} from "../support/closing-town.ts";
import { expectWhole } from "../support/postpay-town.ts";
import { ana, START_MS, Town, usd } from "../town.ts";

/** Midnight in New York after the 25th, when that was the last day. */
const LEAVES_MS = Date.parse("2026-11-26T05:00Z");

async function begun(town: Town, openingUnits = 60_000_000): Promise<void> {
  await town.found(usd);
  await town.enrol({ ...ana, openingUnits }, cabin);
}

/** Reads of all hours from the move-in until an instant. */
function readUntil(town: Town, untilMs: number) {
  const fromMs = Date.parse("2026-11-23T05:00Z");
  return useFrom(town, { fromMs, hours: Math.floor((untilMs - fromMs) / HOUR_MS) });
}

function account(town: Town) {
  return town.hub.store.read(home, (sql) => accountAt(sql, home));
}

async function withdraw(town: Town, closingId: string): Promise<string> {
  const by = { closingId, channel: "counter", actor: "maria" };
  const came = await town.hub.store.transact<ReturnType<typeof withdrawClosing>>(home, (sql) =>
    withdrawClosing(sql, town.hub.clock.now(), home, by),
  );
  town.hub.wake();
  await town.settle();
  return isRefusal(came) ? came.code : came.kind;
}

onEachPlacement("closing an account at once", (open) => {
  it("reckons what is left as soon as its reads are there, and pays it out", async () => {
    const town = new Town(await open("u"));
    await begun(town);
    expect(await close(town)).toBe("closing");
    expect(await told(town)).toMatchObject({ state: "closed", waiting: 6_000 });
    await readUntil(town, START_MS);
    await town.pass(0);
    // Nine hours of a kWh at 20 cents, and one day at 35.
    expect(await told(town)).toEqual({
      state: "settled",
      billed: 215,
      owed: 0,
      refunds: [],
      payouts: [5_785],
      moved: [],
      waiting: 0,
    });
    await expectWhole(town);
  });
});

onEachPlacement("an account that closes on a day to come", (open) => {
  it("goes on as it was until then, and ends at midnight whatever the hour of its last read", async () => {
    const town = new Town(await open("u"));
    await begun(town);
    expect(await close(town, { day: "2026-11-25" })).toBe("closing");
    expect(await close(town, { day: "2026-11-25" })).toBe("repeated");
    expect(await told(town)).toMatchObject({ state: "asked", waiting: 6_000 });
    await readUntil(town, START_MS);
    await town.pass(START_MS + DAY_MS - town.wallMs);
    expect(await money(town)).toMatchObject({ prepaidUnits: 57_850_000 });
    await town.pass(LEAVES_MS - town.wallMs);
    expect(await account(town)).toMatchObject({ closedAtMs: LEAVES_MS });
    expect(await told(town)).toMatchObject({ state: "closed" });
    await readUntil(town, LEAVES_MS);
    await town.pass(0);
    // What was charged before is gone of what was there ahead: 63 kWh and two days are left to bill.
    expect(await told(town)).toMatchObject({ state: "settled", billed: 1_330, payouts: [4_455] });
    await expectWhole(town);
  });

  it("is not waited for longer than its late reads may take, and they are owed when they come", async () => {
    const town = new Town(await open("u"));
    await begun(town, 1_000_000);
    await close(town, { day: "2026-11-25" });
    await town.pass(LEAVES_MS - town.wallMs);
    await town.pass(3 * DAY_MS - HOUR_MS);
    expect(await told(town)).toMatchObject({ state: "closed" });
    await town.pass(HOUR_MS);
    // Nothing was read: three days at 35 cents, of which a dollar was there.
    expect(await told(town)).toMatchObject({ state: "settled", billed: 105, owed: 5 });
    await readUntil(town, LEAVES_MS);
    await town.pass(0);
    expect(await told(town)).toMatchObject({ billed: 1_545, owed: 1_445, payouts: [] });
    await expectWhole(town);
  });

  it("is withdrawn until then, once, and not afterwards", async () => {
    const town = new Town(await open("u"));
    await begun(town);
    await close(town, { day: "2026-11-25" });
    expect(await withdraw(town, "out-2")).toBe("no_such_closing");
    expect(await withdraw(town, "out-1")).toBe("withdrawn");
    expect(await withdraw(town, "out-1")).toBe("repeated");
    expect(await told(town)).toBe("no_such_closing");
    expect(await close(town, { day: "2026-11-25" })).toBe("id_reused");
    await town.pass(LEAVES_MS - town.wallMs);
    expect(await account(town)).toMatchObject({ closedAtMs: null });
    expect((await useFrom(town, { fromMs: LEAVES_MS - HOUR_MS, hours: 1 }))[0]).toMatchObject({
      outcome: "accepted",
    });
    await town.pass(2 * HOUR_MS);
    const read = await useFrom(town, { fromMs: LEAVES_MS, hours: 2 });
    expect(read.map(({ outcome }) => outcome)).toEqual(["accepted", "accepted"]);
    expect(await close(town, { closingId: "out-3" })).toBe("closing");
    expect(await withdraw(town, "out-3")).toBe("closing_over");
  });
});

onEachPlacement("the next household at the meter", (open) => {
  it("is charged for what it uses, and the one that left for nothing of it", async () => {
    const town = new Town(await open("u"));
    await begun(town);
    await close(town, { day: "2026-11-25" });
    // Enrolled ahead: until then the meter is not theirs.
    await town.enrol(ben);
    await town.pass(LEAVES_MS + 5 * HOUR_MS - town.wallMs);
    await readUntil(town, LEAVES_MS + 5 * HOUR_MS);
    await town.pass(0);
    expect(await told(town)).toMatchObject({ state: "settled", billed: 1_545 });
    // Five hours and a day of theirs.
    expect(await money(town, accountHome("2001"))).toMatchObject({ shortfallUnits: 1_350_000 });
    await expectWhole(town);
  });

  it("may not have it a day before the last one has left", async () => {
    const town = new Town(await open("u"));
    await begun(town);
    await close(town, { day: "2026-11-25" });
    const services = ben.services.map((one) => ({ ...one, movedInDay: "2026-11-25" }));
    await expect(town.enrol({ ...ben, services })).rejects.toThrow("meter_in_use");
  });

  it("takes over a register where the last one's ends", async () => {
    const town = new Town(await open("u"));
    await begun(town);
    await close(town, { day: "2026-11-25" });
    await town.enrol(ben);
    const register = (atMs: number, kwh: number) => ({
      meterId: "E-1",
      atMs,
      registerMicro: kwh * 1_000_000,
      wholeDigits: 5,
      estimated: false,
      exchangedFor: null,
    });
    await town.push([register(Date.parse("2026-11-23T05:00Z"), 100)]);
    await town.pass(LEAVES_MS + DAY_MS - town.wallMs);
    const read = await town.push([register(LEAVES_MS, 150), register(LEAVES_MS + DAY_MS, 160)]);
    expect(read.map(({ outcome }) => outcome)).toEqual(["accepted", "accepted"]);
    await town.pass(0);
    expect(await told(town)).toMatchObject({ state: "settled", billed: 1_105 });
    // Ten kWh, and the day in which they began to count; that which has begun is counted with the next.
    expect(await money(town, accountHome("2001"))).toMatchObject({ shortfallUnits: 2_350_000 });
    await expectWhole(town);
  });
});

onEachPlacement("reads of an account that is closed", (open) => {
  it("of after it are charged to nobody, and one that goes on over the end is held for people", async () => {
    const town = new Town(await open("u"));
    await begun(town);
    await town.pass(20 * 60_000);
    await close(town);
    await readUntil(town, START_MS);
    await town.pass(0);
    const before = await told(town);
    await town.pass(3 * HOUR_MS);
    const reads = await useFrom(town, { fromMs: START_MS, hours: 3 });
    expect(reads.map(({ outcome, code }) => [outcome, code])).toEqual([
      ["held", "over_service_end"],
      ["refused", "after_service_end"],
      ["refused", "after_service_end"],
    ]);
    await town.pass(0);
    expect(await told(town)).toEqual(before);
  });

  it("of before it that say less make credit that is paid out", async () => {
    const town = new Town(await open("u"));
    await begun(town, 0);
    await readUntil(town, START_MS);
    await close(town);
    expect(await told(town)).toMatchObject({ state: "settled", billed: 215, owed: 215 });
    await payAtCounter(town, 215);
    expect(await told(town)).toMatchObject({ owed: 0, payouts: [] });
    const read = {
      meterId: "E-1",
      startMs: START_MS - HOUR_MS,
      durationMs: HOUR_MS,
      quantityMicro: 0,
      revision: 1,
      estimated: false,
    };
    expect(await town.push([read])).toMatchObject([{ outcome: "revised" }]);
    await town.pass(0);
    expect(await told(town)).toMatchObject({ owed: 0, payouts: [20] });
    await expectWhole(town);
  });
});

onEachPlacement("closing an account is refused", (open) => {
  it.each<[string, Partial<CloseAccount>, string]>([
    ["to itself", { moveTo: "1001" }, "same_account"],
    ["too far ahead", { day: "2027-03-05" }, "too_far_ahead"],
    ["before it was opened", { day: "2026-11-21" }, "before_opening"],
    ["on a day whose morrow was charged", { day: "2026-11-22" }, "before_opening"],
  ])("%s", async (_, change, code) => {
    const town = new Town(await open("u"));
    await begun(town);
    expect(await close(town, change)).toBe(code);
    expect(await account(town)).toMatchObject({ closedAtMs: null });
    expect(await told(town)).toBe("no_such_closing");
  });

  it("where there is none, where it was charged since, and a second time", async () => {
    const town = new Town(await open("u"));
    await begun(town);
    expect(await close(town, {}, accountHome("9999"))).toBe("no_such_account");
    await readUntil(town, START_MS);
    await town.pass(2 * DAY_MS);
    await readUntil(town, START_MS + 2 * DAY_MS);
    expect(await close(town, { day: "2026-11-23" })).toBe("used_after");
    expect(await close(town, { day: "2026-11-26" })).toBe("closing");
    expect(await close(town, { day: "2026-11-27" })).toBe("id_reused");
    expect(await close(town, { closingId: "out-2" })).toBe("closing_already");
    await town.pass(3 * DAY_MS);
    expect(await close(town, { closingId: "out-2" })).toBe("account_closed");
    expect(await close(town, { day: "2026-11-26" })).toBe("repeated");
  });
});
