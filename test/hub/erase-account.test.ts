/** What goes with an account beside its customer: the standing word to charge a card, and what others of them, closed before, told. */
import { expect, it } from "vitest";
import type { AutopayPlan } from "../../core/payment/autopay.ts";
import { isRefusal } from "../../core/refusal.ts";
import { accountHome } from "../../core/ids.ts";
import { contactsAt } from "../../core/store/accounts.ts";
import { autopayOf, saveAutopay } from "../../core/store/autopay.ts";
import { eraseHere } from "../../hosts/erase.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

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
      sql.run("UPDATE account SET closed_at_ms = ?2 WHERE home = ?1", [home, town.serviceMs]);
      return null;
    });
    const came = await eraseHere(town.hub, { accountId: "1001", isDry: false });
    expect(isRefusal(came) ? came.code : came.erased.autopay).toBe(1);
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
    for (const at of homes) {
      await town.hub.store.transact(at, (sql) => {
        sql.run("UPDATE account SET closed_at_ms = ?2 WHERE home = ?1", [at, town.serviceMs]);
        return null;
      });
    }
    const came = await eraseHere(town.hub, { accountId: "1001", isDry: false });
    expect(isRefusal(came) ? came.code : came.erased.account_contact).toBe(2);
    for (const at of homes) {
      const contacts = await town.hub.store.read(at, (sql) => contactsAt(sql, at, town.serviceMs));
      expect(contacts).toEqual([]);
    }
  });
});
