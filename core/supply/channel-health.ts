import { MINUTE_MS } from "../instant.ts";

/** What the real uses of a way to pay, and the probes between them, have shown of late. Instants are wall time. */
export interface ChannelWatch {
  readonly state: "up" | "down";
  /** Failures in a row, and when the first of them was. */
  readonly failures: number;
  readonly failingSinceMs: number | null;
  /** Of a channel that is down: uses in a row that worked. */
  readonly worked: number;
}

/** Fewer may be chance: one household's bad card network, one number's carrier. */
const FAILURES_DOWN = 5;
/** A burst that is over within a minute is what retries are for. */
const FAILING_MS = MINUTE_MS;
/** One that works may be chance; two in a row is a channel that is back. */
const WORKED_UP = 2;

export function newWatch(state: ChannelWatch["state"]): ChannelWatch {
  return { state, failures: 0, failingSinceMs: null, worked: 0 };
}

/** The watch after one more use: down when it failed often enough and long enough in a row, up when it works again. */
export function watched(
  watch: ChannelWatch,
  outcome: "worked" | "failed",
  nowMs: number,
): ChannelWatch {
  if (outcome === "worked") {
    const worked = watch.worked + 1;
    if (watch.state === "up" || worked >= WORKED_UP) return newWatch("up");
    return { ...watch, failures: 0, failingSinceMs: null, worked };
  }
  const failures = watch.failures + 1;
  // A clock that was set back makes a failure no older than now.
  const failingSinceMs = Math.min(watch.failingSinceMs ?? nowMs, nowMs);
  const isDown = failures >= FAILURES_DOWN && nowMs - failingSinceMs >= FAILING_MS;
  return { state: isDown ? "down" : watch.state, failures, failingSinceMs, worked: 0 };
}
