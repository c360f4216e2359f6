import { MINUTE_MS } from "../instant.ts";
import type { Commodity, SupplyPolicy } from "./policy.ts";
import {
  type DecideInput,
  type GuardVerdict,
  holds,
  isInForce,
  neededToStayOn,
  passes,
  pledgedUnits,
  type Protection,
  protectionEndMs,
  type ProtectionKind,
  waits,
} from "./protect.ts";
import { type Households, seasonEndMs } from "./season.ts";
import { weatherFound } from "./weather.ts";

/** Two machines of one utility may differ by this much; a clock that reads less than it did has been set back. */
const CLOCK_BACK_MAX_MS = 5 * MINUTE_MS;

/** A clock that has gone back makes old data young and a late notice early, so nobody is cut by it. */
export function guardClock({ lastDecidedAtMs, serviceMs }: DecideInput): GuardVerdict {
  const detail = { lastDecidedAtMs };
  const isBack = lastDecidedAtMs !== null && serviceMs < lastDecidedAtMs - CLOCK_BACK_MAX_MS;
  return isBack
    ? { ...holds("clock", detail), untilMs: lastDecidedAtMs - CLOCK_BACK_MAX_MS }
    : passes("clock", detail);
}

/** Only services that the rules name may be turned off, each after those before it that can be. */
export function guardService(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const { commodity, others } = input;
  const { services } = policy;
  if (services === null) return passes("service", { commodity, after: null });
  const turn = services.indexOf(commodity);
  if (turn < 0) return holds("service", { commodity, after: null });
  const isSupplied = (earlier: Commodity): boolean =>
    others.some((other) => other.commodity === earlier && other.stage !== "cut");
  const after = services.slice(0, turn).find(isSupplied) ?? null;
  const detail = { commodity, after };
  return after === null ? passes("service", detail) : holds("service", detail);
}

export function guardProtection(
  kind: Exclude<ProtectionKind, "pledge" | "dispute">,
  input: DecideInput,
  mostMs: number | null,
): GuardVerdict {
  return heldByLongest(kind, protectionsInForce(kind, input, mostMs), mostMs);
}

/**
 * What is in dispute need not be paid yet, and the rest must be: a dispute up to an amount holds while the level lacks no more
 * than that. Several may be of the same charges, so each counts alone.
 */
export function guardDispute(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const neededUnits = neededToStayOn(input, policy);
  const inForce = protectionsInForce("dispute", input, null);
  const holding = inForce.filter(({ liftUnits }) => liftUnits <= 0 || liftUnits >= neededUnits);
  return heldByLongest("dispute", holding, null);
}

/** Of several of a kind the longest is named, so that what is said to end it does. */
function heldByLongest(
  kind: Exclude<ProtectionKind, "pledge">,
  inForce: readonly Protection[],
  mostMs: number | null,
): GuardVerdict {
  let longest = inForce[0];
  if (longest === undefined) return passes(kind, { fromMs: null });
  const endOf = (one: Protection): number =>
    protectionEndMs(one, mostMs) ?? Number.POSITIVE_INFINITY;
  for (const one of inForce) if (endOf(one) > endOf(longest)) longest = one;
  const held = holds(kind, { fromMs: longest.fromMs });
  return { ...held, untilMs: protectionEndMs(longest, mostMs) };
}

function protectionsInForce(
  kind: ProtectionKind,
  input: DecideInput,
  mostMs: number | null,
): readonly Protection[] {
  return input.protections.filter(
    (one) => one.kind === kind && isInForce(one, input.serviceMs, mostMs),
  );
}

export function guardAge(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const detail = {
    oldestYears: input.household.oldestYears,
    protectedAgeYears: policy.protectedAgeYears,
  };
  return isOfAge(input, policy) ? holds("age", detail) : passes("age", detail);
}

function isOfAge({ household }: DecideInput, { protectedAgeYears }: SupplyPolicy): boolean {
  const { oldestYears } = household;
  return protectedAgeYears !== null && oldestYears !== null && oldestYears >= protectedAgeYears;
}

/** Money promised by somebody else holds for as long as the rules give it to be paid, if it is enough. */
export function guardPledge(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const neededUnits = neededToStayOn(input, policy);
  const liftUnits = pledgedUnits(input, policy);
  const detail = { liftUnits, neededUnits };
  if (liftUnits === 0 || liftUnits < neededUnits) return passes("pledge", detail);
  const ends = protectionsInForce("pledge", input, policy.pledgeMs).map(
    (pledge) => protectionEndMs(pledge, policy.pledgeMs) ?? Number.POSITIVE_INFINITY,
  );
  // When the first of them ends the rest may be too little, and it is decided again.
  const firstMs = Math.min(...ends);
  return { ...holds("pledge", detail), untilMs: Number.isFinite(firstMs) ? firstMs : null };
}

export function guardSeason(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  for (const season of policy.seasons) {
    if (!concerns(season.households, input)) continue;
    const untilMs = seasonEndMs(season, input.zone, input.serviceMs);
    if (untilMs !== null) return { ...holds("season", { code: season.code }), untilMs };
  }
  return passes("season", { code: null });
}

/** Fails safe: where the rules ask for weather that nobody knows, nobody is cut. */
export function guardWeather(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const rules = policy.weather.filter(({ households }) => concerns(households, input));
  const { zone, serviceMs } = input;
  const at = { zone, serviceMs, ageMaxMs: policy.weatherAgeMaxMs };
  const found = weatherFound(rules, input.weather, at);
  if (found === null) return passes("weather", { code: null });
  return { ...holds("weather", { code: found.code }), untilMs: found.untilMs };
}

/** A household whose age nobody has told is not known to be protected: whoever knows puts it on record. */
function concerns(households: Households, input: DecideInput): boolean {
  if (households === "all" || input.household.isDisabled) return true;
  const isIll = (["medical", "critical_care"] as const).some(
    (kind) => protectionsInForce(kind, input, null).length > 0,
  );
  return isIll || (input.household.oldestYears ?? 0) >= PROTECTED_YEARS;
}

/** The age from which the rules we know protect somebody in a season or in heat and cold (LIHEAP Clearinghouse: 65+). */
const PROTECTED_YEARS = 65;

/** While a promised way to pay is down, and for the grace after it came back, nobody is cut for not having paid. */
export function guardPaymentChannel(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const promised = input.channels.filter(({ channel }) => policy.channels.includes(channel));
  const down = promised.find(({ state }) => state === "down");
  if (down !== undefined) return holds("payment_channel", { channel: down.channel });
  let last: { channel: string; untilMs: number } | null = null;
  for (const { channel, sinceMs } of promised) {
    const untilMs = sinceMs + policy.channelGraceMs;
    if (untilMs > input.serviceMs && untilMs > (last?.untilMs ?? 0)) last = { channel, untilMs };
  }
  if (last === null) return passes("payment_channel", { channel: null });
  return waits("payment_channel", last.untilMs, { channel: last.channel });
}

export function guardRecentPayment(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const { lastPaymentAtMs, serviceMs } = input;
  const detail = { lastPaymentAtMs, afterPaymentMs: policy.afterPaymentMs };
  if (lastPaymentAtMs === null) return passes("recent_payment", detail);
  const untilMs = Math.min(lastPaymentAtMs, serviceMs) + policy.afterPaymentMs;
  return untilMs > serviceMs
    ? waits("recent_payment", untilMs, detail)
    : passes("recent_payment", detail);
}
