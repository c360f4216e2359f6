/** Account numbers tried at a terminal, by whoever, over as many visits as they like. */
import { expect, it } from "vitest";
import { MINUTE_MS } from "../../core/instant.ts";
import { LivingTown } from "../living-town.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { KioskAt, seen } from "../support/kiosk-town.ts";
import { ana, flat, START_MS, usd } from "../town.ts";

const tooMany = "identify: Too many numbers were tried here";
const unknown = "identify: No account has that number";
const known = "confirm_who: A. L., Oak St, account ending in 1001. Is this yours?";

async function townWithKiosk(open: Open) {
  const town = new LivingTown(await open("u"), {
    settings: usd,
    tariffs: [flat],
    accounts: [{ ...ana, openingUnits: 30_000_000 }],
    reads: {},
    startMs: START_MS,
  });
  await town.found();
  await town.setPin("1001", "4711");
  const kiosk = new KioskAt(town.running.hub);
  await kiosk.ready();
  const tryOne = async (keys: string) => {
    await kiosk.press("start_over");
    await kiosk.press("begin");
    await kiosk.enter(keys);
    return seen(await kiosk.view())[0];
  };
  return { town, kiosk, tryOne };
}

onEachPlacement("numbers tried at a kiosk", (open) => {
  it("are no more looked for after three that are none, in one visit each, known or not", async () => {
    const { town, tryOne } = await townWithKiosk(open);
    for (const keys of ["1002", "1003", "1004"]) expect(await tryOne(keys)).toBe(unknown);
    for (const keys of ["1001", "1005", "5550100001", "12345678"]) {
      expect([keys, await tryOne(keys)]).toEqual([keys, tooMany]);
    }
    await town.pass(MINUTE_MS + 1_000);
    expect(await tryOne("1001")).toBe(known);
    // A number that is one buys no guesses: the next that is none doubles the wait.
    expect(await tryOne("1006")).toBe(unknown);
    await town.pass(MINUTE_MS + 1_000);
    expect(await tryOne("1001")).toBe(tooMany);
    await town.pass(MINUTE_MS);
    expect(await tryOne("1001")).toBe(known);
  });

  it("are forgiven one for each who pays or proves who they are", async () => {
    const { town, kiosk, tryOne } = await townWithKiosk(open);
    for (const keys of ["1002", "1003"]) expect(await tryOne(keys)).toBe(unknown);
    expect(await tryOne("1001")).toBe(known);
    await kiosk.press("see");
    await kiosk.enter("4711");
    expect(await tryOne("1004")).toBe(unknown);
    expect(await tryOne("1001")).toBe(known);
    await kiosk.press("this_is_me");
    await kiosk.note(500);
    await town.listen(1_000);
    expect(await tryOne("1005")).toBe(unknown);
    expect(await tryOne("1006")).toBe(unknown);
    expect(await tryOne("1001")).toBe(tooMany);
  });
});
