/** A look takes its time, and meanwhile the meter itself reports: what was so when the look was asked for is the older news. */
import { expect, it } from "vitest";
import { confirmSwitch } from "../../core/hub/confirm-switch.ts";
import { supplyRecord } from "../../core/hub/switch-supply.ts";
import { takeCash } from "../../core/hub/take-cash.ts";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import type { SwitchEvidence } from "../../core/ports.ts";
import { supplyOf } from "../../core/store/supply.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const home = accountHome("1001");

onEachPlacement("a look that is slow", (open) => {
  const recordOf = (town: Town) =>
    town.hub.store.read(home, (sql) => {
      const [row] = supplyOf(sql, home);
      return row === undefined ? null : supplyRecord(sql, home, row.serviceId);
    });
  /** Off, paid for, told to close, and being looked at since now; the result answers the look. */
  const lookedAt = async (offMs = HOUR_MS) => {
    const town = new Town(await open("u"));
    await town.found(usd);
    await town.enrol(ana);
    await town.pass(HOUR_MS);
    await town.use("E-1", 40_000_000);
    await town.report("1001");
    await town.pass(offMs);
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<SwitchEvidence>();
    const looks: number[] = [];
    town.world.meterSwitch.look = () => {
      looks.push(town.wallMs);
      asked.resolve();
      return looks.length === 1 ? answer.promise : Promise.resolve({ kind: "closed" });
    };
    const cash = { paymentId: "p1", amountMinor: 2_000, currency: "USD", drawer: "d", clerk: "c" };
    await town.hub.store.transact(home, (sql) => takeCash(sql, town.hub.clock.now(), home, cash));
    town.hub.wake();
    await town.settle();
    town.wallMs += 20_000;
    await town.running.tick();
    town.hub.wake();
    await asked.promise;
    return { town, answer: answer.resolve, looks };
  };
  const reports = async (town: Town, position: "closed" | "open", laterMs: number) => {
    town.wallMs += laterMs;
    const { commandId = null } = town.world.commanded.at(-1) ?? {};
    const told = { key: `r-${position}`, meterId: "E-1", position, atMs: town.wallMs, commandId };
    await town.hub.store.transact(home, (sql) =>
      confirmSwitch(sql, town.hub.clock.now(), home, told),
    );
  };

  it.each<[string, SwitchEvidence["kind"]]>([
    ["finds it as it was before", "open"],
    ["finds it armed, before somebody pressed", "armed"],
    ["finds nothing", "no_answer"],
  ])("and %s leaves the meter's own report as it is", async (_, kind) => {
    const { town, answer } = await lookedAt();
    await reports(town, "closed", 3_000);
    town.wallMs += 2_000;
    answer({ kind });
    await town.settle();
    expect(await recordOf(town)).toMatchObject({ state: "on", wanted: "on", parkedCode: null });
    await town.pass(HOUR_MS);
    expect(await recordOf(town)).toMatchObject({ state: "on", parkedCode: null });
    expect(town.world.commanded.map(({ wanted }) => wanted)).toEqual(["off", "on"]);
  });

  it.each<[string, SwitchEvidence["kind"]]>([
    ["finds it as it was before", "open"],
    ["finds nothing", "no_answer"],
  ])(
    "while the command to turn off may still run, and %s, leaves the report as it is",
    async (_, kind) => {
      const { town, answer } = await lookedAt(1_000);
      await reports(town, "closed", 3_000);
      town.wallMs += 2_000;
      answer({ kind });
      await town.settle();
      expect(await recordOf(town)).toMatchObject({ state: "on", looksMissed: 0 });
      for (let passed = 0; passed < 10; passed += 1) await town.pass(20_000);
      expect(await recordOf(town)).toMatchObject({ state: "on", lookAtMs: null });
    },
  );

  it("and finds the same as the report changes nothing", async () => {
    const { town, answer } = await lookedAt();
    await reports(town, "closed", 3_000);
    answer({ kind: "closed" });
    await town.settle();
    expect(await recordOf(town)).toMatchObject({ state: "on", parkedCode: null });
  });

  it("and alone says where the switch stands", async () => {
    const { town, answer } = await lookedAt();
    town.wallMs += 90_000;
    answer({ kind: "closed" });
    await town.settle();
    expect(await recordOf(town)).toMatchObject({ state: "on", parkedCode: null, lookAtMs: null });
  });

  it("of the very moment of a report, and other than it, is asked for again and left to nobody", async () => {
    const { town, answer, looks } = await lookedAt();
    await reports(town, "open", 0);
    answer({ kind: "closed" });
    await town.settle();
    for (let passed = 0; passed < 10; passed += 1) await town.pass(20_000);
    expect(looks.length).toBeGreaterThan(0);
    expect((await recordOf(town))?.state).toBe("on");
    expect(town.faults).toEqual([]);
  });
});
