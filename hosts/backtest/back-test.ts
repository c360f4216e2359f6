/** A back-test from its settings to all that its report says. */
import { join } from "node:path";
import { addDays, HOUR_MS, type LocalDay } from "../../core/instant.ts";
import { type Currency } from "../../core/money.ts";
import { defaultNotice } from "../../core/notice/decide.ts";
import { defaultAllocation } from "../../core/payment/allocate.ts";
import { usualReadRule } from "../../core/rating/forecast/ask-for-read.ts";
import type { ImportedTariff } from "../../core/rating/import-urdb.ts";
import { plannedVersions } from "../../core/rating/rate-planned.ts";
import { PRICE_SCALE, type TariffVersion } from "../../core/rating/tariff.ts";
import { minuteOf } from "../rules/minute.ts";
import type { RulePack } from "../rules/read-pack.ts";
import { type Calendar, calendarOf } from "./calendar.ts";
import { type Comparison, compared } from "./compare.ts";
import { DecisionLog, type LogReplayed, replayLog } from "./decision-log.ts";
import { type FrontierPoint, frontierOf } from "./frontier.ts";
import { type Tenant, tenantsOf } from "./habits.ts";
import { live } from "./live.ts";
import type { Cut, Outcome } from "./outcome.ts";
import { fixedByDay } from "./past.ts";
import type { FoundHomes } from "./read-folder.ts";
import { offMsOf, type Summary, summaryOf } from "./summary.ts";
import { weatherKnown, type WeatherDays } from "./weather-file.ts";
import { outagesOf, usualFaults, type World } from "./world.ts";

export interface Settings {
  readonly found: FoundHomes;
  readonly tariff: ImportedTariff;
  readonly currency: Currency;
  readonly rules: RulePack;
  readonly against: RulePack | null;
  readonly weather: WeatherDays | null;
  /** Null is each real home once. */
  readonly households: number | null;
  readonly days: number;
  readonly seed: number;
  readonly topUp: World["topUp"];
  readonly withFrontier: boolean;
  readonly out: string;
}

/** A pack's whole run. Seconds are of this machine, and in no file that is to be the same again. */
export interface PackRun {
  readonly pack: RulePack;
  readonly summary: Summary;
  /** Of each cut-off: how long supply was off, and what it was wrong by. */
  readonly cutHours: readonly number[];
  readonly cutErrors: readonly Pick<Cut, "belowUnits" | "foundBelowUnits">[];
  readonly logFile: string;
  readonly logBytes: number;
  readonly replayed: LogReplayed;
  readonly liveSeconds: number;
  readonly replaySeconds: number;
}

export interface BackTest {
  readonly settings: Settings;
  readonly firstDay: LocalDay;
  readonly lastDay: LocalDay;
  readonly runs: readonly PackRun[];
  readonly comparison: Comparison | null;
  readonly frontier: readonly FrontierPoint[] | null;
}

export type Progress = (text: string) => void;

export async function backTest(settings: Settings, progress: Progress): Promise<BackTest> {
  const { rules, against, found } = settings;
  const firstDay = firstDayOf(settings);
  const calendar = calendarOf(rules.written.zone, firstDay, settings.days);
  const { seed, households: count } = settings;
  const tenants = tenantsOf(found.homes, calendar, { seed, count });
  const runs: { run: PackRun; outcomes: Outcome[] }[] = [];
  for (const pack of against === null ? [rules] : [rules, against]) {
    runs.push(await runPack(settings, { pack, calendar, tenants, at: runs.length }, progress));
  }
  const [one, other] = runs;
  const comparison =
    one === undefined || other === undefined
      ? null
      : compared(
          { summary: one.run.summary, outcomes: one.outcomes },
          { summary: other.run.summary, outcomes: other.outcomes },
        );
  const frontier = settings.withFrontier
    ? frontierOf(worldOf(settings, rules, calendar), found.homes, (name) => {
        progress(`the frontier of reads: ${name}`);
      })
    : null;
  const lastDay = addDays(firstDay, settings.days - 1);
  return { settings, firstDay, lastDay, runs: runs.map(({ run }) => run), comparison, frontier };
}

/** The later of the days from which the packs hold. */
function firstDayOf({ rules, against }: Settings): LocalDay {
  const days = [rules, against].map((pack) => pack?.written.effective_from ?? "");
  return days.toSorted().at(-1) ?? rules.written.effective_from;
}

async function runPack(
  settings: Settings,
  of: { pack: RulePack; calendar: Calendar; tenants: readonly Tenant[]; at: number },
  progress: Progress,
): Promise<{ run: PackRun; outcomes: Outcome[] }> {
  const { pack, calendar, tenants } = of;
  const world = worldOf(settings, pack, calendar);
  const logFile = of.at === 0 ? "decisions.jsonl.gz" : "decisions-against.jsonl.gz";
  const path = join(settings.out, logFile);
  const log = new DecisionLog(path);
  const beganAt = performance.now();
  const outcomes = tenants.map((tenant, at) => {
    if (at % 20 === 0) progress(`${pack.written.id}: ${String(at)} of ${String(tenants.length)}`);
    return live(world, tenant, log.keeper(tenant.id));
  });
  const { bytes: logBytes } = log.close();
  const livedAt = performance.now();
  progress(`${pack.written.id}: replaying every decision`);
  const replayed = await replayLog(path, pack.published.policy);
  const cuts = outcomes.flatMap((outcome) => outcome.cuts);
  const run = {
    pack,
    summary: summaryOf(world, outcomes),
    cutHours: cuts.flatMap((cut) => offMsOf(cut, calendar.endsMs)).map((ms) => ms / HOUR_MS),
    cutErrors: cuts,
    logFile,
    logBytes,
    replayed,
    liveSeconds: (livedAt - beganAt) / 1000,
    replaySeconds: (performance.now() - livedAt) / 1000,
  };
  return { run, outcomes };
}

function worldOf(settings: Settings, pack: RulePack, calendar: Calendar): World {
  const { seed, currency, weather, topUp } = settings;
  const { written } = pack;
  const { policy } = pack.published;
  const { commodity } = settings.tariff.plan;
  const tariff = [tariffAlways(settings.tariff)];
  const versions = plannedVersions(tariff, calendar.zone);
  const lowUnits = Math.round(Number(written.levels.low) * 10 ** currency.ledgerDigits);
  return {
    seed,
    calendar,
    currency,
    commodity,
    tariff,
    policy,
    notice: {
      ...defaultNotice(lowUnits),
      quietFromMinute: minuteOf(written.notice.to) % (24 * 60),
      quietToMinute: minuteOf(written.notice.from),
    },
    requiredRule: "warning",
    noticeChannels: written.notice.channels,
    allocation: defaultAllocation,
    weatherAt: weatherKnown(weather, calendar.zone, policy.weather),
    outages: outagesOf(seed, calendar),
    reading: { kind: "on_demand", rule: usualReadRule },
    topUp,
    faults: usualFaults,
    fixedUnits: fixedByDay(calendar, versions, currency.ledgerDigits),
  };
}

/** The tariff as it is taken to hold in the calendar's days, whenever it was filed for. */
function tariffAlways({ tariffId, version, currency, plan }: ImportedTariff): TariffVersion {
  return {
    tariffId,
    version,
    commodity: plan.commodity,
    unit: plan.unit,
    currency,
    priceScale: PRICE_SCALE,
    pricePerUnit: 0,
    fixedPerDay: 0,
    effectiveFromMs: 0,
    plan,
  };
}
