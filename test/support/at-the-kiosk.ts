/** A person at a terminal of the living town: reads the screen, touches it or keys, and gets on. */
import type { Page } from "playwright-core";

/** A finger that was on its way when the screen changed is not taken: people look first, too. */
const LOOK_MS = 350;

export class Visitor {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits for a screen to stand. */
  async sees(screen: string): Promise<void> {
    await this.page.locator(`[data-screen="${screen}"]`).waitFor();
  }

  async touches(option: string): Promise<void> {
    await this.#looks();
    await this.page.locator(`[data-option="${option}"]`).click();
  }

  /** Digits on the screen's own keypad, and Enter. */
  async types(digits: string): Promise<void> {
    await this.#looks();
    for (const digit of digits) {
      await this.page.locator(".pad .digit").getByText(digit, { exact: true }).click();
    }
    await this.page.locator(".pad .enter").click();
  }

  /** Digits on the keypad under the screen, and its last key. */
  async keysIn(digits: string): Promise<void> {
    await this.#looks();
    await this.page.keyboard.type(`${digits}#`);
  }

  /** Presses the key that the screen shows beside an option. */
  async keys(option: string): Promise<void> {
    const target = this.page.locator(`[data-option="${option}"]`);
    await target.waitFor();
    await this.#looks();
    await this.page.keyboard.press((await target.getAttribute("data-key")) ?? "");
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

  async #looks(): Promise<void> {
    await this.page.waitForTimeout(LOOK_MS);
  }
}
