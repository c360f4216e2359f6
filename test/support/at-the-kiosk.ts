/** A person at a terminal of the living town: reads the screen, touches it or keys, and gets on. */
import type { Page } from "playwright-core";
import type { KioskLine } from "./open-sandbox.ts";

/** A finger that was on its way when the screen changed is not taken: people look first, too. */
const LOOK_MS = 350;
/** The town lives on meanwhile, and may change the screen under a finger again. */
const TRIES = 10;

/** The digits in the field of a screen, or a dot for each of a PIN. */
const TYPED = `(() => {
  const dots = document.querySelectorAll(".cells [data-filled=true]").length;
  return dots > 0 ? "•".repeat(dots) : document.querySelector(".field output, output.field").textContent.replace(/\\D/g, "");
})()`;

export class Visitor {
  readonly page: Page;
  readonly #line: KioskLine;

  constructor({ page, line }: { readonly page: Page; readonly line: KioskLine }) {
    this.page = page;
    this.#line = line;
  }

  /** Waits for a screen to stand. */
  async sees(screen: string): Promise<void> {
    await this.page.locator(`[data-screen="${screen}"]`).waitFor();
  }

  async touches(option: string): Promise<void> {
    await this.#says(() => this.page.locator(`[data-option="${option}"]`).click());
  }

  /** Digits on the screen's own keypad, and Enter. */
  async types(digits: string): Promise<void> {
    await this.#says(async () => {
      await this.page.locator(".pad [data-pad=clear]").click();
      for (const digit of digits) {
        await this.page.locator(".pad .digit").getByText(digit, { exact: true }).click();
      }
      if (await this.#shows(digits)) await this.page.locator(".pad .enter").click();
    });
  }

  /** Digits on the keypad under the screen, and its last key. */
  async keysIn(digits: string): Promise<void> {
    await this.#says(async () => {
      for (const _ of digits) await this.page.keyboard.press("Backspace");
      await this.page.keyboard.type(digits);
      if (await this.#shows(digits)) await this.page.keyboard.press("#");
    });
  }

  /** Presses the key that the screen shows beside an option. */
  async keys(option: string): Promise<void> {
    await this.#says(() => this.#pressKeyOf(option));
  }

  /** Presses the key for an amount of one's own, which the hub hears nothing of. */
  async keysForKeypad(): Promise<void> {
    const pad = this.page.locator('.kiosk[data-pad="true"]');
    await this.#until(
      async () => (await pad.count()) > 0,
      () => this.#pressKeyOf("other-amount"),
    );
  }

  /** What is written large: the money that is in. */
  async counts(total: string): Promise<void> {
    await this.page.locator("output.hero", { hasText: total }).waitFor();
  }

  async seesStepsDone(count: number): Promise<void> {
    await this.page
      .locator('.steps li[data-state="done"]')
      .nth(count - 1)
      .waitFor();
  }

  /** Whether all that was typed was taken; of a PIN its length is seen, of an amount its cents, too. */
  async #shows(digits: string): Promise<boolean> {
    const shown = await this.page.evaluate<string>(TYPED);
    return [digits, `${digits}00`, "•".repeat(digits.length)].includes(shown);
  }

  async #pressKeyOf(option: string): Promise<void> {
    const target = this.page.locator(`[data-option="${option}"]`);
    await this.page.keyboard.press((await target.getAttribute("data-key")) ?? "");
  }

  async #says(act: () => Promise<void>): Promise<void> {
    const before = this.#line.said;
    await this.#until(async () => this.#line.said > before, act);
  }

  /** What was not taken, as the screen had just changed, is done again: by people, too. */
  async #until(isTaken: () => Promise<boolean>, act: () => Promise<void>): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      await this.#looks();
      await act();
      // What the page did at it is known once it answers anything.
      await this.page.evaluate("1");
      if (await isTaken()) return;
    }
    throw new Error(`not taken in ${String(TRIES)} tries`);
  }

  async #looks(): Promise<void> {
    await this.page.waitForTimeout(LOOK_MS);
  }
}
