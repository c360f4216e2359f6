/** What a text names instead of its digit or beside its word: an account by its label, a card by its brand or last digits. */
import type { Understood } from "./allowed.ts";
import { hasCardNumber } from "./card-number.ts";
import { accountOf } from "./facts.ts";
import type { Heard } from "./keywords.ts";
import { phoneAlone } from "./phone-said.ts";
import { wordsIn } from "./plain-words.ts";
import type { Choices } from "./talk.ts";
import type { Moment } from "./talk-event.ts";
import { openQuestion } from "./understand-answer.ts";

/** An answer to what is open that only what is open makes one; undefined where the text is none. */
export function answerSaid(choices: Choices, text: string, moment: Moment): Heard | undefined {
  if (openQuestion(choices, moment, "second") !== undefined) {
    const digits = hasCardNumber(text) ? null : phoneAlone(text);
    return digits === null ? undefined : { kind: "second", digits };
  }
  return labelSaid(choices, text, moment) ?? cardSaid(choices, text, moment);
}

function only(options: readonly { readonly digit: number }[]): Heard | undefined {
  const [match] = options;
  return match === undefined || options.length > 1
    ? undefined
    : { kind: "digit", digit: match.digit };
}

/** The digit of the one listed account whose label begins with what was said: "elm" for "Elm St 4". */
function labelSaid(choices: Choices, text: string, moment: Moment): Heard | undefined {
  const options = openQuestion(choices, moment, "account")?.options;
  if (options === undefined || !/\p{L}/u.test(text)) return undefined;
  const said = wordsIn(text);
  return only(
    options.filter(({ accountId }) => {
      const label = accountOf(moment.facts, accountId)?.label;
      return label !== undefined && said !== "" && `${wordsIn(label)} `.startsWith(`${said} `);
    }),
  );
}

/** What may stand around the name of a card: "the one ending in 1005". */
const AROUND_CARD =
  /\b(?:the|my|card|one|with|use|ending|in|la|el|mi|tarjeta|terminada|que|termina|en|con|ma|carte|finissant|par|avec)\b/g;

/** The digit of the one listed card that has such a brand, such last digits, or both. */
function cardSaid(choices: Choices, text: string, moment: Moment): Heard | undefined {
  const question = openQuestion(choices, moment, "method");
  if (question === undefined) return undefined;
  const words = wordsIn(text).replace(AROUND_CARD, " ").split(" ").filter(Boolean);
  const methods = accountOf(moment.facts, question.accountId)?.methods ?? [];
  return only(
    question.options.filter(({ methodId }) => {
      const method = methods.find((one) => one.methodId === methodId);
      if (method === undefined || words.length === 0) return false;
      const names = [...wordsIn(method.brand).split(" "), method.last4];
      return words.every((word) => names.includes(word));
    }),
  );
}

/** Words that labels begin with and that name none. */
const ofNoLabel: ReadonlySet<string> = new Set(
  "the and for los las del les des une apt unit lot".split(" "),
);

/** What was asked, of the account that the text names beside it: "PAY 20 ELM". */
export function ofNamed(understood: Understood, text: string, moment: Moment): Understood {
  const { event } = understood;
  const { accounts } = moment.facts;
  if (event === null || accounts.length < 2) return understood;
  if (!("accountId" in event) || event.accountId !== null) return understood;
  const [, ...behind] = wordsIn(text).split(" ");
  const said = ` ${behind.join(" ")} `;
  const named = accounts.filter(({ label }) => {
    const [first = ""] = wordsIn(label).split(" ");
    const isTelling = /^[a-z]{3,}$/.test(first) && !ofNoLabel.has(first);
    return said.includes(` ${isTelling ? first : wordsIn(label)} `);
  });
  const [one, other] = named;
  if (one === undefined || other !== undefined) return understood;
  return { ...understood, event: { ...event, accountId: one.accountId } };
}
