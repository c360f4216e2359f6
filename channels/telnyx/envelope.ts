import { z } from "zod";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { type CallEvent, isCallEvent, readCallEvent } from "./call-event.ts";

/**
 * The carrier's events in our words. Everything the carrier may add or leave out stays out of here: unknown fields are
 * dropped, unknown events are `ignored`, and only what the hub needs must be there.
 */
export type TelnyxEvent =
  | MessageReceived
  | MessageDelivery
  | { readonly kind: "call"; readonly call: CallEvent }
  | { readonly kind: "ignored"; readonly eventType: string };

interface Message {
  /** The same for every delivery of one event: what the inbox is keyed by. */
  readonly eventId: string;
  /** As the carrier wrote it (ISO 8601); events come in any order. Empty when it said nothing. */
  readonly occurredAt: string;
  readonly carrierId: string;
  readonly from: string;
  readonly to: string;
}

export interface MessageReceived extends Message {
  readonly kind: "message_received";
  /** Empty for a picture without words. */
  readonly text: string;
  /** Set when the carrier has already answered a keyword by itself. */
  readonly autoresponse: Autoresponse | null;
}

export interface MessageDelivery extends Message {
  readonly kind: "message_delivery";
  readonly state: DeliveryState;
  /** The carrier's error code, or its own word for how it ended; null when there is nothing to tell. */
  readonly code: string | null;
}

export type Autoresponse = "stop" | "start" | "help";
export type DeliveryState = "sent" | "delivered" | "failed";

/** The carrier's code for a number that has said STOP, from a send or in a delivery report. */
export const OPTED_OUT_CODE = "40300";

/** Ten parts of 153 characters is the longest text there is; a body that signs as a text but runs on is cut here. */
const TEXT_CHARS_MAX = 2_000;
const ID_CHARS_MAX = 200;

/** The vendor's words and ours. `delivery_unconfirmed` is the end of the story without evidence either way: still only sent. */
const words = {
  events: {
    "message.received": "received",
    "message.sent": "delivery",
    "message.finalized": "delivery",
  },
  autoresponses: { STOP: "stop", START: "start", HELP: "help" },
  deliveries: {
    queued: "sent",
    sending: "sent",
    sent: "sent",
    delivery_unconfirmed: "sent",
    delivered: "delivered",
    sending_failed: "failed",
    delivery_failed: "failed",
    expired: "failed",
  },
} as const satisfies {
  events: Record<string, "received" | "delivery">;
  autoresponses: Record<string, Autoresponse>;
  deliveries: Record<string, DeliveryState>;
};

/** Half of a surrogate pair has no UTF-8, and a zero would end a text in the store. */
function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

const wording = z.string().transform(storable);

/** An id is compared, so it is never mended: one that can not be kept is no id. */
const id = z
  .string()
  .min(1)
  .max(ID_CHARS_MAX)
  .refine((text) => text === storable(text));

const envelope = z.object({
  data: z.object({
    event_type: z.string(),
    id,
    occurred_at: wording.pipe(z.string().max(64)).nullish(),
    payload: z.unknown().optional(),
  }),
});

const party = z.object({ phone_number: z.string(), status: wording.nullish() });
const message = z.object({
  id,
  from: party,
  // The first is the one the message is about; a group text, which names more, is never sent by us.
  to: z.tuple([party]).rest(party),
  text: z.string().nullish(),
  autoresponse_type: z.string().nullish(),
  errors: z
    .array(z.object({ code: z.union([wording, z.number().transform(String)]).nullish() }))
    .nullish(),
});

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** Reads a body whose signature was checked. */
export function parseEvent(body: Uint8Array): TelnyxEvent | Refusal<"bad_json" | "bad_event"> {
  let json: unknown;
  try {
    json = JSON.parse(utf8.decode(body));
  } catch {
    return refuse("bad_json", "the body is not JSON in UTF-8");
  }
  const outer = envelope.safeParse(json);
  if (!outer.success) return badEvent(outer.error);
  const { data } = outer.data;
  if (isCallEvent(data.event_type)) return callEvent(data);
  const kind = wordOf(words.events, data.event_type);
  if (kind === null) return { kind: "ignored", eventType: data.event_type };
  const inner = message.safeParse(data.payload);
  if (!inner.success) return badEvent(inner.error);
  const payload = inner.data;
  const common: Message = {
    eventId: data.id,
    occurredAt: data.occurred_at ?? "",
    carrierId: payload.id,
    from: payload.from.phone_number,
    to: payload.to[0].phone_number,
  };
  return kind === "received" ? received(common, payload) : delivery(common, payload);
}

function callEvent(data: z.infer<typeof envelope>["data"]): TelnyxEvent | Refusal<"bad_event"> {
  const { event_type: eventType, id: eventId, payload } = data;
  const occurredAt = data.occurred_at ?? "";
  const call = readCallEvent({ eventType, eventId, occurredAt }, payload);
  if (call instanceof z.ZodError) return badEvent(call);
  return call === null ? { kind: "ignored", eventType } : { kind: "call", call };
}

function received(common: Message, payload: z.infer<typeof message>): MessageReceived {
  const text = (payload.text ?? "").slice(0, TEXT_CHARS_MAX);
  return {
    ...common,
    kind: "message_received",
    // Mended after the cut, which may go through a pair.
    text: storable(text),
    autoresponse: wordOf(words.autoresponses, payload.autoresponse_type ?? ""),
  };
}

function delivery(common: Message, payload: z.infer<typeof message>): MessageDelivery {
  const status = payload.to[0].status ?? "";
  const codes = (payload.errors ?? []).map(({ code }) => code ?? "").filter((code) => code !== "");
  if (codes.includes(OPTED_OUT_CODE)) {
    return { ...common, kind: "message_delivery", state: "failed", code: OPTED_OUT_CODE };
  }
  const state = wordOf(words.deliveries, status) ?? "sent";
  return { ...common, kind: "message_delivery", state, code: codes[0] ?? detailOf(status, state) };
}

/** The carrier's own word where ours says less than it: "expired" is failed, but in a way of its own. */
function detailOf(status: string, state: DeliveryState): string | null {
  return ["", "queued", "sending", state].includes(status) ? null : status;
}

function wordOf<Word extends string>(
  table: Readonly<Record<string, Word>>,
  theirs: string,
): Word | null {
  return Object.hasOwn(table, theirs) ? (table[theirs] ?? null) : null;
}

function badEvent(error: z.ZodError): Refusal<"bad_event"> {
  const issue = error.issues[0];
  const where = issue?.path.join(".") ?? "";
  return refuse("bad_event", `the event is not as expected at "${where}"`);
}
