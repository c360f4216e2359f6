/**
 * Spoken numbers, without accents, up to 999,999. Spanish words count only in Spanish and French ones in French, English ones in all:
 * "at once" is not eleven.
 */
interface NumberWords {
  readonly units: Readonly<Record<string, number>>;
  /** What is said for 10 to 19, and in Spanish in one word up to 29. */
  readonly teens: Readonly<Record<string, number>>;
  readonly tens: Readonly<Record<string, number>>;
  readonly hundreds: Readonly<Record<string, number>>;
  /** A thousand that needs no number before it. */
  readonly thousand: string | null;
  /** Words inside a number that have no value. */
  readonly joints: readonly string[];
  /** Tens that a teen may follow: soixante-dix is seventy. */
  readonly scores: readonly number[];
}

/** Words in counting order as a table. */
function count(from: number, step: number, words: string): Record<string, number> {
  return Object.fromEntries(words.split(" ").map((word, index) => [word, from + index * step]));
}

const english: NumberWords = {
  units: count(0, 1, "zero one two three four five six seven eight nine"),
  teens: count(
    10,
    1,
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
  ),
  tens: count(20, 10, "twenty thirty forty fifty sixty seventy eighty ninety"),
  hundreds: {},
  thousand: null,
  joints: ["and"],
  scores: [],
};

const spanish: Pick<NumberWords, "units" | "teens" | "tens" | "hundreds"> = {
  units: {
    ...count(0, 1, "cero uno dos tres cuatro cinco seis siete ocho nueve"),
    ...count(1, 0, "un una"),
  },
  teens: {
    ...count(10, 1, "diez once doce trece catorce quince dieciseis diecisiete dieciocho"),
    ...count(19, 2, "diecinueve veintiun"),
    ...count(21, 1, "veintiuno veintidos veintitres veinticuatro veinticinco veintiseis"),
    ...count(27, 1, "veintisiete veintiocho veintinueve"),
  },
  tens: count(20, 10, "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
  hundreds: {
    cien: 100,
    ...count(100, 100, "ciento doscientos trescientos cuatrocientos quinientos seiscientos"),
    ...count(700, 100, "setecientos ochocientos novecientos"),
  },
};

const french: typeof spanish = {
  units: {
    ...count(0, 1, "zero un deux trois quatre cinq six sept huit neuf"),
    ...count(1, 0, "une"),
  },
  teens: count(10, 1, "dix onze douze treize quatorze quinze seize dixsept dixhuit dixneuf"),
  tens: {
    ...count(20, 10, "vingt trente quarante cinquante soixante septante quatrevingt nonante"),
    ...count(80, 0, "huitante"),
  },
  // What stands before it multiplies it.
  hundreds: {},
};

/** English words count beside those of another language. */
function beside(
  own: typeof spanish,
  rest: Pick<NumberWords, "thousand" | "joints" | "scores">,
): NumberWords {
  return {
    units: { ...english.units, ...own.units },
    teens: { ...english.teens, ...own.teens },
    tens: { ...english.tens, ...own.tens },
    hundreds: own.hundreds,
    ...rest,
  };
}

const inSpanish = beside(spanish, { thousand: "mil", joints: ["and", "y"], scores: [] });
const inFrench = beside(french, { thousand: "mille", joints: ["and", "et"], scores: [60, 80] });

const HUNDRED = "hundred";
const THOUSAND = "thousand";
const CENT = "cent";
/** It counts only before a hundred or a thousand. */
const ARTICLE = "a";

function wordsOf(language: string): NumberWords {
  if (language.startsWith("fr")) return inFrench;
  return language.startsWith("es") ? inSpanish : english;
}

function isCent(word: string, words: NumberWords): boolean {
  return word === CENT && words === inFrench;
}

export function isNumberWord(word: string, language: string): boolean {
  const words = wordsOf(language);
  if (word === HUNDRED || word === THOUSAND || word === ARTICLE) return true;
  if (words.joints.includes(word) || word === words.thousand || isCent(word, words)) return true;
  return valueOf(word === "vingts" && words === inFrench ? "vingt" : word, words) !== undefined;
}

/** "quatre-vingts" and "dix-sept" are one word each, however they are written. */
function joinedIn(said: readonly string[], language: string): readonly string[] {
  if (!language.startsWith("fr")) return said;
  return said
    .join(" ")
    .replaceAll(/\bquatre vingts?\b/g, "quatrevingt")
    .replaceAll(/\bdix (sept|huit|neuf)\b/g, "dix$1")
    .split(" ");
}

/** The value of a word that stands for itself, and the rank it closes. */
function valueOf(word: string, words: NumberWords): { value: number; rank: number } | undefined {
  const tables = [
    { table: words.units, rank: 1 },
    { table: words.teens, rank: 1 },
    { table: words.tens, rank: 2 },
    { table: words.hundreds, rank: 3 },
  ];
  for (const { table, rank } of tables) {
    if (Object.hasOwn(table, word)) return { value: table[word] ?? 0, rank };
  }
  return undefined;
}

/** A number as it is built: `rank` is the power of ten that was said last, so that "five twenty" is no number. */
interface Built {
  readonly total: number;
  readonly group: number;
  readonly rank: number;
}

const TOP_RANK = 4;
const start: Built = { total: 0, group: 0, rank: TOP_RANK };

/** One more word, or undefined where it does not continue the number. */
function add(built: Built, word: string, words: NumberWords): Built | undefined {
  const said = valueOf(word, words);
  return said === undefined ? multiply(built, word, words) : addValue(built, said, words);
}

function addValue(
  { total, group, rank }: Built,
  said: { readonly value: number; readonly rank: number },
  { scores }: NumberWords,
): Built | undefined {
  const isTeen = said.value >= 10 && said.rank === 1;
  // A teen takes the place of tens and units both, so it must come before either, but where it counts on from the tens.
  const isCounted = isTeen && rank === 2 && scores.includes(group % 100);
  const needs = isTeen && !isCounted ? 2 : said.rank;
  if (rank <= needs) return undefined;
  if (said.value === 0) return total + group > 0 ? undefined : { total, group, rank: 0 };
  return { total, group: group + said.value, rank: said.rank };
}

/** "cent", "deux cent"; "un cent" is a part of a unit, and no hundred. */
function hundredfold({ total, group, rank }: Built): Built | undefined {
  const isAlone = group === 0 && rank === TOP_RANK;
  if (!isAlone && (group < 2 || group > 9)) return undefined;
  return { total, group: Math.max(group, 1) * 100, rank: 3 };
}

function multiply(
  { total, group, rank }: Built,
  word: string,
  words: NumberWords,
): Built | undefined {
  if (word === HUNDRED) {
    return group < 1 || group > 9 ? undefined : { total, group: group * 100, rank: 3 };
  }
  if (isCent(word, words)) return hundredfold({ total, group, rank });
  if (total > 0 || (word !== THOUSAND && word !== words.thousand)) return undefined;
  if (group > 0) return { total: group * 1000, group: 0, rank: TOP_RANK };
  return word === words.thousand ? { total: 1000, group: 0, rank: TOP_RANK } : undefined;
}

/** The words that make up numbers, with "a hundred" as "one hundred"; null for each that does not. */
function numbersIn(said: readonly string[], language: string): readonly (string | null)[] {
  return said.map((word, index) => {
    if (word === ARTICLE) return startsRound(said[index + 1]) ? "one" : null;
    return isNumberWord(word, language) ? word : null;
  });
}

/**
 * The one number the words hold; null when they hold none; `unclear` when they hold two, or one broken by other words
 * ("twenty of the five").
 */
export function readNumberWords(
  said: readonly string[],
  language: string,
): number | null | "unclear" {
  const words = wordsOf(language);
  let built: Built | null = null;
  let ended = false;
  for (const word of numbersIn(joinedIn(said, language), language)) {
    if (word === null || words.joints.includes(word)) {
      ended ||= built !== null && word === null;
      continue;
    }
    const next: Built | undefined = ended ? undefined : add(built ?? start, word, words);
    if (next === undefined) return "unclear";
    built = next;
  }
  return built === null ? null : built.total + built.group;
}

/** "a hundred", "a thousand": the article is a one. */
function startsRound(word: string | undefined): boolean {
  return word === HUNDRED || word === THOUSAND;
}
