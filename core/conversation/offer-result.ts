import { alertOf } from "./alert-choice.ts";
import type { Facts } from "./facts.ts";
import type { OfferResult } from "./offered.ts";
import { payeeLabel, readPayee } from "./payee.ts";
import type { Prompt } from "./prompt.ts";

/** What became of it, in the result's own values; by call and in writing alike. */
export function offerResultPrompt(result: OfferResult, facts: Facts): Prompt {
  const { name: utility, phone, currency } = facts.utility;
  const { what, amountMinor, url, terms, belowMinor = 0 } = result;
  const label = labelOf(result, facts);
  const none: Prompt = { utility, key: "offer_none", what, label, phone };
  if (result.outcome === "refused") return none;
  switch (what) {
    case "pay_link":
      if (url === undefined || amountMinor === null) return none;
      return { utility, key: "pay_link", label, url, amountMinor, currency };
    case "plan":
      return terms === undefined
        ? none
        : { utility, key: "plan_agreed", label, ...terms, currency };
    case "autopay":
      if (amountMinor === null) return none;
      return { utility, key: "autopay_set", label, amountMinor, belowMinor, currency };
    case "autopay_end":
      return { utility, key: "autopay_ended", label };
    case "alerts":
      return alertsPrompt(result, facts) ?? none;
    case "second":
    case "second_end":
      return { utility, key: what === "second" ? "second_asked" : "second_ended", label };
    case "dispute":
      return disputePrompt(result, facts);
    case "extension":
    case "medical":
    case "convert":
    case "pay_code":
      return promisedPrompt(result, facts) ?? none;
  }
}

/** A link by somebody's code is told by how the code ends. */
function labelOf({ label, payee }: OfferResult, facts: Facts): string {
  const ending = readPayee(payee ?? null)?.ending;
  return ending === undefined ? label : payeeLabel(ending, facts);
}

/** What a customer took by their own word; undefined where what it needs to be told is not there. */
function promisedPrompt(result: OfferResult, facts: Facts): Prompt | undefined {
  const { name: utility, phone, currency, zone: usual } = facts.utility;
  const { what, label, amountMinor, code, untilAtMs = null, zone = usual, mode } = result;
  if (what === "medical") {
    return { utility, key: "medical_noted", label, untilAtMs, zone, phone, currency };
  }
  if (what === "convert") {
    return mode === undefined ? undefined : { utility, key: "converted", label, mode };
  }
  if (untilAtMs === null) return undefined;
  if (what === "extension") {
    return { utility, key: "extension_agreed", label, untilAtMs, zone, currency };
  }
  if (code === undefined || amountMinor === null) return undefined;
  return { utility, key: "pay_code_made", label, code, amountMinor, untilAtMs, zone, currency };
}

function disputePrompt(result: OfferResult, { utility: of }: Facts): Prompt {
  const { name: utility, currency } = of;
  const { label, standing = "person", untilAtMs = null, payMinor = null, zone = of.zone } = result;
  return { utility, key: "dispute_opened", label, standing, untilAtMs, payMinor, zone, currency };
}

function alertsPrompt(result: OfferResult, { utility: of }: Facts): Prompt | undefined {
  const chosen = alertOf(result.choice ?? "");
  if (chosen === undefined) return undefined;
  const { name: utility, currency } = of;
  const { label, amountMinor: levelMinor } = result;
  const { what } = chosen;
  const minute = what === "daily" ? chosen.minute : null;
  const isOn = what === "daily" ? minute !== null : chosen.isOn;
  return { utility, key: "alerts_set", label, what, minute, isOn, levelMinor, currency };
}
