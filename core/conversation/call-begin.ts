import { mainMenu } from "./call-choices.ts";
import { DANGER_KEY } from "./call-keys.ts";
import type { CallScript, Spoken } from "./prompt.ts";
import { paidMeanwhile } from "./resume.ts";
import type { View } from "./talk.ts";
import { urgentAccount } from "./understand-call.ts";

/** Who it is, and what is there for whoever is in danger, before anything else of any call. */
function greetings({ facts }: View): readonly Spoken[] {
  const greeting = { key: "greeting", utility: facts.utility.name } as const;
  return [greeting, { key: "danger_key", press: DANGER_KEY }];
}

/** What goes before the first thing of a call that goes on with the one before it. */
export function resumedLines(view: View): readonly Spoken[] {
  const paid = paidMeanwhile(view);
  const told: readonly Spoken[] = paid === null ? [] : [paid];
  return [...greetings(view), ...told, { key: "resumed" }];
}

export function begun(view: View): Pick<CallScript, "says" | "wait"> {
  const { facts } = view;
  const paid = paidMeanwhile(view);
  const first = [...greetings(view), ...(paid === null ? [] : [paid])];
  const account = urgentAccount(facts);
  if (account === undefined) return { says: first, wait: mainMenu(facts) };
  // What turns it on is the first thing to press, and the first thing said of the menu.
  const urgent = { key: "urgent_off", label: account.label } as const;
  return { says: [...first, urgent], wait: mainMenu(facts) };
}
