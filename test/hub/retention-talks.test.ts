/** How long what was said and chosen in a talk is kept, and whom a person called back. */
import { expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { type RetentionPolicy, ROWS_A_STEP } from "../../core/hub/expire-lines.ts";
import { kioskLine, lineHome, utilityHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { addCallBack, closeCallBack } from "../../core/store/call-backs.ts";
import { saveTalk, talkOf } from "../../core/store/talks.ts";
import { onEachPlacement, type Open } from "../placements.ts";
import { clearOut } from "../support/clear-out.ts";
import { ana, Town, usd } from "../town.ts";

const number = "+15550100001";
const home = lineHome(number);
const retention: RetentionPolicy = { messageDays: 60, noticeDays: 400, codeDays: 1, eventDays: 30 };

async function townOf(open: Open): Promise<Town> {
  const town = new Town(await open("u"));
  await town.found(usd);
  await town.enrol(ana);
  return town;
}

/** What the journal says of clearing out. */
function expired(town: Town): Promise<unknown[]> {
  return town.hub.store.read(home, (sql) =>
    sql
      .all<{ facts: string }>("SELECT facts FROM journal WHERE kind = 'texts-expired'", [])
      .map(({ facts }): unknown => JSON.parse(facts)),
  );
}

onEachPlacement("a saved talk", (open) => {
  const talkOfLine = (town: Town) =>
    town.hub.store.read(home, (sql) => must(talkOf(sql, home, "sms"), "a talk"));

  it("is empty after its days, but for its language, and goes on as if it were new", async () => {
    const town = await townOf(open);
    await town.text(number, "ESPANOL");
    await town.text(number, "PAGAR 20");
    await town.pass(HOUR_MS);
    await town.pass(59 * DAY_MS);
    await clearOut(town, home, retention);
    expect((await talkOfLine(town)).talk).toContain('"accountId":"1001"');
    // Its question was closed in its own time, which was its last turn.
    await town.pass(DAY_MS);
    await clearOut(town, home, retention);
    expect(await talkOfLine(town)).toMatchObject({ talk: "null", language: "es" });
    expect((await expired(town)).at(-1)).toMatchObject({ talks: 1 });
    await clearOut(town, home, retention);
    await town.text(number, "4");
    expect(town.world.charged).toEqual([]);
    await town.text(number, "SALDO");
    expect(town.textsTo(number).at(-1)).toContain("saldo");
  });

  it.each([
    ["requested", '{"snapshot":{"value":{"talk":"menu","payment":"requested"}}}'],
    ["slow", '{"snapshot":{"value":{"talk":"menu","payment":"slow"}}}'],
    ["none", "null"],
  ])("stays while what came of its payment is waited for: %s", async (payment, kept) => {
    const town = await townOf(open);
    const talk = JSON.stringify({ snapshot: { value: { talk: "menu", payment } } });
    await town.hub.store.transact(home, (sql) => {
      const row = { channel: "sms", talk, language: "en", numberUsed: "u" } as const;
      saveTalk(sql, home, row, town.wallMs - 900 * DAY_MS);
    });
    await clearOut(town, home, retention);
    expect((await talkOfLine(town)).talk).toBe(kept);
  });

  it("stays of a terminal, which is nobody's", async () => {
    const town = await townOf(open);
    const kiosk = lineHome(kioskLine("u_00000001"));
    await town.hub.store.transact(kiosk, (sql) => {
      const row = {
        channel: "kiosk",
        talk: '{"turn":1}',
        language: "en",
        numberUsed: "u",
      } as const;
      saveTalk(sql, kiosk, row, town.wallMs - 900 * DAY_MS);
    });
    await clearOut(town, home, retention);
    const kept = await town.hub.store.read(kiosk, (sql) => talkOf(sql, kiosk, "kiosk")?.talk);
    expect(kept).toBe('{"turn":1}');
  });

  it("is looked at 500 a step, as all else", async () => {
    const town = await townOf(open);
    await town.hub.store.transact(home, (sql) => {
      for (let count = 0; count < ROWS_A_STEP + 3; count += 1) {
        const row = { talk: '{"turn":1}', language: "en", numberUsed: "u" } as const;
        const channel = `c${String(count)}` as "sms";
        saveTalk(sql, home, { ...row, channel }, town.wallMs - 60 * DAY_MS);
      }
    });
    await clearOut(town, home, retention);
    expect((await expired(town)).at(-1)).toMatchObject({ talks: ROWS_A_STEP + 3 });
  });
});

onEachPlacement("a call-back", (open) => {
  const utility = utilityHome("u");
  const ids = (town: Town) =>
    town.hub.store.read(utility, (sql) =>
      sql.all<{ id: string }>("SELECT id FROM call_back ORDER BY id", []).map(({ id }) => id),
    );

  it("goes after its days from when it was done, and never while it is waited for", async () => {
    const town = await townOf(open);
    const ages = { done: 60, done_later: 59, waited_for: null } as const;
    await town.hub.store.transact(utility, (sql) => {
      for (const [id, days] of Object.entries(ages)) {
        const about = { line: number, accountId: "1001", language: "en", reason: "asked" } as const;
        const createdAtMs = town.wallMs - 900 * DAY_MS;
        addCallBack(sql, utility, { ...about, id, task: null, createdAtMs });
        if (days !== null) closeCallBack(sql, utility, id, town.wallMs - days * DAY_MS);
      }
    });
    await clearOut(town, utility, retention);
    expect(await ids(town)).toEqual(["done_later", "waited_for"]);
    await town.pass(DAY_MS);
    await clearOut(town, utility, retention);
    expect(await ids(town)).toEqual(["waited_for"]);
  });

  it("has days of its own, and so have talks", async () => {
    const town = await townOf(open);
    await town.hub.store.transact(utility, (sql) => {
      const about = { line: number, accountId: null, language: "en", reason: "asked" } as const;
      addCallBack(sql, utility, { ...about, id: "a", task: null, createdAtMs: 0 });
      closeCallBack(sql, utility, "a", town.wallMs - 90 * DAY_MS);
    });
    await clearOut(town, utility, { ...retention, callBackDays: 91 });
    expect(await ids(town)).toEqual(["a"]);
    await clearOut(town, utility, { ...retention, callBackDays: 90 });
    expect(await ids(town)).toEqual([]);
    await town.text(number, "PAY 20");
    await town.pass(HOUR_MS);
    await town.pass(40 * DAY_MS);
    await clearOut(town, home, { ...retention, talkDays: 40 });
    expect(await town.hub.store.read(home, (sql) => talkOf(sql, home, "sms")?.talk)).toBe("null");
  });
});
