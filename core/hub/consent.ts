import { endedKinds } from "../conversation/stop-kinds.ts";
import type { Home, Sql } from "../ports.ts";
import { addConsentEvent, type ConsentEvent, consentAt, saveConsent } from "../store/talks.ts";

/**
 * What a number may be told unasked: texts about its accounts, within them the kinds that end by their own name, calls, and texts about
 * the accounts of others.
 */
export const consentPurposes = ["account", ...endedKinds, "calls", "second"] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** A utility's own rules of consent, as data. */
export interface ConsentPolicy {
  /** From this instant on (wall time) whoever ends one kind of message has ended every kind, as the rule will have it. */
  readonly stopsAllFromMs: number;
  /** Ways of consenting that count only once they were confirmed from the number itself. */
  readonly confirmed: readonly ConsentEvent["source"][];
}

/**
 * 47 CFR 64.1200(a)(10): a revocation ends every kind of message; for kinds that have nothing to do with the one answered this is
 * waived until 31 January 2027, midnight in Washington. A consent out of a file is taken for what it says.
 */
export const usualConsent: ConsentPolicy = {
  stopsAllFromMs: Date.UTC(2027, 0, 31, 5),
  confirmed: [],
};

/** Said in words that mean every kind at once, whatever the date. */
export function saysAll(text: string): boolean {
  return /\b(?:all|stopall|every\w*|anything|todo|todos|todas|tout|tous)\b/i.test(text);
}

/** The purposes that a revocation of one ends. */
export function purposesStopped(
  policy: ConsentPolicy,
  purpose: ConsentPurpose,
  at: { readonly wallMs: number; readonly isAll: boolean },
): readonly ConsentPurpose[] {
  if (at.isAll || at.wallMs >= policy.stopsAllFromMs) return consentPurposes;
  // Whoever wants no texts of their own wants none about others.
  return purpose === "account" ? ["account", "second"] : [purpose];
}

/** Ends a purpose, and every other that ends with it, at once. True when that of the purpose itself was news. */
export function revokeConsent(
  sql: Sql,
  home: Home,
  event: Omit<ConsentTold, "state" | "purpose"> & { readonly purpose: ConsentPurpose },
  by: { readonly policy: ConsentPolicy; readonly wallMs: number; readonly isAll: boolean },
): boolean {
  const news = purposesStopped(by.policy, event.purpose, by).filter((purpose) =>
    takeConsent(sql, home, { ...event, purpose, state: "revoked" }),
  );
  return news.includes(event.purpose);
}

/** A grant or a revocation, with the wall time at which the hub keeps it. */
export type ConsentTold = ConsentEvent & { readonly recordedAtMs: number };

/**
 * Keeps a grant or a revocation as proof, and makes it the state unless something that happened later decided already:
 * events are told in any order. Of two at one instant the revocation holds, unless the grant is given as it is kept and so
 * after it. A state that lies ahead of our clock is of a clock since set back, and outlasts nothing. A grant from a file
 * says nothing of what the customer did since the form was signed, so it never lifts a revocation. True when the state changed.
 */
export function takeConsent(sql: Sql, home: Home, event: ConsentTold): boolean {
  const { purpose, state, atMs } = event;
  addConsentEvent(sql, home, event);
  const before = consentAt(sql, home, purpose);
  if (before !== undefined) {
    const isOverruled = before.state === "revoked" && event.source === "import";
    if (isOutdated(event, before.atMs) || (state === "granted" && isOverruled)) return false;
  }
  saveConsent(sql, home, { purpose, state, atMs });
  return before?.state !== state;
}

function isOutdated({ state, atMs, recordedAtMs }: ConsentTold, decidedAtMs: number): boolean {
  if (state === "granted") return atMs !== recordedAtMs && atMs <= decidedAtMs;
  return atMs < decidedAtMs && decidedAtMs <= recordedAtMs;
}
