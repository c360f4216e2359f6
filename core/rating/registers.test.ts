import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS } from "../instant.ts";
import { exchange, judgeRegister, type Register, type RegisterRead } from "./registers.ts";

const startMs = Date.UTC(2026, 2, 1);
const register: Register = { meterId: "W-1", wholeDigits: null, hourlyLimitMicro: 10_000_000 };
const five: Register = { ...register, wholeDigits: 5 };

function at(hours: number, registerMicro: number, meterId = "W-1"): RegisterRead {
  return { meterId, atMs: startMs + hours * HOUR_MS, registerMicro };
}

describe("a register read", () => {
  it("is the use since the one before it, however long that is", () => {
    expect(judgeRegister(at(0, 5_000_000), at(37, 9_250_001), register)).toEqual({
      kind: "used",
      use: { startMs, durationMs: 37 * HOUR_MS, quantityMicro: 4_250_001 },
      wentRound: false,
    });
    expect(judgeRegister(null, at(0, 5_000_000), register)).toEqual({ kind: "begun" });
    expect(judgeRegister(at(1, 7), at(1, 7), register)).toEqual({ kind: "duplicate" });
  });

  it("goes round where its digits are known and the time is long enough", () => {
    const last = at(0, 99_999_500_000);
    expect(judgeRegister(last, at(1, 500_000), five)).toMatchObject({
      kind: "used",
      use: { quantityMicro: 1_000_000 },
      wentRound: true,
    });
  });

  it.each([
    ["nothing since, digits known", at(0, 7), at(1, 7), five, 0, false],
    ["nothing since, from nothing", at(0, 0), at(1, 0), register, 0, false],
    ["all that the connection can deliver", at(0, 0), at(2, 20_000_000), register, 2e7, false],
    ["all of it, round", at(0, 99_999_000_000), at(1, 9_000_000), five, 1e7, true],
    [
      "to the last that its digits hold",
      at(0, 99_999_000_000),
      at(1, 99_999_999_999),
      five,
      999_999,
      false,
    ],
  ] as const)("uses %s", (...[, before, read, of, quantityMicro, wentRound]) => {
    const verdict = judgeRegister(before, read, of);
    expect(verdict).toMatchObject({ kind: "used", use: { quantityMicro }, wentRound });
  });

  it.each([
    ["went back", at(0, 5e6), at(1, 4_999_999), register, "backward_register", "back by 1"],
    [
      "went back, digits known",
      at(0, 5e6),
      at(1, 4e6),
      five,
      "backward_register",
      "back by 1000000",
    ],
    [
      "went round too far",
      at(0, 99_999_000_000),
      at(1, 9_000_001),
      five,
      "backward_register",
      "back by 99989999999",
    ],
    ["jumped", at(0, 0), at(1, 10_000_001), register, "spike", "10000001 is more than"],
    [
      "says two things at once",
      at(1, 5),
      at(1, 6),
      register,
      "conflicting_register",
      "something else",
    ],
    ["says less at once", at(1, 5), at(1, 4), five, "conflicting_register", "something else"],
  ] as const)("that %s is held", (...[, before, read, of, code, words]) => {
    const message: unknown = expect.stringContaining(words);
    expect(judgeRegister(before, read, of)).toMatchObject({ kind: "held", code, message });
  });

  it.each([
    ["below 0", at(0, 0), at(1, -1), register, "bad_register", "not below 0"],
    ["no whole number", at(0, 0), at(1, 0.5), register, "bad_register", "a whole number"],
    ["no number", at(0, 0), at(1, Number.NaN), register, "bad_register", "a whole number"],
    ["at no instant", at(0, 0), at(Number.NaN, 1), register, "bad_register", "a whole number"],
    ["past its digits", at(0, 0), at(1, 100_000_000_000), five, "bad_register", "has 5 digits"],
    ["of another meter", at(0, 0), at(1, 1, "W-2"), register, "another_meter", "both of W-1"],
    ["after another meter's", at(0, 0, "W-2"), at(1, 1), register, "another_meter", "both of W-1"],
    ["older than the newest", at(2, 0), at(1, 1), register, "out_of_order", "a later read"],
  ] as const)("%s is refused", (...[, before, read, of, code, words]) => {
    const message: unknown = expect.stringContaining(words);
    expect(judgeRegister(before, read, of)).toMatchObject({ kind: "refused", code, message });
  });

  it("sums to what the register moved, however often it is read and however it goes round", () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.nat({ max: 9_999_999 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.nat({ max: 99_999_999_999 }), steps, (from, all) => {
        let [hours, moved, sum] = [0, 0, 0];
        let before = at(0, from);
        for (const [more, quantity] of all) {
          hours += more;
          moved += quantity;
          const read = at(hours, (from + moved) % 100_000_000_000);
          const verdict = judgeRegister(before, read, five);
          if (verdict.kind === "used") sum += verdict.use.quantityMicro;
          before = read;
        }
        expect(sum).toBe(moved);
      }),
    );
  });
});

describe("a meter exchange", () => {
  const given = {
    atMs: startMs + 5 * HOUR_MS,
    removed: { meterId: "W-1", registerMicro: 7_000_000 },
    installed: { meterId: "W-2", registerMicro: 120_000 },
  };

  it("counts the old meter to its end and the new one from its start", () => {
    const { last, begins } = exchange(at(0, 5_000_000), given, register);
    expect(last).toMatchObject({ kind: "used", use: { quantityMicro: 2_000_000 } });
    const next = judgeRegister(begins, at(8, 620_000, "W-2"), { ...register, meterId: "W-2" });
    expect(next).toMatchObject({
      kind: "used",
      use: { startMs: given.atMs, durationMs: 3 * HOUR_MS, quantityMicro: 500_000 },
    });
  });

  it("holds an end that went back, and begins the new meter all the same", () => {
    const { last, begins } = exchange(at(0, 8_000_000), given, register);
    expect(last).toMatchObject({ kind: "held", code: "backward_register" });
    expect(begins).toEqual(at(5, 120_000, "W-2"));
  });
});
