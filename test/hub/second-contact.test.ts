/** Somebody beside the customer is told that supply may go off: by their own agreement alone, of nothing else, and until either side ends it. */
import { expect, it } from "vitest";
import { noteConsent } from "../../core/hub/note-consent.ts";
import { askSecondContact, endSecondContact } from "../../core/hub/second-contact.ts";
import { noticeReached } from "../../core/hub/notice-told.ts";
import { accountRules } from "../../core/hub/rules.ts";
import { accountHome, lineHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import type { Sql } from "../../core/ports.ts";
import { isRefusal } from "../../core/refusal.ts";
import { markNotice, noticesOfRule } from "../../core/store/notices.ts";
import { secondContactsOf } from "../../core/store/second-contacts.ts";
import { consentEvents } from "../../core/store/talks.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { pack, RulesTown, settings as underPack } from "../support/rules-town.ts";
import { ana, Town, usd } from "../town.ts";

const number = "+15550100001";
const sister = "+15550100077";
const home = accountHome("1001");

async function townOf(open: Open, settings = usd): Promise<Town> {
  const town = new Town(await open("u"));
  await town.found(settings);
  await town.enrol(ana);
  return town;
}

async function ask(town: Town, line = sister): Promise<string> {
  const asked = await town.hub.store.transact<string>(home, (sql) => {
    const by = { line, channel: "counter", actor: "test" };
    const came = askSecondContact(sql, town.hub.clock.now(), home, by);
    return isRefusal(came) ? came.code : came.kind;
  });
  town.hub.wake();
  await town.settle();
  return asked;
}

async function end(town: Town, line: string | null = null): Promise<string> {
  const ended = await town.hub.store.transact<string>(home, (sql) => {
    const by = { line, channel: "counter", actor: "test" };
    const came = endSecondContact(sql, town.hub.clock.now(), home, by);
    return isRefusal(came) ? came.code : came.kind;
  });
  town.hub.wake();
  await town.settle();
  return ended;
}

function last(town: Town, line = sister): string {
  return town.textsTo(line).at(-1) ?? "";
}

async function agree(town: Town): Promise<void> {
  await town.text(sister, /Reply (\d)/.exec(last(town))?.[1] ?? "none");
}

function states(town: Town) {
  return town.hub.store.read(home, (sql) =>
    secondContactsOf(sql, home).map(({ state, endedBy }) => [state, endedBy]),
  );
}

onEachPlacement("a second contact", (open) => {
  it("agrees by the digit of a text of its own, and is told that supply may go off, with no word of money", async () => {
    const town = await townOf(open);
    expect(await ask(town)).toBe("asked");
    expect(last(town)).toContain("The customer of Oak St 12 wants you told");
    await town.use("E-1", 20_000_000);
    // Nothing is told before it agreed.
    expect(town.textsTo(sister)).toHaveLength(1);
    await town.text(sister, "YES");
    expect(await states(town)).toEqual([["asked", null]]);
    await agree(town);
    expect(last(town)).toContain("We text you when Oak St 12 may be turned off");
    expect(await states(town)).toEqual([["agreed", null]]);
    const proof = await town.hub.store.read(lineHome(sister), (sql) =>
      consentEvents(sql, lineHome(sister)),
    );
    expect(proof.map(({ purpose, state }) => [purpose, state])).toEqual([["second", "granted"]]);
    await town.pass(HOUR_MS);
    await town.use("E-1", 60_000_000);
    await town.report("1001");
    expect(last(town)).toContain("Oak St 12 is off. You asked to be told.");
    expect(last(town)).not.toContain("$");
    expect(town.textsTo(number).at(-1)).toContain("is off");
  });

  it("is named and ended by the customer's own texts, and never by the contact's", async () => {
    const town = await townOf(open);
    await town.text(number, "CONTACT 555 010 0077");
    expect(town.textsTo(sister)).toEqual([]);
    await town.text(number, /Reply (\d)/.exec(last(town, number))?.[1] ?? "none");
    expect(last(town, number)).toContain("We asked that number by text.");
    await agree(town);
    expect(await states(town)).toEqual([["agreed", null]]);
    await town.text(number, "CONTACT");
    expect(last(town, number)).toContain("The number ending 0077 is told too.");
    await town.text(number, "CONTACT 5550100078");
    expect(last(town, number)).toContain("The number ending 0077 is told too.");
    await town.text(number, "ALERT CONTACT OFF");
    expect(last(town, number)).toContain("Nobody else is told of Oak St 12 any more.");
    expect(last(town)).toContain("You are told no more of Oak St 12");
    await town.text(number, "CONTACT 5550100001");
    await town.text(number, /Reply (\d)/.exec(last(town, number))?.[1] ?? "none");
    expect(last(town, number)).toContain("Nobody could be asked for Oak St 12.");
    expect(await states(town)).toEqual([["ended", "customer"]]);
  });

  it("has no right over the account", async () => {
    const town = await townOf(open);
    await ask(town);
    await agree(town);
    for (const word of ["BAL", "PAY 20", "WHY", "DISPUTE", "LAST", "MOVE", "EC"]) {
      await town.text(sister, word);
      expect(last(town)).toContain("This number is not on any account");
    }
    await town.text(sister, "CONTACT OFF");
    expect(await states(town)).toEqual([["agreed", null]]);
  });

  it("ends what it is told by STOP, and only that", async () => {
    const town = await townOf(open);
    await ask(town);
    await agree(town);
    await town.text(sister, "please stop texting me");
    expect(await states(town)).toEqual([["ended", "contact"]]);
    const before = town.textsTo(sister).length;
    await town.use("E-1", 20_000_000);
    expect(town.textsTo(sister)).toHaveLength(before);
    expect(last(town, number)).toContain("is low");
    // Whoever ended our messages is not asked again.
    expect(await ask(town)).toBe("asked");
    expect(town.textsTo(sister)).toHaveLength(before);
    expect(await states(town)).toEqual([["ended", "contact"]]);
  });

  it("is ended by the carrier's own STOP too", async () => {
    const town = await townOf(open);
    await ask(town);
    await agree(town);
    await town.hub.store.transact(lineHome(sister), (sql) =>
      noteConsent(sql, town.hub.clock.now(), {
        line: sister,
        key: "stop-1",
        purpose: "account",
        state: "revoked",
        source: "carrier",
        evidence: "the carrier answered STOP",
        occurredAtMs: null,
      }),
    );
    town.hub.wake();
    await town.settle();
    expect(await states(town)).toEqual([["ended", "contact"]]);
  });

  it("is ended by the customer, told so once, and told nothing more", async () => {
    const town = await townOf(open);
    await ask(town);
    await agree(town);
    expect(await end(town)).toBe("ended");
    expect(last(town)).toContain("You are told no more of Oak St 12");
    const before = town.textsTo(sister).length;
    await town.use("E-1", 20_000_000);
    expect(town.textsTo(sister)).toHaveLength(before);
    expect(await end(town)).toBe("no_such_contact");
  });

  it("that was only asked is ended without a word, and its digit agrees to nothing", async () => {
    const town = await townOf(open);
    await ask(town);
    const digit = /Reply (\d)/.exec(last(town))?.[1] ?? "none";
    expect(await end(town)).toBe("ended");
    expect(town.textsTo(sister)).toHaveLength(1);
    await town.text(sister, digit);
    expect(last(town)).toContain("closed and nothing was done");
    expect(await states(town)).toEqual([["ended", "test"]]);
  });

  it("is refused where it is the customer, no number, one too many, or one too often", async () => {
    const town = await townOf(open);
    expect(await ask(town, number)).toBe("own_number");
    expect(await ask(town, "5550100077")).toBe("bad_line");
    expect(await end(town, sister)).toBe("no_such_contact");
    expect(await ask(town)).toBe("asked");
    expect(await ask(town, "+15550100078")).toBe("one_already");
    await end(town);
    expect(await ask(town, "+15550100078")).toBe("asked");
    await end(town);
    expect(await ask(town, "+15550100079")).toBe("asked");
    await end(town);
    expect(await ask(town, "+15550100080")).toBe("asked_too_often");
    await town.pass(31 * DAY_MS);
    expect(await ask(town, "+15550100080")).toBe("asked");
  });
});

onEachPlacement("a rule pack that wants a second contact told", (open) => {
  it("holds until it was told of this disconnection, or could not be", async () => {
    const town = new RulesTown(await open("u"));
    await town.found(underPack);
    const demanding = { ...pack, notice: { ...pack.notice, thirdParty: true } };
    await town.publish(demanding);
    await town.enrol({ ...ana, openingUnits: 18_000_000 });
    await ask(town);
    await agree(town);
    await town.pass(HOUR_MS);
    await town.use("E-1", 45_000_000);
    await town.reportTexts("delivered");
    const rows = (sql: Sql) => noticesOfRule(sql, home, "second", 9);
    const told = await town.hub.store.read(home, rows);
    expect(told.map(({ line }) => line)).toContain(sister);
    const reached = () =>
      town.hub.store.read(home, (sql) =>
        noticeReached(sql, home, accountRules(sql, home, town.serviceMs)),
      );
    expect(await reached()).not.toBeNull();
    const mark = async (state: "handed" | "failed") => {
      const to = { state, code: null, atMs: town.serviceMs } as const;
      await town.hub.store.transact(home, (sql) => {
        for (const { id } of rows(sql)) markNotice(sql, home, id, to);
        return { kind: "marked" };
      });
    };
    await mark("handed");
    expect(await reached()).toBeNull();
    await mark("failed");
    expect(await reached()).not.toBeNull();
    // A pack that says nothing of it waits for the customer alone.
    await mark("handed");
    await town.publish({ ...pack, version: 2 });
    await town.settle();
    expect(await reached()).not.toBeNull();
  });
});
