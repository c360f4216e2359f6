/** Paying by somebody's code at a kiosk and by call: nothing of the account is shown or said, and the money is on it. */
import { expect, it } from "vitest";
import { revokePayCode } from "../../core/hub/make-pay-code.ts";
import { waitingSuspense } from "../../core/store/suspense.ts";
import { LivingTown } from "../living-town.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import {
  balanceOf,
  ben as payerBen,
  code,
  codeHome,
  ending,
  makeCode,
  payer,
  spentOf,
  utility,
} from "../support/code-town.ts";
import { KioskAt, seen } from "../support/kiosk-town.ts";
import { ana, flat, START_MS, usd } from "../town.ts";

const PIN = "8024";
/** The simulated processor charges cards by names of its own. */
const ben = {
  ...payerBen,
  methods: [{ token: "sim_visa_1881", brand: "Visa", last4: "1881" }],
};

async function townOf(open: Open, of: Parameters<typeof makeCode>[1] = {}) {
  const town = new LivingTown(await open("u"), {
    settings: usd,
    tariffs: [flat],
    accounts: [{ ...ana, openingUnits: 30_000_000 }, ben],
    reads: {},
    startMs: START_MS,
  });
  await town.found();
  await town.setPin("2001", PIN);
  const { hub } = town.running;
  await makeCode(hub, of);
  const balance = () => balanceOf(hub);
  const spent = () => spentOf(hub);
  return { town, hub, balance, spent };
}

async function atKiosk(open: Open, of?: Parameters<typeof townOf>[1]) {
  const at = await townOf(open, of);
  const kiosk = new KioskAt(at.hub);
  await kiosk.ready();
  await kiosk.press("begin");
  await kiosk.enter(code);
  const shown: string[] = [];
  const look = async (): Promise<readonly string[]> => {
    const lines = seen(await kiosk.view());
    shown.push(...lines);
    return lines;
  };
  return { ...at, kiosk, look, shown };
}

/** What of the account no screen and no voice may tell. */
const ofTheAccount = /\b(?:Oak|Ana|A\. L\.|Lopez|1001|[Bb]alance|days|off)\b/;

onEachPlacement("paying by somebody's code at a kiosk", (open) => {
  it("credits each note at once, over the cap too, and shows nothing of the account", async () => {
    const { town, kiosk, look, shown, balance, spent } = await atKiosk(open, { capMinor: 3_000 });
    expect((await look()).join("\n")).toContain(`the code that ends in ${ending}`);
    const before = await balance();
    await kiosk.press("amount:2000");
    await look();
    await kiosk.press("cash");
    for (const note of [2_000, 500, 2_000]) {
      await kiosk.note(note);
      await town.listen(1_000);
      await look();
    }
    expect((await balance()) - before).toBe(45_000_000);
    expect(await spent()).toEqual([3_000, 5]);
    await kiosk.press("finish");
    await look();
    await kiosk.press("receipt");
    expect((await look()).join("\n")).not.toMatch(/1001|Account/);
    expect(JSON.stringify(await kiosk.view())).toMatch(/"label":"Code","value":"\w{8}"/);
    expect(shown.join("\n")).not.toMatch(ofTheAccount);
  });

  it("takes no code that was ended, and a note for one that ends meanwhile is its account's all the same", async () => {
    const { town, kiosk, look, balance, hub } = await atKiosk(open);
    await kiosk.press("amount:2000");
    await kiosk.press("cash");
    const before = await balance();
    await hub.store.transact(utility, (sql) =>
      revokePayCode(sql, hub.clock.now(), utility, { code, actor: "test" }),
    );
    await kiosk.note(2_000);
    await town.listen(1_000);
    expect((await balance()) - before).toBe(20_000_000);
    await kiosk.press("finish");
    await kiosk.press("done");
    await kiosk.press("begin");
    await kiosk.enter(code);
    expect((await look())[0]).toBe("identify: No account has that number");
  });

  it("keeps a note for a person where the account was closed meanwhile, and gives the code back", async () => {
    const { town, kiosk, hub, spent, look } = await atKiosk(open);
    await kiosk.press("amount:2000");
    await kiosk.press("cash");
    await hub.store.transact(codeHome, (sql) => {
      sql.run("UPDATE account SET closed_at_ms = ?2 WHERE home = ?1", [codeHome, START_MS]);
      return null;
    });
    await kiosk.note(2_000);
    await town.listen(1_000);
    const waiting = await hub.store.read(utility, (sql) => waitingSuspense(sql, utility, 9));
    expect(waiting).toMatchObject([{ amountMinor: 2_000, code: "account_closed" }]);
    expect(await spent()).toEqual([0, 5]);
    expect((await look()).join("\n")).not.toMatch(/closed/);
  });
});

onEachPlacement("a payment by somebody's code that goes on elsewhere", (open) => {
  it("comes to a kiosk at its amount, or asks for one, and names nobody there", async () => {
    const { town, kiosk, look, shown } = await atKiosk(open);
    const texts = () => town.phone(payer).messages();
    for (const [text, screen] of [
      [`CODE ${code} 20`, "choose: How do you want to pay?"],
      [`CODE ${code}`, "amount: How much do you want to pay?"],
    ] as const) {
      await town.text(payer, text);
      await town.text(payer, "KIOSK");
      const handOver = /(\d{8})/.exec(texts().at(-1)?.text ?? "")?.[1] ?? "none";
      await kiosk.press("start_over");
      await kiosk.press("begin");
      await kiosk.enter(handOver);
      expect((await look())[0]).toBe(screen);
    }
    expect(shown.join("\n")).not.toMatch(ofTheAccount);
  });

  it("comes from a kiosk to the payer's phone with its amount, and pays there once", async () => {
    const { town, kiosk, balance, spent } = await atKiosk(open);
    await kiosk.press("amount:2000");
    await kiosk.press("hand_over");
    const view = await kiosk.view();
    const before = await balance();
    await town.text(payer, `GO ${view.screen === "hand_over" ? view.code : ""}`);
    const asked = town.phone(payer).messages().at(-1)?.text ?? "";
    expect(asked).toContain(`$20.00 with Visa 1881 for code ...${ending}`);
    await town.text(payer, /Reply (\d)/.exec(asked)?.[1] ?? "none");
    await town.listen(20_000);
    expect((await balance()) - before).toBe(20_000_000);
    expect(await spent()).toEqual([2_000, 4]);
  });
});

onEachPlacement("paying by somebody's code by call", (open) => {
  it("takes the payer's own card after their PIN, and says nothing of the account", async () => {
    const { town, balance, spent } = await townOf(open);
    const before = await balance();
    const call = await town.call(payer);
    for (const key of ["3", "4", "2"]) await town.press(call, key);
    await town.press(call, `${code}#`);
    await town.press(call, `${PIN}#`);
    await town.press(call, "20#");
    await town.listen(12_000);
    await town.press(call, "1");
    await town.listen(20_000);
    const said = call
      .lines()
      .filter(({ by }) => by !== "customer")
      .map(({ text }) => text)
      .join("\n");
    expect(said).toContain("20 dollars is paid to whoever gave you the code ending in");
    expect((await balance()) - before).toBe(20_000_000);
    expect(await spent()).toEqual([2_000, 4]);
    expect(said).not.toMatch(/Oak|Ana|1001|Your balance is|It is on|It is off/);
  });

  it("charges nothing before the PIN, and nothing by a wrong one", async () => {
    const { town, balance, spent } = await townOf(open);
    const before = await balance();
    const call = await town.call(payer);
    for (const key of ["3", "4", "2"]) await town.press(call, key);
    await town.press(call, `${code}#`);
    await town.press(call, "1111#");
    await town.press(call, "1");
    await town.listen(12_000);
    expect(await balance()).toBe(before);
    expect(await spent()).toEqual([0, 5]);
  });
});
