/** Calls on the sandbox's phone in a real browser: heard as text, keyed on its keypad and by keyboard. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { OpenSandbox, wrongsOf } from "../support/open-sandbox.ts";

let sandbox: OpenSandbox;

beforeAll(async () => {
  sandbox = await OpenSandbox.start();
});

afterAll(() => sandbox.stop());

afterEach(() => sandbox.closePages());

/** A call from a home, as soon as the utility speaks. */
async function callFrom(page: Page, address: string): Promise<void> {
  await houseAt(page, address).click();
  await page.getByRole("tab", { name: "Call" }).click();
  await page.getByRole("button", { name: /^Call / }).click();
  await heard(page, /Gas leak or wire down/);
}

function houseAt(page: Page, address: string) {
  return page.locator(".street").getByRole("button", { name: new RegExp(`^${address}`) });
}

/** Waits for words of the call, the newest of them. */
async function heard(page: Page, words: RegExp): Promise<void> {
  await page.getByRole("log", { name: "The call" }).getByText(words).last().waitFor();
}

async function press(page: Page, key: string): Promise<void> {
  await page.getByRole("group", { name: "Keypad" }).getByRole("button", { name: key }).click();
}

describe("a home that is off", () => {
  it("calls, proves who it is, pays an amount of its own, and its lights come back", async () => {
    const page = await sandbox.open(1920, 1080);
    // The one home of this utility that has used up its money by now on every day of the week.
    const house = houseAt(page, "Oak St 12");
    await house.filter({ hasText: /Off · \$/ }).waitFor();
    await callFrom(page, "Oak St 12");
    await heard(page, /You are off\. Pay .* to turn on: press 1\./);
    await press(page, "1");
    await heard(page, /enter your PIN/);
    await page.getByText("every home here has 1234").waitFor();
    await page.keyboard.type("1234#");
    await heard(page, /^You are paying/);
    const keyed = page.locator(".keyed").last();
    expect(await keyed.innerText()).toMatch(/^You pressed\s+•\s*•\s*•\s*•\s*#$/);
    await heard(page, /For another amount, press 2/);
    await press(page, "2");
    await heard(page, /How much/);
    await page.keyboard.type("40");
    await press(page, "pound");
    await heard(page, /To pay 40 dollars with Visa ending in 4 2 4 2, press 1/);
    await press(page, "1");
    await heard(page, /Thank you\. 40 dollars is paid to Oak Street 12/);
    await house.filter({ hasText: /On · \d+ days?|Low · \d+ days?/ }).waitFor();
    const happenings = page.getByRole("list", { name: "What just happened" });
    await happenings.getByText("Paid $40.00 by call").waitFor();
    const lit = happenings.getByRole("listitem").filter({ hasText: "Oak St 12" });
    await lit.getByText("Power is on: the meter says so").waitFor();
    await page.getByRole("button", { name: "Hang up" }).click();
    await page.getByText("You hung up").waitFor();
    expect(await page.getByRole("group", { name: "Keypad" }).count()).toBe(0);
    expect(sandbox.faults).toEqual([]);
  });
});

describe("a call", () => {
  it.each([
    ["a wide screen", 1920, 1080],
    ["a phone", 390, 844],
  ])("keeps nobody out, and fits, on %s", async (_screen, width, height) => {
    const page = await sandbox.open(width, height);
    await callFrom(page, "Sail Ct 4");
    expect(await wrongsOf(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    await page.getByRole("button", { name: "Hang up" }).click();
    await page.getByText("You hung up").waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    expect(sandbox.faults).toEqual([]);
  });

  it("breaks off what is said at a key, waits no longer than it must, and is hung up by the utility", async () => {
    const page = await sandbox.open(1366, 768);
    await callFrom(page, "Gull Way 23");
    await heard(page, /Para español, pulse 4/);
    await press(page, "4");
    // The menu of languages is short, and nobody presses anything.
    await heard(page, /For English, press/);
    expect(await page.locator(".unsaid").first().innerText()).toMatch(/For more, press 3\.$/);
    await heard(page, /no oí/i);
    await press(page, "pound");
    await page.getByText("Harbor Gas & Light hung up").waitFor();
    await page.getByRole("button", { name: "Call Harbor Gas & Light" }).waitFor();
    expect(sandbox.faults).toEqual([]);
  });

  it("finds no service while the carrier is down, and is told so", async () => {
    const page = await sandbox.open(1366, 768);
    const down = page.getByRole("switch", { name: /Carrier down/ });
    await down.click();
    await page.getByRole("switch", { name: /Carrier down/, checked: true }).waitFor();
    await houseAt(page, "Quay St 6").click();
    await page.getByRole("tab", { name: "Messages" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("button", { name: /^Call / }).click();
    await page.getByText("no service: the carrier is down").waitFor();
    await down.click();
    await page.getByRole("switch", { name: /Carrier down/, checked: false }).waitFor();
    await page.getByRole("button", { name: /^Call / }).click();
    await heard(page, /Gas leak or wire down/);
    expect(sandbox.faults).toEqual([]);
  });
});
