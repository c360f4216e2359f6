/**
 * What may be handed to SQLite, checked once for both machines, so that a mistake fails in every test and not only on the
 * engine that minds. libsql aborts the process on a boolean, binds NaN as NULL and ignores missing parameters; workerd binds
 * an object's String().
 */
import { assert, Fault } from "../core/assert.ts";
import type { SqlValue } from "../core/ports.ts";

/** Durable Objects bind no more; longer lists travel as one JSON text through json_each(?). */
const PARAMETERS_MAX = 100;

/** Durable Objects hold no longer text, blob or row (and do not enforce it when run locally). */
const VALUE_BYTES_MAX = 2_000_000;

/** UTF-8 needs at most this many bytes for one UTF-16 unit: a shorter text needs no counting. */
const UTF8_BYTES_PER_UNIT_MAX = 3;

/** Strings, quoted names and comments are skipped; what is left are parameters and the end of the statement. */
const token =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\/|\?(\d*)|([:@$][A-Za-z_]\w*)|;\s*(\S)/g;

/** The store alone opens and closes transactions; connection-wide settings are its own too. */
const notForHappenings =
  /^\s*(?:begin|commit|end|rollback|savepoint|release|attach|detach|vacuum|pragma|reindex)\b/i;

/** What a read begins with; what it must not hold is for `with` alone, which may lead to anything. */
const reads = /^\s*(?:select|values|with)\b/i;
const writes = /^\s*with\b[^]*\b(?:insert|update|delete|replace)\b/i;

/** Ways to make text of bytes or code points. Where they are no UTF-8, libsql aborts the process when it reads the text. */
const makesText = /\bcast\s*\([^()]*\bas\s+text\b|\bchar\s*\(/i;

/** Half of a surrogate pair as JSON writes it, behind an even number of backslashes. */
const halfEscaped = /(?<!\\)(?:\\\\)*\\ud[89a-f]/i;

/** Where SQLite reads JSON, it makes text of what is escaped there. */
const readsJson = /\bjson|->/i;

/** How many values one statement takes. Faults on what no happening may run. */
export function parametersOf(text: string): number {
  if (notForHappenings.test(text)) throw new Fault(`not a happening's statement: ${text}`);
  if (makesText.test(text)) throw new Fault(`bind text, make none of bytes: ${text}`);
  let count = 0;
  for (const [, numbered, named, second] of text.matchAll(token)) {
    if (second !== undefined) throw new Fault(`more than one statement: ${text}`);
    if (named !== undefined) throw new Fault(`parameters are ? or ?1, not ${named}`);
    if (numbered === "") count += 1;
    else if (numbered !== undefined) count = Math.max(count, Number(numbered));
  }
  assert(count <= PARAMETERS_MAX, `${String(count)} parameters, use json_each(?): ${text}`);
  return count;
}

export function onlyReads(text: string): boolean {
  return reads.test(text) && !writes.test(text);
}

/** Faults on a statement that would write. */
export function checkReads(text: string): void {
  if (!onlyReads(text)) throw new Fault(`a read must not write: ${text}`);
}

export function checkValues(text: string, values: readonly SqlValue[], parameters: number): void {
  // A blob or a text given alone has a length too, and libsql takes a lone blob for named parameters: it binds NULL.
  if (!Array.isArray(values)) throw new Fault(`values are a list: ${text}`);
  if (values.length !== parameters) {
    throw new Fault(
      `${String(values.length)} values for ${String(parameters)} parameters: ${text}`,
    );
  }
  for (let at = 0; at < values.length; at += 1) {
    const wrong = wrongWith(values[at]) ?? wrongWithJson(text, values[at]);
    if (wrong !== undefined) {
      throw new Fault(`value ${String(at + 1)} is ${wrong}: ${text}`);
    }
  }
}

function wrongWith(value: unknown): string | undefined {
  if (typeof value === "number") return wrongWithNumber(value);
  if (typeof value === "string") return wrongWithText(value);
  if (typeof value === "bigint")
    return Number.isSafeInteger(Number(value)) ? undefined : "beyond 2^53";
  if (value === null) return undefined;
  if (!(value instanceof Uint8Array)) return `of type ${typeof value}, no SqlValue`;
  return value.byteLength > VALUE_BYTES_MAX ? "a blob over 2 MB" : undefined;
}

/** JSON.stringify escapes half a pair, so that the text is well formed and what SQLite reads out of it is not. */
function wrongWithJson(text: string, value: unknown): string | undefined {
  if (typeof value !== "string" || !value.includes("\\ud")) return undefined;
  return halfEscaped.test(value) && readsJson.test(text)
    ? "JSON with half a surrogate pair"
    : undefined;
}

function wrongWithNumber(value: number): string | undefined {
  if (!Number.isFinite(value)) return "not a finite number";
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return "beyond 2^53";
  return undefined;
}

function wrongWithText(value: string): string | undefined {
  if (!value.isWellFormed()) return "text with half a surrogate pair";
  // libsql stores the whole text and reads it back only as far as the NUL.
  if (value.includes("\0")) return "text with a NUL";
  if (value.length * UTF8_BYTES_PER_UNIT_MAX <= VALUE_BYTES_MAX) return undefined;
  return new TextEncoder().encode(value).byteLength > VALUE_BYTES_MAX
    ? "text over 2 MB"
    : undefined;
}
