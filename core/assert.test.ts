import { describe, expect, it } from "vitest";
import { assert, Fault, must, never } from "./assert.ts";

describe("assert", () => {
  it("passes what holds and faults with its words on what does not", () => {
    expect(() => {
      assert(true, "fine");
    }).not.toThrow();
    expect(() => {
      assert(false, "the till is open");
    }).toThrow(new Fault("the till is open"));
  });
});

describe("must", () => {
  it.each([0, "", false, Number.NaN])("gives back %j", (value) => {
    expect(must(value, "missing")).toBe(value);
  });

  it.each([undefined, null])("faults on %j", (value) => {
    expect(() => must(value, "no meter")).toThrow(new Fault("no meter"));
  });
});

describe("never", () => {
  it("faults and shows what came", () => {
    expect(() => never({ kind: "surprise" } as never)).toThrow('unexpected {"kind":"surprise"}');
  });
});
