/** The page where a card is saved or a link is paid, in a real browser, in each of its states and as a visitor meets it. */
import { mkdirSync } from "node:fs";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../core/instant.ts";
import { startChromium } from "../support/chromium.ts";
import { StripeTown } from "../support/stripe-town.ts";

const sizes = [
  ["a phone", 390, 844],
  ["a wide screen", 1920, 1080],
] as const;

/** On a loaded machine everything is slow; nothing here is about how long it takes. */
const SLOW_MS = 60_000;

/** Where pictures go, for who wants to look at them: SHOTS=dir. */
const shots = process.env["SHOTS"];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

/** Stripe's script, as far as the page uses it: fields that stand, and a card that is refused. */
const STRIPE_SCRIPT = `window.Stripe = () => ({
  elements: () => ({
    create: () => {
      const on = {};
      return {
        on: (name, call) => { on[name] = call; },
        mount: (place) => {
          place.textContent = "Fields of the processor";
          setTimeout(() => on.ready(), 0);
        },
      };
    },
  }),
  confirmSetup: async () => ({ error: { message: "Your card was declined." } }),
});`;

let browser: Browser;
let stripe: StripeTown;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(() => browser.close());

beforeEach(async () => {
  stripe = await StripeTown.alone();
});

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  await stripe.close();
});

async function visit(url: string, size: readonly [number, number], hasScript = true) {
  const [width, height] = size;
  const context = await browser.newContext({
    viewport: { width, height },
    javaScriptEnabled: hasScript,
    // Both of the page's lights, one by each size.
    colorScheme: width > 1_000 ? "dark" : "light",
  });
  context.setDefaultTimeout(SLOW_MS);
  contexts.push(context);
  await context.route("https://js.stripe.com/**", (route) =>
    route.fulfill({ contentType: "text/javascript", body: STRIPE_SCRIPT }),
  );
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** What keeps people out, and what does not fit across the window. */
async function wrongs(page: Page, name: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<axe.AxeResults>("axe.run()");
  const overflow = await page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
  return [
    ...found.violations.map(({ id, nodes }) => `${id}: ${String(nodes[0]?.target)}`),
    ...(overflow > 0 ? [`${String(overflow)} pixels too wide`] : []),
  ];
}

function simulate(): void {
  Object.assign(stripe.pages, { isSimulated: true, publishableKey: null });
}

/** Each state, and the sentence by which it is known. */
const states: readonly (readonly [string, RegExp, () => Promise<string>])[] = [
  ["pay", /Pay \$20\.00 to Northside Power/, () => stripe.link(2_000)],
  ["save", /Save a card for Northside Power/, () => stripe.link()],
  [
    "simulated",
    /Simulated: no money moves/,
    () => {
      simulate();
      return stripe.link(2_000);
    },
  ],
  [
    "expired",
    /more than 30 minutes old.*call 555-0199/s,
    async () => {
      const url = await stripe.link(2_000);
      stripe.town.wallMs += 31 * MINUTE_MS;
      return url;
    },
  ],
  [
    "used",
    /works once.*call 555-0199/s,
    async () => {
      simulate();
      const url = await stripe.link(2_000);
      await fetch(url, { method: "POST", body: new URLSearchParams({ card: "sim_visa_4242" }) });
      return url;
    },
  ],
  ["unknown", /never given out/, async () => (await stripe.link()).slice(0, -3)],
];

describe.each(sizes)("the pay page on %s", (screen, width, height) => {
  it.each(states)("keeps nobody out and fits: %s", async (state, words, link) => {
    const page = await visit(await link(), [width, height]);
    expect(await page.locator("body").innerText()).toMatch(words);
    expect(await wrongs(page, `${state}-${String(width)}`)).toEqual([]);
    expect(screen).not.toBe("");
  });

  it("is paid by simulated card without a script, once, and says so", async () => {
    simulate();
    const url = await stripe.link(2_000);
    const page = await visit(url, [width, height], false);
    await page.getByLabel("A card that pays").check();
    await page.getByRole("button", { name: "Pay $20.00" }).click();
    await page.getByRole("status").waitFor();
    expect(await page.getByRole("status").innerText()).toMatch(/Visa 4242.*charged \$20\.00/);
    const toAccount = page.getByRole("link", { name: "See your account" });
    expect(await toAccount.getAttribute("href")).toMatch(/^\/my\/[a-z]+$/);
    if (shots !== undefined) await page.screenshot({ path: `${shots}/paid-${String(width)}.png` });
    const after = await visit(url, [width, height]);
    expect(await after.locator("body").innerText()).toMatch(/works once/);
  });

  it("keeps nobody out once it is paid, and leads to the account", async () => {
    simulate();
    const page = await visit(await stripe.link(2_000), [width, height]);
    await page.getByRole("button", { name: "Pay $20.00" }).click();
    await page.getByRole("link", { name: "See your account" }).waitFor();
    expect(await wrongs(page, `thanks-${String(width)}`)).toEqual([]);
  });

  it("says without a script what its fields need, and offers nothing to send", async () => {
    const page = await visit(await stripe.link(2_000), [width, height], false);
    expect(await page.locator("main").innerText()).toMatch(/need JavaScript.*pay at the counter/s);
    expect(await page.getByRole("button").count()).toBe(0);
    expect(await page.locator("#card").isVisible()).toBe(false);
    if (shots !== undefined)
      await page.screenshot({ path: `${shots}/no-script-${String(width)}.png` });
  });

  it("says what the processor refused, and lets the visitor try again", async () => {
    const page = await visit(await stripe.link(2_000), [width, height]);
    const send = page.getByRole("button", { name: "Pay $20.00" });
    await page.waitForFunction("!document.getElementById('send').disabled");
    await send.click();
    await page.getByRole("alert").getByText("Your card was declined.").waitFor();
    expect(await send.isEnabled()).toBe(true);
    expect(await wrongs(page, `declined-${String(width)}`)).toEqual([]);
  });
});
