import { describe, expect, it } from "vitest";
import { isPhone, maskPhone } from "./phone.ts";

describe("isPhone", () => {
  it.each(["+1234567", "+15125550100", "+123456789012345"])("takes %s", (text) => {
    expect(isPhone(text)).toBe(true);
  });

  it.each([
    "",
    "+",
    "15125550100",
    "+05125550100",
    "+123456",
    "+1234567890123456",
    "+1 512 555 0100",
    "+1512555010O",
    "+15125550100\n",
    " +15125550100",
    "++15125550100",
    "tel:+15125550100",
    "+１５１２５５５０１００",
  ])("refuses %j", (text) => {
    expect(isPhone(text)).toBe(false);
  });
});

describe("maskPhone", () => {
  it("leaves the last four digits", () => {
    expect(maskPhone("+15125550100")).toBe("…0100");
  });
});
