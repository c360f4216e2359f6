/** What time an account could still be given on its customer's own word. */
import { DAY_MS, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { modeAt } from "../store/accounts.ts";
import { protectionsOf, type ProtectionRow } from "../store/protections.ts";
import { type UtilitySettings, usualMedicalDays } from "./settings.ts";

/** Ids of such protections begin so: what staff put on record counts against nobody. */
export const EXTENSION = "extension-";
export const MEDICAL = "said-";

/** A customer's word holds once in so long; after it the form decides. */
const MEDICAL_ONCE_IN_MS = 90 * DAY_MS;

/** Until when supply would not be turned off by an extension taken now; null where none may be. */
export function extensionEnd(
  sql: Sql,
  now: Now,
  home: Home,
  { extension = null }: UtilitySettings,
): number | null {
  if (extension === null || modeAt(sql, home, now.serviceMs) === "postpay") return null;
  const { days, times, withinDays } = extension;
  const taken = givenSince(sql, home, EXTENSION, now.serviceMs - withinDays * DAY_MS);
  const isRunning = taken.some(({ untilMs }) => untilMs === null || untilMs > now.serviceMs);
  return isRunning || taken.length >= times ? null : now.serviceMs + days * DAY_MS;
}

/** For how many days a customer's word would hold supply now; null where it does no more, or never did. */
export function medicalDaysOf(
  sql: Sql,
  now: Now,
  home: Home,
  { medicalDays = usualMedicalDays }: UtilitySettings,
): number | null {
  const said = givenSince(sql, home, MEDICAL, now.serviceMs - MEDICAL_ONCE_IN_MS);
  return medicalDays === 0 || said.length > 0 ? null : medicalDays;
}

function givenSince(sql: Sql, home: Home, prefix: string, sinceMs: number): ProtectionRow[] {
  return protectionsOf(sql, home).filter(
    ({ id, fromMs }) => id.startsWith(prefix) && fromMs > sinceMs,
  );
}
