import { assert } from "../assert.ts";
import { accountHome, idOfHome, keyOf } from "../ids.ts";
import { localMonth, type Now } from "../instant.ts";
import { debtArrived } from "../ledger/closing.ts";
import { betweenHomesIn } from "../ledger/postings.ts";
import type { Sql } from "../ports.ts";
import { accountAt } from "../store/accounts.ts";
import { noteCameBack } from "../store/closings.ts";
import { takeKey } from "../store/inbox.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { allocateHere } from "./allocation.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { postAll } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { mustSettings } from "./settings.ts";

/** What was left of an account whose customer has left, on its way to another of theirs; below zero what was owed. */
export interface TakeLeft {
  readonly moveId: string;
  readonly fromAccountId: string;
  readonly amountUnits: number;
  /** It was sent there and could not stay; absent on the way there. */
  readonly isBack?: true;
}

/**
 * Takes over what another account of the customer's left: credit as a payment is taken, what was owed as old debt. An account that is
 * not there, or closed itself, sends it back, and there it stays whatever the account is.
 */
export function takeLeft(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: TakeLeft,
): { readonly kind: "taken" | "sent_back" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const { moveId, fromAccountId, amountUnits, isBack } = input;
  const account = accountAt(sql, at.home);
  const happening = beginHappening(sql, at.home);
  const cause = { actor: "hub", channel: null, cause: at.key };
  if (account === undefined || (account.closedAtMs !== null && isBack === undefined)) {
    const back = { moveId, fromAccountId: idOfHome(at.home), amountUnits, isBack: true } as const;
    sendHappening(sql, now, happening, {
      to: accountHome(fromAccountId),
      delivery: { kind: "take-left", input: back },
      part: "back",
    });
    const facts = { moveId, fromAccountId, amountUnits };
    recordHappening(sql, now, happening, { kind: "left-refused", ...cause, facts });
    return { kind: "sent_back" };
  }
  if (isBack) noteCameBack(sql, at.home, moveId);
  const header = {
    id: keyOf("left", fromAccountId, moveId),
    cause: happening.id,
    corrects: null,
    actor: "hub",
    channel: "hub",
    effectiveAtMs: now.serviceMs,
    month: localMonth(account.zone, now.serviceMs),
  };
  const money = { amountUnits, source: "customer", transferId: header.id } as const;
  const transfers =
    amountUnits > 0
      ? betweenHomesIn(header, {
          amountUnits,
          targets: isBack ? [] : allocateHere(sql, now, at.home, money),
        })
      : [debtArrived(header, -amountUnits)];
  const { currency } = mustSettings(sql, now.serviceMs);
  const posted = postAll(sql, now, { home: at.home, currency }, transfers);
  assert(posted.kind === "posted", `what was left was not posted: ${JSON.stringify(posted)}`);
  const reviewed = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: isBack ? "left-came-back" : "left-taken",
    ...cause,
    facts: { moveId, fromAccountId, amountUnits, ...reviewed },
  });
  return { kind: "taken" };
}
