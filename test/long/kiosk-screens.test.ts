/** Every screen of the terminal in many more ways to look than the six of the tests of every day. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startChromium } from "../support/chromium.ts";
import { lookName, manyLooks, wrongsIn } from "../support/kiosk-looks.ts";
import { KioskServer } from "../support/kiosk-server.ts";
import { viewsOf } from "../support/kiosk-views.ts";

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

it.each(manyLooks.map((one) => [lookName(one), one] as const))(
  "every screen in %s shuts nobody out, fits, and is within reach",
  async (_name, one) => {
    expect(await wrongsIn(browser, server, one)).toEqual({});
  },
);
