/** Old debts of another system from a file's rows: the same that /v1/debts takes. */
import { parseCarriedDebt } from "../../channels/counter/carried-debts.ts";
import type { ImportDebt } from "../../core/hub/import-debt.ts";
import { isRefusal } from "../../core/refusal.ts";
import type { UtilityConfiguration } from "../configuration.ts";
import { numberOf } from "./reads.ts";
import type { Columns, LineRefusal, Row } from "./table.ts";

type DebtImport = Omit<ImportDebt, "actor"> & { readonly line: number };

const must = { required: true, holds: "text" } as const;
const text = { required: false, holds: "text" } as const;

export const debtColumns = {
  account: must,
  source: must,
  debt: must,
  version: text,
  amount: must,
} as const satisfies Columns;

/** Amounts are in the utility's currency; a line without a version is the first. */
export function readDebts(
  rows: readonly Row[],
  utility: UtilityConfiguration,
): { records: DebtImport[]; refused: LineRefusal[] } {
  const refused: LineRefusal[] = [];
  const records: DebtImport[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of rows) {
    const { version = "" } = cells;
    const read = parseCarriedDebt({
      ...cells,
      version: version === "" ? 1 : numberOf(version),
      currency: utility.currency.code,
    });
    if (isRefusal(read)) {
      const { code, message } = read;
      const column = Object.keys(debtColumns).find((name) => code === `bad_${name}`) ?? null;
      refused.push({ line, column, code, message });
      continue;
    }
    const key = JSON.stringify([read.source, read.debtId, read.version]);
    const before = seen.get(key);
    seen.set(key, line);
    if (before === undefined) records.push({ line, ...read });
    else {
      const message = `is on line ${String(before)} already`;
      refused.push({ line, column: "debt", code: "duplicate_debt", message });
    }
  }
  return { records, refused };
}
