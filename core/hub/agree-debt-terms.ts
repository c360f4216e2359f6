import { localDay, type Now } from "../instant.ts";
import { minorToUnits, unitsPerMinor } from "../money.ts";
import { type DebtTerms, planOf, type PlanRefused } from "../payment/debt-terms.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { accountAt } from "../store/accounts.ts";
import { addTerms, endTerms, openTerms, setAccumulated, termsOf } from "../store/debt-terms.ts";
import { setDebtTimer } from "./debt-standing.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { balancesAt } from "./post.ts";
import { mustSettings } from "./settings.ts";

export type TermsAsked =
  | { readonly kind: "time"; readonly weeklyMinor: number }
  | {
      readonly kind: "plan";
      readonly downMinor: number;
      readonly downDays: number;
      readonly count: number;
      readonly everyDays: number;
    };

export interface AgreeDebtTerms {
  /** Made by the caller: the same id is the same terms. */
  readonly termsId: string;
  readonly asked: TermsAsked;
  readonly channel: string;
  readonly actor: string;
}

export interface TermsAgreed {
  readonly kind: "agreed" | "repeated";
  readonly terms: DebtTerms;
}

export type TermsRefusal = PlanRefused | "no_such_account" | "account_closed" | "bad_amount";

/**
 * Agrees with a customer how old debt is collected from now on, in place of the share of payments and of any terms before. What
 * fell due under the old terms and was not paid goes into the new.
 */
export function agreeDebtTerms(
  sql: Sql,
  now: Now,
  home: Home,
  input: AgreeDebtTerms,
): TermsAgreed | Refusal<TermsRefusal> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  const before = termsOf(sql, home, input.termsId);
  if (before !== undefined) return { kind: "repeated", terms: before.terms };
  if (account.closedAtMs !== null) return refuse("account_closed", "the account is closed");
  const { arrearsUnits } = balancesAt(sql, home);
  if (arrearsUnits === 0) return refuse("nothing_owed", "there is no old debt to agree on");
  const terms = termsFor(sql, now, input.asked, { debtUnits: arrearsUnits, zone: account.zone });
  if (isRefusal(terms)) return terms;
  const happening = beginHappening(sql, home);
  const open = openTerms(sql, home);
  if (open !== undefined)
    endTerms(sql, home, { id: open.id, state: "replaced", atMs: now.serviceMs });
  const { termsId, actor, channel } = input;
  setAccumulated(sql, home, 0);
  addTerms(sql, home, { id: termsId, terms, agreedAtMs: now.serviceMs });
  setDebtTimer(sql, now, home, terms);
  const facts = { termsId, terms, replaced: open?.id ?? null };
  recordHappening(sql, now, happening, {
    kind: "debt-terms-agreed",
    actor,
    channel,
    cause: termsId,
    facts,
  });
  return { kind: "agreed", terms };
}

function termsFor(
  sql: Sql,
  now: Now,
  asked: TermsAsked,
  { debtUnits, zone }: { readonly debtUnits: number; readonly zone: string },
): DebtTerms | Refusal<TermsRefusal> {
  const { currency } = mustSettings(sql, now.serviceMs);
  if (asked.kind === "time") {
    const { weeklyMinor } = asked;
    const isWhole = Number.isSafeInteger(weeklyMinor) && weeklyMinor > 0;
    const weeklyUnits = isWhole ? minorToUnits(weeklyMinor, currency) : Number.POSITIVE_INFINITY;
    if (weeklyUnits > debtUnits) {
      return refuse("bad_amount", "a weekly amount is more than nothing, and no more than is owed");
    }
    return { kind: "time", weeklyUnits, fromMs: now.serviceMs };
  }
  const today = localDay(zone, now.serviceMs);
  const plan = { ...asked, debtUnits, unitsPerMinor: unitsPerMinor(currency), today, zone };
  const parts = planOf(plan);
  return isRefusal(parts) ? parts : { kind: "plan", parts };
}
