/** Time that an account is given on its customer's own word: more to pay, or because somebody depends on supply. */
import { DAY_MS, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { noteProtection } from "./note-protection.ts";
import { EXTENSION, extensionEnd, MEDICAL, medicalDaysOf } from "./promised-facts.ts";
import type { UtilitySettings } from "./settings.ts";

/** More time, by present truth; until when. */
export function giveExtension(
  sql: Sql,
  now: Now,
  home: Home,
  { settings, termsId }: { readonly settings: UtilitySettings; readonly termsId: string },
): { readonly untilAtMs: number } | Refusal {
  const untilAtMs = extensionEnd(sql, now, home, settings);
  if (untilAtMs === null) return refuse("not_offered", "no more time may be taken now");
  return held(sql, now, home, { id: `${EXTENSION}${termsId}`, kind: "plan", untilAtMs });
}

/** Supply held on a customer's word; null where a person must look first. */
export function holdForLife(
  sql: Sql,
  now: Now,
  home: Home,
  { settings, termsId }: { readonly settings: UtilitySettings; readonly termsId: string },
): { readonly untilAtMs: number | null } | Refusal {
  const days = medicalDaysOf(sql, now, home, settings);
  if (days === null) return { untilAtMs: null };
  const untilAtMs = now.serviceMs + days * DAY_MS;
  return held(sql, now, home, { id: `${MEDICAL}${termsId}`, kind: "medical", untilAtMs });
}

function held(
  sql: Sql,
  now: Now,
  home: Home,
  { id, kind, untilAtMs }: { id: string; kind: "plan" | "medical"; untilAtMs: number },
): { readonly untilAtMs: number } | Refusal {
  const noted = noteProtection(sql, now, home, {
    id,
    kind,
    fromMs: now.serviceMs,
    untilMs: untilAtMs,
    liftUnits: 0,
    years: null,
    actor: "customer",
  });
  return isRefusal(noted) ? noted : { untilAtMs };
}
