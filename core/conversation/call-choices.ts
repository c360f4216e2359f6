import { never } from "../assert.ts";
import type { Facts } from "./facts.ts";
import type { ChoiceLine } from "./call-prompt.ts";
import type { CallChoice, CallWait, Question } from "./prompt.ts";
import type { MenuGroup } from "./talk-event.ts";
import { type Language, languageOf, offeredBy } from "../wording/language.ts";
import { dueBills } from "./bill.ts";
import { urgentAccount } from "./understand-call.ts";

/** Always there, and said last. */
export const agent: CallChoice = { press: "0", option: "agent", line: { key: "choice_agent" } };

/** What a caller keeps in mind, beside the key of a person. */
const CHOICES_MAX = 4;

/** Of the main menu, whatever there is to pay. */
export const PAY_KEY = 1;

function menuOf(choices: readonly CallChoice[]): CallWait {
  return { kind: "menu", choices: [...choices, agent] };
}

function choice(press: number, option: string, line: ChoiceLine): CallChoice {
  return { press: String(press), option, line };
}

/** One other language is chosen by its key; of several a key leads to them all, each named in its own tongue. */
function otherLanguages(press: number, { line, utility }: Facts): readonly CallChoice[] {
  const spoken = languageOf(line.language ?? utility.language);
  const languages = offeredBy(utility).filter((one) => one !== spoken);
  const [language] = languages;
  if (language === undefined) return [];
  return languages.length === 1
    ? [languageChoice(press, language)]
    : [choice(press, "language", { key: "choice_languages", languages })];
}

function languageChoice(press: number, language: Language): CallChoice {
  return choice(press, `language:${language}`, { key: "choice_language", language });
}

/**
 * Where a call begins and comes back to: at most four choices and a person. The first key is to pay, whatever the account's
 * state: who is off pays what turns them on, and who is on keys an amount. Another language is said early, while whoever needs
 * it still listens.
 */
export function mainMenu(facts: Facts): CallWait {
  if (facts.accounts.length === 0) {
    const enter = choice(1, "other_account", { key: "choice_enter_account" });
    return menuOf([enter, ...otherLanguages(4, facts)]);
  }
  const account = urgentAccount(facts);
  const { currency } = facts.utility;
  const amountMinor = account?.restoreMinor ?? 0;
  const pay =
    account === undefined
      ? payChoice(facts)
      : choice(PAY_KEY, "restore", { key: "choice_restore", amountMinor, currency });
  return menuOf([
    pay,
    ...otherLanguages(4, facts),
    choice(2, "balance", { key: "choice_balance" }),
    choice(3, "more", { key: "choice_more" }),
  ]);
}

/** Whoever has bills alone, and one is due, pays that; another amount is a key of its read-back. */
function payChoice(facts: Facts): CallChoice {
  const isBilled = facts.accounts.every(({ mode }) => mode === "postpay");
  return isBilled && dueBills(facts).length > 0
    ? choice(PAY_KEY, "bill", { key: "choice_bill" })
    : choice(PAY_KEY, "pay", { key: "choice_pay" });
}

/** Four menus of what is asked less often: no caller keeps more than four choices in mind. */
export function moreMenu(): CallWait {
  return menuOf([
    choice(1, "group_supply", { key: "choice_group_supply" }),
    choice(2, "group_money", { key: "choice_group_money" }),
    choice(3, "group_use", { key: "choice_group_use" }),
    choice(4, "group_account", { key: "choice_group_account" }),
  ]);
}

/** None where our messages were ended: calls are agreed to after a JOIN. */
function callsChoice({ consent, calls }: Facts["line"]): readonly CallChoice[] {
  if (calls === "granted") return [choice(3, "calls_stop", { key: "choice_calls_stop" })];
  return consent === "revoked" ? [] : [choice(3, "calls", { key: "choice_calls" })];
}

export function groupMenu(group: MenuGroup, { line, accounts }: Facts): CallWait {
  // Four choices are what a caller keeps in mind: who is offered credit hears of it in place of the least that turns on.
  const isOffered = accounts.some(({ emergencyOfferUnits }) => emergencyOfferUnits !== null);
  const isArmed = accounts.some(({ supply }) => supply === "armed");
  switch (group) {
    case "supply":
      return menuOf([
        choice(1, "outage", { key: "choice_outage" }),
        choice(2, "why", { key: "choice_why" }),
        isArmed
          ? choice(3, "turn_on", { key: "choice_turn_on" })
          : isOffered
            ? choice(3, "emergency", { key: "choice_emergency" })
            : choice(3, "minimum", { key: "choice_minimum" }),
        choice(4, "status", { key: "choice_status" }),
      ]);
    case "money":
      return menuOf([
        choice(1, "payments", { key: "choice_payments" }),
        choice(2, "receipt", { key: "choice_receipt" }),
        choice(3, "places", { key: "choice_places" }),
        choice(4, "owed", { key: "choice_owed" }),
      ]);
    case "use":
      return menuOf([
        choice(1, "use", { key: "choice_use" }),
        choice(2, "rates", { key: "choice_rates" }),
        choice(3, "alert", { key: "choice_alert" }),
        choice(4, "autopay", { key: "choice_autopay" }),
      ]);
    case "account":
      return menuOf([
        choice(1, "group_messages", { key: "choice_group_messages" }),
        choice(2, "other_account", { key: "choice_other_account" }),
        choice(3, "medical", { key: "choice_medical" }),
        choice(4, "group_further", { key: "choice_group_further" }),
      ]);
    case "messages":
      return menuOf([
        line.consent === "granted"
          ? choice(1, "leave", { key: "choice_leave" })
          : choice(1, "join", { key: "choice_join" }),
        choice(2, "verify", { key: "choice_verify" }),
        ...callsChoice(line),
        choice(4, "second", { key: "choice_second" }),
      ]);
    case "further":
      return menuOf([
        choice(1, "move", { key: "choice_move" }),
        choice(2, "pay_code", { key: "choice_pay_code" }),
        choice(3, "convert", { key: "choice_convert" }),
      ]);
    default:
      return never(group);
  }
}

/** Told after who else is told. */
export function secondMenu(): CallWait {
  return menuOf([choice(1, "second_end", { key: "choice_second_end" })]);
}

/** What may be done about it, told after why it is off or may be turned off. */
export function whyMenu(): CallWait {
  return menuOf([
    choice(1, "pay", { key: "choice_pay" }),
    choice(2, "dispute", { key: "choice_dispute" }),
    choice(3, "extension", { key: "choice_extension" }),
  ]);
}

/** What may be done about it, told after what is owed. */
export function owedMenu(facts: Facts): CallWait {
  return menuOf([
    choice(1, "plan", { key: "choice_plan" }),
    choice(2, "aid", { key: "choice_aid" }),
    dueBills(facts).length > 0
      ? choice(3, "bill", { key: "choice_bill" })
      : choice(3, "pay", { key: "choice_pay" }),
    choice(4, "extension", { key: "choice_extension" }),
  ]);
}

export function dangerMenu(): CallWait {
  return menuOf([
    choice(1, "gas", { key: "choice_gas" }),
    choice(2, "wire", { key: "choice_wire" }),
  ]);
}

export function languageMenu({ utility }: Facts): CallWait {
  return menuOf(offeredBy(utility).map((language, at) => languageChoice(at + 1, language)));
}

/** The menu of a question; null where it is answered with a number. */
export function questionWait(question: Question, facts: Facts): CallWait | null {
  const choices = questionChoices(question, facts);
  if (choices.length === 0) return null;
  // Four ends of cards are as much as anybody listens to: the key of a person counts even so.
  const isLong = question.key === "choose_method" && choices.length === CHOICES_MAX;
  return { kind: "menu", choices: [...choices, isLong ? { ...agent, line: null } : agent] };
}

function questionChoices(question: Question, { accounts }: Facts): readonly CallChoice[] {
  switch (question.key) {
    case "choose_account": {
      const listed = question.options.map(({ digit, label }) =>
        choice(digit, String(digit), { key: "choice_account", label }),
      );
      if (listed.length < CHOICES_MAX || listed.length === accounts.length) return listed;
      // One that no key is left for is asked for by its number.
      const last = choice(CHOICES_MAX, "other_account", { key: "choice_other_account" });
      return [...listed.slice(0, CHOICES_MAX - 1), last];
    }
    case "choose_method":
      return question.options.map(({ digit, brand, last4 }) =>
        choice(digit, String(digit), { key: "choice_method", brand, last4 }),
      );
    case "confirm_pay": {
      const { digit, amountMinor, currency, brand, last4 } = question;
      const line = { key: "choice_confirm", amountMinor, currency, brand, last4 } as const;
      return [
        choice(digit, String(digit), line),
        choice(2, "other_amount", { key: "choice_other_amount" }),
      ];
    }
    case "outage_ask":
    case "move_ask":
      return [choice(question.digit, String(question.digit), { key: "choice_report" })];
    case "pay_link_ask":
    case "payee_link_ask":
      return [choice(question.digit, String(question.digit), { key: "choice_link" })];
    case "plan_ask":
    case "extension_ask":
    case "medical_ask":
    case "dispute_ask":
    case "second_ask":
    case "convert_ask":
    case "pay_code_ask":
    case "autopay_ask":
    case "consent_ask":
    case "calls_ask":
    case "told_ask":
    case "emergency_ask":
      return [choice(question.digit, String(question.digit), { key: "choice_agree" })];
    case "how_much":
      return [];
    default:
      return never(question);
  }
}
