import { townMs, townSpeed, townZone } from "./live.ts";

const speedWords = new Map([
  [1, "as fast as yours"],
  [60, "a minute there is a second here"],
  [3600, "an hour there is a second here"],
]);

export function Clock() {
  const atMs = townMs.value;
  const speed = townSpeed.value;
  if (atMs === null) return <p class="clock">The town is waking up …</p>;
  const timeZone = townZone.value;
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

/** What the sky of the town looks like. */
export function skyAt(atMs: number | null, timeZone: string): "day" | "dusk" | "night" {
  if (atMs === null) return "night";
  const text = new Intl.DateTimeFormat("en-US", { timeZone, hour: "2-digit", hourCycle: "h23" });
  const hour = Number(text.format(atMs));
  if (hour >= 8 && hour < 16) return "day";
  return (hour >= 6 && hour < 8) || (hour >= 16 && hour < 18) ? "dusk" : "night";
}
