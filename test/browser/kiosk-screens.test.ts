/** Every screen of the terminal, as it looks: to whom it is shut out, whether it fits, and whether fingers and eyes find it large enough. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startChromium } from "../support/chromium.ts";
import { type Format, KioskPage, panels } from "../support/kiosk-page.ts";
import { KioskServer } from "../support/kiosk-server.ts";
import { type FixtureLanguage, viewsOf } from "../support/kiosk-views.ts";

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

const looks = {
  normal: [],
  "extra-large text": ["1"],
  "high contrast": ["2"],
  "extra-large text, high contrast, buttons low": ["1", "2", "3"],
} as const;

const formats: readonly Format[] = ["portrait", "landscape"];
const languages: readonly FixtureLanguage[] = ["en", "es"];

const everyLook = formats.flatMap((format) =>
  languages.flatMap((language) =>
    (Object.keys(looks) as (keyof typeof looks)[]).map((look) => ({ format, language, look })),
  ),
);

describe("every screen", () => {
  it.each(everyLook)(
    "in $format, $language, $look shuts nobody out and fits",
    async ({ format, language, look }) => {
      const views = viewsOf(language);
      const kiosk = await KioskPage.open(browser, server, { format });
      const found: Record<string, string[]> = {};
      for (const [name, view] of Object.entries(views)) {
        await kiosk.show(view);
        // What a person set goes back on the first screen, so that it is set on the next.
        if (name === "identify" && looks[look].length > 0) await kiosk.prefer(...looks[look]);
        const wrongs = [...(await kiosk.wrongs()), ...(await kiosk.misfits(panels["15.6 inch"]))];
        if (wrongs.length > 0) found[name] = wrongs;
      }
      expect(found).toEqual({});
      expect(kiosk.faults).toEqual([]);
      await kiosk.page.close();
    },
  );

  it.each(formats)(
    "in %s is as large on a 32 inch panel, and within reach of a seat",
    async (format) => {
      const ppmm = panels["32 inch"];
      const kiosk = await KioskPage.open(browser, server, { format, ppmm, query: "&bottomMm=700" });
      const found: Record<string, string[]> = {};
      for (const [name, view] of Object.entries(viewsOf("es"))) {
        await kiosk.show(view);
        if (name === "identify") await kiosk.prefer("1", "3");
        const wrongs = await kiosk.misfits(ppmm);
        const high = await kiosk.page.evaluate<string[]>(buttonsAboveReach);
        if (!name.startsWith("attract")) wrongs.push(...high.map((text) => `too high: ${text}`));
        if (wrongs.length > 0) found[name] = wrongs;
      }
      expect(found).toEqual({});
      await kiosk.page.close();
    },
  );

  it.each(formats)("in %s has a panel, a warning and a keypad that fit as well", async (format) => {
    const { identify, amount } = viewsOf("es");
    const kiosk = await KioskPage.open(browser, server, { format });
    if (identify === undefined || amount === undefined) throw new Error("fixtures are there");
    await kiosk.show(identify);
    await kiosk.prefer("1");
    await kiosk.page.click("[data-option=access]");
    expect([...(await kiosk.wrongs()), ...(await kiosk.misfits(5.56))]).toEqual([]);
    await kiosk.page.click(".dialog [data-tone=primary]");
    await kiosk.show({ ...amount, idle: { warnAfterMs: 1_500, graceMs: 30_000 } });
    await kiosk.settle();
    await kiosk.page.click("[data-option=other-amount]");
    await kiosk.settle();
    await kiosk.page.getByRole("button", { name: "5", exact: true }).click();
    await kiosk.page.getByRole("button", { name: "0", exact: true }).click();
    expect([...(await kiosk.wrongs()), ...(await kiosk.misfits(5.56))]).toEqual([]);
    await kiosk.page.locator(".warning").waitFor();
    expect([...(await kiosk.wrongs()), ...(await kiosk.misfits(5.56))]).toEqual([]);
    await kiosk.page.close();
  });
});

/** Runs in the page: buttons that someone seated cannot reach. */
const buttonsAboveReach = `[...document.querySelectorAll("button")]
  .filter((button) => button.getBoundingClientRect().top <
    Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--reach-top")))
  .map((button) => button.innerText)`;

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
