import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import type { NoteDevice } from "../../core/hub/note-device.ts";
import type { Received } from "../../core/hub/receive-input.ts";
import type { TakeNote } from "../../core/hub/take-note.ts";
import type { Hub, Metrics } from "../../core/ports.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { type DeviceEvent, readDeviceEvent } from "./device-event.ts";
import type { EnrolAnswers, EnrolAsks } from "./protocol.ts";
import { checkSignature, KIOSK_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER } from "./signature.ts";
import { isPublicKey } from "../signed/ed25519.ts";

export interface KioskHooks {
  /** The hub of a terminal's utility, and the key its devices sign with; null where it is not enrolled or ended. */
  deviceOf(kioskId: string): Promise<{ readonly hub: Hub; readonly key: string } | null>;
  enrol(asked: EnrolAsks): Promise<EnrolAnswers | Refusal<"bad_code">>;
  takeNote(hub: Hub, note: TakeNote): Promise<Received>;
  takeCard(hub: Hub, card: { kioskId: string; sequence: number; token: string }): Promise<Received>;
  noteDevice(hub: Hub, device: NoteDevice): Promise<{ readonly kind: "noted" | "stale" }>;
  /** The currency that a utility's notes are in. */
  currencyOf(hub: Hub): Promise<string | null>;
  /** Told that something of a terminal changed. */
  changed(kioskId: string): void;
  nowMs(): number;
  readonly metrics: Metrics;
  fault(error: unknown): void;
}

/** An event of a device is some hundred bytes. */
const BODY_BYTES_MAX = 4 * 1024;

const statuses = {
  unknown_kiosk: 401,
  missing_signature: 401,
  bad_signature: 401,
  bad_timestamp: 401,
  stale_timestamp: 401,
  too_large: 413,
  bad_json: 400,
  bad_event: 400,
  wrong_currency: 422,
  not_ready: 503,
  fault: 503,
} as const;

type Outcome = { readonly outcome: string } | Refusal<keyof typeof statuses>;

const asks = z.strictObject({
  code: z.string().min(1).max(128),
  deviceKey: z.string().refine(isPublicKey).optional(),
});

/**
 * What terminals and their devices post. A device is answered 200 only when what it says is durable: without that answer an
 * acceptor gives the note back, or tells of it again, and the inbox knows it by its sequence.
 */
export function kioskRoutes(hooks: KioskHooks): Hono {
  const app = new Hono();
  app.post("/kiosk/enrol", async (context) => {
    const body = await bodyOf(context.req.raw);
    const read = isRefusal(body) ? null : asks.safeParse(jsonOf(body));
    if (read?.success !== true) {
      throw new HTTPException(400, { cause: refuse("bad_request", "say {code}, and a deviceKey") });
    }
    const { code, deviceKey } = read.data;
    const answer = await hooks.enrol({ code, ...(deviceKey !== undefined && { deviceKey }) });
    hooks.metrics.count("kiosk_enrols_total", {
      outcome: isRefusal(answer) ? answer.code : "enrolled",
    });
    if (isRefusal(answer)) throw new HTTPException(403, { cause: answer });
    return context.json(answer);
  });
  app.post("/hooks/kiosk", async (context) => {
    const outcome = await handle(hooks, context.req.raw).catch((error: unknown) => {
      hooks.fault(error);
      return refuse("fault", "not kept; give the note back, or send it again");
    });
    const code = isRefusal(outcome) ? outcome.code : outcome.outcome;
    hooks.metrics.count("kiosk_hooks_total", { outcome: code });
    if (isRefusal(outcome)) throw new HTTPException(statuses[outcome.code], { cause: outcome });
    return context.json(outcome);
  });
  return app;
}

async function handle(hooks: KioskHooks, request: Request): Promise<Outcome> {
  const body = await bodyOf(request);
  if (isRefusal(body)) return body;
  const kioskId = request.headers.get(KIOSK_HEADER) ?? "";
  const device = await hooks.deviceOf(kioskId);
  if (device === null) return refuse("unknown_kiosk", "no terminal of this name is enrolled here");
  const signature = request.headers.get(SIGNATURE_HEADER) ?? undefined;
  const timestamp = request.headers.get(TIMESTAMP_HEADER) ?? undefined;
  const disbelief = checkSignature({ body, signature, timestamp }, device.key, hooks.nowMs());
  if (disbelief !== undefined) return disbelief;
  const event = readDeviceEvent(body);
  if (isRefusal(event)) return event;
  const outcome = await apply(hooks, device.hub, kioskId, event);
  if (!isRefusal(outcome)) hooks.changed(kioskId);
  return outcome;
}

async function apply(
  hooks: KioskHooks,
  hub: Hub,
  kioskId: string,
  event: DeviceEvent,
): Promise<Outcome> {
  const { sequence } = event;
  switch (event.kind) {
    case "note_stacked": {
      if (event.currency !== (await hooks.currencyOf(hub))) {
        return refuse("wrong_currency", "notes of this currency are not taken here");
      }
      const came = await hooks.takeNote(hub, { kioskId, note: sequence, amountMinor: event.minor });
      return cameOf(came, "note");
    }
    case "card_presented": {
      const { token } = event;
      return cameOf(await hooks.takeCard(hub, { kioskId, sequence, token }), "card");
    }
    case "note_rejected":
      return noted(await hooks.noteDevice(hub, { kioskId, sequence, acceptor: "rejected" }));
    case "box_full":
      return noted(await hooks.noteDevice(hub, { kioskId, sequence, acceptor: "full" }));
    case "acceptor":
      return noted(await hooks.noteDevice(hub, { kioskId, sequence, acceptor: event.state }));
    case "card_removed":
      return noted(await hooks.noteDevice(hub, { kioskId, sequence, reader: "ready" }));
    case "reader":
      return noted(await hooks.noteDevice(hub, { kioskId, sequence, reader: event.state }));
  }
}

function cameOf({ kind }: Received, what: string): Outcome {
  if (kind === "not_ready") return refuse("not_ready", "the utility is not set up yet");
  return { outcome: kind === "taken" ? what : `${what}_${kind}` };
}

function noted({ kind }: { readonly kind: string }): Outcome {
  return { outcome: kind };
}

/** The body's bytes as they came, for a signature is over bytes. */
async function bodyOf(request: Request): Promise<Uint8Array | Refusal<"too_large">> {
  const tooLarge = refuse("too_large", `the body is over ${String(BODY_BYTES_MAX)} bytes`);
  if (Number(request.headers.get("content-length") ?? 0) > BODY_BYTES_MAX) return tooLarge;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body ?? []) {
    length += part.byteLength;
    if (length > BODY_BYTES_MAX) return tooLarge;
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
