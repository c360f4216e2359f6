import type { CallBackReason } from "../conversation/intent.ts";
import type { Channel } from "../conversation/facts.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { addCallBack, closeCallBack } from "../store/call-backs.ts";
import { takeKey } from "../store/inbox.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export interface NoteCallBack {
  readonly line: string;
  readonly accountId: string | null;
  readonly language: string;
  /** Where it was asked for; absent in letters from before it was kept. */
  readonly channel?: Channel;
  readonly reason: CallBackReason;
  /** What was asked last; absent in letters from before it was kept. */
  readonly task?: string | null;
}

/** Keeps at the utility's home whom a person is to call back. */
export function noteCallBack(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: NoteCallBack,
): { readonly kind: "noted" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const happening = beginHappening(sql, at.home);
  const { channel = null, ...owed } = input;
  addCallBack(sql, at.home, {
    ...owed,
    task: input.task ?? null,
    id: happening.id,
    createdAtMs: now.wallMs,
  });
  recordHappening(sql, now, happening, {
    kind: "call-back-owed",
    actor: "customer",
    channel,
    cause: at.key,
    facts: { callBackId: happening.id, accountId: input.accountId, reason: input.reason },
  });
  return { kind: "noted" };
}

/** A person has called back. False where no such call-back is open. */
export function closedCallBack(
  sql: Sql,
  now: Now,
  home: Home,
  { id, actor }: { readonly id: string; readonly actor: string },
): boolean {
  if (!closeCallBack(sql, home, id, now.wallMs)) return false;
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "call-back-done",
    actor,
    channel: null,
    cause: id,
    facts: { callBackId: id },
  });
  return true;
}
