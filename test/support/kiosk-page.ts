/** A terminal's page in a real browser, before a hub that shows it what a test wants. */
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import type { View } from "../../channels/kiosk/protocol.ts";
import { COARSE } from "./chromium.ts";
import { misfitsIn } from "./kiosk-misfits.ts";
import type { KioskServer } from "./kiosk-server.ts";

export const formats = { portrait: [1_080, 1_920], landscape: [1_920, 1_080] } as const;
export type Format = keyof typeof formats;

/** Pixels a millimetre of the smallest and the largest panel of 1080p that is sold for kiosks. */
export const panels = { "15.6 inch": 5.56, "32 inch": 2.71 } as const;

/** On a loaded machine everything is slow; nothing here is about how long it takes. */
const SLOW_MS = 60_000;

/** Longer than a finger that meant the screen before takes. */
const SETTLED_MS = 350;

/** A page whose own clock runs so many times as fast, for walks in which nothing is told by time: its timers run as ever. */
const HASTE = 20;
export const hurried = `{
  const now = performance.now.bind(performance);
  performance.now = () => now() * ${String(HASTE)};
}`;

/** One count for all pages: a hub never goes back. */
let lastRev = 1_000;

interface Opened {
  readonly format: Format;
  readonly ppmm?: number;
  readonly query?: string;
  /** Runs before the page's own script. */
  readonly before?: string;
  /** Whether it is touched by fingers, not by a mouse. */
  readonly hasTouch?: boolean;
  /** Whether the test turns its clock. It has to be so from the start: a timer of before could not be ended after. */
  readonly hasOwnClock?: boolean;
  /** Points of the picture a point of the layout; coarse where nothing is said. */
  readonly scale?: number;
}

export class KioskPage {
  readonly page: Page;
  readonly #server: KioskServer;
  /** What the page complained of. */
  readonly faults: string[] = [];

  readonly #settledMs: number;

  private constructor(page: Page, server: KioskServer, { before }: Opened) {
    this.page = page;
    this.#server = server;
    this.#settledMs = before === hurried ? SETTLED_MS / HASTE : SETTLED_MS;
    page.on("pageerror", (error) => this.faults.push(error.message));
    page.on("console", (said) => {
      if (said.type() === "error") this.faults.push(said.text());
    });
  }

  static async open(browser: Browser, server: KioskServer, opened: Opened): Promise<KioskPage> {
    const [width, height] = formats[opened.format];
    const page = await browser.newPage({
      viewport: { width, height },
      deviceScaleFactor: opened.scale ?? COARSE,
      reducedMotion: "reduce",
      hasTouch: opened.hasTouch === true,
    });
    page.setDefaultTimeout(SLOW_MS);
    const own = new KioskPage(page, server, opened);
    if (opened.before !== undefined) await page.addInitScript(opened.before);
    if (opened.hasOwnClock === true) await page.clock.install();
    const ppmm = String(opened.ppmm ?? panels["15.6 inch"]);
    await page.goto(`${server.url}/kiosk/?ppmm=${ppmm}${opened.query ?? ""}`);
    return own;
  }

  /** Shows a screen under a rev of its own, and waits till it stands. */
  async show(view: View): Promise<View> {
    const shown = { ...view, rev: ++lastRev };
    this.#server.show(shown);
    const { screen, title, language, rev } = shown;
    const expected = JSON.stringify([screen, String(rev), title.text, language]);
    await this.page.waitForFunction(`JSON.stringify([
      document.querySelector(".kiosk")?.getAttribute("data-screen"),
      document.querySelector(".kiosk")?.getAttribute("data-rev"),
      document.querySelector("h1")?.textContent,
      document.documentElement.lang,
    ]) === ${JSON.stringify(expected)}`);
    return shown;
  }

  /** A finger on the glass; what is pressed with it may be answered with a screen at once. */
  async tap(x: number, y: number, answer: View | null): Promise<void> {
    this.#server.answer = answer === null ? null : { ...answer, rev: ++lastRev };
    await this.page.touchscreen.tap(x, y);
  }

  async settle(): Promise<void> {
    await this.page.waitForTimeout(this.#settledMs);
  }

  /** Turns on what the accessibility panel has under these keys. */
  async prefer(...keys: string[]): Promise<void> {
    await this.settle();
    await this.page.click("[data-option=access]");
    for (const key of keys) await this.page.click(`.dialog[open] [data-key="${key}"]`);
    await this.page.click(".dialog[open] [data-tone=primary]");
    await this.settle();
  }

  /** What keeps people out who hear, use keys or see little; by rule and place. */
  async wrongs(): Promise<string[]> {
    if (!(await this.page.evaluate("'axe' in window"))) await this.page.evaluate(axe.source);
    const found = await this.page.evaluate<axe.AxeResults>(
      "axe.run(document, { resultTypes: ['violations'] })",
    );
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(" ")}`),
    );
  }

  /** What is too small to hit or to read, in millimetres of the panel; what scrolls, is cut off or lies over another; once what does not fit was fitted, which is in the next frame. */
  async misfits(ppmm: number): Promise<string[]> {
    await this.page.evaluate(
      "new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))",
    );
    return this.page.evaluate<string[]>(`(${misfitsIn})(${String(ppmm)})`);
  }
}
