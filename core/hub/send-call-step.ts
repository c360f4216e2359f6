import { must } from "../assert.ts";
import { idOfHome } from "../ids.ts";
import { MINUTE_MS, type Now } from "../instant.ts";
import type { Calls, Hub, OutgoingCallStep, Sql, StepOutcome } from "../ports.ts";
import { callOf } from "../store/calls.ts";
import {
  countAttempt,
  outboxRow,
  type OutboxRow,
  removeFromOutbox,
  retryLater,
} from "../store/outbox.ts";
import { markMessage, type MessageRow, messageOf } from "../store/talks.ts";
import type { CallStepBody } from "./call-step.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { standIn } from "./stand-in.ts";

/** A carrier that did not answer is asked again after this: a caller hears silence meanwhile. */
const AGAIN_MS = 500;
/** The carrier knows a command again by its id for a minute; after that it might do it twice, and the caller is long gone. */
const STEP_LIFE_MS = MINUTE_MS;

/** What is kept of an attempt that had what was gathered before it stopped, and whose own gathering may have begun. */
const STOPPED = "stopped";

type Begun =
  | { readonly kind: "send"; readonly step: OutgoingCallStep; readonly row: OutboxRow }
  | { readonly kind: "done" };

/** Has a call do what its newest turn says. A step that a later turn overtook, or whose call is over, is dropped. */
export async function sendCallStep(hub: Hub, calls: Calls, row: OutboxRow): Promise<void> {
  const begun = await hub.store.transact(row.home, (sql) => begin(sql, hub.clock.now(), row));
  if (begun.kind === "done") return;
  const outcome = await calls.act(begun.step).catch((): StepOutcome => ({ kind: "unknown" }));
  await hub.store.transact(row.home, (sql) => finish(sql, hub.clock.now(), begun.row, outcome));
  hub.wake();
}

function messageFor(sql: Sql, row: OutboxRow): MessageRow {
  const { messageId } = JSON.parse(row.payload) as { messageId: string };
  return must(messageOf(sql, row.home, messageId), "what a call is to play exists");
}

function begin(sql: Sql, now: Now, read: OutboxRow): Begun {
  const row = outboxRow(sql, read.id);
  if (row === undefined) return { kind: "done" };
  const message = messageFor(sql, row);
  const body = JSON.parse(message.body) as CallStepBody;
  const call = callOf(sql, row.home, body.callId);
  // What is over for us may still be up for its caller.
  const isEnded = call?.state === "over" && body.act.kind !== "end";
  const isStale = call === undefined || isEnded || body.turn < call.turn;
  if (isStale || now.wallMs - row.createdAtMs >= STEP_LIFE_MS) {
    settle(sql, now, row, { message, state: "refused", code: isStale ? "stale" : "expired" });
    return { kind: "done" };
  }
  countAttempt(sql, row);
  return {
    kind: "send",
    row,
    step: {
      id: message.id,
      ...body,
      from: message.numberUsed,
      to: idOfHome(row.home),
      language: message.language,
      ...(row.code === STOPPED && { hasStopped: true }),
    },
  };
}

/** A newer step may stand in the row by now; what came of the older one is kept, and the newer is not touched. */
function finish(sql: Sql, now: Now, row: OutboxRow, outcome: StepOutcome): void {
  const message = messageFor(sql, row);
  switch (outcome.kind) {
    case "sent":
      settle(sql, now, row, { message, state: "sent", code: null });
      return;
    case "refused":
      settle(sql, now, row, { message, state: "failed", code: outcome.code });
      return;
    case "opted_out":
      settle(sql, now, row, { message, state: "failed", code: outcome.kind });
      return;
    case "retry":
      retryLater(sql, row, now.wallMs + AGAIN_MS, outcome.hasStopped ? STOPPED : outcome.code);
      return;
    case "unknown":
      retryLater(sql, row, now.wallMs + AGAIN_MS, outcome.hasStopped ? STOPPED : "unknown");
      return;
  }
}

/** Nothing of a call is set aside for staff: what it could not do is past. */
function settle(
  sql: Sql,
  now: Now,
  row: OutboxRow,
  fate: { message: MessageRow; state: "sent" | "failed" | "refused"; code: string | null },
): void {
  const { message, state, code } = fate;
  markMessage(sql, row.home, message.id, { state, carrierId: null, code, nowMs: now.wallMs });
  removeFromOutbox(sql, row);
  if (state === "sent") return;
  const happening = beginHappening(sql, row.home);
  if (code !== "stale") standIn(sql, now, happening, { message, code });
  recordHappening(sql, now, happening, {
    kind: `call-step-${state}`,
    actor: "hub",
    channel: "ivr",
    cause: row.key,
    facts: { messageId: message.id, code },
  });
}
