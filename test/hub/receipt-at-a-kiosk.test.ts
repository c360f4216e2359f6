/** The receipt for notes: one confirmation code for all notes of a payment, which is the code of each on its account. */
import { expect, it } from "vitest";
import { accountHome } from "../../core/ids.ts";
import { MINUTE_MS } from "../../core/instant.ts";
import { settledPayments } from "../../core/store/payments.ts";
import { LivingTown } from "../living-town.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { KioskAt } from "../support/kiosk-town.ts";
import { ana, flat, START_MS, usd } from "../town.ts";

const home = accountHome("1001");

async function atKiosk(open: Open) {
  const town = new LivingTown(await open("u"), {
    settings: usd,
    tariffs: [flat],
    accounts: [{ ...ana, openingUnits: 30_000_000 }],
    reads: {},
    startMs: START_MS,
  });
  await town.found();
  const { hub } = town.running;
  const kiosk = new KioskAt(hub);
  await kiosk.ready();
  const codes = () =>
    hub.store.read(home, (sql) =>
      settledPayments(sql, home, 9).map(({ confirmation }) => confirmation),
    );
  return { town, hub, kiosk, codes };
}

async function come(kiosk: KioskAt): Promise<void> {
  await kiosk.press("begin");
  await kiosk.enter("1001");
  await kiosk.press("this_is_me");
}

/** The code on the screen; undefined where none stands there. */
async function shownCode(kiosk: KioskAt): Promise<string | undefined> {
  const view = await kiosk.view();
  expect(view.screen).toBe("receipt");
  const lines = "lines" in view ? view.lines : [];
  return lines.find(({ label }) => label === "Code")?.value;
}

onEachPlacement("a receipt for notes", (open) => {
  it("has one code for all of them, which each has on its account, and the next payment has another", async () => {
    const { town, kiosk, codes } = await atKiosk(open);
    await come(kiosk);
    const shown: (string | undefined)[] = [];
    for (const notes of [[500, 2_000], [1_000]]) {
      await kiosk.enter("2500");
      await kiosk.press("cash");
      for (const note of notes) await kiosk.note(note);
      await town.listen(MINUTE_MS / 2);
      await kiosk.press("finish");
      await kiosk.press("receipt");
      shown.push(await shownCode(kiosk));
      await kiosk.press("done");
      await come(kiosk);
    }
    const [first, second] = shown;
    expect(first).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
    expect(second).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
    expect(second).not.toBe(first);
    expect(await codes()).toEqual([second, first, first]);
  });

  it("has the code of a note that the acceptor tells of twice, and of no other", async () => {
    const { town, kiosk, codes } = await atKiosk(open);
    await come(kiosk);
    await kiosk.enter("2000");
    await kiosk.press("cash");
    expect(await kiosk.note(2_000, 70)).toBe("taken");
    await town.listen(MINUTE_MS / 2);
    expect(await kiosk.note(2_000, 70)).toBe("seen");
    await kiosk.press("finish");
    await kiosk.press("receipt");
    const [code, ...others] = await codes();
    expect(others).toEqual([]);
    expect(await shownCode(kiosk)).toBe(code);
  });

  it("has none where the account could take no note: that money waits for a person", async () => {
    const { town, hub, kiosk, codes } = await atKiosk(open);
    await come(kiosk);
    await kiosk.enter("2000");
    await kiosk.press("cash");
    await hub.store.transact(home, (sql) => {
      sql.run("UPDATE account SET closed_at_ms = ?2 WHERE home = ?1", [home, START_MS]);
      return null;
    });
    await kiosk.note(2_000);
    await town.listen(MINUTE_MS / 2);
    await kiosk.press("finish");
    await kiosk.press("receipt");
    expect(JSON.stringify(await kiosk.view())).not.toMatch(/"Code"/);
    expect(await codes()).toEqual([]);
  });
});
