/**
 * From a finger on the terminal's screen to the frame that answers it, on a processor six times slower than this one. The bound
 * is 100 ms, within which people take an answer for their own doing (RAIL). What the page answers by itself is timed by the browser
 * (Event Timing, in steps of 8 ms); what the hub answers, till the frame after its screen was laid out.
 */
import type { CDPSession } from "playwright-core";
import type { View } from "../channels/kiosk/protocol.ts";
import { startChromium } from "../test/support/chromium.ts";
import { KioskPage } from "../test/support/kiosk-page.ts";
import { KioskServer } from "../test/support/kiosk-server.ts";
import { viewsOf } from "../test/support/kiosk-views.ts";

const SLOWER = 6;
const TOUCHES = 20;

/** Keeps, in the page, how long each touch took to the next frame, and to the frame of another screen. */
const WATCH = `window.touchMs = [];
window.screenMs = [];
new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries()) if (name === "click") touchMs.push(duration);
}).observe({ type: "event", durationThreshold: 16, buffered: true });
let touchedAtMs = null;
addEventListener("click", ({ timeStamp }) => (touchedAtMs = timeStamp), true);
addEventListener("DOMContentLoaded", () => {
  new MutationObserver(() => {
    if (touchedAtMs === null) return;
    const fromMs = touchedAtMs;
    touchedAtMs = null;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => screenMs.push(performance.now() - fromMs);
      port2.postMessage(null);
    });
  }).observe(document, { subtree: true, attributeFilter: ["data-screen"] });
});`;

/** What is touched, and on which screen; what opens over it is shut by showing the screen again. */
const touches = [
  { what: "a digit of the keypad", screen: "identify", target: ".pad .digit" },
  {
    what: "a tile, and the screen that the hub answers",
    screen: "home",
    target: ".answers .tile",
    answer: "amount",
  },
  { what: "an amount of one's own", screen: "amount", target: "[data-option=other-amount]" },
  { what: "the panel to see and hear", screen: "home", target: "[data-option=access]" },
] as const;

const views = viewsOf("en");

function viewOf(name: string): View {
  const view = views[name];
  if (view === undefined) throw new Error(`no fixture ${name}`);
  return view;
}

interface Touched {
  readonly view: View;
  readonly target: string;
  /** What the hub answers with; null where the page answers by itself. */
  readonly answer: View | null;
}

async function touchOnce(
  kiosk: KioskPage,
  session: CDPSession,
  { view, target, answer }: Touched,
): Promise<void> {
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await kiosk.show(attract);
  await kiosk.show(view);
  await kiosk.settle();
  // Where it is asked before the processor is slowed: a finger knows without asking the page.
  const box = await kiosk.page.locator(target).first().boundingBox();
  if (box === null) throw new Error(`nothing to touch: ${target}`);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await kiosk.tap(box.x + box.width / 2, box.y + box.height / 2, answer);
  await kiosk.settle();
}

const attract = viewOf("attract");
const server = await KioskServer.start(attract);
const browser = await startChromium();
try {
  for (const touched of touches) {
    const { what, screen, target } = touched;
    const answer = "answer" in touched ? viewOf(touched.answer) : null;
    const kiosk = await KioskPage.open(browser, server, {
      format: "portrait",
      before: WATCH,
      hasTouch: true,
      scale: 1,
    });
    const session = await kiosk.page.context().newCDPSession(kiosk.page);
    for (let touch = 0; touch < TOUCHES; touch += 1) {
      await touchOnce(kiosk, session, { view: viewOf(screen), target, answer });
    }
    // Touches under 16 ms are not told of by the browser.
    const kept = answer === null ? "touchMs" : "screenMs";
    const told = (await kiosk.page.evaluate<number[]>(kept)).toSorted((a, b) => a - b);
    const all = [...Array.from({ length: TOUCHES - told.length }, () => 16), ...told];
    const ms = (at: number): string => String(Math.round(all.at(at) ?? 0)).padStart(4);
    const middle = ms(Math.floor(all.length / 2));
    console.log(
      `  ${what}: ${middle} ms in the middle, ${ms(-2)} but for one, ${ms(-1)} at worst, of ${String(TOUCHES)}`,
    );
    await kiosk.page.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
