/** One kind of texts is ended by its own name, where one may end alone; in any doubt every text ends. */
import { expect, it } from "vitest";
import { deliverNotice } from "../../core/hub/deliver-notice.ts";
import { usualConsent } from "../../core/hub/consent.ts";
import type { ConsentPurpose } from "../../core/hub/consent.ts";
import { lineHome } from "../../core/ids.ts";
import { consentEvents, consentOf } from "../../core/store/talks.ts";
import { onEachPlacement, type Open } from "../placements.ts";
import { ana, START_MS, Town, usd } from "../town.ts";

const number = "+15550100001";
const stranger = "+15550100099";
const home = lineHome(number);

/** Until a day after the town began one kind may end alone, or no more. */
async function townOf(open: Open, mode: "one" | "all" = "one"): Promise<Town> {
  const town = new Town(await open("u"));
  const stopsAllFromMs = mode === "one" ? START_MS + 365 * 86_400_000 : 0;
  await town.found({ ...usd, consent: { ...usualConsent, stopsAllFromMs } });
  await town.enrol(ana);
  await town.settle();
  return town;
}

function standing(town: Town, purposes: readonly ConsentPurpose[], line = number) {
  const at = lineHome(line);
  return town.hub.store.read(at, (sql) => purposes.map((one) => consentOf(sql, at, one) ?? "none"));
}

let owed = 0;

async function owe(town: Town, purpose: "account" | "usage" | "reminders"): Promise<string> {
  owed += 1;
  const about = { utility: "Northside Power", label: "Oak St 12", currency: "USD" } as const;
  const prompt = { ...about, key: "notice_on", balanceUnits: 5_000_000 } as const;
  const notice = { noticeId: `n${String(owed)}`, accountId: "1001", prompt, purpose } as const;
  const { kind } = await town.hub.store.transact(home, (sql) =>
    deliverNotice(
      sql,
      town.hub.clock.now(),
      { home, key: `owe-${String(owed)}` },
      { ...notice, language: "en", from: "+15550001000" },
    ),
  );
  return kind;
}

function last(town: Town, line = number): string {
  return town.textsTo(line).at(-1) ?? "";
}

onEachPlacement("an end of one kind of texts", (open) => {
  it.each([
    ["stop usage alerts", "usage", "You get no more usage alerts."],
    ["no more reminders please", "reminders", "You get no more reminders."],
    ["stop marketing texts", "marketing", "You get no more marketing, and none was sent."],
    ["no más avisos de consumo", "usage", "no le mandaremos avisos de consumo."],
    ["plus de rappels", "reminders", "plus de rappels."],
  ] as const)("%j ends %s alone, and says so and how to end all", async (text, kind, told) => {
    const town = await townOf(open);
    await town.text(number, text);
    expect(last(town)).toContain(told);
    expect(last(town)).toContain("STOP");
    expect(await standing(town, ["account", kind])).toEqual(["granted", "revoked"]);
    const purposes = ["account", "usage", "reminders"] as const;
    for (const one of purposes) {
      expect(await owe(town, one)).toBe(one === kind ? "refused" : "owed");
    }
    const proof = await town.hub.store.read(home, (sql) => consentEvents(sql, home));
    expect(proof.at(-1)).toMatchObject({
      purpose: kind,
      state: "revoked",
      evidence: `the customer texted: ${text}`,
    });
    // Said again, it is told no second time.
    await town.settle();
    const before = town.textsTo(number).length;
    await town.text(number, text);
    expect(town.textsTo(number)).toHaveLength(before);
  });

  it("leaves what is asked open: its digit still pays", async () => {
    const town = await townOf(open);
    await town.text(number, "PAY 20");
    const digit = /Reply (\d)/.exec(last(town))?.[1] ?? "none";
    await town.text(number, "stop usage alerts");
    await town.text(number, digit);
    expect(town.world.charged).toMatchObject([{ amountMinor: 2_000 }]);
  });

  it.each([
    ["stop usage alerts", "usage", "ALERT USE ON", "owed"],
    ["stop usage alerts", "usage", "ALERT DAYS ON", "refused"],
    ["stop reminders", "reminders", "ALERT DAYS ON", "owed"],
    ["stop reminders", "reminders", "ALERT 10AM", "owed"],
    ["stop reminders", "reminders", "ALERT DAILY OFF", "refused"],
    ["stop reminders", "reminders", "ALERT PAYMENTS ON", "refused"],
  ] as const)("by %j of %s is lifted or not by %s: %s", async (ends, kind, wants, came) => {
    const town = await townOf(open);
    await town.text(number, ends);
    await town.pass(1_000);
    await town.text(number, wants);
    expect(await owe(town, kind)).toBe(came);
    await town.text(number, ends);
    expect(await owe(town, kind)).toBe("refused");
  });
});

onEachPlacement("what ends every text", (open) => {
  it.each([
    "stop all usage alerts",
    "stop usage alerts and reminders",
    "stop outage alerts",
    "stop these alerts",
    "no quiero ningún aviso de consumo",
    "arrêtez les alertes de solde",
  ])("is %j, of which nobody can be sure", async (text) => {
    const town = await townOf(open);
    await town.text(number, text);
    expect(await standing(town, ["account"])).toEqual(["revoked"]);
    expect(await owe(town, "account")).toBe("refused");
  });

  it.each(["stop usage alerts", "no more reminders", "stop marketing", "plus de publicité"])(
    "is %j too from the day on that the configuration names",
    async (text) => {
      const town = await townOf(open, "all");
      await town.text(number, text);
      const purposes = ["account", "usage", "reminders", "marketing", "calls", "second"] as const;
      expect(await standing(town, purposes)).toEqual(purposes.map(() => "revoked"));
      expect(last(town)).toMatch(/opted out|plus de messages de nous/);
    },
  );

  it("is one kind that somebody names who agreed to none", async () => {
    const town = await townOf(open);
    await town.text(stranger, "stop usage alerts");
    expect(await standing(town, ["account"], stranger)).toEqual(["revoked"]);
    expect(last(town, stranger)).toContain("opted out");
  });

  it("holds whatever kind is named afterwards", async () => {
    const town = await townOf(open);
    await town.text(number, "stop texting me");
    const before = town.textsTo(number).length;
    await town.text(number, "stop usage alerts");
    expect(town.textsTo(number)).toHaveLength(before);
    expect(await owe(town, "account")).toBe("refused");
  });
});
