/** A bill is paid by its name by who has a prepaid account too: the bill's account is charged, and no other. */
import { expect, it } from "vitest";
import { importBill } from "../../core/hub/import-bill.ts";
import { accountHome } from "../../core/ids.ts";
import { isRefusal } from "../../core/refusal.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { bill as usual, own, phone, standing } from "../support/postpay-town.ts";
import { ana, Town, usd } from "../town.ts";

const cabinHome = accountHome("1002");

async function townOf(open: Open): Promise<Town> {
  const town = new Town(await open("u"));
  await town.found({ ...usd, billing: { ...own, bills: "imported" } });
  const services = ana.services.map((one) => ({ ...one, meterId: "E-2", label: "Cabin" }));
  const cabin = { ...ana, accountId: "1002", label: "Cabin", openingUnits: 3_000_000, services };
  await town.enrol({ ...ana, mode: "postpay", openingUnits: 0 }, cabin);
  return town;
}

async function bill(town: Town, amountMinor: number, accountId = "1001"): Promise<void> {
  const at = accountHome(accountId);
  const made = await town.hub.store.transact<object>(at, (sql) =>
    importBill(sql, town.hub.clock.now(), at, { ...usual, amountMinor }),
  );
  expect(isRefusal(made)).toBe(false);
  town.hub.wake();
  await town.settle();
}

function last(town: Town): string {
  return town.textsTo(phone).at(-1) ?? "";
}

async function agree(town: Town): Promise<void> {
  await town.text(phone, /Reply (\d)/.exec(last(town))?.[1] ?? "none");
}

onEachPlacement("PAY BILL", (open) => {
  it("charges all that is due of the bill, and leaves the prepaid account as it is", async () => {
    const town = await townOf(open);
    await town.text(phone, "PAY BILL");
    expect(last(town)).toContain("No bill of yours is open.");
    await bill(town, 4_210);
    await town.text(phone, "PAY BILL");
    expect(last(town)).toContain("to pay $42.10 with Visa 4242 for Oak St 12 (bill)");
    await agree(town);
    const [charge] = town.world.charged;
    if (charge === undefined) throw new Error("nothing was charged");
    expect(charge).toMatchObject({ accountId: "1001", amountMinor: 4_210 });
    await town.settleCharge(charge, "succeeded");
    expect(await standing(town)).toMatchObject({ due: 0, credit: 0 });
    expect(await standing(town, cabinHome)).toMatchObject({ prepaid: 300 });
    await town.text(phone, "PAY BILL");
    expect(last(town)).toContain("No bill of yours is open.");
  });

  it("charges an amount of it, and what is left of it is asked for the next time", async () => {
    const town = await townOf(open);
    await bill(town, 4_210);
    await town.text(phone, "PAY BILL 20");
    await agree(town);
    const [charge] = town.world.charged;
    if (charge === undefined) throw new Error("nothing was charged");
    await town.settleCharge(charge, "succeeded");
    expect(await standing(town)).toMatchObject({ due: 2_210 });
    await town.text(phone, "BILL");
    expect(last(town)).toContain("to pay $22.10");
    await town.text(phone, "PAY 20");
    expect(last(town)).toContain("Which one?");
    expect(town.world.charged).toHaveLength(1);
  });
});

onEachPlacement("PAY BILL of two bills", (open) => {
  const cabin = { ...ana, accountId: "1002", label: "Cabin" };
  const shop = { ...ana, accountId: "1003", label: "Shop" };

  async function billedTown(): Promise<Town> {
    const town = new Town(await open("u"));
    await town.found({ ...usd, billing: { ...own, bills: "imported" } });
    for (const one of [ana, cabin, shop]) {
      const meterId = `E-${one.accountId}`;
      const services = ana.services.map((each) => ({ ...each, meterId, label: one.label }));
      await town.enrol({ ...one, mode: "postpay", openingUnits: 0, services });
    }
    return town;
  }

  it("asks which of those that are due, and charges the one that was chosen alone", async () => {
    const town = await billedTown();
    await bill(town, 4_210);
    await bill(town, 1_500, "1003");
    await town.text(phone, "PAY BILL");
    expect(last(town)).toBe("Northside Power: Which one? 2) Oak St 12 3) Shop");
    await town.text(phone, "3");
    expect(last(town)).toContain("to pay $15.00 with Visa 4242 for Shop (bill)");
    await agree(town);
    const [charge] = town.world.charged;
    if (charge === undefined) throw new Error("nothing was charged");
    expect(charge).toMatchObject({ accountId: "1003", amountMinor: 1_500 });
    await town.settleCharge(charge, "succeeded");
    expect(await standing(town, accountHome("1003"))).toMatchObject({ due: 0 });
    expect(await standing(town)).toMatchObject({ due: 4_210 });
    // Of the only one that is left, it says which.
    await town.text(phone, "PAY BILL 20");
    expect(last(town)).toContain("to pay $20.00 with Visa 4242 for Oak St 12 (bill)");
    expect(town.world.charged).toHaveLength(1);
  });

  it("asks for nothing where none is due, and of an amount paid ahead which it is for", async () => {
    const town = await billedTown();
    await town.text(phone, "PAY BILL");
    expect(last(town)).toContain("No bill of yours is open.");
    await town.text(phone, "PAY BILL 20 or 30");
    expect(last(town)).toContain("Which amount?");
    await town.text(phone, "PAY BILL 20");
    expect(last(town)).toBe("Northside Power: Which one? 2) Oak St 12 3) Cabin 4) Shop");
    await town.text(phone, "3");
    expect(last(town)).toContain("to pay $20.00 with Visa 4242 for Cabin (bill)");
    await town.text(phone, "3");
    expect(town.world.charged).toEqual([]);
  });

  it("is not moved to another bill that is due by the time that it is answered", async () => {
    const town = await billedTown();
    await bill(town, 4_210);
    await town.text(phone, "PAY BILL");
    expect(last(town)).toContain("$42.10 with Visa 4242 for Oak St 12");
    const digit = /Reply (\d)/.exec(last(town))?.[1] ?? "none";
    await bill(town, 1_500, "1003");
    await town.text(phone, digit);
    expect(town.world.charged).toMatchObject([{ accountId: "1001", amountMinor: 4_210 }]);
  });
});
