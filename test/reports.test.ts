/** The reporting database: filled from the journals at least once, and from nothing whenever someone has deleted it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { must } from "../core/assert.ts";
import { beginHappening, recordHappening } from "../core/hub/journal.ts";
import { takeCash } from "../core/hub/take-cash.ts";
import { accountHome } from "../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../core/instant.ts";
import { journalAfter } from "../core/store/journal.ts";
import { openReports } from "../hosts/node/report.ts";
import { type Reports, shipJournal } from "../hosts/ship-journal.ts";
import { onEachPlacement, type Open } from "./placements.ts";
import { ana, Town } from "./town.ts";

const number = "+15550100001";
const home = accountHome("1001");

let directory: string;
const opened: { close(): void }[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-reports-"));
});

afterEach(() => {
  for (const reports of opened.splice(0)) reports.close();
  rmSync(directory, { recursive: true });
});

/** A file of its own name is a database that starts from nothing. */
async function database(name: string): Promise<Reports> {
  const reports = await openReports(`file:${join(directory, name)}`);
  opened.push(reports);
  return reports;
}

/** A utility in which something of every kind has happened, over a midnight. */
async function lived(open: Open, utilityId: string): Promise<Town> {
  const town = new Town(await open(utilityId));
  await town.found();
  await town.enrol(ana);
  await town.text(number, "BAL");
  await town.text(number, "PAY 20");
  const asked = town.promptsTo(number).at(-1);
  await town.text(number, asked?.key === "confirm_pay" ? String(asked.digit) : "none");
  await town.settleCharge(must(town.world.charged[0], "a charge was sent"), "succeeded");
  await town.pass(2 * HOUR_MS);
  await town.use("E-1", 1_500_000);
  await town.pass(DAY_MS);
  return town;
}

async function payCash(town: Town, paymentId: string, amountMinor: number): Promise<void> {
  await town.hub.store.transact(home, (sql) =>
    takeCash(sql, town.hub.clock.now(), home, {
      paymentId,
      amountMinor,
      currency: "USD",
      drawer: "desk-1",
      clerk: "maria",
    }),
  );
  await town.settle();
}

type Row = Readonly<Record<string, unknown>>;

const columns =
  "utility, home, sequence, kind, actor, channel, cause, effective_at_ms, recorded_at_ms, facts, hash";

function shippedRows(reports: Reports): Promise<Row[]> {
  return reports.read({
    text: `SELECT ${columns} FROM journal ORDER BY utility, home, sequence`,
    values: [],
  });
}

/** What the utilities' own journals hold, in the reporting database's words. */
async function journalRows(...towns: readonly Town[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { hub } of towns) {
    for (const slice of hub.store.slices()) {
      const all = await hub.store.read(slice, (sql) => journalAfter(sql, 0, 1_000_000));
      rows.push(
        ...all.map((row) => ({
          utility: hub.utilityId,
          home: row.home,
          sequence: row.sequence,
          kind: row.kind,
          actor: row.actor,
          channel: row.channel,
          cause: row.cause,
          effective_at_ms: row.effectiveAtMs,
          recorded_at_ms: row.recordedAtMs,
          facts: row.facts,
          hash: row.hash,
        })),
      );
    }
  }
  const placeOf = (row: Row) => [row["utility"], row["home"]].join(" ");
  return rows.toSorted(
    (one, other) =>
      compare(placeOf(one), placeOf(other)) || Number(one["sequence"]) - Number(other["sequence"]),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** A database that is lost at the `at`-th write: nothing of that batch is kept, as over a network that breaks. */
function breaksAt(reports: Reports, at: number): Reports {
  let writes = 0;
  return {
    read: (statement) => reports.read(statement),
    write(statements) {
      writes += 1;
      return writes === at ? Promise.reject(new Error("lost")) : reports.write(statements);
    },
  };
}

/** A database that keeps a batch and whose answer is then lost. */
function answerLostAt(reports: Reports, at: number): Reports {
  let writes = 0;
  return {
    read: (statement) => reports.read(statement),
    async write(statements) {
      writes += 1;
      await reports.write(statements);
      if (writes === at) throw new Error("lost");
    },
  };
}

/** Several batches of rows in one home. */
async function writeMany(town: Town, count: number): Promise<void> {
  await town.hub.store.transact(home, (sql) => {
    for (let at = 0; at < count; at += 1) {
      recordHappening(sql, town.hub.clock.now(), beginHappening(sql, home), {
        kind: "test-noted",
        actor: "test",
        channel: null,
        cause: String(at),
        facts: { at },
      });
    }
    return count;
  });
}

onEachPlacement("the reporting database", (open) => {
  it("holds every row of every home's journal, and goes on where it was", async () => {
    const town = await lived(open, "north");
    const reports = await database("a.db");
    const shipped = await shipJournal(town.hub, reports);
    const rows = await journalRows(town);
    expect(shipped).toBe(rows.length);
    expect(await shippedRows(reports)).toEqual(rows);
    expect(await shipJournal(town.hub, reports)).toBe(0);
    await payCash(town, "c1", 500);
    const grown = await journalRows(town);
    expect(await shipJournal(town.hub, reports)).toBe(grown.length - rows.length);
    expect(grown.length).toBeGreaterThan(rows.length);
    expect(await shippedRows(reports)).toEqual(grown);
  });

  it("is rebuilt from nothing, row for row", async () => {
    const town = await lived(open, "north");
    const first = await database("a.db");
    // Grown bit by bit the first time, in one go the second.
    await shipJournal(town.hub, first);
    await payCash(town, "c1", 500);
    await writeMany(town, 1_203);
    await shipJournal(town.hub, first);
    const rebuilt = await database("b.db");
    expect(await shippedRows(rebuilt)).toEqual([]);
    await shipJournal(town.hub, rebuilt);
    const rows = await shippedRows(rebuilt);
    expect(rows.length).toBeGreaterThan(1_203);
    expect(rows).toEqual(await shippedRows(first));
    expect(rows).toEqual(await journalRows(town));
  });

  it("is rebuilt after a restart of the hub", async () => {
    const town = await lived(open, "north");
    const before = await journalRows(town);
    await town.opened.restart();
    const reports = await database("a.db");
    await shipJournal(town.hub, reports);
    expect(await shippedRows(reports)).toEqual(before);
  });

  it.each([
    ["where it forgot how far it was", "DELETE FROM shipped"],
    ["where it knows less than it holds", "UPDATE shipped SET position = position / 2, hash = ''"],
    ["where rows were lost with what it knew of them", "DELETE FROM journal"],
  ])("takes what comes twice for one row, %s", async (_where, statement) => {
    const town = await lived(open, "north");
    const reports = await database("a.db");
    await shipJournal(town.hub, reports);
    const rows = await shippedRows(reports);
    await reports.write([
      { text: statement, values: [] },
      ...(statement.includes("journal") ? [{ text: "DELETE FROM shipped", values: [] }] : []),
    ]);
    expect(await shipJournal(town.hub, reports)).toBeGreaterThan(0);
    expect(await shippedRows(reports)).toEqual(rows);
  });

  it.each([
    ["shorter", 0],
    ["longer", 700],
  ])(
    "is filled anew where an older copy was put back, whose life since is %s",
    async (_, texts) => {
      const reports = await database("a.db");
      const other = await lived(open, "south");
      const first = await lived(open, "north");
      await payCash(first, "c1", 700);
      await writeMany(first, 20);
      for (const town of [other, first]) await shipJournal(town.hub, reports);
      // The same ids and sequences, and from some row on another story.
      const second = await lived(open, "north");
      await payCash(second, "c2", 900);
      await writeMany(second, texts);
      await shipJournal(second.hub, reports);
      expect(await shippedRows(reports)).toEqual(await journalRows(second, other));
      expect(await shipJournal(second.hub, reports)).toBe(0);
    },
  );

  it.each([
    ["a batch is lost", breaksAt],
    ["a batch is kept and the answer is lost", answerLostAt],
  ])("misses nothing and doubles nothing when %s in the middle", async (_what, broken) => {
    const town = await lived(open, "north");
    await writeMany(town, 1_203);
    const reports = await database("a.db");
    await expect(shipJournal(town.hub, broken(reports, 2))).rejects.toThrow("lost");
    const rows = await journalRows(town);
    expect((await shippedRows(reports)).length).toBeLessThan(rows.length);
    await shipJournal(town.hub, reports);
    expect(await shippedRows(reports)).toEqual(rows);
  });

  it("keeps utilities with the same ids apart", async () => {
    const north = await lived(open, "north");
    const south = await lived(open, "south");
    await payCash(south, "c1", 700);
    const reports = await database("a.db");
    await shipJournal(north.hub, reports);
    const norths = await shippedRows(reports);
    await shipJournal(south.hub, reports);
    const of = (utility: string) =>
      reports.read({
        text: `SELECT ${columns} FROM journal WHERE utility = ? ORDER BY utility, home, sequence`,
        values: [utility],
      });
    expect(await of("north")).toEqual(norths);
    expect(await of("south")).toEqual(await journalRows(south));
    expect(await shippedRows(reports)).toEqual(await journalRows(north, south));
    const payments = (utility: string) =>
      reports.read({
        text: "SELECT sum(amount_units) AS units FROM payment WHERE utility = ?",
        values: [utility],
      });
    expect(await payments("north")).toEqual([{ units: 20_000_000 }]);
    expect(await payments("south")).not.toEqual([{ units: 20_000_000 }]);
  });

  it("says when a day is complete: every home's last sequence of that day has come", async () => {
    const town = await lived(open, "north");
    const reports = await database("a.db");
    await shipJournal(town.hub, reports);
    const days = await reports.read({ text: "SELECT * FROM day_closed", values: [] });
    expect(days.map((day) => day["next_day"])).toContain("2026-11-24");
    for (const day of days) {
      const homes = JSON.parse(String(day["homes"])) as Record<string, number>;
      expect(day).toMatchObject({ utility: "north", part: 1, parts: 1 });
      for (const [name, sequence] of Object.entries(homes)) {
        const found = await reports.read({
          text: "SELECT count(*) AS count FROM journal WHERE home = ? AND sequence <= ?",
          values: [name, sequence],
        });
        expect(found).toEqual([{ count: sequence }]);
      }
    }
  });
});
