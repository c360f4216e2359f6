/** A customer's own page in a real browser: on a phone and on a wide screen, by keys, without a script, and while money is on its way. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { utilityHome } from "../../core/ids.ts";
import { isRefusal } from "../../core/refusal.ts";
import { migrations } from "../../core/store/migrations/all.ts";
import { httpServer, type HttpServer } from "../../hosts/node/http-server.ts";
import { openStore } from "../../hosts/node/store.ts";
import type { LivingTown } from "../living-town.ts";
import { startChromium } from "../support/chromium.ts";
import { anas, codesAt, flatOf, pageTown } from "../support/page-town.ts";
import { usd } from "../town.ts";

const sizes = [
  ["a phone", 390, 844],
  ["a narrow phone", 320, 640],
  ["a wide screen", 1920, 1080],
] as const;

/** Where pictures go, for who wants to look at them: SHOTS=dir. */
const shots = process.env["SHOTS"];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

let browser: Browser;
let directory: string;
let town: LivingTown;
let server: HttpServer;
let url: string;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(() => browser.close());

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-page-"));
  const home = utilityHome("u");
  const store = openStore({ path: join(directory, "u.db"), home, migrations });
  if (isRefusal(store)) throw new Error(store.message);
  const restart = () => Promise.reject(new Error("nothing restarts here"));
  const close = () => store.close();
  const open = () => Promise.resolve({ utilityId: "u", store, restart, close });
  const settings = { ...usd, languages: ["en", "es", "fr"] };
  ({ town } = await pageTown(open, { settings, more: [flatOf(3)], payUrl }));
  server = httpServer((request) => town.request(request.url, request));
  const listening = await server.listen({ host: "127.0.0.1", port: 0 });
  if (typeof listening !== "string") throw new Error(listening.message);
  url = `${listening}/my/u`;
});

/** The same server by another name: to a browser another origin. */
function payUrl(): string {
  return `http://localhost:${new URL(url).port}`;
}

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  await server.close(1_000);
  await town.running.hub.store.read(utilityHome("u"), () => null);
  rmSync(directory, { recursive: true });
});

async function visit(size: readonly [number, number], hasScript = true): Promise<Page> {
  const [width, height] = size;
  const context = await browser.newContext({
    viewport: { width, height },
    javaScriptEnabled: hasScript,
    // Both of the page's lights, one by each size.
    colorScheme: width > 1_000 ? "dark" : "light",
    reducedMotion: "reduce",
  });
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(url);
  return page;
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel("Account number or phone number").fill("(555) 010-0001");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Six digits").waitFor();
  await town.settle();
  await page.getByLabel("Six digits").fill(codesAt(town, anas).at(-1) ?? "");
  await page.getByRole("button", { name: "Continue" }).click();
  await stands(page, "choose");
}

/** Signed in, the first account, and as far as how to pay. */
async function chooseTwenty(page: Page): Promise<void> {
  await signIn(page);
  await press(page, /ending in/);
  await press(page, "Add money");
  await press(page, /\$20\.00/);
}

async function stands(page: Page, screen: string): Promise<void> {
  await page.locator(`main[data-screen="${screen}"]`).waitFor();
}

function press(page: Page, name: string | RegExp): Promise<void> {
  return page.getByRole("button", { name }).first().click();
}

/** What keeps people out, what does not fit across the window, and what is too small for a finger. */
async function wrongs(page: Page, name: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<axe.AxeResults>("axe.run()");
  const overflow = await page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  const small = await page.evaluate<string[]>(
    `[...document.querySelectorAll("button, input:not([type=hidden])")].filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent || one.name)`,
  );
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  return [
    ...found.violations.map(({ id, nodes }) => `${id}: ${String(nodes[0]?.target)}`),
    ...(overflow > 0 ? [`${String(overflow)} pixels too wide`] : []),
    ...small.map((one) => `too small: ${one}`),
  ];
}

describe.each(sizes)("a customer's page on %s", (screen, width, height) => {
  it("keeps nobody out and fits, from the number to the receipt", async () => {
    const page = await visit([width, height]);
    const wrong: string[] = [];
    const look = async (name: string) => {
      wrong.push(
        ...(await wrongs(page, `${name}-${String(width)}`)).map((one) => `${name}: ${one}`),
      );
    };
    await look("front");
    await page.getByLabel("Account number or phone number").fill("1001");
    await press(page, "Continue");
    await stands(page, "pin");
    await look("code");
    await town.settle();
    await page.getByLabel("Six digits").fill(codesAt(town, anas).at(-1) ?? "");
    await press(page, "Continue");
    await stands(page, "choose");
    await look("accounts");
    await press(page, /ending in/);
    await stands(page, "home");
    await look("home");
    await press(page, "More");
    await stands(page, "choose");
    await look("more");
    await press(page, "When and of what to be told");
    await look("alerts");
    await press(page, "Go back");
    await press(page, "Add money");
    await stands(page, "amount");
    await look("amount");
    await page.getByLabel("Another amount").fill("none");
    await press(page, "Continue");
    await page.getByText("That is no amount").waitFor();
    await look("no-amount");
    await press(page, /\$20\.00/);
    await stands(page, "choose");
    await look("tender");
    await press(page, /ending in/);
    await stands(page, "confirm_pay");
    await look("confirm");
    await press(page, "Pay $20.00");
    await town.settle();
    await stands(page, "success");
    await look("success");
    await press(page, "Receipt");
    await stands(page, "receipt");
    await look("receipt");
    expect(wrong).toEqual([]);
    expect(screen).not.toBe("");
  });
});

describe("a customer's page", () => {
  it("shows by itself what became of a payment that was under way", async () => {
    const page = await visit([390, 844]);
    await chooseTwenty(page);
    await press(page, /ending in/);
    await press(page, "Pay $20.00");
    await stands(page, "processing");
    await town.settle();
    await stands(page, "success");
    expect(await page.locator("main").innerText()).toContain("$20.00 is paid");
  });

  it("leads to the page that takes a card, wherever that is", async () => {
    const page = await visit([390, 844]);
    await chooseTwenty(page);
    await press(page, "new card");
    await press(page, "Go to the card page");
    await page.waitForURL(/\/pay\//);
    expect(new URL(page.url()).origin).toBe(payUrl());
  });

  it("is whole without a script", async () => {
    const page = await visit([390, 844], false);
    await chooseTwenty(page);
    await press(page, /ending in/);
    // The town's clock stands, so that the processor has not answered when the page comes.
    await press(page, "Pay $20.00");
    await stands(page, "processing");
    await town.settle();
    await page.getByRole("link", { name: "Look again" }).click();
    await stands(page, "success");
    expect(await page.locator("h1").innerText()).toBe("$20.00 is paid");
  });

  it("is worked by keys alone", async () => {
    const page = await visit([1280, 800]);
    await page.getByLabel("Account number or phone number").focus();
    await page.keyboard.type("1001");
    await page.keyboard.press("Enter");
    await stands(page, "pin");
    await town.settle();
    await page.getByLabel("Six digits").focus();
    await page.keyboard.type(codesAt(town, anas).at(-1) ?? "");
    await page.keyboard.press("Enter");
    await stands(page, "choose");
    // Past the way out, which stands above.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await stands(page, "home");
    expect(await page.locator(".balance").innerText()).toBe("$30.00");
  });

  it.each([
    ["es", "Su cuenta", "Salir"],
    ["fr", "Votre compte", "Se déconnecter"],
  ])("speaks %s to its end", async (tag, title, out) => {
    const page = await visit([320, 640]);
    await page.locator(`button[lang="${tag}"]`).click();
    await page.getByRole("heading", { name: title }).waitFor();
    await page.locator("#typed").fill("1001");
    await page.locator(".entry button").click();
    await stands(page, "pin");
    await town.settle();
    await page.locator("#typed").fill(codesAt(town, anas).at(-1) ?? "");
    await page.locator(".entry button").click();
    await stands(page, "choose");
    expect(await wrongs(page, `accounts-${tag}`)).toEqual([]);
    expect(await page.locator("html").getAttribute("lang")).toBe(tag);
    await press(page, out);
    await stands(page, "front");
  });
});
