import { createHmac, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import type { Hub, Metrics } from "../../core/ports.ts";
import { type Refusal, isRefusal, refuse } from "../../core/refusal.ts";
import { laterWords } from "./later.ts";
import type { ProcessorEvent } from "./processor.ts";
import { settleEvent } from "./settle.ts";

/** "t=<seconds>,v1=<hex HMAC-SHA256 of t.body>": the form that card processors use. */
export const SIGNATURE_HEADER = "simulated-signature";
/** A signature older or newer than this is not believed, so that a recorded one can't be played later. */
export const TOLERANCE_MS = 300_000;
/** An event is a few hundred bytes. */
const BODY_BYTES_MAX = 16_384;

export interface SimulatedPaymentHooks {
  readonly secret: string;
  /** The hub of the utility that has this processor account. */
  hubOf(merchant: string): Hub | undefined;
  nowMs(): number;
  readonly metrics: Metrics;
  /** Told what went wrong on our side; the processor is asked to come again. */
  fault?(error: unknown): void;
}

/** The headers that a processor in a process of its own sends with an event. */
export function signedHeaders(secret: string, body: string, atMs: number): Record<string, string> {
  const seconds = String(Math.floor(atMs / 1000));
  return {
    "content-type": "application/json",
    [SIGNATURE_HEADER]: `t=${seconds},v1=${hmacOf(secret, seconds, body)}`,
  };
}

type Disbelief = "missing_signature" | "bad_signature" | "stale_timestamp";

/** Whether a body was signed with the secret, now; null when it was. */
export function checkSignature(
  signed: { readonly body: string; readonly header: string | undefined },
  secret: string,
  nowMs: number,
): Refusal<Disbelief> | null {
  const { body, header } = signed;
  if (header === undefined || header === "") {
    return refuse("missing_signature", `${SIGNATURE_HEADER} is missing`);
  }
  const parts = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header);
  if (parts === null) return refuse("bad_signature", `${SIGNATURE_HEADER} is not t=...,v1=...`);
  const [, seconds = "", given = ""] = parts;
  const wanted = Buffer.from(hmacOf(secret, seconds, body), "hex");
  if (!timingSafeEqual(wanted, Buffer.from(given, "hex"))) {
    return refuse("bad_signature", "the signature is not of this body");
  }
  return Math.abs(nowMs - Number(seconds) * 1000) > TOLERANCE_MS
    ? refuse("stale_timestamp", "signed too long ago, or ahead of our clock")
    : null;
}

function hmacOf(secret: string, seconds: string, body: string): string {
  return createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
}

/**
 * The simulated processor's webhooks, to be mounted at /hooks/simulated-payments. Answers 200 when the event is durable or none of
 * our business, a 4xx when it can't be believed or read, 503 when it could not be kept and should come again. Refusals
 * are thrown for the host to write as problem details.
 */
export function simulatedPaymentHooks(hooks: SimulatedPaymentHooks): Hono {
  const app = new Hono();
  const limit = bodyLimit({ maxSize: BODY_BYTES_MAX, onError: () => refused(413, tooLarge) });
  app.post("/", limit, async (context) => {
    const body = await context.req.text();
    const header = context.req.header(SIGNATURE_HEADER);
    const disbelief = checkSignature({ body, header }, hooks.secret, hooks.nowMs());
    if (disbelief !== null) return refused(401, disbelief);
    const event = readEvent(body);
    if (isRefusal(event)) return refused(400, event);
    const hub = hooks.hubOf(event.merchant);
    const outcome = hub === undefined ? "unknown_merchant" : await taken(hub, event);
    hooks.metrics.count("payment_hooks_total", { outcome });
    return context.json({ outcome });
  });
  return app;

  async function taken(hub: Hub, event: ProcessorEvent): Promise<string> {
    try {
      const result = await settleEvent(hub, event);
      return isRefusal(result) ? result.code : result.kind;
    } catch (error) {
      hooks.fault?.(error);
      return refused(503, refuse("not_kept", "not kept; please send it again"));
    }
  }

  function refused(status: 400 | 401 | 413 | 503, refusal: Refusal): never {
    hooks.metrics.count("payment_hooks_total", { outcome: refusal.code });
    throw new HTTPException(status, { cause: refusal });
  }
}

const tooLarge = refuse("too_large", `an event has at most ${String(BODY_BYTES_MAX)} bytes`);

/** An event out of its JSON text, with exactly the fields it has. */
export function readEvent(body: string): ProcessorEvent | Refusal<"bad_json" | "bad_event"> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return refuse("bad_json", "the body is not JSON");
  }
  if (typeof value !== "object" || value === null) return refuse("bad_event", "not an event");
  const fields = value as Record<string, unknown>;
  const { id, merchant, key, paymentId, accountId, processorId, code, amountMinor } = fields;
  const kind = eventKinds.find((known) => known === fields["kind"]);
  if (kind === undefined) return refuse("bad_event", `kind is none of ${eventKinds.join(", ")}`);
  const named = { id, merchant, key, paymentId, accountId, processorId };
  for (const [name, text] of Object.entries(named)) {
    if (!isText(text)) return refuse("bad_event", `${name} is not a text`);
  }
  if (code !== null && !isText(code)) return refuse("bad_event", "code is neither text nor null");
  const event = { ...(named as Record<keyof typeof named, string>), kind, code };
  if (!kind.startsWith("dispute_")) return event;
  return isAmount(amountMinor)
    ? { ...event, amountMinor }
    : refuse("bad_event", "amountMinor is no amount");
}

const eventKinds = ["succeeded", "declined", ...laterWords] as const;

function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

/** Ids and keys; longer is none of ours. */
const TEXT_CHARS_MAX = 500;

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= TEXT_CHARS_MAX;
}
