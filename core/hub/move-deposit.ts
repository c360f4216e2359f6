import { assert } from "../assert.ts";
import { localMonth, type Now } from "../instant.ts";
import { depositApplied, depositReturned, depositTaken } from "../ledger/deposit.ts";
import { type Header, merged } from "../ledger/postings.ts";
import type { Transfer } from "../ledger/transfer.ts";
import { minorToUnits } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { accountAt } from "../store/accounts.ts";
import { entriesOf } from "../store/ledger.ts";
import { allocateHere } from "./allocation.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { balancesAt, post } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { mustSettings } from "./settings.ts";

export interface MoveDeposit {
  /** Made by the caller: the same id is the same move. */
  readonly moveId: string;
  /** Taken into a drawer, given back out of one, or applied to what the account owes and then to its credit. */
  readonly move: "taken" | "returned" | "applied";
  readonly amountMinor: number;
  /** Of cash; nothing moves in a drawer where a deposit is applied. */
  readonly drawer: string;
  readonly channel: string;
  readonly actor: string;
}

export type DepositRefusal =
  | "no_such_account"
  | "account_closed"
  | "bad_amount"
  | "deposit_too_small"
  | "id_reused";

export interface DepositMoved {
  readonly kind: "moved" | "repeated";
  /** What is held after it. */
  readonly depositUnits: number;
}

/** A deposit is held apart from all else: no charge touches it, and only a named happening gives it back or applies it. */
export function moveDeposit(
  sql: Sql,
  now: Now,
  home: Home,
  input: MoveDeposit,
): DepositMoved | Refusal<DepositRefusal> {
  const { moveId, move, actor, channel } = input;
  const judged = judgeMove(sql, now, home, input);
  if (isRefusal(judged) || "kind" in judged) return judged;
  const { amountUnits, zone } = judged.acceptable;
  const { currency } = mustSettings(sql, now.serviceMs);
  const happening = beginHappening(sql, home);
  const header: Header = {
    id: `deposit/${move}/${moveId}`,
    cause: happening.id,
    corrects: null,
    actor,
    channel,
    effectiveAtMs: now.serviceMs,
    month: localMonth(zone, now.serviceMs),
  };
  const transfer = transferOf(sql, now, home, { header, input, amountUnits });
  const posted = post(sql, now, { home, currency }, transfer);
  assert(posted.kind === "posted", `a deposit was not moved: ${JSON.stringify(posted)}`);
  const reviewed = reviewSupply(sql, now, happening);
  const { depositUnits } = balancesAt(sql, home);
  recordHappening(sql, now, happening, {
    kind: `deposit-${move}`,
    actor,
    channel,
    cause: moveId,
    facts: { moveId, amountUnits, depositUnits, ...reviewed },
  });
  return { kind: "moved", depositUnits };
}

function transferOf(
  sql: Sql,
  now: Now,
  home: Home,
  of: { readonly header: Header; readonly input: MoveDeposit; readonly amountUnits: number },
): Transfer {
  const { header, input, amountUnits } = of;
  const { drawer } = input;
  switch (input.move) {
    case "taken":
      return depositTaken(header, { drawer, amountUnits });
    case "returned":
      return depositReturned(header, { drawer, amountUnits });
    case "applied": {
      const money = { amountUnits, source: "customer", transferId: header.id } as const;
      const parts = allocateHere(sql, now, home, money);
      const restUnits = parts.reduce((rest, part) => rest - part.amountUnits, amountUnits);
      // What no bill of a post-pay account takes is credit for its next.
      const targets = merged([...parts, { account: "unapplied", amountUnits: restUnits }]);
      return depositApplied(header, { amountUnits, targets });
    }
  }
}

function judgeMove(
  sql: Sql,
  now: Now,
  home: Home,
  { moveId, move, amountMinor }: MoveDeposit,
):
  | { readonly acceptable: { readonly amountUnits: number; readonly zone: string } }
  | DepositMoved
  | Refusal<DepositRefusal> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  const { currency, settings } = mustSettings(sql, now.serviceMs);
  const isAmount = Number.isSafeInteger(amountMinor) && amountMinor > 0;
  if (!isAmount || amountMinor > settings.payment.maxMinor) {
    return refuse("bad_amount", "a deposit is more than nothing, and at most one payment");
  }
  const amountUnits = minorToUnits(amountMinor, currency);
  const { depositUnits } = balancesAt(sql, home);
  const moved = entriesOf(sql, home, `deposit/${move}/${moveId}`);
  const before = moved.find((entry) => entry.account === "deposit");
  if (before !== undefined) {
    return Math.abs(before.amountUnits) === amountUnits
      ? { kind: "repeated", depositUnits }
      : refuse("id_reused", `${moveId} exists and is of another amount`);
  }
  // What is held is given back even where the account is closed: it is the customer's.
  if (move === "taken" && account.closedAtMs !== null) {
    return refuse("account_closed", "the account is closed");
  }
  if (move !== "taken" && amountUnits > depositUnits) {
    return refuse("deposit_too_small", "no more can be taken of a deposit than is held");
  }
  return { acceptable: { amountUnits, zone: account.zone } };
}
