/** Charts as SVG text, in the page's colours; their text grows where the page is narrow. */
import { escaped } from "./html.ts";

export interface Series {
  readonly name: string;
  readonly values: readonly number[];
  /** Which of the page's colours; its place in the list, where nothing else is said. */
  readonly colour?: number;
}

const WIDTH = 640;
const HEIGHT = 250;
const LEFT = 64;
const BOTTOM = 40;
const TOP = 16;
const PLOT_WIDTH = WIDTH - LEFT - 8;
const PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;
const TICKS = 4;

/** Bars side by side, a group a label. */
export function bars(title: string, labels: readonly string[], series: readonly Series[]): string {
  const most = niceMost(Math.max(0, ...series.flatMap(({ values }) => values)));
  const group = PLOT_WIDTH / Math.max(1, labels.length);
  const width = (group * 0.72) / Math.max(1, series.length);
  const rects = series.flatMap(({ name, values, colour }, place) =>
    values.map((value, at) => {
      const height = (value / most) * PLOT_HEIGHT;
      const x = LEFT + at * group + group * 0.14 + place * width;
      const said = `${labels[at] ?? ""}, ${name}: ${numberText(value)}`;
      return `<rect class="s${String(colour ?? place)}" x="${px(x)}" y="${px(TOP + PLOT_HEIGHT - height)}" width="${px(width * 0.94)}" height="${px(height)}" rx="2"><title>${escaped(said)}</title></rect>`;
    }),
  );
  // Where there are many labels every second one is left out.
  const step = labels.length > 14 ? 2 : 1;
  const under = labels.flatMap((label, at) =>
    at % step === 0
      ? `<text x="${px(LEFT + (at + 0.5) * group)}" y="${px(HEIGHT - BOTTOM + 22)}" text-anchor="middle">${escaped(label)}</text>`
      : [],
  );
  return framed(title, HEIGHT, [...grid(most, numberText), ...rects, ...under]);
}

/** How many of each hour of each weekday. */
export function weekMap(
  title: string,
  week: readonly (readonly number[])[],
  place: number,
): string {
  const names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  const order = [1, 2, 3, 4, 5, 6, 0];
  const most = Math.max(1, ...week.flat());
  const cell = PLOT_WIDTH / 24;
  const row = 24;
  const parts = order.flatMap((day, at) => {
    const y = TOP + at * row;
    const cells = (week[day] ?? []).map((count, hour) => {
      const said = `${names[day] ?? ""} ${String(hour)}:00, ${String(count)}`;
      const shade =
        count === 0 ? "" : ` style="fill-opacity:${(0.2 + (0.8 * count) / most).toFixed(2)}"`;
      return `<rect class="${count === 0 ? "none" : `s${String(place)}`}"${shade} x="${px(LEFT + hour * cell)}" y="${px(y)}" width="${px(cell - 2)}" height="${String(row - 3)}" rx="2"><title>${said}</title></rect>`;
    });
    const name = `<text x="${String(LEFT - 8)}" y="${px(y + 16)}" text-anchor="end">${names[day] ?? ""}</text>`;
    return [name, ...cells];
  });
  const hours = [0, 6, 12, 18].map(
    (hour) =>
      `<text x="${px(LEFT + hour * cell)}" y="${String(TOP + 7 * row + 20)}">${String(hour).padStart(2, "0")}:00</text>`,
  );
  return framed(title, TOP + 7 * row + 32, [...parts, ...hours]);
}

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly label: string | null;
  readonly place: number;
}

/** Below this share the axis is where a name under its dot would be. */
const NAME_UNDER_LEAST = 0.15;

/** Points of a share (0 to 1, upward) over a count. */
export function scatter(title: string, points: readonly Point[], axis: string): string {
  const most = niceMost(Math.max(1, ...points.map(({ x }) => x)));
  const atX = (x: number): number => LEFT + (x / most) * PLOT_WIDTH;
  const atY = (y: number): number => TOP + PLOT_HEIGHT * (1 - y);
  const dots = points.flatMap(({ x, y, name, label, place }) => {
    const isLeft = x / most > 0.7;
    // Under its dot a name crosses no other; beside it where the axis is under it.
    const isBeside = isLeft || y < NAME_UNDER_LEAST;
    const dx = isLeft ? -12 : isBeside ? 12 : -4;
    const dy = isBeside ? 5 : 26;
    const text =
      label === null
        ? ""
        : `<text class="name" x="${px(atX(x) + dx)}" y="${px(atY(y) + dy)}" text-anchor="${isLeft ? "end" : "start"}">${escaped(label)}</text>`;
    return [
      `<circle class="s${String(place)}" cx="${px(atX(x))}" cy="${px(atY(y))}" r="${label === null ? "5" : "7"}"><title>${escaped(name)}</title></circle>`,
      text,
    ];
  });
  const ticks = Array.from({ length: TICKS + 1 }, (_, at) => (most * at) / TICKS);
  const under = ticks.map(
    (x) =>
      `<text x="${px(atX(x))}" y="${String(HEIGHT - BOTTOM + 20)}" text-anchor="middle">${numberText(x)}</text>`,
  );
  const along = `<text x="${px(LEFT + PLOT_WIDTH / 2)}" y="${String(HEIGHT - 2)}" text-anchor="middle">${escaped(axis)}</text>`;
  const lines = grid(1, (share) => `${String(Math.round(share * 100))} %`);
  return framed(title, HEIGHT, [...lines, ...dots, ...under, along]);
}

function grid(most: number, text: (value: number) => string): string[] {
  return Array.from({ length: TICKS + 1 }, (_, at) => {
    const y = px(TOP + PLOT_HEIGHT * (1 - at / TICKS));
    const line = `<line x1="${String(LEFT)}" x2="${String(WIDTH - 8)}" y1="${y}" y2="${y}"/>`;
    return `${line}<text x="${String(LEFT - 8)}" y="${y}" dy="5" text-anchor="end">${text((most * at) / TICKS)}</text>`;
  });
}

function framed(title: string, height: number, parts: readonly string[]): string {
  return `<svg viewBox="0 0 ${String(WIDTH)} ${px(height)}" role="img" aria-label="${escaped(title)}">${parts.join("")}</svg>`;
}

/** The least round number that the axis can end with, in quarters of which the ticks are round too. */
function niceMost(most: number): number {
  const steps = [4, 8, 12, 20, 40];
  if (most <= 4) return 4;
  let scale = 1;
  for (;;) {
    const found = steps.find((step) => step * scale >= most);
    if (found !== undefined) return found * scale;
    scale *= 10;
  }
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function numberText(value: number): string {
  // Long numbers would not fit beside the axis of a narrow page.
  const notation = value >= 10_000 ? "compact" : "standard";
  return value.toLocaleString("en-US", { maximumFractionDigits: 1, notation });
}
