import { describe, expect, it } from "vitest";
import { Fault } from "../assert.ts";
import { MINUTE_MS } from "../instant.ts";
import { daysToKnow, KnownReads } from "./known-reads.ts";
import type { StoredInterval } from "./packed.ts";

function interval(at: string, minutes: number, changes: Partial<StoredInterval> = {}) {
  const known: StoredInterval = {
    startMs: Date.parse(`2026-05-01T${at}Z`),
    durationMs: minutes * MINUTE_MS,
    quantityMicro: 100,
    revision: 0,
    estimated: false,
    ...changes,
  };
  return known;
}

describe("KnownReads", () => {
  it("keeps the newest revision in whatever order rows come", () => {
    const revisions = [1, 2, 0].map((revision) => interval("10:00", 15, { revision }));
    const known = new KnownReads(revisions);
    expect(known.meteredDuring(interval("10:00", 15))).toEqual([revisions[1]]);
  });

  it("keeps what it knew when the same revision comes again", () => {
    const known = new KnownReads([interval("10:00", 15)]);
    known.add(interval("10:00", 15, { quantityMicro: 7 }));
    expect(known.meteredDuring(interval("10:00", 15))).toEqual([interval("10:00", 15)]);
  });

  it("keeps estimates apart", () => {
    const estimate = interval("10:00", 30, { estimated: true, revision: 5 });
    const known = new KnownReads([estimate, interval("10:00", 30)]);
    expect(known.estimatedDuring(estimate)).toEqual([estimate]);
    expect(known.meteredDuring(estimate)).toEqual([interval("10:00", 30)]);
  });

  it.each([
    { name: "touches it before", at: "10:00", minutes: 15, found: false },
    { name: "touches it after", at: "10:30", minutes: 30, found: false },
    { name: "is in another hour", at: "11:15", minutes: 15, found: false },
    { name: "is the same", at: "10:15", minutes: 15, found: true },
    { name: "is part of it", at: "10:20", minutes: 5, found: true },
    { name: "holds it", at: "10:00", minutes: 60, found: true },
  ])("finds an interval that $name: $found", ({ at, minutes, found }) => {
    const known = new KnownReads([interval("10:15", 15)]);
    expect(known.meteredDuring(interval(at, minutes))).toHaveLength(found ? 1 : 0);
  });

  it.each([
    { name: "crosses the hour", row: interval("10:30", 60) },
    { name: "has a length that does not divide the hour", row: interval("10:00", 50) },
    { name: "crosses it on its own step", row: interval("10:40", 40) },
  ])("finds the use of a register that $name, whatever the hour", ({ row }) => {
    const known = new KnownReads([interval("09:00", 60), row, { ...row, estimated: true }]);
    const endMs = row.startMs + row.durationMs;
    const after = { ...interval("10:00", 5), startMs: endMs };
    expect(known.meteredDuring({ ...after, startMs: endMs - 1 })).toEqual([row]);
    expect(known.meteredDuring({ ...after, startMs: row.startMs })).toEqual([row]);
    expect(known.meteredDuring(after)).toEqual([]);
    expect([...known.meteredBetween(row.startMs, row.startMs + 1)]).toEqual([row]);
    expect([...known.meteredBetween(row.startMs + 1, endMs)]).toEqual([]);
  });

  it("faults on a row that has no length", () => {
    expect(() => new KnownReads([interval("10:30", 0)])).toThrow(
      new Fault("an interval that was stored without being judged"),
    );
    expect(() => new KnownReads([interval("10:30", -5)])).toThrow(Fault);
  });

  it("finds all that an interval shares time with, whatever order they came in", () => {
    const quarters = ["10:00", "10:15", "10:30", "10:45"].map((at) => interval(at, 15));
    const whole = interval("10:00", 60);
    for (const order of [quarters, quarters.toReversed()]) {
      const found = new KnownReads(order).meteredDuring(whole);
      expect(found.toSorted((one, other) => one.startMs - other.startMs)).toEqual(quarters);
    }
  });

  it("keeps the newest revision where it comes after later reads, and where it comes before them", () => {
    const first = interval("10:00", 15);
    const second = { ...first, revision: 1, quantityMicro: 7 };
    const next = interval("10:15", 15);
    for (const order of [
      [first, next, second],
      [second, next, first],
      [first, second, next],
    ]) {
      const known = new KnownReads(order);
      expect(known.meteredDuring(first)).toEqual([second]);
      expect(known.meteredDuring(next)).toEqual([next]);
    }
  });

  it("knows nothing past its end, and looks again after each read that is added", () => {
    const known = new KnownReads([interval("10:00", 15)]);
    const next = interval("10:15", 15);
    expect(known.meteredDuring(next)).toEqual([]);
    known.add(next);
    expect(known.meteredDuring(next)).toEqual([next]);
    const before = interval("09:45", 15);
    expect(known.meteredDuring(before)).toEqual([]);
    known.add(before);
    expect(known.meteredDuring(before)).toEqual([before]);
    // A longer one that came between ends later than what it follows.
    const hour = interval("10:00", 60, { revision: 1 });
    known.add(hour);
    expect(known.meteredDuring(interval("10:55", 5))).toEqual([hour]);
  });

  it("gives the metered reads of a range of time, its start in it and its end not", () => {
    const rows = [
      interval("09:45", 15),
      interval("10:00", 15),
      interval("10:15", 15, { estimated: true }),
      interval("11:00", 15),
      interval("12:00", 15),
      interval("10:10", 50),
      interval("10:20", 50, { estimated: true }),
    ];
    const known = new KnownReads(rows);
    const from = interval("10:00", 15).startMs;
    const found = [...known.meteredBetween(from, interval("12:00", 15).startMs)];
    expect(found.toSorted((one, other) => one.startMs - other.startMs)).toEqual([
      rows[1],
      rows[5],
      rows[3],
    ]);
  });
});

describe("daysToKnow", () => {
  it.each([
    { zone: "Europe/London", at: "2026-05-01T22:45Z", days: ["2026-05-01"] },
    { zone: "Europe/London", at: "2026-05-01T23:00Z", days: ["2026-05-02"] },
    { zone: "Asia/Kathmandu", at: "2026-05-01T18:00Z", days: ["2026-05-01", "2026-05-02"] },
    { zone: "Asia/Kathmandu", at: "2026-05-01T18:45Z", days: ["2026-05-01", "2026-05-02"] },
    { zone: "Asia/Kathmandu", at: "2026-05-01T19:00Z", days: ["2026-05-02"] },
  ])("names $days for $at in $zone", ({ zone, at, days }) => {
    expect(daysToKnow(zone, Date.parse(at))).toEqual(days);
  });
});
