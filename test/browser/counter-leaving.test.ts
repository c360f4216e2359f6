/** A customer who leaves, at the counter's page: what closing comes to is seen, asked for, taken back, done, and paid out. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { enterSandbox, find, openCounter } from "../support/at-the-counter.ts";
import { OpenSandbox, wrongsOf } from "../support/open-sandbox.ts";

let sandbox: OpenSandbox;
let clerk: { readonly id: string; readonly token: string };

beforeAll(async () => {
  sandbox = await OpenSandbox.start();
  clerk = await sandbox.makeKey("valley", "desk 1", "read,payments:write");
});

afterAll(() => sandbox.stop());

afterEach(() => sandbox.closePages());

/** A fortnight on, by the town's own clock, which is somewhere near this one. */
function dayToCome(): string {
  return new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
}

function leaving(page: Page) {
  return page.locator(".leaving");
}

async function openForm(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Customer leaves" }).click();
  await page.locator("#leaving-day:focus").waitFor();
  await leaving(page).getByRole("heading", { name: "What it would come to by now" }).waitFor();
}

describe("a customer who leaves", () => {
  it("has their account closed on a day to come, and stays after all", async () => {
    const page = await openCounter(sandbox, clerk.token);
    await find(page, "V-1003", "Chi Tran");
    await openForm(page);
    await leaving(page).getByText("Final bill", { exact: true }).waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Close it now" }).waitFor();
    await page.locator("#leaving-day").fill(dayToCome());
    await page.getByRole("button", { name: /^Close it at the end of/ }).click();
    await page.getByRole("heading", { name: /^Leaves: the account is theirs until/ }).waitFor();
    const told = await sandbox.ask(clerk.token, "/v1/accounts/V-1003/closing");
    expect(told).toMatchObject({ state: "asked", day: dayToCome() });
    await page.getByRole("button", { name: "They stay: take it back" }).click();
    await page.getByRole("button", { name: "Customer leaves" }).waitFor();
    expect(sandbox.faults).toEqual([]);
  });

  it("is asked about by keys, and Escape leaves everything as it is", async () => {
    const page = await openCounter(sandbox, clerk.token);
    await find(page, "V-1004", "Dee Novak");
    await page.getByRole("button", { name: "Customer leaves" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("#leaving-day:focus").waitFor();
    await page.locator("#leaving-to").fill("nobody");
    await leaving(page).getByText("no_such_target").waitFor();
    await page.locator("#leaving-to").fill("V-1003");
    await leaving(page).getByText("not_the_customers").waitFor();
    const button = page.getByRole("button", { name: "Close it now" });
    expect(await button.getAttribute("aria-disabled")).toBe("true");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Customer leaves" }).waitFor();
    expect(await sandbox.ask(clerk.token, "/v1/accounts/V-1004")).toMatchObject({ closing: null });
  });

  it("who texted it is closed from the queue, once though the hub's answer was lost", async () => {
    const page = await sandbox.openCounter("valley", 1920, 1080);
    const waits = {
      id: "u#1",
      line: "+12025550145",
      account: "V-1005",
      language: "en",
      reason: "move",
      task: null,
      at: new Date().toISOString(),
    };
    await page.route("**/v1/call-backs", (route) =>
      route.fulfill({ json: { call_backs: [waits] } }),
    );
    const ids: string[] = [];
    await page.route("**/v1/accounts/V-1005/closing", async (route) => {
      if (route.request().method() !== "POST") return route.fallback();
      ids.push((route.request().postDataJSON() as { id: string }).id);
      if (ids.length > 1) return route.fallback();
      await route.fetch();
      return route.abort();
    });
    await enterSandbox(page);
    await page.getByRole("button", { name: "Close the account: V-1005" }).click();
    await page.locator("#leaving-day:focus").waitFor();
    await leaving(page).getByRole("heading", { name: "What it would come to by now" }).waitFor();
    await page.getByRole("button", { name: "Close it now" }).click();
    await page.getByRole("heading", { name: /^Left: the account was theirs until/ }).waitFor();
    const told = await sandbox.ask(clerk.token, "/v1/accounts/V-1005/closing");
    expect(told["closing"]).toBe(ids[0]);
    expect(await wrongsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Español" }).click();
    await page.getByRole("heading", { name: /^Se fue: la cuenta fue suya hasta/ }).waitFor();
    // Nothing but the answer that the test itself lost.
    expect(sandbox.faults).toEqual(["Failed to load resource: net::ERR_FAILED"]);
  });
});

describe("what is paid out", () => {
  const payout = {
    payout: "payout/7",
    amount: "38.50",
    state: "waiting",
    reference: null,
    paid_from: null,
    paid_by: null,
    since: "2026-11-27T06:00:00Z",
  };

  async function withPayout(page: Page, told: object[]): Promise<void> {
    await page.route("**/v1/payouts", (route) =>
      route.fulfill({
        json: {
          payouts: [{ ...payout, account: "V-1006", name: "Somebody", currency: "USD" }],
        },
      }),
    );
    await page.route("**/v1/accounts/V-1006", async (route) => {
      const answer = await route.fetch();
      const closing = { id: "out", is_closed: true, leaves: "2026-11-26T06:00:00Z" };
      await route.fulfill({ json: { ...((await answer.json()) as object), closing } });
    });
    await page.route(/V-1006\/closing\?/, (route) =>
      route.fulfill({
        json: {
          account: "V-1006",
          closing: "out",
          state: "settled",
          leaves: "2026-11-26T06:00:00Z",
          day: null,
          move_to: null,
          currency: "USD",
          services: [],
          billed: "0",
          owed: "0",
          due: null,
          refunds: [{ payment: "p1", amount: "20.00", state: "made" }],
          payouts: [payout],
          moved: [],
          waiting: "0",
          ended: null,
        },
      }),
    );
    await page.route(/V-1006\/payouts\//, (route) => {
      told.push([new URL(route.request().url()).pathname, route.request().postDataJSON()]);
      return route.fulfill({ status: 201, json: { id: "payout/7", account: "V-1006" } });
    });
  }

  it("is listed, and ticked off with its reference by who may", async () => {
    const page = await sandbox.openCounter("valley", 1920, 1080);
    const told: object[] = [];
    await withPayout(page, told);
    await enterSandbox(page);
    await page.locator("[data-list=payouts]").getByRole("button", { name: "V-1006" }).click();
    const card = leaving(page);
    await card.getByText("Back to the card").waitFor();
    const bank = card.getByRole("button", { name: "The bank paid it" });
    expect(await bank.getAttribute("aria-disabled")).toBe("true");
    await card.getByLabel("Number of the check, transfer or receipt").fill("check 1042");
    expect(await wrongsOf(page)).toEqual([]);
    await bank.click();
    await card.getByRole("button", { name: "Paid from the drawer" }).click();
    await expect.poll(() => told.length).toBe(2);
    expect(told).toEqual([
      [
        "/v1/accounts/V-1006/payouts/payout%2F7/paid",
        { reference: "check 1042", clerk: expect.any(String) },
      ],
      [
        "/v1/accounts/V-1006/payouts/payout%2F7/paid",
        { reference: "check 1042", drawer: expect.any(String), clerk: expect.any(String) },
      ],
    ]);
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });

  it("is only looked at by a key without the scope", async () => {
    const page = await openCounter(sandbox, clerk.token);
    await withPayout(page, []);
    await find(page, "V-1006", "Eli Brown");
    await leaving(page).getByText("A key with the scope admin pays out.").waitFor();
    expect(await leaving(page).getByRole("button").count()).toBe(0);
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });
});
