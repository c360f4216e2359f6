import { answerOn, answerStates, answerTellings } from "./answer.ts";
import { alertsOn, alertsStates, alertsTellings } from "./alerts.ts";
import { alertOn, alertStates, alertTellings } from "./alert.ts";
import { balanceOn, balanceStates, balanceTellings } from "./balance.ts";
import { billOn, billStates, billTellings } from "./bill.ts";
import { callMeOn, callMeStates, callMeTellings } from "./call-me.ts";
import { callMenuOn, callMenuStates, callMenuTellings } from "./call-menu.ts";
import { callConsentOn, callConsentStates, callConsentTellings } from "./call-consent.ts";
import { chooseAccountStates, chooseAccountTellings } from "./choose-account.ts";
import { dangerOn, dangerStates, dangerTellings } from "./danger.ts";
import { handOverOn, handOverStates, handOverTellings } from "./hand-over.ts";
import { emergencyOn, emergencyStates, emergencyTellings } from "./emergency.ts";
import { helpOn, helpStates, helpTellings } from "./help.ts";
import { identifyOn, identifyStates, identifyTellings } from "./identify.ts";
import { kioskOn, kioskStates, kioskTellings } from "./kiosk.ts";
import { languageOn, languageStates, languageTellings } from "./language.ts";
import { lastPaymentsOn, lastPaymentsStates, lastPaymentsTellings } from "./last-payments.ts";
import { minimumOn, minimumStates, minimumTellings } from "./minimum.ts";
import { movingOn, movingStates, movingTellings } from "./moving.ts";
import { noticeCallOn, noticeCallStates, noticeCallTellings } from "./notice-call.ts";
import { optInOn, optInStates, optInTellings } from "./opt-in.ts";
import { optOutOn, optOutStates, optOutTellings } from "./opt-out.ts";
import { outageOn, outageStates, outageTellings } from "./outage.ts";
import { owedOn, owedStates, owedTellings } from "./owed.ts";
import { payByCodeOn, payByCodeStates, payByCodeTellings } from "./pay-by-code.ts";
import { payOn, payStates, payTellings } from "./pay.ts";
import { offerOn, offerStates, offerTellings } from "./offer.ts";
import { aidOn, aidStates, aidTellings } from "./aid.ts";
import { toldForOn, toldForStates, toldForTellings } from "./told-for.ts";
import { turnOnOn, turnOnStates, turnOnTellings } from "./turn-on.ts";
import { placesOn, placesStates, placesTellings } from "./places.ts";
import { ratesOn, ratesStates, ratesTellings } from "./rates.ts";
import { statusOn, statusStates, statusTellings } from "./status.ts";
import { freshChoices, talk, type Telling } from "./talk.ts";
import { unknownOn, unknownStates, unknownTellings } from "./unknown.ts";
import { useOn, useStates, useTellings } from "./use.ts";
import { verifyOn, verifyStates, verifyTellings } from "./verify.ts";
import { whyOn, whyStates, whyTellings } from "./why.ts";

/** Named in every saved talk; a talk saved by another machine is not ours to continue. */
export const MACHINE = "talk";

const states = {
  ...helpStates,
  ...handOverStates,
  ...chooseAccountStates,
  ...balanceStates,
  ...minimumStates,
  ...payStates,
  ...payByCodeStates,
  ...billStates,
  ...emergencyStates,
  ...optInStates,
  ...optOutStates,
  ...callConsentStates,
  ...toldForStates,
  ...languageStates,
  ...unknownStates,
  ...answerStates,
  ...identifyStates,
  ...callMenuStates,
  ...lastPaymentsStates,
  ...useStates,
  ...ratesStates,
  ...owedStates,
  ...whyStates,
  ...statusStates,
  ...placesStates,
  ...dangerStates,
  ...outageStates,
  ...movingStates,
  ...alertStates,
  ...alertsStates,
  ...callMeStates,
  ...offerStates,
  ...aidStates,
  ...turnOnStates,
  ...verifyStates,
  ...noticeCallStates,
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
  ...payByCodeTellings,
  ...billTellings,
  ...emergencyTellings,
  ...optInTellings,
  ...optOutTellings,
  ...callConsentTellings,
  ...toldForTellings,
  ...languageTellings,
  ...unknownTellings,
  ...answerTellings,
  ...identifyTellings,
  ...callMenuTellings,
  ...lastPaymentsTellings,
  ...useTellings,
  ...ratesTellings,
  ...owedTellings,
  ...whyTellings,
  ...statusTellings,
  ...placesTellings,
  ...dangerTellings,
  ...outageTellings,
  ...movingTellings,
  ...alertTellings,
  ...alertsTellings,
  ...callMeTellings,
  ...offerTellings,
  ...aidTellings,
  ...turnOnTellings,
  ...verifyTellings,
  ...noticeCallTellings,
  ...kioskTellings,
};

/**
 * The tasks composed. The state stands where the last word was said; what would be answered is the open question in the
 * choices, so that asking for a balance in between does not close it. Beside it runs the machine of pending-payment.ts.
 */
export const talkMachine = talk.createMachine({
  id: MACHINE,
  context: freshChoices,
  initial: "idle",
  on: {
    ...balanceOn,
    ...minimumOn,
    ...payOn,
    ...payByCodeOn,
    ...billOn,
    ...emergencyOn,
    ...optInOn,
    ...optOutOn,
    ...callConsentOn,
    ...toldForOn,
    ...helpOn,
    ...handOverOn,
    ...languageOn,
    ...unknownOn,
    ...answerOn,
    ...identifyOn,
    ...callMenuOn,
    ...lastPaymentsOn,
    ...useOn,
    ...ratesOn,
    ...owedOn,
    ...whyOn,
    ...statusOn,
    ...placesOn,
    ...dangerOn,
    ...outageOn,
    ...movingOn,
    ...alertOn,
    ...alertsOn,
    ...callMeOn,
    ...offerOn,
    ...aidOn,
    ...turnOnOn,
    ...verifyOn,
    ...noticeCallOn,
    ...kioskOn,
  },
  states,
});
