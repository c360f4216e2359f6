import { describe, expect, it } from "vitest";
import { Fault } from "./assert.ts";
import { isRefusal, refuse } from "./refusal.ts";

describe("isRefusal", () => {
  it("knows a refusal, which carries its code and its words", () => {
    const refusal = refuse("too_large", "that is too much");
    expect(isRefusal(refusal)).toBe(true);
    expect(refusal).toMatchObject({
      kind: "refused",
      code: "too_large",
      message: "that is too much",
    });
  });

  it.each([
    { name: "a look-alike", value: { kind: "refused", code: "too_large", message: "" } },
    { name: "a fault", value: new Fault("broken") },
    { name: "null", value: null },
    { name: "undefined", value: undefined },
    { name: "a number", value: 0 },
  ])("does not take $name for one", ({ value }) => {
    expect(isRefusal(value)).toBe(false);
  });
});
