/** Who may be cut, worked out a second time: from the words of each rule and the clock on the wall of the premise. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import type { AllowedHours, SupplyPolicy } from "../../core/supply/policy.ts";
import type { DecideInput, Guard, Protection } from "../../core/supply/protect.ts";

export const HEAT = "heat_advisory";

/** What a clock on the wall of the premise shows, by the platform's own calendar. */
export function wallOf(
  zone: string,
  atMs: number,
): { day: string; weekday: number; minute: number } {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    dateStyle: "short",
    timeStyle: "short",
  });
  const [day = "", time = ""] = format.format(atMs).split(", ");
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return { day, weekday, minute: hour * 60 + minute };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

/** Whether a clock that shows this is within hours of the week, those that began the evening before among them. */
function isWithin(
  week: readonly Pick<AllowedHours, "days" | "fromMinute" | "toMinute">[],
  wall: ReturnType<typeof wallOf>,
  begins: (day: string) => boolean = () => true,
): boolean {
  const yesterday = dayBefore(wall.day);
  return week.some(({ days: of, fromMinute, toMinute }) => {
    const isOver = toMinute <= fromMinute;
    const isToday = of.includes(wall.weekday) && wall.minute >= fromMinute;
    const isLeft = of.includes((wall.weekday + 6) % 7) && begins(yesterday);
    if (isToday && (isOver || wall.minute < toMinute)) return true;
    return isOver && isLeft && wall.minute < toMinute;
  });
}

const isRunning = (one: Protection, atMs: number, mostMs: number | null): boolean =>
  (one.untilMs === null || one.untilMs > atMs) && (mostMs === null || one.fromMs + mostMs > atMs);

/** Every rule that stands in the way of a disconnection, by its guard's name; none where it may be made. */
export function reasonsOf(input: DecideInput, policy: SupplyPolicy): Guard[] {
  return [
    ...moneyReasons(input, policy),
    ...peopleReasons(input, policy),
    ...timeReasons(input, policy),
  ];
}

function lackOf(input: DecideInput, policy: SupplyPolicy): number {
  const levelUnits = input.balanceUnits + input.emergencyUsedUnits + input.emergencyRemainingUnits;
  return policy.disconnectLevelUnits - levelUnits;
}

function moneyReasons(input: DecideInput, policy: SupplyPolicy): Guard[] {
  const { serviceMs, wallMs, pendings, newestActualAtMs, lastDecidedAtMs } = input;
  const neededUnits = lackOf(input, policy);
  const pledgedUnits = input.protections
    .filter((one) => one.kind === "pledge" && isRunning(one, serviceMs, policy.pledgeMs))
    .reduce((sum, { liftUnits }) => sum + Math.max(0, liftUnits), 0);
  const comingUnits = pendings
    .filter(({ tender, askedAtWallMs }) => {
      return askedAtWallMs + policy.pendingPaymentHoldMs[tender] > wallMs;
    })
    .reduce((sum, { liftUnits }) => sum + liftUnits, 0);
  const failures = input.failedPaymentsAtWallMs.filter(
    (atMs) => wallMs - atMs < policy.failedPayments.withinMs,
  ).length;
  const hasPending = pendings.some(({ tender, askedAtWallMs }) => {
    return askedAtWallMs + policy.pendingPaymentHoldMs[tender] > wallMs;
  });
  const ageMs = newestActualAtMs === null ? null : serviceMs - newestActualAtMs;
  const found: [Guard, boolean][] = [
    ["mode", input.mode !== "prepaid"],
    ["estimated", neededUnits <= 0],
    ["data_age", ageMs === null || ageMs > policy.dataAgeMaxMs || ageMs < -5 * MINUTE_MS],
    ["clock", lastDecidedAtMs !== null && lastDecidedAtMs - serviceMs > 5 * MINUTE_MS],
    ["pledge", pledgedUnits > 0 && pledgedUnits >= neededUnits],
    [
      "pending_payment",
      failures < policy.failedPayments.most &&
        hasPending &&
        comingUnits + pledgedUnits >= neededUnits,
    ],
  ];
  return found.flatMap(([guard, isInTheWay]) => (isInTheWay ? [guard] : []));
}

/** Known to be warm, or to have no advisory, is what lets the rule go; not knowing is not. */
function isFine({ weather, serviceMs }: DecideInput, policy: SupplyPolicy, day: string): boolean {
  if (weather === null) return false;
  const ageMs = serviceMs - weather.knownAtMs;
  if (ageMs > policy.weatherAgeMaxMs || ageMs < -HOUR_MS) return false;
  const today = weather.days.find((one) => one.day === day);
  const { lowDeciC = null, advisories = null } = today ?? {};
  return (lowDeciC ?? 0) > 0 || (advisories !== null && !advisories.includes(HEAT));
}

function peopleReasons(input: DecideInput, policy: SupplyPolicy): Guard[] {
  const { serviceMs, protections, household, zone } = input;
  const has = (kind: Protection["kind"], mostMs: number | null = null): boolean =>
    protections.some((one) => one.kind === kind && isRunning(one, serviceMs, mostMs));
  const lackUnits = lackOf(input, policy);
  const isDisputed = protections.some(
    (one) =>
      one.kind === "dispute" &&
      isRunning(one, serviceMs, null) &&
      (one.liftUnits <= 0 || one.liftUnits >= lackUnits),
  );
  const years = household.oldestYears ?? 0;
  const isProtected = household.isDisabled || years >= 65 || has("medical") || has("critical_care");
  const { day } = wallOf(zone, serviceMs);
  const monthDay = day.slice(5);
  const isWinter = monthDay >= "10-25" || monthDay <= "02-29";
  const isKnownFine = isFine(input, policy, day);
  const concerns = (households: "all" | "protected"): boolean =>
    households === "all" || isProtected;
  const found: [Guard, boolean][] = [
    ["critical_care", has("critical_care")],
    ["medical", has("medical", policy.medicalMs)],
    ["dispute", isDisputed],
    ["plan", has("plan")],
    ["age", policy.protectedAgeYears !== null && years >= policy.protectedAgeYears],
    ["season", isWinter && policy.seasons.some(({ households }) => concerns(households))],
    ["weather", !isKnownFine && policy.weather.some(({ households }) => concerns(households))],
  ];
  return found.flatMap(([guard, isInTheWay]) => (isInTheWay ? [guard] : []));
}

function timeReasons(input: DecideInput, policy: SupplyPolicy): Guard[] {
  const { serviceMs, zone, holds, channels, lastPaymentAtMs, noticeDeliveredAtMs } = input;
  const wall = wallOf(zone, serviceMs);
  const isHoliday = (day: string): boolean => policy.holidays.includes(day);
  const told = noticeDeliveredAtMs === null ? [] : [serviceMs - noticeDeliveredAtMs];
  const isSpecial = policy.friendly.some(({ specialDays }) =>
    specialDays.includes(wall.day.slice(5)),
  );
  const { services } = policy;
  const isNamed = services === null || services.includes(input.commodity);
  const isAfterWater = services !== null && input.commodity === "electricity";
  const found: [Guard, boolean][] = [
    ["capability", input.switch.readiness !== "ready"],
    ["hold", holds.some(({ untilMs }) => untilMs === null || untilMs > serviceMs)],
    ["service", !isNamed || (isAfterWater && input.others.some(({ stage }) => stage !== "cut"))],
    [
      "payment_channel",
      channels
        .filter(({ channel }) => policy.channels.includes(channel))
        .some(({ state, sinceMs }) => {
          return state === "down" || serviceMs - sinceMs < policy.channelGraceMs;
        }),
    ],
    [
      "recent_payment",
      policy.afterPaymentMs > 0 &&
        lastPaymentAtMs !== null &&
        serviceMs - lastPaymentAtMs < policy.afterPaymentMs,
    ],
    [
      "notice",
      !told.some((ageMs) => ageMs >= policy.noticeMs && ageMs <= (policy.noticeMostMs ?? ageMs)),
    ],
    ["friendly_window", isSpecial || policy.friendly.some(({ week }) => isWithin(week, wall))],
    [
      "allowed_hours",
      isHoliday(wall.day) || !isWithin(policy.allowed, wall, (day) => !isHoliday(day)),
    ],
  ];
  return found.flatMap(([guard, isInTheWay]) => (isInTheWay ? [guard] : []));
}
