import { z } from "zod";
import type { PickedUpBy } from "../../core/conversation/input.ts";
import { capturedCard, type CapturedCard } from "../../core/hub/keep-captured-card.ts";
import type { CallFailure } from "../../core/hub/take-turn.ts";

/** What a call tells: who rings, that it was answered, what was keyed, that it is over. Its other events tell nothing new. */
export type CallEvent = CallCommon &
  (
    | { readonly kind: "call_rings" | "call_answered" }
    /** With why nobody was reached; null where somebody was, or the carrier does not say. */
    | { readonly kind: "call_over"; readonly failure: CallFailure | null }
    /** A call of ours was picked up, by whom the carrier takes it for. */
    | { readonly kind: "call_picked_up"; readonly by: PickedUpBy }
    | { readonly kind: "call_spoken" }
    /** Where it was put through to nobody answered; `callId` is the caller's own leg. */
    | { readonly kind: "call_unreached" }
    /** The carrier took a card, or null where it gave up. Its number is none of what it tells. */
    | { readonly kind: "call_card"; readonly card: CapturedCard | null }
    /** Keys gathered; empty when none came in time. */
    | { readonly kind: "call_keys"; readonly keys: string }
    /** One key as it is pressed, whatever is waited for. */
    | { readonly kind: "call_key"; readonly key: string }
  );

interface CallCommon {
  /** The same for every delivery of one event. */
  readonly eventId: string;
  readonly occurredAt: string;
  /** The carrier's name for this leg of the call, which its commands are sent to; empty where the event does not name it. */
  readonly callId: string;
  /** Empty where the event does not say. */
  readonly from: string;
  readonly to: string;
  /** What we gave with the command that this follows from; null where there was none, or none of ours. */
  readonly state: ClientState | null;
}

/** Goes with every command and comes back with what follows from it. */
export interface ClientState {
  readonly turn: number;
  /** The line and the number of ours: some events name neither. */
  readonly line: string;
  readonly number: string;
  /**
   * The key that is heard as it is pressed: the carrier ends a menu at the pound key without a word of it, and would take
   * a star for the first sign of a number. Empty where every key belongs to what is gathered.
   */
  readonly atOnce: "#" | "*" | "7" | "";
  /** On the leg of whom a call is put through to: the caller's own. Absent on every other. */
  readonly transferOf?: string;
  /** On a call of ours, before anything was played to it: which it is. */
  readonly notice?: string;
}

const stateShape = z.object({
  turn: z.int().min(0),
  line: z.string().max(100),
  number: z.string().max(100),
  atOnce: z.enum(["#", "*", "7", ""]),
  transferOf: z.string().max(200).optional(),
  notice: z.string().max(200).optional(),
});

export function writeClientState(state: ClientState): string {
  return Buffer.from(JSON.stringify(state)).toString("base64");
}

/** Null for what is not ours: the field comes back as whoever gave it wrote it, or as null. */
export function readClientState(text: string | null | undefined): ClientState | null {
  if (text === null || text === undefined) return null;
  try {
    const json: unknown = JSON.parse(Buffer.from(text, "base64").toString());
    const { transferOf, notice, ...state } = stateShape.parse(json);
    return {
      ...state,
      ...(transferOf !== undefined && { transferOf }),
      ...(notice !== undefined && { notice }),
    };
  } catch {
    return null;
  }
}

/** The carrier's events that a call's talk follows from. */
const kinds = {
  "call.initiated": "call_rings",
  "call.answered": "call_answered",
  "call.hangup": "call_over",
  "call.gather.ended": "call_keys",
  "call.dtmf.received": "call_key",
  "call.speak.ended": "call_spoken",
  "call.payment.completed": "call_card",
  "call.machine.detection.ended": "call_detected",
  "call.machine.greeting.ended": "call_greeted",
  "call.machine.premium.detection.ended": "call_detected",
  "call.machine.premium.greeting.ended": "call_greeted",
} as const;

/**
 * The carrier's words for who picked up. A machine is spoken to once its own greeting is over, which is another event; what can't
 * be told from one is treated as somebody of whom nothing is known. A fax hears the tone of a voice and hangs up.
 */
const pickers: Readonly<Record<string, PickedUpBy>> = {
  human: "human",
  human_residence: "human",
  human_business: "human",
  not_sure: "unknown",
  silence: "unknown",
  fax_detected: "machine",
};

type Kind = (typeof kinds)[keyof typeof kinds];

/** The carrier's words for why nobody was reached. */
const failures: ReadonlyMap<string, CallFailure> = new Map([
  ["user_busy", "busy"],
  ["no_answer", "no_answer"],
  ["timeout", "no_answer"],
  ["call_rejected", "rejected"],
  ["not_found", "no_such_number"],
]);

/** Ways a gather or a speech ends with the call or by our own doing: another event, or our own next command, says the rest. */
const ended: ReadonlySet<string> = new Set(["call_hangup", "cancelled", "cancelled_amd"]);

const id = z.string().min(1).max(200);
/** A number, or a SIP address; a withheld number comes as a word. */
const party = z.string().max(200).nullish();
const shape = z.object({
  call_control_id: id,
  from: party,
  to: party,
  client_state: z.string().max(2_000).nullish(),
  direction: z.string().nullish(),
  digits: z.string().max(200).nullish(),
  digit: z.string().max(8).nullish(),
  status: z.string().nullish(),
  hangup_cause: z.string().max(64).nullish(),
  result: z.string().max(64).nullish(),
  token_id: z.string().max(200).nullish(),
  payment_card_number: z.string().max(64).nullish(),
  payment_card_type: z.string().max(32).nullish(),
});

/** As the carrier describes them, events about who picked up do not name the call; ours is known by what it was given. */
const machineShape = shape.extend({ call_control_id: id.nullish() });

type Payload = z.infer<typeof machineShape>;

export function isCallEvent(eventType: string): boolean {
  return Object.hasOwn(kinds, eventType);
}

/** An event of a call, null where it tells nothing new, or what is wrong with it. */
export function readCallEvent(
  outer: { readonly eventType: string; readonly eventId: string; readonly occurredAt: string },
  payload: unknown,
): CallEvent | null | z.ZodError {
  const kind = kinds[outer.eventType as keyof typeof kinds];
  const isOfMachine = kind === "call_detected" || kind === "call_greeted";
  const parsed = (isOfMachine ? machineShape : shape).safeParse(payload);
  if (!parsed.success) return parsed.error;
  const { data } = parsed;
  const common = commonOf(outer, data);
  const { state } = common;
  const transferOf = state?.transferOf;
  if (transferOf !== undefined) return ofPerson(kind, { ...common, callId: transferOf }, data);
  return state?.notice === undefined ? eventOf(kind, common, data) : ofOurs(kind, common, data);
}

function commonOf(
  { eventId, occurredAt }: { readonly eventId: string; readonly occurredAt: string },
  data: Payload,
): CallCommon {
  const state = readClientState(data.client_state);
  return {
    eventId,
    occurredAt,
    callId: data.call_control_id ?? "",
    // What we gave names the customer's line and our number, whichever of the two called the other.
    from: state?.line ?? data.from ?? "",
    to: state?.number ?? data.to ?? "",
    state,
  };
}

/** A call of ours is spoken to once it is known who picked it up, and no sooner. */
function ofOurs(kind: Kind, common: CallCommon, data: Payload): CallEvent | null {
  const by = kind === "call_greeted" ? "machine" : pickers[data.result ?? ""];
  const isPicked = kind === "call_greeted" || kind === "call_detected";
  if (isPicked) return by === undefined ? null : { ...common, kind: "call_picked_up", by };
  return kind === "call_over" ? eventOf(kind, common, data) : null;
}

/** Of the leg of whom a call is put through to, only that nobody is there is news to the caller. */
function ofPerson(kind: Kind, common: CallCommon, data: Payload): CallEvent | null {
  const cause = data.hangup_cause ?? "";
  const isUnreached = kind === "call_over" && (failures.has(cause) || cause === "unspecified");
  return isUnreached ? { ...common, kind: "call_unreached" } : null;
}

/** People write what the carrier calls "visa". */
function brandOf(type: string): string {
  return type === "" ? "Card" : type.charAt(0).toUpperCase() + type.slice(1);
}

function cardOf(data: Payload): CapturedCard | null {
  const { result, token_id: token, payment_card_number: masked, payment_card_type: type } = data;
  if (result !== "success" || !token) return null;
  return capturedCard({ token, brand: brandOf(type ?? ""), masked: masked ?? "" });
}

function eventOf(kind: Kind, common: CallCommon, data: Payload): CallEvent | null {
  switch (kind) {
    case "call_rings":
      // A call that we place ourselves, an agent's leg, is none that is answered here.
      return data.direction === "outgoing" ? null : { ...common, kind };
    case "call_keys":
      return ended.has(data.status ?? "") ? null : { ...common, kind, keys: data.digits ?? "" };
    case "call_key":
      return { ...common, kind, key: data.digit ?? "" };
    case "call_spoken":
      return ended.has(data.status ?? "") ? null : { ...common, kind };
    case "call_answered":
      return { ...common, kind };
    case "call_card":
      return { ...common, kind, card: cardOf(data) };
    case "call_over":
      return { ...common, kind, failure: failures.get(data.hangup_cause ?? "") ?? null };
    case "call_detected":
    case "call_greeted":
      return null;
  }
}
