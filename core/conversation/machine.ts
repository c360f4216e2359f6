import { answerOn, answerStates, answerTellings } from "./answer.ts";
import { balanceOn, balanceStates, balanceTellings } from "./balance.ts";
import { callMenuOn, callMenuStates, callMenuTellings } from "./call-menu.ts";
import { chooseAccountStates, chooseAccountTellings } from "./choose-account.ts";
import { handOverOn, handOverStates, handOverTellings } from "./hand-over.ts";
import { emergencyOn, emergencyStates, emergencyTellings } from "./emergency.ts";
import { helpOn, helpStates, helpTellings } from "./help.ts";
import { identifyOn, identifyStates, identifyTellings } from "./identify.ts";
import { kioskOn, kioskStates, kioskTellings } from "./kiosk.ts";
import { languageOn, languageStates, languageTellings } from "./language.ts";
import { minimumOn, minimumStates, minimumTellings } from "./minimum.ts";
import { optInOn, optInStates, optInTellings } from "./opt-in.ts";
import { optOutOn, optOutStates, optOutTellings } from "./opt-out.ts";
import { payOn, payStates, payTellings } from "./pay.ts";
import { pendingPayment } from "./pending-payment.ts";
import { freshChoices, talk, type Telling } from "./talk.ts";
import { unknownOn, unknownStates, unknownTellings } from "./unknown.ts";

/** Named in every saved talk; a talk saved by another machine is not ours to continue. */
export const MACHINE = "talk";

const states = {
  ...helpStates,
  ...handOverStates,
  ...chooseAccountStates,
  ...balanceStates,
  ...minimumStates,
  ...payStates,
  ...emergencyStates,
  ...optInStates,
  ...optOutStates,
  ...languageStates,
  ...unknownStates,
  ...answerStates,
  ...identifyStates,
  ...callMenuStates,
  ...kioskStates,
};

export type TalkState = keyof typeof states;

/** What every state of the talk says: a state without a telling does not compile. */
export const tellings: Readonly<Record<TalkState, Telling>> = {
  ...helpTellings,
  ...handOverTellings,
  ...chooseAccountTellings,
  ...balanceTellings,
  ...minimumTellings,
  ...payTellings,
  ...emergencyTellings,
  ...optInTellings,
  ...optOutTellings,
  ...languageTellings,
  ...unknownTellings,
  ...answerTellings,
  ...identifyTellings,
  ...callMenuTellings,
  ...kioskTellings,
};

/**
 * The tasks composed. The talk region stands where the last word was said; what would be answered is the open question in
 * the choices, so that asking for a balance in between does not close it. The payment region runs beside it.
 */
export const talkMachine = talk.createMachine({
  id: MACHINE,
  type: "parallel",
  context: freshChoices,
  states: {
    talk: {
      initial: "idle",
      on: {
        ...balanceOn,
        ...minimumOn,
        ...payOn,
        ...emergencyOn,
        ...optInOn,
        ...optOutOn,
        ...helpOn,
        ...handOverOn,
        ...languageOn,
        ...unknownOn,
        ...answerOn,
        ...identifyOn,
        ...callMenuOn,
        ...kioskOn,
      },
      states,
    },
    payment: pendingPayment,
  },
});
