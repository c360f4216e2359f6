import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { enterDirectory } from "../store/customers.ts";
import { takeKey } from "../store/inbox.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export interface EnterMeter {
  readonly meterId: string;
  readonly accountId: string;
  readonly fromMs: number;
}

/** Enters a meter that was put in into the utility's directory, so that its reads find their account. */
export function enterMeter(
  sql: Sql,
  now: Now,
  at: Arrival,
  { meterId, accountId, fromMs }: EnterMeter,
): { kind: "entered" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  enterDirectory(sql, at.home, { kind: "meter", key: meterId, accountId, fromMs });
  recordHappening(sql, now, beginHappening(sql, at.home), {
    kind: "meter-entered",
    actor: "hub",
    channel: null,
    cause: at.key,
    effectiveAtMs: fromMs,
    facts: { meterId, accountId },
  });
  return { kind: "entered" };
}
