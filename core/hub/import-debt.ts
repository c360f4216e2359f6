import { assert } from "../assert.ts";
import { keyOf } from "../ids.ts";
import { localMonth, type Now } from "../instant.ts";
import { debtOwed, debtTakenBack } from "../ledger/debt.ts";
import { charged, type Funds, type Header } from "../ledger/postings.ts";
import type { Transfer } from "../ledger/transfer.ts";
import { minorToUnits } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { accountAt, modeAt } from "../store/accounts.ts";
import { type CarriedDebtRow, carriedDebt, saveCarriedDebt } from "../store/carried-debts.ts";
import { accumulatedOf, openTerms, setAccumulated, setDone } from "../store/debt-terms.ts";
import { openGrant } from "../store/emergency.ts";
import { mustAccount } from "./account-facts.ts";
import { emergencyCap, noteDrawn } from "./emergency-standing.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { DEBT_PAYMENTS_MAX } from "./owe-debt.ts";
import { unbilledUnits } from "./pay-bills.ts";
import { balancesAt, post } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { mustSettings } from "./settings.ts";

/** An old debt as the system that carried it until now tells it. */
export interface ImportDebt {
  readonly accountId: string;
  /** The system's name, part of the debt's key. */
  readonly source: string;
  readonly debtId: string;
  /** Counts up where the system corrects the debt; 0 of a version is a debt that is withdrawn. */
  readonly version: number;
  /** What is owed of it on the day it is carried over. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly actor: string;
}

export type CarriedDebtRefusal =
  | "no_such_account"
  | "account_closed"
  | "wrong_currency"
  | "amount_too_large"
  | "version_differs"
  | "version_is_old";

/**
 * Takes over an old debt, which is collected from now on as all old debt of the account is: by the share of payments, or by
 * the terms agreed on. The same source, id and version again changes nothing; with other content it is refused; a later
 * version posts what it differs by, and what it takes off beyond the debt that is left is the customer's.
 */
export function importDebt(
  sql: Sql,
  now: Now,
  home: Home,
  input: ImportDebt,
): { readonly kind: "carried" | "unchanged" } | Refusal<CarriedDebtRefusal> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  if (account.closedAtMs !== null) return refuse("account_closed", "the account is closed");
  if (input.currency !== account.currency) {
    return refuse("wrong_currency", `the account is kept in ${account.currency}`);
  }
  const { currency, settings } = mustSettings(sql, now.serviceMs);
  if (input.amountMinor > settings.payment.maxMinor * DEBT_PAYMENTS_MAX) {
    return refuse("amount_too_large", "this is more than an account may owe");
  }
  const amountUnits = minorToUnits(input.amountMinor, currency);
  const key = keyOf(input.source, input.debtId);
  const { source, debtId, version, amountMinor } = input;
  const content = [source, debtId, version, amountMinor, input.currency];
  const digest = sql.sha256(JSON.stringify(content));
  const before = carriedDebt(sql, home, key);
  const known = knownVersion(before, version, digest);
  if (known !== null) return known;
  const happening = beginHappening(sql, home);
  const deltaUnits = amountUnits - (before?.amountUnits ?? 0);
  if (deltaUnits > 0) owe(sql, now, happening, { input, units: deltaUnits });
  else if (deltaUnits < 0) takeBack(sql, now, happening, { input, units: -deltaUnits });
  saveCarriedDebt(sql, home, { key, version, digest, amountUnits });
  const reviewed = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: "debt-imported",
    actor: input.actor,
    channel: null,
    cause: keyOf(key, version),
    facts: { debt: key, version, amountUnits, deltaUnits, ...reviewed },
  });
  return { kind: "carried" };
}

/** What is said of a version that is no news; null where it is one. */
function knownVersion(
  before: CarriedDebtRow | undefined,
  version: number,
  digest: string,
): { readonly kind: "unchanged" } | Refusal<CarriedDebtRefusal> | null {
  if (before === undefined || version > before.version) return null;
  if (version < before.version) {
    return refuse("version_is_old", `version ${String(before.version)} of the debt is here`);
  }
  if (digest === before.digest) return { kind: "unchanged" };
  return refuse("version_differs", "the same version of the debt is here and says something else");
}

interface Change {
  readonly input: ImportDebt;
  readonly units: number;
}

function headerOf(
  sql: Sql,
  now: Now,
  { home, id }: Happening,
  { input }: Change,
): Omit<Header, "id"> {
  return {
    cause: id,
    corrects: null,
    actor: input.actor,
    channel: "hub",
    effectiveAtMs: now.serviceMs,
    month: localMonth(mustAccount(sql, home).zone, now.serviceMs),
  };
}

function owe(sql: Sql, now: Now, happening: Happening, change: Change): void {
  const header = { ...headerOf(sql, now, happening, change), id: `${happening.id}/debt` };
  postNow(sql, now, happening, debtOwed(header, change.units));
}

/** Off the debt that is left first; beyond it the customer has paid what was not owed, and has it back as credit. */
function takeBack(sql: Sql, now: Now, happening: Happening, change: Change): void {
  const { home } = happening;
  const header = headerOf(sql, now, happening, change);
  const { arrearsUnits } = balancesAt(sql, home);
  const offUnits = Math.min(change.units, arrearsUnits);
  if (offUnits > 0) {
    postNow(
      sql,
      now,
      happening,
      debtTakenBack({ ...header, id: `${happening.id}/debt` }, offUnits),
    );
    lowerTerms(sql, home, offUnits);
  }
  const backUnits = change.units - offUnits;
  if (backUnits === 0) return;
  const grant = modeAt(sql, home, now.serviceMs) === "postpay" ? null : openGrant(sql, home);
  const transfer = charged(
    { ...header, id: `${happening.id}/credit` },
    "debt_given_back",
    [{ account: "suspense", amountUnits: -backUnits }],
    fundsOf(sql, now, home),
  );
  assert(transfer !== null, "something is given back");
  postNow(sql, now, happening, transfer);
  noteDrawn(sql, home, grant, transfer);
}

/** What is taken off counts as paid of a plan; what must be taken whole is never more than what is owed. */
function lowerTerms(sql: Sql, home: Home, offUnits: number): void {
  const terms = openTerms(sql, home);
  if (terms?.terms.kind === "plan") setDone(sql, home, terms.id, terms.doneUnits + offUnits);
  const { arrearsUnits } = balancesAt(sql, home);
  if (accumulatedOf(sql, home) > arrearsUnits) setAccumulated(sql, home, arrearsUnits);
}

function fundsOf(sql: Sql, now: Now, home: Home): Funds {
  const balances = balancesAt(sql, home);
  if (modeAt(sql, home, now.serviceMs) === "postpay") {
    const receivableUnits = unbilledUnits(sql, home, balances);
    return { billing: "postpay", balances: { ...balances, receivableUnits } };
  }
  const emergencyCapUnits = emergencyCap(openGrant(sql, home), balances);
  return { billing: "prepaid", balances, emergencyCapUnits };
}

function postNow(sql: Sql, now: Now, { home }: Happening, transfer: Transfer): void {
  const { currency } = mustSettings(sql, now.serviceMs);
  const posted = post(sql, now, { home, currency }, transfer);
  assert(posted.kind === "posted", `a debt was not posted: ${JSON.stringify(posted)}`);
}
