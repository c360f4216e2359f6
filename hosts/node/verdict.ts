import { brokenChain } from "../../core/hub/journal.ts";
import { type LedgerVerdict, verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import type { Sql } from "../../core/ports.ts";
import { homesChangedAfter } from "../../core/store/journal.ts";

/** What one store's ledger and journal say of themselves when all of it is read. */
export interface Verdict extends LedgerVerdict {
  readonly chains: number;
  /** The first row that does not fit, of each home whose chain is broken. */
  readonly broken: readonly { readonly home: string; readonly sequence: number }[];
}

/** Reads every posting and every journal of a store. Writes nothing. */
export function verdictOf(sql: Sql): Verdict {
  const homes = homesChangedAfter(sql, 0);
  const broken = homes.flatMap(({ home }) => {
    const sequence = brokenChain(sql, home);
    return sequence === null ? [] : [{ home, sequence }];
  });
  const ledger = verifyLedger(sql);
  const problems = [...ledger.problems, ...verifyMoney(sql)];
  return { ...ledger, problems, chains: homes.length, broken };
}

export function isWhole({ problems, broken }: Verdict): boolean {
  return problems.length === 0 && broken.length === 0;
}

/** One line for everything that is not as it must be. */
export function wrongInWords({ problems, broken }: Verdict): string[] {
  return [
    ...problems.map(({ code, home, name, detail }) => `${code}: ${home} ${name}: ${detail}`),
    ...broken.map(
      ({ home, sequence }) => `the journal of ${home} is broken at row ${String(sequence)}`,
    ),
  ];
}
