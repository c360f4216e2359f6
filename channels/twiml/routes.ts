import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import type { Received } from "../../core/hub/receive-input.ts";
import type { IncomingTurn } from "../../core/hub/take-turn.ts";
import type { Input } from "../../core/conversation/input.ts";
import { capturedCard, type CapturedCard } from "../../core/hub/keep-captured-card.ts";
import { lineHome } from "../../core/ids.ts";
import { isPhone } from "../../core/phone.ts";
import type { Home, Hub, Metrics, OutgoingCallStep, Sql } from "../../core/ports.ts";
import { refuse } from "../../core/refusal.ts";
import { twimlCallId } from "./calls.ts";
import { documentOf, emptyDocument, hangUpDocument, rejectDocument } from "./document.ts";
import { isSigned, TWIML_SIGNATURE_HEADER } from "./signature.ts";

export interface TwimlHooks {
  /** The hub of the utility that has this number. */
  hubOf(number: string): Hub | undefined;
  /** The account's token that requests are signed with; empty where none is set, and then nothing is believed. */
  authToken(): string;
  /** How the carrier reaches this hub, without a slash at its end: the address is part of what is signed. */
  publicUrl(): string;
  readonly metrics: Metrics;
  /** Whether a caller's number is answered; all are when absent. */
  allow?(number: string): boolean;
  takeTurn(hub: Hub, turn: IncomingTurn): Promise<Received>;
  currentStep(sql: Sql, home: Home, callId: string): OutgoingCallStep | null;
}

/** A request of a call is about 1 KB of form. */
const FORM_BYTES_MAX = 64 * 1024;

/** Ways a call is over, in the carrier's words. */
const over: ReadonlySet<string> = new Set(["completed", "busy", "failed", "no-answer", "canceled"]);

/** Ways in which whoever a call was put through to was reached. */
const reached: ReadonlySet<string> = new Set(["completed", "answered"]);

/**
 * A call by TwiML or TeXML, to be mounted at /hooks/twiml. The carrier asks what to do next and the answer is the prompt: asked
 * the same again, because an answer was lost, it gets the same prompt and nothing is done twice.
 */
export function twimlHooks(hooks: TwimlHooks): Hono {
  const app = new Hono();
  const limit = bodyLimit({
    maxSize: FORM_BYTES_MAX,
    onError: () => refusal(413, "too_large", "the form is over 64 KiB"),
  });
  app.post("/", limit, async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const address = context.req.raw.url;
    const path = address.slice(address.indexOf("/", address.indexOf("://") + 3));
    const signature = context.req.header(TWIML_SIGNATURE_HEADER) ?? "";
    const url = hooks.publicUrl() + path;
    if (!isSigned({ url, form, signature }, hooks.authToken())) {
      hooks.metrics.count("twiml_hooks_total", { outcome: "bad_signature" });
      return refusal(403, "bad_signature", "the signature is not the carrier's");
    }
    const { outcome, document } = await answer(hooks, form, {
      turn: context.req.query("turn"),
      of: context.req.query("of"),
    });
    hooks.metrics.count("twiml_hooks_total", { outcome });
    return context.body(document, 200, { "content-type": "text/xml; charset=utf-8" });
  });
  app.all("/", (context) => {
    context.header("allow", "POST");
    return refusal(405, "bad_method", "calls are posted");
  });
  return app;
}

function refusal(status: 400 | 403 | 405 | 413 | 503, code: string, message: string): never {
  throw new HTTPException(status, { cause: refuse(code, message) });
}

interface Asked {
  readonly turn: string | undefined;
  readonly of: string | undefined;
}

async function answer(
  hooks: TwimlHooks,
  form: URLSearchParams,
  asked: Asked,
): Promise<{ readonly outcome: string; readonly document: string }> {
  const sid = form.get("CallSid") ?? "";
  if (!/^[\w-]{1,64}$/.test(sid)) return refusal(400, "bad_call", "CallSid names no call");
  const from = form.get("From") ?? "";
  const to = form.get("To") ?? "";
  const hub = hooks.hubOf(to);
  if (hub === undefined) return { outcome: "unknown_number", document: rejectDocument };
  if (hooks.allow?.(from) === false) return { outcome: "not_allowed", document: rejectDocument };
  const callId = twimlCallId(sid);
  // A caller who withholds their number is nobody's line.
  const line = isPhone(from) ? from : `call-${callId}`;
  const told = inputOf(form, asked);
  const { kind } = await hooks.takeTurn(hub, {
    channel: "ivr",
    key: `${callId}/${told.key}`,
    from: line,
    to,
    input: told.input,
    ...capturedBy(form, asked),
    call: { callId, ofTurn: told.ofTurn },
  });
  if (kind === "not_ready") return refusal(503, kind, "the utility is not set up yet");
  if (told.input.kind === "hang_up") {
    // Asked what comes after a transfer, the call is still there to be ended.
    return { outcome: kind, document: asked.of === "dial" ? hangUpDocument : emptyDocument };
  }
  return { outcome: kind, document: await playingOf(hooks, hub, { line, callId }) };
}

/** Seen before, or overtaken by news: either way the call hears what it plays now. */
async function playingOf(
  hooks: TwimlHooks,
  hub: Hub,
  { line, callId }: { readonly line: string; readonly callId: string },
): Promise<string> {
  const home = lineHome(line);
  const step = await hub.store.read(home, (sql) => hooks.currentStep(sql, home, callId));
  return step === null ? hangUpDocument : documentOf(step);
}

function capturedBy(form: URLSearchParams, { of }: Asked): Pick<IncomingTurn, "captured"> {
  return of === "card" ? { captured: cardOf(form) } : {};
}

/** What came of a card that the carrier asked for. */
function cardOf(form: URLSearchParams): CapturedCard | null {
  if ((form.get("PayResult") ?? form.get("Result")) !== "success") return null;
  return capturedCard({
    token: form.get("PaymentToken") ?? "",
    brand: form.get("PaymentCardType") ?? "Card",
    masked: form.get("PaymentCardNumber") ?? "",
  });
}

/** What a request says happened, and the key by which the same request is known again. */
function inputOf(
  form: URLSearchParams,
  asked: Asked,
): { readonly key: string; readonly input: Input; readonly ofTurn: number | null } {
  if (over.has(form.get("CallStatus") ?? "")) {
    return { key: "over", input: { kind: "hang_up" }, ofTurn: null };
  }
  if (asked.turn === undefined) return { key: "start", input: { kind: "start" }, ofTurn: null };
  const ofTurn = /^\d{1,9}$/.test(asked.turn) ? Number(asked.turn) : null;
  if (asked.of === "spoken") {
    return { key: `${asked.turn}/spoken`, input: { kind: "spoken" }, ofTurn };
  }
  if (asked.of === "dial") {
    // Whoever was reached has hung up, and so the call is over; else it is ours again.
    const isReached = reached.has(form.get("DialCallStatus") ?? "");
    const input: Input = { kind: isReached ? "hang_up" : "transfer_failed" };
    return { key: `${asked.turn}/dial`, input, ofTurn };
  }
  if (asked.of === "card") {
    return { key: `${asked.turn}/card`, input: { kind: "card_captured", methodId: null }, ofTurn };
  }
  const keys = (form.get("Digits") ?? "").slice(0, 200);
  const input: Input = keys === "" ? { kind: "no_input" } : { kind: "digits", keys };
  return { key: `${asked.turn}/keys`, input, ofTurn };
}
