/** How supply comes back after it was paid for: one case, step by step, late past the limit and open until the meter shows it. */
import { expect, it } from "vitest";
import { powerBackFigures, stepOf } from "../../core/hub/power-back.ts";
import { takeCash } from "../../core/hub/take-cash.ts";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { newestPowerBack } from "../../core/store/power-back.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const home = accountHome("1001");

onEachPlacement("a supply that was paid for", (open) => {
  const cutOff = async (): Promise<Town> => {
    const town = new Town(await open("u"));
    await town.found(usd);
    await town.enrol(ana);
    await town.pass(HOUR_MS);
    await town.use("E-1", 40_000_000);
    await town.report("1001");
    return town;
  };
  const pay = async (town: Town, paymentId = "p1"): Promise<void> => {
    await town.hub.store.transact(home, (sql) =>
      takeCash(sql, town.hub.clock.now(), home, {
        paymentId,
        amountMinor: 2_000,
        currency: "USD",
        drawer: "d",
        clerk: "c",
      }),
    );
    town.hub.wake();
    await town.settle();
  };
  const step = async (town: Town): Promise<string> => {
    const row = await town.hub.store.read(home, (sql) => newestPowerBack(sql, home) ?? null);
    return row === null ? "none" : stepOf(row);
  };

  it("goes from credited to verified, and only the meter's word ends it", async () => {
    const town = await cutOff();
    expect(await step(town)).toBe("none");
    town.world.commandOutcome = () => Promise.resolve({ kind: "unknown" });
    await pay(town);
    expect(await step(town)).toBe("sent");
    town.world.commandOutcome = () => Promise.resolve({ kind: "accepted" });
    town.wallMs += 20_000;
    await town.report("1001");
    expect(await step(town)).toBe("verified");
    const figures = await powerBackFigures(town.hub);
    expect(figures).toMatchObject({ open: [], verified: 1, p50Ms: 20_000, p95Ms: 20_000 });
    await town.pass(2 * HOUR_MS);
    expect(await powerBackFigures(town.hub)).toMatchObject({ open: [], late: 0 });
  });

  it("is acknowledged by the meter's end before it is seen", async () => {
    const town = await cutOff();
    await pay(town);
    expect(await step(town)).toBe("acknowledged");
  });

  it("is late past its limit, once, and stays open", async () => {
    const town = await cutOff();
    town.world.switches.set("E-1", { kind: "no_answer" });
    await pay(town);
    await town.pass(59 * MINUTE_MS);
    expect(await powerBackFigures(town.hub)).toMatchObject({
      open: [{ accountId: "1001" }],
      late: 0,
    });
    await town.pass(2 * MINUTE_MS);
    expect((await powerBackFigures(town.hub)).late).toBe(1);
    const late = await town.hub.store.read(home, (sql) =>
      sql.all("SELECT 1 FROM journal WHERE home = ?1 AND kind = 'power-back-late'", [home]),
    );
    expect(late).toHaveLength(1);
    await town.pass(HOUR_MS);
    expect((await powerBackFigures(town.hub)).open).toMatchObject([
      { accountId: "1001", paymentId: "p1" },
    ]);
  });
});
