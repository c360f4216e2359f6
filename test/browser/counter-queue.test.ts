/** What waits for people at the counter's page: who asked for one, what was reported, what is to be decided. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { enterSandbox } from "../support/at-the-counter.ts";
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

describe("the queue", () => {
  async function text(account: string, words: string): Promise<void> {
    const town = await sandbox.open(1366, 768);
    await town
      .locator(".street")
      .getByRole("button", { name: new RegExp(`^${account}`) })
      .click();
    await town.getByLabel("Text message").fill(words);
    await town.keyboard.press("Enter");
    await town
      .getByRole("log", { name: "Messages" })
      .getByText(/calls? you back|call you/i)
      .waitFor();
  }

  it("shows who asked for a person while a clerk types, and is told when it is done", async () => {
    const page = await sandbox.openCounter("valley", 1920, 1080);
    await enterSandbox(page);
    await page.getByText("Nothing waits.").waitFor();
    await page.locator("#find").pressSequentially("Dee");
    await text("Mill Rd 3", "AGENT");
    const asked = page.locator("[data-list=call-backs] li").filter({ hasText: "V-1002" });
    await asked.waitFor();
    await asked.getByText(/\+1 202 555 0142 · .* · English/).waitFor();
    expect(await page.locator("#find:focus").inputValue()).toBe("Dee");
    await page.locator("#find").pressSequentially(" Nov");
    await page.getByRole("option", { name: "Dee Novak" }).waitFor();
    await page.keyboard.press("Escape");
    await asked.getByRole("button", { name: "V-1002" }).click();
    await page.getByRole("heading", { name: "Ben Carter" }).waitFor();
    await asked.getByRole("button", { name: /^Done/ }).click();
    await asked.waitFor({ state: "detached" });
    expect(await sandbox.ask(clerk.token, "/v1/call-backs")).toEqual({ call_backs: [] });
    expect(sandbox.faults).toEqual([]);
  });
});

/** What a hub may have waiting, by where the page asks for it. */
const waits = {
  "call-backs": {
    call_backs: [
      {
        id: "u#1",
        line: "+12025550147",
        account: "V-1007",
        language: "es",
        reason: "medical",
        task: "balance",
        at: "2026-11-27T06:00:00Z",
      },
      {
        id: "u#2",
        line: "+12025550142",
        account: null,
        language: "en",
        reason: "danger",
        task: null,
        at: "2026-11-27T06:00:00Z",
      },
    ],
  },
  transfers: {
    transfers: [
      {
        id: "u#3",
        line: "+12025550143",
        account: "V-1003",
        language: "en",
        reason: "asked",
        task: "confirm",
        at: new Date().toISOString(),
        proved: true,
      },
      {
        id: "u#4",
        line: "+12025550144",
        account: "V-1004",
        language: "en",
        reason: "asked",
        task: "menu",
        at: "2026-01-01T06:00:00Z",
        proved: false,
      },
    ],
  },
  reports: {
    reports: [
      {
        id: "u#5",
        what: "outage",
        line: "+12025550148",
        account: "V-1008",
        channel: "ivr",
        at: "2026-11-27T06:00:00Z",
      },
      {
        id: "u#6",
        what: "gas_leak",
        line: "+12025550149",
        account: null,
        channel: "sms",
        at: "2026-11-27T06:00:00Z",
      },
    ],
  },
  notices: {
    notices: [
      {
        account: "V-1009",
        id: "n/1#2",
        rule: "low",
        channel: "mail",
        since: "2026-11-26T06:00:00Z",
      },
    ],
  },
  "silent-meters": {
    meters: [
      {
        account: "V-1010",
        service: "s",
        meter: "E-5010",
        read_through: null,
        silent_since: "2026-11-25T06:00:00Z",
        last_asked_at: null,
        asked: 4,
        told_at: "2026-11-26T06:00:00Z",
      },
    ],
  },
  "power-back": {
    p50_seconds: 1,
    p95_seconds: 2,
    verified: 3,
    open: [
      {
        account: "V-1011",
        service: "s",
        payment: "p",
        step: "sent",
        paid_at: null,
        credited_at: null,
        sent_at: null,
        acknowledged_at: null,
        late_since: "2026-11-27T06:00:00Z",
      },
      {
        account: "V-1012",
        service: "s",
        payment: "p",
        step: "sent",
        paid_at: null,
        credited_at: null,
        sent_at: null,
        acknowledged_at: null,
        late_since: null,
      },
    ],
  },
};

describe("everything that may wait", () => {
  it("is listed, the most urgent first, and what was done is told by its own id", async () => {
    const page = await sandbox.openCounter("valley", 1920, 1080);
    const told: unknown[] = [];
    for (const [path, json] of Object.entries(waits)) {
      await page.route(`**/v1/${path}`, (route) => route.fulfill({ json }));
    }
    await page.route(/\/(?:done|outcome)$/, (route) => {
      const { pathname } = new URL(route.request().url());
      told.push([pathname, route.request().postDataJSON()]);
      return route.fulfill({ status: 409, json: { code: "already_decided", detail: "no" } });
    });
    await enterSandbox(page);
    await page.locator("[data-list=silent]").waitFor();
    const lists = "[...document.querySelectorAll('[data-list]')].map((one) => one.dataset.list)";
    expect(await page.evaluate(lists)).toEqual([
      "danger",
      "danger-reported",
      "call-backs",
      "reports",
      "transfers",
      "notices",
      "late",
      "silent",
    ]);
    await page.getByText("5 waiting").waitFor();
    const queue = page.locator(".queue");
    await queue.getByText(/Spanish · asked last: the balance/).waitFor();
    await queue.getByText(/asked last: a payment’s read-back · gave a PIN or code/).waitFor();
    for (const account of ["V-1004", "V-1012"]) {
      expect(await queue.getByRole("button", { name: account }).count()).toBe(0);
    }
    expect(await wrongsOf(page)).toEqual([]);
    await page.locator("[data-list=notices]").getByRole("button", { name: "Called" }).click();
    await page.locator("[data-list=danger]").getByRole("button", { name: /^Done/ }).click();
    await page
      .locator("[data-list=danger-reported]")
      .getByRole("button", { name: /^Done/ })
      .click();
    await queue.getByText("It was decided otherwise meanwhile.").nth(2).waitFor();
    expect(told).toEqual([
      ["/v1/notices/n%2F1%232/outcome", { account: "V-1009", outcome: "called" }],
      ["/v1/call-backs/u%232/done", {}],
      ["/v1/reports/u%236/done", {}],
    ]);
  });
});

describe("a dispute", () => {
  it("is in the queue with its account, and is decided there with what is given back", async () => {
    const town = await sandbox.open(1366, 768);
    await town
      .locator(".street")
      .getByRole("button", { name: /^Hill Ave 9/ })
      .click();
    const field = town.getByLabel("Text message");
    await field.fill("DISPUTE");
    await town.keyboard.press("Enter");
    await town.getByRole("button", { name: /^\d$/ }).click();
    const page = await sandbox.openCounter("valley", 1920, 1080);
    await enterSandbox(page);
    const asked = page.locator("[data-list=call-backs] li").filter({ hasText: "V-1003" });
    await asked.getByText("Calls charges wrong").waitFor();
    await asked.getByRole("button", { name: "V-1003" }).click();
    const dispute = page.locator(".dispute");
    await dispute.getByText("Open", { exact: true }).waitFor();
    await dispute.getByLabel("Decided by").selectOption("rate");
    await dispute.getByLabel("Give back").fill("1.2.3");
    await dispute.getByText("Type an amount such as").waitFor();
    await dispute.getByRole("button", { name: "Uphold" }).click({ force: true });
    await dispute.getByLabel("Give back").fill("9999");
    await dispute.getByRole("button", { name: "Uphold" }).click();
    await dispute.getByRole("alert").waitFor();
    await dispute.getByLabel("Give back").fill("1.50");
    await dispute.getByRole("button", { name: "Uphold" }).click();
    await dispute.getByText("Upheld").waitFor();
    await dispute.getByText(/^the prices · Give back \$1\.50/).waitFor();
    const { disputes } = await sandbox.ask(clerk.token, "/v1/accounts/V-1003/disputes");
    expect(disputes).toMatchObject([{ state: "upheld", reason: "rate", credited: "1.50" }]);
  });
});
