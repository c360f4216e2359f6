import { toOldDebt } from "./split.ts";
import { accountOf, emergencyPhone } from "./facts.ts";
import { offerQuestion } from "./offer-question.ts";
import { type Prompt, type Question } from "./prompt.ts";
import { type View } from "./talk.ts";
import { type OpenQuestion } from "./open-question.ts";

/** Asked by call only, in words of its own. */
const ofCalls = [
  "account_number",
  "pin",
  "text_code",
  "alert",
  "notice",
  "autopay",
  "pay_code",
  "second",
  "card",
] as const;

type OfCalls = OpenQuestion & { readonly kind: (typeof ofCalls)[number] };

function isOfCalls(question: OpenQuestion): question is OfCalls {
  return ofCalls.some((kind) => kind === question.kind);
}

type OfConsent = OpenQuestion & { readonly kind: "consent" | "told" };

function isOfConsent(question: OpenQuestion): question is OfConsent {
  return question.kind === "consent" || question.kind === "told";
}

/** Asked of the line itself, whatever its accounts are. */
function consentPrompt(view: View, question: OfConsent): Question | undefined {
  const { digit } = question;
  if (question.kind === "consent") {
    return { key: question.purpose === "calls" ? "calls_ask" : "consent_ask", digit };
  }
  const { toldFor = [] } = view.facts.line;
  const row = toldFor.find((one) => one.accountId === question.accountId);
  return row === undefined ? undefined : { key: "told_ask", digit, label: row.label };
}

/** The open question in fresh facts; undefined when none is open or what it is about is gone. */
export function questionPrompt(view: View): Question | undefined {
  const { question } = view.choices;
  if (question === null) return undefined;
  const { currency } = view.facts.utility;
  if (isOfCalls(question)) return undefined;
  if (isOfConsent(question)) return consentPrompt(view, question);
  if (question.kind === "account") {
    const options = question.options.flatMap(({ digit, accountId }) => {
      const account = accountOf(view.facts, accountId);
      return account === undefined ? [] : [{ digit, label: account.label }];
    });
    return options.length === 0 ? undefined : { key: "choose_account", options };
  }
  const account = accountOf(view.facts, question.accountId);
  if (account === undefined) return undefined;
  const { label, mode } = account;
  switch (question.kind) {
    case "offer":
      return offerQuestion(question, account, view.facts.utility);
    case "report": {
      const { digit, what } = question;
      if (what === "move") return { key: "move_ask", digit, label };
      return { key: "outage_ask", digit, label, phone: emergencyPhone(view.facts.utility) };
    }
    case "amount": {
      const { minMinor } = account.limits;
      const { restoreMinor } = account;
      return { key: "how_much", label, mode, minMinor, restoreMinor, currency };
    }
    case "method": {
      const options = question.options.flatMap(({ digit, methodId }) => {
        const method = account.methods.find((one) => one.methodId === methodId);
        return method === undefined ? [] : [{ digit, brand: method.brand, last4: method.last4 }];
      });
      if (options.length === 0) return undefined;
      return { key: "choose_method", amountMinor: question.amountMinor, options, currency };
    }
    case "emergency": {
      const { emergencyOfferUnits: amountUnits } = account;
      if (amountUnits === null) return undefined;
      return { key: "emergency_ask", digit: question.digit, label, amountUnits, currency };
    }
    case "confirm": {
      const method = account.methods.find((one) => one.methodId === question.methodId);
      if (method === undefined) return undefined;
      const { digit, amountMinor } = question;
      const { brand, last4 } = method;
      const oldMinor = toOldDebt(account, amountMinor, currency);
      const paid = { amountMinor, oldMinor, brand, last4, label, mode, currency };
      return { key: "confirm_pay", digit, ...paid };
    }
  }
}

/** The prompt of a state that waits for an answer. */
export function askingPrompt(view: View): Prompt {
  const question = questionPrompt(view);
  const utility = view.facts.utility.name;
  return question === undefined ? { utility, key: "question_dropped" } : { utility, ...question };
}
