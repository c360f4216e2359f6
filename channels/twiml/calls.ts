import type { Calls } from "../../core/ports.ts";

const PREFIX = "twiml:";

/** The hub's name for a call of this carrier family. */
export function twimlCallId(callSid: string): string {
  return PREFIX + callSid;
}

/** A call of this family hears its step in the answer to its own next request: nothing is sent. Other calls go where they went. */
export function withTwimlCalls(others: Calls | null): Calls {
  const place = others?.place?.bind(others);
  return {
    ...(place !== undefined && { place }),
    act(step) {
      if (step.callId.startsWith(PREFIX)) {
        return Promise.resolve({ kind: "sent", carrierId: step.callId });
      }
      return others?.act(step) ?? Promise.resolve({ kind: "refused", code: "no_carrier" });
    },
  };
}
