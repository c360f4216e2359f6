import { assert } from "../assert.ts";
import { localMonth, type Now } from "../instant.ts";
import { betweenHomesIn } from "../ledger/postings.ts";
import { minorToUnits } from "../money.ts";
import type { Sql } from "../ports.ts";
import { takeKey } from "../store/inbox.ts";
import { addPayment } from "../store/payments.ts";
import { mustAccount } from "./account-facts.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { allocateHere } from "./allocation.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import type { AwayShare } from "./post-cash.ts";
import { postAll } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { mustSettings } from "./settings.ts";

/** A part of a payment that was taken at another account's home. */
export interface CreditShare extends AwayShare {
  readonly paymentId: string;
  readonly confirmation: string;
  readonly actor: string;
  readonly channel: "counter" | "kiosk" | "agency";
}

/** Credits an account with its part of a payment that another took, allocates it, and decides supply, in one transaction. */
export function creditShare(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: CreditShare,
): { readonly kind: "credited" | "seen" } {
  const { home, key } = at;
  if (!takeKey(sql, home, key, now.wallMs)) return { kind: "seen" };
  const happening = beginHappening(sql, home);
  const { currency } = mustSettings(sql, now.serviceMs);
  const { paymentId, amountMinor, billKey, actor, channel, confirmation } = input;
  const amountUnits = minorToUnits(amountMinor, currency);
  const header = {
    id: `payment/${paymentId}`,
    cause: happening.id,
    corrects: null,
    actor,
    channel,
    effectiveAtMs: now.serviceMs,
    month: localMonth(mustAccount(sql, home).zone, now.serviceMs),
  };
  const money = { amountUnits, source: "customer", transferId: header.id, billKey } as const;
  const targets = allocateHere(sql, now, home, money);
  const transfers = betweenHomesIn(header, { amountUnits, targets });
  const posted = postAll(sql, now, { home, currency }, transfers);
  assert(posted.kind === "posted", `a share was not posted: ${JSON.stringify(posted)}`);
  addPayment(sql, home, {
    id: paymentId,
    state: "settled",
    tender: "cash",
    amountMinor,
    methodId: null,
    processor: null,
    chargeKey: null,
    chargeToken: null,
    processorId: null,
    channel,
    line: null,
    actor,
    confirmation,
    code: null,
    createdAtMs: now.wallMs,
    resolvedAtMs: now.wallMs,
  });
  const reviewed = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: "share-credited",
    actor,
    channel,
    cause: key,
    facts: { paymentId, amountUnits, allocation: targets, ...reviewed },
  });
  return { kind: "credited" };
}
