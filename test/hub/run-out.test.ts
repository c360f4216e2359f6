/** When money runs out, as the HTTP API tells it: by the same days as what every channel says, and from the newest read. */
import { expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { isRefusal } from "../../core/refusal.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { findAccount } from "../../hosts/find-account.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

onEachPlacement("the run-out of an account", (open) => {
  /** A town of one home that has used 1 kWh an hour for so many days. */
  const lived = async (days: number, mode: "prepaid" | "postpay" = "prepaid") => {
    const town = new Town(await open("u"));
    await town.found(usd);
    await town.enrol({ ...ana, mode, openingUnits: mode === "prepaid" ? 70_000_000 : 0 });
    await town.pass(days * DAY_MS);
    const endMs = Math.floor(town.serviceMs / HOUR_MS) * HOUR_MS;
    const reads = Array.from({ length: days * 24 }, (_, at) => ({
      meterId: "E-1",
      startMs: endMs - (days * 24 - at) * HOUR_MS,
      durationMs: HOUR_MS,
      quantityMicro: 1_000_000,
      revision: 0,
      estimated: false,
    }));
    await town.push(reads);
    return town;
  };
  const found = async (town: Town) => {
    const account = await findAccount(town.hub, "1001");
    if (isRefusal(account)) throw new Error(account.code);
    return account;
  };

  it("is an interval around the days that every channel tells", async () => {
    const { runOut, daysLeft, asOfMs, balanceUnits } = await found(await lived(8));
    const { earlyMs, likelyMs, lateMs } = must(runOut, "a forecast");
    expect(earlyMs).toBeLessThanOrEqual(likelyMs);
    expect(likelyMs).toBeLessThanOrEqual(lateMs);
    const likelyDays = (likelyMs - must(asOfMs, "reads")) / DAY_MS;
    expect(Math.floor(likelyDays)).toBe(daysLeft);
    expect(Math.abs(likelyDays - balanceUnits / (24 * 200_000 + 350_000))).toBeLessThan(1);
  });

  it.each([
    ["of whose use too little is known", 2, "prepaid"],
    ["that is billed later", 8, "postpay"],
  ] as const)("is not told of one %s", async (_, days, mode) => {
    expect((await found(await lived(days, mode))).runOut).toBeNull();
  });
});
