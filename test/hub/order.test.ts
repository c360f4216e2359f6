/** Happenings that have nothing to do with one another: whatever order they come in, the books end the same, whole, and never below nothing. */
import { expect, it } from "vitest";
import { takeCash } from "../../core/hub/take-cash.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { seeded } from "../../core/seeded.ts";
import { onEachPlacement, type OpenedStore } from "../placements.ts";
import { ana, START_MS, Town } from "../town.ts";

const ids = ["1001", "1002"];

type Happening =
  | { readonly kind: "cash"; readonly accountId: string; readonly amountMinor: number }
  | { readonly kind: "use"; readonly accountId: string; readonly quantityMicro: number };

/** An hour of use of each account, some beyond all that it has, and payments that may come before or after it. */
const happenings: readonly Happening[] = ids.flatMap((accountId, at) => [
  { kind: "use", accountId, quantityMicro: 10_000_000 + at * 70_000_000 },
  { kind: "cash", accountId, amountMinor: 350 },
  { kind: "cash", accountId, amountMinor: 499 },
  { kind: "cash", accountId, amountMinor: 99 },
]);

function shuffled(seed: string): Happening[] {
  const chance = seeded(seed);
  const rest = [...happenings];
  return happenings.flatMap(() => rest.splice(chance.below(rest.length), 1));
}

async function happen(town: Town, one: Happening): Promise<void> {
  const home = accountHome(one.accountId);
  if (one.kind === "use") {
    const { quantityMicro, accountId } = one;
    const read = { meterId: `E-${accountId}`, startMs: START_MS, durationMs: HOUR_MS };
    await town.push([{ ...read, quantityMicro, revision: 0, estimated: false }]);
    return;
  }
  const { amountMinor } = one;
  const paymentId = `p-${one.accountId}-${String(amountMinor)}`;
  const cash = { paymentId, amountMinor, currency: "USD", drawer: "desk-1", clerk: "maria" };
  const taken = await town.hub.store.transact(home, (sql) =>
    takeCash(sql, town.hub.clock.now(), home, cash),
  );
  expect(isRefusal(taken)).toBe(false);
  await town.settle();
}

/** Where the accounts stand after the happenings in an order; no step may leave the books unbalanced or credit below nothing. */
async function endOf(opened: OpenedStore, order: readonly Happening[]) {
  const town = new Town(opened);
  await town.found();
  for (const accountId of ids) {
    const services = ana.services.map((service) => ({ ...service, meterId: `E-${accountId}` }));
    await town.enrol({ ...ana, accountId, customerId: `c-${accountId}`, contacts: [], services });
  }
  await town.pass(HOUR_MS);
  for (const one of order) {
    await happen(town, one);
    const home = accountHome(one.accountId);
    const balances = await town.hub.store.read(home, (sql) => balancesAt(sql, home));
    expect(Math.min(balances.prepaidUnits, balances.shortfallUnits)).toBe(0);
  }
  const end = [];
  for (const accountId of ids) {
    const home = accountHome(accountId);
    end.push(
      await town.hub.store.read(home, (sql) => {
        expect([...verifyLedger(sql, home).problems, ...verifyMoney(sql)]).toEqual([]);
        return balancesAt(sql, home);
      }),
    );
  }
  return end;
}

onEachPlacement("independent happenings", (open) => {
  it("come to the same in any order", async () => {
    const given = await endOf(await open("u"), happenings);
    // Two dollars of use and sixteen, of six and the nine and a half that are paid in.
    expect(given.map(({ shortfallUnits }) => shortfallUnits > 0)).toEqual([false, true]);
    expect(await endOf(await open("v"), shuffled("another order"))).toEqual(given);
  });
});
