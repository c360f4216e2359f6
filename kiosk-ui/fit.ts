/** Words of any length and any size of type must fit one screen without scrolling: what has room stays large, the rest gives way. */

/** Type and gaps give way by so much at a time, and the styles hold every floor: 4.8 mm capitals, 16 mm targets. */
const STEP = 0.06;
const STEPS_MAX = 10;
/** The tails of letters reach below a line that is set tightly; that is no overflow. */
const SLACK_PX = 6;

/** The fewest steps after which all of it fits, found by halves: each look has the whole page laid out. */
export function fit(place: HTMLElement): void {
  if (fits(place, 0)) return;
  let tooFew = 0;
  let enough = STEPS_MAX;
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (fits(place, middle)) enough = middle;
    else tooFew = middle;
  }
  squeeze(place, enough);
}

function fits(place: HTMLElement, steps: number): boolean {
  squeeze(place, steps);
  return !overflows(place);
}

function squeeze(place: HTMLElement, steps: number): void {
  place.style.setProperty("--squeeze", (1 - steps * STEP).toFixed(2));
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
