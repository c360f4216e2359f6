import { localMonth, type Now } from "../instant.ts";
import type { Header } from "../ledger/postings.ts";
import type { Happening } from "./journal.ts";

/** The head of a transfer that is a part of what happens, now, on an account whose months begin in `zone`. */
export function partHeader(
  now: Now,
  { id }: Happening,
  of: { readonly part: string; readonly zone: string; readonly actor?: string },
): Header {
  const { part, zone, actor = "hub" } = of;
  return {
    id: `${id}/${part}`,
    cause: id,
    corrects: null,
    actor,
    channel: "hub",
    effectiveAtMs: now.serviceMs,
    month: localMonth(zone, now.serviceMs),
  };
}
