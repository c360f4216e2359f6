import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseItem } from "./parse.ts";
import { quickReads } from "./quick-body.ts";

const read = { meter: "E-1", start: "2026-11-22T14:00:00Z", minutes: 60, quantity: "0.412" };

function bodyOf(...reads: unknown[]): string {
  return JSON.stringify({ reads });
}

function slowly(text: string): unknown {
  return (JSON.parse(text) as { reads: unknown[] }).reads.map(parseItem);
}

describe("quickReads", () => {
  it.each([
    ["one read", [read]],
    ["two of one meter", [read, { ...read, start: "2026-11-22T15:00:00.000Z" }]],
    ["two meters", [read, { ...read, meter: "E-2" }]],
    ["a meter whose name begins with the other's", [read, { ...read, meter: "E-12" }]],
    ["a meter whose name is the other's begin", [{ ...read, meter: "E-12" }, read]],
    ["the longest of all", [{ ...read, meter: "x".repeat(64), minutes: 1500 }]],
    ["whole units", [{ ...read, quantity: "999999999" }]],
  ])("reads %s as the slow way does", (_, reads) => {
    const text = bodyOf(...reads);
    expect(quickReads(text, 10)).toEqual(slowly(text));
  });

  it.each([
    ["no text", ""],
    ["no reads", bodyOf()],
    ["another body", JSON.stringify({ read: [read] })],
    ["white space", JSON.stringify({ reads: [read] }, null, 1)],
    ["more fields beside", JSON.stringify({ reads: [read], of: 1 })],
    ["a text cut short", bodyOf(read).slice(0, -1)],
    ["a text cut in a read", bodyOf(read, read).slice(0, 120)],
    ["something after it", `${bodyOf(read)} `],
    ["a list that ends with a comma", bodyOf(read).replace("]", ",]")],
    ["fields in another order", bodyOf(Object.fromEntries(Object.entries(read).toReversed()))],
    ["one field more", bodyOf({ ...read, revision: 0 })],
    ["one field less", bodyOf({ meter: "E-1", start: read.start, minutes: 60 })],
    ["an empty meter", bodyOf({ ...read, meter: "" })],
    ["a meter too long", bodyOf({ ...read, meter: "x".repeat(65) })],
    ["a quoted mark in the meter", bodyOf({ ...read, meter: 'E"1' })],
    ["a local time", bodyOf({ ...read, start: "2026-11-22T14:00:00" })],
    ["no day of the calendar", bodyOf({ ...read, start: "2026-02-30T14:00:00Z" })],
    ["no minutes", bodyOf({ ...read, minutes: 0 })],
    ["too many minutes", bodyOf({ ...read, minutes: 1501 })],
    ["half a minute", bodyOf({ ...read, minutes: 0.5 })],
    ["minutes as no JSON has them", bodyOf(read).replace("60", "060")],
    ["minutes in words", bodyOf({ ...read, minutes: "60" })],
    ["a quantity as a number", bodyOf({ ...read, quantity: 0.412 })],
    ["a sign", bodyOf({ ...read, quantity: "-1" })],
    ["seven decimals", bodyOf({ ...read, quantity: "0.0000001" })],
    ["one good and one wrong", bodyOf(read, { ...read, quantity: "" })],
    ["a register", bodyOf({ meter: "E-1", at: read.start, register: "5" })],
    ["more than may be", bodyOf(...Array.from({ length: 11 }, () => read))],
  ])("leaves %s to the slow way", (_, text) => {
    expect(quickReads(text, 10)).toBeNull();
  });

  it("reads nothing that the slow way reads otherwise, whatever one place of the text is", () => {
    const text = bodyOf(read, { ...read, meter: "W-07", start: "2026-11-22T15:00:00.000Z" });
    const characters = fc.constantFrom(...Array.from(`{}[]",:.-TZ0123456789 E\\`), "");
    const places = fc.nat({ max: text.length });
    fc.assert(
      fc.property(places, fc.nat({ max: 2 }), characters, (at, cut, put) => {
        const changed = text.slice(0, at) + put + text.slice(at + cut);
        const quick = quickReads(changed, 10);
        expect(quick).toEqual(quick === null ? null : slowly(changed));
      }),
      { numRuns: 5_000 },
    );
  });
});
