/** When and of what alerts tell, as a customer chose: a low balance every day at a minute, and kinds left out. */
import { expect, it } from "vitest";
import { timerOf } from "../../core/store/timers.ts";
import type { UtilitySettings } from "../../core/hub/settings.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { alertChoices } from "../../core/store/alert-choices.ts";
import { alertLevel } from "../../core/store/alert-levels.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const number = "+15550100001";
const stranger = "+15550100099";
const home = accountHome("1001");
/** Nobody is turned off by these: they would be told of that. */
const quiet: UtilitySettings = {
  ...usd,
  supply: { ...usd.supply, allowed: [] },
  notice: { ...usd.notice, quietFromMinute: 21 * 60, quietToMinute: 8 * 60 },
};

async function townOf(open: Open, settings = quiet): Promise<Town> {
  const town = new Town(await open("u"));
  await town.found(settings);
  await town.enrol(ana);
  return town;
}

function last(town: Town, line = number): string {
  return town.textsTo(line).at(-1) ?? "";
}

function lows(town: Town): number {
  return town.promptsTo(number).filter(({ key }) => key === "notice_low").length;
}

function chosen(town: Town) {
  return town.hub.store.read(home, (sql) =>
    alertChoices(sql, home).map(({ what, value }) => `${what} ${String(value)}`),
  );
}

onEachPlacement("a daily alert", (open) => {
  it("tells of a low balance every day at its minute, and of none that is not low", async () => {
    const town = await townOf(open);
    await town.text(number, "ALERT 6PM");
    expect(last(town)).toContain("Oak St 12 is told of at 6:00 pm each day it is low.");
    await town.pass(DAY_MS);
    expect(lows(town)).toBe(0);
    // It falls below the utility's level at nine in the morning, and that is told as ever.
    await town.use("E-1", 20_000_000);
    expect(lows(town)).toBe(1);
    await town.pass(8 * HOUR_MS);
    expect(lows(town)).toBe(1);
    await town.pass(HOUR_MS);
    expect(lows(town)).toBe(2);
    await town.pass(DAY_MS);
    expect(lows(town)).toBe(3);
    await town.text(number, "ALERT DAILY OFF");
    expect(last(town)).toContain("No daily alert of Oak St 12 any more.");
    await town.pass(2 * DAY_MS);
    expect(lows(town)).toBe(3);
    const timer = await town.hub.store.read(home, (sql) => timerOf(sql, home, "daily-alert"));
    expect(timer).toBeUndefined();
  });

  it("takes a level with it", async () => {
    const town = await townOf(open);
    await town.text(number, "ALERT 20 8AM");
    expect(last(town)).toContain("at 8:00 am each day it is low. Low is below $20.00.");
    expect(await town.hub.store.read(home, (sql) => alertLevel(sql, home))).toBe(20_000_000);
    expect(await chosen(town)).toEqual(["daily 480"]);
  });

  it("is refused in the quiet hours, of a bill, and to a stranger", async () => {
    const town = await townOf(open);
    for (const time of ["ALERT 7AM", "ALERT 9PM", "ALERT 11 30 pm", "ALERT 12am", "ALERT 20 3AM"]) {
      await town.text(number, time);
      expect(last(town)).toContain("can not be set so: none go in the quiet hours.");
    }
    expect(await town.hub.store.read(home, (sql) => alertLevel(sql, home))).toBeUndefined();
    await town.text(number, "ALERT 25 00 pm");
    expect(await chosen(town)).toEqual([]);
    await town.text(stranger, "ALERT 8AM");
    expect(last(town, stranger)).toContain("not on any account");
    const billed = new Town(await open("u2"));
    await billed.found(quiet);
    await billed.enrol({ ...ana, mode: "postpay", openingUnits: 0 });
    await billed.text(number, "ALERT 8AM");
    expect(last(billed)).toContain("can not be set so");
  });
});

onEachPlacement("kinds of alerts", (open) => {
  it("are left out and had again, and what went wrong is told whatever was chosen", async () => {
    const town = await townOf(open);
    for (const word of ["ALERT PAYMENTS OFF", "Alerta uso no", "ALERTE JOURS NON"]) {
      await town.text(number, word);
    }
    expect(await chosen(town)).toEqual(["days 0", "payments 0", "use 0"]);
    // What was written in French last is answered in French until another language is asked for.
    await town.text(number, "ENGLISH");
    await town.text(number, "ALERTS");
    expect(last(town)).toContain("daily alert off, use off, payments off, days left off");
    await town.use("E-1", 20_000_000);
    expect(lows(town)).toBe(1);
    await town.text(number, "ALERT PAYMENTS ON");
    expect(last(town)).toContain("Word of payments to Oak St 12 is on.");
    expect(await chosen(town)).toEqual(["days 0", "use 0"]);
    for (const word of ["ALERT LOW OFF", "ALERT OFF PAYMENTS", "ALERT USE MAYBE"]) {
      await town.text(number, word);
    }
    expect(await chosen(town)).toEqual(["days 0", "use 0"]);
  });
});
