import { utilityHome } from "../../core/ids.ts";
import type { Store } from "../../core/ports.ts";
import { nextOutboxMs } from "../../core/store/outbox.ts";
import { nextTimerMs } from "../../core/store/timers.ts";

/** When the hub of a one-store utility has next something to do, both clocks being the same; infinite where nothing is. */
export function nextOfHub(store: Store): Promise<number> {
  return store.read(utilityHome("u"), (sql) =>
    Math.min(
      nextTimerMs(sql, "service") ?? Infinity,
      nextTimerMs(sql, "wall") ?? Infinity,
      nextOutboxMs(sql, ["switch", "charge", "happening", "say", "read"]) ?? Infinity,
    ),
  );
}

/** One clock for a whole hub and the simulated world around it: what is next, in order, however long it is until then. */
export class VirtualTime {
  nowMs: number;
  #due: { readonly atMs: number; readonly order: number; readonly work: () => unknown }[] = [];
  #order = 0;

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  readonly after = (delayMs: number, work: () => unknown): (() => void) => {
    this.#order += 1;
    const one = { atMs: this.nowMs + Math.max(0, delayMs), order: this.#order, work };
    const at = this.#due.findLastIndex(({ atMs }) => atMs <= one.atMs) + 1;
    this.#due.splice(at, 0, one);
    return () => {
      this.#due = this.#due.filter((other) => other !== one);
    };
  };

  /** When the next of these works is due; infinite where none is. */
  nextMs(): number {
    return this.#due[0]?.atMs ?? Infinity;
  }

  /** Begins what is due by now; false where nothing was. */
  begin(): boolean {
    let isBegun = false;
    for (let next = this.#due[0]; next !== undefined && next.atMs <= this.nowMs;) {
      this.#due.shift();
      next.work();
      isBegun = true;
      next = this.#due[0];
    }
    return isBegun;
  }
}
