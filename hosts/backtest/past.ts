/** What a household's hours have cost so far, as the forecast looks back on them. */
import { addDays } from "../../core/instant.ts";
import { type LiveBills, advance } from "../../core/rating/live-bills.ts";
import { fixedOfDay } from "../../core/rating/standing.ts";
import type { RatingVersion } from "../../core/rating/use.ts";
import { historyUntil, type UseHistory } from "../../core/rating/forecast/use-history.ts";
import { type Calendar, hourStartMs, LEAD_DAYS } from "./calendar.ts";
import type { World } from "./world.ts";

const DAY_HOURS = 24;
const WEEK_HOURS = 168;

/** A year's hours in ledger units, each at the price of its own time and tier, with its part of the day's fixed charge. */
export class Past {
  readonly #calendar: Calendar;
  readonly #versions: readonly RatingVersion[];
  readonly #ledgerDigits: number;
  readonly #live: LiveBills = { bills: new Map(), closedThrough: null };
  readonly #days: Float64Array;
  readonly #hours: Float64Array;
  readonly #sums: Float64Array;
  readonly #costs: Float64Array;
  #known = 0;
  #slot = -1;
  readonly #fixedUnits: Float64Array;

  constructor(
    { calendar, currency, fixedUnits }: Pick<World, "calendar" | "currency" | "fixedUnits">,
    versions: readonly RatingVersion[],
  ) {
    this.#calendar = calendar;
    this.#fixedUnits = fixedUnits;
    this.#versions = versions;
    this.#ledgerDigits = currency.ledgerDigits;
    const days = calendar.days + LEAD_DAYS;
    this.#days = new Float64Array(days).fill(Number.NaN);
    this.#hours = new Float64Array(days * DAY_HOURS);
    this.#sums = new Float64Array(days * DAY_HOURS + 1);
    this.#costs = new Float64Array(calendar.slots.length);
  }

  /** Takes the next hour's use. */
  add(quantityMicro: number): void {
    const hour = this.#known;
    const slot = this.#calendar.slots[hour] ?? 0;
    const [charge] = advance(
      this.#live,
      {
        startsMs: Float64Array.of(hourStartMs(this.#calendar, hour)),
        quantitiesMicro: Float64Array.of(quantityMicro),
        length: 1,
      },
      { versions: this.#versions, known: () => [], ledgerDigits: this.#ledgerDigits },
    );
    const cost = (charge?.amountUnits ?? 0) + this.#fixedAt(Math.floor(slot / DAY_HOURS));
    this.#costs[hour] = cost;
    this.#known += 1;
    // An hour that the clock skipped cost nobody anything; the forecast takes it to be as a week before.
    for (let skipped = this.#slot + 1; skipped < slot; skipped += 1) {
      this.#set(skipped, this.#hours[skipped - WEEK_HOURS] ?? 0);
    }
    // Of an hour that the clock repeats it takes the mean.
    this.#set(slot, slot === this.#slot ? ((this.#hours[slot] ?? 0) + cost) / 2 : cost);
    this.#slot = slot;
  }

  /** What an hour that is known cost. */
  costUnits(hour: number): number {
    return this.#costs[hour] ?? 0;
  }

  /** The past as it is known through an instant, which ends an hour that was added. */
  view(throughMs: number): UseHistory {
    const whole: UseHistory = {
      firstDay: this.#calendar.firstDay,
      days: this.#days,
      hours: this.#hours,
      sums: this.#sums,
      throughMs,
      throughHour: 0,
    };
    return historyUntil(whole, this.#calendar.zone, throughMs);
  }

  #set(slot: number, cost: number): void {
    this.#hours[slot] = cost;
    this.#sums[slot + 1] = (this.#sums[slot] ?? 0) + cost;
    if (slot % DAY_HOURS !== DAY_HOURS - 1) return;
    const day = Math.floor(slot / DAY_HOURS);
    this.#days[day] = (this.#sums[slot + 1] ?? 0) - (this.#sums[day * DAY_HOURS] ?? 0);
  }

  #fixedAt(day: number): number {
    return Math.round((this.#fixedUnits[day] ?? 0) / DAY_HOURS);
  }
}

/** The fixed charge of each local day of a calendar. */
export function fixedByDay(
  calendar: Calendar,
  versions: readonly RatingVersion[],
  ledgerDigits: number,
): Float64Array {
  return Float64Array.from({ length: calendar.days + LEAD_DAYS }, (_, day) =>
    fixedOfDay(versions, addDays(calendar.firstDay, day), ledgerDigits),
  );
}
