/** What reads cost and what they save: the same customers of the real homes, read by the forecast or by the clock. */
import { usualReadRule } from "../../core/rating/forecast/ask-for-read.ts";
import type { SupplyPolicy } from "../../core/supply/policy.ts";
import { plainTenants } from "./habits.ts";
import type { RealHome } from "./home.ts";
import { live } from "./live.ts";
import { errorsOf, type Errors } from "./summary.ts";
import { type Reading, usualFaults, type World } from "./world.ts";

export interface FrontierPoint {
  readonly name: string;
  readonly kind: Reading["kind"];
  readonly isUsual: boolean;
  /** Asked of a meter in a month, with the scheduled one; and those that arrived. */
  readonly readsAsked: number;
  readonly readsArrived: number;
  readonly cutsAMonth: number;
  readonly errors: Errors;
}

const MONTH_DAYS = 365.25 / 12;

const onDemand = (stepShare: number): Reading => ({
  kind: "on_demand",
  rule: { ...usualReadRule, stepShare },
});

/** Of a thousand answers those that take up to six hours, where a network has a slow side. */
const LATE_READS = 50;

interface Read {
  readonly name: string;
  readonly reading: Reading;
  readonly lateReads: number;
}

const readings: readonly Read[] = [
  { name: "polled every day", reading: { kind: "polled", everyDays: 1 }, lateReads: 0 },
  { name: "polled every week", reading: { kind: "polled", everyDays: 7 }, lateReads: 0 },
  ...[0.6, usualReadRule.stepShare, 0.9].map((share) => ({
    name: `on demand, step ${String(share)}`,
    reading: onDemand(share),
    lateReads: 0,
  })),
  {
    name: `the same at ${String(usualReadRule.stepShare)}, 5 % of answers up to 6 h late`,
    reading: onDemand(usualReadRule.stepShare),
    lateReads: LATE_READS,
  },
];

/**
 * Four customers of five pay at once when told that the balance is low, the fifth in the dark. The pack's levels hold, and
 * none of its waits and warnings: what a cut is wrong by is then what the data was wrong by. Reads and commands fail as ever.
 */
export function frontierOf(
  world: World,
  homes: readonly RealHome[],
  progress: (name: string) => void,
): FrontierPoint[] {
  const tenants = plainTenants(homes);
  const plain = plainWorld(world);
  return readings.map(({ name, reading, lateReads }) => {
    progress(name);
    const faults = { ...plain.faults, lateReads };
    const outcomes = tenants.map((tenant) =>
      live({ ...plain, reading, faults }, tenant, () => undefined),
    );
    const months = (tenants.length * world.calendar.days) / MONTH_DAYS;
    const cuts = outcomes.flatMap((outcome) => outcome.cuts);
    const reads = outcomes.map((outcome) => outcome.reads);
    const asked = reads.reduce((sum, one) => sum + one.asked + one.scheduled, 0);
    const arrived = reads.reduce((sum, one) => sum + one.arrived, 0);
    return {
      name,
      kind: reading.kind,
      isUsual:
        reading.kind === "on_demand" &&
        reading.rule.stepShare === usualReadRule.stepShare &&
        lateReads === 0,
      readsAsked: asked / months,
      readsArrived: arrived / months,
      cutsAMonth: cuts.length / months,
      errors: errorsOf(cuts, 10 ** world.currency.ledgerDigits),
    };
  });
}

function plainWorld(world: World): World {
  const policy: SupplyPolicy = {
    ...world.policy,
    allowed: [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 0, toMinute: 24 * 60 }],
    holidays: [],
    friendly: [],
    weather: [],
    seasons: [],
    noticeMs: 0,
    noticeMostMs: null,
    afterPaymentMs: 0,
    channels: [],
    channelGraceMs: 0,
  };
  const notice = { ...world.notice, quietFromMinute: 0, quietToMinute: 0 };
  const faults = { ...usualFaults, notices: 0, charges: 0 };
  return { ...world, policy, notice, requiredRule: "low", faults, outages: [] };
}
