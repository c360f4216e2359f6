import { accountTables } from "./0001-account.ts";
import { homeTables } from "./0001-homes.ts";
import { ledgerTables } from "./0001-ledger.ts";
import { callTables } from "./0002-calls.ts";
import { kioskTables } from "./0003-kiosks.ts";
import { handOverTables } from "./0004-hand-overs.ts";
import { registerTables } from "./0005-registers.ts";
import { moneyTables } from "./0006-money.ts";
import { returnTables } from "./0007-returns.ts";
import { billTables } from "./0008-bills.ts";
import { supplyTables } from "./0009-supply.ts";
import { creditTables } from "./0010-credit.ts";
import { refundTables } from "./0011-refunds.ts";
import { careTables } from "./0012-care.ts";
import { callsOutTables } from "./0013-calls-out.ts";
import { refundAskedTables } from "./0014-refunds-asked.ts";
import { processorBookTables } from "./0015-processor-books.ts";
import { textProofTables } from "./0016-text-proof.ts";
import { textingTables } from "./0017-texting.ts";
import { unansweredColumns } from "./0018-unanswered.ts";
import { carriedDebtTables } from "./0019-carried-debts.ts";
import { silentMeterColumns } from "./0020-silent-meters.ts";
import { codeRangeTables } from "./0021-code-ranges.ts";
import { payeeColumns } from "./0022-payees.ts";
import { chargeDisputeTables } from "./0023-charge-disputes.ts";
import { secondContactTables } from "./0024-second-contacts.ts";
import { alertChoiceTables } from "./0025-alert-choices.ts";
import { codeDayIndexes } from "./0026-code-days.ts";
import { closingTables } from "./0027-closings.ts";

export interface Migration {
  readonly number: number;
  readonly text: string;
}

/** Every migration in order; a store's version is the number of the last one it has run. */
export const migrations: readonly Migration[] = [
  { number: 1, text: homeTables + accountTables + ledgerTables },
  { number: 2, text: callTables },
  { number: 3, text: kioskTables },
  { number: 4, text: handOverTables },
  { number: 5, text: registerTables },
  { number: 6, text: moneyTables },
  { number: 7, text: returnTables },
  { number: 8, text: billTables },
  { number: 9, text: supplyTables },
  { number: 10, text: creditTables },
  { number: 11, text: refundTables },
  { number: 12, text: careTables },
  { number: 13, text: callsOutTables },
  { number: 14, text: refundAskedTables },
  { number: 15, text: processorBookTables },
  { number: 16, text: textProofTables },
  { number: 17, text: textingTables },
  { number: 18, text: unansweredColumns },
  { number: 19, text: carriedDebtTables },
  { number: 20, text: silentMeterColumns },
  { number: 21, text: codeRangeTables },
  { number: 22, text: payeeColumns },
  { number: 23, text: chargeDisputeTables },
  { number: 24, text: secondContactTables },
  { number: 25, text: alertChoiceTables },
  { number: 26, text: codeDayIndexes },
  { number: 27, text: closingTables },
];
