/** A customer calls charges wrong; a person decides, and the customer is told in writing. */
import { assert } from "../assert.ts";
import type { DisputeReason } from "../conversation/notice-prompts.ts";
import { keyOf, utilityHome } from "../ids.ts";
import { localMonth, type Now } from "../instant.ts";
import { charged } from "../ledger/postings.ts";
import { minorToUnits } from "../money.ts";
import { afterQuiet } from "../notice/quiet.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { accountAt, modeAt, servicesOf } from "../store/accounts.ts";
import {
  addChargeDispute,
  chargeDisputeOf,
  type ChargeDisputeRow,
  decideChargeDispute,
} from "../store/charge-disputes.ts";
import { openGrant } from "../store/emergency.ts";
import { endProtectionRow, protectionOf } from "../store/protections.ts";
import { accountLabel, mustAccount } from "./account-facts.ts";
import { sendHappening } from "./delivery.ts";
import { chargedOfLate, type DisputeNow, disputeNow } from "./dispute-standing.ts";
import { emergencyCap, noteDrawn } from "./emergency-standing.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { noteProtection } from "./note-protection.ts";
import { oweNotice } from "./owe-notice.ts";
import { balancesAt, post } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { accountRules } from "./rules.ts";
import { mustSettings } from "./settings.ts";
import type { TalkChannel } from "../conversation/talk-channel.ts";

export interface DisputeCharges {
  /** What names it: the same is the same dispute. */
  readonly disputeId: string;
  readonly channel: TalkChannel;
  readonly line: string;
}

/**
 * Opens a dispute by present truth: in time it holds supply, up to what was charged of late; late, too soon after another, or where
 * nothing is threatened it holds nothing. A person has the case either way. Refused while one is open.
 */
export function disputeCharges(
  sql: Sql,
  now: Now,
  home: Home,
  { disputeId, channel, line }: DisputeCharges,
): DisputeNow | Refusal<"dispute_open"> {
  const { utilityId, id: accountId } = mustAccount(sql, home);
  const inForce = accountRules(sql, home, now.serviceMs);
  const stands = disputeNow(sql, now, home, inForce);
  if (stands === null) {
    return refuse("dispute_open", "a dispute of this account is open already");
  }
  const { heldUnits, untilMs } = stands;
  const openedAtMs = now.serviceMs;
  // Whatever it holds, a person may find it right.
  const chargedUnits = chargedOfLate(sql, now, home);
  addChargeDispute(sql, home, { ...stands, chargedUnits, id: disputeId, channel, openedAtMs });
  const happening = beginHappening(sql, home);
  recordHappening(sql, now, happening, {
    kind: "charges-disputed",
    actor: "customer",
    channel,
    cause: disputeId,
    facts: { disputeId, ...stands, chargedUnits },
  });
  if (untilMs !== null) {
    const held = noteProtection(sql, now, home, {
      id: disputeId,
      kind: "dispute",
      fromMs: openedAtMs,
      untilMs,
      liftUnits: heldUnits,
      years: null,
      actor: "customer",
    });
    assert(!isRefusal(held), "a dispute that was judged can be held");
  }
  const { language } = inForce.settings;
  const asked = { line, accountId, language, reason: "dispute", task: "dispute" } as const;
  const delivery = { kind: "note-call-back", input: asked } as const;
  const from = { home, id: keyOf("dispute", accountId, disputeId) };
  sendHappening(sql, now, from, { to: utilityHome(utilityId), delivery, part: "case" });
  return stands;
}

/** One that was opened, and how it was decided. */
export type ChargeDispute = ChargeDisputeRow;

export interface DecideDispute {
  readonly disputeId: string;
  readonly outcome: "upheld" | "rejected";
  readonly reason: DisputeReason;
  /** What of the charges is given back; 0 where none is, and always of one that is rejected. */
  readonly creditMinor: number;
  readonly channel: string;
  readonly actor: string;
}

export type DecideDisputeRefusal =
  | "no_such_account"
  | "no_such_dispute"
  | "already_decided"
  | "bad_credit";

/**
 * Decides a dispute, once: what was wrong is given back, the hold ends, supply is decided anew, and every contact is told. Refused
 * where more would be given back than was charged, or anything of a dispute that is rejected.
 */
export function decideDispute(
  sql: Sql,
  now: Now,
  home: Home,
  input: DecideDispute,
): { readonly kind: "decided" | "repeated" } | Refusal<DecideDisputeRefusal> {
  if (accountAt(sql, home) === undefined) {
    return refuse("no_such_account", "there is no such account");
  }
  const row = chargeDisputeOf(sql, home, input.disputeId);
  if (row === undefined) return refuse("no_such_dispute", "the account has no such dispute");
  const { outcome: state, reason, creditMinor, channel, actor } = input;
  if (row.state !== "open") {
    const isSame =
      row.state === state && row.reason === reason && row.creditedMinor === creditMinor;
    return isSame ? { kind: "repeated" } : refuse("already_decided", `it was ${row.state}`);
  }
  const refusal = checkCredit(sql, now, { row, input });
  if (refusal !== null) return refusal;
  const happening = beginHappening(sql, home);
  if (creditMinor > 0) giveBack(sql, now, happening, input);
  const { id } = row;
  decideChargeDispute(sql, home, {
    id,
    state,
    reason,
    creditedMinor: creditMinor,
    nowMs: now.serviceMs,
    actor,
  });
  endHold(sql, now, home, row);
  tellDecided(sql, now, happening, input);
  const reviewed = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: "dispute-decided",
    actor,
    channel,
    cause: id,
    facts: { disputeId: id, outcome: state, reason, creditMinor, ...reviewed },
  });
  return { kind: "decided" };
}

/** Use of post-pay stands on bills, which are corrected there. */
function checkCredit(
  sql: Sql,
  now: Now,
  { row, input }: { readonly row: ChargeDisputeRow; readonly input: DecideDispute },
): Refusal<"bad_credit"> | null {
  const { creditMinor, outcome } = input;
  if (creditMinor === 0) return null;
  const { currency } = mustSettings(sql, now.serviceMs);
  const isAmount = Number.isSafeInteger(creditMinor) && creditMinor > 0;
  if (!isAmount || outcome === "rejected") {
    return refuse("bad_credit", "what is given back is more than nothing, and only of one upheld");
  }
  return minorToUnits(creditMinor, currency) > row.chargedUnits
    ? refuse("bad_credit", "no more is given back than was charged in the month before it")
    : null;
}

function giveBack(sql: Sql, now: Now, happening: Happening, input: DecideDispute): void {
  const { home } = happening;
  const { currency } = mustSettings(sql, now.serviceMs);
  const balances = balancesAt(sql, home);
  const grant = openGrant(sql, home);
  const header = {
    id: `dispute/${input.disputeId}`,
    cause: happening.id,
    corrects: null,
    actor: input.actor,
    channel: input.channel,
    effectiveAtMs: now.serviceMs,
    month: localMonth(mustAccount(sql, home).zone, now.serviceMs),
  };
  const commodity = servicesOf(sql, home)[0]?.commodity ?? "electricity";
  const amountUnits = -minorToUnits(input.creditMinor, currency);
  const line = { account: `revenue.${commodity}`, amountUnits };
  const isPostpay = modeAt(sql, home, now.serviceMs) === "postpay";
  const transfer = charged(
    header,
    "dispute_upheld",
    [line],
    isPostpay
      ? { billing: "postpay", balances: { ...balances, receivableUnits: 0 } }
      : {
          billing: "prepaid",
          balances,
          emergencyCapUnits: emergencyCap(grant, balances),
        },
  );
  assert(transfer !== null, "an amount that is more than nothing is posted");
  const posted = post(sql, now, { home, currency }, transfer);
  assert(posted.kind === "posted", `a dispute was not given back: ${JSON.stringify(posted)}`);
  if (!isPostpay) noteDrawn(sql, home, grant, transfer);
}

function endHold(sql: Sql, now: Now, home: Home, { id }: ChargeDisputeRow): void {
  const held = protectionOf(sql, home, id);
  if (held === undefined || (held.untilMs !== null && held.untilMs <= now.serviceMs)) return;
  endProtectionRow(sql, home, id, Math.max(now.serviceMs, held.fromMs));
}

function tellDecided(sql: Sql, now: Now, happening: Happening, input: DecideDispute): void {
  const { settings } = mustSettings(sql, now.serviceMs);
  const { zone } = mustAccount(sql, happening.home);
  const { outcome, reason, creditMinor } = input;
  oweNotice(sql, now, happening, {
    rule: "dispute",
    key: keyOf("dispute", input.disputeId),
    dueAtMs: afterQuiet(settings.notice, zone, now.serviceMs),
    body: JSON.stringify({
      utility: settings.name,
      key: "notice_dispute",
      label: accountLabel(sql, happening.home),
      outcome,
      reason,
      creditMinor,
      currency: settings.currency,
      phone: settings.phone,
    }),
  });
}
