/** An import file (CSV or a JSON array of flat objects) as rows of named, trimmed cells, with a refusal for every line it can't be. */
import { parse } from "csv-parse/sync";

export interface Row {
  readonly line: number;
  /** Every column the table knows; what the file leaves out is "". */
  readonly cells: Readonly<Record<string, string>>;
}

export interface LineRefusal {
  /** The line of a CSV file, or the number of an item in a JSON array; null where the whole file is meant. */
  readonly line: number | null;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
}

export interface Table {
  readonly unit: "line" | "item";
  readonly rows: readonly Row[];
  readonly refused: readonly LineRefusal[];
}

/** `signed` columns hold numbers and phones, which may begin with "+" or "-"; `text` columns may not. */
export interface Column {
  readonly required: boolean;
  readonly holds: "text" | "signed";
}

export type Columns = Readonly<Record<string, Column>>;

/** A year of hourly reads of 250 meters is 100 MB; more is sent in several files. */
export const FILE_BYTES_MAX = 128 * 1024 * 1024;
/** Keeps the rows of a file well inside the memory of a small machine. */
const ROWS_MAX = 3_000_000;
/** Longer than any name, address or list of phones that people keep in one cell. */
const CELL_CHARACTERS_MAX = 300;

export function readTable(bytes: Uint8Array, columns: Columns): Table {
  const text = decode(bytes);
  if (typeof text !== "string") return { unit: "line", rows: [], refused: [text] };
  return /^\s*[[{]/.test(text) ? readJson(text, columns) : readCsv(text, columns);
}

/** One refusal, with the line of a CSV file or the number of a JSON item. */
function at(
  line: number | null,
  column: string | null,
  code: string,
  message: string,
): LineRefusal {
  return { line, column, code, message };
}

function decode(bytes: Uint8Array): string | LineRefusal {
  if (bytes.length > FILE_BYTES_MAX) {
    return at(null, null, "file_too_large", "a file may hold 128 MiB; split it");
  }
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return at(null, null, "not_utf8", 'the file is UTF-16; save it as "CSV UTF-8"');
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    const line = lineOfBadByte(bytes);
    const message = `line ${String(line)} is not UTF-8; save the file as "CSV UTF-8"`;
    return at(line, null, "not_utf8", message);
  }
}

/** The first line that does not decode; a newline byte is never part of a longer UTF-8 character. */
function lineOfBadByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const newline = bytes.indexOf(0x0a, from);
    const to = newline === -1 ? bytes.length : newline + 1;
    try {
      decoder.decode(bytes.subarray(from, to));
    } catch {
      return line;
    }
    from = to;
  }
  return line;
}

/** The ways in which a line can fail to be CSV (RFC 4180), by csv-parse's name for them. */
const quoteWords: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "has a quotation mark that opens here or below and never closes",
  INVALID_OPENING_QUOTE: 'has a quotation mark inside a cell; write the cell as "a ""b"" c"',
  CSV_INVALID_CLOSING_QUOTE: "has text after the closing quotation mark of a cell",
};

function readCsv(text: string, columns: Columns): Table {
  const refused: LineRefusal[] = [];
  const records: { line: number; cells: readonly string[] }[] = [];
  let linesRead = 0;
  parse(text, {
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    on_record: (cells, { lines }) => {
      linesRead = lines;
      records.push({ line: firstLineOf(cells, lines), cells });
      return null;
    },
    skip_records_with_error: true,
    on_skip: (error) => {
      // A quote without an end takes the rest of the file with it, so what matters is where it began.
      const isOpen = error?.code === "CSV_QUOTE_NOT_CLOSED";
      const lines = typeof error?.["lines"] === "number" ? error["lines"] : linesRead + 1;
      const words = quoteWords[error?.code ?? ""] ?? "is not CSV";
      refused.push(at(isOpen ? linesRead + 1 : lines, null, "not_csv", words));
      linesRead = lines;
      return undefined;
    },
  });
  const [header, ...body] = records;
  refused.push(...headerRefusals(header?.cells ?? [], columns));
  if (header === undefined || refused.some(({ line }) => line === 1)) {
    return { unit: "line", rows: [], refused };
  }
  const rows = body.flatMap(({ line, cells }): Row[] => {
    if (cells.length !== header.cells.length) {
      const message = `has ${String(cells.length)} cells where the first line has ${String(header.cells.length)}`;
      refused.push(at(line, null, "wrong_cell_count", message));
      return [];
    }
    const named = new Map(header.cells.map((name, index) => [name, cells[index] ?? ""]));
    return checkedRow(line, named, columns, refused);
  });
  return bounded({ unit: "line", rows, refused });
}

/** A record's last line is known; the line breaks inside its quoted cells lie before that. */
function firstLineOf(cells: readonly string[], lastLine: number): number {
  return lastLine - cells.reduce((count, cell) => count + (cell.match(/\n/g)?.length ?? 0), 0);
}

function headerRefusals(header: readonly string[], columns: Columns): LineRefusal[] {
  const known = Object.keys(columns);
  const refused: LineRefusal[] = [];
  for (const [index, name] of header.entries()) {
    if (!known.includes(name)) {
      refused.push(at(1, name, "unknown_column", `"${name}" is not one of ${known.join(", ")}`));
    } else if (header.indexOf(name) < index) {
      refused.push(at(1, name, "column_twice", `column "${name}" is there twice`));
    }
  }
  for (const [name, { required }] of Object.entries(columns)) {
    if (!required || header.includes(name)) continue;
    refused.push(at(1, name, "missing_column", `column "${name}" is missing from the first line`));
  }
  return refused;
}

function readJson(text: string, columns: Columns): Table {
  let items: unknown;
  try {
    items = JSON.parse(text);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { unit: "item", rows: [], refused: [at(null, null, "not_json", words)] };
  }
  if (!Array.isArray(items)) {
    const refusal = at(null, null, "not_an_array", "a JSON file must be an array of objects");
    return { unit: "item", rows: [], refused: [refusal] };
  }
  const refused: LineRefusal[] = [];
  const rows = items.flatMap((item: unknown, index): Row[] => {
    if (typeof item !== "object" || item === null || Array.isArray(item)) {
      refused.push(at(index + 1, null, "not_an_object", "is not an object"));
      return [];
    }
    const named = new Map<string, string>();
    const before = refused.length;
    for (const [name, value] of Object.entries(item)) {
      const cell = cellOfJson(value);
      if (!Object.hasOwn(columns, name)) {
        const message = `"${name}" is not one of ${Object.keys(columns).join(", ")}`;
        refused.push(at(index + 1, name, "unknown_column", message));
      } else if (cell === null) {
        refused.push(at(index + 1, name, "bad_value", "must be text, a number, yes or no"));
      } else named.set(name, cell.trim());
    }
    return refused.length > before ? [] : checkedRow(index + 1, named, columns, refused);
  });
  return bounded({ unit: "item", rows, refused });
}

/** The cell that a person would have typed, or null for what no cell can hold. */
function cellOfJson(value: unknown): string | null {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value) && value.every((part) => typeof part === "string")) {
    return value.join("; ");
  }
  return null;
}

function checkedRow(
  line: number,
  named: ReadonlyMap<string, string>,
  columns: Columns,
  refused: LineRefusal[],
): Row[] {
  const before = refused.length;
  const cells: Record<string, string> = {};
  for (const [name, column] of Object.entries(columns)) {
    const cell = named.get(name) ?? "";
    cells[name] = cell;
    const refusal = cellRefusal(cell, column);
    if (refusal !== null) refused.push(at(line, name, ...refusal));
  }
  return refused.length > before ? [] : [{ line, cells }];
}

/** A cell that begins like a formula runs as one in the spreadsheet of whoever opens our reports. */
function cellRefusal(cell: string, column: Column): [code: string, message: string] | null {
  if (cell.length > CELL_CHARACTERS_MAX) {
    return ["cell_too_long", `is longer than ${String(CELL_CHARACTERS_MAX)} characters`];
  }
  if (/\p{Cc}/u.test(cell)) return ["control_character", "holds a line break or control character"];
  const formula = column.holds === "signed" ? /^[=@]/ : /^[=@+-]/;
  return formula.test(cell) ? ["formula_like", `begins with "${cell.slice(0, 1)}"`] : null;
}

function bounded(table: Table): Table {
  if (table.rows.length > ROWS_MAX) {
    const message = `a file may hold ${String(ROWS_MAX)} lines; split it`;
    return { ...table, rows: [], refused: [at(null, null, "too_many_lines", message)] };
  }
  if (table.rows.length > 0 || table.refused.length > 0) return table;
  return { ...table, refused: [at(null, null, "empty_file", "the file holds no lines")] };
}
