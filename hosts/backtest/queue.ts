/** What is to happen to one household, each thing once at a time. */
export class Queue<Happening> {
  readonly #waiting = new Map<string, { readonly atMs: number; readonly happening: Happening }>();

  /** Takes the place of what waited under the same name. */
  set(name: string, atMs: number, happening: Happening): void {
    this.#waiting.delete(name);
    this.#waiting.set(name, { atMs, happening });
  }

  clear(name: string): void {
    this.#waiting.delete(name);
  }

  has(name: string): boolean {
    return this.#waiting.has(name);
  }

  /** The earliest, of two at one instant the one set first; null when nothing is left. */
  take(): { readonly atMs: number; readonly happening: Happening } | null {
    let first: string | null = null;
    let firstMs = Infinity;
    for (const [name, { atMs }] of this.#waiting) {
      if (atMs < firstMs) [first, firstMs] = [name, atMs];
    }
    if (first === null) return null;
    const found = this.#waiting.get(first) ?? null;
    this.#waiting.delete(first);
    return found;
  }
}
