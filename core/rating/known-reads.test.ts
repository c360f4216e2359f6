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
    expect(() => new KnownReads([interval("10:30", 0)])).toThrow(Fault);
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
