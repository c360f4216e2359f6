/** Post-pay: payments that come back, and changing how one is billed. */
import { expect, it } from "vitest";
import { takeBill } from "../../hosts/bills.ts";
import { must } from "../../core/assert.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { returnPayment } from "../../core/hub/return-payment.ts";
import { accountHome } from "../../core/ids.ts";
import { isRefusal } from "../../core/refusal.ts";
import { modeAt } from "../../core/store/accounts.ts";
import { conversionOf } from "../../core/store/bills.ts";
import { onEachPlacement } from "../placements.ts";
import { Town } from "../town.ts";
import {
  home,
  CENT,
  phone,
  own,
  bill,
  toPrepaid,
  postpaid,
  standing,
  pay,
  expectWhole,
  convert,
} from "../support/postpay-town.ts";

onEachPlacement("post-pay, undone and changed", (open) => {
  it("opens again the bills that a payment paid when it comes back, and owes the credit that is spent", async () => {
    const town = new Town(await open("u"));
    await postpaid(town, { ...own, bills: "imported" });
    await takeBill(town.hub, bill);
    await town.text(phone, "PAY 45");
    const digit = /Reply (\d)/.exec(town.textsTo(phone).at(-1) ?? "")?.[1] ?? "";
    await town.text(phone, digit);
    const charge = must(town.world.charged.at(-1), "a charge was asked for");
    await town.settleCharge(charge, "succeeded");
    expect(await standing(town)).toMatchObject({ due: 0, credit: 500 });
    await takeBill(town.hub, { ...bill, billId: "2026-12", amountMinor: 300 });
    expect(await standing(town)).toMatchObject({ due: 0, credit: 200 });
    await town.hub.store.transact(home, (sql) => {
      const { paymentId } = charge;
      const back = { paymentId, key: "r-1", actor: "bank", reason: "R01" };
      return isRefusal(returnPayment(sql, town.hub.clock.now(), home, back));
    });
    // 40.00 of the first bill and, of the 5.00, the 2.00 that are left; 3.00 are owed apart.
    expect(await standing(town)).toMatchObject({ due: 4_000, credit: 0, stage: "billed" });
    const { returnedPaymentsUnits } = await town.hub.store.read(home, (sql) =>
      balancesAt(sql, home),
    );
    expect(returnedPaymentsUnits / CENT).toBe(300);
    await pay(town, 4_300);
    expect(await standing(town)).toMatchObject({ due: 0, credit: 0, stage: "clear" });
    await expectWhole(town);
  });

  it("carries what an account has and owes from one billing to the other, with what was agreed", async () => {
    const town = new Town(await open("u"));
    await postpaid(town, { ...own, bills: "imported" });
    await takeBill(town.hub, bill);
    await pay(town, 1_000);
    expect(await convert(town, toPrepaid)).toEqual({ kind: "converted" });
    expect(await convert(town, toPrepaid)).toEqual({ kind: "repeated" });
    expect(await convert(town, { ...toPrepaid, actor: "ben", mode: "postpay" })).toMatchObject({
      code: "id_reused",
    });
    expect(await convert(town, { ...toPrepaid, key: "change-2" })).toMatchObject({
      code: "same_mode",
    });
    expect(await convert(town, toPrepaid, accountHome("77"))).toMatchObject({
      code: "no_such_account",
    });
    expect(await standing(town)).toMatchObject({ due: 0, arrears: 3_000, prepaid: 0 });
    const kept = await town.hub.store.read(home, (sql) => conversionOf(sql, home, "change-1"));
    expect(kept).toMatchObject({ agreedBy: "Ana Lopez", agreedTerms: "prepay-2026-03" });
    await pay(town, 2_000);
    expect(await standing(town)).toMatchObject({ arrears: 2_800, prepaid: 1_800 });
    // And back: the credit is for bills, and old debt is paid once nothing is due.
    const back = { ...toPrepaid, key: "change-3", mode: "postpay" } as const;
    expect(await convert(town, back)).toEqual({ kind: "converted" });
    expect(await standing(town)).toMatchObject({ credit: 1_800, prepaid: 0, arrears: 2_800 });
    await takeBill(town.hub, { ...bill, billId: "2026-12", amountMinor: 2_000 });
    expect(await standing(town)).toMatchObject({ due: 200, credit: 0 });
    await pay(town, 1_000);
    expect(await standing(town)).toMatchObject({ due: 0, credit: 0, arrears: 2_000 });
    await expectWhole(town);
  });

  it("turns what a prepaid account owes into a first bill, and back on what was off", async () => {
    const town = new Town(await open("u"));
    await postpaid(town);
    const at = accountHome("1002");
    await town.use("E-2", 10_000_123);
    const before = await standing(town, at);
    expect(before.shortfall).toBeGreaterThan(200);
    const change = { ...toPrepaid, mode: "postpay" } as const;
    expect(await convert(town, change, at)).toEqual({ kind: "converted" });
    expect(await standing(town, at)).toMatchObject({
      due: Math.floor(before.shortfall),
      shortfall: 0,
      stage: "billed",
    });
    const mode = await town.hub.store.read(at, (sql) => modeAt(sql, at, town.serviceMs) ?? "none");
    expect(mode).toBe("postpay");
    await expectWhole(town);
  });
});
