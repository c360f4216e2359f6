import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { CallAct, Sql } from "../ports.ts";
import { replaceInOutbox, waitingKey } from "../store/outbox.ts";
import { addMessage, markMessage } from "../store/talks.ts";
import type { Happening } from "./journal.ts";

/** A message of a call: what its body holds, as JSON. */
export interface CallStepBody {
  readonly callId: string;
  readonly turn: number;
  readonly act: CallAct;
}

/**
 * One message of a call and its outbox row: a lane a call, so that a call waits for no other, and only the newest step in it,
 * since what an older one had to say is not said any more.
 */
export function oweStep(
  sql: Sql,
  now: Now,
  happening: Happening,
  { body, to, language }: { body: CallStepBody; to: string; language: string },
): void {
  const messageId = keyOf(happening.id, "call");
  addMessage(
    sql,
    happening.home,
    {
      id: messageId,
      direction: "out",
      channel: "ivr",
      numberUsed: to,
      language,
      body: JSON.stringify(body),
      state: "owed",
      accountId: null,
      noticeId: null,
    },
    now.wallMs,
  );
  const lane = { home: happening.home, kind: "say", target: keyOf("call", body.callId) } as const;
  const overtaken = waitingKey(sql, lane);
  if (overtaken !== undefined) {
    const mark = { state: "refused", carrierId: null, code: "stale", nowMs: now.wallMs } as const;
    markMessage(sql, happening.home, overtaken, mark);
  }
  replaceInOutbox(sql, {
    ...lane,
    key: messageId,
    payload: JSON.stringify({ messageId, callId: body.callId }),
    nowMs: now.wallMs,
  });
}
