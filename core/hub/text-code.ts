import type { SentText } from "../conversation/facts.ts";
import type { Input } from "../conversation/input.ts";
import { aboutOf, TEXT_CODE_DIGITS } from "../conversation/verify.ts";
import type { Home, Sql } from "../ports.ts";
import { noticesSent } from "../store/talks.ts";
import { verifyNotice } from "./note-staff-notice.ts";

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
  return noticesSent(sql, home, TEXTS_LOOKED_AT).map(({ code, atMs, key }) => ({
    code,
    atMs,
    about: aboutOf(key),
  }));
}

/** The notice of an account that bears these digits and left, where there is one; its time is the service's. */
export function sentTextOf(sql: Sql, home: Home, code: string): SentText | undefined {
  const { rule, atMs } = verifyNotice(sql, home, code);
  return rule === null || atMs === null
    ? undefined
    : { code, atMs, about: aboutOf(`notice_${rule}`) };
}
