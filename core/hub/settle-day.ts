import type { LocalDay, Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { addSettledDay, settledDay, type SettledDay } from "../store/settlements.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export interface SettleDay {
  readonly day: LocalDay;
  /** All that was settled, as text that is the same for the same postings. */
  readonly content: string;
  readonly totalUnits: number;
  readonly entries: number;
}

/**
 * Keeps that a day was settled, by a digest of what was. Settled again it must come to the same; where it does not, somebody
 * changed books that are closed, and it is refused.
 */
export function settleDay(
  sql: Sql,
  now: Now,
  home: Home,
  { day, content, totalUnits, entries }: SettleDay,
):
  | { readonly kind: "settled" | "repeated"; readonly settled: SettledDay }
  | Refusal<"day_changed"> {
  const digest = sql.sha256(content);
  const before = settledDay(sql, home, day);
  if (before !== undefined) {
    if (before.digest === digest) return { kind: "repeated", settled: before };
    return refuse("day_changed", `${day} was settled before and now comes to something else`);
  }
  const settled = { day, digest, settledAtMs: now.wallMs };
  addSettledDay(sql, home, settled);
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "day-settled",
    actor: "hub",
    channel: null,
    cause: day,
    facts: { day, digest, totalUnits, entries },
  });
  return { kind: "settled", settled };
}
