/** The sandbox's page in a real browser, worked by clicks and keys as a person would. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { OpenSandbox, wrongsOf } from "../support/open-sandbox.ts";

/** How much of the window has moved by itself so far, as a browser scores it. */
const SHIFTED = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    resolve(list.getEntries().reduce((sum, { value }) => sum + value, 0));
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(0), 1_000);
})`;

let sandbox: OpenSandbox;

beforeAll(async () => {
  sandbox = await OpenSandbox.start();
});

afterAll(() => sandbox.stop());

afterEach(() => sandbox.closePages());

describe("a home that is off", () => {
  it("pays by text on the page's phone, and its lights come back", async () => {
    const page = await sandbox.open(1920, 1080);
    const house = page.locator(".street").getByRole("button", { name: /^Oak St 12/ });
    await house.click();
    await house.filter({ hasText: /Off · \$/ }).waitFor();
    const phone = page.getByRole("log", { name: "Messages" });
    await page.getByRole("button", { name: "BAL", exact: true }).click();
    await phone
      .getByText(/Oak St 12.*off/i)
      .first()
      .waitFor();
    await page.getByLabel("Text message").fill("PAY 40");
    await page.keyboard.press("Enter");
    await phone.getByText(/Reply \d to pay \$40\.00/).waitFor();
    // The digit that the message asks for is the first of the quick replies.
    await page.getByRole("button", { name: /^\d$/ }).click();
    await phone.getByText(/Paid \$40\.00/).waitFor();
    await house.filter({ hasText: /On · \d+ days?|Low · \d+ days?/ }).waitFor();
    await phone
      .getByText(/Oak St 12.*on\b/i)
      .last()
      .waitFor();
    const happenings = page.getByRole("list", { name: "What just happened" });
    await happenings.getByText("Paid $40.00 by text").waitFor();
    await happenings.getByText("Power is on: the meter says so").first().waitFor();
    expect(sandbox.faults).toEqual([]);
  });
});

describe("a switch that makes things go wrong", () => {
  it("is thrown by key, seen by another page, and taken back", async () => {
    const page = await sandbox.open(1366, 768);
    const other = await sandbox.open(390, 844);
    const down = (on: Page, isOn: boolean) =>
      on.getByRole("switch", { name: /Carrier down/, checked: isOn }).waitFor();
    await down(other, false);
    await page.getByRole("switch", { name: /Carrier down/ }).focus();
    await page.keyboard.press("Space");
    await down(other, true);
    await page.keyboard.press("Space");
    await down(other, false);
    expect(sandbox.faults).toEqual([]);
  });
});

describe("the page", () => {
  it.each([
    ["a wide screen", 1920, 1080],
    ["a laptop", 1366, 768],
    ["a phone", 390, 844],
  ])("has nothing that keeps anyone out, and fits, on %s", async (_screen, width, height) => {
    const page = await sandbox.open(width, height);
    await page
      .locator(".street")
      .getByRole("button", { name: /^Sail Ct 4/ })
      .click();
    await page.getByRole("button", { name: "BAL", exact: true }).click();
    await page
      .getByRole("log", { name: "Messages" })
      .getByText(/Sail Ct 4/)
      .first()
      .waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    expect(sandbox.faults).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    await page.getByText("no text leaves this machine").waitFor();
  });

  it.each([
    ["a wide screen", 1920, 1080],
    ["a laptop", 1366, 768],
    ["a phone", 390, 844],
  ])("moves nothing that is seen while it fills, on %s", async (_screen, width, height) => {
    const page = await sandbox.open(width, height);
    await page.getByRole("tab", { name: "Messages" }).waitFor();
    // Past this a page counts as one that jumps (Core Web Vitals).
    expect(await page.evaluate<number>(SHIFTED)).toBeLessThan(0.1);
  });
});

describe("the API's page for people", () => {
  it.each([
    [390, 844, "light"],
    [390, 844, "dark"],
    [1920, 1080, "light"],
    [1920, 1080, "dark"],
  ] as const)(
    "fits, and shuts nobody out, at %i by %i in %s",
    async (width, height, colorScheme) => {
      const page = await sandbox.openDocs(width, height);
      await page.emulateMedia({ colorScheme });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      await page.getByRole("link", { name: "Look at an account", exact: true }).click();
      const told = page.locator("#getAccount");
      await told.getByText("/v1/accounts/{id}", { exact: true }).waitFor();
      expect(await wrongsOf(page)).toEqual([]);
      expect(sandbox.faults).toEqual([]);
    },
  );
});
