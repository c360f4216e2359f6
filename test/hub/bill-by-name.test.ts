/** A bill is paid by its name by who has a prepaid account too: the bill's account is charged, and no other. */
import { expect, it } from "vitest";
import { importBill } from "../../core/hub/import-bill.ts";
import { accountHome } from "../../core/ids.ts";
import { isRefusal } from "../../core/refusal.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { bill as usual, home, own, phone, standing } from "../support/postpay-town.ts";
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

async function bill(town: Town, amountMinor: number): Promise<void> {
  const made = await town.hub.store.transact<object>(home, (sql) =>
    importBill(sql, town.hub.clock.now(), home, { ...usual, amountMinor }),
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
