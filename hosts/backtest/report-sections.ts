/** Sections of the report about people and money. */
import { bars, type Series, weekMap } from "./charts.ts";
import type { BackTest, PackRun } from "./back-test.ts";
import { guardNames } from "./guard-names.ts";
import { escaped, paragraph, table } from "./html.ts";
import type { Summary } from "./summary.ts";

export function packKey({ runs }: BackTest): string {
  if (runs.length < 2) return "";
  const items = runs.map(
    ({ pack }, at) => `<li><i class="c${String(at)}"></i>${escaped(pack.written.id)}</li>`,
  );
  return `<ul class="key">${items.join("")}</ul>`;
}

export function moneyText({ settings }: BackTest, units: number): string {
  const { code, ledgerDigits } = settings.currency;
  return (units / 10 ** ledgerDigits).toLocaleString("en-US", {
    style: "currency",
    currency: code,
  });
}

export function numberText(value: number, digits = 0): string {
  return value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

export function shareText(share: number): string {
  return `${numberText(share * 100, 1)} %`;
}

interface Tile {
  readonly name: string;
  readonly note: string;
  readonly value: (summary: Summary) => string;
}

function householdYears({ households, days }: Summary): number {
  return (households * days) / 365;
}

/** A row a figure, a column a pack. */
export function figures(
  test: BackTest,
  caption: string,
  rows: readonly (readonly [string, (run: PackRun) => string])[],
): string {
  return table(
    caption,
    ["", ...test.runs.map(({ pack }) => pack.written.id)],
    rows.map(([name, of]) => [name, ...test.runs.map(of)]),
  );
}

export function glanceSection(test: BackTest): string {
  const tiles: Tile[] = [
    {
      name: "Cut-offs",
      note: "a household and year on average",
      value: (of) => `${numberText(of.cuts)} (${numberText(of.cuts / householdYears(of), 1)})`,
    },
    {
      name: "Households cut off at least once",
      note: "of all",
      value: (of) => shareText(of.householdsCut / of.households),
    },
    {
      name: "Hours off",
      note: "a household and year on average",
      value: (of) =>
        `${numberText(of.offHours)} (${numberText(of.offHours / householdYears(of), 1)})`,
    },
    {
      name: "Back on after the payment was credited",
      note: "half of them sooner, by the switch's own report",
      value: (of) => `${numberText(of.powerBackSeconds.median)} s`,
    },
    {
      name: "Recovered",
      note: "paid while below the disconnect level",
      value: (of) => moneyText(test, of.money.recoveredUnits),
    },
    {
      name: "Owed at the end",
      note: "below nothing, all households",
      value: (of) => moneyText(test, of.money.owedUnits),
    },
    {
      name: "Reads of a meter in a month",
      note: "asked for, with the scheduled one",
      value: (of) => numberText(of.reads.perMeterMonth, 1),
    },
  ];
  const shown = tiles.map(({ name, note, value }) => {
    const values = test.runs.map(
      ({ summary }) => `<div class="value">${escaped(value(summary))}</div>`,
    );
    return `<div class="tile"><div class="name">${escaped(name)}</div>${values.join("")}<div class="note">${escaped(note)}</div></div>`;
  });
  return `${packKey(test)}<div class="tiles">${shown.join("")}${proofTile(test)}</div>`;
}

function proofTile({ runs }: BackTest): string {
  const decisions = runs.reduce((sum, { replayed }) => sum + replayed.decisions, 0);
  const same = runs.reduce((sum, { replayed }) => sum + replayed.same, 0);
  const broken = runs.reduce((sum, { replayed }) => sum + replayed.chainBroken, 0);
  const isWhole = decisions === same && broken === 0;
  return `<div class="tile ${isWhole ? "good" : "bad"}"><div class="name">Decisions recomputed bit for bit</div><div class="value">${numberText(same)} of ${numberText(decisions)}</div><div class="note">${isWhole ? "the chain of hashes is whole" : `${numberText(broken)} links of the chain are broken`}</div></div>`;
}

const monthNames = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
];

export function cutsSection(test: BackTest): string {
  const labels = (test.runs[0]?.summary.months ?? []).map(
    ({ month }) => monthNames[Number(month.slice(5)) - 1] ?? month,
  );
  const series = test.runs.map(({ pack, summary }): Series => {
    return { name: pack.written.id, values: summary.months.map(({ cuts }) => cuts) };
  });
  const maps = test.runs.map(({ pack, summary }, at) => {
    const title = `Cut-offs by weekday and hour, ${pack.written.id}`;
    return `<h3>${escaped(title)}</h3>${weekMap(title, summary.week, at)}`;
  });
  return `${paragraph("Commands to turn supply off, by month; a repeat of a command that was refused is not counted again.")}${packKey(test)}${bars("Cut-offs by month", labels, series)}${maps.join("")}`;
}

/** Longest first; of two packs a bar each. */
export function guardsSection(test: BackTest): string {
  const days = new Map<string, number[]>();
  for (const [at, { summary }] of test.runs.entries()) {
    for (const { guard, householdDays } of summary.guards) {
      const of = days.get(guard) ?? test.runs.map(() => 0);
      of[at] = householdDays;
      days.set(guard, of);
    }
  }
  const most = Math.max(0.001, ...[...days.values()].flat());
  const rows = [...days]
    .toSorted(([, one], [, other]) => Math.max(...other) - Math.max(...one))
    .map(([guard, values]) => {
      const shown = values.map((value, at) => {
        const width = `${numberText((value / most) * 70, 1)}%`;
        return `<div class="bar"><i class="c${String(at)}" style="width:${width}"></i><span>${numberText(value, 1)}</span></div>`;
      });
      const name = guardNames[guard as keyof typeof guardNames];
      return `<b>${escaped(name)}<small>${escaped(guard)}</small></b><div>${shown.join("")}</div>`;
    });
  return `${paragraph("Household-days for which the account was below the disconnect level, or seemed so, and this guard was what kept supply on. Of several guards the first that holds is named; waiting comes after holding.")}${packKey(test)}<div class="meter">${rows.join("")}</div>`;
}

export function darkSection(test: BackTest): string {
  const edges = [1, 2, 4, 8, 16, 24, 36];
  const labels = ["<1 h", "1-2", "2-4", "4-8", "8-16", "16-24", "24-36", ">36 h"];
  const series = test.runs.map(({ pack, cutHours }): Series => {
    const values = labels.map((_, at) => {
      const [from, to] = [edges[at - 1] ?? 0, edges[at] ?? Infinity];
      return cutHours.filter((hours) => hours >= from && hours < to).length;
    });
    return { name: pack.written.id, values };
  });
  const rows = figures(test, "Time without supply", [
    [
      "Hours off, a cut-off: half are shorter than",
      ({ summary }) => numberText(summary.cutOffHours.median, 1),
    ],
    ["95 of 100 are shorter than", ({ summary }) => numberText(summary.cutOffHours.p95, 1)],
    ["Longest", ({ summary }) => numberText(summary.cutOffHours.most, 1)],
    [
      "Payment credited to supply seen on, median",
      ({ summary }) => `${numberText(summary.powerBackSeconds.median)} s`,
    ],
    ["95 of 100 sooner than", ({ summary }) => `${numberText(summary.powerBackSeconds.p95)} s`],
  ]);
  return `${paragraph("How many cut-offs lasted how long. When customers pay is modelled; how fast supply is back after they paid is the program's own, with simulated switches.")}${packKey(test)}${bars("Cut-offs by their length in hours", labels, series)}${rows}`;
}

export function moneySection(test: BackTest): string {
  const units = (of: (summary: Summary) => number) => (run: PackRun) =>
    moneyText(test, of(run.summary));
  const labels = (test.runs[0]?.summary.months ?? []).map(
    ({ month }) => monthNames[Number(month.slice(5)) - 1] ?? month,
  );
  const scale = 10 ** test.settings.currency.ledgerDigits;
  const series = test.runs.map(({ pack, summary }): Series => {
    return {
      name: pack.written.id,
      values: summary.months.map(({ paidUnits }) => paidUnits / scale),
    };
  });
  const rows = figures(test, "What was used and paid", [
    ["Used, by the tariff", units(({ money }) => money.usedUnits)],
    ["Paid", units(({ money }) => money.paidUnits)],
    ["of it when told that the balance was low", units(({ money }) => money.byWhyUnits.told)],
    ["of it in the dark", units(({ money }) => money.byWhyUnits.dark)],
    [
      "Recovered: paid while below the disconnect level",
      units(({ money }) => money.recoveredUnits),
    ],
    ["Owed below nothing at the end", units(({ money }) => money.owedUnits)],
  ]);
  const told = figures(test, "Notices and failures", [
    ["Told that the balance is low", ({ summary }) => numberText(summary.notices.low)],
    ["Warned of a disconnection", ({ summary }) => numberText(summary.notices.warning)],
    ["Told that supply is off", ({ summary }) => numberText(summary.notices.off)],
    ["Told that supply is on again", ({ summary }) => numberText(summary.notices.on)],
    ["Notices that did not arrive", ({ summary }) => numberText(summary.notices.failed)],
    [
      "Notices that were overtaken before their time",
      ({ summary }) => numberText(summary.notices.overtaken),
    ],
    [
      "Household-days held between a warning that had lapsed and the next",
      ({ summary }) => numberText(summary.notices.lapsedDays, 1),
    ],
    ["Charges that failed", ({ summary }) => numberText(summary.failures.charges)],
    [
      "Commands to switches: sent, refused, not heard of",
      ({ summary: { failures } }) =>
        [failures.commandsSent, failures.commandsRefused, failures.commandsSilent]
          .map((count) => numberText(count))
          .join(", "),
    ],
    ["Switches given up and left to staff", ({ summary }) => numberText(summary.failures.parked)],
  ]);
  return `${packKey(test)}${bars("Paid by month", labels, series)}${rows}${told}`;
}
