import { expect, it } from "vitest";
import { currencyCodes } from "./money.ts";
import { notesOf } from "./notes.ts";

it.each(currencyCodes)("knows the notes of %s, smallest first, none twice", (code) => {
  const known = notesOf(code);
  expect(known).toEqual([...new Set(known as readonly number[])].toSorted((a, b) => a - b));
  expect(known).not.toEqual([]);
});

it.each(["XXX", "usd", "", "constructor"])("refuses %j by its name", (code) => {
  expect(notesOf(code)).toMatchObject({ code: "no_notes", message: expect.stringContaining(code) });
});
