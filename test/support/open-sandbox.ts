/** A sandbox of its own, and its page in a browser. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { COARSE, startChromium } from "./chromium.ts";
import { freePort, ServerProcess, type ServerStart, switchboard } from "./server-process.ts";

/** On a loaded machine everything is slow; nothing here is about how long it takes. */
const SLOW_MS = 60_000;
/** An hour of the town in six seconds: homes run out while one looks on. */
const SPEED = 600;

/** How a page is opened where that is not as ever. */
interface PageHow {
  readonly colorScheme?: "light" | "dark";
  readonly locale?: string;
  /** Runs before the page's own script. */
  readonly before?: string;
}

/** The line between a terminal's screen and the hub. */
export interface KioskLine {
  /** While true the screen hears nothing more over it. */
  isDull: boolean;
  /** How much the screen has said over it. */
  said: number;
}

export class OpenSandbox {
  /** What the page complained of since its pages were last closed. */
  readonly faults: string[] = [];
  readonly #browser: Browser;
  readonly #started: ServerStart;
  readonly #url: string;
  #server: ServerProcess;

  readonly #scale: number;

  private constructor(
    browser: Browser,
    server: ServerProcess,
    { scale, ...started }: ServerStart & { readonly scale: number },
    url: string,
  ) {
    this.#browser = browser;
    this.#scale = scale;
    this.#server = server;
    this.#started = started;
    this.#url = url;
  }

  /** With a scale of 1 its pages are pictures; else they are painted coarsely. */
  static async start(speed: number = SPEED, scale: number = COARSE): Promise<OpenSandbox> {
    const directory = mkdtempSync(join(tmpdir(), "sandbox-page-"));
    const words = ["--port", String(await freePort()), "--speed", String(speed)];
    const started = { directory, command: "sandbox", words } as const;
    const [server, browser] = await Promise.all([ServerProcess.start(started), startChromium()]);
    return new OpenSandbox(browser, server, { ...started, scale }, await server.listening);
  }

  /** Ends the server as a power cut does. */
  async cutPower(): Promise<void> {
    await this.#server.kill();
  }

  /** Starts it again, on what it kept and where it was. */
  async restorePower(): Promise<void> {
    this.#server = await ServerProcess.start(this.#started);
  }

  /** The page as it looks once the town is there. */
  async open(width: number, height: number): Promise<Page> {
    const page = await this.#newPage(width, height);
    await page.goto(`${this.#url}/sandbox`);
    await page
      .getByRole("button", { name: /Oak St 12/ })
      .first()
      .waitFor();
    return page;
  }

  /** The API's page for people. */
  async openDocs(width: number, height: number): Promise<Page> {
    const page = await this.#newPage(width, height);
    await page.goto(`${this.#url}/docs`);
    return page;
  }

  /** The screen of a utility's terminal, with nobody at it, and its line. */
  async openKiosk(
    utilityId: string,
    width: number,
    height: number,
  ): Promise<{ readonly page: Page; readonly line: KioskLine }> {
    const line = { isDull: false, said: 0 };
    const page = await this.#newPage(width, height);
    await page.routeWebSocket(/\/kiosk\/live$/, (screen) => {
      const hub = screen.connectToServer();
      screen.onMessage((said) => {
        line.said += 1;
        hub.send(said);
      });
      hub.onMessage((said) => {
        if (!line.isDull) screen.send(said);
      });
    });
    await page.goto(`${this.#url}/kiosk?utility=${utilityId}`);
    await page.locator("[data-screen=attract], [data-screen=ended]").waitFor();
    return { page, line };
  }

  /** The counter of a utility with nobody signed in, as the sandbox leads to it. */
  async openCounter(
    utilityId: string,
    width: number,
    height: number,
    how: PageHow = {},
  ): Promise<Page> {
    const page = await this.#newPage(width, height, how);
    await page.goto(`${this.#url}/counter?utility=${utilityId}`);
    await page.getByRole("button", { name: /sandbox’s key|clave de prueba/ }).waitFor();
    return page;
  }

  /** The page of a utility's customers, with nobody signed in. */
  async openPage(utilityId: string, width: number, height: number): Promise<Page> {
    const page = await this.#newPage(width, height);
    await page.goto(`${this.#url}/my/${utilityId}`);
    return page;
  }

  /** A key of a utility of the town, as an operator makes it. */
  async makeKey(
    utilityId: string,
    name: string,
    scopes: string,
  ): Promise<{ readonly id: string; readonly token: string }> {
    const words = ["create", "--name", name, "--scopes", scopes];
    return (await this.#key(utilityId, words)) as { id: string; token: string };
  }

  async revokeKey(utilityId: string, keyId: string): Promise<void> {
    await this.#key(utilityId, ["revoke", keyId]);
  }

  async #key(utilityId: string, words: readonly string[]): Promise<unknown> {
    const at = ["--data", "data/sandbox", "--utility", utilityId, "--json"];
    const { directory } = this.#started;
    const { status, out, err } = await switchboard(directory, ["key", ...words, ...at]);
    if (status !== 0) throw new Error(`${words.join(" ")}: ${out}${err}`);
    return JSON.parse(out);
  }

  /** What the API answers to whoever has a key; told something where there is a body. */
  async ask(token: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const headers = { authorization: `Bearer ${token}` };
    const told = body && { method: "POST", body: JSON.stringify(body) };
    const answer = await fetch(`${this.#url}${path}`, { headers, ...told });
    return (await answer.json()) as Record<string, unknown>;
  }

  async #newPage(width: number, height: number, { before, ...how }: PageHow = {}): Promise<Page> {
    const page = await this.#browser.newPage({
      viewport: { width, height },
      deviceScaleFactor: this.#scale,
      ...how,
    });
    page.setDefaultTimeout(SLOW_MS);
    if (before !== undefined) await page.addInitScript(before);
    page.on("pageerror", (error) => this.faults.push(error.message));
    page.on("console", (said) => {
      if (said.type() === "error") this.faults.push(said.text());
    });
    return page;
  }

  async closePages(): Promise<void> {
    this.faults.length = 0;
    for (const context of this.#browser.contexts()) await context.close();
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#server.kill();
    rmSync(this.#started.directory, { recursive: true, force: true });
  }
}

/**
 * What is wrong with the page for people who hear it, use keys or see little; by rule and place. It is looked at without motion:
 * what is half faded in has no contrast yet, and the town never holds still.
 */
export async function wrongsOf(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.evaluate(axe.source);
  const found = await page.evaluate<axe.AxeResults>("axe.run()");
  await page.emulateMedia({ reducedMotion: null });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(" ")}`),
  );
}
