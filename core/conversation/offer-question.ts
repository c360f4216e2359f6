import type { AccountFacts } from "./facts.ts";
import { type Offer, PAY_CODE_DAYS, PAY_CODE_USES } from "./offered.ts";
import { isPayee } from "./payee.ts";
import type { Question } from "./prompt.ts";
import { detailsOf } from "./account-details.ts";

/** Charges that a month may hold, of a customer's standing word to be charged by itself; a day holds one. */
export const AUTOPAY_MONTH_CHARGES = 5;

/** The terms of an offer in fresh facts; undefined where there is nothing to tell of it any more. */
export function offerQuestion(
  { digit, what, amountMinor, line }: Offer & { readonly digit: number },
  account: AccountFacts,
  { currency, phone }: { readonly currency: string; readonly phone: string },
): Question | undefined {
  const { label, zone, methods } = account;
  const { plan, autopay } = detailsOf(account);
  switch (what) {
    case "pay_link":
      if (amountMinor === null) return undefined;
      return { key: linkKey(account), digit, label, amountMinor, currency };
    case "plan": {
      const terms = plan?.offer ?? null;
      if (terms === null || terms.totalMinor !== amountMinor) return undefined;
      return { key: "plan_ask", digit, label, ...terms, zone, currency };
    }
    case "autopay": {
      const [method] = methods;
      if (method === undefined || amountMinor === null) return undefined;
      const { brand, last4 } = method;
      const monthMinor = amountMinor * AUTOPAY_MONTH_CHARGES;
      const belowMinor = autopay?.belowMinor ?? null;
      const pays = { amountMinor, belowMinor, monthMinor, brand, last4, currency };
      return { key: "autopay_ask", digit, label, ...pays };
    }
    case "second":
      return line === undefined ? undefined : { key: "second_ask", digit, label, line, currency };
    case "autopay_end":
    case "second_end":
    case "alerts":
      return undefined;
    case "dispute":
      return disputeQuestion(digit, account, currency);
    case "extension":
    case "medical":
    case "convert":
    case "pay_code":
      return promisedQuestion({ digit, what, amountMinor }, account, { currency, phone });
  }
}

/** The terms of what a customer takes by their own word. */
function promisedQuestion(
  { digit, what, amountMinor }: Pick<Offer, "what" | "amountMinor"> & { readonly digit: number },
  account: AccountFacts,
  { currency, phone }: { readonly currency: string; readonly phone: string },
): Question | undefined {
  const { label, zone, balanceUnits } = account;
  const { extension = null, medicalDays = null, conversion = null } = detailsOf(account);
  const about = { digit, label, currency };
  if (what === "medical") return { ...about, key: "medical_ask", days: medicalDays, phone };
  if (what === "extension") {
    return extension === null ? undefined : { ...about, key: "extension_ask", ...extension, zone };
  }
  if (what === "convert") {
    if (conversion === null) return undefined;
    const { to: mode, terms } = conversion;
    return { ...about, key: "convert_ask", mode, terms, balanceUnits };
  }
  if (amountMinor === null) return undefined;
  const good = { uses: PAY_CODE_USES, days: PAY_CODE_DAYS };
  return { ...about, key: "pay_code_ask", amountMinor, ...good };
}

/** Of whoever pays by a code it is said that they have no card, and nothing of what they pay. */
function linkKey({ accountId }: AccountFacts): "pay_link_ask" | "payee_link_ask" {
  return isPayee(accountId) ? "payee_link_ask" : "pay_link_ask";
}

function disputeQuestion(
  digit: number,
  account: AccountFacts,
  currency: string,
): Question | undefined {
  const { label, zone } = account;
  const { dispute = null } = detailsOf(account);
  return dispute === null
    ? undefined
    : { key: "dispute_ask", digit, label, ...dispute, zone, currency };
}
