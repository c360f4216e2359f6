/** The ways in which a terminal can look, and what is wrong with every screen of it in one of them. */
import type { Browser } from "playwright-core";
import { type Format, KioskPage, panels } from "./kiosk-page.ts";
import type { KioskServer } from "./kiosk-server.ts";
import { type FixtureLanguage, viewsOf } from "./kiosk-views.ts";

export interface Look {
  readonly format: Format;
  readonly language: FixtureLanguage;
  readonly panel: keyof typeof panels;
  readonly isLarge: boolean;
  readonly isHighContrast: boolean;
  readonly isLowReach: boolean;
}

/** A panel that hangs as high as that needs its buttons low, for whoever sits. */
const LOW_REACH_BOTTOM_MM = 700;

function look(bits: string): Look {
  const [portrait, spanish, large, contrast, wide, low] = bits.split("").map((bit) => bit === "1");
  return {
    format: portrait === true ? "portrait" : "landscape",
    language: spanish === true ? "es" : "en",
    panel: wide === true ? "32 inch" : "15.6 inch",
    isLarge: large === true,
    isHighContrast: contrast === true,
    isLowReach: low === true,
  };
}

/**
 * Six looks in which any two of six things that are one way or the other meet in all four ways: each column but the first row
 * has three of five, so that two columns always share one and are never the same.
 */
export const pairedLooks = ["000000", "110010", "101011", "100101", "011110", "011101"].map(look);

/** Every orientation, language, size and contrast on the smallest panel, the buttons low for half of them; and the largest, from a seat. */
export const manyLooks = [
  ...Array.from({ length: 2 ** 4 }, (_, at) => at.toString(2).padStart(4, "0"))
    .map((bits) => `${bits}0${bits.at(-1) ?? ""}`)
    .map(look),
  ...["011011", "111011"].map(look),
];

export function lookName(one: Look): string {
  const { format, language, panel, isLarge, isHighContrast, isLowReach } = one;
  return [
    `${format}, ${language}, ${panel}`,
    ...(isLarge ? ["extra-large text"] : []),
    ...(isHighContrast ? ["high contrast"] : []),
    ...(isLowReach ? ["buttons low"] : []),
  ].join(", ");
}

/** By screen, whom it shuts out and what of it does not fit; nothing for a screen that is well. */
export async function wrongsIn(
  browser: Browser,
  server: KioskServer,
  { format, language, panel, isLarge, isHighContrast, isLowReach }: Look,
): Promise<Record<string, string[]>> {
  const ppmm = panels[panel];
  const query = isLowReach ? `&bottomMm=${String(LOW_REACH_BOTTOM_MM)}` : "";
  const kiosk = await KioskPage.open(browser, server, { format, ppmm, query });
  const keys = [...(isLarge ? ["1"] : []), ...(isHighContrast ? ["2"] : [])];
  const preferred = [...keys, ...(isLowReach ? ["3"] : [])];
  const found: Record<string, string[]> = {};
  for (const [name, view] of Object.entries(viewsOf(language))) {
    await kiosk.show(view);
    // What a person set goes back on the first screen, so that it is set on the next.
    if (name === "identify" && preferred.length > 0) await kiosk.prefer(...preferred);
    const wrongs = [...(await kiosk.wrongs()), ...(await kiosk.misfits(ppmm))];
    if (isLowReach && !name.startsWith("attract")) {
      const high = await kiosk.page.evaluate<string[]>(buttonsAboveReach);
      wrongs.push(...high.map((text) => `too high: ${text}`));
    }
    if (wrongs.length > 0) found[name] = wrongs;
  }
  if (kiosk.faults.length > 0) found["the page"] = [...kiosk.faults];
  await kiosk.page.close();
  return found;
}

/** Runs in the page: buttons that someone seated cannot reach. */
const buttonsAboveReach = `[...document.querySelectorAll("button")]
  .filter((button) => !button.closest("dialog:not([open])"))
  .filter((button) => button.getBoundingClientRect().top <
    Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--reach-top")))
  .map((button) => button.innerText)`;
