/** What a telephone has heard so far, and where in it a sound was found. */
import { setTimeout as sleep } from "node:timers/promises";
import { findSound } from "./correlate.ts";

/** Real voices differ by a filter at most, so that less than this is another sentence. */
const LIKE_ENOUGH = 0.95;
const LOOK_MS = 100;

export class Ear {
  readonly #of: { heardSince(sample: number): Int16Array };
  #heardTo = 0;

  constructor(of: { heardSince(sample: number): Int16Array }) {
    this.#of = of;
  }

  /** How alike what was heard since the last find is to a sound, once it is like enough or the time is over. */
  async hear(sound: Int16Array, withinMs: number): Promise<number> {
    const untilMs = performance.now() + withinMs;
    const from = this.#heardTo;
    let best = 0;
    while (performance.now() < untilMs) {
      await sleep(LOOK_MS);
      const heard = this.#of.heardSince(from);
      if (heard.length < sound.length) continue;
      const found = findSound(heard, sound);
      best = Math.max(best, found.r);
      if (found.r < LIKE_ENOUGH) continue;
      this.#heardTo = from + found.at + sound.length;
      return found.r;
    }
    return best;
  }
}
