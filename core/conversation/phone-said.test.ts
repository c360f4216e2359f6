import { expect, it } from "vitest";
import { phoneSaid } from "./phone-said.ts";

it.each<[string, string | null, string | null]>([
  ["2025550143", "+12025550123", "+12025550143"],
  ["12025550143", "+12025550123", "+12025550143"],
  ["525512345678", "+12025550123", "+525512345678"],
  ["612345678", "+33612345679", "+33612345678"],
  ["33612345678", "+33612345679", "+33612345678"],
  ["2025550143", null, "+2025550143"],
])("%s, of a utility at %s, is %s", (digits, own, line) => {
  expect(phoneSaid(digits, own)).toBe(line);
});

it.each<[string, string | null]>([
  ["", "+12025550123"],
  ["5550143", "+12025550123"],
  ["20255501a3", "+12025550123"],
  ["0012025550143000", "+12025550123"],
  ["02025550143", null],
])("%j, of a utility at %s, is no number", (digits, own) => {
  expect(phoneSaid(digits, own)).toBeNull();
});
