import type { Now } from "../instant.ts";
import { minorToUnits } from "../money.ts";
import type { Sql } from "../ports.ts";
import { alertLevel, removeAlertLevel, saveAlertLevel } from "../store/alert-levels.ts";
import { takeKey } from "../store/inbox.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { mustSettings } from "./settings.ts";

export interface SetAlert {
  readonly line: string;
  readonly channel: string;
  /** Null for the utility's own level again. */
  readonly amountMinor: number | null;
}

/** Sets the balance below which an account's customer is told; it only ever adds to the utility's own warning. */
export function setAlert(
  sql: Sql,
  now: Now,
  at: Arrival,
  { line, channel, amountMinor }: SetAlert,
): { readonly kind: "set" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const { currency } = mustSettings(sql, now.serviceMs);
  const happening = beginHappening(sql, at.home);
  const before = alertLevel(sql, at.home) ?? null;
  const belowUnits = amountMinor === null ? null : minorToUnits(amountMinor, currency);
  if (belowUnits === null) removeAlertLevel(sql, at.home);
  else saveAlertLevel(sql, at.home, { belowUnits, line, nowMs: now.wallMs });
  recordHappening(sql, now, happening, {
    kind: "alert-set",
    actor: "customer",
    channel,
    cause: at.key,
    facts: { beforeUnits: before, belowUnits },
  });
  return { kind: "set" };
}
