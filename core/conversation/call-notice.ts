import { agent } from "./call-choices.ts";
import { callsOffPrompt } from "./call-consent.ts";
import { CALLS_OFF_KEY } from "./call-keys.ts";
import { urgentAccount } from "./understand-call.ts";
import type { CallChoice, CallScript, CallWait, Prompt, Spoken } from "./prompt.ts";
import type { View } from "./talk.ts";

/** No more calls, at any time of one of ours, also while what no key interrupts is spoken. */
const callsOff: CallChoice = {
  press: CALLS_OFF_KEY,
  option: "calls_off",
  line: { key: "choice_calls_off" },
};

/** Who was called is not thanked for calling. */
function farewell({ facts }: View): Spoken {
  const isOurs = (facts.line.notice ?? null) !== null;
  return { key: isOurs ? "notice_goodbye" : "goodbye", utility: facts.utility.name };
}

export function goodbye(view: View): CallScript {
  return ending([farewell(view)]);
}

function ending(first: readonly Spoken[]): CallScript {
  return { first, says: [], wait: { kind: "hang_up" }, interrupts: false };
}

/** Who calls, how to be called no more, what it is about, and where to call back (47 CFR 64.1200(b)). */
export function noticeTold(view: View): CallScript {
  const { facts } = view;
  const notice = facts.line.notice ?? null;
  if (notice === null) return goodbye(view);
  const { name: utility, phone } = facts.utility;
  return {
    first: [
      { key: "notice_call", utility, press: CALLS_OFF_KEY },
      notice,
      { key: "notice_number", phone },
    ],
    says: [],
    wait: menu(view, notice),
    interrupts: false,
    atOnce: CALLS_OFF_KEY,
  };
}

/** What the notice asks for is one key away. */
function menu({ facts }: View, notice: Prompt): CallWait {
  const account = urgentAccount(facts);
  const { currency } = facts.utility;
  const amountMinor =
    account?.restoreMinor ?? ("stayOnMinor" in notice ? notice.stayOnMinor : null);
  const pay: CallChoice =
    amountMinor === null || amountMinor <= 0
      ? { press: "1", option: "pay", line: { key: "choice_pay" } }
      : {
          press: "1",
          option: account === undefined ? `amount:${String(amountMinor)}` : "restore",
          line: { key: "choice_pay_now", amountMinor, currency },
        };
  const more: CallChoice = { press: "2", option: "menu", line: { key: "choice_main_menu" } };
  return { kind: "menu", choices: [pay, more, callsOff, agent] };
}

/** Nothing of the account before a key says that somebody is there. */
export function noticeAsked(view: View): CallScript {
  const { name: utility } = view.facts.utility;
  if ((view.facts.line.notice ?? null) === null) return goodbye(view);
  const hear: CallChoice = { press: "1", option: "hear", line: { key: "choice_hear" } };
  return {
    first: [],
    says: [{ key: "notice_call", utility, press: CALLS_OFF_KEY }],
    // The key that ends calls was just said.
    wait: { kind: "menu", choices: [hear, { ...callsOff, line: null }] },
    interrupts: false,
  };
}

/** On a machine: whom to call, twice for who looks for a pen, and nothing of the account. */
export function noticeLeft({ facts }: View): CallScript {
  const { name: utility, phone } = facts.utility;
  return ending([
    { key: "notice_left", utility },
    { key: "notice_number", phone },
    { key: "notice_number", phone },
  ]);
}

export function callsEnded(view: View): CallScript {
  const isAll = view.facts.line.endsAll === true;
  const ended: Spoken = isAll ? callsOffPrompt(view) : { key: "calls_ended" };
  return { ...ending([ended, farewell(view)]), interrupts: true };
}
