import { expect, it } from "vitest";
import type { Verdict } from "../../core/supply/decide.ts";
import type { Guard } from "../../core/supply/protect.ts";
import { decisionName } from "./guard-names.ts";

it.each<[Verdict, Guard, string]>([
  ["cut", "level", "turned off: the balance was spent"],
  ["restore", "level", "turned on: enough was paid"],
  ["leave", "level", "left as it is: the balance asked for no change"],
  ["leave", "mode", "left as it is: not on prepay"],
  ["hold", "medical", "held: a medical certificate"],
  ["wait_until", "allowed_hours", "waits: outside the allowed hours"],
])("%s, decided by %s, is told as it was", (verdict, guard, name) => {
  expect(decisionName(verdict, guard)).toBe(name);
});
