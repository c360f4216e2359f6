/** Sections of the report about data, decisions and their proof. */
import { explainPack } from "../rules/explain-pack.ts";
import { bars, scatter, type Series } from "./charts.ts";
import type { BackTest } from "./back-test.ts";
import type { Comparison } from "./compare.ts";
import type { FrontierPoint } from "./frontier.ts";
import { decisionName, guardNames } from "./guard-names.ts";
import { escaped, list, paragraph, table } from "./html.ts";
import { figures, moneyText, numberText, packKey, shareText } from "./report-sections.ts";

export function partingSection(test: BackTest, { guards, partings, alike }: Comparison): string {
  const [one = "", other = ""] = test.runs.map(({ pack }) => pack.written.id);
  const days = guards.map(({ guard, householdDays, againstHouseholdDays }) => [
    guardNames[guard],
    numberText(householdDays, 1),
    numberText(againstHouseholdDays, 1),
    numberText(againstHouseholdDays - householdDays, 1),
  ]);
  const first = partings.map((parting) => [
    decisionName(parting.verdict, parting.guard),
    decisionName(parting.againstVerdict, parting.againstGuard),
    String(parting.households),
  ]);
  return [
    paragraph(
      `Both packs had the same households, reads, payers and failures by the same seed. ${String(alike)} households had the same decisions under both.`,
    ),
    table("Household-days held, by guard", ["", one, other, "difference"], days),
    table(
      "The first decision that came out otherwise",
      [`by ${one}`, `by ${other}`, "households"],
      first,
    ),
  ].join("");
}

export function errorSection(test: BackTest): string {
  const scale = 10 ** test.settings.currency.ledgerDigits;
  const edges = [0.25, 0.5, 1, 2, 5, 10, 20];
  const labels = ["≤0.25", "≤0.5", "≤1", "≤2", "≤5", "≤10", "≤20", ">20"];
  const binned = (values: readonly number[]): number[] =>
    labels.map((_, at) => {
      const [from, to] = [edges[at - 1] ?? -Infinity, edges[at] ?? Infinity];
      return values.filter((units) => units / scale > from && units / scale <= to).length;
    });
  const charts = test.runs.map(({ pack, cutErrors }, at) => {
    const series: Series[] = [
      {
        name: "when it was found",
        colour: at,
        values: binned(cutErrors.map(({ foundBelowUnits }) => foundBelowUnits)),
      },
      {
        name: "when the command left",
        colour: 2,
        values: binned(cutErrors.map(({ belowUnits }) => belowUnits)),
      },
    ];
    const title = `${pack.written.id}: cut-offs by how far below the level the account was, ${test.settings.currency.code}`;
    return `<h3>${escaped(title)}</h3>${bars(title, labels, series)}`;
  });
  const rows = figures(test, "Error of cut-offs", [
    [
      "Found within 1.00 below the level",
      ({ summary }) => shareText(summary.foundErrors.withinOne),
    ],
    ["Found within six hours", ({ summary }) => shareText(summary.foundErrors.withinSixHours)],
    [
      "Below the level when found: mean",
      ({ summary }) => moneyText(test, summary.foundErrors.belowUnits.mean),
    ],
    ["95 of 100 less than", ({ summary }) => moneyText(test, summary.foundErrors.belowUnits.p95)],
    [
      "Below the level when the command left: mean",
      ({ summary }) => moneyText(test, summary.cutErrors.belowUnits.mean),
    ],
    ["95 of 100 less than", ({ summary }) => moneyText(test, summary.cutErrors.belowUnits.p95)],
    [
      "Hours below the level by then: median",
      ({ summary }) => numberText(summary.cutErrors.lateHours.median, 1),
    ],
  ]);
  return `${paragraph("The balance as the meter itself knew it, against the disconnect level: when a read first showed that it was below, which is the data's error, and when the command left, by when the rules had waited too (notice, hours, days).")}<ul class="key"><li><i class="c0"></i>when it was found</li><li><i class="c2"></i>when the command left</li></ul>${charts.join("")}${rows}`;
}

export function frontierSection(test: BackTest, frontier: readonly FrontierPoint[]): string {
  const rows = frontierRows(test, frontier);
  const points = frontier.map(({ name, kind, isUsual, readsAsked, errors }) => ({
    x: readsAsked,
    y: errors.withinOne,
    name,
    label: kind === "polled" || isUsual ? name : null,
    place: kind === "polled" ? 1 : 0,
  }));
  const homes = String(test.settings.found.homes.length);
  return [
    paragraph(
      `The ${homes} real homes, each as five customers: four pay at once when told that the balance is low, the fifth only in the dark. The levels are those of the pack and none of its waits, so that what a cut-off is wrong by is what the data was wrong by. Answers take as long and fail as often as above.`,
    ),
    scatter(
      "Cut-offs within one of the currency, by reads of a meter in a month",
      points,
      "reads of a meter in a month",
    ),
    table("Reads by the forecast, beside polling by the clock", frontierHead, rows),
  ].join("");
}

export const frontierHead: readonly string[] = [
  "",
  "reads asked",
  "arrived",
  "cut-offs a month",
  "within 1.00",
  "mean below",
  "95 % below",
  "within 6 h",
  "median h",
];

export function frontierRows(test: BackTest, frontier: readonly FrontierPoint[]): string[][] {
  return frontier.map(({ name, isUsual, readsAsked, readsArrived, cutsAMonth, errors }) => [
    isUsual ? `${name} (usual)` : name,
    numberText(readsAsked, 1),
    numberText(readsArrived, 1),
    numberText(cutsAMonth, 2),
    shareText(errors.withinOne),
    moneyText(test, errors.belowUnits.mean),
    moneyText(test, errors.belowUnits.p95),
    shareText(errors.withinSixHours),
    numberText(errors.lateHours.median, 1),
  ]);
}

export function proofSection(test: BackTest): string {
  const rows = figures(test, "The log of decisions", [
    [
      "Decisions taken",
      ({ summary: { decisions } }) => numberText(decisions.stored + decisions.counted),
    ],
    [
      "Stored: acted, or came out otherwise than before",
      ({ summary }) => numberText(summary.decisions.stored),
    ],
    ["Recomputed bit for bit", ({ replayed }) => numberText(replayed.same)],
    ["Not reproduced", ({ replayed }) => numberText(replayed.notReproduced)],
    ["Links of the chain that are broken", ({ replayed }) => numberText(replayed.chainBroken)],
    ["Seconds for all households' time", ({ liveSeconds }) => numberText(liveSeconds, 1)],
    ["Seconds to recompute the log", ({ replaySeconds }) => numberText(replaySeconds, 1)],
  ]);
  const digests = test.runs.map(
    ({ pack, logFile, replayed }) =>
      `<li>${escaped(pack.written.id)}, ${escaped(logFile)}: <code>${replayed.digest}</code></li>`,
  );
  return `${paragraph("Every decision that acted, or came out otherwise than the one before it, stands in a file beside this page with all that it rested on, each naming the hash of the one before. All of them were recomputed from that file after the run.")}${packKey(test)}${rows}<h3>Hash over every household's newest decision</h3><ul>${digests.join("")}</ul>`;
}

export function rulesSection({ runs }: BackTest): string {
  return runs
    .map(
      ({ pack }) =>
        `<details><summary>${escaped(pack.written.id)} in plain words</summary>${list(explainPack(pack.written))}</details>`,
    )
    .join("");
}
