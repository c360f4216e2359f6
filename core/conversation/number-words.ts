/** Spoken numbers, without accents, up to 999,999. Spanish words count only in Spanish: "at once" is not eleven. */
interface NumberWords {
  readonly units: Readonly<Record<string, number>>;
  /** What is said for 10 to 19, and in Spanish in one word up to 29. */
  readonly teens: Readonly<Record<string, number>>;
  readonly tens: Readonly<Record<string, number>>;
  readonly hundreds: Readonly<Record<string, number>>;
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
};

const spanish: NumberWords = {
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

const bilingual: NumberWords = {
  units: { ...english.units, ...spanish.units },
  teens: { ...english.teens, ...spanish.teens },
  tens: { ...english.tens, ...spanish.tens },
  hundreds: spanish.hundreds,
};

const HUNDRED = "hundred";
const THOUSAND = "thousand";
const MIL = "mil";
/** Words inside a number that have no value; "a" counts only before a hundred or a thousand. */
const joints = new Set(["and", "y"]);
const ARTICLE = "a";

function wordsOf(language: string): NumberWords {
  return language.startsWith("es") ? bilingual : english;
}

function isMil(word: string, words: NumberWords): boolean {
  return word === MIL && words === bilingual;
}

export function isNumberWord(word: string, language: string): boolean {
  const words = wordsOf(language);
  if (word === HUNDRED || word === THOUSAND || word === ARTICLE || joints.has(word)) return true;
  return isMil(word, words) || valueOf(word, words) !== undefined;
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
  return said === undefined ? multiply(built, word, words) : addValue(built, said);
}

function addValue(
  { total, group, rank }: Built,
  said: { readonly value: number; readonly rank: number },
): Built | undefined {
  // A teen takes the place of tens and units both, so it must come before either.
  const needs = said.value >= 10 && said.rank === 1 ? 2 : said.rank;
  if (rank <= needs) return undefined;
  if (said.value === 0) return total + group > 0 ? undefined : { total, group, rank: 0 };
  return { total, group: group + said.value, rank: said.rank };
}

function multiply({ total, group }: Built, word: string, words: NumberWords): Built | undefined {
  if (word === HUNDRED) {
    return group < 1 || group > 9 ? undefined : { total, group: group * 100, rank: 3 };
  }
  if (total > 0) return undefined;
  if (group > 0) return { total: group * 1000, group: 0, rank: TOP_RANK };
  return isMil(word, words) ? { total: 1000, group: 0, rank: TOP_RANK } : undefined;
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
  for (const word of numbersIn(said, language)) {
    if (word === null || joints.has(word)) {
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
