import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { accountAt } from "../store/accounts.ts";
import {
  addProtection,
  endProtectionRow,
  protectionOf,
  type ProtectionRow,
} from "../store/protections.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { reviewSupply } from "./review-account.ts";

export type NoteProtection = Pick<
  ProtectionRow,
  "id" | "kind" | "fromMs" | "untilMs" | "liftUnits" | "years"
> & { readonly actor: string };

export type ProtectionRefusal =
  | "no_such_account"
  | "id_reused"
  | "ends_before_it_begins"
  | "bad_years"
  | "bad_lift";

/** Older than anybody has lived, so a birth year written in the place of an age is seen. */
const YEARS_MAX = 125;

/**
 * Puts a protection of a household on record, and decides at once: one that holds withdraws a disconnection that has not
 * left yet. The same record again is `seen`.
 */
export function noteProtection(
  sql: Sql,
  now: Now,
  home: Home,
  input: NoteProtection,
): { kind: "noted" | "seen" } | Refusal<ProtectionRefusal> {
  const refusal = checkProtection(sql, home, input);
  if (refusal !== null) return refusal;
  const { actor, ...record } = input;
  const before = protectionOf(sql, home, input.id);
  if (before !== undefined) {
    const { recordedAtMs: _, recordedBy: __, untilMs: ___, ...known } = before;
    const { untilMs: ____, ...told } = record;
    const isSame = Object.entries(told).every(
      ([name, value]) => Reflect.get(known, name) === value,
    );
    return isSame ? { kind: "seen" } : refuse("id_reused", "another protection has this id");
  }
  const happening = beginHappening(sql, home);
  addProtection(sql, home, { ...record, recordedAtMs: now.wallMs, recordedBy: actor });
  const reviewed = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: "protection-noted",
    actor,
    channel: null,
    cause: input.id,
    effectiveAtMs: input.fromMs,
    facts: { protectionId: input.id, protection: input.kind, untilMs: input.untilMs, ...reviewed },
  });
  return { kind: "noted" };
}

function checkProtection(
  sql: Sql,
  home: Home,
  input: NoteProtection,
): Refusal<ProtectionRefusal> | null {
  const { kind, fromMs, untilMs, years, liftUnits } = input;
  if (accountAt(sql, home) === undefined) {
    return refuse("no_such_account", "there is no such account");
  }
  if (untilMs !== null && untilMs <= fromMs) {
    return refuse("ends_before_it_begins", "it must end after it begins");
  }
  const isAge = years !== null && Number.isInteger(years) && years >= 0 && years <= YEARS_MAX;
  if (kind === "age" ? !isAge : years !== null) {
    return refuse(
      "bad_years",
      `an age, and nothing else, has years from 0 to ${String(YEARS_MAX)}`,
    );
  }
  if (!isLiftOf(kind, liftUnits)) {
    return refuse(
      "bad_lift",
      "a pledge has an amount, which is more than nothing; a dispute may have one, and nothing else",
    );
  }
  return null;
}

function isLiftOf(kind: ProtectionRow["kind"], liftUnits: number): boolean {
  if (!Number.isSafeInteger(liftUnits) || liftUnits < 0) return false;
  return kind === "dispute" || (kind === "pledge" ? liftUnits > 0 : liftUnits === 0);
}

/** Ends a protection, now or at a later instant, and decides at once. One that ends sooner is left as it is. */
export function endProtection(
  sql: Sql,
  now: Now,
  home: Home,
  input: { readonly id: string; readonly atMs: number | null; readonly actor: string },
): { kind: "ended" | "seen" } | Refusal<"no_such_protection"> {
  const before = protectionOf(sql, home, input.id);
  if (before === undefined) {
    return refuse("no_such_protection", "the account has no such protection");
  }
  // One that has not begun ends as it begins.
  const untilMs = Math.max(input.atMs ?? now.serviceMs, before.fromMs);
  if (before.untilMs !== null && before.untilMs <= untilMs) return { kind: "seen" };
  const happening = beginHappening(sql, home);
  endProtectionRow(sql, home, input.id, untilMs);
  const reviewed = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: "protection-ended",
    actor: input.actor,
    channel: null,
    cause: input.id,
    effectiveAtMs: untilMs,
    facts: { protectionId: input.id, protection: before.kind, untilMs, ...reviewed },
  });
  return { kind: "ended" };
}
