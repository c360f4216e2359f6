import type { KioskScreen } from "./kiosk-prompt.ts";
import { paying, receipt, type Rendering, success } from "./kiosk-outcome.ts";
import { act, atKiosk } from "./kiosk-parts.ts";
import { amount, card, cash, confirm, tender } from "./kiosk-pay.ts";
import { alerts, alertsAgreed } from "./kiosk-alerts.ts";
import {
  attract,
  code,
  codeOver,
  ended,
  handOver,
  held,
  help,
  home,
  identify,
  lend,
  locked,
  payments,
  pin,
  tooMany,
  which,
  who,
} from "./kiosk-who.ts";
import { alertChoices, more, sums, terms, verify, why } from "./kiosk-more.ts";
import { type TalkState, tellings } from "./machine.ts";
import type { OpenQuestion } from "./open-question.ts";
import type { View } from "./talk.ts";
import { canGoBack } from "./understand-kiosk.ts";

/** A sentence that other channels share, and the way on from it. It is told of an account only to who may know of it. */
const told: Rendering = (view, state) => {
  if (atKiosk(view).accountId === null) return attract(view, state);
  const { utility: _, ...prompt } = tellings[state].prompt(view);
  return {
    subject: { screen: "problem" },
    title: { key: "told", prompt },
    body: [],
    actions: [act("home", "do_home", { tone: "primary" })],
    isPersonal: true,
  };
};

const answersAgain: Partial<Record<OpenQuestion["kind"], Rendering>> = {
  consent: alerts,
  emergency: lend,
  offer: terms,
};

/** A wrong answer shows again what is asked. */
const answerAgain: Rendering = (view, state) =>
  (answersAgain[view.choices.question?.kind ?? "confirm"] ?? confirm)(view, state);

/** What every state shows at a terminal: a state without a rendering does not compile. */
const renderings = {
  idle: attract,
  helped: told,
  handOverOffered: handOver,
  handOverUnknown: identify(true),
  chooseAccount: who,
  balanceTold: home,
  minimumTold: home,
  howMuch: amount(false),
  chooseMethod: tender,
  payConfirm: confirm,
  payRequested: paying,
  payBusy: paying,
  payDone: success,
  noBill: told,
  noCard: tender,
  payeeUnknown: identify(true),
  cardAsk: tender,
  amountUnclear: amount(true),
  amountTooSmall: amount(true),
  amountTooLarge: amount(true),
  overDailyLimit: told,
  dailyLimitUsed: told,
  callsAsk: help,
  callsAgreed: help,
  callsAlready: help,
  callsBarred: help,
  callsOff: help,
  toldAsk: help,
  toldAgreed: help,
  joinAsk: alerts,
  joined: alertsAgreed,
  alreadyJoined: alertsAgreed,
  emergencyAsk: lend,
  emergencyNone: told,
  emergencyAgreed: home,
  optedOut: told,
  kindEnded: told,
  optedOutByCarrier: told,
  languageAsk: home,
  languageSet: home,
  unknownTold: home,
  unknownAgain: home,
  cardSeen: told,
  wrongAnswer: answerAgain,
  questionDropped: told,
  nothingDone: told,
  lateAnswer: told,
  unknownNumber: identify(true),
  proofNeeded: who,
  apology: told,
  askAccountNumber: identify(false),
  askPin: pin("enter_pin"),
  identified: home,
  pinWrong: pin("pin_wrong"),
  pinLocked: locked,
  askProofCode: code("enter_code"),
  proofCodeWrong: code("code_wrong"),
  proofCodeOver: codeOver,
  callBegun: home,
  callMenu: home,
  callMore: more,
  callSupply: home,
  callMoney: home,
  callUse: home,
  callAccount: home,
  callMessages: home,
  callFurther: home,
  paymentsTold: payments,
  receiptTold: told,
  useTold: told,
  ratesTold: told,
  owedTold: told,
  whyTold: why,
  statusTold: told,
  placesTold: told,
  dangerAsk: told,
  dangerGas: told,
  dangerWire: told,
  outageTold: told,
  outageForBalance: told,
  outageAsk: told,
  outageNoted: told,
  moveAsk: told,
  moveNoted: told,
  alertTold: told,
  alertsTold: alertChoices,
  alertSet: told,
  alertOff: told,
  callMeNoted: told,
  offerAsk: terms,
  offerTold: sums,
  offerNone: told,
  offerAgreed: told,
  offerCame: told,
  aidTold: told,
  turnOnTold: told,
  verifyAsk: verify,
  verifyYes: told,
  verifyNo: told,
  agentTransfer: help,
  callBackUnreached: help,
  noticeTold: help,
  noticeHeard: help,
  noticeAsked: help,
  noticeLeft: help,
  callsEnded: help,
  dangerGasUnreached: help,
  dangerWireUnreached: help,
  callBackTaken: help,
  callBackOwed: help,
  goodbye: ended,
  kioskNotFound: identify(true),
  kioskTooMany: tooMany,
  kioskWhich: which,
  kioskWho: who,
  kioskAmount: amount(false),
  kioskAmountOutside: amount(true),
  kioskTender: tender,
  kioskCash: cash,
  kioskCard: card,
  kioskNoteHeld: held,
  kioskPaid: success,
  kioskReceipt: receipt,
  kioskEnded: ended,
} satisfies Record<TalkState, Rendering>;

/** What a terminal shows where the talk stands, in this moment's facts. */
export function kioskView(state: TalkState, view: View): KioskScreen {
  const rendering: Rendering = atKiosk(view).isHelp ? help : renderings[state];
  return {
    at: null,
    isPersonal: false,
    waits: false,
    ...rendering(view, state),
    canGoBack: canGoBack(state, view.choices),
  };
}
