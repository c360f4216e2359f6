/**
 * Writes the pictures of docs/screenshots: `npm run screenshots`. A sandbox is started, worked as a person would work it, and
 * pictured. One line of `scenes` is one picture.
 */
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { OpenSandbox } from "./support/open-sandbox.ts";

interface Scene {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  /** What is done before the picture is taken. */
  readonly act: (page: Page) => Promise<void>;
  /** The part of the page that is pictured; the window's where nothing is said. */
  readonly part?: string;
}

const scenes: readonly Scene[] = [
  { file: "call.png", width: 1920, height: 1080, act: callToPay, part: ".phone" },
  { file: "texts.png", width: 1920, height: 1080, act: payByText, part: ".phone" },
  // After the others, so that something has happened in the town.
  { file: "town.png", width: 1920, height: 1080, act: askForBalance },
  { file: "small.png", width: 390, height: 844, act: callFromSmallScreen },
];

const folder = join(import.meta.dirname, "../docs/screenshots");
/** As fast as `npm start` runs it. */
const SPEED = 60;
/** What moves has come to rest by then. */
const REST_MS = 600;

async function pick(page: Page, address: string): Promise<void> {
  const streets = page.locator(".street");
  await streets.getByRole("button", { name: new RegExp(`^${address}`) }).click();
}

/** Waits for the newest line of the phone's texts or call that holds these words. */
async function shown(page: Page, words: RegExp): Promise<void> {
  await page.getByRole("log").getByText(words).last().waitFor();
}

async function send(page: Page, text: string): Promise<void> {
  await page.getByLabel("Text message").fill(text);
  await page.keyboard.press("Enter");
}

async function askForBalance(page: Page): Promise<void> {
  await pick(page, "Sail Ct 4");
  await send(page, "BAL");
  await shown(page, /Sail Ct 4/);
}

/** The first home of the town to run out, as soon as it has. */
async function runOut(page: Page): Promise<void> {
  const house = page.locator(".street").getByRole("button", { name: /^Oak St 12/ });
  await house.filter({ hasText: /Off · \$/ }).waitFor();
}

async function payByText(page: Page): Promise<void> {
  await runOut(page);
  await pick(page, "Oak St 12");
  await send(page, "PAY 40");
  await shown(page, /Reply \d to pay/);
  await page.getByRole("button", { name: /^\d$/ }).click();
  await shown(page, /Oak St 12 is on/i);
}

async function callUtility(page: Page, address: string): Promise<void> {
  await pick(page, address);
  await page.getByRole("tab", { name: "Call" }).click();
  await page.getByRole("button", { name: /^Call / }).click();
  await shown(page, /Thank you for calling|Gracias por llamar/);
}

async function callToPay(page: Page): Promise<void> {
  await runOut(page);
  await callUtility(page, "Oak St 12");
  await page.keyboard.press("1");
  await shown(page, /enter your PIN/);
  await page.keyboard.type("1234#");
  await shown(page, /^You are paying/);
}

async function callFromSmallScreen(page: Page): Promise<void> {
  await callUtility(page, "Pier Rd 6");
  await page.locator(".phone").scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: "Hang up" }).scrollIntoViewIfNeeded();
}

const sandbox = await OpenSandbox.start(SPEED);
try {
  mkdirSync(folder, { recursive: true });
  for (const { file, width, height, act, part } of scenes) {
    const page = await sandbox.open(width, height);
    await act(page);
    await page.waitForTimeout(REST_MS);
    const path = join(folder, file);
    await (part === undefined
      ? page.screenshot({ path })
      : page.locator(part).screenshot({ path }));
    process.stdout.write(`${file} ${String(Math.ceil(statSync(path).size / 1024))} kB\n`);
    if (sandbox.faults.length > 0) throw new Error(sandbox.faults.join("; "));
    await sandbox.closePages();
  }
} finally {
  await sandbox.stop();
}
