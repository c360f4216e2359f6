/** Cash near what the books can hold, in currencies of two, of no and of three decimals. */
import { expect, it } from "vitest";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { takeCash } from "../../core/hub/take-cash.ts";
import { accountHome } from "../../core/ids.ts";
import { isRefusal } from "../../core/refusal.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, flat, Town, usd } from "../town.ts";

const home = accountHome("1001");
/** 4e14 ledger units in minor units of each currency. */
const MOST = { USD: 40_000_000_000, JPY: 40_000_000_000, KWD: 400_000_000_000 } as const;

async function pay(town: Town, currency: string, amountMinor: number) {
  const drawer = { drawer: "desk-1", clerk: "maria" };
  const taken = await town.hub.store.transact(home, (sql) =>
    takeCash(sql, town.hub.clock.now(), home, {
      ...drawer,
      paymentId: `desk-1-${String(amountMinor)}`,
      amountMinor,
      currency,
    }),
  );
  return isRefusal(taken) ? taken.code : taken.kind;
}

onEachPlacement("cash", (open) => {
  it.each(["USD", "JPY", "KWD"] as const)("in %s is taken up to the most", async (currency) => {
    const town = new Town(await open("u"));
    await town.found({ ...usd, currency }, [{ ...flat, currency }]);
    await town.enrol({ ...ana, openingUnits: 0 });
    expect(await pay(town, currency, MOST[currency] + 1)).toBe("amount_too_large");
    // As much as twelve digits before the point, and more than a JavaScript number holds exactly in ledger units.
    expect(await pay(town, currency, 99_999_999_999_999)).toBe("amount_too_large");
    expect(await pay(town, currency, MOST[currency])).toBe("taken");
    const facts = await town.hub.store.read(home, (sql) =>
      accountFacts(sql, town.hub.clock.now(), "1001", []),
    );
    expect(facts?.balanceUnits).toBe(400_000_000_000_000);
  });
});
