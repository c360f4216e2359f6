import { readAccountName } from "../ledger/chart.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal } from "../refusal.ts";
import {
  type LedgerFinding,
  type Span,
  accountsWritten,
  balancesUnlikeEntries,
  countLedger,
  entriesWithoutTransfer,
  mixedCurrencies,
  overdrawnBalances,
  postsBeyondPending,
  refusedAndPosted,
  spanOf,
  unbalancedTransfers,
  wronglyResolved,
} from "../store/ledger-audit.ts";

export interface LedgerProblem extends LedgerFinding {
  readonly code: string;
}

export interface LedgerVerdict {
  readonly transfers: number;
  readonly entries: number;
  /** At most a hundred of each code. */
  readonly problems: readonly LedgerProblem[];
}

const questions: Readonly<Record<string, (sql: Sql, span: Span) => LedgerFinding[]>> = {
  transfer_not_balanced: unbalancedTransfers,
  entry_without_transfer: entriesWithoutTransfer,
  balance_unlike_entries: balancesUnlikeEntries,
  pending_wrongly_resolved: wronglyResolved,
  post_exceeds_pending: postsBeyondPending,
  balance_overdrawn: overdrawnBalances,
  refused_and_posted: refusedAndPosted,
  currency_mixed: mixedCurrencies,
  account_not_in_chart: strangeAccounts,
};

/** Reads the ledger of one home, or of every home in the store, and says what is not whole. Writes nothing. */
export function verifyLedger(sql: Sql, home?: Home): LedgerVerdict {
  const span = spanOf(home);
  const problems = Object.entries(questions).flatMap(([code, ask]) =>
    ask(sql, span).map((finding) => ({ code, ...finding })),
  );
  return { ...countLedger(sql, span), problems };
}

function strangeAccounts(sql: Sql, span: Span): LedgerFinding[] {
  return accountsWritten(sql, span).flatMap(({ home, account, month }) => {
    const read = readAccountName(account);
    if (isRefusal(read)) return [{ home, name: account, detail: read.message }];
    const monthly = read.account.owner === "utility";
    return monthly === (month !== "")
      ? []
      : [{ home, name: account, detail: monthly ? "is kept by month" : "is kept without a month" }];
  });
}
