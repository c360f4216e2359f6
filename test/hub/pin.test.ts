/** A PIN behind the hash that every utility has: what other tests of the hub leave out, as it is dear on purpose. */
import { expect, it } from "vitest";
import { secretHash } from "../../hosts/secret-hash.ts";
import { usd } from "../town.ts";
import { onEachPlacement } from "../placements.ts";
import { last, number, PIN, townWith } from "../support/call-town.ts";

onEachPlacement("a PIN, hashed as it is for real", (open) => {
  it("proves who calls, and another proves nothing", async () => {
    const town = await townWith(open, usd, { secrets: secretHash("pepper") });
    const call = await town.call(number);
    await town.press(call, "1");
    await town.press(call, "4712#");
    expect(last(call)).toContain("do not match");
    await town.press(call, `${PIN}#`);
    expect(last(call)).toContain("How much");
  });
});
