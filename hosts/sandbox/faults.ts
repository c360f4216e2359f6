import type { TownView } from "../../channels/simulated/protocol.ts";
import type { LaterWord } from "../../payments/simulated/later.ts";
import type { StartedEnds } from "../start-ends.ts";
import type { Household } from "./houses.ts";

/** A thousand of a thousand. */
const ALL_PER_MILLE = 1000;

/** What of the town goes wrong on demand, by the switches that the simulated ends have for it. Gone at a restart. */
export class TownFaults {
  readonly #ends: StartedEnds;
  readonly #stuck = new Set<string>();
  readonly #disputed = new Set<string>();
  #cardsDeclined = false;
  #cardsSlow = false;
  #carrierDown = false;

  constructor(ends: StartedEnds) {
    this.#ends = ends;
  }

  view(): TownView["faults"] {
    const cards = { cardsDeclined: this.#cardsDeclined, cardsSlow: this.#cardsSlow };
    return { ...cards, carrierDown: this.#carrierDown };
  }

  isStuck(accountId: string): boolean {
    return this.#stuck.has(accountId);
  }

  /** The meters of a household answer and do not move, until this is taken back. */
  stick({ accountId, utility, meterIds }: Household, on: boolean): void {
    const meters = this.#ends.meters.get(utility.utilityId);
    for (const meterId of meterIds) meters?.hold(meterId, on ? "stuck" : null);
    if (on) this.#stuck.add(accountId);
    else this.#stuck.delete(accountId);
  }

  /** A hand at the household's meters closes what is armed. */
  press({ utility, meterIds }: Household): void {
    const meters = this.#ends.meters.get(utility.utilityId);
    for (const meterId of meterIds) meters?.press(meterId);
  }

  declineCards(on: boolean): void {
    this.#cardsDeclined = on;
    for (const processor of this.#ends.processors.values()) {
      processor.setFaults({ declinedPerMille: on ? ALL_PER_MILLE : 0 });
    }
  }

  slowCards(on: boolean): void {
    this.#cardsSlow = on;
    for (const processor of this.#ends.processors.values()) {
      processor.setFaults({ slowPerMille: on ? ALL_PER_MILLE : 0 });
    }
  }

  isDisputed(accountId: string): boolean {
    return this.#disputed.has(accountId);
  }

  /** What becomes of a household's newest card payment that it can be said of; false where there is none. */
  payment({ accountId, utility }: Household, word: LaterWord): boolean {
    const processor = this.#ends.processors.get(utility.utilityId);
    if (processor?.later(accountId, word) !== true) return false;
    if (word === "dispute_open") this.#disputed.add(accountId);
    else if (word !== "failed") this.#disputed.delete(accountId);
    return true;
  }

  takeCarrierDown(on: boolean): void {
    this.#carrierDown = on;
    this.#ends.carrier?.setFaults({ down: on });
    this.#ends.calls?.setFaults({ down: on });
  }
}
