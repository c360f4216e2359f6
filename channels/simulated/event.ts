import type { CallTold } from "./call-words.ts";
import type { Keyword } from "./keywords.ts";

/** One event as the carrier tells it; how often it was told is added with each try. */
export interface CarrierEvent {
  readonly id: string;
  readonly type: "message.received" | "message.sent" | "message.finalized" | CallTold["type"];
  readonly atMs: number;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The utility's own id of the message, which the real carrier gives back in the webhook's address. */
  readonly messageId: string | null;
}

interface Text {
  readonly carrierId: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly atMs: number;
}

/** The fields of the real carrier's webhooks that anyone reads, in its words. */
export function receivedPayload(text: Text, keyword: Keyword | null): CarrierEvent["payload"] {
  return {
    ...messagePayload(text, "inbound", "webhook_delivered"),
    ...(keyword === null ? {} : { autoresponse_type: keyword }),
  };
}

export type ReportStatus = "sent" | "delivered" | "delivery_failed";

export function reportPayload(
  text: Text,
  status: ReportStatus,
  code: string | null,
): CarrierEvent["payload"] {
  const errors = code === null ? [] : [{ code, title: "Simulated failure" }];
  return { ...messagePayload(text, "outbound", status), errors };
}

function messagePayload(text: Text, direction: string, status: string): Record<string, unknown> {
  return {
    record_type: "message",
    direction,
    id: text.carrierId,
    type: text.text === "" ? "MMS" : "SMS",
    from: { phone_number: text.from },
    to: [{ phone_number: text.to, status }],
    text: text.text,
    media: [],
    errors: [],
    received_at: new Date(text.atMs).toISOString(),
  };
}

/** The body of one try. */
export function eventBody(event: CarrierEvent, attempt: number): string {
  return JSON.stringify({
    data: {
      record_type: "event",
      event_type: event.type,
      id: event.id,
      occurred_at: new Date(event.atMs).toISOString(),
      payload: event.payload,
    },
    meta: { attempt },
  });
}
