import { assign } from "xstate";
import { shownMinor } from "../wording/money-text.ts";
import type { Amount } from "./amount.ts";
import type { AccountFacts, Facts } from "./facts.ts";
import { askAccount, closeQuestion } from "./question.ts";
import type { TalkOn, TalkStates, Telling } from "./talk.ts";
import type { Moment, TalkEvent } from "./talk-event.ts";

/** What is billed and unpaid, ceiled to what can be paid; null where nothing is, or it is not billed. */
export function billMinor({ mode, balanceUnits }: AccountFacts, currency: string): number | null {
  return mode === "postpay" && balanceUnits < 0 ? 0 - shownMinor(balanceUnits, currency) : null;
}

function billed({ accounts }: Facts): readonly AccountFacts[] {
  return accounts.filter(({ mode }) => mode === "postpay");
}

/** The accounts of which a bill is due. */
export function dueBills(facts: Facts): readonly AccountFacts[] {
  return billed(facts).filter((one) => billMinor(one, facts.utility.currency) !== null);
}

/** Those that a customer may mean by "my bill": the ones that are due, and where none is, those that an amount may be paid of ahead. */
function meantBills(facts: Facts, amount: Amount): readonly AccountFacts[] {
  const due = dueBills(facts);
  const bills = billed(facts);
  return due.length > 0 || (amount === null && bills.length > 1) ? due : bills;
}

/**
 * A bill by its name: the only one that is meant; of several the customer says which. "All" without that name is the bill that is due, and
 * where none is, what is owed is told: how much a prepaid account is paid is for its customer to say.
 */
export function billAsked(said: Amount | "all", moment: Moment): TalkEvent {
  const { facts } = moment;
  const amount = said === "all" ? null : said;
  if (said === "all" && dueBills(facts).length === 0) {
    return { moment, type: "OWED", accountId: null };
  }
  const [one, other] = meantBills(facts, amount);
  if (one !== undefined && other === undefined) return payBill(one, amount, moment);
  if (other !== undefined && amount !== "unclear") {
    return { moment, type: "WHICH_BILL", amountMinor: amount };
  }
  if (one === undefined && facts.accounts.length > 0) return { moment, type: "NO_BILL" };
  return { moment, type: "PAY", accountId: null, amount, methodId: null };
}

/** All that is due where no amount was said; nothing is asked for where nothing is due. */
export function payBill(account: AccountFacts, amount: Amount, moment: Moment): TalkEvent {
  const paid = amount ?? billMinor(account, moment.facts.utility.currency);
  if (paid === null) return { moment, type: "NO_BILL" };
  const { accountId } = account;
  return { moment, type: "PAY", accountId, amount: paid, methodId: null };
}

/** PAY BILL: all that is due of a post-pay bill, or an amount of it, whatever else the line may pay. */
export const billOn = {
  WHICH_BILL: {
    target: ".chooseAccount",
    actions: assign(({ context, event }) => {
      const { moment, amountMinor } = event;
      const among = meantBills(moment.facts, amountMinor);
      return askAccount(context, moment, { task: "bill", amountMinor, among });
    }),
  },
  NO_BILL: {
    target: ".noBill",
    actions: assign(({ context }) => closeQuestion(context)),
  },
} satisfies TalkOn;

export const billStates = { noBill: {} } satisfies TalkStates;

export const billTellings = {
  noBill: {
    prompt: ({ facts }) => {
      const { name: utility, phone } = facts.utility;
      return { utility, key: "bill_none", phone };
    },
  },
} satisfies Record<keyof typeof billStates, Telling>;
