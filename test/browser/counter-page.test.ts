/** The counter's page for everybody: on every screen, in both lights and languages, on paper, and as it is found. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { count, enterSandbox, find, openCounter } from "../support/at-the-counter.ts";
import { OpenSandbox, wrongsOf } from "../support/open-sandbox.ts";

let sandbox: OpenSandbox;
/** A clerk's own key, as an operator would give it. */
let clerk: { readonly id: string; readonly token: string };

beforeAll(async () => {
  sandbox = await OpenSandbox.start();
  clerk = await sandbox.makeKey("valley", "desk 1", "read,payments:write");
});

afterAll(() => sandbox.stop());

afterEach(() => sandbox.closePages());

describe("the page", () => {
  let page: Page;

  const wrongs = async (): Promise<string[]> => [
    ...(await wrongsOf(page)),
    ...((await page.evaluate<boolean>(
      "document.documentElement.scrollWidth > document.documentElement.clientWidth",
    ))
      ? ["too wide"]
      : []),
  ];

  it.each([
    ["a wide screen", 1920, 1080, "light"],
    ["a wide screen", 1920, 1080, "dark"],
    ["a tall screen", 1080, 1920, "light"],
    ["a tall screen", 1080, 1920, "dark"],
    ["a phone", 390, 844, "light"],
    ["a phone", 390, 844, "dark"],
  ] as const)(
    "shuts nobody out, and fits, on %s of %i by %i in %s",
    async (_, width, height, colorScheme) => {
      page = await sandbox.openCounter("valley", width, height, { colorScheme });
      expect(await wrongs()).toEqual([]);
      await enterSandbox(page);
      await page.getByRole("heading", { name: "Who is next?" }).waitFor();
      expect(await wrongs()).toEqual([]);
      await page.locator("#find").fill("V-10");
      await page.getByRole("option", { name: "Gus Okafor" }).waitFor();
      expect(await wrongs()).toEqual([]);
      await page.getByRole("option", { name: "Eli Brown" }).first().click();
      await page.getByRole("heading", { name: "Eli Brown" }).waitFor();
      await page.locator("#amount:focus").fill("20");
      await page.getByText("Balance after it").waitFor();
      await page.locator("#tendered").fill("50");
      await page.getByText("$30.00").waitFor();
      expect(await wrongs()).toEqual([]);
      await page.locator("#tendered").press("Enter");
      await page.locator(".receipt").getByText("$20.00 taken").waitFor();
      expect(await wrongs()).toEqual([]);
      await page.getByText("Simulated").first().waitFor();
      expect(sandbox.faults).toEqual([]);
    },
  );

  it("speaks Spanish where the browser does, and changes at a press", async () => {
    page = await sandbox.openCounter("valley", 1366, 768, { locale: "es-MX" });
    await page.getByRole("button", { name: "Entrar con la clave de prueba" }).click();
    await page.getByRole("heading", { name: "¿Quién sigue?" }).waitFor();
    expect(await page.evaluate("document.documentElement.lang")).toBe("es");
    expect(await wrongs()).toEqual([]);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Who is next?" }).waitFor();
    expect(await page.evaluate("document.documentElement.lang")).toBe("en");
  });

  it("prints the receipt and nothing else", async () => {
    page = await openCounter(sandbox, clerk.token);
    await find(page, "V-1008", "Gus Okafor");
    await count(page, "7", "7");
    await page.keyboard.press("Enter");
    await page.locator(".receipt").waitFor();
    await page.emulateMedia({ media: "print" });
    await page.locator(".paper").getByText("$7.00").first().waitFor();
    expect(await page.locator("header").isVisible()).toBe(false);
    expect(await page.locator("main").isVisible()).toBe(false);
    expect(sandbox.faults).toEqual([]);
  });

  it("is found from the town, with the home's account open", async () => {
    page = await sandbox.open(1920, 1080);
    await page
      .locator(".street")
      .getByRole("button", { name: /^Mill Rd 5/ })
      .click();
    const opened = page.context().waitForEvent("page");
    await page.getByRole("link", { name: "Open the counter" }).click();
    page = await opened;
    await enterSandbox(page);
    await page.getByRole("heading", { name: "Gus Okafor" }).waitFor();
    expect(page.url()).toMatch(/\/counter\?utility=valley#V-1008$/);
  });
});
