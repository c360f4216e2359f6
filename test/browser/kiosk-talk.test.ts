/** The terminal worked by keys and by ear, warned of its end, and cut off from its hub. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { KioskSays, View } from "../../channels/kiosk/protocol.ts";
import { startChromium } from "../support/chromium.ts";
import { hurried, KioskPage } from "../support/kiosk-page.ts";
import { KioskServer } from "../support/kiosk-server.ts";
import { viewsOf } from "../support/kiosk-views.ts";

const views = viewsOf("en");
let browser: Browser;
let server: KioskServer;

function fixture(name: string): View {
  const view = views[name];
  if (view === undefined) throw new Error(`no fixture ${name}`);
  return view;
}

beforeAll(async () => {
  [browser, server] = await Promise.all([startChromium(), KioskServer.start(fixture("attract"))]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

afterEach(async () => {
  server.heard.length = 0;
  server.isUp = true;
  server.code = "sandbox-code";
  for (const context of browser.contexts()) await context.close();
});

const open = (how: { before?: string; hasOwnClock?: boolean } = {}): Promise<KioskPage> =>
  KioskPage.open(browser, server, { format: "portrait", ...how });

type Pressed = Extract<KioskSays, { kind: "press" | "enter" | "idle" }>;

const pressed = (): Pressed[] =>
  server.heard.filter((said): said is Pressed => said.kind !== "hello");

async function untilHeard(count: number): Promise<readonly Pressed[]> {
  await expect.poll(() => pressed().length, { interval: 5 }).toBeGreaterThanOrEqual(count);
  return pressed();
}

describe("a key of the pad", () => {
  it("presses every action of every screen", async () => {
    const kiosk = await open({ before: hurried });
    const missed: string[] = [];
    for (const [name, view] of Object.entries(views)) {
      for (const { option, why } of view.actions) {
        if (why !== undefined) continue;
        await kiosk.show(view);
        await kiosk.settle();
        const target = `.answers [data-option="${option}"]`;
        if ((await kiosk.page.locator(target).count()) === 0) {
          const next = await kiosk.page.getAttribute("[data-option=next]", "data-key");
          await kiosk.page.keyboard.press(next ?? "");
          await kiosk.settle();
        }
        server.heard.length = 0;
        // Where digits are typed they press nothing, so that the arrows go there.
        if (view.screen === "pin") await walkTo(kiosk, option);
        else
          await kiosk.page.keyboard.press(
            (await kiosk.page.getAttribute(target, "data-key")) ?? "",
          );
        const [said, ...more] = await untilHeard(1);
        if (said?.kind !== "press" || said.option !== option || more.length > 0)
          missed.push(`${name}: ${option}`);
      }
    }
    expect(missed).toEqual([]);
  });

  it.each([
    ["*", "back"],
    ["0", "help"],
    ["9", "start_over"],
    ["7", "language:es"],
  ])("%s says %s, as the screen shows", async (key, option) => {
    const kiosk = await open();
    await kiosk.show(fixture("home"));
    await kiosk.settle();
    await kiosk.page.keyboard.press("Shift");
    await kiosk.page.keyboard.press(key);
    expect(await untilHeard(1)).toMatchObject([{ kind: "press", option, source: "keypad" }]);
  });

  it.each([
    ["identify", "0417003", "#", "0417003"],
    ["identify", "0417003", "Enter", "0417003"],
    ["pin", "4821", "#", "4821"],
  ])("on %s types %s, and %s sends it", async (name, digits, key, sent) => {
    const kiosk = await open();
    await kiosk.show(fixture(name));
    await kiosk.settle();
    await kiosk.page.keyboard.type(digits);
    await kiosk.page.keyboard.press(key);
    expect(await untilHeard(1)).toMatchObject([{ kind: "enter", digits: sent, source: "keypad" }]);
  });
});

/** By the arrows, to what has this option, and in. */
async function walkTo(kiosk: KioskPage, option: string): Promise<void> {
  const focused = `document.activeElement?.getAttribute("data-option")`;
  for (let step = 0; step < 40; step += 1) {
    if ((await kiosk.page.evaluate(focused)) === option) break;
    await kiosk.page.keyboard.press("ArrowDown");
  }
  await kiosk.page.keyboard.press("Enter");
}

describe("a press", () => {
  it("on a screen that has just changed is not taken, and is a moment later", async () => {
    // With the clock at rest nothing moves for the browser to wait on, so that the button is clicked from inside.
    const pay = "document.querySelector('[data-option=pay]').click()";
    const kiosk = await open({ hasOwnClock: true });
    await kiosk.show(fixture("home"));
    await kiosk.page.clock.pauseAt(Date.now() + 60_000);
    const { rev } = await kiosk.show(fixture("confirmPay"));
    await kiosk.page.evaluate(pay);
    await kiosk.page.clock.runFor(299);
    await kiosk.page.evaluate(pay);
    expect(pressed()).toEqual([]);
    await kiosk.page.clock.runFor(2);
    await kiosk.page.evaluate(pay);
    expect(await untilHeard(1)).toMatchObject([{ option: "pay", rev, source: "touch" }]);
  });

  it("that was not answered is said again under its id once the hub is back", async () => {
    const kiosk = await open();
    await kiosk.show(fixture("confirmPay"));
    await kiosk.settle();
    await kiosk.page.click("[data-option=pay]");
    await kiosk.page.click("[data-option=pay]");
    const [first] = await untilHeard(1);
    server.down();
    server.isUp = true;
    const [, again] = await untilHeard(2);
    expect(again).toEqual(first);
  });
});

describe("without its hub", () => {
  it("the terminal says so, and comes back by itself", async () => {
    const kiosk = await open();
    await kiosk.show(fixture("home"));
    server.down();
    await kiosk.page.getByText("What you already put in is safe and counts.").waitFor();
    expect(await kiosk.page.getByText("$19.30 left").count()).toBe(0);
    expect(await kiosk.wrongs()).toEqual([]);
    server.isUp = true;
    await kiosk.page.getByText("$19.30 left").waitFor();
  });

  it("that knows it no more, it asks for a code and takes no wrong one", async () => {
    const kiosk = await open();
    await kiosk.show(fixture("home"));
    server.code = null;
    server.refuse();
    await kiosk.page.getByLabel("One-time code").fill("wrong");
    await kiosk.page.keyboard.press("Enter");
    await kiosk.page.getByText("That code did not work.").waitFor();
    await kiosk.page.getByLabel("One-time code").fill("staff-code");
    await kiosk.page.getByRole("button", { name: "Set up" }).click();
    await kiosk.page.getByText("$19.30 left").waitFor();
    expect(server.heard.at(-1)).toEqual({ kind: "hello", kioskId: "kiosk-1", token: "token-1" });
  });
});

describe("nobody there", () => {
  it("is warned of with everything personal out of sight, gets more time, and ends at last", async () => {
    const kiosk = await open({ hasOwnClock: true });
    await kiosk.show(fixture("home"));
    await kiosk.page.clock.runFor(61_000);
    const more = kiosk.page.getByRole("button", { name: "I need more time" });
    await more.waitFor();
    expect(await kiosk.page.getByText("$19.30 left").isVisible()).toBe(false);
    expect(await kiosk.page.evaluate("document.activeElement.innerText")).toContain("more time");
    await more.click();
    await kiosk.page.clock.runFor(20_000);
    expect(await more.count()).toBe(0);
    expect(await kiosk.page.getByText("$19.30 left").isVisible()).toBe(true);
    expect(pressed()).toEqual([]);
    await kiosk.page.clock.runFor(75_000);
    // What is not answered is said again, under its id, by a terminal that had to wait for too long.
    const ends = (await untilHeard(1)).map(({ kind, id }) => ({ kind, id }));
    expect(ends).toEqual(ends.map(() => ({ kind: "idle", id: ends[0]?.id })));
  });
});

/** Keeps what is said instead of saying it: a machine without a voice has none to listen to. */
const listening = `
  window.said = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", {
    value: { speak: ({ text }) => window.said.push(text), cancel: () => { window.said = []; } },
  });
`;

const ways = ["Press 7 for Español.", "Press 8 for See and hear.", "Press star for Back."];
const out = ["Press 0 for Help.", "Press 9 for Start over."];

describe("heard", () => {
  it.each([
    [
      "home",
      [
        "What do you want to do?",
        "9 days, to Tue, Dec 1",
        "$19.30 left",
        "Press 1 for Add money.",
        "Press 2 for Last payments.",
        "Press 3 for Receipt.",
        "Press 4 for Another account.",
        "Press 5 for Go on by phone.",
      ],
    ],
    [
      "confirmPay",
      [
        "Pay $20.00 with Visa 4242?",
        "It lasts to Thu, Dec 3 then.",
        "$20.00",
        "11 days, to Thu, Dec 3",
        "$4.50 left",
        "Press 1 for Pay $20.00.",
        "Press 2 for Another amount.",
      ],
    ],
    [
      "chooseTender",
      [
        "How do you want to pay?",
        "Press 1 for Cash. The cash box is full",
        "Press 2 for Card.",
        "Press 3 for Visa that ends in 4242.",
      ],
    ],
    [
      "handOver",
      [
        "Go on by text or phone",
        "Text or say this code within 10 minutes.",
        "K 7 Q 2 M X",
        "+1 202 555 0100",
        "Press 1 for Done.",
      ],
    ],
    [
      "pin",
      [
        "Type your PIN",
        "You can pay without it. Seeing what you paid takes it.",
        "Pay without a PIN",
      ],
    ],
  ])("%s is all that is seen, and its keys", async (name, said) => {
    const kiosk = await open({ before: listening });
    await kiosk.show(fixture("problem"));
    await kiosk.settle();
    await kiosk.page.keyboard.press("#");
    await kiosk.show(fixture(name));
    const typing = name === "pin";
    const fixed = [...ways, ...out].map((text) =>
      typing ? text.replace(/^Press \d for (.*)\.$/, "$1") : text,
    );
    await expect.poll(() => kiosk.page.evaluate("window.said")).toEqual([...said, ...fixed]);
  });

  it("a PIN is an asterisk a digit", async () => {
    const kiosk = await open({ before: listening });
    await kiosk.show(fixture("problem"));
    await kiosk.settle();
    await kiosk.page.keyboard.press("#");
    await kiosk.show(fixture("pin"));
    await kiosk.settle();
    await kiosk.page.keyboard.press("4");
    await expect.poll(() => kiosk.page.evaluate("window.said")).toEqual(["asterisk"]);
    expect(await kiosk.page.evaluate("document.body.innerText")).not.toMatch(/^4$/);
  });
});
