/** Lines of a NACHA file: 94 characters, fields by their places, numbers with zeros before, words with blanks after. */

export const LINE_CHARACTERS = 94;
/** Lines come in blocks of ten; the last block is filled with nines. */
export const LINES_A_BLOCK = 10;
export const FILLER = "9".repeat(LINE_CHARACTERS);

/** Of a US bank: eight digits and the ninth that checks them (ABA, weights 3 7 1). */
export function isRoutingNumber(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  const weights = [3, 7, 1];
  const sum = Array.from(text, Number).reduce(
    (before, digit, at) => before + digit * (weights[at % 3] ?? 0),
    0,
  );
  return sum % 10 === 0;
}

/** A number that does not fit its field is a mistake of the program's: it would be another number. */
export function digits(value: number | bigint, width: number): string {
  const text = String(value);
  if (!/^\d+$/.test(text) || text.length > width) {
    throw new RangeError(`${text} does not fit ${String(width)} digits`);
  }
  return text.padStart(width, "0");
}

/** Capitals and what a bank's reader takes; the rest of the alphabet is left out, not guessed. */
export function words(text: string, width: number): string {
  const plain = text
    .normalize("NFD")
    .toUpperCase()
    .replace(/[^A-Z0-9 .,&/()#*-]/g, "");
  return plain.slice(0, width).padEnd(width);
}

/** The sum of the first eight digits of every receiving bank, of which the last ten digits are kept. */
export function entryHash(routingNumbers: readonly string[]): string {
  const sum = routingNumbers.reduce((before, number) => before + BigInt(number.slice(0, 8)), 0n);
  return digits(sum % 10_000_000_000n, 10);
}
