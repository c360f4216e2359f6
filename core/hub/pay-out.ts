import { assert } from "../assert.ts";
import { localMonth, type Now } from "../instant.ts";
import { paidOut } from "../ledger/closing.ts";
import { minorToUnits } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { accountAt } from "../store/accounts.ts";
import { payoutOf, type PayoutRow, payPayout } from "../store/payouts.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { post } from "./post.ts";
import { mustSettings } from "./settings.ts";

export interface PayOut {
  readonly payoutId: string;
  /** The drawer that cash was taken out of; null where the bank paid, by check or transfer. */
  readonly drawer: string | null;
  /** How the bank or the receipt has it: a check's number. */
  readonly reference: string;
  readonly channel: string;
  readonly actor: string;
}

export type PayOutRefusal = "no_such_account" | "no_such_payout" | "paid_already";

/** A person has paid out what a customer who left had, and says out of what: once. The same again answers, anything else is refused. */
export function payOut(
  sql: Sql,
  now: Now,
  home: Home,
  input: PayOut,
): { readonly kind: "paid" | "repeated" } | Refusal<PayOutRefusal> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  const payout = payoutOf(sql, home, input.payoutId);
  if (payout === undefined) return refuse("no_such_payout", "the account has no such payout");
  const { payoutId, drawer, reference, actor, channel } = input;
  const from = drawer === null ? "bank" : `drawer.${drawer}`;
  if (payout.state === "paid") return repeated(payout, { from, reference });
  const { currency } = mustSettings(sql, now.serviceMs);
  const amountUnits = minorToUnits(payout.amountMinor, currency);
  const happening = beginHappening(sql, home);
  const header = {
    id: `payout/${payoutId}`,
    cause: happening.id,
    corrects: null,
    actor,
    channel,
    effectiveAtMs: now.serviceMs,
    month: localMonth(account.zone, now.serviceMs),
  };
  const posted = post(sql, now, { home, currency }, paidOut(header, { from, amountUnits }));
  assert(posted.kind === "posted", `a payout was not posted: ${JSON.stringify(posted)}`);
  payPayout(sql, home, payoutId, { from, reference, by: actor, nowMs: now.wallMs });
  recordHappening(sql, now, happening, {
    kind: "paid-out",
    actor,
    channel,
    cause: payoutId,
    // What a person wrote stands in the account's own table; the journal has ids and amounts.
    facts: { payoutId, amountUnits, from },
  });
  return { kind: "paid" };
}

function repeated(
  payout: PayoutRow,
  { from, reference }: { readonly from: string; readonly reference: string },
): { readonly kind: "repeated" } | Refusal<"paid_already"> {
  const isSame = payout.paidFrom === from && payout.reference === reference;
  return isSame
    ? { kind: "repeated" }
    : refuse("paid_already", `it was paid out of ${payout.paidFrom ?? ""} before, otherwise`);
}
