/** The instant at which a customer has left: the account is closed, and with it ends what only an open account has. */
import { assert } from "../assert.ts";
import { utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import { toPostpay } from "../ledger/billing.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal } from "../refusal.ts";
import { type AccountRow, modeAt, setMode } from "../store/accounts.ts";
import { removeAlerts } from "../store/alert-choices.ts";
import { removeAlertLevel } from "../store/alert-levels.ts";
import { chargeDisputesOf } from "../store/charge-disputes.ts";
import {
  closeAccountRow,
  closeRow,
  closingOf,
  type ClosingRow,
  endServices,
} from "../store/closings.ts";
import { endTerms, openTerms, setAccumulated } from "../store/debt-terms.ts";
import { endGrant, offeredAt, openGrant, setOffered } from "../store/emergency.ts";
import { markNotice, owedNotices } from "../store/notices.ts";
import { pendingPayments } from "../store/payments.ts";
import { openPledges } from "../store/pledges.ts";
import { endQuotes } from "../store/quotes.ts";
import { mustAccount } from "./account-facts.ts";
import { endAutopay } from "./agree-autopay.ts";
import { isReckonable, setClosingTimer } from "./closing-standing.ts";
import { clearDailyTimer } from "./daily-alert.ts";
import { clearDebtTimer } from "./debt-standing.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { partHeader } from "./part-header.ts";
import { balancesAt, post } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { endSecondContact } from "./second-contact.ts";
import { mustSettings } from "./settings.ts";
import { settleAccount } from "./settle-account.ts";
import { moveSupply, type SupplyMoved, suppliesOf } from "./switch-supply.ts";

/** What ended with an account, and what goes on by itself until it is over: all of it is told to who closed it. */
export interface EndedWith {
  readonly autopay: boolean;
  readonly secondContact: boolean;
  /** The grant of emergency credit that was open, and whether one was offered. */
  readonly emergency: string | null;
  readonly emergencyOffer: boolean;
  /** The terms by which old debt was collected. */
  readonly terms: string | null;
  readonly quotes: number;
  readonly notices: number;
  /** Services of which a disconnection was asked and has not left, and those that were to come back and had not. */
  readonly cutsWithdrawn: readonly string[];
  readonly restoresWithdrawn: readonly string[];
  /** What is off stays off, and what is on stays on, until the next household or staff see to it. */
  readonly leftOff: readonly string[];
  /** What goes on: pledges that are not paid, payments on their way, charges that are called wrong. */
  readonly pledges: readonly string[];
  readonly payments: readonly string[];
  readonly disputes: readonly string[];
}

/**
 * Does what of a closing is due by now: closes the account at its instant, and reckons what is left once that can be known. What is
 * not due yet has a timer.
 */
export function advanceClosing(sql: Sql, now: Now, home: Home, cause: string): void {
  const asked = closingOf(sql, home);
  if (asked?.state === "asked") {
    if (now.serviceMs < asked.atMs) {
      setClosingTimer(sql, home, asked.atMs);
      return;
    }
    endAccount(sql, now, home, asked);
  }
  const closing = closingOf(sql, home);
  if (closing === undefined || closing.state === "withdrawn") return;
  if (closing.state === "closed" && !isReckonable(sql, now, home, closing)) return;
  settleAccount(sql, now, home, { closing, cause });
}

/** All of it at once, whatever the day and whatever reads are missing: for who asks what it would come to, and keeps nothing. */
export function settleNow(sql: Sql, now: Now, home: Home): void {
  const asked = closingOf(sql, home);
  if (asked?.state === "asked") endAccount(sql, now, home, asked);
  const closing = closingOf(sql, home);
  if (closing?.state === "closed") settleAccount(sql, now, home, { closing, cause: "preview" });
}

function endAccount(sql: Sql, now: Now, home: Home, closing: ClosingRow): void {
  const by = { channel: closing.channel, actor: closing.actor };
  const autopay = endAutopay(sql, now, home, by);
  const second = endSecondContact(sql, now, home, { line: null, ...by });
  const account = mustAccount(sql, home);
  const happening = beginHappening(sql, home);
  endServices(sql, home, closing.atMs);
  closeAccountRow(sql, home, closing.atMs);
  billFromNowOn(sql, now, happening, account);
  const restores = withdrawRestores(sql, now, home);
  const ended: EndedWith = {
    autopay: !isRefusal(autopay) && autopay.kind === "ended",
    secondContact: !isRefusal(second),
    ...endCredit(sql, now, home),
    quotes: endQuotes(sql, home, now.wallMs),
    notices: dropNotices(sql, now, home),
    restoresWithdrawn: restores.map(({ serviceId }) => serviceId),
    ...goingOn(sql, home),
    ...supplyLeft(sql, home),
  };
  closeRow(sql, home, { id: closing.id, ended: JSON.stringify(ended) });
  sendHappening(sql, now, happening, {
    to: utilityHome(account.utilityId),
    delivery: {
      kind: "note-leaving",
      input: { accountId: account.id, atMs: closing.atMs, step: "left" },
    },
    part: "left",
  });
  const reviewed = reviewSupply(sql, now, happening, restores);
  recordHappening(sql, now, happening, {
    kind: "account-closed",
    ...by,
    cause: closing.id,
    effectiveAtMs: closing.atMs,
    facts: { closingId: closing.id, ended, ...reviewed },
  });
}

/**
 * Whatever is used or paid from here on is of a bill: the balance of an account whose customer has left turns nothing off or on. What
 * it had ahead is credit, and what it was short of is on the final bill.
 */
function billFromNowOn(sql: Sql, now: Now, happening: Happening, account: AccountRow): void {
  const { home } = happening;
  if (modeAt(sql, home, now.serviceMs) === "postpay") return;
  const { currency } = mustSettings(sql, now.serviceMs);
  const header = partHeader(now, happening, { part: "conversion", zone: account.zone });
  const transfer = toPostpay(header, balancesAt(sql, home));
  if (transfer !== null) {
    const posted = post(sql, now, { home, currency }, transfer);
    assert(posted.kind === "posted", `a balance was not carried over: ${JSON.stringify(posted)}`);
  }
  setMode(sql, home, "postpay", now.serviceMs);
}

/** Emergency credit and terms of debt are those of an open account: what was lent or agreed on in parts is owed whole. */
function endCredit(
  sql: Sql,
  now: Now,
  home: Home,
): Pick<EndedWith, "emergency" | "emergencyOffer" | "terms"> {
  const grant = openGrant(sql, home);
  if (grant !== null) endGrant(sql, home, grant.id, now.serviceMs);
  const isOffered = offeredAt(sql, home) !== undefined;
  if (isOffered) setOffered(sql, home, null);
  const terms = openTerms(sql, home);
  if (terms !== undefined) {
    endTerms(sql, home, { id: terms.id, state: "replaced", atMs: now.serviceMs });
  }
  setAccumulated(sql, home, 0);
  clearDebtTimer(sql, home);
  return {
    emergency: grant?.id ?? null,
    emergencyOffer: isOffered,
    terms: terms?.id ?? null,
  };
}

/** What is only told of an open account is not told any more. */
const toldAfter: ReadonlySet<string> = new Set([
  "payment",
  "returned",
  "refunded",
  "refund_failed",
  "bill",
  "dispute",
]);

function dropNotices(sql: Sql, now: Now, home: Home): number {
  removeAlerts(sql, home);
  removeAlertLevel(sql, home);
  clearDailyTimer(sql, home);
  const dropped = owedNotices(sql, home).filter(({ rule }) => !toldAfter.has(rule));
  for (const { id } of dropped) {
    const mark = { state: "refused", code: "account_closed", atMs: now.serviceMs } as const;
    markNotice(sql, home, id, mark);
  }
  return dropped.length;
}

/** Supply that was to come back and has not been told to: nobody is there to want it. */
function withdrawRestores(sql: Sql, now: Now, home: Home): SupplyMoved[] {
  return suppliesOf(sql, home).flatMap(({ serviceId, record }) => {
    const isWaiting = record.state === "off" && record.wanted === "on" && record.commandId === null;
    const event = { kind: "wished", wanted: "off" } as const;
    const moved = isWaiting ? moveSupply(sql, now, home, { serviceId, event }) : null;
    return moved === null ? [] : [moved];
  });
}

function supplyLeft(sql: Sql, home: Home): Pick<EndedWith, "cutsWithdrawn" | "leftOff"> {
  const supplies = suppliesOf(sql, home);
  const isAsked = ({ record }: (typeof supplies)[number]): boolean =>
    record.wanted === "off" && record.state !== "off" && record.commandWanted !== "off";
  const ids = (some: typeof supplies): string[] => some.map(({ serviceId }) => serviceId);
  return {
    cutsWithdrawn: ids(supplies.filter(isAsked)),
    leftOff: ids(supplies.filter(({ record }) => record.state === "off")),
  };
}

function goingOn(sql: Sql, home: Home): Pick<EndedWith, "pledges" | "payments" | "disputes"> {
  return {
    pledges: openPledges(sql, home),
    payments: pendingPayments(sql, home).map(({ id }) => id),
    disputes: chargeDisputesOf(sql, home).flatMap(({ id, state }) =>
      state === "open" ? [id] : [],
    ),
  };
}
