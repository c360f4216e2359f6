/**
 * Chance that can be repeated: everything drawn follows from the seed, so a simulated end that restarts, or a test that
 * fails, does again what it did. Not for secrets and not for money.
 */
export interface Seeded {
  /** A whole number from 0 to `below` - 1; `below` is 1 to 2^32. */
  below(below: number): number;
  /** True in `perMille` of a thousand draws. */
  chance(perMille: number): boolean;
  /** `digits` hex digits. */
  hex(digits: number): string;
}

/** The draws of one cause: the same parts give the same draws, whatever was drawn for other parts before. */
export function seeded(...parts: readonly (string | number)[]): Seeded {
  const next = generator(parts.map((part) => encodeURIComponent(String(part))).join("/"));
  return {
    below: (below) => Math.floor((next() / WORDS) * below),
    chance: (perMille) => Math.floor((next() / WORDS) * 1000) < perMille,
    hex: (digits) => {
      let text = "";
      while (text.length < digits) text += next().toString(16).padStart(8, "0");
      return text.slice(0, digits);
    },
  };
}

/** How many values a 32-bit word has. */
const WORDS = 2 ** 32;

/**
 * Four 32-bit words of state, filled from the text by four FNV-1a hashes that start apart, then stepped as in Chris
 * Doty-Humphrey's small fast counting generator; the first draws are dropped until the words have mixed.
 */
function generator(text: string): () => number {
  const hashes = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35].map((start) => hash(text, start));
  let [a = 0, b = 0, c = 0, count = 0] = hashes;
  const next = (): number => {
    const sum = (a + b + count) >>> 0;
    count = (count + 1) >>> 0;
    a = (b ^ (b >>> 9)) >>> 0;
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum;
  };
  for (let dropped = 0; dropped < 12; dropped += 1) next();
  return next;
}

function hash(text: string, start: number): number {
  let value = start;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return (value ^ (value >>> 15)) >>> 0;
}
