/** What of an account may be agreed to by a digit, and what of it the talk keeps. */
import { accountOf, meantAccount, type AccountFacts, type Facts, type PayLimits } from "./facts.ts";
import type { Offer } from "./offered.ts";
import { mayLink } from "./pay-link.ts";
import { askOffer, askSum, closeQuestion } from "./question.ts";
import type { Choices, Seen } from "./talk.ts";
import { detailsOf } from "./account-details.ts";

/** Events that ask for terms. */
export type Offering =
  | "PLAN"
  | "AUTOPAY"
  | "EXTENSION"
  | "MEDICAL"
  | "DISPUTE"
  | "CONVERT"
  | "PAY_CODE"
  | "SECOND"
  | "ALERT_CHOICE"
  | "SECOND_END";
export type Agreeing = "AGREED" | "CARE_AGREED";

export function isAutopayable({ mode, methods }: AccountFacts): boolean {
  return mode === "prepaid" && methods.length > 0;
}

function isWithin({ minMinor, maxMinor }: PayLimits, amountMinor: number | null): boolean {
  return amountMinor !== null && amountMinor >= minMinor && amountMinor <= maxMinor;
}

/** Where there is a second contact none is asked, and none is ended where there is none. */
function secondStands(
  account: AccountFacts,
  { what, line }: Pick<Offer, "what" | "line">,
): boolean {
  const isNobody = (detailsOf(account).second ?? null) === null;
  return what === "second" ? isNobody && line !== undefined : !isNobody;
}

/** What was told of before the digit is what is agreed to: an offer that reads otherwise now is none. */
export function stands(
  { what, accountId, amountMinor, terms, line }: Offer,
  facts: Facts,
): boolean {
  const account = accountOf(facts, accountId);
  if (account === undefined) return false;
  const isPayable = isWithin(account.limits, amountMinor);
  const { plan, extension = null, conversion = null, dispute = null } = detailsOf(account);
  switch (what) {
    case "pay_link":
      return mayLink(facts) && isPayable;
    case "plan":
      return plan?.offer?.totalMinor === amountMinor;
    case "autopay":
      return isAutopayable(account) && isPayable;
    case "autopay_end":
    case "medical":
    case "alerts":
      return true;
    case "extension":
      return extension !== null;
    case "second":
    case "second_end":
      return secondStands(account, { what, ...(line !== undefined && { line }) });
    case "dispute":
      return dispute !== null;
    case "convert":
      return conversion !== null && conversion.terms === terms;
    case "pay_code":
      return isPayable;
  }
}

export function meantOf({ event }: Seen<Offering>): AccountFacts | undefined {
  return meantAccount(event.moment.facts, event.accountId);
}

export function offerOf(seen: Seen<Offering>): Offer | undefined {
  const account = meantOf(seen);
  if (account === undefined) return undefined;
  const { event } = seen;
  const { accountId } = account;
  const details = detailsOf(account);
  const alone = { accountId, amountMinor: null };
  switch (event.type) {
    case "PLAN":
      return { what: "plan", accountId, amountMinor: details.plan?.offer?.totalMinor ?? null };
    case "AUTOPAY":
      if (event.amountMinor === 0) return { ...alone, what: "autopay_end" };
      return { what: "autopay", accountId, amountMinor: event.amountMinor };
    case "PAY_CODE":
      return { what: "pay_code", accountId, amountMinor: event.amountMinor };
    case "EXTENSION":
      return { ...alone, what: "extension" };
    case "MEDICAL":
      return { ...alone, what: "medical" };
    case "SECOND": {
      const { line } = event;
      return { ...alone, what: "second", ...(line !== null && { line }) };
    }
    case "ALERT_CHOICE": {
      const { choice, amountMinor } = event;
      return { what: "alerts", accountId, amountMinor, choice };
    }
    case "SECOND_END":
      return { ...alone, what: "second_end" };
    case "DISPUTE":
      return { ...alone, what: "dispute" };
    case "CONVERT": {
      const terms = details.conversion?.terms;
      return { ...alone, what: "convert", ...(terms !== undefined && { terms }) };
    }
  }
}

export function isOffered(seen: Seen<Offering>): boolean {
  const offer = offerOf(seen);
  return offer !== undefined && stands(offer, seen.event.moment.facts);
}

export function speak(seen: Seen<Offering>): Partial<Choices> {
  const offer = offerOf(seen) ?? null;
  return { ...closeQuestion(seen.context), accountId: offer?.accountId ?? null, offer };
}

type Keyed = Offer & { readonly what: "autopay" | "pay_code" | "second" };

/** A number is keyed only where none is told yet. */
function isKeyed(offer: Offer | undefined, seen: Seen<Offering>): offer is Keyed {
  if (offer === undefined) return false;
  if (offer.what === "autopay" || offer.what === "pay_code") return true;
  const account = meantOf(seen);
  return (
    offer.what === "second" && account !== undefined && (detailsOf(account).second ?? null) === null
  );
}

/** By call the amount, or the number, is keyed next; a text names it beside its word. */
export function tell(seen: Seen<Offering>): Partial<Choices> {
  const offer = offerOf(seen);
  if (!isKeyed(offer, seen)) return speak(seen);
  const { what: kind, accountId } = offer;
  return { ...askSum(seen.context, seen.event.moment, { kind, accountId }), offer };
}

export function ask(seen: Seen<Offering>): Partial<Choices> {
  const offer = offerOf(seen);
  if (offer === undefined) return closeQuestion(seen.context);
  return askOffer(seen.context, seen.event.moment, offer);
}

export function askedOffer({ context }: Pick<Seen<Agreeing>, "context">): Offer | undefined {
  const { question } = context;
  if (question?.kind !== "offer") return undefined;
  const { what, accountId, amountMinor, terms, line } = question;
  const named = { ...(terms !== undefined && { terms }), ...(line !== undefined && { line }) };
  return { what, accountId, amountMinor, ...named };
}

export function close(seen: Seen<Agreeing>): Partial<Choices> {
  return { ...closeQuestion(seen.context), offer: askedOffer(seen) ?? null };
}

export function agree(seen: Seen<Agreeing>): Partial<Choices> {
  return { ...close(seen), decidedTurn: seen.event.moment.turn };
}

/** A digit agrees to what was told, where it still reads so and this digit is proof enough for it. */
export function agreesTo(isCare: boolean) {
  return (seen: Seen<Agreeing>): boolean => {
    const offer = askedOffer(seen);
    if (offer === undefined || (offer.what === "medical") !== isCare) return false;
    return stands(offer, seen.event.moment.facts);
  };
}
