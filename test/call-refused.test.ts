/** A carrier that does not do what a call is to do: nobody is left in silence. */
import { expect, it } from "vitest";
import { utilityHome } from "../core/ids.ts";
import { openCallBacks } from "../core/store/call-backs.ts";
import { onEachPlacement } from "./placements.ts";
import { last, number, townWith } from "./support/call-town.ts";
import { usd } from "./town.ts";

onEachPlacement("a call whose carrier refuses", (open) => {
  it("to put it through is called back by a person, and told so", async () => {
    const town = await townWith(open, { ...usd, agentNumber: "+15550001999" });
    town.calls.setFaults({ refuses: ["transfer"] });
    const call = await town.call(number);
    await town.press(call, "0");
    await town.listen(12_000);
    expect(last(call)).toMatch(/nobody can answer right now.+A person will call you back/);
    const { hub } = town.running;
    const home = utilityHome(hub.utilityId);
    expect(await hub.store.read(home, (sql) => openCallBacks(sql, home, 10))).toHaveLength(1);
  });

  it("to speak is ended", async () => {
    const town = await townWith(open);
    const call = await town.call(number);
    town.calls.setFaults({ refuses: ["gather_using_speak"] });
    await town.press(call, "2");
    await town.listen(1_000);
    expect(call).toMatchObject({ state: "over", endedBy: "callee" });
  });
});
