import type { CallLine } from "../../channels/simulated/call.ts";
import type { PlacedCall, SimulatedCalls } from "../../channels/simulated/calls.ts";
import type { CallView } from "../../channels/simulated/protocol.ts";
import { isRefusal, type Refusal } from "../../core/refusal.ts";

/** The town's phones in calls. A phone is in one call at a time, and its last one stays on the screen until the next. */
export class PhoneCalls {
  readonly #calls: SimulatedCalls;
  readonly #lastOf = new Map<string, PlacedCall>();
  readonly #listenersOf = new Map<string, Set<() => void>>();

  constructor(calls: SimulatedCalls) {
    this.#calls = calls;
  }

  /** Calls a number from a phone; a call that it is in already ends. */
  place(phone: string, number: string): Refusal | null {
    const call = this.#calls.dial(phone, number);
    if (isRefusal(call)) return call;
    this.hangUp(phone);
    this.#lastOf.set(phone, call);
    call.listen(() => {
      if (this.#lastOf.get(phone) === call) this.#tell(phone);
    });
    this.#tell(phone);
    return null;
  }

  /** Presses keys in the phone's call; without one, nothing is pressed. */
  press(phone: string, keys: string): void {
    this.#lastOf.get(phone)?.press(keys);
  }

  hangUp(phone: string): void {
    this.#lastOf.get(phone)?.hangUp();
  }

  /** The phone's call, or its last; null before its first. */
  view(phone: string): CallView | null {
    const call = this.#lastOf.get(phone);
    if (call === undefined) return null;
    const { id, to: number, putThroughTo } = call;
    return { id, number, state: stateOf(call), putThroughTo, lines: call.lines().map(shown) };
  }

  /** Calls back whenever a phone's call has changed; the result ends it. */
  listen(phone: string, listener: () => void): () => void {
    const listeners = this.#listenersOf.get(phone) ?? new Set();
    this.#listenersOf.set(phone, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  #tell(phone: string): void {
    for (const listener of this.#listenersOf.get(phone) ?? []) listener();
  }
}

function stateOf({ state, endedBy, putThroughTo }: PlacedCall): CallView["state"] {
  if (endedBy !== null) return endedBy === "caller" ? "ended_by_customer" : "ended_by_utility";
  if (putThroughTo !== null) return "put_through";
  return state === "ringing" ? "ringing" : "up";
}

/** A secret leaves as dots: the page shows that keys were pressed, and how many. */
function shown(line: CallLine): CallLine {
  return line.isSecret ? { ...line, text: line.text.replaceAll(/\d/g, "•") } : line;
}
