import { describe, expect, it } from "vitest";
import { JsonNumber } from "./exact-json.ts";
import {
  decimalAt,
  exactAt,
  ImportNotes,
  isDay,
  isFields,
  isNothing,
  oneOf,
  textAt,
  wholeAt,
  zoneAt,
} from "./import-fields.ts";

const number = (text: string): JsonNumber => new JsonNumber(text);

/** What a reader gives for a field named "f", and what it notes as wrong. */
function noted<Value>(read: (notes: ImportNotes) => Value): [Value, string | null] {
  const notes = new ImportNotes();
  const value = read(notes);
  const [problem, ...more] = notes.problems;
  expect([more, notes.leftOut, notes.taken]).toEqual([[], [], []]);
  if (problem === undefined) return [value, null];
  expect(problem.field).toBe("f");
  return [value, problem.message];
}

describe("the notes of an import", () => {
  it("keep apart what is wrong, what is left and what is taken", () => {
    const notes = new ImportNotes();
    notes.wrong("a", "is wrong");
    notes.leave("b", "is not known");
    notes.take("c");
    expect(notes.problems).toEqual([{ field: "a", message: "is wrong" }]);
    expect(notes.leftOut).toEqual([{ field: "b", reason: "is not known" }]);
    expect(notes.taken).toEqual(["c"]);
  });
});

describe("isFields", () => {
  it.each([[{}], [{ a: 1 }]])("%j is an object of fields", (value) => {
    expect(isFields(value)).toBe(true);
  });

  it.each([[null], [undefined], ["a"], [1], [[]], [number("1")]])("%j is none", (value) => {
    expect(isFields(value)).toBe(false);
  });
});

describe("isNothing", () => {
  it.each([undefined, null, "", false, [], {}, [[null], ""], { a: null, b: {} }])(
    "%j asks for nothing",
    (value) => {
      expect(isNothing(value)).toBe(true);
    },
  );

  it.each(["0", "-0", "0.0", "0.000", "-0.00", "0e5", "0E+12", "0.0e55"])(
    "the number %s asks for nothing",
    (text) => {
      expect(isNothing(number(text))).toBe(true);
      expect(isNothing([[number(text)]])).toBe(true);
    },
  );

  it.each(["1", "10", "0.1", "0.01", "-1", "1e-5", "0.5e0", "100e0"])(
    "the number %s asks for something",
    (text) => {
      expect(isNothing(number(text))).toBe(false);
      expect(isNothing({ a: null, b: number(text) })).toBe(false);
    },
  );

  it.each(["x", " ", "0", true, ["x"], ["", "x"], { a: true }, [[], { b: "x" }]])(
    "%j asks for something",
    (value) => {
      expect(isNothing(value)).toBe(false);
    },
  );
});

describe("exactAt and decimalAt", () => {
  it.each([
    [number("0.10"), "any", "0.1"],
    [0.25, "any", "0.25"],
    ["-3.5", "any", "-3.5"],
    ["999999999.999999999", "positive", "999999999.999999999"],
    ["-999999999.999999999", "any", "-999999999.999999999"],
    ["0", "not_negative", "0"],
    ["0.000000001", "positive", "0.000000001"],
    [number("1e3"), "any", "1000"],
  ] as const)("take %j where it may be %s", (raw, sign, text) => {
    expect(noted((notes) => decimalAt(notes, "f", raw, sign))).toEqual([text, null]);
    expect(noted((notes) => exactAt(notes, "f", raw, sign))[0]).not.toBeNull();
  });

  it.each([
    [undefined, "any", "is missing"],
    [null, "any", "is not a number"],
    [true, "any", "is not a number"],
    [["1"], "any", "is not a number"],
    ["one", "any", '"one"'],
    [number("1000000000"), "any", "must be below 1000000000"],
    ["1000000000.5", "positive", "must be below 1000000000"],
    ["-1000000000", "any", "must be below 1000000000"],
    ["-0.1", "not_negative", "must not be below 0"],
    ["-0.1", "positive", "must not be below 0"],
    ["0", "positive", "must be above 0"],
  ] as const)("take no %j where it may be %s", (raw, sign, words) => {
    const [exact, message] = noted((notes) => exactAt(notes, "f", raw, sign));
    expect([exact, message]).toEqual([null, expect.stringContaining(words)]);
    expect(noted((notes) => decimalAt(notes, "f", raw, sign))).toEqual(["0", message]);
  });
});

describe("wholeAt", () => {
  it.each([
    [number("2"), 2],
    [5, 5],
    [number("3.0"), 3],
    [4, 4],
  ])("takes %j", (raw, whole) => {
    expect(noted((notes) => wholeAt(notes, "f", raw, [2, 5]))).toEqual([whole, null]);
  });

  it.each([[1], [6], [2.5], ["3"], [null], [undefined], [number("1e400")], [Number.NaN], [[3]]])(
    "takes no %j",
    (raw) => {
      expect(noted((notes) => wholeAt(notes, "f", raw, [2, 5]))).toEqual([
        2,
        "must be a whole number from 2 to 5",
      ]);
    },
  );
});

describe("words", () => {
  it.each([
    ["a", "a", null],
    ["", "", "must be text"],
    [undefined, "", "is missing"],
    [null, "", "must be text"],
    [number("1"), "", "must be text"],
  ])("textAt gives for %j %j", (raw, text, message) => {
    expect(noted((notes) => textAt(notes, "f", raw))).toEqual([text, message]);
  });

  it.each([
    ["no", "no", null],
    ["yes", "yes", null],
    ["perhaps", "yes", "must be one of yes, no"],
    [undefined, "yes", "is missing"],
    [["no"], "yes", "must be one of yes, no"],
  ])("oneOf gives for %j %j", (raw, word, message) => {
    expect(noted((notes) => oneOf(notes, "f", raw, ["yes", "no"]))).toEqual([word, message]);
  });

  it.each([
    ["Europe/London", "Europe/London", null],
    ["Mars/Olympus", "UTC", '"Mars/Olympus" is not a zone of the time zone database'],
    ["x".repeat(41), "UTC", `"${"x".repeat(40)}" is not a zone of the time zone database`],
    ["", "UTC", "must be text"],
    [undefined, "UTC", "is missing"],
  ])("zoneAt gives for %j %j", (raw, zone, message) => {
    expect(noted((notes) => zoneAt(notes, "f", raw))).toEqual([zone, message]);
  });
});

describe("isDay", () => {
  it.each(["2026-01-31", "2024-02-29", "2026-12-01"])("%s is one", (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    "2026-02-29",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-1-31",
    "2026",
    "2026-01",
    "2026-01-1",
    "226-01-01",
    "2026-01-311",
    "12026-01-31",
    "2026-01-31T00:00Z",
    " 2026-01-31",
    "2026-01-31\n",
    "20a6-01-31",
    "2026-0a-31",
    "2026-01-3a",
    "",
  ])("%j is none", (text) => {
    expect(isDay(text)).toBe(false);
  });
});
