/** A machine whose clock ran ahead, was set right, and was restarted: nobody waits in the dark until the time has caught up. */
import { expect, it } from "vitest";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { takeCash } from "../../core/hub/take-cash.ts";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town } from "../town.ts";

const home = accountHome("1001");

onEachPlacement("a clock that was set back", (open) => {
  it.each([1, 26])("by %i hours delays no reconnect", async (hours) => {
    const town = new Town(await open("u"));
    await town.found();
    await town.enrol(ana);
    await town.pass(2 * HOUR_MS);
    await town.use("E-1", 40_000_000);
    await town.report("1001");
    town.world.switches.set("E-1", { kind: "open" });
    expect(town.world.commanded.map(({ wanted }) => wanted)).toEqual(["off"]);
    town.wallMs -= hours * HOUR_MS;
    await town.hub.store.transact(home, (sql) =>
      takeCash(sql, town.hub.clock.now(), home, {
        paymentId: "desk-1",
        amountMinor: 5_000,
        currency: "USD",
        drawer: "desk-1",
        clerk: "maria",
      }),
    );
    town.hub.wake();
    await town.settle();
    expect(town.world.commanded.map(({ wanted }) => wanted)).toEqual(["off", "on"]);
    town.world.switches.set("E-1", { kind: "closed" });
    for (let minutes = 0; minutes < 5; minutes += 1) await town.pass(MINUTE_MS);
    const facts = await town.hub.store.read(home, (sql) =>
      accountFacts(sql, town.hub.clock.now(), "1001", []),
    );
    expect(facts?.supply).toBe("on");
  });

  it.each([1, 26])("by %i hours keeps no text back", async (hours) => {
    const town = new Town(await open("u"));
    await town.found();
    await town.enrol(ana);
    town.world.sayOutcome = () => Promise.resolve({ kind: "retry", code: "down" });
    await town.text("+15550100001", "BAL");
    for (let minutes = 0; minutes < 15; minutes += 1) await town.pass(MINUTE_MS);
    const tries = town.world.said.length;
    expect(tries).toBeGreaterThan(2);
    town.wallMs -= hours * HOUR_MS;
    town.world.sayOutcome = () => Promise.resolve({ kind: "sent", carrierId: "c" });
    town.hub.wake();
    await town.settle();
    expect(town.world.said).toHaveLength(tries + 1);
    await town.text("+15550100001", "BAL");
    expect(town.world.said).toHaveLength(tries + 2);
  });

  it("by less than a retry may wait has it wait no longer than that", async () => {
    const town = new Town(await open("u"));
    await town.found();
    await town.enrol(ana);
    town.world.sayOutcome = () => Promise.resolve({ kind: "retry", code: "down" });
    await town.text("+15550100001", "BAL");
    town.wallMs -= 4 * MINUTE_MS;
    town.hub.wake();
    await town.settle();
    expect(town.world.said).toHaveLength(1);
    await town.pass(5 * MINUTE_MS);
    expect(town.world.said).toHaveLength(2);
  });
});
