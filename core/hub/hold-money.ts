import { assert } from "../assert.ts";
import { redactCardNumbers } from "../conversation/card-number.ts";
import { localMonth, type Now } from "../instant.ts";
import { moneyHeld } from "../ledger/suspense.ts";
import { AMOUNT_UNITS_MAX } from "../ledger/transfer.ts";
import { minorToUnits } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { customerOfAccount } from "../store/customers.ts";
import { addSuspense, type SuspenseRow, suspenseOf } from "../store/suspense.ts";
import { sendAssigned } from "./assign-suspense.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { post } from "./post.ts";
import { mustSettings } from "./settings.ts";

export interface HoldMoney {
  /** Made by who took it: the same id is the same money. */
  readonly itemId: string;
  /** A part of a ledger account's name: a chain of agents, a bank, a drawer. */
  readonly source: string;
  readonly tender: "cash" | "bank" | "check";
  readonly amountMinor: number;
  readonly currency: string;
  /** What was given in place of an account. */
  readonly reference: string;
  readonly actor: string;
}

export type HoldMoneyRefusal = "wrong_currency" | "bad_amount" | "id_reused";

/** What a person writes on a slip; more is no reference. */
const REFERENCE_CHARACTERS_MAX = 140;

/**
 * Takes money that a third party brought. Where its reference is an account's id it is assigned at once; any other waits for a
 * person, and either way it is first held at the utility's home, so that none of it is ever without a place in the books.
 */
export function holdMoney(
  sql: Sql,
  now: Now,
  home: Home,
  input: HoldMoney,
):
  | { readonly kind: "held" | "assigned" | "repeated"; readonly item: SuspenseRow }
  | Refusal<HoldMoneyRefusal> {
  const { itemId, source, tender, amountMinor, actor } = input;
  const judged = judgeHeld(sql, now, home, input);
  if (isRefusal(judged) || judged.kind === "repeated") return judged;
  const { amountUnits } = judged;
  const { currency, settings } = mustSettings(sql, now.serviceMs);
  const reference = redactCardNumbers(input.reference).trim().slice(0, REFERENCE_CHARACTERS_MAX);
  const happening = beginHappening(sql, home);
  const heldIn = tender === "cash" ? `drawer.${source}` : "bank";
  const header = {
    id: `held/${itemId}`,
    cause: happening.id,
    corrects: null,
    actor,
    channel: "agency",
    effectiveAtMs: now.serviceMs,
    month: localMonth(settings.zone, now.serviceMs),
  };
  const posted = post(sql, now, { home, currency }, moneyHeld(header, { heldIn, amountUnits }));
  assert(posted.kind === "posted", `money was not held: ${JSON.stringify(posted)}`);
  const row = {
    id: itemId,
    source,
    tender,
    heldIn,
    amountMinor,
    reference,
    accountId: null,
    code: "no_match",
    createdAtMs: now.wallMs,
  };
  addSuspense(sql, home, row);
  const match = customerOfAccount(sql, home, reference, now.serviceMs) !== undefined;
  const item = { ...row, assignedTo: null, assignedBy: null, assignedAtMs: null };
  // The reference is free text and may name a person: it stays in the queue, which can be erased.
  const facts = { itemId, source, tender, amountUnits, assignedTo: match ? reference : null };
  if (match) sendAssigned(sql, now, happening, { item, accountId: reference, by: "hub" });
  recordHappening(sql, now, happening, {
    kind: "money-held",
    actor,
    channel: "agency",
    cause: itemId,
    facts,
  });
  return { kind: match ? "assigned" : "held", item: suspenseOf(sql, home, itemId) ?? item };
}

/** The same money again is no other; what is wrong with it by itself refuses it. */
function judgeHeld(
  sql: Sql,
  now: Now,
  home: Home,
  { itemId, source, tender, amountMinor, currency: code }: HoldMoney,
):
  | { readonly kind: "acceptable"; readonly amountUnits: number }
  | { readonly kind: "repeated"; readonly item: SuspenseRow }
  | Refusal<HoldMoneyRefusal> {
  const before = suspenseOf(sql, home, itemId);
  if (before !== undefined) {
    const isSame = before.amountMinor === amountMinor && before.source === source;
    return isSame && before.tender === tender
      ? { kind: "repeated", item: before }
      : refuse("id_reused", `${itemId} exists and says something else`);
  }
  const { currency } = mustSettings(sql, now.serviceMs);
  if (code !== currency.code) {
    return refuse("wrong_currency", `the utility's amounts are in ${currency.code}`);
  }
  const isAmount = Number.isSafeInteger(amountMinor) && amountMinor > 0;
  const amountUnits = isAmount ? minorToUnits(amountMinor, currency) : Number.POSITIVE_INFINITY;
  if (amountUnits > AMOUNT_UNITS_MAX) {
    return refuse("bad_amount", "the amount is more than nothing, and what the books can hold");
  }
  return { kind: "acceptable", amountUnits };
}
