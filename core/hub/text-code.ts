import type { SentText } from "../conversation/facts.ts";
import type { Input } from "../conversation/input.ts";
import { TEXT_CODE_DIGITS } from "../conversation/verify.ts";
import type { Home, Sql } from "../ports.ts";
import { noticesSent } from "../store/talks.ts";

/** As many texts as anybody still has at hand. */
const TEXTS_LOOKED_AT = 50;

const asks = /ver[ií]f/i;

/** Whether an input may be about a text of ours: only then are those that were sent looked up. */
export function asksOfText(input: Input): boolean {
  if (input.kind === "said") return asks.test(input.text);
  return input.kind === "digits" && input.keys.length === TEXT_CODE_DIGITS;
}

/** The newest notices of a line with the digits that each ended with. */
export function sentTexts(sql: Sql, home: Home): readonly SentText[] {
  return noticesSent(sql, home, TEXTS_LOOKED_AT);
}
