/** What the outcomes of many households come to: the figures of a report. */
import { DAY_MS, HOUR_MS, localMonth, localTime } from "../../core/instant.ts";
import type { Guard } from "../../core/supply/protect.ts";
import { guards } from "../../core/supply/protect.ts";
import type { Cut, Outcome, Paid } from "./outcome.ts";
import type { World } from "./world.ts";

/** Where the values of a list lie. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly median: number;
  readonly p95: number;
  readonly most: number;
}

export interface MonthSummary {
  readonly month: string;
  readonly cuts: number;
  readonly offHours: number;
  readonly paidUnits: number;
}

export interface GuardSummary {
  readonly guard: Guard;
  readonly householdDays: number;
  readonly times: number;
}

export interface Summary {
  readonly households: number;
  readonly days: number;
  readonly cuts: number;
  readonly householdsCut: number;
  readonly offHours: number;
  readonly cutOffHours: Spread;
  readonly runOuts: number;
  readonly foundErrors: Errors;
  readonly cutErrors: Errors;
  readonly powerBackSeconds: Spread;
  readonly months: readonly MonthSummary[];
  /** Cut-offs by weekday (0 is Sunday) and hour of the local clock. */
  readonly week: readonly (readonly number[])[];
  readonly guards: readonly GuardSummary[];
  readonly money: Money;
  readonly notices: Notices;
  readonly reads: Reads;
  readonly decisions: { readonly stored: number; readonly counted: number };
  readonly failures: Failures;
}

/** How far below the level, and how long, when it was found or acted on. */
export interface Errors {
  readonly belowUnits: Spread;
  readonly lateHours: Spread;
  /** Shares: within one of the currency, and within six hours. */
  readonly withinOne: number;
  readonly withinSixHours: number;
}

export interface Money {
  readonly usedUnits: number;
  readonly paidUnits: number;
  readonly payments: number;
  /** Paid when told that the balance was low; in the dark; on a payday; at the opening. */
  readonly byWhyUnits: Readonly<Record<Paid["why"], number>>;
  /** Paid while the balance was below the disconnect level. */
  readonly recoveredUnits: number;
  readonly owedUnits: number;
}

interface Notices {
  readonly low: number;
  readonly warning: number;
  readonly off: number;
  readonly on: number;
  readonly failed: number;
  readonly overtaken: number;
  /** Household-days held because the last warning had lapsed and the next was not delivered yet. */
  readonly lapsedDays: number;
}

interface Reads {
  readonly asked: number;
  readonly failed: number;
  readonly scheduled: number;
  readonly arrived: number;
  readonly perMeterMonth: number;
}

interface Failures {
  readonly charges: number;
  readonly commandsSent: number;
  readonly commandsRefused: number;
  readonly commandsSilent: number;
  readonly parked: number;
}

const MONTH_DAYS = 365.25 / 12;
const LATE_HOURS = 6;

export function summaryOf(world: World, outcomes: readonly Outcome[]): Summary {
  const { days, endsMs } = world.calendar;
  const cuts = outcomes.flatMap((outcome) => outcome.cuts);
  const runOuts = outcomes.flatMap((outcome) => outcome.runOuts);
  const oneUnits = 10 ** world.currency.ledgerDigits;
  const sum = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const found = cuts.map(({ foundBelowUnits, foundLateMs }) => {
    return { belowUnits: foundBelowUnits, lateMs: foundLateMs };
  });
  const asked = sum(({ reads }) => reads.asked + reads.scheduled);
  return {
    households: outcomes.length,
    days,
    cuts: cuts.length,
    householdsCut: outcomes.filter((outcome) => outcome.cuts.length > 0).length,
    offHours: sum(({ offMs }) => offMs) / HOUR_MS,
    cutOffHours: spreadOf(cuts.flatMap((cut) => offMsOf(cut, endsMs)).map((ms) => ms / HOUR_MS)),
    runOuts: runOuts.length,
    foundErrors: errorsOf(found, oneUnits),
    cutErrors: errorsOf(cuts, oneUnits),
    powerBackSeconds: spreadOf(outcomes.flatMap((of) => of.powerBackMs).map((ms) => ms / 1000)),
    months: monthsOf(world, outcomes),
    week: weekOf(world, cuts),
    guards: guardsOf(outcomes),
    money: moneyOf(outcomes),
    notices: {
      low: sum(({ notices }) => notices.low),
      warning: sum(({ notices }) => notices.warning),
      off: sum(({ notices }) => notices.off),
      on: sum(({ notices }) => notices.on),
      failed: sum(({ noticesFailed }) => noticesFailed),
      overtaken: sum(({ noticesOvertaken }) => noticesOvertaken),
      lapsedDays: sum(({ lapsedMs }) => lapsedMs) / DAY_MS,
    },
    reads: {
      asked: sum(({ reads }) => reads.asked),
      failed: sum(({ reads }) => reads.failed),
      scheduled: sum(({ reads }) => reads.scheduled),
      arrived: sum(({ reads }) => reads.arrived),
      perMeterMonth: asked / ((outcomes.length * days) / MONTH_DAYS),
    },
    decisions: {
      stored: sum(({ stood }) => stood.length),
      counted: sum(({ decisionsCounted }) => decisionsCounted),
    },
    failures: {
      charges: sum(({ chargesFailed }) => chargesFailed),
      commandsSent: sum(({ commands }) => commands.sent),
      commandsRefused: sum(({ commands }) => commands.refused),
      commandsSilent: sum(({ commands }) => commands.silent),
      parked: sum(({ parked }) => parked.length),
    },
  };
}

/** How long it was off, at least until the end; nothing where it never came to that. */
export function offMsOf({ offAtMs, onAtMs }: Cut, endsMs: number): number[] {
  return offAtMs === null ? [] : [(onAtMs ?? endsMs) - offAtMs];
}

export function errorsOf(
  found: readonly { readonly belowUnits: number; readonly lateMs: number }[],
  oneUnits: number,
): Errors {
  const hours = found.map(({ lateMs }) => lateMs / HOUR_MS);
  return {
    belowUnits: spreadOf(found.map(({ belowUnits }) => belowUnits)),
    lateHours: spreadOf(hours),
    withinOne: shareOf(found, ({ belowUnits }) => belowUnits <= oneUnits),
    withinSixHours: shareOf(hours, (late) => late <= LATE_HOURS),
  };
}

function shareOf<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.length === 0 ? 1 : items.filter(holds).length / items.length;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const total = sorted.reduce((sum, value) => sum + value, 0);
  return {
    count: sorted.length,
    mean: sorted.length === 0 ? 0 : total / sorted.length,
    median: at(0.5),
    p95: at(0.95),
    most: sorted.at(-1) ?? 0,
  };
}

function monthsOf({ calendar }: World, outcomes: readonly Outcome[]): MonthSummary[] {
  const months = new Map<string, { cuts: number; offHours: number; paidUnits: number }>();
  const monthAt = (atMs: number) => {
    const month = localMonth(calendar.zone, atMs);
    const of = months.get(month) ?? { cuts: 0, offHours: 0, paidUnits: 0 };
    months.set(month, of);
    return of;
  };
  for (let atMs = calendar.beginsMs; atMs < calendar.endsMs; atMs += DAY_MS) monthAt(atMs);
  for (const { cuts, paid } of outcomes) {
    for (const cut of cuts) {
      const of = monthAt(cut.atMs);
      of.cuts += 1;
      for (const ms of offMsOf(cut, calendar.endsMs)) of.offHours += ms / HOUR_MS;
    }
    for (const { atMs, amountUnits } of paid) monthAt(atMs).paidUnits += amountUnits;
  }
  return [...months].map(([month, of]) => ({ month, ...of }));
}

function weekOf({ calendar }: World, cuts: readonly Cut[]): number[][] {
  const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const { atMs } of cuts) {
    const { weekday, hour } = localTime(calendar.zone, atMs);
    const day = week[weekday];
    if (day !== undefined) day[hour] = (day[hour] ?? 0) + 1;
  }
  return week;
}

function guardsOf(outcomes: readonly Outcome[]): GuardSummary[] {
  return guards.flatMap((guard) => {
    const ms = outcomes.reduce((sum, { heldMs }) => sum + (heldMs.get(guard) ?? 0), 0);
    const times = outcomes
      .flatMap(({ stood }) => stood)
      .filter(
        (one) =>
          one.decidedBy === guard && (one.verdict === "hold" || one.verdict === "wait_until"),
      );
    return times.length === 0 ? [] : [{ guard, householdDays: ms / DAY_MS, times: times.length }];
  });
}

function moneyOf(outcomes: readonly Outcome[]): Money {
  const paid = outcomes.flatMap((outcome) => outcome.paid);
  const unitsOf = (some: readonly Paid[]): number =>
    some.reduce((sum, { amountUnits }) => sum + amountUnits, 0);
  const why = (reason: Paid["why"]): number => unitsOf(paid.filter((one) => one.why === reason));
  return {
    usedUnits: outcomes.reduce((sum, { usedUnits }) => sum + usedUnits, 0),
    paidUnits: unitsOf(paid),
    payments: paid.length,
    byWhyUnits: {
      opening: why("opening"),
      told: why("told"),
      dark: why("dark"),
      payday: why("payday"),
    },
    recoveredUnits: unitsOf(paid.filter(({ wasShort }) => wasShort)),
    owedUnits: outcomes.reduce((sum, { owedUnits }) => sum + owedUnits, 0),
  };
}
