import { assert } from "../assert.ts";
import { localMonth, type Now } from "../instant.ts";
import { cashHeld } from "../ledger/postings.ts";
import { minorToUnits } from "../money.ts";
import type { Sql } from "../ports.ts";
import { takeKey } from "../store/inbox.ts";
import { addSuspense } from "../store/suspense.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { postAll } from "./post.ts";
import { mustSettings } from "./settings.ts";

export interface HoldNote {
  readonly noteId: string;
  readonly kioskId: string;
  readonly amountMinor: number;
  /** The account that could not take it; null where none was named. */
  readonly accountId: string | null;
  readonly code: string;
}

/** Keeps a note that no account took in suspense at the utility's home, until a person finds whose it is. */
export function holdNote(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: HoldNote,
): { readonly kind: "held" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const { currency, settings } = mustSettings(sql, now.serviceMs);
  const { noteId, kioskId, amountMinor } = input;
  const happening = beginHappening(sql, at.home);
  const amountUnits = minorToUnits(amountMinor, currency);
  const header = {
    id: `held/${noteId}`,
    cause: happening.id,
    corrects: null,
    actor: kioskId,
    channel: "kiosk",
    effectiveAtMs: now.serviceMs,
    month: localMonth(settings.zone, now.serviceMs),
  };
  const books = { home: at.home, currency };
  const posted = postAll(sql, now, books, [cashHeld(header, { drawer: kioskId, amountUnits })]);
  assert(posted.kind === "posted", `a note was not held: ${JSON.stringify(posted)}`);
  addSuspense(sql, at.home, {
    id: noteId,
    source: kioskId,
    tender: "cash",
    heldIn: `drawer.${kioskId}`,
    amountMinor,
    reference: "",
    accountId: input.accountId,
    code: input.code,
    createdAtMs: now.wallMs,
  });
  recordHappening(sql, now, happening, {
    kind: "note-held",
    actor: kioskId,
    channel: "kiosk",
    cause: at.key,
    facts: { noteId, kioskId, amountUnits, accountId: input.accountId, code: input.code },
  });
  return { kind: "held" };
}
