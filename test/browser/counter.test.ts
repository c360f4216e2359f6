/** The counter's page in a real browser: a clerk finds an account and takes cash, once whatever the network does. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  count,
  find,
  openCounter,
  patient,
  paymentsOf,
  signIn,
} from "../support/at-the-counter.ts";
import { OpenSandbox } from "../support/open-sandbox.ts";

let sandbox: OpenSandbox;
/** A clerk's own key, as an operator would give it. */
let clerk: { readonly id: string; readonly token: string };

beforeAll(async () => {
  sandbox = await OpenSandbox.start();
  clerk = await sandbox.makeKey("valley", "desk 1", "read,payments:write");
});

afterAll(() => sandbox.stop());

afterEach(() => sandbox.closePages());

function paymentsAt(account: string) {
  return paymentsOf(sandbox, clerk.token, account);
}

/** The ids of the payments that the page sends, as they leave. */
function sentIds(page: Page): string[] {
  const ids: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "POST" || !request.url().endsWith("/v1/payments")) return;
    ids.push((request.postDataJSON() as { id: string }).id);
  });
  return ids;
}

describe("a clerk", () => {
  it("turns a home on by keys alone, and hands over a receipt with its code", async () => {
    const page = await openCounter(sandbox, clerk.token);
    await find(page, "V-1001", "Ana Ortiz");
    await page.locator(".standing[data-supply=off]").waitFor();
    await page.getByRole("heading", { name: "Why it was turned off" }).waitFor();
    await page.getByRole("button", { name: /^Turns it on/ }).click();
    await page.getByText(/^Held: it turns supply on/).waitFor();
    await page.locator("#amount").fill("40");
    await page.getByText("Supply is on after it").waitFor();
    await page.locator("#amount").press("Enter");
    await page.keyboard.type("50");
    await page.getByText("$10.00").first().waitFor();
    await page.keyboard.press("Enter");
    const receipt = page.locator(".receipt");
    await receipt.getByText("$40.00 taken").waitFor();
    const [payment] = await paymentsAt("V-1001");
    expect(payment).toMatchObject({ amount: "40.00", tender: "cash", state: "settled" });
    await receipt.getByText(payment?.confirmation ?? "none").waitFor();
    await page.locator(".standing[data-supply=on]").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Who is next?" }).waitFor();
    await page.locator("#find:focus").waitFor();
    expect(sandbox.faults).toEqual([]);
  });

  it("takes cash for an account that is billed by cycle, which no amount turns on", async () => {
    const agreed = { by: "Mo Haddad, in person", terms: "t-1", channel: "counter" };
    const change = { id: "change-1", mode: "postpay", agreed, clerk: "maria" };
    await sandbox.ask(clerk.token, "/v1/accounts/V-1014/billing", change);
    const page = await openCounter(sandbox, clerk.token);
    await find(page, "V-1014", "Mo Haddad");
    await page.locator(".account-head").getByText("Billed").waitFor();
    await page.getByText("Billed and unpaid").waitFor();
    await count(page, "5", "5");
    await page.getByText("the money goes to its bill").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("$5.00 taken").waitFor();
    expect(await paymentsAt("V-1014")).toMatchObject([{ amount: "5.00", state: "settled" }]);
  });

  it.each([
    ["a name", "gus oka"],
    ["the end of a phone number", "555 0148"],
    ["a part of the account's id", "1008"],
  ])("finds an account by %s", async (_, text) => {
    const page = await openCounter(sandbox, clerk.token);
    await find(page, text, "Gus Okafor");
    await page.getByText("+1 202 555 0148").waitFor();
    expect(sandbox.faults).toEqual([]);
  });

  it.each(["Zz Nobody", "999 9999", "V-9999"])("is told that nothing is like %s", async (text) => {
    const page = await openCounter(sandbox, clerk.token);
    await page.keyboard.press("/");
    await page.keyboard.type(text);
    await page.getByText(`Nothing is like “${text}”`).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Who is next?" }).waitFor();
    expect(await page.locator("#find").inputValue()).toBe("");
  });

  it.each([
    ["less cash than the amount", "30", "20", "Still missing"],
    ["no amount", "0", "20", "Type an amount such as"],
    ["parts of a cent", "20.005", "30", "Type an amount such as"],
    ["words", "ten", "30", "Type an amount such as"],
  ])("takes nothing with %s", async (_, amount, cash, said) => {
    const page = await openCounter(sandbox, clerk.token);
    const sent = sentIds(page);
    await find(page, "V-1010", "Ivo Petrov");
    await page.locator("#amount").fill(amount);
    await page.locator("#tendered").fill(cash);
    await page.getByText(said).waitFor();
    await page.locator("#tendered").press("Enter");
    await page.getByRole("button", { name: /^Take\b/ }).click({ force: true });
    await page.getByText(said).waitFor();
    expect(sent).toEqual([]);
    expect(await paymentsAt("V-1010")).toEqual([]);
  });
});

describe("a payment", () => {
  it("is sent once by a double click and a held Enter", async () => {
    const page = await openCounter(sandbox, clerk.token);
    const sent = sentIds(page);
    const { promise: allPressed, resolve: press } = Promise.withResolvers<void>();
    await page.route("**/v1/payments", async (route) => {
      // It is under way until every click and key has come.
      await allPressed;
      await route.continue();
    });
    await find(page, "V-1011", "June Walker");
    await count(page, "15", "20");
    await page.getByRole("button", { name: "Take $15.00" }).dblclick();
    for (let times = 0; times < 5; times += 1) await page.locator("#tendered").press("Enter");
    press();
    await page.getByText("$15.00 taken").waitFor();
    expect(sent).toHaveLength(1);
    expect(await paymentsAt("V-1011")).toHaveLength(1);
    expect(sandbox.faults).toEqual([]);
  });

  it.each([
    ["lost on its way back", "V-1012", "Kai Nguyen"],
    ["lost on its way there", "V-1013", "Lena Fischer"],
    ["spoilt by a gateway", "V-1005", "Eli Brown"],
    ["put in place of by a page of the network’s", "V-1008", "Gus Okafor"],
  ])("whose answer is %s is sent again under its id, and taken once", async (how, id, name) => {
    const page = await openCounter(sandbox, clerk.token, { before: patient });
    const sent = sentIds(page);
    let isSpoilt = true;
    await page.route("**/v1/payments", async (route) => {
      if (!isSpoilt) return route.continue();
      if (how !== "lost on its way there") await route.fetch();
      if (how.startsWith("lost")) return route.abort();
      const status = how === "spoilt by a gateway" ? 502 : 404;
      return route.fulfill({ status, body: "<h1>Not here</h1>" });
    });
    await find(page, id, name);
    await count(page, "12.50", "20");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Not known yet" }).waitFor();
    await page.getByText(/can’t be taken twice/).waitFor();
    expect(await page.getByRole("button", { name: /^Take\b/ }).count()).toBe(0);
    isSpoilt = false;
    await page.getByRole("button", { name: "Send again now" }).click();
    await page.getByText("$12.50 taken").waitFor();
    expect(new Set(sent).size).toBe(1);
    expect(sent.length).toBeGreaterThan(1);
    const payments = await paymentsAt(id);
    expect(payments.map(({ amount, state }) => [amount, state])).toEqual([["12.50", "settled"]]);
    await page
      .locator(".receipt")
      .getByText(payments[0]?.confirmation ?? "none")
      .waitFor();
  });

  it("that a reload cut off goes on under its id", async () => {
    const page = await openCounter(sandbox, clerk.token);
    const sent = sentIds(page);
    let isCut = true;
    await page.route("**/v1/payments", (route) => (isCut ? route.abort() : route.continue()));
    await find(page, "V-1007", "Felipe Luna");
    await count(page, "9", "10");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Not known yet" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Not known yet" }).waitFor();
    isCut = false;
    await page.getByText("$9.00 taken").waitFor();
    expect(new Set(sent).size).toBe(1);
    expect(await paymentsAt("V-1007")).toHaveLength(1);
  });

  it("that a reload cut off is told of, also where the account is there later than what became of it", async () => {
    const page = await openCounter(sandbox, clerk.token, { before: patient });
    let isCut = true;
    await page.route("**/v1/payments", (route) => (isCut ? route.abort() : route.continue()));
    await find(page, "V-1004", "Dee Novak");
    await count(page, "8", "10");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Not known yet" }).waitFor();
    isCut = false;
    const { promise: isTold, resolve: told } = Promise.withResolvers<void>();
    await page.route("**/particulars", async (route) => {
      await isTold;
      await route.continue();
    });
    await page.reload();
    await page.getByText("$8.00 taken").waitFor();
    told();
    await page.getByRole("heading", { name: "Dee Novak" }).waitFor();
    // What an account that has just come brings with it is done after it is painted.
    await page.evaluate(
      "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200)))",
    );
    expect(await page.getByText("$8.00 taken").isVisible()).toBe(true);
    expect(await paymentsAt("V-1004")).toHaveLength(1);
  });

  it("that nobody knows of waits for its own utility's key, whoever signs in between", async () => {
    const page = await openCounter(sandbox, clerk.token);
    const sent = sentIds(page);
    let isCut = true;
    await page.route("**/v1/payments", (route) => (isCut ? route.abort() : route.continue()));
    await find(page, "V-1003", "Chi Tran");
    await count(page, "6", "6");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Not known yet" }).waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    isCut = false;
    const before = sent.length;
    const { token } = await sandbox.makeKey("harbor", "desk 1", "read,payments:write");
    await signIn(page, token);
    await page.getByText("Harbor Gas & Light").waitFor();
    await find(page, "H-2011", "Xena Park");
    expect(await page.getByRole("heading", { name: "Not known yet" }).count()).toBe(0);
    expect(sent).toHaveLength(before);
    await page.getByRole("button", { name: "Sign out" }).click();
    await signIn(page, clerk.token);
    await page.getByText("$6.00 taken").waitFor();
    expect(new Set(sent).size).toBe(1);
    expect(await paymentsAt("V-1003")).toHaveLength(1);
  });

  it("with a key that was revoked is not taken, nor by the next key", async () => {
    const page = await sandbox.openCounter("valley", 1920, 1080);
    const leaver = await sandbox.makeKey("valley", "leaver", "read,payments:write");
    await signIn(page, leaver.token);
    await page.getByRole("heading", { name: "Who is next?" }).waitFor();
    await find(page, "V-1006", "Eli Brown");
    await count(page, "8", "8");
    await page.route(/\/v1\/(?!payments)/, (route) => route.abort());
    await sandbox.revokeKey("valley", leaver.id);
    await page.keyboard.press("Enter");
    await page.getByText("This key is not known, or has been revoked").waitFor();
    await page.unroute(/\/v1\/(?!payments)/);
    await signIn(page, clerk.token);
    await page.locator("#amount").waitFor();
    expect(await page.locator("#amount").inputValue()).toBe("");
    expect(await paymentsAt("V-1006")).toEqual([]);
  });

  it("that is refused says why, and the next try has an id of its own", async () => {
    const page = await openCounter(sandbox, clerk.token);
    const sent = sentIds(page);
    let isRefused = true;
    const problem = {
      title: "no",
      status: 422,
      detail: "cash is taken up to 500.00 USD at a time",
    };
    await page.route("**/v1/payments", (route) =>
      isRefused
        ? route.fulfill({ status: 422, json: { ...problem, code: "amount_too_large" } })
        : route.continue(),
    );
    await find(page, "V-1009", "Hana Sato");
    await count(page, "11", "20");
    await page.keyboard.press("Enter");
    await page.getByText("cash is taken up to 500.00 USD").waitFor();
    await page.getByText("amount_too_large").waitFor();
    await page.getByText("Nothing was taken.").waitFor();
    isRefused = false;
    await page.locator("#tendered").press("Enter");
    await page.getByText("$11.00 taken").waitFor();
    expect(new Set(sent).size).toBe(2);
  });
});
