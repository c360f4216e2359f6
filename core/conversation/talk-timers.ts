import { MINUTE_MS } from "../instant.ts";
import { CARD_WAIT_MS } from "./card-capture.ts";
import { type TalkTimer } from "./input.ts";
import { isPage } from "./page.ts";
import { PAYMENT_SLOW_MS } from "./pending-payment.ts";
import { validMs } from "./question.ts";
import { type Standing } from "./step.ts";
import { type Moment } from "./talk-event.ts";

export function timersOf(
  { value, context }: Standing,
  { turn, facts, now }: Moment,
): readonly TalkTimer[] {
  const { question, request } = context;
  const timers: TalkTimer[] = [];
  // A caller who says nothing is asked again within seconds: no timer needs to close a call's question.
  if (question?.turn === turn && facts.line.channel !== "ivr") {
    timers.push({ kind: "question_expired", dueAtMs: question.askedAtMs + validMs(question) });
  }
  // The terminal itself says when nobody is there any more; this is for one that can't.
  if (facts.line.kiosk !== undefined && value.talk !== "idle") {
    const leftMs = value.talk === "kioskEnded" ? ENDED_SHOWN_MS : awayMs(facts);
    timers.push({ kind: "kiosk_left", dueAtMs: now.wallMs + leftMs });
  }
  if (question?.kind === "card" && question.turn === turn) {
    timers.push({ kind: "card_over", dueAtMs: question.askedAtMs + CARD_WAIT_MS });
  }
  if (request?.turn === turn) {
    timers.push({ kind: "payment_slow", dueAtMs: request.askedAtMs + PAYMENT_SLOW_MS });
  }
  return timers;
}

function awayMs(facts: Moment["facts"]): number {
  return isPage(facts) ? PAGE_LEFT_MS : KIOSK_LEFT_MS;
}

/** Long enough to read that the visit is over. */
const ENDED_SHOWN_MS = 6_000;

/** A visit at a terminal that nobody has touched for so long is over, and its proof with it. */
const KIOSK_LEFT_MS = 5 * MINUTE_MS;
/** A page is on a screen of one's own, and its visitor may be looking for a card. */
const PAGE_LEFT_MS = 15 * MINUTE_MS;
