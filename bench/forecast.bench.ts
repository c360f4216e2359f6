/**
 * The forecast on real homes: how often its bands and run-out times hold, and what cut-offs on time cost in reads, beside a
 * daily poll. `READS_FOLDER=... npm run bench -- forecast` tries other homes (index.json and gzipped CSV files).
 */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { HOUR_MS } from "../core/instant.ts";
import { usualReadRule } from "../core/rating/forecast/ask-for-read.ts";
import { metersIn, readsOf } from "../test/support/real-meters.ts";
import { type BenchHome, electricityHomes } from "./forecast/home.ts";
import type { Policy } from "./forecast/live.ts";
import { livesOf, type Month, monthsOf } from "./forecast/month.ts";
import { byForecast, daily, weekly } from "./forecast/policy.ts";
import { heldShare, horizons, scoreDays, scoreRunOuts, together } from "./forecast/score.ts";
import { percent, table } from "./forecast/table.ts";

const SEEDS = 10;
/** Five days apart every weekday comes up. */
const LEADS = [
  { lead: 1, every: 1 },
  { lead: 7, every: 5 },
];

const USUAL = `forecast, step ${String(usualReadRule.stepShare)} (usual)`;

const policies: [string, Policy][] = [
  ["daily poll at midnight", daily],
  ["weekly poll", weekly],
  ["forecast, step 0.6", byForecast({ stepShare: 0.6 })],
  ["forecast, step 0.7", byForecast({ stepShare: 0.7 })],
  [USUAL, byForecast({})],
  ["forecast, step 0.8", byForecast({ stepShare: 0.8 })],
  ["forecast, step 0.9", byForecast({ stepShare: 0.9 })],
  ["forecast, step 1", byForecast({ stepShare: 1 })],
  ["usual, 7 days at most", byForecast({ ageMaxMs: 168 * HOUR_MS })],
];

function row(name: string, month: Month): string[] {
  return [
    name,
    month.reads.toFixed(1),
    month.cutOffs.toFixed(2),
    percent(month.withinDollar),
    ...[month.mean, month.p95, month.p99].map((dollars) => `$${dollars.toFixed(2)}`),
    percent(month.withinSixHours),
  ];
}

const heading = ["", "reads", "cut-offs", "within $1", "mean", "p95", "p99", "within 6 h"];

function groupOf(id: string): string {
  return id.replace(/-[^-]*$/, "");
}

function printCalibration(folder: string): void {
  const scores = metersIn(folder).map((meter) => {
    const reads = readsOf(folder, meter).map(({ quantityMicro, ...read }) => ({
      ...read,
      amount: quantityMicro,
    }));
    return { id: meter.id, leads: LEADS.map((lead) => scoreDays(meter.tz, reads, lead)) };
  });
  const rowOf = (name: string, of: typeof scores): string[] => [
    name,
    ...LEADS.flatMap((_, at) => {
      const score = together(of.flatMap(({ leads }) => leads[at] ?? []));
      return [String(score.scored), percent(heldShare(score)), percent(score.width / score.scored)];
    }),
  ];
  console.log(
    "Bands of a day's use that should hold 80 % of the time, a day ahead and seven; width as a share of the mean day",
  );
  console.log(
    table([
      ["", "days", "held", "width", "days", "held", "width"],
      ...scores.map((one) => rowOf(one.id, [one])),
      ...[...Map.groupBy(scores, ({ id }) => groupOf(id))].map(([group, of]) =>
        rowOf(`${group}, together`, of),
      ),
      rowOf("all", scores),
    ]),
  );
}

function printRunOuts(homes: readonly BenchHome[]): void {
  const scores = homes.map((home) => scoreRunOuts(home));
  console.log(
    "\nRun-out intervals that should hold 80 % of the time, by the likely time left; width as a share of the true time",
  );
  console.log(
    table([
      ["", "run-outs", "held", "earlier", "later", "width"],
      ...horizons.map((name, at) => {
        const score = together(scores.flatMap((of) => of[at] ?? []));
        const { scored, below, above, width } = score;
        return [
          name,
          String(scored),
          ...[heldShare(score), below / scored, above / scored, width / scored].map(percent),
        ];
      }),
    ]),
  );
}

function printFrontier(homes: readonly BenchHome[]): void {
  const mostPay = [heading];
  const nonePays = [heading];
  const groups = [heading];
  for (const [name, policy] of policies) {
    const lives = livesOf(homes, policy, SEEDS);
    const months = monthsOf(lives);
    mostPay.push(row(name, months.mostPay));
    nonePays.push(row(name, months.nonePays));
    if (name !== USUAL) continue;
    for (const [group, of] of Map.groupBy(lives, ({ homeId }) => groupOf(homeId))) {
      groups.push(row(`${group}, 80 % pay`, monthsOf(of).mostPay));
      groups.push(row(`${group}, none pays`, monthsOf(of).nonePays));
    }
  }
  console.log("\nA meter's month where 80 % of customers pay when a read shows $5 or less");
  console.log(table(mostPay));
  console.log("\nA meter's month where everybody runs out");
  console.log(table(nonePays));
  console.log("\nThe usual rule, by where the homes are from");
  console.log(table(groups));
}

const shared = process.env["SHARED_FOLDER"] ?? join(import.meta.dirname, "../../shared");
const folder = resolve(process.env["READS_FOLDER"] ?? join(shared, "data/reads"));
if (existsSync(join(folder, "index.json"))) {
  const homes = electricityHomes(folder);
  printCalibration(folder);
  printRunOuts(homes);
  printFrontier(homes);
} else {
  console.error(
    `Not measured, ${join(folder, "index.json")} is absent. Give the folder: READS_FOLDER=FOLDER`,
  );
  process.exitCode = 1;
}
