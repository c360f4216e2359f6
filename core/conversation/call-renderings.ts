import { accountOf } from "./facts.ts";
import { type TalkState, tellings } from "./machine.ts";
import {
  dangerMenu,
  groupMenu,
  languageMenu,
  mainMenu,
  moreMenu,
  owedMenu,
  secondMenu,
  whyMenu,
  questionChoices,
} from "./call-choices.ts";
import { begun } from "./call-begin.ts";
import { callsEnded, goodbye, noticeAsked, noticeLeft, noticeTold } from "./call-notice.ts";
import { PROOF_CODE_KEY } from "./call-keys.ts";
import { askSecret } from "./call-secret.ts";
import { calledBack, putThrough, unreached } from "./call-person.ts";
import { PAYMENT_SLOW_MS } from "./pending-payment.ts";
import type { CallScript, CallWait, Prompt } from "./prompt.ts";
import { questionPrompt } from "./asking-prompt.ts";
import type { View } from "./talk.ts";
import type { MenuGroup } from "./talk-event.ts";
import { PHONE_DIGITS_MAX, PHONE_DIGITS_MIN } from "./phone-said.ts";
import { TEXT_CODE_DIGITS } from "./verify.ts";

/** What a state says on a call and waits for; what is not interrupted comes first. */
export type CallRendering = (
  view: View,
  state: TalkState,
) => Pick<CallScript, "says" | "wait" | "atOnce"> &
  Partial<Pick<CallScript, "first" | "interrupts">>;

/** Account numbers of utilities: nothing shorter or longer is one. */
const NUMBER_DIGITS_MIN = 3;
const NUMBER_DIGITS_MAX = 20;
/** "1000*00": no payment is keyed with more. */
const AMOUNT_KEYS_MAX = 8;

function toldHere(view: View, state: TalkState): Prompt {
  return tellings[state].prompt(view);
}

/** Says the state's prompt and offers the main menu. */
const told: CallRendering = (view, state) => ({
  says: [toldHere(view, state)],
  wait: mainMenu(view.facts),
});

/** The main menu and nothing before it. */
const menu: CallRendering = ({ facts }) => ({ says: [], wait: mainMenu(facts) });

/** A question whose answers are its digits; one whose subject is gone says so and leads back. */
const choose: CallRendering = (view, state) => {
  const question = questionPrompt(view);
  const choices = question === undefined ? [] : questionChoices(question);
  if (choices.length === 0) return told(view, state);
  return { says: [], wait: { kind: "menu", choices } };
};

/** Money and consent: nothing counts before the whole of it was heard. */
const readBack: CallRendering = (view, state) => {
  const question = questionPrompt(view);
  const choices = question === undefined ? [] : questionChoices(question);
  if (choices.length === 0) return told(view, state);
  return { first: [toldHere(view, state)], says: [], wait: { kind: "menu", choices } };
};

/** A question that may be interrupted: nothing is paid or agreed to by its key. */
const readAndChoose: CallRendering = (view, state) => {
  const question = questionPrompt(view);
  const choices = question === undefined ? [] : questionChoices(question);
  if (choices.length === 0) return told(view, state);
  return { says: [toldHere(view, state)], wait: { kind: "menu", choices } };
};

const amount: CallWait = { kind: "digits", of: "amount", min: 1, max: AMOUNT_KEYS_MAX };

/** Why the last amount was no good, then an amount again. */
function enterAmount(why: boolean): CallRendering {
  return (view, state) => {
    const { question } = view.choices;
    const accountId = question?.kind === "amount" ? question.accountId : null;
    const account = accountOf(view.facts, accountId);
    if (account === undefined) return told(view, state);
    const { currency } = view.facts.utility;
    const line = { key: "enter_amount", label: account.label, currency } as const;
    return { says: why ? [toldHere(view, state), line] : [line], wait: amount };
  };
}

const accountNumber: CallWait = {
  kind: "digits",
  of: "account_number",
  min: NUMBER_DIGITS_MIN,
  max: NUMBER_DIGITS_MAX,
};

/** What to do, once more, and that we call: whoever is in danger keeps the menu as well. */
const dangerUnreached: CallRendering = (view, state) => ({
  first: [{ key: "nobody_answers" }, toldHere(view, state), { key: "call_back" }],
  says: [],
  wait: mainMenu(view.facts),
});

/** Nobody is kept waiting past the minute after which a payment counts as slow. */
const hold: CallRendering = (view, state) => {
  const { request } = view.choices;
  // A payment that is not under way any more has been told of: the caller goes on.
  if (request === null) return menu(view, state);
  if (view.now.wallMs - request.askedAtMs >= PAYMENT_SLOW_MS) return told(view, state);
  return { says: [{ key: "hold" }], wait: { kind: "hold" } };
};

/** What to do is heard to its end, and then whoever is there for it is put on the line, where somebody is. */
const danger: CallRendering = (view, state) => {
  const { emergencyNumber = null, agentNumber = null } = view.facts.utility;
  const to = emergencyNumber ?? agentNumber;
  const first = [toldHere(view, state)];
  if (to === null) return { first, says: [], wait: mainMenu(view.facts) };
  return {
    first: [...first, { key: "connecting" }],
    says: [],
    wait: { kind: "transfer", to },
  };
};

function group(name: MenuGroup): CallRendering {
  return ({ facts }) => ({ says: [], wait: groupMenu(name, facts) });
}

const textCode: CallWait = {
  kind: "digits",
  of: "text_code",
  min: TEXT_CODE_DIGITS,
  max: TEXT_CODE_DIGITS,
};

/** Somebody is told already, or was asked: the customer may end it. */
function isSecondTold({ choices: { offer = null, question } }: View): boolean {
  return question === null && offer?.what === "second";
}

const phoneNumber: CallWait = {
  kind: "digits",
  of: "phone",
  min: PHONE_DIGITS_MIN,
  max: PHONE_DIGITS_MAX,
};

/** A level, or what is paid each time, is keyed like an amount. */
const enterAlert: CallRendering = (view, state) => {
  const kind = view.choices.question?.kind;
  if (kind === "second") return { says: [toldHere(view, state)], wait: phoneNumber };
  if (isSecondTold(view)) return { says: [toldHere(view, state)], wait: secondMenu() };
  if (kind !== "alert" && kind !== "autopay" && kind !== "pay_code") return told(view, state);
  return { says: [toldHere(view, state)], wait: amount };
};

/** What every state says on a call and waits for: a state without a rendering does not compile. */
export const callRenderings = {
  idle: menu,
  helped: menu,
  handOverOffered: told,
  handOverUnknown: told,
  chooseAccount: choose,
  balanceTold: told,
  minimumTold: told,
  howMuch: enterAmount(false),
  chooseMethod: choose,
  payConfirm: readBack,
  cardAsk: (view, state) => {
    const connector = view.facts.utility.payConnector ?? null;
    if (connector === null) return told(view, state);
    return { first: [{ key: "card_begins" }], says: [], wait: { kind: "card", connector } };
  },
  payRequested: hold,
  payBusy: hold,
  payDone: told,
  noBill: told,
  noCard: told,
  payeeUnknown: told,
  amountUnclear: enterAmount(true),
  amountTooSmall: enterAmount(true),
  amountTooLarge: enterAmount(true),
  overDailyLimit: enterAmount(true),
  dailyLimitUsed: told,
  emergencyAsk: readBack,
  emergencyNone: told,
  emergencyAgreed: told,
  joinAsk: readBack,
  joined: told,
  alreadyJoined: told,
  callsAsk: readBack,
  callsAgreed: told,
  callsAlready: told,
  callsBarred: told,
  callsOff: told,
  toldAsk: readBack,
  toldAgreed: told,
  optedOut: told,
  kindEnded: told,
  optedOutByCarrier: told,
  languageAsk: () => ({ says: [], wait: languageMenu() }),
  languageSet: told,
  unknownTold: menu,
  unknownAgain: menu,
  cardSeen: menu,
  wrongAnswer: menu,
  questionDropped: told,
  nothingDone: told,
  lateAnswer: told,
  unknownNumber: told,
  proofNeeded: told,
  apology: told,
  askAccountNumber: () => ({ says: [{ key: "enter_account" }], wait: accountNumber }),
  askPin: (view) => {
    const { question } = view.choices;
    const number = question?.kind === "pin" ? question.number : null;
    return askSecret("pin", { key: "enter_pin", number })(view);
  },
  identified: ({ facts }) => ({ says: [{ key: "identified" }], wait: mainMenu(facts) }),
  pinWrong: askSecret("pin", { key: "pin_wrong" }),
  pinLocked: ({ facts }) => ({ says: [{ key: "pin_locked" }], wait: mainMenu(facts) }),
  askProofCode: askSecret("proof_code", { key: "proof_code_sent", press: PROOF_CODE_KEY }),
  proofCodeWrong: askSecret("proof_code", { key: "proof_code_wrong", press: PROOF_CODE_KEY }),
  proofCodeOver: ({ facts }) => ({ says: [{ key: "proof_code_over" }], wait: mainMenu(facts) }),
  callBegun: begun,
  callMenu: menu,
  callMore: () => ({ says: [], wait: moreMenu() }),
  callSupply: group("supply"),
  callMoney: group("money"),
  callUse: group("use"),
  callAccount: group("account"),
  callMessages: group("messages"),
  callFurther: group("further"),
  paymentsTold: told,
  receiptTold: told,
  useTold: told,
  ratesTold: told,
  owedTold: (view, state) => ({ says: [toldHere(view, state)], wait: owedMenu(view.facts) }),
  whyTold: (view, state) => ({ says: [toldHere(view, state)], wait: whyMenu() }),
  statusTold: told,
  placesTold: told,
  dangerAsk: () => ({ says: [], wait: dangerMenu() }),
  dangerGas: danger,
  dangerWire: danger,
  outageTold: told,
  outageForBalance: told,
  outageAsk: readAndChoose,
  outageNoted: told,
  moveAsk: readAndChoose,
  moveNoted: told,
  alertTold: enterAlert,
  alertsTold: told,
  alertSet: told,
  alertOff: told,
  callMeNoted: told,
  offerAsk: readBack,
  offerTold: enterAlert,
  offerNone: told,
  offerAgreed: told,
  offerCame: menu,
  aidTold: told,
  turnOnTold: told,
  verifyAsk: ({ choices: { question }, facts }) =>
    question?.kind === "text_code"
      ? { says: [{ key: "enter_text_code" }], wait: textCode }
      : { says: [], wait: mainMenu(facts) },
  verifyYes: told,
  verifyNo: told,
  dangerGasUnreached: dangerUnreached,
  dangerWireUnreached: dangerUnreached,
  agentTransfer: putThrough,
  callBackUnreached: unreached,
  callBackTaken: calledBack,
  callBackOwed: calledBack,
  goodbye,
  noticeTold,
  noticeHeard: noticeTold,
  noticeAsked,
  noticeLeft,
  callsEnded,
  kioskNotFound: menu,
  kioskTooMany: menu,
  kioskWhich: menu,
  kioskWho: menu,
  kioskAmount: menu,
  kioskAmountOutside: menu,
  kioskTender: menu,
  kioskCash: menu,
  kioskCard: menu,
  kioskNoteHeld: menu,
  kioskPaid: menu,
  kioskReceipt: menu,
  kioskEnded: menu,
} satisfies Record<TalkState, CallRendering>;
