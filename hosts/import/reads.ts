/** Interval reads from a file's rows: the same reads that /v1/reads takes. */
import { isRefusal } from "../../core/refusal.ts";
import { parseRead } from "../../meters/json/parse.ts";
import type { ParsedRead } from "../../meters/json/schema.ts";
import type { Columns, LineRefusal, Row } from "./table.ts";

export interface ReadImport extends ParsedRead {
  readonly line: number;
}

const must = { required: true, holds: "text" } as const;
const text = { required: false, holds: "text" } as const;
const signed = { required: true, holds: "signed" } as const;

export const readColumns = {
  meter: must,
  start: must,
  minutes: must,
  quantity: signed,
  revision: text,
  estimated: text,
} as const satisfies Columns;

export function readReads(rows: readonly Row[]): { records: ReadImport[]; refused: LineRefusal[] } {
  const refused: LineRefusal[] = [];
  const records: ReadImport[] = [];
  for (const { line, cells } of rows) {
    const read = parseRead(rawOf(cells));
    if (isRefusal(read)) {
      refused.push({ line, column: columnOf(read.code), code: read.code, message: read.message });
    } else {
      records.push({ line, ...read });
    }
  }
  return { records, refused };
}

/** The item that /v1/reads would take; a cell that is no number stays text, and is refused by its own column. */
function rawOf({
  meter,
  start,
  minutes = "",
  quantity,
  revision = "",
  estimated = "",
}: Row["cells"]) {
  return {
    meter,
    start,
    minutes: numberOf(minutes),
    quantity,
    ...(revision === "" ? {} : { revision: numberOf(revision) }),
    ...(estimated === "" ? {} : { estimated: yesOrNo(estimated) }),
  };
}

export function numberOf(cell: string): number | string {
  return /^\d{1,9}$/.test(cell) ? Number(cell) : cell;
}

export function yesOrNo(cell: string): boolean | string {
  const word = cell.toLowerCase();
  if (word === "yes" || word === "true") return true;
  return word === "no" || word === "false" ? false : cell;
}

function columnOf(code: string): string | null {
  if (code === "not_on_a_minute") return "start";
  return Object.keys(readColumns).find((name) => code === `bad_${name}`) ?? null;
}
