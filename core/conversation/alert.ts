import { meantAccount } from "./facts.ts";
import { assign } from "xstate";
import { accountGone, lacksAccount, whichAccount } from "./choose-account.ts";
import type { Intent } from "./intent.ts";
import { askAlert, closeQuestion } from "./question.ts";
import type { Choices, Seen, TalkOn, TalkStates, Telling } from "./talk.ts";
import { detailsOf } from "./account-details.ts";
import { toldOf } from "./told.ts";

function keep({ context, event }: Seen<"ALERT">): Partial<Choices> {
  const account = meantAccount(event.moment.facts, event.accountId);
  const { amountMinor } = event;
  if (account === undefined) return closeQuestion(context);
  return {
    ...closeQuestion(context),
    accountId: account.accountId,
    alertMinor: amountMinor === 0 ? null : amountMinor,
    decidedTurn: event.moment.turn,
  };
}

function ask({ context, event }: Seen<"ALERT">): Partial<Choices> {
  const account = meantAccount(event.moment.facts, event.accountId);
  if (account === undefined) return closeQuestion(context);
  return askAlert(context, event.moment, account.accountId);
}

/** The balance below which its customer wants to be told: ALERT 20 sets it, ALERT OFF goes back to the utility's own. */
export const alertOn = {
  ALERT: [
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    {
      guard: accountGone,
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    {
      guard: ({ event }) => event.amountMinor === null,
      target: ".alertTold",
      actions: assign(ask),
    },
    { guard: ({ event }) => event.amountMinor === 0, target: ".alertOff", actions: assign(keep) },
    { target: ".alertSet", actions: assign(keep) },
  ],
} satisfies TalkOn;

export const alertStates = { alertTold: {}, alertSet: {}, alertOff: {} } satisfies TalkStates;

function setAlert({ accountId, alertMinor = null }: Choices): Intent | undefined {
  return accountId === null ? undefined : { kind: "set_alert", accountId, amountMinor: alertMinor };
}

export const alertTellings = {
  alertTold: toldOf((account, { facts }) => ({
    key: "alert_told",
    label: account.label,
    levelMinor: detailsOf(account).alertMinor,
    currency: facts.utility.currency,
  })),
  alertSet: {
    ...toldOf(({ label }, { choices, facts }) => {
      const { currency } = facts.utility;
      const { alertMinor: amountMinor = null } = choices;
      if (amountMinor === null) return { key: "alert_off", label };
      const consented = facts.line.consent === "granted";
      return { key: "alert_set", label, amountMinor, consented, currency };
    }),
    intent: setAlert,
  },
  alertOff: { ...toldOf(({ label }) => ({ key: "alert_off", label })), intent: setAlert },
} satisfies Record<keyof typeof alertStates, Telling>;
