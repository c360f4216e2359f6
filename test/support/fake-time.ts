/** Time that moves when a test says so and then does, in order, what falls due on the way; and a memory that outlives a restart. */
export class FakeTime {
  atMs: number;
  #due: { atMs: number; order: number; work: () => void }[] = [];
  #order = 0;

  constructor(atMs = Date.UTC(2026, 10, 22, 12)) {
    this.atMs = atMs;
  }

  readonly nowMs = (): number => this.atMs;

  readonly after = (delayMs: number, work: () => void): (() => void) => {
    this.#order += 1;
    const timer = { atMs: this.atMs + delayMs, order: this.#order, work };
    this.#due.push(timer);
    return () => {
      this.#due = this.#due.filter((other) => other !== timer);
    };
  };

  /** How many works were done on the way. */
  async pass(ms: number): Promise<number> {
    const untilMs = this.atMs + ms;
    let done = 0;
    await settled();
    for (;;) {
      const [next] = this.#due
        .filter(({ atMs }) => atMs <= untilMs)
        .toSorted((one, other) => one.atMs - other.atMs || one.order - other.order);
      if (next === undefined) break;
      this.#due = this.#due.filter((timer) => timer !== next);
      this.atMs = Math.max(this.atMs, next.atMs);
      next.work();
      done += 1;
      await settled();
    }
    this.atMs = untilMs;
    return done;
  }

  /** The process is killed: nothing that waited will happen. */
  kill(): void {
    this.#due = [];
  }

  get waiting(): number {
    return this.#due.length;
  }
}

/** Lets every promise that can go on do so. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

export class FakeMemory {
  readonly #kept = new Map<string, string>();

  recall(name: string): string | undefined {
    return this.#kept.get(name);
  }

  remember(name: string, text: string): void {
    this.#kept.set(name, text);
  }

  forget(name: string): void {
    this.#kept.delete(name);
  }

  names(start: string): readonly string[] {
    return [...this.#kept.keys()].filter((name) => name.startsWith(start));
  }
}
