import { must } from "../assert.ts";
import { currencyCodes, currencyOf, unitsPerMinor } from "../money.ts";
import type { Sql } from "../ports.ts";
import {
  drawnWithoutGrant,
  payCodesUnlikeUses,
  payoutsUnlikeLedger,
  pledgesUnlikeLedger,
  suspenseUnlikeLedger,
} from "../store/credit-audit.ts";
import {
  correctionsOfNothing,
  emergencyBeyondCap,
  homesNotConserving,
  journalOutOfOrder,
  paymentsUnlikeLedger,
  quotesHonouredUnused,
  returnsUnlikeLedger,
  tenderFractions,
  transfersWithoutHappening,
  transfersWithoutPayment,
  triggersMissing,
} from "../store/money-audit.ts";
import {
  disputesUnlikeLedger,
  movesUnlikeLedger,
  refundsUnlikeLedger,
} from "../store/refund-audit.ts";
import type { LedgerFinding } from "../store/ledger-audit.ts";
import type { LedgerProblem } from "./verify-ledger.ts";

/** What keeps rows from being changed, whoever writes; a store without one of them proves nothing by its rows. */
const immutable = [
  "transfer_no_update",
  "transfer_no_delete",
  "transfer_once",
  "entry_no_update",
  "entry_no_delete",
  "entry_once",
  "transfer_refused_no_update",
  "transfer_refused_no_delete",
  "transfer_refused_once",
  "journal_is_not_updated",
  "journal_is_not_deleted",
  "processor_move_is_not_updated",
  "processor_move_is_not_deleted",
  "settlement_is_not_updated",
  "settlement_is_not_deleted",
];

/** The ledger units of one minor unit of each currency, for SQL. */
const minorUnits = JSON.stringify(
  Object.fromEntries(
    currencyCodes.map((code) => [code, unitsPerMinor(must(currencyOf(code), code))]),
  ),
);

const questions: Readonly<Record<string, (sql: Sql) => LedgerFinding[]>> = {
  payment_unlike_ledger: (sql) => paymentsUnlikeLedger(sql, minorUnits),
  transfer_without_payment: transfersWithoutPayment,
  quote_honoured_unused: quotesHonouredUnused,
  return_unlike_ledger: returnsUnlikeLedger,
  refund_unlike_ledger: (sql) => refundsUnlikeLedger(sql, minorUnits),
  dispute_unlike_ledger: (sql) => disputesUnlikeLedger(sql, minorUnits),
  move_unlike_ledger: (sql) => movesUnlikeLedger(sql, minorUnits),
  transfer_without_happening: transfersWithoutHappening,
  value_not_conserved: homesNotConserving,
  emergency_beyond_cap: emergencyBeyondCap,
  drawn_without_grant: drawnWithoutGrant,
  pledge_unlike_ledger: (sql) => pledgesUnlikeLedger(sql, minorUnits),
  suspense_unlike_ledger: (sql) => suspenseUnlikeLedger(sql, minorUnits),
  payout_unlike_ledger: (sql) => payoutsUnlikeLedger(sql, minorUnits),
  pay_code_unlike_uses: payCodesUnlikeUses,
  tender_not_whole: (sql) => tenderFractions(sql, minorUnits),
  correction_of_nothing: correctionsOfNothing,
  journal_out_of_order: journalOutOfOrder,
  trigger_missing: (sql) => triggersMissing(sql, immutable),
};

/** Whether the store's payments, quotes and journal agree with its ledger. Writes nothing; at most a hundred findings of a code. */
export function verifyMoney(sql: Sql): readonly LedgerProblem[] {
  return Object.entries(questions).flatMap(([code, ask]) =>
    ask(sql).map((finding) => ({ code, ...finding })),
  );
}
