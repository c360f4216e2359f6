import { AUTOPAY_MONTH_CHARGES } from "../conversation/offer-question.ts";
import type { Offer } from "../conversation/offered.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { takeKey } from "../store/inbox.ts";
import { keyOf, utilityHome } from "../ids.ts";
import { accountLabel, accountStanding, mustAccount } from "./account-facts.ts";
import { alertOf, alertText } from "../conversation/alert-choice.ts";
import { chooseAlert } from "./daily-alert.ts";
import { convertAccount } from "./convert-account.ts";
import { disputeCharges } from "./dispute-charges.ts";
import { askSecondContact, endSecondContact } from "./second-contact.ts";
import { disputeTold } from "./why-facts.ts";
import { sendHappening } from "./delivery.ts";
import { giveExtension, holdForLife } from "./promised-time.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { agreeAutopay, endAutopay } from "./agree-autopay.ts";
import { agreeDebtTerms } from "./agree-debt-terms.ts";
import { autopayFacts, conversionOffer, planFacts } from "./offer-facts.ts";
import { balancesAt } from "./post.ts";
import { accountRules } from "./rules.ts";
import type { TalkChannel } from "../conversation/talk-channel.ts";
import { type Came, tellOffered } from "./tell-offered.ts";

export interface TakeOffer {
  readonly offer: Omit<Offer, "accountId">;
  /** What names it: the same is the same agreement. */
  readonly termsId: string;
  /** The saved method that is charged by itself; null where none is. */
  readonly method: { readonly id: string; readonly token: string } | null;
  readonly channel: TalkChannel;
  /** Who agreed, and the number of ours that the result is told from. */
  readonly line: string;
  readonly numberUsed: string;
}

/** A customer agreed to terms in a talk: present truth decides, and what came of it is told there, in writing. */
export function takeOffer(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: TakeOffer,
): { readonly kind: "done" | "refused" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const { what, amountMinor } = input.offer;
  const came = agreed(sql, now, at.home, input);
  const about = { what, label: accountLabel(sql, at.home), amountMinor };
  return tellOffered(sql, now, at, { asker: input, about, came });
}

function agreed(sql: Sql, now: Now, home: Home, input: TakeOffer): Came | Refusal {
  const { offer, channel } = input;
  const by = { channel, actor: "customer" } as const;
  switch (offer.what) {
    case "plan":
      return agreePlan(sql, now, home, input);
    case "autopay":
      return agreeStanding(sql, now, home, input);
    case "autopay_end": {
      const ended = endAutopay(sql, now, home, by);
      return isRefusal(ended) ? ended : {};
    }
    case "extension": {
      const { zone } = mustAccount(sql, home);
      const { settings } = accountRules(sql, home, now.serviceMs);
      const given = giveExtension(sql, now, home, { settings, termsId: input.termsId });
      return isRefusal(given) ? given : { ...given, zone };
    }
    case "medical":
      return holdSupply(sql, now, home, input);
    case "alerts":
      return chooseAlerts(sql, now, home, input);
    case "second":
    case "second_end":
      return changeSecondContact(sql, now, home, input);
    case "dispute":
      return openDispute(sql, now, home, input);
    case "convert":
      return convertBilling(sql, now, home, input);
    case "pay_code":
    case "pay_link":
      return refuse("not_here", "links and codes are made at the utility's home");
  }
}

function chooseAlerts(sql: Sql, now: Now, home: Home, input: TakeOffer): Came | Refusal {
  const { offer, channel, line, termsId: cause } = input;
  const choice = alertOf(offer.choice ?? "");
  if (choice === undefined) return refuse("no_such_choice", "nothing like it can be chosen");
  const { amountMinor } = offer;
  const came = chooseAlert(sql, now, home, { choice, amountMinor, line, channel, cause });
  return isRefusal(came) ? came : { choice: alertText(choice) };
}

function changeSecondContact(sql: Sql, now: Now, home: Home, input: TakeOffer): Came | Refusal {
  const { offer, channel } = input;
  const by = { channel, actor: "customer" };
  const came =
    offer.what === "second"
      ? askSecondContact(sql, now, home, { ...by, line: offer.line ?? "" })
      : endSecondContact(sql, now, home, { ...by, line: null });
  return isRefusal(came) ? came : {};
}

/** Held on the customer's word for a while; a person sends the form and looks into it either way. */
function holdSupply(sql: Sql, now: Now, home: Home, input: TakeOffer): Came | Refusal {
  const { zone, utilityId, id: accountId } = mustAccount(sql, home);
  const { settings } = accountRules(sql, home, now.serviceMs);
  const { termsId, line } = input;
  const came = holdForLife(sql, now, home, { settings, termsId });
  if (isRefusal(came)) return came;
  const { language } = settings;
  const asked = { line, accountId, language, reason: "medical", task: "medical" } as const;
  const delivery = { kind: "note-call-back", input: asked } as const;
  const from = { home, id: keyOf("medical", accountId, termsId) };
  sendHappening(sql, now, from, { to: utilityHome(utilityId), delivery, part: "case" });
  return { ...came, zone };
}

/** Decided by present truth, and told as that: what a dispute holds may have become less since it was asked about. */
function openDispute(sql: Sql, now: Now, home: Home, input: TakeOffer): Came | Refusal {
  const { termsId: disputeId, channel, line } = input;
  const { zone } = mustAccount(sql, home);
  const stands = disputeCharges(sql, now, home, { disputeId, channel, line });
  if (isRefusal(stands)) return stands;
  const { restoreMinor } = accountStanding(sql, now, home);
  const inForce = accountRules(sql, home, now.serviceMs);
  const told = { inForce, balances: balancesAt(sql, home), restoreMinor, stands };
  const { standing, untilAtMs, payMinor } = disputeTold(sql, now, home, told);
  return { standing, untilAtMs, payMinor, zone };
}

/** The very terms that were told; the acknowledgement is kept with them. */
function convertBilling(sql: Sql, now: Now, home: Home, input: TakeOffer): Came | Refusal {
  const { offer, channel, termsId, line } = input;
  const { settings } = accountRules(sql, home, now.serviceMs);
  const offered = conversionOffer(sql, now, home, settings);
  if (offered === null || offered.terms !== offer.terms) {
    return refuse("not_offered", "these terms are not on offer any more");
  }
  const { to: mode, terms } = offered;
  const came = convertAccount(sql, now, home, {
    key: termsId,
    mode,
    agreed: { by: `the customer at ${line}`, terms, channel },
    actor: "customer",
  });
  return isRefusal(came) ? came : { mode };
}

/** The very plan that was told, or none: debt that was paid or grew meanwhile asks for other terms. */
function agreePlan(sql: Sql, now: Now, home: Home, input: TakeOffer): Came | Refusal {
  const { channel, offer, termsId } = input;
  const { zone } = mustAccount(sql, home);
  const inForce = accountRules(sql, home, now.serviceMs);
  const { arrearsUnits } = balancesAt(sql, home);
  const terms = planFacts(sql, now, home, { inForce, arrearsUnits, zone }).offer;
  const policy = inForce.settings.arrangement ?? null;
  if (terms === null || policy === null || terms.totalMinor !== offer.amountMinor) {
    return refuse("not_offered", "these terms are not on offer any more");
  }
  const { downDays } = policy;
  const { downMinor, count, everyDays } = terms;
  const came = agreeDebtTerms(sql, now, home, {
    termsId,
    asked: { kind: "plan", downMinor, downDays, count, everyDays },
    channel,
    actor: "customer",
  });
  return isRefusal(came) ? came : { terms: { ...terms, zone } };
}

function agreeStanding(sql: Sql, now: Now, home: Home, input: TakeOffer): Came | Refusal {
  const { offer, method, channel } = input;
  if (method === null || offer.amountMinor === null) {
    return refuse("no_such_method", "no saved method is charged");
  }
  const inForce = accountRules(sql, home, now.serviceMs);
  const { belowUnits, belowMinor } = autopayFacts(sql, home, inForce);
  const { amountMinor } = offer;
  const came = agreeAutopay(sql, now, home, {
    plan: {
      when: { kind: "threshold", belowUnits },
      pay: { kind: "fixed", amountMinor },
      dayCapMinor: amountMinor,
      monthCapMinor: amountMinor * AUTOPAY_MONTH_CHARGES,
    },
    methodId: method.id,
    methodToken: method.token,
    channel,
    actor: "customer",
  });
  return isRefusal(came) ? came : { belowMinor: belowMinor ?? 0 };
}
