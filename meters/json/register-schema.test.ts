import { describe, expect, it } from "vitest";
import { isRefusal } from "../../core/refusal.ts";
import { parseItem } from "./parse.ts";

const read = { meter: "W-1", at: "2026-11-22T14:03:20-05:00", register: "1482.6" };
const installed = { meter: "W-2", register: "0.25" };

describe("parseItem of a register", () => {
  it.each([
    [{}, { atMs: Date.UTC(2026, 10, 22, 19, 3, 20), registerMicro: 1_482_600_000 }],
    [{}, { meterId: "W-1", wholeDigits: null, estimated: false, exchangedFor: null }],
    [{ register: "999999999.999999" }, { registerMicro: 999_999_999_999_999 }],
    [
      { digits: 5, estimated: true },
      { wholeDigits: 5, estimated: true },
    ],
    [{ exchanged_for: installed }, { exchangedFor: { meterId: "W-2", registerMicro: 250_000 } }],
  ])("reads %j", (change, expected) => {
    expect(parseItem({ ...read, ...change })).toMatchObject(expected);
  });

  it.each([
    [{ register: "1" }, "bad_meter"],
    [{ ...read, meter: "a b" }, "bad_meter"],
    [{ ...read, at: "2026-11-22T14:03:20" }, "bad_at"],
    [{ ...read, at: 1_700_000_000 }, "bad_at"],
    [{ ...read, register: "-1" }, "bad_register"],
    [{ ...read, register: 1482.6 }, "bad_register"],
    [{ ...read, register: "1.0000001" }, "bad_register"],
    [{ ...read, register: "1000000000" }, "bad_register"],
    [{ ...read, register: null }, "bad_register"],
    [{ ...read, digits: 0 }, "bad_digits"],
    [{ ...read, digits: 10 }, "bad_digits"],
    [{ ...read, digits: "5" }, "bad_digits"],
    [{ ...read, estimated: "yes" }, "bad_estimated"],
    [{ ...read, exchanged_for: "W-2" }, "bad_exchanged_for"],
    [{ ...read, exchanged_for: { meter: "W-2" } }, "bad_exchanged_for"],
    [{ ...read, exchanged_for: { ...installed, digits: 5 } }, "bad_exchanged_for"],
    [{ ...read, quantity: "1" }, "unknown_field"],
    [{ ...read, revision: 1 }, "unknown_field"],
  ])("refuses %j as %s", (raw, code) => {
    const parsed = parseItem(raw);
    expect(isRefusal(parsed) ? parsed.code : parsed).toBe(code);
  });

  it("takes an item without a register as an interval", () => {
    const interval = { meter: "E-1", start: "2026-11-22T14:00:00Z", minutes: 60, quantity: "0.4" };
    expect(parseItem(interval)).toMatchObject({ quantityMicro: 400_000 });
    expect(parseItem(null)).toMatchObject({ code: "not_an_object" });
  });
});
