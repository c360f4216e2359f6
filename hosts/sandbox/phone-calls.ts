import type { CallLine } from "../../channels/simulated/call-words.ts";
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
    // What a utility calls about rings at the phone, unless it is in a call already.
    calls.listenPlaced((call) => {
      const last = this.#lastOf.get(call.to);
      if (last !== undefined && last.state !== "over") call.decline();
      else this.#show(call.to, call);
    });
  }

  /** Calls a number from a phone; a call that it is in already ends. */
  place(phone: string, number: string): Refusal | null {
    const call = this.#calls.dial(phone, number);
    if (isRefusal(call)) return call;
    this.hangUp(phone);
    this.#show(phone, call);
    return null;
  }

  /** Picks up a call that rings at the phone; without one, nothing happens. */
  answer(phone: string): void {
    const call = this.#lastOf.get(phone);
    if (call?.isIncoming === true) call.pickUp("human");
  }

  /** Presses keys in the phone's call; without one, nothing is pressed. */
  press(phone: string, keys: string): void {
    this.#lastOf.get(phone)?.press(keys);
  }

  hangUp(phone: string): void {
    const call = this.#lastOf.get(phone);
    const isRinging = call?.isIncoming === true && call.state === "ringing";
    if (isRinging) call.decline("call_rejected");
    else call?.hangUp();
  }

  /** The phone's call, or its last; null before its first. */
  view(phone: string): CallView | null {
    const call = this.#lastOf.get(phone);
    if (call === undefined) return null;
    const { id, putThroughTo } = call;
    const number = call.isIncoming ? call.from : call.to;
    return { id, number, state: stateOf(call), putThroughTo, lines: call.lines().map(shown) };
  }

  /** Calls back whenever a phone's call has changed; the result ends it. */
  listen(phone: string, listener: () => void): () => void {
    const listeners = this.#listenersOf.get(phone) ?? new Set();
    this.#listenersOf.set(phone, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  #show(phone: string, call: PlacedCall): void {
    this.#lastOf.set(phone, call);
    call.listen(() => {
      if (this.#lastOf.get(phone) === call) this.#tell(phone);
    });
    this.#tell(phone);
  }

  #tell(phone: string): void {
    for (const listener of this.#listenersOf.get(phone) ?? []) listener();
  }
}

function stateOf({ state, endedBy, putThroughTo, isIncoming }: PlacedCall): CallView["state"] {
  if (endedBy !== null) return endedBy === "caller" ? "ended_by_customer" : "ended_by_utility";
  if (putThroughTo !== null) return "put_through";
  if (state !== "ringing") return "up";
  return isIncoming ? "incoming" : "ringing";
}

/** A secret leaves as dots: the page shows that keys were pressed, and how many. */
function shown(line: CallLine): CallLine {
  return line.isSecret ? { ...line, text: line.text.replaceAll(/\d/g, "•") } : line;
}
