/** A real browser without a window. */
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import project from "../../package.json" with { type: "json" };

/** CI runs as root in containers that allow no sandbox of the browser's own; the pages are ours. */
const FLAGS = ["--no-sandbox", "--font-render-hinting=none", "--disable-gpu"];

/**
 * Of pages that are looked at by their layout and not by their picture: a sixteenth of the points to paint, which without a
 * graphics card is most of the work.
 */
export const COARSE = 0.25;

/** Starts Chromium: the one that CHROME_PATH names, else the one that came with the packages. */
export async function startChromium(): Promise<Browser> {
  const executablePath = process.env["CHROME_PATH"] ?? (await unpacked());
  return chromium.launch({ executablePath, args: FLAGS });
}

/** The package unpacks into the temporary folder and takes whatever is there, so each version has a folder of its own. */
async function unpacked(): Promise<string> {
  const folder = join(
    tmpdir(),
    `switchboard-chromium-${project.devDependencies["@sparticuz/chromium"]}`,
  );
  mkdirSync(folder, { recursive: true });
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    return await packed.executablePath();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}
