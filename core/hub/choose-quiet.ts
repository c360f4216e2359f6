import type { Now } from "../instant.ts";
import { MINUTES_A_DAY } from "../notice/quiet.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { contactsAt } from "../store/accounts.ts";
import { type ContactChoice, saveContactChoice } from "../store/notices.ts";
import { beginHappening, recordHappening } from "./journal.ts";

/** Longer than a day is no answer to anything any more. */
const ANSWER_MINUTES_MAX = MINUTES_A_DAY;

/** Keeps when a contact wants no notices, in the place of the utility's own quiet hours. */
export function chooseQuiet(
  sql: Sql,
  now: Now,
  home: Home,
  input: ContactChoice & { readonly actor: string },
): { kind: "chosen" } | Refusal<"no_such_contact" | "not_a_minute"> {
  const { actor, ...choice } = input;
  const isContact = contactsAt(sql, home, now.serviceMs).some(({ line }) => line === choice.line);
  if (!isContact) return refuse("no_such_contact", "the account has no such contact");
  const minutes = [choice.quietFromMinute, choice.quietToMinute];
  const isRight =
    minutes.every((minute) => Number.isInteger(minute) && minute >= 0 && minute < MINUTES_A_DAY) &&
    Number.isInteger(choice.answerMinutes) &&
    choice.answerMinutes >= 0 &&
    choice.answerMinutes <= ANSWER_MINUTES_MAX;
  if (!isRight) return refuse("not_a_minute", "hours begin and end at a minute of the day");
  saveContactChoice(sql, home, choice);
  const { quietFromMinute, quietToMinute, answerMinutes } = choice;
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "quiet-chosen",
    actor,
    channel: null,
    cause: "contact",
    facts: { quietFromMinute, quietToMinute, answerMinutes },
  });
  return { kind: "chosen" };
}
