/** The report for programs: the same figures, money as decimal text. */
import { unitsToDecimal, type Currency } from "../../core/money.ts";
import type { BackTest, PackRun } from "./back-test.ts";
import { modelledIn, realIn } from "./modelled.ts";

/** Seconds are left out of it, so that the same back-test writes the same file. */
export function reportJson(test: BackTest): Readonly<Record<string, unknown>> {
  const { settings, firstDay, lastDay, runs, comparison, frontier } = test;
  const { found, tariff, currency } = settings;
  return {
    kind: "switchboard back-test",
    first_day: firstDay,
    last_day: lastDay,
    days: settings.days,
    seed: settings.seed,
    households: settings.households ?? found.homes.length,
    are_resampled: settings.households !== null,
    homes: found.homes.map(({ id }) => id),
    left_aside: found.leftAside,
    sources: found.sources,
    tariff: tariff.tariffId,
    tariff_left_out: tariff.leftOut,
    currency: currency.code,
    real: realIn(test),
    modelled: modelledIn(test),
    packs: runs.map((run) => packJson(run, currency)),
    comparison: told(comparison, currency),
    frontier: told(frontier, currency),
  };
}

function packJson(run: PackRun, currency: Currency): object {
  const { pack, summary, logFile, replayed } = run;
  return {
    id: pack.written.id,
    version: pack.written.version,
    title: pack.written.title,
    decisions_file: logFile,
    replayed: told(replayed, currency),
    ...(told(summary, currency) as object),
  };
}

/** Names as programs have them; what is in ledger units becomes decimal text, its name without the unit. */
function told(value: unknown, currency: Currency, isUnits = false): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => told(item, currency, isUnits));
  if (typeof value === "number") return numberTold(value, currency, isUnits);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => {
      const units = name.endsWith("Units");
      const shown = units ? name.slice(0, -"Units".length) : name;
      // A spread's count is no money.
      return [snake(shown), told(member, currency, units || (isUnits && name !== "count"))];
    }),
  );
}

const DECIMALS = 10_000;

function numberTold(value: number, currency: Currency, isUnits: boolean): unknown {
  if (isUnits) return unitsToDecimal(Math.round(value), currency);
  return Number.isInteger(value) ? value : Math.round(value * DECIMALS) / DECIMALS;
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
