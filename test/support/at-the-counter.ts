/** A clerk at the counter of a sandbox: signs in, and works it by keys. */
import type { Page } from "playwright-core";
import type { ParticularsAnswer } from "../../channels/counter/clerk-protocol.ts";
import type { OpenSandbox } from "./open-sandbox.ts";

export async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel("API key").fill(token);
  await page.getByLabel("Your name").fill("maria");
  await page.keyboard.press("Enter");
}

/** With the key that the sandbox made, which may do everything. */
export async function enterSandbox(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign in with the sandbox’s key" }).click();
}

/** A page that does nothing again by itself: what it would try once more some time later waits for whoever presses for it. */
export const patient = `{
  const soon = window.setTimeout.bind(window);
  window.setTimeout = (work, ms, ...given) => (ms >= 1_000 ? 0 : soon(work, ms, ...given));
}`;

/** The counter with nobody before it, on a wide screen. */
export async function openCounter(
  sandbox: OpenSandbox,
  token: string,
  how: { readonly before?: string } = {},
): Promise<Page> {
  const page = await sandbox.openCounter("valley", 1920, 1080, how);
  await signIn(page, token);
  await page.getByRole("heading", { name: "Who is next?" }).waitFor();
  return page;
}

/** Opens an account by keys alone; the amount has them then. */
export async function find(page: Page, text: string, name: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(text);
  await page.getByRole("option", { name }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name }).waitFor();
  await page.locator("#amount:focus").waitFor();
}

/** Amount and cash typed, with Enter between them, and not yet taken. */
export async function count(page: Page, amount: string, cash: string): Promise<void> {
  await page.keyboard.type(amount);
  await page.keyboard.press("Enter");
  await page.locator("#tendered:focus").waitFor();
  await page.keyboard.type(cash);
}

/** What the tab keeps for its session, as one text. */
export function keptBy(page: Page): Promise<string> {
  return page.evaluate<string>("JSON.stringify({ ...sessionStorage })");
}

/** An account's payments, as whoever has the key is told of them. */
export async function paymentsOf(
  sandbox: OpenSandbox,
  token: string,
  account: string,
): Promise<ParticularsAnswer["payments"]> {
  const told = await sandbox.ask(token, `/v1/accounts/${account}/particulars`);
  return (told as unknown as ParticularsAnswer).payments;
}
