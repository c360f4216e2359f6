/**
 * From a finger on the terminal's screen to the frame that answers it, on a processor six times slower than this one. The bound
 * is 100 ms, within which people take an answer for their own doing (RAIL). Times are the browser's (Event Timing), in steps of 8 ms.
 */
import { startChromium } from "../test/support/chromium.ts";
import { KioskPage } from "../test/support/kiosk-page.ts";
import { KioskServer } from "../test/support/kiosk-server.ts";
import { viewsOf } from "../test/support/kiosk-views.ts";

const SLOWER = 6;
const TOUCHES = 20;

/** Keeps, in the page, how long each touch took to the next frame. */
const WATCH = `window.touchMs = [];
new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries()) if (name === "pointerup") touchMs.push(duration);
}).observe({ type: "event", durationThreshold: 16, buffered: true });`;

/** What is touched, and on which screen; what opens over it is shut by showing the screen again. */
const touches = [
  { what: "a digit of the keypad", screen: "identify", target: ".pad .digit" },
  { what: "a tile that the hub answers", screen: "home", target: ".answers .tile" },
  { what: "an amount of one's own", screen: "amount", target: "[data-option=other-amount]" },
  { what: "the panel to see and hear", screen: "home", target: "[data-option=access]" },
] as const;

const views = viewsOf("en");
const { attract } = views;
if (attract === undefined) throw new Error("the first screen has a fixture");
const server = await KioskServer.start(attract);
const browser = await startChromium();
try {
  for (const { what, screen, target } of touches) {
    const view = views[screen];
    if (view === undefined) throw new Error(`no fixture ${screen}`);
    const kiosk = await KioskPage.open(browser, server, { format: "portrait", before: WATCH });
    const session = await kiosk.page.context().newCDPSession(kiosk.page);
    for (let touch = 0; touch < TOUCHES; touch += 1) {
      await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
      await kiosk.show(attract);
      await kiosk.show(view);
      await kiosk.settle();
      await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
      await kiosk.page.locator(target).first().click();
      await kiosk.settle();
    }
    // Touches under 16 ms are not told of by the browser.
    const told = (await kiosk.page.evaluate<number[]>("touchMs")).toSorted((a, b) => a - b);
    const all = [...Array.from({ length: TOUCHES - told.length }, () => 16), ...told];
    const middle = all[Math.floor(all.length / 2)] ?? 0;
    const worst = all.at(-1) ?? 0;
    console.log(
      `  ${what}: ${String(middle)} ms in the middle, ${String(worst)} ms at worst, of ${String(TOUCHES)}`,
    );
    await kiosk.page.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
