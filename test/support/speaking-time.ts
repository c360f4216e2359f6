/**
 * How long a voice takes to say something, without a voice: letters, words, figures and pauses, each at its language's own pace. The
 * paces are fitted (least squares of the relative error) to espeak-ng 1.51 at its normal speed, 175 words a minute, over what the walk of
 * the talk machine says by call: off by 2 to 3 percent, as a rule. test/speaking-time.test.ts holds them to a
 * sample of what it took.
 */
import { spawnSync } from "node:child_process";
import { must } from "../../core/assert.ts";
import type { CallScript } from "../../core/conversation/prompt.ts";
import { languageOf, type Language } from "../../core/wording/language.ts";
import { scriptSsml } from "../../core/wording/speech.ts";

interface Pace {
  /** A voice of espeak-ng. */
  readonly voice: string;
  readonly letterMs: number;
  readonly wordMs: number;
  /** One figure of a number, or one said alone. */
  readonly figureMs: number;
  /** A comma, a colon or a semicolon. */
  readonly breathMs: number;
  /** The end of a sentence. */
  readonly endMs: number;
}

const paces: Readonly<Record<Language, Pace>> = {
  en: { voice: "en-us", letterMs: 53, wordMs: 42, figureMs: 255, breathMs: 313, endMs: 366 },
  es: { voice: "es-419", letterMs: 54, wordMs: 73, figureMs: 303, breathMs: 268, endMs: 412 },
  fr: { voice: "fr-fr", letterMs: 36, wordMs: 54, figureMs: 207, breathMs: 298, endMs: 431 },
};

/** Words in one language. */
export interface Utterance {
  readonly language: Language;
  readonly text: string;
}

const TONGUE = /<lang xml:lang="([a-z]{2})[^"]*">(.*?)<\/lang>|[^<]+|<[^>]*>/g;

/** What a part of a script says, language by language: what is offered in another is said in that one. */
export function utterancesOf(
  script: Pick<CallScript, "first" | "says" | "wait">,
  part: "first" | "rest",
  tag: string,
): readonly Utterance[] {
  const said = { language: languageOf(tag), text: "" };
  const others: Utterance[] = [];
  for (const [whole, own, inside] of signsApart(scriptSsml(script, part, tag)).matchAll(TONGUE)) {
    if (own === undefined)
      said.text += whole.startsWith("<") ? " ".repeat(Number(whole === "</s>")) : whole;
    else others.push({ language: languageOf(own), text: must(inside, "words in it") });
  }
  return [{ ...said, text: said.text.trim() }, ...others].filter(({ text }) => text !== "");
}

/** As a voice without marks reads them: signs one by one, and a breath after each group. */
function signsApart(ssml: string): string {
  return ssml
    .replaceAll(/(<say-as interpret-as="(?:digits|characters)">)(\w+)/g, (_mark, open, signs) => {
      return `${String(open)}${Array.from(String(signs)).join(" ")}`;
    })
    .replaceAll(/<break[^>]*>/g, ",");
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** By the paces. */
export function speakingMs({ language, text }: Utterance): number {
  const { letterMs, wordMs, figureMs, breathMs, endMs } = paces[language];
  return (
    count(text, /\p{L}/gu) * letterMs +
    count(text, /\p{L}+/gu) * wordMs +
    count(text, /\d/g) * figureMs +
    count(text, /[,;:](?=\s)/g) * breathMs +
    count(text, /[.?!](?=\s|$)/g) * endMs
  );
}

/** espeak-ng writes a WAV file of 16-bit samples, and says in its head at what rate. */
const WAVE_HEAD_BYTES = 44;
const WAVE_RATE_AT = 24;

/** By espeak-ng itself, to the end of its last sample. */
export function spokenMs({ language, text }: Utterance): number {
  const words = ["--stdout", "-v", paces[language].voice, "--stdin"];
  const { stdout, status } = spawnSync("espeak-ng", words, { input: text });
  if (status !== 0) throw new Error(`espeak-ng did not speak: ${text}`);
  const samples = (stdout.length - WAVE_HEAD_BYTES) / 2;
  return (samples / stdout.readUInt32LE(WAVE_RATE_AT)) * 1_000;
}
