import { computed } from "@preact/signals";
import { clock, townMs } from "./live.ts";

const speedWords = new Map([
  [1, "as fast as yours"],
  [60, "a minute there is a second here"],
  [3600, "an hour there is a second here"],
]);

const styles = {
  day: { weekday: "short", month: "short", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  hour: { hour: "2-digit", hourCycle: "h23" },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

/** Making one takes a millisecond or more, and the clock is looked at four times a second. */
const formats = new Map<string, Intl.DateTimeFormat>();

function textOf(atMs: number, style: keyof typeof styles): string {
  const timeZone = clock.value?.zone ?? "UTC";
  const key = `${style} ${timeZone}`;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat("en-US", { timeZone, ...styles[style] });
  formats.set(key, format);
  return format.format(atMs);
}

/** Shown to the minute, so that nothing is drawn anew between two minutes. */
const day = computed(() => (townMs.value === null ? null : textOf(townMs.value, "day")));
const time = computed(() => (townMs.value === null ? null : textOf(townMs.value, "time")));

export function Clock() {
  const told = clock.value;
  if (day.value === null || told === null) return <p class="clock">The town is waking up …</p>;
  const { speed } = told;
  return (
    <div class="clock">
      <p>
        <span>{day}</span> <strong>{time}</strong>
      </p>
      <p>{speedWords.get(speed) ?? `${String(speed)} times as fast as here`}</p>
    </div>
  );
}

/** A moment of the server's clock as the town's own shows it: "4:05 PM". */
export function townTime(wallMs: number): string {
  const told = clock.value;
  if (told === null) return "";
  const { serviceMs, wallMs: toldMs, speed } = told;
  return textOf(serviceMs + (wallMs - toldMs) * speed, "time");
}

/** What the sky of the town looks like. */
export const sky = computed<"day" | "dusk" | "night">(() => {
  if (townMs.value === null) return "night";
  const hour = Number(textOf(townMs.value, "hour"));
  if (hour >= 8 && hour < 16) return "day";
  return (hour >= 6 && hour < 8) || (hour >= 16 && hour < 18) ? "dusk" : "night";
});
