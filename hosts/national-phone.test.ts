import { describe, expect, it } from "vitest";
import { isRefusal } from "../core/refusal.ts";
import { isCountry, readPhone } from "./national-phone.ts";

describe("readPhone", () => {
  it.each([
    ["+12025550123", "ES", "+12025550123"],
    ["(202) 555-0123", "US", "+12025550123"],
    ["+1 555 555 0100", "US", "+15555550100"],
    ["03-1234-5678", "JP", "+81312345678"],
    ["612 345 678", "ES", "+34612345678"],
  ] as const)("reads %s of %s", (text, country, phone) => {
    expect(readPhone(text, country)).toBe(phone);
  });

  it.each([
    ["", "US", "not_a_phone"],
    ["none", "US", "not_a_phone"],
    ["555-0100", "US", "not_a_phone"],
    ["+1 202 555 01234", "US", "not_a_phone"],
    ["call +1 202 555 0123", "US", "not_a_phone"],
    ["=1+2025550123", "US", "not_a_phone"],
    ["+999 1234 5678", "US", "not_a_phone"],
    ["(202) 555-0123 ext 4", "US", "has_extension"],
  ] as const)("refuses %j of %s", (text, country, code) => {
    const phone = readPhone(text, country);
    expect(isRefusal(phone) ? phone.code : phone).toBe(code);
  });
});

describe("isCountry", () => {
  it.each([
    ["US", true],
    ["JP", true],
    ["us", false],
    ["USA", false],
    ["XX", false],
  ])("%s: %s", (text, known) => {
    expect(isCountry(text)).toBe(known);
  });
});
