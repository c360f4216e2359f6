import type { Telnyx } from "telnyx";
import type { Carrier, OutgoingMessage, SayOutcome } from "../../core/ports.ts";
import { SEND_TIMEOUT_MS } from "../telnyx/client.ts";
import { outcomeOf } from "../telnyx/outcome.ts";
import { renderText } from "./render.ts";
import { SEGMENTS_MAX, segmentsOf } from "./segments.ts";

export interface TelnyxCarrierOptions {
  readonly client: () => Promise<Telnyx>;
  /** The profile the sending numbers belong to; the carrier finds it by the number when absent. */
  readonly messagingProfileId?: string;
  /**
   * Where the reports of one message go, with its id in the address: the carrier has no field that carries an id of ours
   * back, and a report may come before we have kept the carrier's.
   */
  readonly webhookUrlOf?: (messageId: string) => string;
  /** A message in words; by the hub's own wording when absent. */
  readonly render?: (message: OutgoingMessage) => string;
  readonly timeoutMs?: number;
}

/** Texts through the real carrier: one try a call, and a plain answer to what became of it. */
export function telnyxCarrier(options: TelnyxCarrierOptions): Carrier {
  return { say: (message) => say(options, message) };
}

async function say(options: TelnyxCarrierOptions, message: OutgoingMessage): Promise<SayOutcome> {
  const text = (options.render ?? renderText)(message);
  if (segmentsOf(text).segments > SEGMENTS_MAX) return { kind: "refused", code: "too_long" };
  const client = await options.client();
  const { messagingProfileId, webhookUrlOf } = options;
  try {
    const { data } = await client.messages.send(
      {
        from: message.from,
        to: message.to,
        text,
        ...(messagingProfileId === undefined ? {} : { messaging_profile_id: messagingProfileId }),
        ...(webhookUrlOf === undefined ? {} : { webhook_url: webhookUrlOf(message.id) }),
      },
      // The SDK's own time-out ends when the headers are here; this one covers the body too.
      { signal: AbortSignal.timeout(options.timeoutMs ?? SEND_TIMEOUT_MS) },
    );
    // Accepted under an id we were not told: sent, most likely, and not to be sent again.
    return data?.id === undefined ? { kind: "unknown" } : { kind: "sent", carrierId: data.id };
  } catch (error) {
    return outcomeOf(error);
  }
}
