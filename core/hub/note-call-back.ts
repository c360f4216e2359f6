import type { CallBackReason } from "../conversation/intent.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { addCallBack } from "../store/call-backs.ts";
import { takeKey } from "../store/inbox.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export interface NoteCallBack {
  readonly line: string;
  readonly accountId: string | null;
  readonly language: string;
  readonly reason: CallBackReason;
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
  addCallBack(sql, at.home, { ...input, id: happening.id, createdAtMs: now.wallMs });
  recordHappening(sql, now, happening, {
    kind: "call-back-owed",
    actor: "customer",
    channel: "ivr",
    cause: at.key,
    facts: { callBackId: happening.id, accountId: input.accountId, reason: input.reason },
  });
  return { kind: "noted" };
}
