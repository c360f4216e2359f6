/** One message as a phone shows it. */
export interface HandsetMessage {
  readonly id: string;
  readonly atMs: number;
  readonly by: "customer" | "utility" | "carrier";
  /** The utility's number on the far end. */
  readonly number: string;
  readonly text: string;
}

/** A customer's phone: what its screen shows, oldest first. */
export interface Handset {
  readonly number: string;
  messages(): readonly HandsetMessage[];
  /** Calls back for each message from now on; the result ends it. */
  listen(listener: (message: HandsetMessage) => void): () => void;
}

/** A screen needs no more than a few talks' worth. */
const MESSAGES_KEPT_MAX = 200;
/** A load test texts from many numbers; the phones longest silent are forgotten, but none that someone looks at. */
const HANDSETS_KEPT_MAX = 20_000;

class SimulatedHandset implements Handset {
  readonly number: string;
  readonly listeners = new Set<(message: HandsetMessage) => void>();
  readonly #messages: HandsetMessage[] = [];

  constructor(number: string) {
    this.number = number;
  }

  messages(): readonly HandsetMessage[] {
    return [...this.#messages];
  }

  listen(listener: (message: HandsetMessage) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  show(message: HandsetMessage): void {
    this.#messages.push(message);
    if (this.#messages.length > MESSAGES_KEPT_MAX) this.#messages.shift();
    for (const listener of this.listeners) listener(message);
  }
}

/** All phones there are, in the order they last did something. */
export class Handsets {
  readonly #handsets = new Map<string, SimulatedHandset>();

  of(number: string): Handset {
    return this.#of(number);
  }

  show(number: string, message: HandsetMessage): void {
    const handset = this.#of(number);
    this.#handsets.delete(number);
    this.#handsets.set(number, handset);
    handset.show(message);
  }

  numbers(): readonly string[] {
    return [...this.#handsets.keys()];
  }

  #of(number: string): SimulatedHandset {
    const known = this.#handsets.get(number);
    if (known !== undefined) return known;
    if (this.#handsets.size >= HANDSETS_KEPT_MAX) this.#forgetOne();
    const handset = new SimulatedHandset(number);
    this.#handsets.set(number, handset);
    return handset;
  }

  #forgetOne(): void {
    for (const [number, handset] of this.#handsets) {
      if (handset.listeners.size > 0) continue;
      this.#handsets.delete(number);
      return;
    }
  }
}
