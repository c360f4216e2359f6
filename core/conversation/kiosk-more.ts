/** Screens of a terminal for what is asked less often than paying. */
import { questionPrompt } from "./asking-prompt.ts";
import { act, knownAccount, namedAccount, plain } from "./kiosk-parts.ts";
import { detailsOf } from "./account-details.ts";
import { alertKinds } from "./alert-choice.ts";
import { alertsTellings } from "./alerts.ts";
import { offerTellings } from "./offer.ts";
import { PHONE_DIGITS_MAX, PHONE_DIGITS_MIN } from "./phone-said.ts";
import { sumsOf } from "./kiosk-pay.ts";
import { home, identify } from "./kiosk-who.ts";
import type { Rendering } from "./kiosk-outcome.ts";
import { isPage } from "./page.ts";
import { TEXT_CODE_DIGITS } from "./verify.ts";
import { whyTellings } from "./why.ts";

/** A page has room for what a terminal has no keys for. */
const moreOnPage = [
  act("use", "do_use"),
  act("rates", "do_rates"),
  act("owed", "do_owed"),
  act("plan", "do_plan"),
  act("medical", "do_medical"),
];

/** Whoever proved who they are finds the rest of what can be asked here. */
export const more: Rendering = (view, state) => {
  if (knownAccount(view) === undefined) return home(view, state);
  return {
    subject: { screen: "choose", what: "task" },
    title: plain("more"),
    body: [],
    actions: [
      ...(isPage(view.facts) ? moreOnPage : []),
      act("extension", "do_extension"),
      act("pay_code", "do_pay_code"),
      act("convert", "do_convert"),
      act("why", "do_why"),
      act("second", "do_second"),
      act("alerts", "do_alert_choices"),
      act("verify", "do_verify"),
      act("home", "do_home", { tone: "quiet" }),
    ],
    isPersonal: true,
  };
};

/** Why it is off or may be turned off, and the way on for who calls it wrong. */
export const why: Rendering = (view, state) => {
  if (knownAccount(view) === undefined) return home(view, state);
  return {
    subject: { screen: "problem" },
    title: { key: "told", prompt: whyTellings.whyTold.prompt(view) },
    body: [],
    actions: [act("dispute", "do_dispute"), act("home", "do_home", { tone: "primary" })],
    isPersonal: true,
  };
};

/** When and of what alerts tell, and a button a choice: as many as a screen has keys for. */
export const alertChoices: Rendering = (view, state) => {
  const account = knownAccount(view);
  if (account === undefined) return home(view, state);
  const chosen = detailsOf(account).alertsChosen ?? [];
  const isDaily = chosen.some((one) => one.startsWith("daily"));
  return {
    subject: { screen: "choose", what: "task" },
    title: { key: "told", prompt: alertsTellings.alertsTold.prompt(view) },
    body: [],
    actions: [
      act("alert:daily_480", "do_alert_morning"),
      act("alert:daily_1080", "do_alert_evening"),
      ...(isDaily ? [act("alert:daily_off", "do_alert_daily_off")] : []),
      ...alertKinds.map((kind) =>
        chosen.includes(`${kind} off`)
          ? act(`alert:${kind}_on`, `do_alert_${kind}_on`)
          : act(`alert:${kind}_off`, `do_alert_${kind}_off`),
      ),
      act("home", "do_home", { tone: "quiet" }),
    ],
    isPersonal: true,
  };
};

/** The digits of a text: only who has it at hand can type them, so no PIN is asked for. */
export const verify: Rendering = (view, state) => {
  if (namedAccount(view) === undefined) return identify(false)(view, state);
  return {
    subject: {
      screen: "identify",
      digitsMin: TEXT_CODE_DIGITS,
      digitsMax: TEXT_CODE_DIGITS,
    },
    title: plain("verify"),
    body: [plain("verify_body")],
    actions: [],
    isPersonal: true,
  };
};

/** Terms, whole, and the button that agrees to them; where there is nothing to agree to any more, home. */
export const terms: Rendering = (view, state) => {
  const { question } = view.choices;
  const prompt = questionPrompt(view);
  if (knownAccount(view) === undefined || question?.kind !== "offer" || prompt === undefined) {
    return home(view, state);
  }
  return {
    subject: { screen: "problem" },
    title: { key: "told", prompt },
    body: [],
    actions: [act(String(question.digit), "do_agree", { tone: "primary" }), act("home", "do_home")],
    isPersonal: true,
  };
};

/** Whose number is to be told too, typed; where there is one, whose, and the end of it. */
const second: Rendering = (view) => {
  const prompt = offerTellings.offerTold.prompt(view);
  const isNobody = prompt.key === "second_told" && prompt.state === "none";
  const digits = { digitsMin: PHONE_DIGITS_MIN, digitsMax: PHONE_DIGITS_MAX };
  return isNobody
    ? {
        subject: { screen: "identify", ...digits },
        title: plain("second_number"),
        body: [plain("second_number_body")],
        actions: [],
        isPersonal: true,
      }
    : {
        subject: { screen: "problem" },
        title: { key: "told", prompt },
        body: [],
        actions: [act("second_end", "do_second_end"), act("home", "do_home", { tone: "primary" })],
        isPersonal: true,
      };
};

/** Up to how much others may pay by a code, or who else is to be told. */
export const sums: Rendering = (view, state) => {
  const account = knownAccount(view);
  if (account !== undefined && view.choices.offer?.what === "second") return second(view, state);
  if (account === undefined || view.choices.offer?.what !== "pay_code") return home(view, state);
  const { currency } = view.facts.utility;
  return {
    subject: { screen: "choose", what: "task" },
    title: plain("pay_code_sum"),
    body: [plain("pay_code_sum_body")],
    actions: [
      ...sumsOf(view, account).map((amountMinor) =>
        act(`pay_code:${String(amountMinor)}`, { key: "do_amount", amountMinor, currency }),
      ),
      act("home", "do_home", { tone: "quiet" }),
    ],
    isPersonal: true,
  };
};
