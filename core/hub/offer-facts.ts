import type { AutopayFacts, PlanFacts, PowerBackStep } from "../conversation/facts.ts";
import type { PlanTerms } from "../conversation/offered.ts";
import { localDay, type Now } from "../instant.ts";
import { type Currency, unitsPerMinor, unitsToMinorFloor } from "../money.ts";
import { nextPartMs, planOf, planOpenUnits } from "../payment/debt-terms.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal } from "../refusal.ts";
import { type Mode, modeAt, servicesOf } from "../store/accounts.ts";
import { alertLevel } from "../store/alert-levels.ts";
import { autopayOf } from "../store/autopay.ts";
import { openTerms } from "../store/debt-terms.ts";
import { pendingPayments } from "../store/payments.ts";
import { powerBackOf } from "../store/power-back.ts";
import { stepOf } from "./power-back.ts";
import type { SettingsInForce, UtilitySettings } from "./settings.ts";

const BASIS_POINTS = 10_000;

export interface OfferFrom {
  readonly inForce: SettingsInForce;
  readonly arrearsUnits: number;
  readonly zone: string;
}

/** The plan that the utility's policy offers for old debt, and the next part of one in force. */
export function planFacts(sql: Sql, now: Now, home: Home, from: OfferFrom): PlanFacts {
  const open = openTerms(sql, home);
  if (open?.terms.kind !== "plan") return { offer: planOffer(now, from), next: null };
  const { parts } = open.terms;
  const dueMs = nextPartMs(parts, now.serviceMs);
  const openUnits = planOpenUnits(parts, open.doneUnits, now.serviceMs);
  if (dueMs === null || openUnits === 0) return { offer: null, next: null };
  const amountMinor = 0 - unitsToMinorFloor(-openUnits, from.inForce.currency);
  return { offer: null, next: { amountMinor, dueAtMs: dueMs - 1 } };
}

function planOffer(now: Now, { inForce, arrearsUnits, zone }: OfferFrom): PlanTerms | null {
  const { settings, currency } = inForce;
  const policy = settings.arrangement ?? null;
  const totalMinor = unitsToMinorFloor(arrearsUnits, currency);
  if (policy === null || totalMinor <= 0) return null;
  const { downBasisPoints, downDays, count, everyDays } = policy;
  const downMinor = Math.floor((totalMinor * downBasisPoints) / BASIS_POINTS);
  const parts = planOf({
    debtUnits: arrearsUnits,
    unitsPerMinor: unitsPerMinor(currency),
    today: localDay(zone, now.serviceMs),
    zone,
    downMinor,
    downDays,
    count,
    everyDays,
  });
  const [first] = isRefusal(parts) ? [] : parts;
  if (first === undefined) return null;
  const eachMinor = Math.ceil((totalMinor - downMinor) / count);
  return { totalMinor, downMinor, downAtMs: first.dueMs - 1, count, eachMinor, everyDays };
}

/** How an account may be billed in the place of how it is, by the terms of now; null where only staff change it, or money is on its way. */
export function conversionOffer(
  sql: Sql,
  now: Now,
  home: Home,
  { conversionTerms: terms = null }: UtilitySettings,
): { readonly to: Mode; readonly terms: string } | null {
  if (terms === null || pendingPayments(sql, home).length > 0) return null;
  const mode = modeAt(sql, home, now.serviceMs) ?? "prepaid";
  return { to: mode === "prepaid" ? "postpay" : "prepaid", terms };
}

/** The balance below which it would pay: where the customer is warned, or else where the utility calls it low. */
export function autopayFacts(
  sql: Sql,
  home: Home,
  { settings, currency }: SettingsInForce,
): AutopayFacts & { readonly belowUnits: number } {
  const row = autopayOf(sql, home);
  const agreed = row?.plan.when.kind === "threshold" ? row.plan.when.belowUnits : undefined;
  const belowUnits = agreed ?? alertLevel(sql, home) ?? settings.notice.lowUnits;
  const state = row === undefined ? "off" : row.pausedAtMs === null ? "on" : "paused";
  return { state, belowUnits, belowMinor: belowMinorOf(belowUnits, currency) };
}

function belowMinorOf(units: number, currency: Currency): number {
  return unitsToMinorFloor(units, currency);
}

/** How far the supply that is furthest from being back has come; null where none is on its way. */
export function powerBackStep(sql: Sql, home: Home): PowerBackStep | null {
  const steps = servicesOf(sql, home).flatMap(({ id: serviceId }) => {
    const row = powerBackOf(sql, home, serviceId);
    return row === undefined || row.endedAtMs !== null ? [] : [stepOf(row)];
  });
  const order: readonly PowerBackStep[] = ["credited", "sent", "acknowledged"];
  return order.find((step) => steps.includes(step)) ?? null;
}
