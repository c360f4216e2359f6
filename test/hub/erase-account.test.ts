/** What goes with an account beside its customer: the standing word to charge a card, and what others of them, closed before, told. */
import { expect, it } from "vitest";
import type { AutopayPlan } from "../../core/payment/autopay.ts";
import { isRefusal } from "../../core/refusal.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { contactsAt } from "../../core/store/accounts.ts";
import { autopayOf, saveAutopay } from "../../core/store/autopay.ts";
import { eraseHere } from "../../hosts/erase.ts";
import { onEachPlacement, type OpenedStore } from "../placements.ts";
import { close, leaveForGood, payAtCounter, useFrom } from "../support/closing-town.ts";
import { ana, START_MS, Town, usd } from "../town.ts";

const home = accountHome("1001");
const plan: AutopayPlan = {
  when: { kind: "threshold", belowUnits: 10_000_000 },
  pay: { kind: "fixed", amountMinor: 2_000 },
  dayCapMinor: 5_000,
  monthCapMinor: 20_000,
};

onEachPlacement("erasing an account that was paid by itself", (open) => {
  it("takes the card's name with the word", async () => {
    const town = new Town(await open("u"));
    await town.found(usd);
    await town.enrol(ana);
    await town.settle();
    await town.hub.store.transact(home, (sql) => {
      saveAutopay(sql, home, {
        plan,
        methodId: "m",
        methodToken: "tok_saved",
        failures: 0,
        pausedAtMs: null,
        agreedAtMs: town.wallMs,
        lastAtMs: null,
      });
      return null;
    });
    await leaveForGood(town);
    const came = await eraseHere(town.hub, { accountId: "1001", isDry: false });
    // The word itself ended as the account was closed.
    expect(isRefusal(came) ? came.code : came.erased.autopay).toBe(0);
    expect(await town.hub.store.read(home, (sql) => autopayOf(sql, home) ?? null)).toBeNull();
  });
});

onEachPlacement("erasing one of two accounts that are closed", (open) => {
  it("takes the numbers of both", async () => {
    const services = ana.services.map((one) => ({ ...one, meterId: "E-2", label: "Cabin" }));
    const town = new Town(await open("u"));
    await town.found(usd);
    await town.enrol(ana, { ...ana, accountId: "1002", label: "Cabin", services });
    await town.settle();
    const homes = [home, accountHome("1002")];
    for (const at of homes) await leaveForGood(town, at);
    const came = await eraseHere(town.hub, { accountId: "1001", isDry: false });
    expect(isRefusal(came) ? came.code : came.erased.account_contact).toBe(2);
    for (const at of homes) {
      const contacts = await town.hub.store.read(at, (sql) => contactsAt(sql, at, town.serviceMs));
      expect(contacts).toEqual([]);
    }
  });
});

async function townOf(opened: OpenedStore): Promise<Town> {
  const town = new Town(opened);
  await town.found(usd);
  await town.enrol(ana);
  return town;
}

async function erase(town: Town) {
  const came = await eraseHere(town.hub, { accountId: "1001", isDry: false });
  return isRefusal(came) ? came.code : came.erased;
}

onEachPlacement("erasing an account that was closed", (open) => {
  it("is refused until what is left of it is reckoned, paid and given back", async () => {
    const town = await townOf(await open("u"));
    await close(town);
    expect(await erase(town)).toBe("not_settled");
    town.serviceMs += 3 * DAY_MS;
    await town.pass(0);
    expect(await erase(town)).toBe("money_left");
    await leaveForGood(town);
    expect(await erase(town)).toMatchObject({ customer: 1 });
  });

  it("is refused while something is owed for it", async () => {
    const town = await townOf(await open("u"));
    await useFrom(town, { fromMs: START_MS - 9 * HOUR_MS, hours: 9, quantityMicro: 9_000_000 });
    await leaveForGood(town);
    expect(await erase(town)).toBe("still_owed");
    expect(await payAtCounter(town, 1_055)).toBe("taken");
    expect(await erase(town)).toMatchObject({ customer: 1 });
  });
});
