import { clock, townMs } from "./live.ts";

const speedWords = new Map([
  [1, "as fast as yours"],
  [60, "a minute there is a second here"],
  [3600, "an hour there is a second here"],
]);

export function Clock() {
  const atMs = townMs.value;
  const told = clock.value;
  if (atMs === null || told === null) return <p class="clock">The town is waking up …</p>;
  const { speed, zone: timeZone } = told;
  const format = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat("en-US", { timeZone, ...options }).format(atMs);
  return (
    <div class="clock">
      <p>
        <span>{format({ weekday: "short", month: "short", day: "numeric" })}</span>{" "}
        <strong>{format({ hour: "numeric", minute: "2-digit" })}</strong>
      </p>
      <p>{speedWords.get(speed) ?? `${String(speed)} times as fast as here`}</p>
    </div>
  );
}

/** A moment of the server's clock as the town's own shows it: "4:05 PM". */
export function townTime(wallMs: number): string {
  const told = clock.value;
  if (told === null) return "";
  const { serviceMs, wallMs: toldMs, speed, zone: timeZone } = told;
  const format = new Intl.DateTimeFormat("en-US", { timeZone, hour: "numeric", minute: "2-digit" });
  return format.format(serviceMs + (wallMs - toldMs) * speed);
}

/** What the sky of the town looks like. */
export function sky(): "day" | "dusk" | "night" {
  const atMs = townMs.value;
  if (atMs === null) return "night";
  const timeZone = clock.value?.zone ?? "UTC";
  const text = new Intl.DateTimeFormat("en-US", { timeZone, hour: "2-digit", hourCycle: "h23" });
  const hour = Number(text.format(atMs));
  if (hour >= 8 && hour < 16) return "day";
  return (hour >= 6 && hour < 8) || (hour >= 16 && hour < 18) ? "dusk" : "night";
}
