import { gsmCost } from "../../core/wording/gsm.ts";

/** Units in a text of one part, and in each part of a longer one, whose header takes the rest (3GPP TS 23.040). */
const lengths = { gsm7: { alone: 160, part: 153 }, ucs2: { alone: 70, part: 67 } } as const;

/** The carrier refuses a longer text ("message too large"). */
export const SEGMENTS_MAX = 10;

export interface Segments {
  readonly encoding: "gsm7" | "ucs2";
  /** Septets, or UTF-16 code units. */
  readonly units: number;
  /** What the carrier charges for; an empty text is one. */
  readonly segments: number;
}

export function segmentsOf(text: string): Segments {
  const characters = Array.from(text);
  const septets = characters.map(gsmCost);
  const gsm = septets.every((cost) => cost !== undefined);
  const costs = gsm ? septets : characters.map(({ length }) => length);
  const { alone, part } = gsm ? lengths.gsm7 : lengths.ucs2;
  const units = costs.reduce((sum, cost) => sum + cost, 0);
  const segments = units <= alone ? 1 : partsOf(costs, part);
  return { encoding: gsm ? "gsm7" : "ucs2", units, segments };
}

/** A character of two units that does not fit starts the next part. */
function partsOf(costs: readonly number[], part: number): number {
  let parts = 1;
  let used = 0;
  for (const cost of costs) {
    if (used + cost > part) {
      parts += 1;
      used = 0;
    }
    used += cost;
  }
  return parts;
}

/** One typographic quote would turn 160 characters into 70, and number formats bring spaces and minus signs of their own. */
const plain: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u201b\u2032\u00b4`]/g, "'"],
  [/[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, "-"],
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, " "],
  [/\u2026/g, "..."],
  [/[\u00ad\u200b\u2060\ufeff]/g, ""],
];

/** What a typewriter has: nothing of it is changed. */
const TYPED = /^[\n\r\x20-\x5f\x61-\x7e]*$/;

/** The same words in typewriter marks. Letters are never changed: "á" stays, and costs what it costs. */
export function plainGsm(text: string): string {
  if (TYPED.test(text)) return text;
  return plain.reduce((so, [pattern, mark]) => so.replace(pattern, mark), text);
}
