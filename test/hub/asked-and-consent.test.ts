/** What only one task is asked by, from the text to what people and stores are told; and consents with their proof. */
import { expect, it } from "vitest";
import { declareOutage, endOutage } from "../../core/hub/outages.ts";
import type { UtilitySettings } from "../../core/hub/settings.ts";
import { accountHome, lineHome, utilityHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import { alertLevel } from "../../core/store/alert-levels.ts";
import { openCallBacks } from "../../core/store/call-backs.ts";
import { journalOf } from "../../core/store/journal.ts";
import { openReports } from "../../core/store/reports.ts";
import { consentEvents, consentOf } from "../../core/store/talks.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const number = "+15550100001";
const stranger = "+15550100099";

async function townOf(open: Open, settings: UtilitySettings = usd): Promise<Town> {
  const town = new Town(await open("u"));
  await town.found(settings);
  await town.enrol(ana);
  return town;
}

function last(town: Town, line = number): string {
  return town.textsTo(line).at(-1) ?? "";
}

function reportsOf(town: Town) {
  const home = utilityHome("u");
  return town.hub.store.read(home, (sql) =>
    openReports(sql, home, 9).map(({ what, line, accountId }) => [what, line, accountId]),
  );
}

/** The digit that the last text asks for. */
function digitOf(text: string): string {
  return /Reply (\d)/.exec(text)?.[1] ?? "none";
}

onEachPlacement("what one task is asked by", (open) => {
  it("is answered in the language of the text, and so on until another is written or chosen", async () => {
    const town = await townOf(open);
    const heard: string[] = [];
    for (const text of [
      "BAL",
      "saldo",
      "BAL",
      "4",
      "combien je dois",
      "how much do I owe",
      "BAL",
    ]) {
      await town.text(number, text);
      heard.push(
        /saldo|Responda|tarde/.test(last(town))
          ? "es"
          : /ni dette|dette/.test(last(town))
            ? "fr"
            : "en",
      );
    }
    expect(heard).toEqual(["en", "es", "es", "es", "fr", "en", "en"]);
  });

  it("reports no supply once, whoever says it again, and a danger of anybody", async () => {
    const town = await townOf(open);
    for (const _ of [1, 2]) {
      await town.text(number, "OUT");
      await town.text(number, digitOf(last(town)));
    }
    await town.text(stranger, "I smell gas here");
    expect(await reportsOf(town)).toEqual([
      ["outage", number, "1001"],
      ["gas_leak", stranger, null],
    ]);
    expect(last(town, stranger)).toContain("Leave now.");
  });

  it("tells an outage while it is open, and of none after", async () => {
    const town = await townOf(open);
    const home = utilityHome("u");
    const outage = { id: "o1", accountIds: ["1001"], sinceMs: null, backAtMs: null, actor: "test" };
    await town.hub.store.transact(home, (sql) => {
      declareOutage(sql, town.hub.clock.now(), home, outage);
      return null;
    });
    await town.text(number, "OUT");
    expect(last(town)).toContain("has an outage since");
    const ended = await town.hub.store.transact(home, (sql) =>
      endOutage(sql, town.hub.clock.now(), home, { id: "o1", actor: "test" }),
    );
    expect(ended).toBe(true);
    await town.text(number, "OUT");
    expect(last(town)).toContain("We know of no outage");
  });

  it("warns at a level of the customer's own, with a code that only its line may ask about", async () => {
    const town = await townOf(open);
    await town.text(number, "ALERT 8");
    const home = accountHome("1001");
    const level = await town.hub.store.read(home, (sql) => alertLevel(sql, home) ?? null);
    expect(level).toBe(8_000_000);
    // Six dollars are above the utility's level of five and below the customer's own.
    await town.use("E-1", 1_000_000);
    await town.pass(HOUR_MS);
    const notice = town.world.said.find(({ prompt }) => prompt.key === "notice_low");
    expect(notice?.prompt.askCode).toMatch(/^\d{6}$/);
    await town.text(number, `VERIFY ${notice?.prompt.askCode ?? ""}`);
    expect(last(town)).toContain("Yes, we sent that text");
    await town.text(stranger, `VERIFY ${notice?.prompt.askCode ?? ""}`);
    expect(last(town, stranger)).toContain("no text with that code");
    await town.text(number, "ALERT OFF");
    const after = await town.hub.store.read(home, (sql) => alertLevel(sql, home) ?? null);
    expect(after).toBe(null);
  });

  it("owes a call back for a move, and one a wish", async () => {
    const town = await townOf(open);
    await town.text(number, "MOVE");
    await town.text(number, digitOf(last(town)));
    await town.text(number, "CALL");
    const home = utilityHome("u");
    const owed = await town.hub.store.read(home, (sql) =>
      openCallBacks(sql, home, 9).map(({ reason }) => reason),
    );
    expect(owed.toSorted()).toEqual(["asked", "move"]);
    const kept = await town.hub.store.read(home, (sql) =>
      journalOf(sql, home, 0, 1_000).filter(({ kind }) => kind === "call-back-owed"),
    );
    // Nobody has called: a person who calls back may read where it was asked for.
    expect(kept.map(({ channel }) => channel)).toEqual(["sms", "sms"]);
  });
});

onEachPlacement("a text of which nobody knows whether it left", (open) => {
  it.each([
    ["may come twice", "BAL", "balance", 2],
    ["with a one-time code is not sent again", "KIOSK", "hand_over", 1],
  ] as const)("%s", async (_what, words, key, times) => {
    const town = await townOf(open);
    town.world.sayOutcome = () => Promise.resolve({ kind: "unknown" });
    await town.text(number, words);
    for (const _ of [1, 2, 3]) await town.pass(HOUR_MS);
    expect(town.world.said.filter(({ prompt }) => prompt.key === key)).toHaveLength(times);
  });
});

onEachPlacement("a consent", (open) => {
  function proofs(town: Town) {
    const home = lineHome(number);
    return town.hub.store.read(home, (sql) => consentEvents(sql, home));
  }

  function stateOf(town: Town, purpose: string) {
    const home = lineHome(number);
    return town.hub.store.read(home, (sql) => consentOf(sql, home, purpose) ?? null);
  }

  it("is kept with its words, its way and its time", async () => {
    const town = await townOf(open, usd);
    await town.text(number, "stop texting me");
    await town.text(number, "JOIN");
    await town.text(number, digitOf(last(town)));
    const [form, stop, join] = await proofs(town);
    expect(form).toMatchObject({
      state: "granted",
      source: "import",
      evidence: ana.contacts[0]?.agreed,
    });
    expect(stop).toMatchObject({ state: "revoked", source: "text", cameFrom: "sms +15550001000" });
    expect(join).toMatchObject({ state: "granted", source: "text", cameFrom: "sms +15550001000" });
    expect(join?.wording).toContain("Msg&data rates may apply");
    expect(join?.recordedAtMs).toBe(town.hub.clock.now().wallMs);
  });

  it.each([
    ["one kind before the day from which every kind ends", 9e15, "stop texting me", null],
    ["every kind from that day on", 0, "stop texting me", "revoked"],
    ["every kind where that is said", 9e15, "stop all texts", "revoked"],
  ] as const)("revoked ends %s", async (_what, stopsAllFromMs, words, calls) => {
    const town = await townOf(open, { ...usd, consent: { stopsAllFromMs, confirmed: [] } });
    await town.text(number, words);
    expect(await stateOf(town, "account")).toBe("revoked");
    expect(await stateOf(town, "calls")).toBe(calls);
  });

  it("out of a file counts only once its own number says so, where the utility wants that", async () => {
    const consent = { stopsAllFromMs: 0, confirmed: ["import"] } as const;
    const town = await townOf(open, { ...usd, consent });
    expect(await stateOf(town, "account")).toBe(null);
    expect((await proofs(town)).map(({ state }) => state)).toEqual(["asked"]);
    await town.text(number, digitOf(last(town)));
    expect(await stateOf(town, "account")).toBe("granted");
  });
});
