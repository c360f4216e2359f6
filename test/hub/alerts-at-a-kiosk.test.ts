/** Alerts by text, agreed to at a terminal: consent is kept where the phone's own is, and the phone is told. */
import { expect, it } from "vitest";
import { lineHome } from "../../core/ids.ts";
import { consentEvents, consentOf } from "../../core/store/talks.ts";
import { LivingTown } from "../living-town.ts";
import { onEachPlacement } from "../placements.ts";
import { KioskAt, seen } from "../support/kiosk-town.ts";
import { ana, flat, START_MS, usd } from "../town.ts";

const phone = "+15550100001";

onEachPlacement("alerts at a kiosk", (open) => {
  it("are agreed to after a PIN, confirmed by a text, and STOP still ends them", async () => {
    const contacts = ana.contacts.map((contact) => ({ ...contact, agreed: null }));
    const town = new LivingTown(await open("u"), {
      settings: usd,
      tariffs: [flat],
      accounts: [{ ...ana, contacts, openingUnits: 30_000_000 }],
      reads: {},
      startMs: START_MS,
    });
    await town.found();
    await town.setPin("1001", "4711");
    const { hub } = town.running;
    const consent = () =>
      hub.store.read(lineHome(phone), (sql) => consentOf(sql, lineHome(phone), "account"));
    const kiosk = new KioskAt(hub);
    await kiosk.ready();
    await kiosk.press("begin");
    await kiosk.enter("1001");
    await kiosk.press("join");
    expect(await consent()).toBeUndefined();
    await kiosk.press("see");
    await kiosk.enter("4711");
    await kiosk.press("join");
    const [title, terms] = seen(await kiosk.view());
    expect(title).toBe("choose: Get account alerts by text, to the number ending in 0001?");
    expect(terms).toContain("Message and data rates may apply");
    const [yes] = (await kiosk.view()).actions;
    await kiosk.press(yes?.option ?? "");
    await town.listen(1_000);
    expect(await consent()).toBe("granted");
    const proof = await hub.store.read(lineHome(phone), (sql) =>
      consentEvents(sql, lineHome(phone)),
    );
    // What the screen said, and not what a text would have.
    expect(proof.at(-1)?.wording).toContain("when your money runs low and when it is in");
    expect(town.phone(phone).messages().at(-1)?.text).toMatch(/You joined account alerts/);
    await kiosk.press("home");
    expect((await kiosk.view()).actions.map(({ option }) => option)).not.toContain("join");
    await town.text(phone, "STOP");
    expect(await consent()).toBe("revoked");
  });
});
