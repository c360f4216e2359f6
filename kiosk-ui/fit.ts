/** Words of any length and any size of type must fit one screen without scrolling: what has room stays large, the rest gives way. */

/** Type and gaps give way by so much at a time, and the styles hold every floor: 4.8 mm capitals, 16 mm targets. */
const STEP = 0.06;
const STEPS_MAX = 10;
/** The tails of letters reach below a line that is set tightly; that is no overflow. */
const SLACK_PX = 6;

/** The steps that each look took last: the next of its kind takes as many, or nearly. */
const lastSteps = new Map<string, number>();

/** The fewest steps after which all of it fits. Each look has the whole page laid out, so that as few as can be are taken. */
export function fit(place: HTMLElement, look: string): void {
  const guess = lastSteps.get(look) ?? 0;
  const steps = fits(place, guess) ? loosened(place, guess) : between(place, guess, STEPS_MAX);
  squeeze(place, steps);
  lastSteps.set(look, steps);
}

/** As few steps as these or fewer, where these are enough. */
function loosened(place: HTMLElement, enough: number): number {
  if (enough === 0 || !fits(place, enough - 1)) return enough;
  return enough === 1 || fits(place, 0) ? 0 : between(place, 0, enough - 1);
}

/** By halves: the first number of steps is too few, the last is enough, or the most there are. */
function between(place: HTMLElement, few: number, many: number): number {
  let tooFew = few;
  let enough = many;
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (fits(place, middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

function fits(place: HTMLElement, steps: number): boolean {
  squeeze(place, steps);
  return !overflows(place);
}

/** Says nothing that is said already: a word of it has every size on the page worked out anew. */
function squeeze(place: HTMLElement, steps: number): void {
  const value = (1 - steps * STEP).toFixed(2);
  if (place.style.getPropertyValue("--squeeze") === value) return;
  place.style.setProperty("--squeeze", value);
}

function overflows(place: HTMLElement): boolean {
  const within = (query: string): HTMLElement[] => [...place.querySelectorAll<HTMLElement>(query)];
  return (
    [place, ...within(".parts, .dialog[open]")].some((part) => isOver(part, 1)) ||
    within(".parts > *").some((part) => isOver(part, SLACK_PX))
  );
}

function isOver(part: HTMLElement, slackPx: number): boolean {
  const { scrollHeight, clientHeight, scrollWidth, clientWidth } = part;
  return scrollHeight > clientHeight + slackPx || scrollWidth > clientWidth + slackPx;
}
