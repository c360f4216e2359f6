import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { endInDirectory, goOnInDirectory } from "../store/customers.ts";
import { takeKey } from "../store/inbox.ts";
import { revokePayCodesOf } from "../store/pay-codes.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export interface NoteLeaving {
  readonly accountId: string;
  /** Service time. */
  readonly atMs: number;
  /** Leaves: from then on its meters may be another's. Stays: that was taken back. Left: it is closed. */
  readonly step: "leaves" | "stays" | "left";
}

/**
 * Keeps at the utility's home until when an account has its meters, so that the next household may have them from then on. With an
 * account that is closed end the codes by which others paid for it.
 */
export function noteLeaving(
  sql: Sql,
  now: Now,
  at: Arrival,
  { accountId, atMs, step }: NoteLeaving,
): { readonly kind: "noted" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const { home } = at;
  if (step === "stays") goOnInDirectory(sql, home, { accountId, atMs });
  else endInDirectory(sql, home, { kind: "meter", accountId, atMs });
  if (step === "left") endInDirectory(sql, home, { kind: "account", accountId, atMs });
  const codesEnded = step === "left" ? revokePayCodesOf(sql, home, accountId, now.wallMs) : 0;
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: `account-${step}`,
    actor: "hub",
    channel: null,
    cause: at.key,
    effectiveAtMs: atMs,
    facts: { accountId, codesEnded },
  });
  return { kind: "noted" };
}
