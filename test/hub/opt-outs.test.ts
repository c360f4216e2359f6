/** Who ends texts, and who hears of it: the carrier by its own list, the hub by its own ledger; either holds without the other. */
import { expect, it } from "vitest";
import { deliverNotice } from "../../core/hub/deliver-notice.ts";
import { noteConsent, type NoteConsent } from "../../core/hub/note-consent.ts";
import { noteDelivery } from "../../core/hub/note-delivery.ts";
import { lineHome } from "../../core/ids.ts";
import { consentEvents, consentOf } from "../../core/store/talks.ts";
import { onEachPlacement, type Open } from "../placements.ts";
import { ana, Town } from "../town.ts";

const number = "+15550100001";
const home = lineHome(number);
const ours = "+15550001000";

async function townOf(open: Open): Promise<Town> {
  const town = new Town(await open("u"));
  await town.found();
  await town.enrol(ana);
  return town;
}

async function owe(town: Town, id: string): Promise<string> {
  const prompt = {
    utility: "Northside Power",
    key: "notice_on",
    label: "Oak St 12",
    balanceUnits: 5_000_000,
    currency: "USD",
  } as const;
  const input = { noticeId: id, accountId: "1001", prompt, language: "en", from: ours };
  const { kind } = await town.hub.store.transact(home, (sql) =>
    deliverNotice(sql, town.hub.clock.now(), { home, key: `owe-${id}` }, input),
  );
  return kind;
}

async function say(
  town: Town,
  state: NoteConsent["state"],
  source: NoteConsent["source"],
  key: string,
): Promise<void> {
  await town.hub.store.transact(home, (sql) => {
    const said = { line: number, key, purpose: "account", state, source } as const;
    noteConsent(sql, town.hub.clock.now(), { ...said, evidence: key, occurredAtMs: null });
  });
}

function standing(town: Town) {
  return town.hub.store.read(home, (sql) => consentOf(sql, home, "account"));
}

onEachPlacement("an end of texts", (open) => {
  it.each<NoteConsent["source"]>(["text", "kiosk", "staff", "carrier"])(
    "said to us by %s stops what waits and what comes, without a word to the carrier",
    async (source) => {
      const town = await townOf(open);
      await town.settle();
      const before = town.world.said.length;
      expect(await owe(town, "n1")).toBe("owed");
      await say(town, "revoked", source, "stop");
      expect(await owe(town, "n2")).toBe("refused");
      await town.settle();
      expect(town.world.said.length).toBe(before);
      expect(await standing(town)).toBe("revoked");
      // Who asks by text is answered all the same.
      await town.text(number, "BAL");
      expect(town.world.said.length).toBe(before + 1);
    },
  );

  it("is proved by what was texted, without the card number that stood in it", async () => {
    const town = await townOf(open);
    await say(town, "revoked", "carrier", 'texted "STOP 4242 4242 4242 4242" (4242424242424242)');
    const proof = await town.hub.store.read(home, (sql) => consentEvents(sql, home));
    expect(proof.at(-1)?.evidence).toBe('texted "STOP #### #### #### ####" (4242424242424242)');
  });

  it("that the carrier knows of is learned from the first send that it blocks", async () => {
    const town = await townOf(open);
    await town.settle();
    town.world.sayOutcome = () => Promise.resolve({ kind: "opted_out" });
    await owe(town, "n1");
    await town.settle();
    expect(await standing(town)).toBe("revoked");
    expect(await owe(town, "n2")).toBe("refused");
    const proof = await town.hub.store.read(home, (sql) => consentEvents(sql, home));
    expect(proof.at(-1)).toMatchObject({ state: "revoked", source: "carrier" });
  });

  it("that the carrier knows of is learned from a report, of whatever message", async () => {
    const town = await townOf(open);
    const report = {
      line: number,
      key: "r1",
      messageId: null,
      carrierId: "of nobody",
      state: "failed",
      code: "40300",
      occurredAtMs: null,
    } as const;
    for (let told = 0; told < 2; told += 1) {
      await town.hub.store.transact(home, (sql) => {
        noteDelivery(sql, town.hub.clock.now(), report);
      });
    }
    expect(await standing(town)).toBe("revoked");
    const proof = await town.hub.store.read(home, (sql) => consentEvents(sql, home));
    expect(proof.filter(({ source }) => source === "carrier").length).toBe(1);
  });

  it("is lifted by START, which the carrier answers, and by no file", async () => {
    const town = await townOf(open);
    await say(town, "revoked", "carrier", "stop");
    await town.pass(1_000);
    await say(town, "granted", "import", "form");
    expect(await standing(town)).toBe("revoked");
    await say(town, "granted", "carrier", "start");
    expect(await standing(town)).toBe("granted");
    expect(await owe(town, "n1")).toBe("owed");
  });

  it("that is told late, after a START that followed it, changes nothing", async () => {
    const town = await townOf(open);
    const atMs = town.wallMs;
    await town.pass(60_000);
    await say(town, "granted", "carrier", "start");
    await town.hub.store.transact(home, (sql) => {
      const late = { line: number, key: "stop", purpose: "account", state: "revoked" } as const;
      const told = { ...late, source: "carrier", evidence: "STOP", occurredAtMs: atMs } as const;
      noteConsent(sql, town.hub.clock.now(), told);
    });
    expect(await standing(town)).toBe("granted");
  });

  it.each([
    ["staff", "revoked", "granted", "granted"],
    ["kiosk", "revoked", "granted", "granted"],
    ["staff", "granted", "revoked", "revoked"],
    ["import", "revoked", "granted", "revoked"],
  ] as const)("in one millisecond, by %s: %s, then %s", async (source, first, then, expected) => {
    const town = await townOf(open);
    await say(town, first, source, "a");
    await say(town, then, source, "b");
    expect(await standing(town)).toBe(expected);
  });

  it.each([["stop"], ["start"]])(
    "and a START of the very same instant, told late, %s first, leave it ended",
    async (first) => {
      const town = await townOf(open);
      const occurredAtMs = town.wallMs;
      await town.pass(60_000);
      for (const key of first === "stop" ? ["stop", "start"] : ["start", "stop"]) {
        const state = key === "stop" ? "revoked" : "granted";
        await town.hub.store.transact(home, (sql) => {
          const told = { line: number, key, purpose: "account", state, source: "carrier" } as const;
          noteConsent(sql, town.hub.clock.now(), { ...told, evidence: key, occurredAtMs });
        });
      }
      expect(await standing(town)).toBe("revoked");
    },
  );

  it("holds though the grant before it was kept by a clock that ran ahead", async () => {
    const town = await townOf(open);
    await say(town, "granted", "kiosk", "agreed");
    town.wallMs -= 3_600_000;
    await say(town, "revoked", "carrier", "stop");
    expect(await standing(town)).toBe("revoked");
    await say(town, "granted", "text", "join");
    expect(await standing(town)).toBe("granted");
  });

  it("told late is not lifted by a START that came before it, though a clock was set back", async () => {
    const town = await townOf(open);
    await say(town, "revoked", "staff", "called us");
    const told = { line: number, key: "start", purpose: "account", source: "carrier" } as const;
    const occurredAtMs = town.wallMs - 7_200_000;
    town.wallMs -= 3_600_000;
    await town.hub.store.transact(home, (sql) => {
      const start = { ...told, state: "granted", evidence: "START", occurredAtMs } as const;
      noteConsent(sql, town.hub.clock.now(), start);
    });
    expect(await standing(town)).toBe("revoked");
  });
});
