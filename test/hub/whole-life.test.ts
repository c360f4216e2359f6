/** A household's whole life on a real home's reads, with the simulated ends of the sandbox behind the real surface. */
import { expect, it } from "vitest";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { brokenLink } from "../../core/hub/journal.ts";
import { replayDecisions } from "../../core/hub/replay-decisions.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { accountHome, lineHome, utilityHome } from "../../core/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { LivingTown } from "../living-town.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, flat, usd } from "../town.ts";
import reads from "../vectors/reads/us-ca-fontana-13.csv?raw";

const number = "+15550100001";
const zone = "America/Los_Angeles";
/** A Monday, 06:00 in California. */
const startMs = Date.UTC(2026, 10, 23, 14);

/** A customer with a little credit, in a utility that gives six hours' notice and turns off by day only. */
const options = {
  settings: {
    ...usd,
    zone,
    supply: {
      ...usd.supply,
      noticeMs: 6 * HOUR_MS,
      allowed: [{ days: [1, 2, 3, 4, 5], fromMinute: 8 * 60, toMinute: 15 * 60 }],
    },
  },
  tariffs: [flat],
  accounts: [
    {
      ...ana,
      zone,
      openingUnits: 9_000_000,
      services: ana.services.map((service) => ({ ...service, zone })),
    },
  ],
  reads: { "E-1": reads },
  startMs,
};

onEachPlacement("a whole life", (open) => {
  it("is noticed, cut, pays by text and is on again", async () => {
    const town = new LivingTown(await open("u"), options);
    await town.found();
    const factsNow = async () => {
      const { hub } = town.running;
      const facts = await hub.store.read(accountHome("1001"), (sql) =>
        accountFacts(sql, hub.clock.now(), "1001", []),
      );
      if (facts === null) throw new Error("no account");
      return facts;
    };
    const until = async (isSo: (facts: Awaited<ReturnType<typeof factsNow>>) => boolean) => {
      for (let hours = 0; hours < 96; hours += 1) {
        if (isSo(await factsNow())) return;
        await town.pass(HOUR_MS);
      }
      throw new Error("four days passed and it did not come");
    };
    const texts = () =>
      town
        .phone(number)
        .messages()
        .map(({ by, text }) => `${by === "customer" ? ">" : "<"} ${text}`);

    await until(({ supply }) => supply === "off");
    expect((await factsNow()).balanceUnits).toBeLessThan(0);
    const usedMicro = (): number =>
      town.meters.closedMs("E-1", town.time.atMs - HOUR_MS, town.time.atMs);
    await town.pass(HOUR_MS);
    expect(usedMicro()).toBe(0);

    await town.text(number, "bal");
    await town.text(number, "PAY 20");
    const digit = /Reply (\d)/.exec(texts().at(-1) ?? "")?.[1] ?? "none";
    await town.text(number, digit);
    await town.pass(MINUTE_MS);
    expect((await factsNow()).supply).toBe("on");
    await town.pass(HOUR_MS);
    expect(usedMicro()).toBe(HOUR_MS);
    expect(texts().map((text) => text.replace(/Code \w+/, "Code ########"))).toMatchInlineSnapshot(`
      [
        "< Northside Power: Oak St 12 is low, balance $4.73. Text PAY 1.00 by Nov 24 8:00 am to stay on. HELP for help. #580939",
        "< Northside Power: Oak St 12 is off. Text PAY 1.00 to turn it on. HELP for help. #368872",
        "> bal",
        "< Northside Power: Oak St 12 OFF, balance -$0.49 as of 9:00 am. PAY 1.00 turns on.",
        "> PAY 20",
        "< Northside Power: Reply 4 to pay $20.00 with Visa 4242 for Oak St 12. Good for 10 min.",
        "> 4",
        "< Northside Power: Paid $20.00 to Oak St 12. Balance $19.51. It is being turned on. Code ########.",
        "< Northside Power: Oak St 12 is on. Balance $19.51. #571740",
      ]
    `);

    const { store } = town.running.hub;
    for (const home of [accountHome("1001"), lineHome(number), utilityHome("u")]) {
      expect(await store.read(home, (sql) => brokenLink(sql, home))).toBeNull();
      expect(await store.read(home, (sql) => verifyLedger(sql).problems)).toEqual([]);
    }
    const replayed = await store.read(accountHome("1001"), replayDecisions);
    expect(replayed.findings).toEqual([]);
    expect(replayed.same).toBeGreaterThan(2);
    expect(replayed.same).toBe(replayed.decisions);
  });
});
