/** Who is let in at the counter's page, with which key, and what it says where the hub does not answer. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { enterSandbox, find, keptBy, openCounter, signIn } from "../support/at-the-counter.ts";
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

describe("a key", () => {
  const unknown = `swb_valley_${"A".repeat(43)}`;

  it.each([
    ["that nobody made", unknown, "This key is not known"],
    ["of no utility here", `swb_nowhere_${"A".repeat(43)}`, "This key is not known"],
    ["that is none", "hunter2", "This key is not known"],
  ])("%s lets nobody in", async (_, token, said) => {
    const page = await sandbox.openCounter("valley", 1366, 768);
    await signIn(page, token);
    await page.getByText(said).waitFor();
    await page.getByText("bad_key").waitFor();
    expect(await page.locator("#find").count()).toBe(0);
    expect(await keptBy(page)).not.toContain(token);
  });

  it("that may not look at accounts lets nobody in", async () => {
    const page = await sandbox.openCounter("valley", 1366, 768);
    const { token } = await sandbox.makeKey("valley", "meters", "reads:write");
    await signIn(page, token);
    await page.getByText("This key may not look at accounts").waitFor();
    await page.getByText("scope_missing").waitFor();
    expect(await page.locator("#find").count()).toBe(0);
  });

  it("that may only look takes no cash and decides nothing", async () => {
    const page = await sandbox.openCounter("valley", 1920, 1080);
    const { token } = await sandbox.makeKey("valley", "looker", "read");
    await signIn(page, token);
    await page.getByRole("heading", { name: "Who is next?" }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("V-1008");
    await page.getByRole("option", { name: "Gus Okafor" }).click();
    await page.getByText("This key may look and take no cash").waitFor();
    expect(await page.locator("#amount").count()).toBe(0);
    expect(await page.getByRole("button", { name: /^Done/ }).count()).toBe(0);
  });

  it("that is revoked ends the session, and is said to be", async () => {
    const page = await sandbox.openCounter("valley", 1920, 1080);
    const { id, token } = await sandbox.makeKey("valley", "leaver", "read,payments:write");
    await signIn(page, token);
    await page.getByRole("heading", { name: "Who is next?" }).waitFor();
    await sandbox.revokeKey("valley", id);
    await page.getByText("This key is not known, or has been revoked").waitFor();
    expect(await keptBy(page)).not.toContain(token);
  });

  it("stays in the tab's session alone until its holder signs out", async () => {
    const page = await openCounter(sandbox, clerk.token);
    await find(page, "V-1008", "Gus Okafor");
    const places =
      "[location.href, document.cookie, JSON.stringify({ ...localStorage }), document.body.outerHTML]";
    for (const place of await page.evaluate<string[]>(places)) {
      expect(place).not.toContain(clerk.token);
    }
    expect(await keptBy(page)).toContain(clerk.token);
    await page.reload();
    await page.getByRole("heading", { name: "Gus Okafor" }).waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("API key").waitFor();
    expect(await keptBy(page)).not.toContain(clerk.token);
    expect(await page.getByLabel("Your name").inputValue()).toBe("maria");
  });

  it("of another utility shows that one's accounts alone", async () => {
    const page = await sandbox.openCounter("harbor", 1920, 1080);
    await enterSandbox(page);
    await page.getByText("Harbor Gas & Light").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("V-1008");
    await page.getByText("Nothing is like “V-1008”").waitFor();
    await page.locator("#find").fill("Pia Rossi");
    await page.getByRole("option", { name: "Pia Rossi" }).waitFor();
    expect(await page.getByRole("option").count()).toBe(1);
  });
});

describe("a hub that does not answer", () => {
  it("is said, what is shown stays, and it is back by itself", async () => {
    const page = await openCounter(sandbox, clerk.token);
    await find(page, "V-1008", "Gus Okafor");
    let isAway = true;
    await page.route("**/v1/**", (route) => (isAway ? route.abort() : route.continue()));
    await page.getByText("The hub does not answer. What you see may be old").waitFor();
    await page.getByRole("heading", { name: "Gus Okafor" }).waitFor();
    expect(await page.locator(".standing").count()).toBe(1);
    isAway = false;
    await page
      .getByText("The hub does not answer. What you see may be old")
      .waitFor({ state: "detached" });
  });

  it("lets nobody in, and says so", async () => {
    const page = await sandbox.openCounter("valley", 1366, 768);
    await page.route("**/v1/**", (route) => route.abort());
    await signIn(page, clerk.token);
    await page.getByRole("alert").getByText("The hub did not answer.").waitFor();
    expect(await page.locator("#find").count()).toBe(0);
  });
});
