import type { Home, Sql } from "../ports.ts";
import { addConsentEvent, type ConsentEvent, consentAt, saveConsent } from "../store/talks.ts";

/**
 * Keeps a grant or a revocation as proof, and makes it the state unless something that happened later decided already:
 * events arrive in any order. Of two at one instant the revocation holds. A grant from a file says nothing of what the
 * customer did since the form was signed, so it never lifts a revocation. True when the state changed.
 */
export function takeConsent(sql: Sql, home: Home, event: ConsentEvent): boolean {
  const { purpose, state, atMs } = event;
  addConsentEvent(sql, home, event);
  const before = consentAt(sql, home, purpose);
  if (before !== undefined) {
    const isOutdated = atMs < before.atMs || (atMs === before.atMs && state === "granted");
    const isOverruled = before.state === "revoked" && event.source === "import";
    if (isOutdated || (state === "granted" && isOverruled)) return false;
  }
  saveConsent(sql, home, { purpose, state, atMs });
  return before?.state !== state;
}
