/** Register reads from a file's rows: the same that /v1/reads takes. */
import { isRefusal } from "../../core/refusal.ts";
import { type ParsedRegister, parseRegister } from "../../meters/json/register-schema.ts";
import { numberOf, yesOrNo } from "./reads.ts";
import type { Columns, LineRefusal, Row } from "./table.ts";

type RegisterImport = ParsedRegister & { readonly line: number };

const must = { required: true, holds: "text" } as const;
const text = { required: false, holds: "text" } as const;

export const registerColumns = {
  meter: must,
  at: must,
  register: must,
  digits: text,
  estimated: text,
} as const satisfies Columns;

export function readRegisters(rows: readonly Row[]): {
  records: RegisterImport[];
  refused: LineRefusal[];
} {
  const refused: LineRefusal[] = [];
  const records: RegisterImport[] = [];
  for (const { line, cells } of rows) {
    const { meter, at, register, digits = "", estimated = "" } = cells;
    const read = parseRegister({
      meter,
      at,
      register,
      ...(digits === "" ? {} : { digits: numberOf(digits) }),
      ...(estimated === "" ? {} : { estimated: yesOrNo(estimated) }),
    });
    if (isRefusal(read)) {
      const { code, message } = read;
      const column = Object.keys(registerColumns).find((name) => code === `bad_${name}`) ?? null;
      refused.push({ line, column, code, message });
    } else {
      records.push({ line, ...read });
    }
  }
  return { records, refused };
}
