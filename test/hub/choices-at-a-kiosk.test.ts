/** What a customer chooses at a terminal after a PIN: who else is told, when alerts tell, and that charges are wrong. */
import { expect, it } from "vitest";
import { accountHome } from "../../core/ids.ts";
import { alertChoices } from "../../core/store/alert-choices.ts";
import { chargeDisputesOf } from "../../core/store/charge-disputes.ts";
import { secondContactsOf } from "../../core/store/second-contacts.ts";
import { LivingTown } from "../living-town.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { KioskAt, seen } from "../support/kiosk-town.ts";
import { ana, flat, START_MS, usd } from "../town.ts";

const home = accountHome("1001");
const sister = "+15550100077";

async function atTheKiosk(open: Open) {
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
  await kiosk.press("begin");
  await kiosk.enter("1001");
  return { town, kiosk, hub: town.running.hub };
}

async function agree(kiosk: KioskAt): Promise<void> {
  const [yes] = (await kiosk.view()).actions;
  await kiosk.press(yes?.option ?? "");
}

onEachPlacement("at a terminal, after a PIN", (open) => {
  it("a number is typed that is to be told too, and is asked by a text", async () => {
    const { town, kiosk, hub } = await atTheKiosk(open);
    const second = () => hub.store.read(home, (sql) => secondContactsOf(sql, home));
    await kiosk.press("second");
    expect(await second()).toEqual([]);
    await kiosk.press("see");
    await kiosk.enter("4711");
    await kiosk.press("more");
    await kiosk.press("second");
    expect(seen(await kiosk.view())[0]).toContain("Type the phone number that is to be told too");
    await kiosk.enter("0100077");
    expect(seen(await kiosk.view())[0]).toContain("Type the phone number that is to be told too");
    await kiosk.enter("5550100077");
    expect(await second()).toEqual([]);
    await agree(kiosk);
    await town.listen(1_000);
    expect(await second()).toMatchObject([{ line: sister, state: "asked", askedBy: "customer" }]);
    expect(town.phone(sister).messages().at(-1)?.text).toContain("wants you told");
    await kiosk.press("home");
    await kiosk.press("more");
    await kiosk.press("second");
    await kiosk.press("second_end");
    await town.listen(1_000);
    expect(await second()).toMatchObject([{ state: "ended", endedBy: "customer" }]);
    expect(town.phone(sister).messages()).toHaveLength(1);
  });

  it("alerts are chosen, and charges are called wrong", async () => {
    const { town, kiosk, hub } = await atTheKiosk(open);
    await kiosk.press("alert:use_off");
    await kiosk.press("dispute");
    const chosen = () => hub.store.read(home, (sql) => alertChoices(sql, home));
    const disputes = () => hub.store.read(home, (sql) => chargeDisputesOf(sql, home));
    expect([await chosen(), await disputes()]).toEqual([[], []]);
    await kiosk.press("see");
    await kiosk.enter("4711");
    await kiosk.press("more");
    await kiosk.press("alerts");
    await kiosk.press("alert:daily_1080");
    await town.listen(1_000);
    expect(await chosen()).toEqual([{ what: "daily", value: 1_080 }]);
    await kiosk.press("home");
    await kiosk.press("more");
    await kiosk.press("why");
    await kiosk.press("dispute");
    expect(await disputes()).toEqual([]);
    await agree(kiosk);
    await town.listen(1_000);
    expect(await disputes()).toMatchObject([
      { state: "open", standing: "person", channel: "kiosk" },
    ]);
    expect(seen(await kiosk.view())[0]).toContain("Your dispute of Oak St 12 is noted");
  });
});
