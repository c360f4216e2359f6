/** A switch that somebody else has moved is for people to look at first, whatever command a meter's report names for it. */
import { expect, it } from "vitest";
import { confirmSwitch } from "../../core/hub/confirm-switch.ts";
import { takeCash } from "../../core/hub/take-cash.ts";
import { supplyRecord } from "../../core/hub/switch-supply.ts";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import { supplyOf } from "../../core/store/supply.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const home = accountHome("1001");

onEachPlacement("a report of a switch at rest that has moved", (open) => {
  const founded = async (openingUnits = 60_000_000): Promise<Town> => {
    const town = new Town(await open("u"));
    await town.found(usd);
    await town.enrol({ ...ana, openingUnits });
    await town.pass(HOUR_MS);
    return town;
  };
  const reports = async (town: Town, commandId: string | null): Promise<void> => {
    town.wallMs += 1_000;
    const told = { key: "r1", meterId: "E-1", position: "open", atMs: town.wallMs } as const;
    await town.hub.store.transact(home, (sql) =>
      confirmSwitch(sql, town.hub.clock.now(), home, { ...told, commandId }),
    );
    town.hub.wake();
    await town.settle();
    await town.pass(HOUR_MS);
  };
  const recordOf = (town: Town) =>
    town.hub.store.read(home, (sql) => {
      const [row] = supplyOf(sql, home);
      return row === undefined ? null : supplyRecord(sql, home, row.serviceId);
    });

  it.each<[string, string | null]>([
    ["names no command", null],
    ["names another system's", "head-end/4711"],
    ["names what looks like one of ours and never was", `${home}#999999`],
    ["names a happening of the account that was no command", `${home}#1`],
    ["names a number too large for any", `${home}#99999999999999999999`],
    ["names nothing that is a number", `${home}#one`],
    ["names another account's", "account:1002#1"],
    ["names an empty text", ""],
  ])(
    "and %s is set aside for staff: nobody closes what somebody has opened",
    async (_, commandId) => {
      const town = await founded();
      await reports(town, commandId);
      expect(await recordOf(town)).toMatchObject({
        state: "off",
        wanted: "on",
        parkedCode: "moved",
      });
      expect(town.world.commanded).toEqual([]);
    },
  );

  it("and names a command of ours that ran late is put right by itself", async () => {
    const town = await founded(6_000_000);
    await town.use("E-1", 40_000_000);
    const [off] = town.world.commanded;
    await town.report("1001");
    await town.hub.store.transact(home, (sql) => {
      const cash = {
        paymentId: "p",
        amountMinor: 20_000,
        currency: "USD",
        drawer: "d",
        clerk: "c",
      };
      return takeCash(sql, town.hub.clock.now(), home, cash);
    });
    town.hub.wake();
    await town.settle();
    await town.report("1001");
    await town.pass(HOUR_MS);
    expect(await recordOf(town)).toMatchObject({ state: "on", olderUntilMs: null });
    await reports(town, off?.commandId ?? "");
    expect(town.world.commanded.map(({ wanted }) => wanted).slice(0, 3)).toEqual([
      "off",
      "on",
      "on",
    ]);
    expect((await recordOf(town))?.parkedCode).toBeNull();
  });
});
