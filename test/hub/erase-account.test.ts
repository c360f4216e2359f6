/** Erasing an account takes the standing word to charge a card: it has the processor's name for the card, which is a saved card too. */
import { expect, it } from "vitest";
import type { AutopayPlan } from "../../core/payment/autopay.ts";
import { isRefusal } from "../../core/refusal.ts";
import { accountHome } from "../../core/ids.ts";
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
