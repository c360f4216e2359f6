/** Post-pay bills from a file's rows: the same that /v1/bills takes. */
import { parseBill } from "../../channels/counter/bills.ts";
import type { ImportBill } from "../../core/hub/import-bill.ts";
import { isRefusal } from "../../core/refusal.ts";
import type { UtilityConfiguration } from "../configuration.ts";
import { numberOf } from "./reads.ts";
import type { Columns, LineRefusal, Row } from "./table.ts";

type BillImport = Omit<ImportBill, "actor"> & { readonly line: number };

const must = { required: true, holds: "text" } as const;
const text = { required: false, holds: "text" } as const;

export const billColumns = {
  account: must,
  source: must,
  bill: must,
  version: text,
  issued: must,
  due: must,
  amount: must,
} as const satisfies Columns;

/** Amounts are in the utility's currency; a line without a version is the first. */
export function readBills(
  rows: readonly Row[],
  utility: UtilityConfiguration,
): { records: BillImport[]; refused: LineRefusal[] } {
  const refused: LineRefusal[] = [];
  const records: BillImport[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of rows) {
    const { version = "" } = cells;
    const read = parseBill({
      ...cells,
      version: version === "" ? 1 : numberOf(version),
      currency: utility.currency.code,
    });
    if (isRefusal(read)) {
      const { code, message } = read;
      const column = Object.keys(billColumns).find((name) => code === `bad_${name}`) ?? null;
      refused.push({ line, column, code, message });
      continue;
    }
    const key = JSON.stringify([read.source, read.billId, read.version]);
    const before = seen.get(key);
    seen.set(key, line);
    if (before === undefined) records.push({ line, ...read });
    else {
      const message = `is on line ${String(before)} already`;
      refused.push({ line, column: "bill", code: "duplicate_bill", message });
    }
  }
  return { records, refused };
}
