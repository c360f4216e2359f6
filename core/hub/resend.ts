/** When what moves money may be sent once more: only what is looked for first, and can't be under way any more. */
import { DAY_MS } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { countAttempt, countSend, type OutboxRow } from "../store/outbox.ts";

/** A processor keeps an idempotency key for at least a day (Stripe prunes after 24 h): past it nothing is sent again. */
export const RESEND_MAX_MS = DAY_MS;

/**
 * Counts an attempt as begun. What was sent may arrive as long as `underWayMs` after it left, whatever became of the call or of
 * the process that made it: until then a look that finds nothing proves nothing, and nothing may be sent.
 */
export function beginAttempt(
  sql: Sql,
  row: OutboxRow,
  { nowMs, underWayMs }: { readonly nowMs: number; readonly underWayMs: number },
): "send" | "look" | "look_then_send" {
  countAttempt(sql, row);
  if (row.attempts === 0) {
    countSend(sql, row, nowMs);
    return "send";
  }
  const { sentAtMs } = row;
  // Sent before that was counted, or by a clock that was set back since: it counts from now, or it would wait for days.
  if (sentAtMs === null || sentAtMs > nowMs) {
    countSend(sql, row, nowMs);
    return underWayMs === 0 ? "look_then_send" : "look";
  }
  return nowMs - sentAtMs >= underWayMs ? "look_then_send" : "look";
}

/** How one kind of money movement is looked for and sent; `again` says whether it is still wanted, and counts the send. */
interface Movement<Answer> {
  readonly send: () => Promise<Answer>;
  readonly find: () => Promise<Answer | { readonly kind: "absent" }>;
  readonly again: () => Promise<boolean>;
}

/**
 * Sends what never left. What may have left is looked for, and sent again only where the processor is sure that it never came
 * and it can't come any more. Whatever goes wrong on the way is an unknown outcome.
 */
export async function sendOrLook<Answer extends { readonly kind: string }>(
  { kind, ageMs }: { readonly kind: ReturnType<typeof beginAttempt>; readonly ageMs: number },
  { send, find, again }: Movement<Answer>,
): Promise<Answer | { readonly kind: "absent" } | { readonly kind: "unknown" }> {
  try {
    if (kind === "send") return await send();
    const found = await find();
    const maySend = found.kind === "absent" && kind === "look_then_send" && ageMs < RESEND_MAX_MS;
    return maySend && (await again()) ? await send() : found;
  } catch {
    return { kind: "unknown" };
  }
}
