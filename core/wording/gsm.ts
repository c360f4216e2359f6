/** The default alphabet of GSM 03.38 (3GPP TS 23.038): one septet a character. */
const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Its extension table: an escape and a character, two septets. */
const extension = new Set("\f^{}\\[~]|€");

/** Septets of one character, or undefined where it would turn the whole text into UCS-2 and 160 into 70. */
export function gsmCost(character: string): 1 | 2 | undefined {
  if (basic.has(character)) return 1;
  return extension.has(character) ? 2 : undefined;
}

/** Signs of the default alphabet that every keyboard has: a text of them costs what it is long. */
const TYPED = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z]*$/;

/** Septets of a text, or undefined when a character of it is not GSM-7. */
export function gsmUnits(text: string): number | undefined {
  if (TYPED.test(text)) return text.length;
  let units = 0;
  for (const character of text) {
    const cost = gsmCost(character);
    if (cost === undefined) return undefined;
    units += cost;
  }
  return units;
}

const marks: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚‛′´`]/g, "'"],
  [/[“”„‟″«»]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, "-"],
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, " "],
  [/…/g, "..."],
];

/** Names in letters a text can carry: "Río" as "Rio", while "Peña" stays. What has no plain form (a name in kanji) stays too. */
export function foldToGsm(text: string): string {
  if (gsmUnits(text) !== undefined) return text;
  const typed = marks.reduce(
    (so, [pattern, mark]) => so.replace(pattern, mark),
    text.normalize("NFC"),
  );
  return Array.from(typed, (character) => {
    if (gsmCost(character) !== undefined) return character;
    const base = character.normalize("NFD").replace(/\p{M}/gu, "");
    return base !== "" && gsmUnits(base) !== undefined ? base : character;
  }).join("");
}

/** As much of the text as fits `max` septets, without a broken end. */
export function clipToGsm(text: string, max: number): string {
  if (text.length <= max && TYPED.test(text)) return text;
  let units = 0;
  let kept = "";
  for (const character of text) {
    units += gsmCost(character) ?? 1;
    if (units > max) return kept.trimEnd();
    kept += character;
  }
  return kept;
}
