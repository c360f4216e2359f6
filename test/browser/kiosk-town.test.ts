/** The terminal in the living town: its screen and the sandbox page with its devices side by side, worked as a person would. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Visitor } from "../support/at-the-kiosk.ts";
import { OpenSandbox, wrongsOf } from "../support/open-sandbox.ts";

/** Parts of a screen from above to below, each beginning where the one before has ended. */
const TOPS = `["brand", "ask", "simulated"]
  .map((name) => ({ name, box: document.querySelector(".kiosk ." + name).getBoundingClientRect() }))
  .sort((one, other) => one.box.top - other.box.top)
  .filter(({ box }, at, all) => at === 0 || box.top >= all[at - 1].box.bottom)
  .map(({ name }) => name)`;

/** The words for how long the money lasts, and the lights beside them: of one moment, for the town lives on. */
const LASTS = `[
  document.querySelector(".lasts").innerText,
  document.querySelectorAll(".lights [data-day=paid], .lights [data-day=added]").length,
]`;

let sandbox: OpenSandbox;

beforeAll(async () => {
  sandbox = await OpenSandbox.start();
});

afterAll(() => sandbox.stop());

afterEach(() => sandbox.closePages());

function houseAt(page: Page, address: string) {
  return page.locator(".street").getByRole("button", { name: new RegExp(`^${address}`) });
}

/** The sandbox page with a home picked, its utility's devices with it. */
async function townAt(address: string): Promise<Page> {
  const page = await sandbox.open(1920, 1080);
  await houseAt(page, address).click();
  return page;
}

async function putIn(town: Page, note: string): Promise<void> {
  await town
    .getByRole("group", { name: "Cash slot" })
    .getByRole("button", { name: note, exact: true })
    .click();
}

function acceptor(town: Page) {
  return town.getByRole("group", { name: "Cash slot" }).getByRole("status");
}

/** From the first screen to one's own, by touch. */
async function comeHome(visitor: Visitor, phone: string): Promise<void> {
  await visitor.touches("begin");
  await visitor.sees("identify");
  await visitor.types(phone);
  await visitor.sees("confirm_who");
  await visitor.touches("see");
  await visitor.sees("pin");
  await visitor.types("1234");
  await visitor.sees("home");
}

describe("a home that is off", () => {
  it("is paid for in notes at the kiosk, and its lights come back", async () => {
    const town = await townAt("Oak St 12");
    const house = houseAt(town, "Oak St 12");
    await house.filter({ hasText: /Off · \$/ }).waitFor();
    const visitor = new Visitor(await sandbox.openKiosk("valley", 1080, 1920));
    await comeHome(visitor, "2025550141");
    await visitor.page.getByText("Your service is off").waitFor();
    await visitor.page
      .getByRole("heading", { name: /\$\d+\.\d\d turns Oak St 12 back on/ })
      .waitFor();
    await visitor.touches("pay");
    await visitor.sees("amount");
    await visitor.page.getByRole("button", { name: /to turn on/ }).waitFor();
    await visitor.touches("amount:2000");
    await visitor.sees("choose");
    await visitor.touches("cash");
    await visitor.sees("cash");
    await putIn(town, "$20");
    await visitor.counts("$20.00");
    await putIn(town, "$5");
    await visitor.counts("$25.00");
    await acceptor(town).getByText("the last note is in the box").waitFor();
    await visitor.touches("finish");
    await visitor.sees("success");
    await visitor.page.getByText("$25.00 is paid").waitFor();
    await visitor.seesStepsDone(3);
    const [days, lights] = await visitor.page.evaluate<[string, number]>(LASTS);
    // As many lights as the words say, those that this payment added among them.
    expect(lights).toBe(Number.parseInt(days, 10));
    await visitor.touches("done");
    await visitor.sees("ended");
    await house.filter({ hasText: /On · \d+ days?|Low · \d+ days?/ }).waitFor();
    await town
      .getByRole("list", { name: "What just happened" })
      .getByText(/Paid \$20\.00/)
      .first()
      .waitFor();
    expect(await wrongsOf(town)).toEqual([]);
    expect(sandbox.faults).toEqual([]);
  });
});

describe("by keys alone", () => {
  it("a card is paid with, the one before declined", async () => {
    const town = await townAt("Hill Ave 9");
    const reader = town.getByRole("group", { name: "Card reader" });
    const visitor = new Visitor(await sandbox.openKiosk("valley", 1920, 1080));
    await visitor.keys("begin");
    await visitor.sees("identify");
    await visitor.keysIn("2025550143");
    await visitor.sees("confirm_who");
    await visitor.keys("this_is_me");
    await visitor.sees("amount");
    await visitor.keysForKeypad();
    await visitor.keysIn("30");
    await visitor.sees("choose");
    await visitor.keys("card");
    await visitor.sees("card");
    await reader.getByRole("button", { name: "Declined card" }).click();
    await visitor.page.getByText(/Your card was declined/).waitFor();
    await visitor.sees("problem");
    await visitor.keys("tender");
    await visitor.sees("choose");
    await visitor.keys("card");
    await visitor.sees("card");
    await reader.getByRole("button", { name: "Good card" }).click();
    await visitor.page.getByText("$30.00 is paid").waitFor();
    await visitor.sees("success");
    await visitor.keys("receipt");
    await visitor.sees("receipt");
    await visitor.keys("done");
    await visitor.sees("ended");
    expect(sandbox.faults).toEqual([]);
  });
});

describe("a power cut between the note in the box and the screen", () => {
  it("loses nothing and counts nothing twice, and the kiosk comes back by itself", async () => {
    const town = await townAt("Mill Rd 3");
    const kiosk = await sandbox.openKiosk("valley", 1080, 1920);
    const { line } = kiosk;
    const visitor = new Visitor(kiosk);
    await comeHome(visitor, "2025550142");
    await visitor.touches("pay");
    await visitor.sees("amount");
    await visitor.touches("amount:4000");
    await visitor.sees("choose");
    await visitor.touches("cash");
    await visitor.sees("cash");
    await putIn(town, "Strange note");
    await acceptor(town).getByText("knew not the last note").waitFor();
    await visitor.page.getByText(/That note came back and was not counted/).waitFor();
    // The hub has the next note, and the screen never hears of it.
    line.isDull = true;
    await putIn(town, "$50");
    await acceptor(town).getByText("the last note is in the box").waitFor();
    await sandbox.cutPower();
    line.isDull = false;
    await visitor.sees("offline");
    // Who serves here above what is wrong, and what is not real below it, as on every screen.
    expect(await visitor.page.evaluate(TOPS)).toEqual(["brand", "ask", "simulated"]);
    await town.getByText("The sandbox does not answer.").waitFor();
    await sandbox.restorePower();
    await visitor.sees("cash");
    await visitor.counts("$50.00");
    await visitor.touches("finish");
    await visitor.sees("success");
    await visitor.page.getByText("$50.00 is paid").waitFor();
    await visitor.touches("done");
    await visitor.sees("ended");
    await comeHome(visitor, "2025550142");
    await visitor.touches("payments");
    await visitor.sees("payments");
    const payments = await visitor.page.locator(".kiosk main").innerText();
    expect(payments.match(/\$\d+\.\d\d/g)).toEqual(["$50.00"]);
  });
});
