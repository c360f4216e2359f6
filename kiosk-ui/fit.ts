/** Words of any length and any size of type must fit one screen without scrolling: what has room stays large, the rest gives way. */

/** Type and gaps give way by so much at a time, and the styles hold every floor: 4.8 mm capitals, 16 mm targets. */
const STEP = 0.06;
const LEAST = 0.4;
/** The tails of letters reach below a line that is set tightly; that is no overflow. */
const SLACK_PX = 6;

export function fit(place: HTMLElement): void {
  let squeeze = 1;
  place.style.setProperty("--squeeze", "1");
  while (overflows(place) && squeeze > LEAST) {
    squeeze -= STEP;
    place.style.setProperty("--squeeze", squeeze.toFixed(2));
  }
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
