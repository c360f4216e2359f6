import { backOffMs } from "../../core/hub/back-off.ts";
import type { Hub } from "../../core/ports.ts";
import { lastPosition } from "../../core/store/journal.ts";
import { type Reports, shipJournal } from "../ship-journal.ts";

/** The reporting database may lag by this much; nobody waits for it, and rows that come close together leave together. */
const SHIP_MS = 2_000;

/** When the journal's new rows are due at the reporting database, and their shipping. */
export class Shipping {
  readonly #open: () => Promise<Reports>;
  readonly #nowMs: () => number;
  #reports: Promise<Reports> | null = null;
  /** The place of the newest row that is known to have been shipped: nothing is, after a start. */
  #through = 0;
  #notBeforeMs = 0;
  #failures = 0;

  constructor(open: () => Promise<Reports>, nowMs: () => number) {
    this.#open = open;
    this.#nowMs = nowMs;
  }

  /** When a store whose newest row is at `position` should be shipped; null when all of it is. */
  nextDueMs(position: number): number | null {
    return position > this.#through ? this.#notBeforeMs : null;
  }

  /** Ships what is due. A throw has set the next try, each later than the one before. */
  async ship(hub: Hub): Promise<void> {
    const [home] = hub.store.slices();
    if (home === undefined) return;
    const position = await hub.store.read(home, lastPosition);
    const dueMs = this.nextDueMs(position);
    if (dueMs === null || dueMs > this.#nowMs()) return;
    try {
      this.#reports ??= this.#open();
      await shipJournal(hub, await this.#reports);
      this.#through = position;
      this.#failures = 0;
      this.#notBeforeMs = this.#nowMs() + SHIP_MS;
    } catch (fault) {
      this.#reports = null;
      this.#notBeforeMs = this.#nowMs() + backOffMs(this.#failures);
      this.#failures += 1;
      throw fault;
    }
  }
}
