/** When a day ends, by each utility's own midnights: days of 23 and 25 hours, and one that begins at one in the morning. */
import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

interface Closed {
  readonly home: string;
  readonly atMs: number;
  readonly nextDay: string;
  readonly homes: Readonly<Record<string, number>>;
}

/** Every `day-closed` row of every store, oldest first. */
async function closings(town: Town): Promise<Closed[]> {
  const { store } = town.hub;
  const found: Closed[] = [];
  for (const slice of store.slices()) {
    const rows = await store.read(slice, (sql) =>
      sql.all<{ home: string; atMs: number; facts: string }>(
        "SELECT home, recorded_at_ms AS atMs, facts FROM journal WHERE kind = 'day-closed' ORDER BY position",
      ),
    );
    for (const { home, atMs, facts } of rows) {
      const { nextDay, homes } = JSON.parse(facts) as Pick<Closed, "nextDay" | "homes">;
      found.push({ home, atMs, nextDay, homes });
    }
  }
  return found.toSorted((one, other) => one.atMs - other.atMs);
}

onEachPlacement("day-closed", (open) => {
  it.each<[string, string, [string, number], [string, number]]>([
    ["America/New_York", "2026-10-31T04:00Z", ["2026-11-01T04:00Z", 24], ["2026-11-02T05:00Z", 25]],
    ["America/New_York", "2027-03-13T05:00Z", ["2027-03-14T05:00Z", 24], ["2027-03-15T04:00Z", 23]],
    ["Europe/Madrid", "2026-10-23T22:00Z", ["2026-10-24T22:00Z", 24], ["2026-10-25T23:00Z", 25]],
    ["Europe/Madrid", "2027-03-26T23:00Z", ["2027-03-27T23:00Z", 24], ["2027-03-28T22:00Z", 23]],
    ["Asia/Tokyo", "2026-10-30T15:00Z", ["2026-10-31T15:00Z", 24], ["2026-11-01T15:00Z", 24]],
    ["Asia/Kolkata", "2026-10-30T18:30Z", ["2026-10-31T18:30Z", 24], ["2026-11-01T18:30Z", 24]],
    // There is no midnight on 6 September: 24:00 is 01:00.
    ["America/Santiago", "2026-09-05T04:00Z", ["2026-09-06T04:00Z", 24], ["2026-09-07T03:00Z", 23]],
  ])("in %s is written at the midnights after %s", async (zone, first, second, third) => {
    const next = [second, third];
    const town = new Town(await open("u"));
    const firstMs = Date.parse(first);
    town.wallMs = firstMs - 30 * MINUTE_MS;
    town.serviceMs = town.wallMs;
    await town.found({ ...usd, zone });
    await town.pass(0);
    const before = (await closings(town)).length;
    const lastMs = Date.parse(third[0]);
    while (town.wallMs < lastMs + 2 * HOUR_MS) await town.pass(30 * MINUTE_MS);
    const closed = (await closings(town)).slice(before);
    expect(closed.map(({ atMs }) => new Date(atMs).toISOString().replace(":00.000", ""))).toEqual([
      first,
      ...next.map(([at]) => at),
    ]);
    const hours = closed.slice(1).map(({ atMs }, at) => (atMs - (closed[at]?.atMs ?? 0)) / HOUR_MS);
    expect(hours).toEqual(next.map(([, count]) => count));
    expect(closed.map(({ nextDay }) => nextDay)).toEqual(
      closed.map(({ atMs }) => new Intl.DateTimeFormat("sv", { timeZone: zone }).format(atMs)),
    );
  });

  it("is written once a day by every store, and names the homes that changed in it", async () => {
    const town = new Town(await open("u"));
    await town.found();
    await town.enrol(ana);
    await town.pass(0);
    await town.pass(DAY_MS);
    const before = await closings(town);
    await town.text("+15550100001", "BAL");
    for (let hours = 0; hours < 24; hours += 1) await town.pass(HOUR_MS);
    const closed = (await closings(town)).slice(before.length);
    expect(closed).toHaveLength(town.hub.store.slices().length);
    const named = closed.flatMap(({ homes }) => Object.keys(homes));
    expect(named.filter((home) => home.startsWith("line:"))).toHaveLength(1);
    expect(named).not.toContain("utility:u");
    const numbers = JSON.stringify(closed);
    expect(numbers).not.toContain("5550100001");
  });

  it("is written for the days that nobody was there, in one", async () => {
    const town = new Town(await open("u"));
    await town.found();
    await town.pass(0);
    const before = await closings(town);
    await town.pass(5 * DAY_MS);
    const closed = (await closings(town)).slice(before.length);
    expect(closed.map(({ nextDay }) => nextDay)).toEqual(["2026-11-28"]);
  });

  it("is not written again when the clock is set back over midnight", async () => {
    const town = new Town(await open("u"));
    await town.found();
    await town.pass(DAY_MS);
    const before = await closings(town);
    await town.pass(-DAY_MS);
    await town.pass(HOUR_MS);
    expect(await closings(town)).toEqual(before);
  });
});
