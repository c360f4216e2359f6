/** Erasure where something that was to be done for a number failed for good. */
import { expect, it } from "vitest";
import { lineHome } from "../../core/ids.ts";
import { isRefusal } from "../../core/refusal.ts";
import { parkedRows } from "../../core/store/outbox.ts";
import { eraseHere } from "../../hosts/erase.ts";
import { onEachPlacement } from "../placements.ts";
import { Town, usd } from "../town.ts";

const stranger = "+15550100099";
const wanted = { number: stranger, isDry: false };

onEachPlacement("erasure of what failed for good", (open) => {
  it("takes a text that failed for good, and names what else was set aside for staff", async () => {
    const town = new Town(await open("u"));
    await town.found(usd);
    town.world.sayOutcome = () => Promise.resolve({ kind: "refused", code: "40310" });
    await town.text(stranger, "BAL");
    const at = lineHome(stranger);
    const setAside = (kind: string) =>
      town.hub.store.transact(at, (sql) => {
        sql.run("UPDATE outbox SET kind = ?2 WHERE home = ?1 AND state = 'parked'", [at, kind]);
        return null;
      });
    const everySetAside = () => town.hub.store.read(at, (sql) => parkedRows(sql, 10).length);
    await setAside("happening");
    const refused = await eraseHere(town.hub, wanted);
    expect(refused).toMatchObject({ code: "set_aside" });
    expect(isRefusal(refused) && refused.message).toMatch(/waits for staff: happening \(40310\)$/);
    await setAside("say");
    expect(await eraseHere(town.hub, wanted)).toMatchObject({ erased: { message: 2 } });
    expect(await everySetAside()).toBe(0);
  });
});
