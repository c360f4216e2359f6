/** What customers take by their own word: time, supply held for a life, other billing, a code by which others pay. */
import { expect, it } from "vitest";
import { usePayCode } from "../../core/hub/use-pay-code.ts";
import type { UtilitySettings } from "../../core/hub/settings.ts";
import { accountHome, utilityHome } from "../../core/ids.ts";
import { DAY_MS } from "../../core/instant.ts";
import { modeAt } from "../../core/store/accounts.ts";
import { openCallBacks } from "../../core/store/call-backs.ts";
import { protectionsOf } from "../../core/store/protections.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const number = "+15550100001";
const stranger = "+15550100099";
const home = accountHome("1001");
const utility = utilityHome("u");
const open5: UtilitySettings = {
  ...usd,
  extension: { days: 5, times: 1, withinDays: 90 },
  conversionTerms: "2026-11",
};

async function townOf(open: Open, settings = open5): Promise<Town> {
  const town = new Town(await open("u"));
  await town.found(settings);
  await town.enrol(ana);
  return town;
}

function last(town: Town, line = number): string {
  return town.textsTo(line).at(-1) ?? "";
}

/** Texts the digit that the last text asks for. */
async function agree(town: Town): Promise<void> {
  await town.text(number, /Reply (\d)/.exec(last(town))?.[1] ?? "none");
}

function protections(town: Town) {
  return town.hub.store.read(home, (sql) =>
    protectionsOf(sql, home).map(({ kind, fromMs, untilMs }) => [
      kind,
      ((untilMs ?? fromMs) - fromMs) / DAY_MS,
    ]),
  );
}

onEachPlacement("more time to pay", (open) => {
  it("is given once, keeps the supply on, and is over in time", async () => {
    const town = await townOf(open);
    await town.text(number, "EXTEND");
    expect(await protections(town)).toEqual([]);
    await agree(town);
    expect(last(town)).toContain("is not turned off before");
    expect(await protections(town)).toEqual([["plan", 5]]);
    await town.use("E-1", 60_000_000);
    expect(town.world.commanded).toEqual([]);
    await town.text(number, "EXTEND");
    expect(last(town)).toContain("No more time can be given");
    await town.text(stranger, "EXTEND");
    expect(last(town, stranger)).toContain("not on any account");
    expect(await protections(town)).toHaveLength(1);
  });

  it("is given by nobody but a person where no policy says how long", async () => {
    const town = await townOf(open, { ...open5, extension: { days: 5, times: 0, withinDays: 90 } });
    await town.text(number, "EXTEND");
    expect(last(town)).toContain("No more time can be given");
    expect(await protections(town)).toEqual([]);
    await town.use("E-1", 60_000_000);
    expect(town.world.commanded.map(({ wanted }) => wanted)).toEqual(["off"]);
  });
});

onEachPlacement("a life that depends on supply", (open) => {
  it("holds it for a week on the customer's word, once, and people have the case each time", async () => {
    const town = await townOf(open);
    for (const days of ["7 days", "we call you"]) {
      await town.text(number, "MEDICAL");
      expect(last(town)).toContain(days);
      await agree(town);
      expect(last(town)).toContain("Noted");
    }
    expect(await protections(town)).toEqual([["medical", 7]]);
    const cases = await town.hub.store.read(utility, (sql) => openCallBacks(sql, utility, 9));
    expect(cases.map(({ reason, accountId, line }) => [reason, accountId, line])).toEqual([
      ["medical", "1001", number],
      ["medical", "1001", number],
    ]);
    await town.text(stranger, "MEDICAL");
    expect(last(town, stranger)).toContain("not on any account");
  });

  it("holds nothing by itself where only staff do, and is a case all the same", async () => {
    const town = await townOf(open, { ...open5, medicalDays: 0 });
    await town.text(number, "MEDICAL");
    await agree(town);
    expect(await protections(town)).toEqual([]);
    const cases = await town.hub.store.read(utility, (sql) => openCallBacks(sql, utility, 9));
    expect(cases).toHaveLength(1);
  });
});

onEachPlacement("another billing", (open) => {
  it("is changed by the terms that were told, with the acknowledgement kept, and back", async () => {
    const town = await townOf(open);
    const mode = () =>
      town.hub.store.read(home, (sql) => modeAt(sql, home, town.hub.clock.now().serviceMs));
    await town.text(number, "CONVERT");
    expect(await mode()).toBe("prepaid");
    await agree(town);
    expect(await mode()).toBe("postpay");
    expect(last(town)).toContain("is billed monthly from now on");
    const kept = await town.hub.store.read(home, (sql) =>
      sql.all(
        "SELECT mode, agreed_by, agreed_terms, agreed_channel FROM conversion WHERE home = ?1",
        [home],
      ),
    );
    expect(kept).toEqual([
      {
        mode: "postpay",
        agreed_by: `the customer at ${number}`,
        agreed_terms: "2026-11",
        agreed_channel: "sms",
      },
    ]);
    await town.text(number, "PREPAID");
    await agree(town);
    expect(await mode()).toBe("prepaid");
  });

  it("is changed by nobody but staff where no terms are published", async () => {
    const town = await townOf(open, { ...open5, conversionTerms: null });
    await town.text(number, "CONVERT");
    expect(last(town)).toContain("can not change now");
  });
});

onEachPlacement("a code by which others pay", (open) => {
  it("is told to who asked, is good for its cap, and for no more", async () => {
    const town = await townOf(open);
    await town.text(number, "CODE 1000");
    expect(last(town)).toContain("text CODE and the most it takes");
    await town.text(number, "CODE 40");
    await agree(town);
    const code = /Code (\d{10}) pays/.exec(last(town))?.[1] ?? "none";
    const use = (paymentId: string, amountMinor: number) =>
      town.hub.store.transact(utility, (sql) => {
        const used = usePayCode(sql, town.hub.clock.now(), utility, {
          code,
          paymentId,
          amountMinor,
          actor: "test",
        });
        return "accountId" in used ? used.accountId : used.code;
      });
    expect(await use("p1", 3_000)).toBe("1001");
    expect(await use("p2", 1_001)).toBe("over_cap");
    expect(await use("p3", 1_000)).toBe("1001");
  });
});
