/** How long a phone's line keeps what it holds: texts and the keys of events go, what proves consent, money and decisions stays. */
import { expect, it } from "vitest";
import { type RetentionPolicy, ROWS_A_STEP } from "../../core/hub/expire-lines.ts";
import { noteConsent } from "../../core/hub/note-consent.ts";
import { takeTurn } from "../../core/hub/take-turn.ts";
import type { UtilitySettings } from "../../core/hub/settings.ts";
import { accountHome, lineHome } from "../../core/ids.ts";
import { DAY_MS } from "../../core/instant.ts";
import type { Sql, Synchronous } from "../../core/ports.ts";
import { takeKey } from "../../core/store/inbox.ts";
import { addMessage, consentEvents, consentOf } from "../../core/store/talks.ts";
import { onEachPlacement, type Open } from "../placements.ts";
import { clearOut } from "../support/clear-out.ts";
import { ana, Town, usd } from "../town.ts";

const number = "+15550100001";
const home = lineHome(number);
const retention: RetentionPolicy = { messageDays: 60, noticeDays: 400, codeDays: 1, eventDays: 30 };

async function townOf(
  open: Open,
  settings: Partial<UtilitySettings> = { retention },
): Promise<Town> {
  const town = new Town(await open("u"));
  await town.found({ ...usd, ...settings });
  await town.enrol(ana);
  return town;
}

function at<Result>(town: Town, work: (sql: Sql) => Synchronous<Result>): Promise<Result> {
  return town.hub.store.read(home, work);
}

/** What the journal says of clearing out. */
function expired(town: Town): Promise<unknown[]> {
  return at(town, (sql) =>
    sql
      .all<{ facts: string }>("SELECT facts FROM journal WHERE kind = 'texts-expired'", [])
      .map(({ facts }): unknown => JSON.parse(facts)),
  );
}

function idsOf(town: Town): Promise<string[]> {
  return at(town, (sql) =>
    sql
      .all<{ id: string }>("SELECT id FROM message WHERE home = ?1 ORDER BY id", [home])
      .map(({ id }) => id),
  );
}

function keysOf(town: Town): Promise<string[]> {
  return at(town, (sql) =>
    sql
      .all<{ key: string }>("SELECT key FROM inbox WHERE home = ?1 ORDER BY key", [home])
      .map(({ key }) => key),
  );
}

const clear = (town: Town) => clearOut(town, home, retention);

interface Kept {
  readonly id: string;
  readonly days: number;
  readonly direction?: "in" | "out";
  readonly body?: string;
  readonly state?: "received" | "owed" | "sent" | "delivered" | "failed" | "refused";
  readonly noticeId?: string;
}

async function keep(town: Town, messages: readonly Kept[]): Promise<void> {
  const { wallMs } = town;
  await town.hub.store.transact(home, (sql) => {
    for (const { id, days, direction = "in", body = "BAL", state, noticeId = null } of messages) {
      const usual = direction === "in" ? "received" : "delivered";
      const row = {
        id,
        direction,
        body,
        state: state ?? usual,
        noticeId,
        accountId: null,
      } as const;
      const via = { channel: "sms", numberUsed: "+15550001000", language: "en" } as const;
      addMessage(sql, home, { ...row, ...via }, wallMs - days * DAY_MS);
    }
  });
}

const told = (key: string) => JSON.stringify({ utility: "u", key });

onEachPlacement("what a phone's line keeps", (open) => {
  it.each<[string, Omit<Kept, "id">, boolean]>([
    ["a text of a day less", { days: 59 }, true],
    ["a text of that day", { days: 60 }, false],
    ["what was told, a day less", { days: 59, direction: "out", body: told("balance") }, true],
    ["what was told, of that day", { days: 60, direction: "out", body: told("balance") }, false],
    ["what failed", { days: 60, direction: "out", body: told("balance"), state: "failed" }, false],
    [
      "what is owed still",
      { days: 900, direction: "out", body: told("balance"), state: "owed" },
      true,
    ],
    ["a notice", { days: 399, direction: "out", body: told("notice_low"), noticeId: "n" }, true],
    [
      "an old notice",
      { days: 400, direction: "out", body: told("notice_low"), noticeId: "n" },
      false,
    ],
    ["a code of yesterday", { days: 1, direction: "out", body: told("proof_code") }, false],
    ["a code of today", { days: 0, direction: "out", body: told("proof_code") }, true],
    ["a code that was texted to us", { days: 1, body: "GO 12345678" }, false],
    ["a code to pay by", { days: 1, direction: "out", body: told("pay_code_made") }, false],
    ["one that was texted to us in groups", { days: 1, body: "is 123 456 7897 good" }, false],
    ["what is no code", { days: 1, body: "PAY 20" }, true],
    ["a number of five digits", { days: 1, body: "my house 12345" }, true],
  ])("of %s", async (_what, message, stays) => {
    const town = await townOf(open);
    await town.settle();
    await keep(town, [{ id: "it", ...message }]);
    await clear(town);
    expect((await idsOf(town)).includes("it")).toBe(stays);
  });

  it.each([
    ["telnyx:a", 31, false],
    ["telnyx:a", 30, true],
    ["timer/talk", 31, false],
    ["carrier/abc", 31, false],
    ["call-7/3/keys", 900, true],
    ["result/p-1", 900, true],
    ["telnyx", 900, true],
  ])("of a key %s after %i days", async (key, days, stays) => {
    const town = await townOf(open);
    await town.settle();
    const { wallMs } = town;
    await town.hub.store.transact(home, (sql) => takeKey(sql, home, key, wallMs - days * DAY_MS));
    await clear(town);
    expect((await keysOf(town)).includes(key)).toBe(stays);
  });

  it.each([
    ["an account", accountHome("1001")],
    ["a terminal", lineHome("kiosk:k1")],
  ])("is no matter of %s, whose keys and rows stay", async (_whose, other) => {
    const town = await townOf(open);
    const { wallMs } = town;
    await town.hub.store.transact(other, (sql) =>
      takeKey(sql, other, "telnyx:x", wallMs - 900 * DAY_MS),
    );
    await clear(town);
    const kept = await town.hub.store.read(other, (sql) =>
      sql.all("SELECT 1 FROM inbox WHERE home = ?1 AND key = 'telnyx:x'", [other]),
    );
    expect(kept).toHaveLength(1);
  });

  it("is all there was where nothing is said of days", async () => {
    const town = await townOf(open, {});
    await town.text(number, "BAL");
    const said = await idsOf(town);
    for (let month = 0; month < 3; month += 1) await town.pass(30 * DAY_MS);
    expect(await idsOf(town)).toEqual(expect.arrayContaining(said));
  });

  it("is never the proof of consent, and the journal says how much went", async () => {
    const town = await townOf(open);
    await town.text(number, "stop texting me");
    const before = await at(town, (sql) => consentEvents(sql, home));
    await town.pass(3_000 * DAY_MS);
    await clear(town);
    expect(await idsOf(town)).toEqual([]);
    expect(await at(town, (sql) => consentEvents(sql, home))).toEqual(before);
    expect(await at(town, (sql) => consentOf(sql, home, "account"))).toBe("revoked");
    expect(await expired(town)).toEqual([{ messages: 2, keys: 0, talks: 1, callBacks: 0 }]);
  });

  it("is looked through a bounded number of rows at a time, and once only", async () => {
    const town = await townOf(open);
    await town.settle();
    const many = Array.from({ length: ROWS_A_STEP * 2 + 10 }, (_, n) => ({
      id: `m${String(n)}`,
      days: 90,
    }));
    await keep(town, many);
    expect(await clear(town)).toBeGreaterThanOrEqual(6);
    expect((await idsOf(town)).filter((id) => id.startsWith("m"))).toEqual([]);
    expect(await clear(town)).toBe(4);
  });

  it("goes by itself once a day has closed", async () => {
    const town = await townOf(open);
    await town.text(number, "BAL");
    const said = await idsOf(town);
    expect(said.length).toBeGreaterThan(1);
    for (let month = 0; month < 3; month += 1) await town.pass(30 * DAY_MS);
    for (let ticks = 0; ticks < 5; ticks += 1) await town.pass(1_000);
    expect((await idsOf(town)).filter((id) => said.includes(id))).toEqual([]);
  });
});

let keys = 0;

onEachPlacement("an event from before what is remembered", (open) => {
  async function comes(town: Town, text: string, daysAgo: number, key: string): Promise<string> {
    const { kind } = await takeTurn(town.hub, {
      channel: "sms",
      key,
      from: number,
      to: "+15550001000",
      input: { kind: "said", text },
      occurredAtMs: town.wallMs - daysAgo * DAY_MS,
    });
    await town.settle();
    return kind;
  }

  it.each([
    [0, "taken"],
    [5, "taken"],
    [29.9, "taken"],
    [30, "stale"],
    [400, "stale"],
  ])("of %f days ago is %s", async (days, kind) => {
    const town = await townOf(open);
    keys += 1;
    expect(await comes(town, "BAL", days, `telnyx:${String(keys)}`)).toBe(kind);
  });

  it("does nothing a second time, whether its key is still there or not", async () => {
    const town = await townOf(open);
    const saidMs = town.wallMs;
    expect(await comes(town, "PAY 20", 0, "telnyx:twice")).toBe("taken");
    const heard: string[] = [];
    for (const days of [1, 20, 29, 31, 32, 60]) {
      const passMs = saidMs + days * DAY_MS - town.wallMs;
      await town.pass(passMs);
      await clear(town);
      heard.push(await comes(town, "PAY 20", days, "telnyx:twice"));
    }
    expect(heard).toEqual(["seen", "seen", "seen", "stale", "stale", "stale"]);
    expect(await keysOf(town)).not.toContain("telnyx:twice");
  });

  it("is taken however old it is where all is kept", async () => {
    const town = await townOf(open, {});
    expect(await comes(town, "BAL", 400, "telnyx:old")).toBe("taken");
  });

  it.each(["granted", "revoked"] as const)(
    "that a number was %s leaves what was decided since",
    async (state) => {
      const town = await townOf(open);
      const occurredAtMs = town.wallMs;
      const event = {
        line: number,
        key: "telnyx:c",
        purpose: "account",
        source: "carrier",
      } as const;
      const tell = () =>
        town.hub.store.transact(home, (sql) => {
          noteConsent(sql, town.hub.clock.now(), { ...event, state, evidence: "E", occurredAtMs });
        });
      await tell();
      await town.pass(DAY_MS);
      const since = state === "granted" ? "revoked" : "granted";
      await town.hub.store.transact(home, (sql) => {
        const later = { ...event, key: "later", state: since, evidence: "L" } as const;
        noteConsent(sql, town.hub.clock.now(), { ...later, occurredAtMs: null });
      });
      await town.pass(40 * DAY_MS);
      await clear(town);
      await tell();
      expect(await at(town, (sql) => consentOf(sql, home, "account"))).toBe(since);
    },
  );
});
