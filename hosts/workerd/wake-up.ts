/** What is due already is being worked at; the alarm stands by this long after, should the object be gone before it is done. */
const STAND_BY_MS = 2_000;

/**
 * An object's one alarm, kept at the earliest instant at which something must be done there. It is written in the turn of
 * the work that made it necessary, so that no work is kept without the alarm that goes on with it.
 */
export class WakeUp {
  readonly #storage: Pick<DurableObjectStorage, "setAlarm">;
  readonly #nowMs: () => number;
  #setForMs: number | null;

  /** `setForMs` is what the storage's alarm stands at. */
  constructor(
    storage: Pick<DurableObjectStorage, "setAlarm">,
    nowMs: () => number,
    setForMs: number | null,
  ) {
    this.#storage = storage;
    this.#nowMs = nowMs;
    this.#setForMs = setForMs;
  }

  /**
   * Sees to it that the alarm rings by `dueMs`. One that stands earlier is left: it costs less to ring once for nothing than
   * to write with every work.
   */
  by(dueMs: number | null): void {
    if (dueMs === null) return;
    const nowMs = this.#nowMs();
    const atMs = dueMs > nowMs ? dueMs : nowMs + STAND_BY_MS;
    if (this.#setForMs !== null && this.#setForMs <= atMs) return;
    this.#setForMs = atMs;
    // Not awaited: it is part of what this turn writes, and a write that fails resets the object.
    void this.#storage.setAlarm(atMs);
  }

  /** It rings now, and stands no more. */
  rang(): void {
    this.#setForMs = null;
  }
}
