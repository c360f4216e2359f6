import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../core/refusal.ts";
import { parseRead } from "./parse.ts";

const read = { meter: "E-1", start: "2026-11-22T14:00:00-05:00", minutes: 60, quantity: "0.412" };

describe("parseRead", () => {
  it.each([
    [{}, { startMs: Date.UTC(2026, 10, 22, 19), durationMs: 3_600_000, quantityMicro: 412_000 }],
    [{ start: "2026-11-22T14:15:00Z" }, { startMs: Date.UTC(2026, 10, 22, 14, 15) }],
    [{ quantity: 0.412 }, { quantityMicro: 412_000 }],
    [{ quantity: "0" }, { quantityMicro: 0 }],
    [{ quantity: "999999999.999999" }, { quantityMicro: 999_999_999_999_999 }],
    [{ minutes: 1500 }, { durationMs: 90_000_000 }],
    [{}, { revision: 0, estimated: false }],
    [
      { revision: 2, estimated: true },
      { revision: 2, estimated: true },
    ],
  ])("reads %j", (change, expected) => {
    expect(parseRead({ ...read, ...change })).toMatchObject(expected);
  });

  it.each([
    [null, "not_an_object"],
    [[read], "not_an_object"],
    ["E-1", "not_an_object"],
    [{}, "bad_meter"],
    [{ ...read, meter: "" }, "bad_meter"],
    [{ ...read, meter: 7 }, "bad_meter"],
    [{ ...read, meter: "a/b" }, "bad_meter"],
    [{ ...read, meter: "x".repeat(65) }, "bad_meter"],
    [{ ...read, start: "2026-11-22" }, "bad_start"],
    [{ ...read, start: "2026-11-22T14:00:00" }, "bad_start"],
    [{ ...read, start: "2026-02-30T14:00:00Z" }, "bad_start"],
    [{ ...read, start: 1_700_000_000 }, "bad_start"],
    [{ ...read, start: "2026-11-22T14:00:01Z" }, "not_on_a_minute"],
    [{ ...read, start: "2026-11-22T14:00:00.001Z" }, "not_on_a_minute"],
    [{ ...read, minutes: 0 }, "bad_minutes"],
    [{ ...read, minutes: 1501 }, "bad_minutes"],
    [{ ...read, minutes: 0.5 }, "bad_minutes"],
    [{ ...read, minutes: "60" }, "bad_minutes"],
    [{ ...read, quantity: "-1" }, "bad_quantity"],
    [{ ...read, quantity: -0.5 }, "bad_quantity"],
    [{ ...read, quantity: "1.0000001" }, "bad_quantity"],
    [{ ...read, quantity: 0.1 + 0.2 }, "bad_quantity"],
    [{ ...read, quantity: 1e-7 }, "bad_quantity"],
    [{ ...read, quantity: 1e21 }, "bad_quantity"],
    [{ ...read, quantity: "1e3" }, "bad_quantity"],
    [{ ...read, quantity: "1,5" }, "bad_quantity"],
    [{ ...read, quantity: "1000000000" }, "bad_quantity"],
    [{ ...read, quantity: null }, "bad_quantity"],
    [{ ...read, revision: -1 }, "bad_revision"],
    [{ ...read, revision: 1000 }, "bad_revision"],
    [{ ...read, estimated: "no" }, "bad_estimated"],
    [{ ...read, kwh: 4 }, "unknown_field"],
  ])("refuses %j as %s", (raw, code) => {
    const parsed = parseRead(raw);
    expect(isRefusal(parsed) ? parsed.code : parsed).toBe(code);
  });

  it("keeps every quantity exact, as text and as a number", () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.nat(999_999), (whole, micro) => {
        const text = `${String(whole)}.${String(micro).padStart(6, "0")}`;
        const expected = { quantityMicro: whole * 1_000_000 + micro };
        expect(parseRead({ ...read, quantity: text })).toMatchObject(expected);
        // 15 digits, so that the number's own shortest text is the decimal it was written as.
        expect(parseRead({ ...read, quantity: Number(text) })).toMatchObject(expected);
      }),
    );
  });
});
