import { assert } from "../assert.ts";
import { keyOf } from "../ids.ts";
import { localMonth, type Now } from "../instant.ts";
import { debtSlice } from "../ledger/debt.ts";
import { unitsToMinorCeil } from "../money.ts";
import { type DebtTerms, planDueUnits, slicesDueUnits } from "../payment/debt-terms.ts";
import type { Home, Sql } from "../ports.ts";
import {
  accumulatedOf,
  endTerms,
  openTerms,
  setAccumulated,
  setDone,
  type TermsRow,
} from "../store/debt-terms.ts";
import { accountLabel, mustAccount } from "./account-facts.ts";
import { clearDebtTimer, setDebtTimer } from "./debt-standing.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { balancesAt, post } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { oweNotice } from "./owe-notice.ts";
import { mustSettings } from "./settings.ts";

/**
 * What the terms of old debt ask for now: slices that fell due are taken of the credit there is, and the rest of them must be
 * taken whole of what is paid next; a plan whose part was not paid by its day is broken, and its customer is told.
 */
export function collectDebt(
  sql: Sql,
  now: Now,
  home: Home,
  cause: string,
): { readonly kind: "collected" | "kept" | "broken" | "nothing" } {
  const row = openTerms(sql, home);
  if (row === undefined) return { kind: "nothing" };
  const happening = beginHappening(sql, home);
  const { arrearsUnits } = balancesAt(sql, home);
  if (arrearsUnits === 0) return end(sql, now, happening, { row, state: "kept", cause });
  if (row.terms.kind === "plan") {
    const missingUnits = planDueUnits(row.terms.parts, now.serviceMs) - row.doneUnits;
    if (missingUnits > 0) {
      tellBroken(sql, now, happening, { row, missingUnits });
      return end(sql, now, happening, { row, state: "broken", cause });
    }
    setDebtTimer(sql, now, home, row.terms);
    return { kind: "nothing" };
  }
  return takeSlices(sql, now, happening, { row, terms: row.terms, arrearsUnits, cause });
}

function takeSlices(
  sql: Sql,
  now: Now,
  happening: Happening,
  of: {
    readonly row: TermsRow;
    readonly terms: DebtTerms & { readonly kind: "time" };
    readonly arrearsUnits: number;
    readonly cause: string;
  },
): { readonly kind: "collected" } {
  const { home } = happening;
  const { row, terms, arrearsUnits, cause } = of;
  const { currency } = mustSettings(sql, now.serviceMs);
  const dueUnits = slicesDueUnits(terms.weeklyUnits, now.serviceMs - terms.fromMs);
  const beforeUnits = Math.min(accumulatedOf(sql, home), arrearsUnits);
  const sliceUnits = Math.min(dueUnits - row.doneUnits, arrearsUnits - beforeUnits);
  const takenUnits = Math.min(sliceUnits, balancesAt(sql, home).prepaidFreeUnits);
  if (takenUnits > 0) {
    const header = {
      id: `debt/${row.id}/${String(dueUnits)}`,
      cause: happening.id,
      corrects: null,
      actor: "hub",
      channel: "hub",
      effectiveAtMs: now.serviceMs,
      month: localMonth(mustAccount(sql, home).zone, now.serviceMs),
    };
    const posted = post(sql, now, { home, currency }, debtSlice(header, takenUnits));
    assert(posted.kind === "posted", `a slice was not taken: ${JSON.stringify(posted)}`);
  }
  const accumulatedUnits = beforeUnits + sliceUnits - takenUnits;
  setAccumulated(sql, home, accumulatedUnits);
  setDone(sql, home, row.id, dueUnits);
  setDebtTimer(sql, now, home, terms);
  const reviewed = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: "debt-collected",
    actor: "hub",
    channel: null,
    cause,
    facts: { termsId: row.id, sliceUnits, takenUnits, accumulatedUnits, ...reviewed },
  });
  return { kind: "collected" };
}

function end(
  sql: Sql,
  now: Now,
  happening: Happening,
  of: { readonly row: TermsRow; readonly state: "kept" | "broken"; readonly cause: string },
): { readonly kind: "kept" | "broken" } {
  const { row, state, cause } = of;
  const { home } = happening;
  endTerms(sql, home, { id: row.id, state, atMs: now.serviceMs });
  setAccumulated(sql, home, 0);
  clearDebtTimer(sql, home);
  const reviewed = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: `debt-terms-${state}`,
    actor: "hub",
    channel: null,
    cause,
    facts: { termsId: row.id, ...reviewed },
  });
  return { kind: state };
}

function tellBroken(
  sql: Sql,
  now: Now,
  happening: Happening,
  { row, missingUnits }: { readonly row: TermsRow; readonly missingUnits: number },
): void {
  const { settings, currency } = mustSettings(sql, now.serviceMs);
  const prompt = {
    utility: settings.name,
    key: "notice_plan_broken",
    label: accountLabel(sql, happening.home),
    amountMinor: unitsToMinorCeil(missingUnits, currency),
    currency: settings.currency,
    phone: settings.phone,
  };
  oweNotice(sql, now, happening, {
    rule: "plan_broken",
    key: keyOf("plan_broken", row.id),
    dueAtMs: now.serviceMs,
    body: JSON.stringify(prompt),
  });
}
