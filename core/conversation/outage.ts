import { assign } from "xstate";
import { accountGone, lacksAccount, whichAccount } from "./choose-account.ts";
import { meantAccount, type AccountFacts } from "./facts.ts";
import { askReport, closeQuestion } from "./question.ts";
import { askingPrompt } from "./asking-prompt.ts";
import type { Choices, Seen, TalkOn, TalkStates, Telling } from "./talk.ts";
import { toldOf } from "./told.ts";

function meant({ event }: Seen<"OUTAGE">): AccountFacts | undefined {
  return meantAccount(event.moment.facts, event.accountId);
}

/** Off for its balance is no outage: who pays is on again, and no crew can help. */
function isOffForBalance(seen: Seen<"OUTAGE">): boolean {
  const account = meant(seen);
  return account !== undefined && account.supply !== "on" && account.restoreMinor !== null;
}

function isKnown(seen: Seen<"OUTAGE">): boolean {
  return (meant(seen)?.outage ?? null) !== null;
}

function speak(seen: Seen<"OUTAGE">): Partial<Choices> {
  return { ...closeQuestion(seen.context), accountId: meant(seen)?.accountId ?? null };
}

function ask(seen: Seen<"OUTAGE">): Partial<Choices> {
  const { context, event } = seen;
  const account = meant(seen);
  if (account === undefined) return closeQuestion(context);
  return askReport(context, event.moment, { what: "outage", accountId: account.accountId });
}

function reports(what: "outage" | "move") {
  return ({ context, event }: Seen<"REPORT">): boolean =>
    context.question?.kind === "report" &&
    context.question.what === what &&
    meantAccount(event.moment.facts, context.question.accountId) !== undefined;
}

function note({ context, event }: Seen<"REPORT">): Partial<Choices> {
  const accountId = context.question?.kind === "report" ? context.question.accountId : null;
  return { ...closeQuestion(context), accountId, decidedTurn: event.moment.turn };
}

/** No supply: first whether it is off for its balance, then whether an outage is known, and only then a report. */
export const outageOn = {
  OUTAGE: [
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    {
      guard: accountGone,
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    { guard: isKnown, target: ".outageTold", actions: assign(speak) },
    { guard: isOffForBalance, target: ".outageForBalance", actions: assign(speak) },
    { target: ".outageAsk", actions: assign(ask) },
  ],
  REPORT: [
    { guard: reports("outage"), target: ".outageNoted", actions: assign(note) },
    { guard: reports("move"), target: ".moveNoted", actions: assign(note) },
    {
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
  ],
} satisfies TalkOn;

export const outageStates = {
  outageTold: {},
  outageForBalance: {},
  outageAsk: {},
  outageNoted: {},
} satisfies TalkStates;

export const outageTellings = {
  outageTold: toldOf(({ label, outage, zone }, { now }) => ({
    key: "outage_known",
    label,
    // One that is over since it was told of is as good as now.
    sinceMs: outage?.sinceMs ?? now.serviceMs,
    backAtMs: outage?.backAtMs ?? null,
    toldAtMs: now.serviceMs,
    zone,
  })),
  outageForBalance: toldOf(({ label, restoreMinor }, { facts }) => ({
    key: "outage_balance",
    label,
    restoreMinor,
    currency: facts.utility.currency,
  })),
  outageAsk: { prompt: askingPrompt },
  outageNoted: {
    ...toldOf(({ label }) => ({ key: "outage_noted", label })),
    intent: ({ accountId }) => ({ kind: "report", what: "outage", accountId }),
  },
} satisfies Record<keyof typeof outageStates, Telling>;
