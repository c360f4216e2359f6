import type { TalkState } from "./machine.ts";
import {
  dangerMenu,
  groupMenu,
  languageMenu,
  mainMenu,
  moreMenu,
  owedMenu,
  whyMenu,
  questionWait,
} from "./call-choices.ts";
import { currencyOf } from "../money.ts";
import { begun, closedLines, dangerKey } from "./call-begin.ts";
import { DANGER_KEY } from "./call-keys.ts";
import { callsEnded, goodbye, noticeAsked, noticeLeft, noticeTold } from "./call-notice.ts";
import {
  enterAccountNumber,
  enterAlert,
  enterAmount,
  enterTextCode,
  proofCodeSays,
} from "./call-entry.ts";
import { type CallRendering, lineTold, menu, told, toldHere } from "./call-rendering.ts";
import { askSecret } from "./call-secret.ts";
import { calledBack, personFor, putThrough, unreached } from "./call-person.ts";
import { PAYMENT_SLOW_MS } from "./pending-payment.ts";
import type { CallWait } from "./prompt.ts";
import type { View } from "./talk.ts";
import { questionPrompt } from "./asking-prompt.ts";
import type { MenuGroup } from "./talk-event.ts";

/** The keys that answer what is asked; null where nothing is, or its subject is gone. */
function questionMenu(view: View): CallWait | null {
  const question = questionPrompt(view);
  return question === undefined ? null : questionWait(question, view.facts);
}

/** A question whose answers are its digits; one whose subject is gone says so and leads back. */
const choose: CallRendering = (view, state) => {
  const wait = questionMenu(view);
  return wait === null ? told(view, state) : { says: [], wait };
};

/** Money and consent: nothing counts before the whole of it was heard. */
const readBack: CallRendering = (view, state) => {
  const wait = questionMenu(view);
  if (wait === null) return told(view, state);
  const tells = isDangerKeyed(view) ? [dangerKey] : [];
  return { first: [toldHere(view, state)], tells, says: [], wait };
};

/** At an amount the key of danger is one like any other: who may have meant danger hears where it counts before they could pay. */
function isDangerKeyed(view: View): boolean {
  const question = questionPrompt(view);
  if (question === undefined || !("amountMinor" in question)) return false;
  const { minorDigits = 0 } = currencyOf(view.facts.utility.currency) ?? {};
  return question.amountMinor === Number(DANGER_KEY) * 10 ** minorDigits;
}

/** A question that may be interrupted: nothing is paid or agreed to by its key. */
const readAndChoose: CallRendering = (view, state) => {
  const wait = questionMenu(view);
  return wait === null ? told(view, state) : { says: [toldHere(view, state)], wait };
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
  const to = personFor(true, view.facts.utility);
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
  languageAsk: ({ facts }) => ({ says: [], wait: languageMenu(facts) }),
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
  askAccountNumber: enterAccountNumber,
  askPin: (view) => {
    const { question } = view.choices;
    const number = question?.kind === "pin" ? question.number : null;
    return askSecret("pin", [{ key: "enter_pin", number }])(view);
  },
  identified: (view, state) => {
    const [closed] = closedLines(view);
    return lineTold(closed ?? { key: "identified" })(view, state);
  },
  pinWrong: askSecret("pin", [{ key: "enter_pin", number: null }], { key: "pin_wrong" }),
  pinLocked: lineTold({ key: "pin_locked" }),
  askProofCode: askSecret("proof_code", proofCodeSays, { key: "proof_code_sent" }),
  proofCodeWrong: askSecret("proof_code", proofCodeSays, { key: "proof_code_wrong" }),
  proofCodeOver: lineTold({ key: "proof_code_over" }),
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
  owedTold: (view, state) => ({
    tells: [toldHere(view, state)],
    says: [],
    wait: owedMenu(view.facts),
  }),
  whyTold: (view, state) => ({ tells: [toldHere(view, state)], says: [], wait: whyMenu() }),
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
  verifyAsk: enterTextCode,
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
