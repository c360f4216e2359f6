/**
 * Writes the pictures of docs/screenshots: `npm run screenshots`. A sandbox is started, worked as a person would work it, and
 * pictured. One line of `scenes` is one picture.
 */
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

import { Visitor } from "./support/at-the-kiosk.ts";
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

/** One visit at the terminal, pictured on its way: by file, how the screen is come to from the one before. */
const visit: readonly { readonly file: string; readonly act: (at: AtKiosk) => Promise<void> }[] = [
  { file: "kiosk-attract.png", act: ({ visitor }) => visitor.sees("attract") },
  { file: "kiosk-home.png", act: comeHome },
  { file: "kiosk-amount.png", act: chooseAmount },
  { file: "kiosk-cash.png", act: putNotesIn },
  { file: "kiosk-success.png", act: finish },
];

/** The counter's sizes, by file; the wide one with a queue, an account that is off, and an amount being counted. */
const counters = [
  { file: "counter.png", width: 1920, height: 1080, colorScheme: "light" },
  { file: "counter-night.png", width: 1920, height: 1080, colorScheme: "dark" },
  { file: "counter-small.png", width: 390, height: 844, colorScheme: "light" },
] as const;

/** A customer's own page, from the number to the lights: by file, how it is come to from the one before. */
const ownPage: readonly { readonly file: string; readonly act: (at: AtHome) => Promise<void> }[] = [
  { file: "page-home.png", act: signIn },
  { file: "page-amount.png", act: ({ page }) => pressOn(page, "pay", "amount") },
  { file: "page-success.png", act: payAtHome },
];

interface AtHome {
  readonly page: Page;
  /** The sandbox page, with the phone that the code comes to. */
  readonly town: Page;
}

interface AtKiosk {
  readonly visitor: Visitor;
  /** The sandbox page, with the terminal's devices. */
  readonly town: Page;
}

const folder = join(import.meta.dirname, "../docs/screenshots");
/** As fast as `npm start` runs it. */
const SPEED = 60;
/** What moves has come to rest by then. */
const REST_MS = 600;
/** The last of the homes that begin with little has used it up by then. */
const OUT_MS = 900_000;
/** The code of a text by which a customer signs in. */
const CODE = /code is (\d{6})/;
/** What happens before the power is back. */
const STEPS = 3;

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
  await house.filter({ hasText: /Off · \$/ }).waitFor({ timeout: OUT_MS });
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
  await shown(page, /Gas leak or wire down|Gas o cable caído/);
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

async function comeHome({ visitor, town }: AtKiosk): Promise<void> {
  const house = town.locator(".street").getByRole("button", { name: /^Mill Rd 3/ });
  await house.filter({ hasText: /Off · \$/ }).waitFor({ timeout: OUT_MS });
  await house.click();
  await visitor.touches("begin");
  await visitor.sees("identify");
  await visitor.types("2025550142");
  await visitor.sees("confirm_who");
  await visitor.touches("see");
  await visitor.sees("pin");
  await visitor.types("1234");
  await visitor.sees("home");
}

async function chooseAmount({ visitor }: AtKiosk): Promise<void> {
  await visitor.touches("pay");
  await visitor.sees("amount");
}

async function putNotesIn({ visitor, town }: AtKiosk): Promise<void> {
  await visitor.touches("amount:4000");
  await visitor.sees("choose");
  await visitor.touches("cash");
  await visitor.sees("cash");
  for (const total of ["$20.00", "$40.00"]) {
    await town.getByRole("button", { name: "$20", exact: true }).click();
    await visitor.counts(total);
  }
}

async function finish({ visitor }: AtKiosk): Promise<void> {
  await visitor.touches("finish");
  await visitor.sees("success");
  await visitor.seesStepsDone(STEPS);
}

/** Of a home that has run out: its number, and the code that its phone is sent. */
async function signIn({ page, town }: AtHome): Promise<void> {
  await runOut(town);
  await pick(town, "Oak St 12");
  await page.locator("#typed").fill("1001");
  await page.locator("main .entry button").click();
  await page.locator('main[data-screen="pin"]').waitFor();
  await shown(town, CODE);
  const said = await town.getByRole("log").innerText();
  await page.locator("#typed").fill(CODE.exec(said)?.[1] ?? "");
  await page.locator("main .entry button").click();
  await page.locator('main[data-screen="home"]').waitFor();
}

async function pressOn(page: Page, option: string, screen: string): Promise<void> {
  await page.locator(`main button[value="${option}"]`).click();
  await page.locator(`main[data-screen="${screen}"]`).waitFor();
}

async function payAtHome({ page }: AtHome): Promise<void> {
  await page.locator('main button[data-tone="primary"]').click();
  await pressOn(page, "saved:0", "confirm_pay");
  await page.locator('main button[data-tone="primary"]').click();
  await page
    .locator('.steps li[data-state="done"]')
    .nth(STEPS - 1)
    .waitFor();
}

/** Two who ask for a person, by text. */
async function askForPeople(page: Page): Promise<void> {
  for (const address of ["Lake Dr 27", "Oak St 14"]) {
    await pick(page, address);
    await send(page, "AGENT");
    await shown(page, /call|llam/i);
  }
}

/** Takes the account's own amount at the counter, as far as the cash that is laid down. */
async function countCash(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign in with the sandbox’s key" }).click();
  await page.locator("#find").fill("V-1009");
  await page.getByRole("option").first().click();
  await page.locator("#amount:focus").fill("40");
  await page.getByText("Balance after it").waitFor();
  await page.locator("#tendered").fill("50");
  await page.getByText("$10.00").first().waitFor();
  await page.locator(".waiting").first().waitFor();
}

async function picture(of: Pick<Page, "screenshot">, file: string): Promise<void> {
  const path = join(folder, file);
  await of.screenshot({ path });
  process.stdout.write(`${file} ${String(Math.ceil(statSync(path).size / 1024))} kB\n`);
  if (sandbox.faults.length > 0) throw new Error(sandbox.faults.join("; "));
}

const sandbox = await OpenSandbox.start(SPEED, 1);
try {
  mkdirSync(folder, { recursive: true });
  // First, and as little is paid as turns it on: the home runs out again for those after.
  const atHome = {
    page: await sandbox.openPage("valley", 390, 844),
    town: await sandbox.open(1920, 1200),
  };
  for (const { file, act } of ownPage) {
    await act(atHome);
    await atHome.page.waitForTimeout(REST_MS);
    await picture(atHome.page, file);
  }
  await sandbox.closePages();
  for (const { file, width, height, act, part } of scenes) {
    const page = await sandbox.open(width, height);
    await act(page);
    await page.waitForTimeout(REST_MS);
    await picture(part === undefined ? page : page.locator(part), file);
    await sandbox.closePages();
  }
  const asking = await sandbox.open(1366, 768);
  await askForPeople(asking);
  await sandbox.closePages();
  for (const { file, width, height, colorScheme } of counters) {
    const page = await sandbox.openCounter("valley", width, height, { colorScheme });
    await countCash(page);
    await page.waitForTimeout(REST_MS);
    await picture(page, file);
    await sandbox.closePages();
  }
  const town = await sandbox.open(1920, 1200);
  const kiosk = await sandbox.openKiosk("valley", 1080, 1920);
  const { page } = kiosk;
  const at = { visitor: new Visitor(kiosk), town };
  for (const { file, act } of visit) {
    await act(at);
    await page.waitForTimeout(REST_MS);
    await picture(page, file);
  }
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.waitForTimeout(REST_MS);
  await picture(page, "kiosk-wide.png");
  await town.locator(".kiosk").scrollIntoViewIfNeeded();
  await picture(town.locator(".kiosk"), "kiosk-devices.png");
} finally {
  await sandbox.stop();
}
