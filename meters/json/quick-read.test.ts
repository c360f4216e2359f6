import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../core/refusal.ts";
import { parseBySchema } from "./schema.ts";
import { quickRead } from "./quick-read.ts";

const read = { meter: "E-1", start: "2026-11-22T14:00:00Z", minutes: 60, quantity: "0.412" };

describe("quickRead", () => {
  it.each([
    {},
    { start: "2026-11-22T14:00:00.000Z" },
    { start: "2028-02-29T23:59:00Z" },
    { start: "2000-02-29T00:00:00Z" },
    { start: "1970-01-01T00:00:00Z" },
    { start: "9999-12-31T23:59:00Z" },
    { quantity: "0" },
    { quantity: "000000007.5" },
    { quantity: "999999999.999999" },
    { minutes: 1 },
    { minutes: 1500 },
    { revision: 999, estimated: true },
    { revision: undefined, estimated: undefined },
    { meter: `x${".".repeat(63)}` },
  ])("takes %j as the schema does", (change) => {
    const raw = { ...read, ...change };
    const quick = quickRead(raw);
    expect(quick).not.toBeNull();
    expect(quick).toEqual(parseBySchema(raw));
  });

  it.each([
    ["null", null],
    ["a list", [read]],
    ["a text", "E-1"],
    ["nothing in it", {}],
    ["another field", { ...read, kwh: 4 }],
    ["no meter", { ...read, meter: "" }],
    ["a meter too long", { ...read, meter: "x".repeat(65) }],
    ["a meter on two lines", { ...read, meter: "E-1\n" }],
    ["an offset", { ...read, start: "2026-11-22T14:00:00+00:00" }],
    ["a second", { ...read, start: "2026-11-22T14:00:01Z" }],
    ["a thousandth", { ...read, start: "2026-11-22T14:00:00.001Z" }],
    ["no seconds", { ...read, start: "2026-11-22T14:00Z" }],
    ["a local time", { ...read, start: "2026-11-22T14:00:00" }],
    ["a blank for the T", { ...read, start: "2026-11-22 14:00:00Z" }],
    ["a month of 30 days", { ...read, start: "2026-11-31T14:00:00Z" }],
    ["no leap day", { ...read, start: "2026-02-29T14:00:00Z" }],
    ["no leap day in a hundredth year", { ...read, start: "2100-02-29T14:00:00Z" }],
    ["a month 13", { ...read, start: "2026-13-01T14:00:00Z" }],
    ["a month 0", { ...read, start: "2026-00-01T14:00:00Z" }],
    ["a day 0", { ...read, start: "2026-11-00T14:00:00Z" }],
    ["an hour 24", { ...read, start: "2026-11-22T24:00:00Z" }],
    ["a minute 60", { ...read, start: "2026-11-22T14:60:00Z" }],
    ["a sign in the year", { ...read, start: "-026-11-22T14:00:00Z" }],
    ["a letter in the hour", { ...read, start: "2026-11-22T1x:00:00Z" }],
    ["before 1970", { ...read, start: "1969-12-31T23:59:00Z" }],
    ["no time", { ...read, minutes: 0 }],
    ["half a minute", { ...read, minutes: 0.5 }],
    ["too many minutes", { ...read, minutes: 1501 }],
    ["minutes as text", { ...read, minutes: "60" }],
    ["a quantity as a number", { ...read, quantity: 0.412 }],
    ["a quantity of nothing", { ...read, quantity: "" }],
    ["no digit after the point", { ...read, quantity: "1." }],
    ["no digit before the point", { ...read, quantity: ".5" }],
    ["two points", { ...read, quantity: "1.2.3" }],
    ["a sign", { ...read, quantity: "-1" }],
    ["seven decimals", { ...read, quantity: "1.0000000" }],
    ["ten digits", { ...read, quantity: "1000000000" }],
    ["a power", { ...read, quantity: "1e3" }],
    ["a revision below 0", { ...read, revision: -1 }],
    ["a revision too high", { ...read, revision: 1000 }],
    ["estimated in words", { ...read, estimated: "no" }],
  ])("leaves %s to the schema", (_, raw) => {
    expect(quickRead(raw)).toBeNull();
  });

  it("reads every minute from 1970 on as the runtime does", () => {
    const last = Date.UTC(9999, 11, 31, 23, 59) / 60_000;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: last }), fc.boolean(), (minute, isLong) => {
        const text = new Date(minute * 60_000).toISOString();
        const start = isLong ? text : text.replace(".000Z", "Z");
        expect(quickRead({ ...read, start })?.startMs).toBe(minute * 60_000);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never takes what the schema refuses, nor takes it otherwise", () => {
    const part = fc.constantFrom("2", "0", "9", "-", "T", ":", "Z", ".", "1", "x", "+");
    const text = fc.array(part, { maxLength: 24 }).map((parts) => parts.join(""));
    const changedAt = (of: string) =>
      fc
        .tuple(fc.nat(of.length - 1), part)
        .map(([at, put]) => of.slice(0, at) + put + of.slice(at + 1));
    const raws = fc.record(
      {
        meter: fc.oneof(fc.constant("E-1"), text),
        start: fc.oneof(changedAt("2026-11-22T14:00:00Z"), changedAt("2028-02-29T00:00:00.000Z")),
        minutes: fc.oneof(fc.integer({ min: -1, max: 1501 }), fc.double(), fc.constant("60")),
        quantity: fc.oneof(text, changedAt("12.000412"), fc.double()),
        revision: fc.oneof(fc.integer({ min: -1, max: 1000 }), fc.constant(null)),
        estimated: fc.oneof(fc.boolean(), fc.constant(null)),
      },
      { requiredKeys: ["meter", "start", "minutes", "quantity"] },
    );
    fc.assert(
      fc.property(raws, (raw) => {
        const quick = quickRead(raw);
        if (quick === null) return;
        const slow = parseBySchema(raw);
        expect(isRefusal(slow) ? slow.code : slow).toEqual(quick);
      }),
      { numRuns: 3_000 },
    );
  });
});
