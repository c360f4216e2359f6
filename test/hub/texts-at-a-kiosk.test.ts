/** Texts of ours that are asked about at a terminal, by the digits at their end. */
import { expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { HOUR_MS } from "../../core/instant.ts";
import { LivingTown } from "../living-town.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { KioskAt, seen } from "../support/kiosk-town.ts";
import { ana, flat, START_MS, usd } from "../town.ts";

const phone = "+15550100001";
const ours = /Yes, we sent you that text .*\. It was about a low balance\./;
const notOurs = /That code is of no text that we sent you/;

async function toldTown(open: Open) {
  const other = {
    ...ana,
    accountId: "1002",
    customerId: "bob",
    contacts: [],
    services: ana.services.map((one) => ({ ...one, meterId: "E-2" })),
  };
  const town = new LivingTown(await open("u"), {
    settings: usd,
    tariffs: [flat],
    accounts: [{ ...ana, openingUnits: 3_000_000 }, other],
    reads: {},
    startMs: START_MS,
  });
  await town.found();
  await town.pass(HOUR_MS);
  const text = must(
    town
      .phone(phone)
      .messages()
      .findLast(({ text: said }) => said.includes("is low")),
    "a low balance is told of",
  ).text;
  const kiosk = new KioskAt(town.running.hub);
  await kiosk.ready();
  const ask = async (number: string, digits: string) => {
    await kiosk.press("start_over");
    await kiosk.press("begin");
    await kiosk.enter(number);
    await kiosk.press("verify");
    await kiosk.enter(digits);
    return seen(await kiosk.view())[0];
  };
  return { code: must(/#(\d{6})$/.exec(text)?.[1], "a code"), ask };
}

onEachPlacement("texts that are asked about at a kiosk", (open) => {
  it("are told of in kind, and of another account nothing", async () => {
    const { code, ask } = await toldTown(open);
    expect(await ask("1001", code)).toMatch(ours);
    expect(await ask("1002", code)).toMatch(notOurs);
    const none = code === "000000" ? "000001" : "000000";
    expect(await ask("1001", none)).toMatch(notOurs);
    expect(await ask("1001", code)).toMatch(ours);
  });

  it("are no more looked for after three whose digits are none", async () => {
    const { code, ask } = await toldTown(open);
    const wrong = ["111111", "222222", "333333"].filter((one) => one !== code);
    for (const digits of [...wrong, "444444"].slice(0, 3)) {
      expect(await ask("1001", digits)).toMatch(notOurs);
    }
    expect(await ask("1001", code)).toContain("Too many numbers");
  });
});
