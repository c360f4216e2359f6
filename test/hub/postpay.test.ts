/** Post-pay: own bills and imported ones, what pays them, what happens to those that nobody pays, and changing how one is billed. */
import { expect, it } from "vitest";
import { takeBill } from "../../hosts/bills.ts";
import type { ImportBill } from "../../core/hub/import-bill.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS } from "../../core/instant.ts";
import { onEachPlacement } from "../placements.ts";
import { Town } from "../town.ts";
import {
  phone,
  own,
  bill,
  postpaid,
  days,
  standing,
  pay,
  expectWhole,
} from "../support/postpay-town.ts";

onEachPlacement("post-pay", (open) => {
  it("bills the month that ended, tells it, and is paid by its due day or reminded, stage by stage", async () => {
    const town = new Town(await open("u"));
    await postpaid(town);
    await town.use("E-1", 10_123_456);
    await days(town, 7);
    await town.use("E-1", 0);
    await days(town, 3);
    // Eight days at 35 cents and 10.123456 kWh at 20 cents: 4.8246912; what December used is not on it.
    await town.use("E-1", 1_000_000);
    await days(town, 2);
    expect(await standing(town)).toMatchObject({ due: 482, credit: 0, stage: "billed" });
    await town.settle();
    expect(town.textsTo(phone).at(-1)).toMatch(/new bill, \$4\.82 due Dec 25/);
    await town.text(phone, "BAL");
    expect(town.textsTo(phone).at(-1)).toContain("bill due $4.82");
    const stages: string[] = [];
    // Fewer days than any stage lasts, so that none is missed.
    for (let day = 0; day < 60; day += 5) {
      await town.pass(5 * DAY_MS);
      const { stage } = await standing(town);
      if (stages.at(-1) !== stage) stages.push(stage);
    }
    expect(stages).toEqual(["billed", "overdue", "reminded", "final_notice", "referred"]);
    const told = town.textsTo(phone).filter((text) => /was due/.test(text));
    expect(told.map((text) => /bill of|reminder|last notice/.exec(text)?.[0])).toEqual([
      "bill of",
      "reminder",
      "last notice",
    ]);
    expect(town.world.commanded.filter(({ wanted }) => wanted === "off")).toEqual([]);
    await pay(town, 5_000);
    expect(await standing(town)).toMatchObject({ due: 0, stage: "clear" });
    await expectWhole(town);
  });

  it("keeps what no bill takes as credit, which pays the next one", async () => {
    const town = new Town(await open("u"));
    await postpaid(town);
    await pay(town, 1_000);
    expect(await standing(town)).toMatchObject({ due: 0, credit: 1_000, prepaid: 0 });
    await town.use("E-1", 100_000_000);
    await days(town, 7);
    await town.use("E-1", 0);
    await days(town, 5);
    // 20.00 of use and 8 days: 22.80, of which 10.00 were there.
    expect(await standing(town)).toMatchObject({ due: 1_280, credit: 0, stage: "billed" });
    await expectWhole(town);
  });

  it("takes imported bills once a version, and charges no use beside them", async () => {
    const town = new Town(await open("u"));
    await postpaid(town, { ...own, bills: "imported" });
    await town.use("E-1", 100_000_000);
    expect(await takeBill(town.hub, bill)).toEqual({ kind: "billed" });
    expect(await takeBill(town.hub, bill)).toEqual({ kind: "unchanged" });
    expect(await standing(town)).toMatchObject({ due: 4_000 });
    const wrong: [Partial<ImportBill>, string][] = [
      [{ amountMinor: 4_001 }, "version_differs"],
      [{ dueDay: "2026-12-11" }, "version_differs"],
      [{ accountId: "9999" }, "no_such_account"],
      [{ currency: "EUR" }, "wrong_currency"],
      [{ source: "own" }, "bad_source"],
      [{ dueDay: "2026-11-22" }, "due_before_issued"],
      [{ amountMinor: 999_999_999_999 }, "amount_too_large"],
    ];
    for (const [change, code] of wrong) {
      expect(await takeBill(town.hub, { ...bill, ...change })).toMatchObject({ code });
    }
    await pay(town, 3_000);
    // A correction to less than was paid gives the rest back as credit.
    expect(await takeBill(town.hub, { ...bill, version: 3, amountMinor: 2_500 })).toEqual({
      kind: "billed",
    });
    expect(await takeBill(town.hub, { ...bill, version: 2 })).toMatchObject({
      code: "version_is_old",
    });
    expect(await standing(town)).toMatchObject({ due: 0, credit: 500 });
    await takeBill(town.hub, { ...bill, billId: "2026-12", amountMinor: 2_000 });
    expect(await standing(town)).toMatchObject({ due: 1_500, credit: 0 });
    await takeBill(town.hub, { ...bill, billId: "2026-12", version: 2, amountMinor: 0 });
    expect(await standing(town)).toMatchObject({ due: 0, credit: 500, stage: "clear" });
    await expectWhole(town);
  });

  it("refuses bills of others where it makes its own", async () => {
    const town = new Town(await open("u"));
    await postpaid(town);
    expect(await takeBill(town.hub, bill)).toMatchObject({ code: "bills_are_own" });
    expect(await standing(town)).toMatchObject({ due: 0 });
  });

  it("lets one payment pay a named bill and another account's credit, once", async () => {
    const town = new Town(await open("u"));
    await postpaid(town, { ...own, bills: "imported" });
    await takeBill(town.hub, bill);
    await takeBill(town.hub, { ...bill, billId: "old", dueDay: "2026-11-30", amountMinor: 1_000 });
    const shared = {
      id: "desk-shared",
      billKey: "cis/2026-11",
      away: [{ accountId: "1002", amountMinor: 700 }],
    };
    expect(await pay(town, 4_000, { ...shared, billKey: "cis/none" })).toMatchObject({
      code: "no_such_bill",
    });
    expect(
      await pay(town, 4_000, { ...shared, away: [{ accountId: "77", amountMinor: 700 }] }),
    ).toMatchObject({ code: "no_such_account" });
    expect(await pay(town, 4_000, shared)).toMatchObject({ kind: "taken" });
    expect(await pay(town, 4_000, shared)).toMatchObject({ kind: "repeated" });
    expect(await pay(town, 4_000, { ...shared, away: [] })).toMatchObject({ code: "id_reused" });
    // 33.00 went to the named bill of 40.00, nothing to the older one.
    expect(await standing(town)).toMatchObject({ due: 1_700, credit: 0 });
    expect(await standing(town, accountHome("1002"))).toMatchObject({ prepaid: 700 });
    await expectWhole(town);
  });
});
