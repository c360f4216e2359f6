/** A day settled over all of a utility's stores: what it waits for, what it comes to, and that it comes to the same again. */
import { describe, expect, it } from "vitest";
import { takeCash } from "../../core/hub/take-cash.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { type SettledUtility, settleUtility } from "../../hosts/settle.ts";
import type { SettlementFormat } from "../../hosts/settlement-file.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town } from "../town.ts";

const DAY = "2026-11-23";
const ben = {
  ...ana,
  accountId: "1002",
  customerId: "c2",
  name: "Ben",
  contacts: [],
  services: ana.services.map((service) => ({ ...service, meterId: "E-2" })),
};

async function cash(town: Town, accountId: string, paymentId: string, amountMinor: number) {
  const home = accountHome(accountId);
  await town.hub.store.transact(home, (sql) => {
    const input = { paymentId, amountMinor, currency: "USD", drawer: "desk-1", clerk: "maria" };
    expect(isRefusal(takeCash(sql, town.hub.clock.now(), home, input))).toBe(false);
  });
}

async function refusedAs(town: Town, day: string): Promise<string> {
  const result = await settleUtility(town.hub, { day, format: "gl" });
  return isRefusal(result) ? result.code : "settled";
}

async function settled(town: Town, format: SettlementFormat): Promise<SettledUtility> {
  const result = await settleUtility(town.hub, { day: DAY, format });
  if (isRefusal(result)) throw new Error(`${result.code}: ${result.message}`);
  return result;
}

/** 09:00 to past midnight in New York: cash for two, a card by text for one, and use. */
async function dayOf(town: Town): Promise<void> {
  await town.found();
  await town.enrol(ana, ben);
  await cash(town, "1001", "p-1", 2_000);
  await cash(town, "1002", "=cmd", 1_550);
  await town.pass(HOUR_MS);
  await town.use("E-1", 2_000_000);
  await town.text("+15550100001", "PAY 20");
  const digit = /Reply (\d)/.exec(town.textsTo("+15550100001").at(-1) ?? "")?.[1] ?? "";
  await town.text("+15550100001", digit);
  const [charge] = town.world.charged;
  if (charge === undefined) throw new Error("nothing was charged");
  await town.settleCharge(charge, "succeeded");
}

onEachPlacement("settling a day", (open) => {
  it("waits for every store to close it, and names those that have not", async () => {
    const town = new Town(await open("u"));
    await dayOf(town);
    const early = await settleUtility(town.hub, { day: DAY, format: "gl" });
    expect(early).toMatchObject({ code: "day_not_closed" });
    for (const slice of town.hub.store.slices()) {
      expect(isRefusal(early) ? early.message : "").toContain(slice);
    }
    await town.pass(14 * HOUR_MS - 1);
    expect(await refusedAs(town, DAY)).toBe("day_not_closed");
    await town.pass(MINUTE_MS);
    expect(await refusedAs(town, DAY)).toBe("settled");
    expect(await refusedAs(town, "2026-11-24")).toBe("day_not_closed");
    expect(await refusedAs(town, "2026-02-30")).toBe("not_a_day");
  });

  describe("that is closed", () => {
    it("adds up to the cent, the same each time, and late money is of the next day", async () => {
      const town = new Town(await open("u"));
      await dayOf(town);
      await town.pass(16 * HOUR_MS);
      const first = await settled(town, "json");
      expect(first.repeated).toBe(false);
      expect(first.report.tenders).toEqual([
        expect.objectContaining({
          tender: "card",
          holder: "simulated",
          channel: "sms",
          gross: "20.000000",
          net: "20.000000",
        }),
        expect.objectContaining({
          tender: "cash",
          holder: "desk-1",
          channel: "counter",
          gross: "35.500000",
        }),
      ]);
      const used = first.report.journal.find((line) => line.account === "revenue.electricity");
      expect(used).toMatchObject({ code: "usage", credit: "0.400000" });
      await cash(town, "1001", "p-late", 700);
      const again = await settled(town, "json");
      expect(again).toEqual({ ...first, repeated: true });
      for (const slice of town.hub.store.slices()) {
        const wrong = await town.hub.store.read(slice, (sql) => [
          ...verifyLedger(sql).problems,
          ...verifyMoney(sql),
        ]);
        expect(wrong).toEqual([]);
      }
      await town.pass(DAY_MS);
      const next = await settleUtility(town.hub, { day: "2026-11-24", format: "json" });
      expect(isRefusal(next) ? next.code : next.report.tenders).toEqual([
        expect.objectContaining({ tender: "cash", gross: "7.000000" }),
      ]);
    });

    it("is a remittance of every payment, and its trailer their sum", async () => {
      const town = new Town(await open("u"));
      await dayOf(town);
      await town.pass(16 * HOUR_MS);
      const { file, report } = await settled(town, "ccb");
      const lines = file.text.trimEnd().split("\r\n");
      expect(file.name).toBe(`${town.hub.utilityId}-${DAY}-ccb.csv`);
      expect(lines[0]).toBe(`H,${town.hub.utilityId},${report.transmission_id},${DAY},USD`);
      expect(lines.at(-1)).toBe("T,3,55.500000");
      const details = lines.filter((line) => line.startsWith("D,"));
      expect(details.map((line) => line.split(",").slice(2, 6).join(" ")).toSorted()).toEqual([
        "1001 MATCHED 20.000000 CARD",
        "1001 MATCHED 20.000000 CASH",
        "1002 MATCHED 15.500000 CASH",
      ]);
    });

    it("is refused once its books are not what they were", async () => {
      const town = new Town(await open("u"));
      await dayOf(town);
      await town.pass(16 * HOUR_MS);
      await settled(town, "gl");
      // The clock of the machine is set back, and a payment is recorded in a day that was settled.
      const { wallMs } = town;
      town.wallMs -= 10 * HOUR_MS;
      await cash(town, "1001", "p-back", 100);
      town.wallMs = wallMs;
      expect(await refusedAs(town, DAY)).toBe("day_changed");
    });
  });
});
