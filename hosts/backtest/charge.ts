/** What a household's use costs: what is posted when its reads come, and what had been used by any moment. */
import { assert } from "../../core/assert.ts";
import { HOUR_MS, localDay } from "../../core/instant.ts";
import { charged, type Share } from "../../core/ledger/postings.ts";
import { type IntervalUse, rate, type Rated } from "../../core/rating/rate.ts";
import { isRefusal } from "../../core/refusal.ts";
import { hourAt, hourStartMs } from "./calendar.ts";
import { headerOf, level, type Life } from "./life.ts";

interface Line {
  readonly component: "usage" | "fixed" | "minimum" | "percent";
  readonly amountUnits: number;
}

/** The intervals that end by an instant and are not charged; with the part of the hour that is not over where it is asked for. */
export function unread(life: Life, untilMs: number, withPart: boolean): IntervalUse[] {
  const { calendar } = life.world;
  const last = hourAt(calendar, withPart ? untilMs + HOUR_MS - 1 : untilMs);
  const intervals: IntervalUse[] = [];
  for (let hour = hourAt(calendar, life.throughMs); hour < last; hour += 1) {
    const startMs = hourStartMs(calendar, hour);
    const quantityMicro = life.meter.usedMicro(hour, untilMs);
    intervals.push({ startMs, durationMs: HOUR_MS, quantityMicro });
  }
  return intervals;
}

export function ratedUse(life: Life, intervals: readonly IntervalUse[]): Rated {
  const { calendar, currency, tariff } = life.world;
  const rated = rate(tariff, life.rating, {
    zone: calendar.zone,
    currency,
    intervals,
    movedInDay: localDay(calendar.zone, calendar.beginsMs),
    known: (fromMs, toMs) => knownUse(life, fromMs, toMs),
  });
  assert(!isRefusal(rated), `use can't be rated: ${JSON.stringify(rated)}`);
  return rated;
}

/** What was charged before of a range of time: asked for where a read comes after its bill was closed. */
function knownUse(life: Life, fromMs: number, toMs: number): IntervalUse[] {
  const { calendar } = life.world;
  const untilMs = Math.min(toMs, life.throughMs);
  const known: IntervalUse[] = [];
  let hour = hourAt(calendar, Math.max(fromMs, calendar.beginsMs));
  for (; hourStartMs(calendar, hour) < untilMs; hour += 1) {
    const startMs = hourStartMs(calendar, hour);
    known.push({
      startMs,
      durationMs: HOUR_MS,
      quantityMicro: life.meter.usedMicro(hour, untilMs),
    });
  }
  return known;
}

/** The level that the account would have if the meter had been read this moment. */
export function trueLevelUnits(life: Life): number {
  const intervals = unread(life, life.nowMs, true);
  if (intervals.length === 0) return level(life);
  const { charges, settled = [] } = ratedUse(life, intervals);
  return level(life) - unitsOf(charges) - unitsOf(settled);
}

function unitsOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { amountUnits }) => sum + amountUnits, 0);
}

/** Posts what use, or the end of a bill, is charged; nothing where nothing is. */
export function postUse(life: Life, lines: readonly Line[], effectiveAtMs: number): void {
  const { balances } = life.books;
  const shares = lines.map((line): Share => {
    return {
      account: accountOf(line.component, life.world.commodity),
      amountUnits: line.amountUnits,
    };
  });
  const header = headerOf(life, "use", effectiveAtMs);
  const funds = { billing: "prepaid", balances, emergencyCapUnits: 0 } as const;
  const transfer = charged(header, "usage", shares, funds);
  if (transfer !== null) life.books.post([transfer]);
}

function accountOf(component: Line["component"], commodity: string): string {
  switch (component) {
    case "usage":
      return `revenue.${commodity}`;
    case "fixed":
    case "minimum":
      return "revenue.fixed";
    case "percent":
      return "tax.percent";
  }
}
