/** A talk begun at one line goes on at another by its code: where it stood, once, and with the proof asked again. */
import { expect, it } from "vitest";
import { claimHandOver, codeOfChance } from "../../core/hub/hand-over.ts";
import { makePayCode } from "../../core/hub/make-pay-code.ts";
import { payCodeOf } from "../../core/payment/pay-code.ts";
import { payAddresses } from "../../hosts/pay-address.ts";
import { brokenLink } from "../../core/hub/journal.ts";
import { lineHome, utilityHome } from "../../core/ids.ts";
import { MINUTE_MS } from "../../core/instant.ts";
import { LivingTown } from "../living-town.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { KioskAt, seen } from "../support/kiosk-town.ts";
import { ana, flat, usd } from "../town.ts";
import reads from "../vectors/reads/us-ca-fontana-13.csv?raw";

const number = "+15550100001";
const stranger = "+15550100099";
const startMs = Date.UTC(2026, 10, 23, 20);

async function livingTown(open: Open) {
  const town = new LivingTown(await open("u"), {
    settings: usd,
    tariffs: [flat],
    accounts: [ana],
    reads: { "E-1": reads },
    startMs,
  });
  await town.found();
  await town.setPin("1001", "4711");
  const { hub } = town.running;
  const kiosk = new KioskAt(hub);
  await kiosk.ready();
  return {
    town,
    hub,
    kiosk,
    said: () =>
      town
        .phone(number)
        .messages()
        .map(({ text }) => text),
  };
}

const payCode = payCodeOf("123456789");

/** Nobody has a saved card, and a page that takes one can be reached. */
async function townWithoutCards(open: Open) {
  const town = new LivingTown(await open("u"), {
    settings: usd,
    tariffs: [flat],
    accounts: [{ ...ana, methods: [] }],
    reads: {},
    startMs,
    payAddresses: payAddresses("u", () => "https://pay.example.com"),
  });
  await town.found();
  const { hub } = town.running;
  const home = utilityHome("u");
  const made = { accountId: "1001", capMinor: 10_000, uses: 5, days: 7, chance: "123456789" };
  await hub.store.transact(home, (sql) =>
    makePayCode(sql, hub.clock.now(), home, { ...made, actor: "test" }),
  );
  const kiosk = new KioskAt(hub);
  await kiosk.ready();
  return { town, hub, kiosk };
}

/** Twenty dollars stand on the screen, and how to pay them. */
async function codeAtKiosk(kiosk: KioskAt): Promise<string> {
  await kiosk.press("begin");
  await kiosk.enter("1001");
  await kiosk.press("this_is_me");
  await kiosk.enter("2000");
  await kiosk.press("hand_over");
  const view = await kiosk.view();
  expect(view.screen).toBe("hand_over");
  return view.screen === "hand_over" ? view.code : "";
}

onEachPlacement("a hand-over", (open) => {
  it("goes on by text with the amount that stood at the terminal, whose visit ends", async () => {
    const { town, kiosk, said, hub } = await livingTown(open);
    const code = await codeAtKiosk(kiosk);
    expect(code).toMatch(/^\d{8}$/);
    await town.listen(1_000);
    await town.text(number, `go ${code}`);
    expect(said().at(-1)).toMatch(/Reply \d to pay \$20\.00/);
    await town.listen(1_000);
    expect(seen(await kiosk.view())[0]).toMatch(/^(?:ended|attract): /);
    // It is good once.
    await town.text(number, `GO ${code}.`);
    expect(said().at(-1)).toContain("That code is not known or no longer good");
    for (const home of [utilityHome("u"), lineHome(number)]) {
      expect(await hub.store.read(home, (sql) => brokenLink(sql, home))).toBeNull();
    }
  });

  it("goes on by call, where the PIN is asked before the amount is read back", async () => {
    const { town, kiosk } = await livingTown(open);
    const code = await codeAtKiosk(kiosk);
    await town.listen(1_000);
    const call = await town.call(stranger);
    await town.press(call, "1");
    await town.press(call, `${code}#`);
    const heard = () => call.lines().map(({ text }) => text);
    expect(heard().at(-1)).toContain("PIN");
    await town.press(call, "4712#");
    await town.press(call, "4711#");
    await town.listen(5_000);
    expect(heard().join(" ")).toContain("You are paying 20 dollars");
  });

  it("comes back to a terminal from a text, where it may be paid and nothing is told", async () => {
    const { town, kiosk, said } = await livingTown(open);
    await town.text(number, "PAY 20");
    await town.text(number, "KIOSK");
    const code = /type (\d{8})/.exec(said().at(-1) ?? "")?.[1] ?? "";
    expect(code).toMatch(/^\d{8}$/);
    await town.listen(1_000);
    await kiosk.press("begin");
    await kiosk.enter(code);
    const shown = seen(await kiosk.view());
    expect(shown[0]).toBe("choose: How do you want to pay?");
    await kiosk.press("cash");
    expect(await kiosk.note(2_000)).toBe("taken");
    await town.listen(MINUTE_MS / 2);
    expect(said().at(-1)).not.toContain("Reply");
  });

  it.each([
    [number, "PAY 20"],
    [stranger, `CODE ${payCode} 20`],
  ])(
    "takes along the amount of a question of %s whether to get a link, and ends it",
    async (line, text) => {
      const { town, hub, kiosk } = await townWithoutCards(open);
      const last = () => town.phone(line).messages().at(-1)?.text ?? "";
      await town.text(line, text);
      expect(last()).toMatch(/Reply \d.*link/i);
      const agrees = /Reply (\d)/.exec(last())?.[1] ?? "none";
      await town.text(line, "KIOSK");
      const code = /type (\d{8})/.exec(last())?.[1] ?? "";
      await town.listen(1_000);
      await kiosk.press("begin");
      await kiosk.enter(code);
      expect(seen(await kiosk.view())[0]).toBe("choose: How do you want to pay?");
      await kiosk.press("cash");
      expect(await kiosk.note(2_000)).toBe("taken");
      await town.text(line, agrees);
      await town.listen(1_000);
      expect(last()).not.toContain("https://");
      const links = await hub.store.read(utilityHome("u"), (sql) =>
        sql.all("SELECT 1 FROM pay_link"),
      );
      expect(links).toEqual([]);
    },
  );

  it("takes along no amount of a question about something else than a payment", async () => {
    const { town, kiosk } = await townWithoutCards(open);
    const last = () => town.phone(number).messages().at(-1)?.text ?? "";
    await town.text(number, "CODE 40");
    expect(last()).toMatch(/Reply \d/);
    await town.text(number, "KIOSK");
    await town.listen(1_000);
    await kiosk.press("begin");
    await kiosk.enter(/type (\d{8})/.exec(last())?.[1] ?? "");
    expect((await kiosk.view()).screen).toBe("confirm_who");
  });

  it("is refused to a stranger's text, after ten minutes, and to the line that made it", async () => {
    const { town, hub, kiosk, said } = await livingTown(open);
    const first = await codeAtKiosk(kiosk);
    await town.listen(1_000);
    await town.text(stranger, `GO ${first}`);
    const texts = town.phone(stranger).messages();
    expect(texts.at(-1)?.text).toContain("That needs proof of who you are");
    await kiosk.press("done");
    const code = await codeAtKiosk(kiosk);
    await town.listen(1_000);
    const home = utilityHome("u");
    const late = { wallMs: hub.clock.now().wallMs + 10 * MINUTE_MS, serviceMs: 0 };
    const claim = { key: "late", line: number, channel: "sms", code } as const;
    const claimed = await hub.store.transact(home, (sql) => claimHandOver(sql, late, home, claim));
    expect(claimed).toEqual({ handed: null });
    await town.text(number, "BAL");
    await town.text(number, "KIOSK");
    const own = /type (\d{8})/.exec(said().at(-1) ?? "")?.[1] ?? "";
    await town.listen(1_000);
    await town.text(number, `GO ${own}`);
    expect(said().at(-1)).toContain("no longer good");
    expect(said().join(" ")).not.toContain("Reply");
  });

  it("is not found by guessing: after six wrong codes a right one is not looked at", async () => {
    const { town, hub, kiosk } = await livingTown(open);
    const code = await codeAtKiosk(kiosk);
    await town.listen(1_000);
    const home = utilityHome("u");
    const tryCode = (key: string, guess: string) =>
      hub.store.transact(home, (sql) =>
        claimHandOver(sql, hub.clock.now(), home, {
          key,
          line: stranger,
          channel: "sms",
          code: guess,
        }),
      );
    for (let at = 0; at < 6; at += 1) {
      expect(await tryCode(`guess-${String(at)}`, `0000000${String(at)}`)).toEqual({
        handed: null,
      });
    }
    expect(await tryCode("right", code)).toEqual({ handed: null });
    // The same event again is answered the same, and another line may still have it.
    expect(await tryCode("right", code)).toEqual({ handed: null });
    await town.text(number, `GO ${code}`);
    expect(town.phone(number).messages().at(-1)?.text).toContain("Reply");
  });
});

it.each([
  ["550e8400-e29b-41d4-a716-446655440000", "32553627"],
  ["00000000-0000-4000-8000-000000000000", "00000000"],
  ["event-1", "00003809"],
])("the code of %s is %s", (id, code) => {
  expect(codeOfChance(id)).toBe(code);
});
