import { expect, it } from "vitest";
import { isInPlaces } from "./calling-codes.ts";

it.each([
  ["a number of the United States", "+12025550141", ["1"], true],
  ["one of Puerto Rico", "+17875550141", ["1"], true],
  ["one of Canada", "+14165550141", ["1"], true],
  ["one of Mexico, which is named", "+525555550141", ["1", "52"], true],
  ["one of Jamaica, which is named", "+18765550141", ["1", "1876"], true],
  ["one of Jamaica, which is not", "+18765550141", ["1"], false],
  ["one of the Dominican Republic", "+18095550141", ["1"], false],
  ["one that costs whoever is called", "+19005550141", ["1"], false],
  ["one of Mexico, which is not named", "+525555550141", ["1"], false],
  ["one of the United States where Jamaica alone is named", "+12025550141", ["1876"], false],
  ["any number where none is named", "+12025550141", [], false],
])("%s", (_, number, codes, isIn) => {
  expect(isInPlaces(number, codes)).toBe(isIn);
});
