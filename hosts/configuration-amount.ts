import { parseDecimal } from "../core/money.ts";
import { isRefusal } from "../core/refusal.ts";

/** Says what is wrong at a place of a utility's part of the file. */
export type Note = (at: string, code: string, message: string) => void;

/** Not a number, so that no comparison holds, when the text was refused. */
export function amountOf(text: string, digits: number, at: string, note: Note): number {
  const value = parseDecimal(text, digits);
  if (!isRefusal(value)) return value;
  note(at, value.code, value.message);
  return Number.NaN;
}
