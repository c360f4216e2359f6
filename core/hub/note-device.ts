import type { AcceptorState, ReaderState } from "../conversation/facts.ts";
import { kioskHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { saveVisit, visitOf } from "../store/visits.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export interface NoteDevice {
  readonly kioskId: string;
  /** Goes up with every word of the terminal's devices. */
  readonly sequence: number;
  readonly acceptor?: AcceptorState;
  readonly reader?: ReaderState;
}

/** Takes the word of a terminal's device on how it stands. An older word that comes after a newer changes nothing. */
export function noteDevice(
  sql: Sql,
  now: Now,
  input: NoteDevice,
): { readonly kind: "noted" | "stale" } {
  const home = kioskHome(input.kioskId);
  const before = visitOf(sql, home);
  if (input.sequence <= before.sequence) return { kind: "stale" };
  const acceptor = input.acceptor ?? before.acceptor;
  const reader = input.reader ?? before.reader;
  saveVisit(sql, home, { ...before, acceptor, reader, sequence: input.sequence }, now.wallMs);
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "kiosk-device-noted",
    actor: input.kioskId,
    channel: "kiosk",
    cause: String(input.sequence),
    facts: { acceptor, reader },
  });
  return { kind: "noted" };
}
