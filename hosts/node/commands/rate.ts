/** `rate`: the bills of a file of reads under a published tariff, at once or through the path that reads take as they come in. */
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";
import { isZone } from "../../../core/instant.ts";
import { currencyOf } from "../../../core/money.ts";
import { must } from "../../../core/assert.ts";
import { billFor, billRow, type BillRow } from "../../../core/rating/bill.ts";
import { type Exact, parseExact } from "../../../core/rating/exact.ts";
import { explain, type Explanation } from "../../../core/rating/explain.ts";
import { type ImportedTariff, oneLine } from "../../../core/rating/import-urdb.ts";
import { conversion } from "../../../core/rating/units.ts";
import { type BillUse, type RatingVersion } from "../../../core/rating/use.ts";
import { isRefusal, refuse, type Refusal } from "../../../core/refusal.ts";
import { type IntervalFile, readIntervals } from "../../import/interval-file.ts";
import { rateAtOnce, rateInBatches, versionsOf } from "./rate-file.ts";
import { fileBytes, tariffOfFile } from "./tariff-file.ts";

export const rateCommand: Command = {
  name: "rate",
  summary: "Rates a file of reads by a published tariff and prints every bill, exactly.",
  usage: [
    "rate --tariff T.json --reads R.csv[.gz] [--timezone Z] [--factor F] [--batch N] [--shuffle SEED] [--explain] [--strict]",
  ],
  help: [
    "  --tariff T.json        the tariff (see tariff --help); again for each later version of it, by effective",
    '  --reads R.csv[.gz]     header "start,<unit>", then a UTC instant and a quantity a line',
    "  --timezone Z           whose clock bills and prices go by; without it the tariff's own",
    "  --factor F             units of the tariff in one unit of the reads, such as a heat content",
    "  --batch N              rate as reads come in, N at a time: the bills are the same",
    "  --shuffle SEED         in this seed's order",
    "  --explain              every bill's quantity and price by period and tier",
    "  --strict               refuse a tariff of which anything is left out",
    "",
    "A bill is units, energy, fixed, minimum, percent, total and total_rounded. Fixed charges are those of",
    "the whole period, however few its reads. Of reads with the same start the first counts.",
  ],
  options: {
    tariff: { type: "string", multiple: true },
    reads: { type: "string" },
    timezone: { type: "string" },
    factor: { type: "string" },
    batch: { type: "string" },
    shuffle: { type: "string" },
    explain: { type: "boolean" },
    strict: { type: "boolean" },
  },
  run: async (given, terminal) => rate(given, terminal),
};

function rate(given: Given, terminal: Terminal): Outcome {
  const work = workOf(given);
  const tariffs: ImportedTariff[] = [];
  for (const name of work.tariffs) {
    const tariff = tariffOfFile(terminal.directory, name, given.has("strict"));
    if (isRefusal(tariff)) return refusedOutcome(tariff);
    tariffs.push(tariff);
  }
  const bytes = fileBytes(terminal.directory, work.reads);
  if (isRefusal(bytes)) return refusedOutcome(bytes);
  const reads = readIntervals(bytes);
  if (isRefusal(reads)) return refusedOutcome(named(work.reads, reads));
  const versions = versionsFor(tariffs, reads, work);
  if (isRefusal(versions)) return refusedOutcome(named(work.reads, versions));
  const first = must(tariffs[0], "a tariff");
  const currency = must(currencyOf(first.currency), "a currency that was checked");
  const uses =
    work.batch === null
      ? rateAtOnce(versions, reads)
      : rateInBatches(versions, reads, {
          ...work,
          batch: work.batch,
          ledgerDigits: currency.ledgerDigits,
        });
  if (isRefusal(uses)) return refusedOutcome(named(work.reads, uses));
  return answer({
    tariffs,
    versions,
    uses,
    reads,
    digits: currency,
    isExplained: given.has("explain"),
  });
}

function named(file: string, refusal: Refusal): Refusal {
  return refuse(refusal.code, oneLine(`${file}: ${refusal.message}`));
}

interface Work {
  readonly tariffs: readonly string[];
  readonly reads: string;
  readonly zone: string | null;
  readonly factor: Exact | null;
  readonly batch: number | null;
  readonly shuffle: string | null;
}

/** As many reads as a day of quarter hours has. */
const BATCH = 96;

function workOf(given: Given): Work {
  const tariffs = given.list("tariff");
  const reads = given.text("reads");
  if (given.words.length > 0) throw new UsageError(`what is "${given.words.join(" ")}"?`);
  if (tariffs.length === 0) throw new UsageError("name the tariff: --tariff T.json");
  if (reads === undefined) throw new UsageError("name the reads: --reads R.csv");
  const zone = given.text("timezone") ?? null;
  if (zone !== null && !isZone(zone)) throw new UsageError(`${zone} is no time zone`);
  const shuffle = given.text("shuffle") ?? null;
  const batch = batchOf(given.text("batch"), shuffle !== null);
  return { tariffs, reads, zone, factor: factorOf(given.text("factor")), batch, shuffle };
}

function batchOf(text: string | undefined, isShuffled: boolean): number | null {
  if (text === undefined) return isShuffled ? BATCH : null;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new UsageError("--batch is a whole number from 1");
  return Number(text);
}

/** More digits than any heat content or meter's constant is published with. */
const FACTOR_DIGITS_MAX = 12;

function factorOf(text: string | undefined): Exact | null {
  if (text === undefined) return null;
  const value = parseExact(text);
  if (isRefusal(value)) throw new UsageError(`--factor: ${value.message}`);
  const digits = value.top.toString().length;
  if (value.top <= 0n || digits > FACTOR_DIGITS_MAX || value.bottom > 10n ** 12n) {
    throw new UsageError(`--factor is above 0, of at most ${String(FACTOR_DIGITS_MAX)} digits`);
  }
  return value;
}

function versionsFor(
  tariffs: readonly ImportedTariff[],
  reads: IntervalFile,
  { zone, factor }: Work,
): RatingVersion[] | Refusal {
  const unit = must(tariffs[0], "a tariff").plan.unit;
  const units = conversion(reads.unit, unit, factor);
  if (isRefusal(units)) return refuse(units.code, `line 1: ${units.message}`);
  return versionsOf(tariffs, zone, units);
}

interface Rated {
  readonly tariffs: readonly ImportedTariff[];
  readonly versions: readonly RatingVersion[];
  readonly uses: ReadonlyMap<string, BillUse>;
  readonly reads: IntervalFile;
  readonly digits: { readonly minorDigits: number; readonly ledgerDigits: number };
  readonly isExplained: boolean;
}

function answer({ tariffs, versions, uses, reads, digits, isExplained }: Rated): Outcome {
  const first = must(tariffs[0], "a tariff");
  const bills: Record<string, BillRow> = {};
  const explained: Record<string, Explanation> = {};
  for (const [bill, use] of [...uses].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    bills[bill] = billRow(billFor(versions, bill, use), digits.minorDigits);
    if (isExplained) explained[bill] = explain(versions, null, use, digits.ledgerDigits);
  }
  const leftOut = tariffs.flatMap((tariff) => tariff.leftOut);
  return {
    status: 0,
    lines: [
      `${first.tariffId}: ${String(reads.startsMs.length)} reads, ${String(reads.duplicates)} of a start that was there already`,
      "bill     units energy fixed minimum percent total rounded",
      ...Object.entries(bills).map(([bill, row]) => `${bill}  ${row.join("  ")}`),
      ...Object.entries(explained).flatMap(([bill, one]) => linesOf(bill, one)),
      ...leftOut.map(({ field, reason }) => `left out: ${field}: ${reason}`),
    ],
    json: {
      tariff: first.tariffId,
      unit: first.plan.unit,
      bills,
      ...(isExplained ? { explain: explained } : {}),
      left_out: leftOut,
    },
  };
}

function linesOf(bill: string, { lines, exact, posted, remainder }: Explanation): string[] {
  return [
    ...lines.map(
      ({ period, tier, quantity, price, product }) =>
        `${bill}  period ${String(period)} tier ${String(tier)}: ${quantity} x ${price} = ${product}`,
    ),
    `${bill}  energy ${exact}, posted ${posted}, rounded by ${remainder}`,
  ];
}
