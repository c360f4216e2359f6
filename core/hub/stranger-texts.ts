import type { Turn } from "../conversation/converse.ts";
import type { Facts } from "../conversation/facts.ts";
import type { Prompt } from "../conversation/prompt.ts";
import { DAY_MS, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { toldForOf } from "../store/second-contacts.ts";
import { answersSince } from "../store/talks.ts";

/**
 * Texts in any 24 hours to a number of no account. Answers that anyone can have for the asking are what numbers paid by the text
 * live on; whoever looks for their account has been told by then whom to call.
 */
export const STRANGER_TEXTS_MAX = 10;

/** Of what keeps people alive, of the end of texts, and of what became of their money, a stranger is told this many times as much. */
const NEEDED_TIMES = 3;

/**
 * And of anything whoever agreed to be told for another's account: a customer vouched for the number, and it answered, but nobody
 * knows whose it is. What it agreed to be told of are notices, and counts towards nothing.
 */
const TOLD_FOR_TIMES = 3;

const needed: ReadonlySet<Prompt["key"]> = new Set<Prompt["key"]>([
  "danger_gas",
  "danger_wire",
  "danger_ask",
  "opted_out",
  "payee_paid",
  "pay_declined",
  "pay_refused",
  "pay_unresolved",
]);

/** The turn as it is told: to a number of no account without the texts that would be too many, to any other whole. */
export function boundedToStranger(
  sql: Sql,
  now: Now,
  home: Home,
  { facts, taken }: { readonly facts: Facts; readonly taken: Turn },
): Turn {
  const isStranger = facts.line.channel === "sms" && facts.accounts.length === 0;
  if (!isStranger || taken.prompts.length === 0) return taken;
  const told = answersSince(sql, home, now.wallMs - DAY_MS);
  const isToldFor = toldForOf(sql, home).some(({ state }) => state === "agreed");
  const most = isToldFor ? TOLD_FOR_TIMES * STRANGER_TEXTS_MAX : STRANGER_TEXTS_MAX;
  const prompts = taken.prompts.filter(
    ({ key }, at) => told + at < (needed.has(key) ? NEEDED_TIMES * most : most),
  );
  return { ...taken, prompts };
}
