/** A past day that stands for a coming one: its place among the days, by what to multiply it, and how much it counts. */
export interface LikeDay {
  readonly place: number;
  readonly scale: number;
  readonly weight: number;
}

/** A past day still tells of the next one after two months, and after that of another season. */
const LIKE_DAYS_MAX = 60;
/** The weight of a past day falls by half in as many days; chosen on the public homes, where 10 to 30 give much the same. */
const HALF_LIFE_DAYS = 20;
/** A Sunday is like a Sunday. */
const SAME_WEEKDAY_WEIGHT = 2;
/** How much of a new day the running level takes over. */
const LEVEL_GAIN = 0.2;
/** A level has its first week to form. */
const LEVEL_FIRST_DAYS = 7;
/** A past day follows the level by its square root: what a household does is part habit, part season. */
const LEVEL_SHARE = 0.5;
/** Back from a journey, use is many times what it was; but not every quiet week ends that way. */
const SCALE_MAX = 3;
/** With fewer days than these, days are taken to be less alike than they happen to look. */
const FEW_DAYS = 21;
/** How far apart days may lie that were not seen yet, either way. */
const UNSEEN_FACTOR = 2;
/** How much an unseen day counts at most, beside the seen one it is made of. */
const UNSEEN_SHARE = 0.5;

/** The running level of use before each day, and after the last: of days as if all were equally warm. */
export function levelsOf(days: Float64Array): Float64Array {
  const levels = new Float64Array(days.length + 1);
  const first = days.filter((amount) => !Number.isNaN(amount)).subarray(0, LEVEL_FIRST_DAYS);
  let level =
    first.length === 0 ? 0 : first.reduce((sum, amount) => sum + amount, 0) / first.length;
  for (const [place, amount] of days.entries()) {
    levels[place] = level;
    if (!Number.isNaN(amount)) level += LEVEL_GAIN * (amount - level);
  }
  levels[days.length] = level;
  return levels;
}

/**
 * The days before place `known` that stand for the day at place `target`, at or after it. With a short past each is joined
 * by one far below and one far above it, which fade as days come in.
 */
export function likeDays(
  { days, levels }: { readonly days: Float64Array; readonly levels: Float64Array },
  known: number,
  target: number,
): LikeDay[] {
  const like: LikeDay[] = [];
  for (let place = Math.max(0, known - LIKE_DAYS_MAX); place < known; place += 1) {
    if (Number.isNaN(days[place] ?? Number.NaN)) continue;
    const sameWeekday = (target - place) % 7 === 0 ? SAME_WEEKDAY_WEIGHT : 1;
    like.push({
      place,
      scale: scaleBetween(levels[place] ?? 0, levels[known] ?? 0),
      weight: 2 ** ((place - known) / HALF_LIFE_DAYS) * sameWeekday,
    });
  }
  const unseen = UNSEEN_SHARE * Math.max(0, 1 - like.length / FEW_DAYS);
  return unseen === 0 ? like : like.flatMap((day) => spread(day, unseen));
}

function spread(day: LikeDay, unseen: number): LikeDay[] {
  const aside = { place: day.place, weight: (day.weight * unseen) / 2 };
  return [
    { ...aside, scale: day.scale / UNSEEN_FACTOR },
    { ...day, weight: day.weight * (1 - unseen) },
    { ...aside, scale: day.scale * UNSEEN_FACTOR },
  ];
}

function scaleBetween(then: number, now: number): number {
  if (then <= 0) return 1;
  const ratio = Math.min(SCALE_MAX, Math.max(1 / SCALE_MAX, now / then));
  return ratio ** LEVEL_SHARE;
}
