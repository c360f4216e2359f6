import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { NoteConsent } from "../../core/hub/note-consent.ts";
import type { NoteDelivery } from "../../core/hub/note-delivery.ts";
import type { Received } from "../../core/hub/receive-input.ts";
import type { IncomingTurn } from "../../core/hub/take-turn.ts";
import { lineHome } from "../../core/ids.ts";
import type { Now } from "../../core/instant.ts";
import { isPhone } from "../../core/phone.ts";
import type { Hub, Metrics, Sql, Synchronous } from "../../core/ports.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import type { CallEvent } from "../telnyx/call-event.ts";
import { WEBHOOK_BODY_BYTES_MAX, readBody } from "../telnyx/body.ts";
import { type MessageDelivery, type MessageReceived, parseEvent } from "../telnyx/envelope.ts";
import { SIGNATURE_HEADER, TIMESTAMP_HEADER, checkSignature } from "../telnyx/signature.ts";

export interface SmsHooks {
  /** The hub of the utility that has this number. */
  hubOf(number: string): Hub | undefined;
  /** The carrier's key in base64, asked for each request so that it can be replaced without a restart; empty where none is set. */
  publicKey(): string;
  nowMs(): number;
  readonly metrics: Metrics;
  /** Whether a customer's number is answered; all are when absent. */
  allow?(number: string): boolean;
  /** Told what went wrong on our side; the carrier is asked to come again. */
  fault?(error: unknown): void;
  takeTurn(hub: Hub, turn: IncomingTurn): Promise<Received>;
  noteConsent(sql: Sql, now: Now, input: NoteConsent): unknown;
  noteDelivery(sql: Sql, now: Now, input: NoteDelivery): unknown;
  /** What comes of an event of a call; absent where no calls are taken. The carrier tells of both at one address. */
  takeCall?(
    event: CallEvent,
  ): Promise<Received["kind"] | "ignored" | "unknown_number" | "not_allowed">;
}

/** What came of one webhook: the label of the metric that counts it, and the status that goes with it. */
interface Outcome {
  readonly outcome: string;
  /** Events of calls are counted apart; what could not be believed or read is of neither kind and counts with the texts. */
  readonly metric?: "call_hooks_total";
  readonly problem?: { readonly status: 400 | 401 | 413 | 503; readonly refusal: Refusal };
}

/** Without a key nothing can be believed; the carrier comes again while someone sets it. */
const NO_PUBLIC_KEY =
  "the carrier's public key is not set here, so nothing it sends can be believed";

/** A message id of ours in the address of a report; longer is none of ours. */
const MESSAGE_ID_CHARS_MAX = 200;

const statuses = {
  missing_signature: 401,
  bad_signature: 401,
  bad_timestamp: 401,
  stale_timestamp: 401,
  too_large: 413,
  body_cut: 400,
  bad_json: 400,
  bad_event: 400,
} as const;

const turnOutcomes: Readonly<Record<Received["kind"], Outcome>> = {
  taken: { outcome: "turn" },
  seen: { outcome: "turn_seen" },
  stale: { outcome: "turn_stale" },
  not_ready: again("not_ready", "the utility is not set up yet; please send it again"),
};

/**
 * The carrier's webhooks about texts, to be mounted at /hooks/telnyx. Answers 200 when what the event says is durable or is
 * none of our business, a 4xx when it can not be believed or read, and 503 when we could not keep it: the carrier then
 * sends it again, and the inbox knows it by its event id. Refusals are thrown for the host to write as problem details.
 */
export function smsHooks(hooks: SmsHooks): Hono {
  const app = new Hono();
  app.post("/", async (context) => {
    const { raw: request } = context.req;
    const handled = await handle(hooks, request, context.req.query("message"));
    const { outcome, metric = "sms_hooks_total", problem } = handled;
    hooks.metrics.count(metric, { outcome });
    if (problem === undefined) return context.json({ outcome });
    if (problem.status === 401) context.header("www-authenticate", SIGNATURE_HEADER);
    throw new HTTPException(problem.status, { cause: problem.refusal });
  });
  app.all("/", (context) => {
    hooks.metrics.count("sms_hooks_total", { outcome: "bad_method" });
    context.header("allow", "POST");
    throw new HTTPException(405, { cause: refuse("bad_method", "webhooks are posted") });
  });
  return app;
}

function handle(
  hooks: SmsHooks,
  request: Request,
  messageId: string | undefined,
): Promise<Outcome> {
  return kept(hooks, async () => {
    const publicKey = hooks.publicKey();
    if (publicKey === "") return again("no_public_key", NO_PUBLIC_KEY);
    const body = await readBody(request, WEBHOOK_BODY_BYTES_MAX);
    if (isRefusal(body)) return refused(body);
    const signature = request.headers.get(SIGNATURE_HEADER) ?? undefined;
    const timestamp = request.headers.get(TIMESTAMP_HEADER) ?? undefined;
    const signed = { body, signature, timestamp };
    const disbelief = checkSignature(signed, publicKey, hooks.nowMs());
    if (disbelief !== undefined) return refused(disbelief);
    const event = parseEvent(body);
    if (isRefusal(event)) return refused(event);
    switch (event.kind) {
      case "message_received":
        return await receive(hooks, event);
      case "message_delivery":
        return await report(hooks, event, messageId);
      case "call":
        return {
          ...(await kept(hooks, () => call(hooks, event.call))),
          metric: "call_hooks_total",
        };
      case "ignored":
        return { outcome: "ignored" };
    }
  });
}

/** What came of it; where it broke, the carrier is to send it again. */
async function kept(hooks: SmsHooks, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    hooks.fault?.(error);
    return again("fault", "not kept; please send it again");
  }
}

function refused(refusal: Refusal<keyof typeof statuses>): Outcome {
  return { outcome: refusal.code, problem: { status: statuses[refusal.code], refusal } };
}

function again(code: string, message: string): Outcome {
  return { outcome: code, problem: { status: 503, refusal: refuse(code, message) } };
}

async function call(hooks: SmsHooks, event: CallEvent): Promise<Outcome> {
  const came = (await hooks.takeCall?.(event)) ?? "ignored";
  return Object.hasOwn(turnOutcomes, came)
    ? turnOutcomes[came as Received["kind"]]
    : { outcome: came };
}

async function receive(hooks: SmsHooks, event: MessageReceived): Promise<Outcome> {
  const hub = hooks.hubOf(event.to);
  if (hub === undefined) return { outcome: "unknown_number" };
  // A short code or a name is no one a text can be answered to.
  if (!isPhone(event.from)) return { outcome: "bad_sender" };
  // Before the list of allowed numbers: a STOP holds whoever says it.
  if (event.autoresponse !== null) return await consent(hooks, hub, event);
  if (hooks.allow?.(event.from) === false) return { outcome: "not_allowed" };
  const received = await hooks.takeTurn(hub, {
    channel: "sms",
    key: keyOf(event),
    from: event.from,
    to: event.to,
    input: { kind: "said", text: event.text },
    occurredAtMs: occurredAtMs(event),
  });
  return turnOutcomes[received.kind];
}

/** The carrier has already answered the keyword, and blocks or unblocks the number; the hub only keeps what was said. */
async function consent(hooks: SmsHooks, hub: Hub, event: MessageReceived): Promise<Outcome> {
  if (event.autoresponse === "help") return { outcome: "help" };
  const input: NoteConsent = {
    line: event.from,
    key: keyOf(event),
    purpose: "account",
    state: event.autoresponse === "stop" ? "revoked" : "granted",
    source: "carrier",
    evidence: `texted ${JSON.stringify(event.text)} to ${event.to} at ${event.occurredAt} (carrier message ${event.carrierId})`,
    occurredAtMs: occurredAtMs(event),
    cameFrom: `sms ${event.to}`,
  };
  const now = hub.clock.now();
  return await note(hub, event.from, "consent", (sql) => hooks.noteConsent(sql, now, input));
}

async function report(
  hooks: SmsHooks,
  event: MessageDelivery,
  messageId: string | undefined,
): Promise<Outcome> {
  const hub = hooks.hubOf(event.from);
  if (hub === undefined) return { outcome: "unknown_number" };
  if (!isPhone(event.to)) return { outcome: "bad_sender" };
  const input: NoteDelivery = {
    line: event.to,
    key: keyOf(event),
    // The address is not signed, only the body is: the happening checks that the message is this line's.
    messageId: messageId !== undefined && isMessageId(messageId) ? messageId : null,
    carrierId: event.carrierId,
    state: event.state,
    code: event.code,
    occurredAtMs: occurredAtMs(event),
  };
  const now = hub.clock.now();
  return await note(hub, event.to, "delivery", (sql) => hooks.noteDelivery(sql, now, input));
}

/** Ours are printable; anything else would be a stranger's addition to the address. */
function isMessageId(text: string): boolean {
  return text.length <= MESSAGE_ID_CHARS_MAX && /^[\x21-\x7e]+$/.test(text);
}

async function note<Result>(
  hub: Hub,
  line: string,
  outcome: string,
  work: (sql: Sql) => Synchronous<Result>,
): Promise<Outcome> {
  const result = await hub.store.transact<Result>(lineHome(line), work);
  hub.wake();
  return { outcome: isRefusal(result) ? "refused" : outcome };
}

function keyOf(event: { readonly eventId: string }): string {
  return `telnyx:${event.eventId}`;
}

/** When the carrier says it happened: events come in any order, and a late START must not undo a STOP. */
function occurredAtMs({ occurredAt }: { readonly occurredAt: string }): number | null {
  const atMs = Date.parse(occurredAt);
  return Number.isNaN(atMs) ? null : atMs;
}
