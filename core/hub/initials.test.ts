import { expect, it } from "vitest";
import { initialsOf } from "./initials.ts";

it.each([
  ["Ana Lopez", "A. L."],
  ["Ana María de la Vega", "A. V."],
  ["ana", "A."],
  ["  Élodie   'Étoile ", "É. É."],
  ["O'Neil-Smith Jr.", "O. J."],
  ["3 Oaks Bakery", "O. B."],
  ["12 34", ""],
  ["", ""],
])("of %j no more than %j is told", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
