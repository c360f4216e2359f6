/** A household's meter and its switch: what runs through it while supply is on. */
import { HOUR_MS } from "../../core/instant.ts";
import type { SwitchPosition } from "../../core/supply/state.ts";
import { type Calendar, hourAt, hourStartMs } from "./calendar.ts";

export class Meter {
  position: SwitchPosition = "closed";
  readonly #calendar: Calendar;
  readonly #use: Float64Array;
  /** By hour: how long of it supply was off, of the times that are over. */
  readonly #offMs: Float64Array;
  #offSinceMs: number | null = null;

  constructor(calendar: Calendar, use: Float64Array) {
    this.#calendar = calendar;
    this.#use = use;
    this.#offMs = new Float64Array(use.length);
  }

  /** Moves the switch. An armed one waits for its button, and nothing flows. */
  move(position: SwitchPosition, atMs: number): void {
    this.position = position;
    if (position !== "closed") {
      this.#offSinceMs ??= atMs;
      return;
    }
    if (this.#offSinceMs === null) return;
    let fromMs = this.#offSinceMs;
    this.#offSinceMs = null;
    for (let hour = hourAt(this.#calendar, fromMs); fromMs < atMs; hour += 1) {
      const toMs = Math.min(atMs, hourStartMs(this.#calendar, hour + 1));
      this.#offMs[hour] = (this.#offMs[hour] ?? 0) + toMs - fromMs;
      fromMs = toMs;
    }
  }

  /** What was used in an hour, or in the part of it that is over at `nowMs`; millionths of the tariff's unit. */
  usedMicro(hour: number, nowMs: number): number {
    const startMs = hourStartMs(this.#calendar, hour);
    const endMs = Math.min(nowMs, startMs + HOUR_MS);
    const openMs =
      this.#offSinceMs === null ? 0 : Math.max(0, endMs - Math.max(startMs, this.#offSinceMs));
    const onMs = Math.max(0, endMs - startMs - (this.#offMs[hour] ?? 0) - openMs);
    return Math.round(((this.#use[hour] ?? 0) * onMs) / HOUR_MS);
  }
}
