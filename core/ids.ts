import type { Home } from "./ports.ts";

/**
 * Deterministic keys: the same cause makes the same id, so that a retry is recognised wherever it lands. Parts are escaped, so
 * that no two lists of parts make one key.
 */
export function keyOf(...parts: readonly (string | number)[]): string {
  return parts.map((part) => encodeURIComponent(String(part).toWellFormed())).join("/");
}

export function accountHome(accountId: string): Home {
  return `account:${accountId}`;
}

/** The home of a line: a phone number in E.164 form, or a terminal. */
export function lineHome(line: string): Home {
  return `line:${line}`;
}

/** A walk-up terminal as the far end of a talk: no phone number looks like it. */
export function kioskLine(kioskId: string): string {
  return `kiosk:${kioskId}`;
}

/** A visit to the portal as the far end of a talk, by a name that only the visitor's own browser can show to be theirs. */
export function portalLine(visitId: string): string {
  return `portal:${visitId}`;
}

export function kioskHome(kioskId: string): Home {
  return lineHome(kioskLine(kioskId));
}

export function utilityHome(utilityId: string): Home {
  return `utility:${utilityId}`;
}

/** The part of a home after its kind: an account id, a phone number, a utility id. */
export function idOfHome(home: Home): string {
  return home.slice(home.indexOf(":") + 1);
}
