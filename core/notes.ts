/** The notes that a terminal takes: those that are commonly in people's hands, in minor units, by the money they are of. */
import { type Refusal, refuse } from "./refusal.ts";

/** One line for each currency that money.ts keeps a scale for; a test says so. */
const notes: Readonly<Record<string, readonly number[]>> = {
  USD: [1_00, 5_00, 10_00, 20_00, 50_00, 100_00],
  CAD: [5_00, 10_00, 20_00, 50_00, 100_00],
  AUD: [5_00, 10_00, 20_00, 50_00, 100_00],
  EUR: [5_00, 10_00, 20_00, 50_00, 100_00],
  GBP: [5_00, 10_00, 20_00, 50_00],
  ZAR: [10_00, 20_00, 50_00, 100_00, 200_00],
  JPY: [1_000, 5_000, 10_000],
  KWD: [250, 500, 1_000, 5_000, 10_000],
  VND: [10_000, 20_000, 50_000, 100_000, 200_000],
};

/** Refuses money whose notes nobody named: an acceptor that guesses takes paper for money. */
export function notesOf(currency: string): readonly number[] | Refusal<"no_notes"> {
  const known = Object.hasOwn(notes, currency) ? notes[currency] : undefined;
  return known ?? refuse("no_notes", `no notes of ${currency} are named for a terminal`);
}
