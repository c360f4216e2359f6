/** A rule pack file as the one record that it is. */
import type { PublishedPack } from "../../core/supply/pack.ts";
import type { UtilityConfiguration } from "../configuration.ts";
import { readPackText } from "../rules/read-pack.ts";
import type { LineRefusal } from "./table.ts";

interface RulesImport {
  readonly line: number;
  readonly pack: PublishedPack;
}

export function readRules(
  bytes: Uint8Array,
  utility: UtilityConfiguration,
): { records: RulesImport[]; refused: LineRefusal[] } {
  const read = readPackText(new TextDecoder().decode(bytes));
  if (read.kind === "refused") {
    const refused = read.problems.map(({ path, code, message }) => ({
      line: null,
      column: path,
      code,
      message,
    }));
    return { records: [], refused };
  }
  const pack = read.pack.published;
  if (pack.currency !== utility.currency.code) {
    const message = `${utility.name} bills in ${utility.currency.code}`;
    const refusal = { line: null, column: "pack.currency", code: "wrong_currency", message };
    return { records: [], refused: [refusal] };
  }
  return { records: [{ line: 1, pack }], refused: [] };
}
