import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../instant.ts";
import { KnownReads } from "./known-reads.ts";
import { REVISION_MAX, type StoredInterval } from "./packed.ts";
import { judgeRead, READ_AGE_MAX_MS, READ_AHEAD_MAX_MS, type ReadBounds } from "./validate.ts";

const nowMs = Date.parse("2026-05-20T12:00Z");
const bounds: ReadBounds = {
  serviceNowMs: nowMs,
  serviceFromMs: nowMs - 1_000 * DAY_MS,
  meterFromMs: nowMs - 1_000 * DAY_MS,
  serviceUntilMs: null,
  meterUntilMs: null,
  hourlyLimitMicro: 24_000_000,
};

function read(changes: Partial<StoredInterval> = {}): StoredInterval {
  return {
    startMs: nowMs - 2 * HOUR_MS,
    durationMs: 15 * MINUTE_MS,
    quantityMicro: 500_000,
    revision: 0,
    estimated: false,
    ...changes,
  };
}

const nothing = new KnownReads();

/** What a refusal says of each code. */
const words: Readonly<Record<string, string>> = {
  bad_duration: "5, 15, 30 or 60 minutes",
  unaligned_start: "a whole number of intervals from the UTC hour",
  bad_quantity: "a whole number of millionths",
  negative_quantity: "not below 0",
  bad_revision: `from 0 to ${String(REVISION_MAX)}`,
  read_in_future: "has not ended",
  read_too_old: "too old",
  before_service_start: "before the service did",
  after_service_end: "had left before",
  before_meter_link: "did not measure this service yet",
  after_meter_link: "did not measure this service any more",
};

describe("judgeRead alone", () => {
  it.each([
    { name: "plain", changes: {} },
    { name: "of nothing", changes: { quantityMicro: 0 } },
    { name: "of five minutes", changes: { durationMs: 5 * MINUTE_MS } },
    { name: "of an hour", changes: { durationMs: HOUR_MS } },
    { name: "estimated", changes: { estimated: true } },
    { name: "first seen at its third revision", changes: { revision: 3 } },
    { name: "at the limit", changes: { quantityMicro: 6_000_000 } },
    { name: "as early as a clock may be", changes: { startMs: nowMs, durationMs: 5 * MINUTE_MS } },
    {
      name: "as old as may be",
      changes: { startMs: nowMs - READ_AGE_MAX_MS },
    },
    { name: "at the most revisions", changes: { revision: REVISION_MAX } },
    { name: "of half an hour", changes: { durationMs: 30 * MINUTE_MS } },
    { name: "the service's first", changes: {}, limits: { serviceFromMs: nowMs - 2 * HOUR_MS } },
    {
      name: "the customer's last",
      changes: {},
      limits: { serviceUntilMs: nowMs - 1.75 * HOUR_MS },
    },
    { name: "the meter's first", changes: {}, limits: { meterFromMs: nowMs - 2 * HOUR_MS } },
    { name: "the meter's last", changes: {}, limits: { meterUntilMs: nowMs - 2 * HOUR_MS + 1 } },
  ])("accepts one that is $name", ({ changes, limits }) => {
    const one = read(changes);
    expect(judgeRead(one, nothing, { ...bounds, ...limits })).toEqual({
      kind: "accepted",
      deltaMicro: one.quantityMicro,
    });
  });

  it.each([
    { code: "bad_duration", changes: { durationMs: 10 * MINUTE_MS } },
    { code: "bad_duration", changes: { durationMs: 0 } },
    { code: "bad_duration", changes: { durationMs: DAY_MS } },
    { code: "bad_duration", changes: { durationMs: Number.NaN } },
    { code: "unaligned_start", changes: { startMs: nowMs - HOUR_MS + MINUTE_MS } },
    { code: "unaligned_start", changes: { startMs: nowMs - 15 * MINUTE_MS, durationMs: HOUR_MS } },
    { code: "unaligned_start", changes: { startMs: nowMs - 0.5 } },
    { code: "unaligned_start", changes: { startMs: Number.NaN } },
    { code: "unaligned_start", changes: { startMs: -Infinity } },
    { code: "bad_quantity", changes: { quantityMicro: 0.5 } },
    { code: "bad_quantity", changes: { quantityMicro: Number.NaN } },
    { code: "bad_quantity", changes: { quantityMicro: 2 ** 53 } },
    { code: "negative_quantity", changes: { quantityMicro: -1 } },
    { code: "bad_revision", changes: { revision: -1 } },
    { code: "bad_revision", changes: { revision: 1.5 } },
    { code: "bad_revision", changes: { revision: REVISION_MAX + 1 } },
    { code: "read_in_future", changes: { startMs: nowMs + 15 * MINUTE_MS } },
    { code: "read_too_old", changes: { startMs: nowMs - READ_AGE_MAX_MS - 15 * MINUTE_MS } },
    { code: "read_too_old", changes: { startMs: 0 }, limits: { serviceFromMs: 0, meterFromMs: 0 } },
    { code: "before_service_start", changes: {}, limits: { serviceFromMs: nowMs - HOUR_MS } },
    { code: "before_meter_link", changes: {}, limits: { meterFromMs: nowMs - HOUR_MS } },
    { code: "after_meter_link", changes: {}, limits: { meterUntilMs: nowMs - 2 * HOUR_MS } },
  ])("refuses $code", ({ code, changes, limits }) => {
    const verdict = judgeRead(read(changes), nothing, { ...bounds, ...limits });
    const message: unknown = expect.stringContaining(words[code] ?? "no such code");
    expect(verdict).toMatchObject({ kind: "refused", code, message });
  });

  it("allows a meter's clock to run a little ahead, and no more", () => {
    const aheadMs = nowMs + 5 * MINUTE_MS;
    const one = read({ startMs: nowMs, durationMs: 5 * MINUTE_MS });
    const justEnough = { ...bounds, serviceNowMs: aheadMs - READ_AHEAD_MAX_MS };
    expect(judgeRead(one, nothing, justEnough).kind).toBe("accepted");
    const tooMuch = { ...bounds, serviceNowMs: aheadMs - READ_AHEAD_MAX_MS - 1 };
    expect(judgeRead(one, nothing, tooMuch)).toMatchObject({ code: "read_in_future" });
  });

  it.each([
    { name: "beyond the limit of a quarter hour", changes: { quantityMicro: 6_000_001 } },
    {
      name: "beyond the limit of an hour",
      changes: { quantityMicro: 24_000_001, durationMs: HOUR_MS },
    },
    { name: "as large as can be", changes: { quantityMicro: Number.MAX_SAFE_INTEGER } },
    { name: "beyond the limit and estimated", changes: { quantityMicro: 7e6, estimated: true } },
  ])("holds one $name", ({ changes }) => {
    const one = read(changes);
    expect(judgeRead(one, nothing, bounds)).toEqual({
      kind: "held",
      code: "spike",
      message: `${String(one.quantityMicro)} is more than the connection can deliver in that time`,
    });
  });
});

describe("judgeRead against what is known", () => {
  const second = read({ revision: 1, quantityMicro: 400_000 });
  it.each([
    { name: "the same again", known: [read()], one: read(), verdict: { kind: "duplicate" } },
    {
      name: "another quantity at the same revision",
      known: [read()],
      one: read({ quantityMicro: 500_001 }),
      verdict: {
        kind: "refused",
        code: "conflicting_read",
        message: "another quantity is known for this interval and revision",
      },
    },
    {
      name: "a higher revision of less",
      known: [read()],
      one: second,
      verdict: { kind: "revised", deltaMicro: -100_000 },
    },
    {
      name: "a higher revision of the same",
      known: [read()],
      one: read({ revision: 9 }),
      verdict: { kind: "revised", deltaMicro: 0 },
    },
    {
      name: "a revision of a revision",
      known: [second, read()],
      one: read({ revision: 2, quantityMicro: 0 }),
      verdict: { kind: "revised", deltaMicro: -400_000 },
    },
    {
      name: "a revision beyond the limit",
      known: [read()],
      one: read({ revision: 1, quantityMicro: 6_000_001 }),
      verdict: { kind: "held", code: "spike" },
    },
    {
      name: "the same again of what staff let pass",
      known: [read({ quantityMicro: 6_000_001 })],
      one: read({ quantityMicro: 6_000_001 }),
      verdict: { kind: "duplicate" },
    },
    { name: "a lower revision", known: [second], one: read(), verdict: { kind: "superseded" } },
    {
      name: "a longer interval over it",
      known: [read()],
      one: read({ durationMs: HOUR_MS, revision: 1 }),
      verdict: {
        kind: "refused",
        code: "overlapping_read",
        message: "an interval of another length is known for this time",
      },
    },
    {
      name: "a shorter interval inside it",
      known: [read()],
      one: read({ startMs: read().startMs + 5 * MINUTE_MS, durationMs: 5 * MINUTE_MS }),
      verdict: { kind: "refused", code: "overlapping_read" },
    },
    {
      name: "one over it and over an hour that holds it",
      known: [read({ durationMs: HOUR_MS }), read({ startMs: read().startMs + 15 * MINUTE_MS })],
      one: read({ startMs: read().startMs + 15 * MINUTE_MS }),
      verdict: { kind: "refused", code: "overlapping_read" },
    },
    {
      name: "its neighbour of another length",
      known: [read()],
      one: read({ startMs: read().startMs + 15 * MINUTE_MS, durationMs: 5 * MINUTE_MS }),
      verdict: { kind: "accepted", deltaMicro: 500_000 },
    },
    {
      name: "an estimate of what the meter said",
      known: [read()],
      one: read({ estimated: true, revision: 9 }),
      verdict: { kind: "superseded" },
    },
    {
      name: "a longer estimate over what the meter said",
      known: [read()],
      one: read({ estimated: true, durationMs: HOUR_MS }),
      verdict: { kind: "superseded" },
    },
    {
      name: "the meter's own read of what was estimated",
      known: [read({ estimated: true, revision: 9 })],
      one: read({ quantityMicro: 400_000 }),
      verdict: { kind: "accepted", deltaMicro: 400_000 },
    },
    {
      name: "the meter's own read inside a longer estimate",
      known: [read({ estimated: true, durationMs: HOUR_MS })],
      one: read(),
      verdict: { kind: "accepted", deltaMicro: 500_000 },
    },
    {
      name: "a better estimate",
      known: [read({ estimated: true })],
      one: read({ estimated: true, revision: 1, quantityMicro: 600_000 }),
      verdict: { kind: "revised", deltaMicro: 100_000 },
    },
    {
      name: "an estimate over a shorter estimate",
      known: [read({ estimated: true })],
      one: read({ estimated: true, durationMs: 30 * MINUTE_MS }),
      verdict: { kind: "refused", code: "overlapping_read" },
    },
  ])("$name is $verdict.kind", ({ known, one, verdict }) => {
    expect(judgeRead(one, new KnownReads(known), bounds)).toMatchObject(verdict);
  });

  it("sees what the same batch brought before", () => {
    const known = new KnownReads();
    expect(judgeRead(read(), known, bounds).kind).toBe("accepted");
    known.add(read());
    expect(judgeRead(read(), known, bounds).kind).toBe("duplicate");
  });
});
