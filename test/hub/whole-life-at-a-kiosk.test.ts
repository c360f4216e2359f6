/** Off, cash or a card at a terminal, and on again with the meter's own answer: on every placement. */
import { expect, it } from "vitest";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { brokenLink } from "../../core/hub/journal.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { accountHome, kioskHome, utilityHome } from "../../core/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { waitingSuspense } from "../../core/store/suspense.ts";
import { settledPayments } from "../../core/store/payments.ts";
import { LivingTown } from "../living-town.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { KioskAt, seen } from "../support/kiosk-town.ts";
import { ana, flat, usd } from "../town.ts";
import reads from "../vectors/reads/us-ca-fontana-13.csv?raw";

const zone = "America/Los_Angeles";
/** A Monday, 06:00 in California. */
const startMs = Date.UTC(2026, 10, 23, 14);

async function townThatIsOff(open: Open) {
  const services = ana.services.map((service) => ({ ...service, zone }));
  const town = new LivingTown(await open("u"), {
    settings: { ...usd, zone },
    tariffs: [flat],
    accounts: [{ ...ana, zone, openingUnits: 900_000, services }],
    reads: { "E-1": reads },
    startMs,
  });
  await town.found();
  await town.setPin("1001", "4711");
  const { hub } = town.running;
  const factsNow = () =>
    hub.store.read(accountHome("1001"), (sql) => accountFacts(sql, hub.clock.now(), "1001", []));
  for (let hours = 0; hours < 24 && (await factsNow())?.supply !== "off"; hours += 1) {
    await town.pass(HOUR_MS);
  }
  expect((await factsNow())?.supply).toBe("off");
  const kiosk = new KioskAt(hub);
  await kiosk.ready();
  return { town, hub, kiosk, factsNow };
}

onEachPlacement("a whole life at a kiosk", (open) => {
  it("is off, gives a PIN, puts cash in and sees the meter answer", async () => {
    const { town, hub, kiosk, factsNow } = await townThatIsOff(open);
    const screens: string[] = [];
    const look = async () => {
      screens.push((await kiosk.view()).screen);
      return seen(await kiosk.view());
    };
    await look();
    await kiosk.press("begin");
    await look();
    await kiosk.enter("1001");
    expect(await look()).toEqual([
      "confirm_who: A. L., Oak St, account ending in 1001. Is this yours?",
    ]);
    await kiosk.press("see");
    await kiosk.enter("4712");
    expect(await look()).toContain("pin: That PIN is not right. Try again.");
    await kiosk.enter("4711");
    expect((await look()).slice(0, 2)).toEqual([
      expect.stringMatching(/^home: \$\d+\.\d\d turns Oak St 12 back on/),
      expect.stringMatching(/^You owe|^Your balance/),
    ]);
    await kiosk.press("pay");
    const amount = await kiosk.view();
    expect(amount.actions[0]).toMatchObject({ option: "amount:100", tone: "primary" });
    await kiosk.enter("2000");
    await kiosk.press("cash");
    expect(await kiosk.note(500, 50)).toBe("taken");
    expect(await kiosk.note(500, 50)).toBe("seen");
    expect(await kiosk.note(2000, 51)).toBe("taken");
    expect(await look()).toContain("total $25.00");
    await town.listen(MINUTE_MS / 2);
    await kiosk.press("finish");
    await town.listen(MINUTE_MS);
    const end = await look();
    expect(end[0]).toBe("success: $25.00 is paid");
    expect(end.slice(-3)).toEqual([
      "done: Your payment is in",
      "done: We told your meter to turn on",
      "done: Your meter is on",
    ]);
    expect((await factsNow())?.supply).toBe("on");
    await kiosk.press("done");
    await look();
    expect(screens).toEqual([
      "attract",
      "identify",
      "confirm_who",
      "pin",
      "home",
      "cash",
      "success",
      "ended",
    ]);
    const paid = await hub.store.read(accountHome("1001"), (sql) =>
      settledPayments(sql, accountHome("1001"), 9).map((one) => one.amountMinor),
    );
    expect(paid.toSorted((one, other) => one - other)).toEqual([500, 2000]);
    for (const home of [accountHome("1001"), kioskHome("u_00000001"), utilityHome("u")]) {
      expect(await hub.store.read(home, (sql) => brokenLink(sql, home))).toBeNull();
      expect(await hub.store.read(home, (sql) => verifyLedger(sql).problems)).toEqual([]);
    }
  });

  it("pays by a card at the reader with no PIN and learns nothing", async () => {
    const { town, kiosk, factsNow } = await townThatIsOff(open);
    await kiosk.press("begin");
    await kiosk.enter("5550100001");
    await kiosk.press("this_is_me");
    const amount = await kiosk.view();
    expect(amount).toMatchObject({
      screen: "amount",
      runway: null,
      preview: { balanceMinor: null },
    });
    await kiosk.press("amount:1000");
    await kiosk.press("card");
    expect(await kiosk.card("sim_decline")).toBe("taken");
    await town.listen(MINUTE_MS / 2);
    expect(seen(await kiosk.view())[0]).toMatch(
      /^problem: Your card was declined\. \$10\.00 was not paid/,
    );
    await kiosk.press("tender");
    await kiosk.press("card");
    await kiosk.card("sim_card");
    expect((await kiosk.view()).screen).toBe("processing");
    await town.listen(MINUTE_MS / 2);
    const end = await kiosk.view();
    expect(seen(end)).toEqual(["success: $10.00 is paid", "Your money is on the account."]);
    expect(end).toMatchObject({ runway: null, steps: [], privacy: "public" });
    expect((await factsNow())?.supply).toBe("on");
  });

  it("keeps a note that nobody named for a person", async () => {
    const { town, hub, kiosk } = await townThatIsOff(open);
    expect(await kiosk.note(2000)).toBe("taken");
    await town.listen(MINUTE_MS / 2);
    expect(seen(await kiosk.view())[0]).toMatch(/^problem: We have \$20\.00 of yours, safe/);
    const home = utilityHome("u");
    const held = await hub.store.read(home, (sql) => waitingSuspense(sql, home, 9));
    expect(held).toMatchObject([{ amountMinor: 2000, accountId: null, code: "nobody_named" }]);
    expect(await hub.store.read(home, (sql) => verifyLedger(sql).problems)).toEqual([]);
  });

  it("takes no press of an older screen, and none twice", async () => {
    const { kiosk } = await townThatIsOff(open);
    const { rev } = await kiosk.view();
    expect(await kiosk.press("begin", { rev, id: "one" })).toBe("taken");
    expect(await kiosk.press("begin", { rev: rev + 1, id: "one" })).toBe("seen");
    expect(await kiosk.press("done", { rev, id: "two" })).toBe("stale");
    expect((await kiosk.view()).screen).toBe("identify");
  });

  it("forgets who was there when they leave", async () => {
    const { kiosk } = await townThatIsOff(open);
    await kiosk.press("begin");
    await kiosk.enter("1001");
    await kiosk.press("see");
    await kiosk.enter("4711");
    expect((await kiosk.view()).screen).toBe("home");
    await kiosk.left();
    expect((await kiosk.view()).screen).toBe("ended");
    await kiosk.press("home");
    expect((await kiosk.view()).screen).not.toBe("home");
    await kiosk.press("begin");
    await kiosk.enter("1001");
    await kiosk.press("home");
    expect((await kiosk.view()).screen).toBe("confirm_who");
  });
});
