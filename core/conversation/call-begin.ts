import { mainMenu, PAY_KEY } from "./call-choices.ts";
import { DANGER_KEY } from "./call-keys.ts";
import type { Rendered } from "./call-rendering.ts";
import type { CallScript, CallWait, Spoken } from "./prompt.ts";
import { paidMeanwhile } from "./resume.ts";
import type { View } from "./talk.ts";
import { urgentAccount } from "./understand-call.ts";

/**
 * What goes before the first thing of a call that goes on with the one before it. The key of danger is named where it counts at
 * once: not before what no key interrupts, nor before an amount, whose digit it would be.
 */
export function resumedLines(view: View, { first, wait }: CallScript): readonly Spoken[] {
  const isAmount = wait.kind === "digits" && wait.of === "amount";
  const danger = first.length > 0 || isAmount ? [] : [dangerKey];
  return [greeting(view), ...danger, ...paidLines(view), { key: "resumed" }];
}

function greeting({ facts }: View): Spoken {
  return { key: "greeting", utility: facts.utility.name };
}

export const dangerKey: Spoken = { key: "danger_key", press: DANGER_KEY };

/** How the account stands that a caller had, before they are asked for another's number. */
export function closedLines({ facts }: View): readonly Spoken[] {
  return facts.accounts.length > 0 ? [] : (facts.closed?.slice(0, 1) ?? []);
}

function paidLines(view: View): readonly Spoken[] {
  const paid = paidMeanwhile(view);
  return paid === null ? [] : [paid];
}

/**
 * The first thing of a call, within twelve seconds. Who is off hears that, and the key that turns it on, before anything else. Gas and
 * wires come next, before any choice: who smells gas dials on purpose and waits for it, and whoever sits in the dark hears it before
 * they press something else. What is left unsaid to make it short is said after a silence, a wrong key or a star; its keys count now.
 */
export function begun(view: View): Rendered {
  const { facts } = view;
  const again = mainMenu(facts);
  const account = urgentAccount(facts);
  if (account === undefined) {
    const unsaid = facts.accounts.length === 0 ? [] : ["agent"];
    const tells = [greeting(view), ...paidLines(view), dangerKey, ...closedLines(view)];
    return { tells, says: [], wait: without(again, unsaid), again };
  }
  const { accountId, label, restoreMinor } = account;
  const urgent: Spoken = {
    key: "urgent_off",
    label: facts.accounts.every((one) => one.accountId === accountId) ? null : label,
    amountMinor: restoreMinor ?? 0,
    currency: facts.utility.currency,
    press: String(PAY_KEY),
  };
  const tells = [greeting(view), ...paidLines(view), urgent, dangerKey];
  return { tells, says: [], wait: without(again, ["restore", "balance", "agent"]), again };
}

function without(wait: CallWait, unsaid: readonly string[]): CallWait {
  if (wait.kind !== "menu") return wait;
  const choices = wait.choices.map((choice) =>
    unsaid.includes(choice.option) ? { ...choice, line: null } : choice,
  );
  return { kind: "menu", choices };
}
