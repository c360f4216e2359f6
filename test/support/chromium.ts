/** A real browser without a window. */
import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
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

/** Several start at once on a loaded machine. */
const START_MS = 120_000;

/** Starts Chromium: the one that CHROME_PATH names, else the one that came with the packages. */
export async function startChromium(): Promise<Browser> {
  const executablePath = process.env["CHROME_PATH"] ?? (await unpacked());
  return chromium.launch({ executablePath, args: FLAGS, timeout: START_MS });
}

/**
 * The package unpacks into the temporary folder and takes whatever is there, so each version has a folder of its own. It appears
 * whole or not at all: of several that unpack at once the first to be ready is taken, and nobody starts a half-written program.
 */
async function unpacked(): Promise<string> {
  const version = project.devDependencies["@sparticuz/chromium"];
  const folder = join(tmpdir(), `switchboard-chromium-${version}-whole`);
  if (!existsSync(folder)) {
    const own = mkdtempSync(join(tmpdir(), "switchboard-chromium-"));
    await unpackInto(own);
    try {
      renameSync(own, folder);
    } catch (error) {
      if (!existsSync(folder)) throw error;
      rmSync(own, { recursive: true });
    }
  }
  return join(folder, "chromium");
}

async function unpackInto(folder: string): Promise<void> {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    await packed.executablePath();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}
