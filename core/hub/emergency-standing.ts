import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { AccountBalances } from "../ledger/balances.ts";
import type { Transfer } from "../ledger/transfer.ts";
import {
  type EmergencyPolicy,
  isSpellOver,
  judgeEmergency,
  type Level,
  levelOf,
  noEmergency,
  remainingUnits,
} from "../payment/emergency.ts";
import type { Home, Sql } from "../ports.ts";
import {
  endGrant,
  type GrantRow,
  offeredAt,
  openGrant,
  setDrawn,
  setOffered,
} from "../store/emergency.ts";
import type { UtilitySettings } from "./settings.ts";

export function emergencyPolicy({ emergency }: UtilitySettings): EmergencyPolicy {
  return emergency ?? noEmergency;
}

/** Where an account stands for its switch, by the balances of this transaction. */
export function levelAt(sql: Sql, home: Home, balances: AccountBalances): Level {
  return levelOf(balances, openGrant(sql, home));
}

/** Up to what use may draw on the open grant: what is used now and what is left of it. */
export function emergencyCap(grant: GrantRow | null, balances: AccountBalances): number {
  return grant === null ? 0 : balances.emergencyUsedUnits + remainingUnits(grant);
}

/** Keeps what a posted charge drew of the grant, or, where a corrected read gave back, drew too much. */
export function noteDrawn(
  sql: Sql,
  home: Home,
  grant: GrantRow | null,
  { entries }: Pick<Transfer, "entries">,
): void {
  const drawn = entries.find(({ account }) => account === "emergency_credit")?.amountUnits ?? 0;
  if (grant === null || drawn === 0) return;
  // What an earlier spell drew, and a payment that came back made owed again, is no part of this one.
  setDrawn(sql, home, grant.id, Math.max(0, grant.drawnUnits + drawn));
}

/** What a review found of emergency credit, where something changed. */
export interface EmergencyMoved {
  readonly kind: "offered" | "withdrawn" | "ended";
  /** The grant that ended, or the key by which an offer is told once. */
  readonly key: string;
}

/**
 * Ends the spell whose grant is repaid, offers a grant to an account that has become low, and takes an offer back that nobody
 * took up. Called by every review, so after everything that moves money.
 */
export function reviewEmergency(
  sql: Sql,
  now: Now,
  home: Home,
  of: { readonly policy: EmergencyPolicy; readonly balances: AccountBalances; prepaid: boolean },
): EmergencyMoved | null {
  const { policy, balances, prepaid } = of;
  const grant = openGrant(sql, home);
  if (grant !== null) {
    if (!isSpellOver(grant, balances)) return null;
    endGrant(sql, home, grant.id, now.serviceMs);
    return { kind: "ended", key: grant.id };
  }
  if (policy.limitUnits === 0 || !prepaid) return null;
  const isOffered = judgeEmergency(policy, balances, null) === null;
  const sinceMs = offeredAt(sql, home);
  if (isOffered === (sinceMs !== undefined)) return null;
  setOffered(sql, home, isOffered ? now.serviceMs : null);
  const key = keyOf("emergency", sinceMs ?? now.serviceMs);
  return { kind: isOffered ? "offered" : "withdrawn", key };
}
