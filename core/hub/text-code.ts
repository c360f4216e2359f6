import type { SentText } from "../conversation/facts.ts";
import type { Input } from "../conversation/input.ts";
import { TEXT_CODE_DIGITS } from "../conversation/verify.ts";
import type { Home, Sql } from "../ports.ts";
import { noticesSent } from "../store/talks.ts";

/** As many texts as anybody still has at hand. */
const TEXTS_LOOKED_AT = 50;
/** Hexadecimal digits of a hash that a code is made from: 48 bits, so that no code is likelier than another. */
const HASH_DIGITS = 12;

/** The code that ends a notice: it follows from the notice, so that the same one never has two. */
export function textCode(sql: Sql, noticeId: string): string {
  const hash = Number.parseInt(sql.sha256(`text ${noticeId}`).slice(0, HASH_DIGITS), 16);
  return String(hash % 10 ** TEXT_CODE_DIGITS).padStart(TEXT_CODE_DIGITS, "0");
}

const asks = /ver[ií]f/i;

/** Whether an input may be about a text of ours: only then are those that were sent looked up. */
export function asksOfText(input: Input): boolean {
  if (input.kind === "said") return asks.test(input.text);
  return input.kind === "digits" && input.keys.length === TEXT_CODE_DIGITS;
}

export function sentTexts(sql: Sql, home: Home): readonly SentText[] {
  return noticesSent(sql, home, TEXTS_LOOKED_AT).map(({ noticeId, atMs }) => ({
    code: textCode(sql, noticeId),
    atMs,
  }));
}
