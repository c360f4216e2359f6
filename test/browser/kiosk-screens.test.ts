/** Every screen of the terminal, as it looks: to whom it is shut out, whether it fits, and whether fingers and eyes find it large enough. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startChromium } from "../support/chromium.ts";
import { lookName, pairedLooks, wrongsIn } from "../support/kiosk-looks.ts";
import { type Format, KioskPage } from "../support/kiosk-page.ts";
import { KioskServer } from "../support/kiosk-server.ts";
import { viewsOf } from "../support/kiosk-views.ts";

/** Longer than a slow machine looks at a screen, by whose clock they pass. */
const WARNED_MS = 600_000;
const GRACE_MS = 90_000;

let browser: Browser;
let server: KioskServer;

beforeAll(async () => {
  const { attract } = viewsOf("en");
  if (attract === undefined) throw new Error("the first screen has a fixture");
  [browser, server] = await Promise.all([startChromium(), KioskServer.start(attract)]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe("every screen", () => {
  it.each(pairedLooks.map((one) => [lookName(one), one] as const))(
    "in %s shuts nobody out, fits, and is within reach",
    async (_name, one) => {
      expect(await wrongsIn(browser, server, one)).toEqual({});
    },
  );
});

describe("what lies over a screen", () => {
  it.each(["portrait", "landscape"] satisfies Format[])(
    "in %s is a panel, a warning and a keypad that fit as well",
    async (format) => {
      const { identify, amount } = viewsOf("es");
      const kiosk = await KioskPage.open(browser, server, { format, hasOwnClock: true });
      if (identify === undefined || amount === undefined) throw new Error("fixtures are there");
      await kiosk.show(identify);
      await kiosk.prefer("1");
      await kiosk.page.click("[data-option=access]");
      expect([...(await kiosk.wrongs()), ...(await kiosk.misfits(5.56))]).toEqual([]);
      await kiosk.page.click(".dialog[open] [data-tone=primary]");
      await kiosk.show({ ...amount, idle: { warnAfterMs: WARNED_MS, graceMs: GRACE_MS } });
      await kiosk.settle();
      await kiosk.page.click("[data-option=other-amount]");
      await kiosk.settle();
      await kiosk.page.getByRole("button", { name: "5", exact: true }).click();
      await kiosk.page.getByRole("button", { name: "0", exact: true }).click();
      expect([...(await kiosk.wrongs()), ...(await kiosk.misfits(5.56))]).toEqual([]);
      // Who reads large text is given twice as long.
      await kiosk.page.clock.runFor(2 * WARNED_MS);
      await kiosk.page.locator(".warning").waitFor();
      expect([...(await kiosk.wrongs()), ...(await kiosk.misfits(5.56))]).toEqual([]);
      await kiosk.page.close();
    },
  );
});

it("fits again when the panel is turned", async () => {
  const { successOff } = viewsOf("es");
  if (successOff === undefined) throw new Error("the screen has a fixture");
  const kiosk = await KioskPage.open(browser, server, { format: "portrait" });
  await kiosk.show(successOff);
  await kiosk.page.setViewportSize({ width: 1_920, height: 1_080 });
  await kiosk.settle();
  expect(await kiosk.misfits(5.56)).toEqual([]);
  await kiosk.page.close();
});

it.each([
  [".js", 35],
  [".css", 8],
])("all of the terminal's %s is at most %i kB, packed", (ending, most) => {
  const folder = join(import.meta.dirname, "../../dist/kiosk/assets");
  const files = readdirSync(folder).filter((name) => name.endsWith(ending));
  const bytes = files.map((name) => gzipSync(readFileSync(join(folder, name))).length);
  expect(files).not.toEqual([]);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(most * 1_000);
});
