import type { AgentAsked } from "../conversation/intent.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { addTransfer } from "../store/call-backs.ts";
import { takeKey } from "../store/inbox.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export interface NoteTransfer extends Omit<AgentAsked, "task"> {
  readonly line: string;
  /** What was asked last; null where nobody knows. */
  readonly task: string | null;
  readonly language: string;
  readonly isProved: boolean;
}

/** Keeps at the utility's home who is being put through to a person, and what for: the person sees it as the call comes. */
export function noteTransfer(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: NoteTransfer,
): { readonly kind: "noted" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const happening = beginHappening(sql, at.home);
  addTransfer(sql, at.home, { ...input, id: happening.id, createdAtMs: now.wallMs });
  const { accountId, reason, task } = input;
  recordHappening(sql, now, happening, {
    kind: "call-put-through",
    actor: "customer",
    channel: "ivr",
    cause: at.key,
    facts: { transferId: happening.id, accountId, reason, task },
  });
  return { kind: "noted" };
}
