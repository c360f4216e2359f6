/** Accounts with their services, phones and saved cards, from a file's rows. */
import type { UtilityConfiguration } from "../configuration.ts";
import {
  type AccountPart,
  accountPartColumns,
  type Line,
  lineOf,
  readAccountPart,
  readId,
  readService,
  type ServiceImport,
} from "./account-line.ts";
import type { LineRefusal, Row } from "./table.ts";

export interface AccountImport extends AccountPart {
  /** The first line that names the account. */
  readonly line: number;
  readonly accountId: string;
  /** The first line's address and zone. */
  readonly label: string;
  readonly zone: string;
  readonly services: readonly ServiceImport[];
}

interface Draft {
  readonly first: Line;
  readonly part: AccountPart;
  readonly services: ServiceImport[];
  readonly lines: number[];
}

/**
 * The accounts of which every line is good, in the order of the file, and a refusal for every wrong cell of the others. An
 * account is taken whole or not at all: a household with one of its two meters would be billed wrongly.
 */
export function readAccounts(
  rows: readonly Row[],
  utility: UtilityConfiguration,
): { records: AccountImport[]; refused: LineRefusal[] } {
  const refused: LineRefusal[] = [];
  const drafts = new Map<string, Draft>();
  const meterLines = new Map<string, number>();
  for (const row of rows) {
    const line = lineOf(row, utility, refused);
    const accountId = readId(line, "account");
    const service = readService(line);
    const taken = meterLines.get(service.meterId);
    if (taken === undefined) meterLines.set(service.meterId, row.line);
    else line.refuse("meter", "duplicate_meter", `stands on line ${String(taken)} already`);
    const draft = drafts.get(accountId);
    if (draft === undefined) {
      const part = readAccountPart(line);
      drafts.set(accountId, { first: line, part, services: [service], lines: [row.line] });
    } else {
      refuseContradictions(line, draft.first);
      draft.services.push(service);
      draft.lines.push(row.line);
    }
  }
  const wrongLines = new Set(refused.map(({ line }) => line));
  const records = [...drafts].flatMap(([accountId, draft]) =>
    recordOf(accountId, draft, wrongLines, refused),
  );
  return { records, refused };
}

function refuseContradictions(line: Line, first: Line): void {
  for (const column of accountPartColumns) {
    const cell = line.cell(column);
    if (cell === "" || cell === first.cell(column)) continue;
    const message = `differs from line ${String(first.number)} of the same account`;
    line.refuse(column, "contradicts", message);
  }
}

function recordOf(
  accountId: string,
  draft: Draft,
  wrongLines: ReadonlySet<number | null>,
  refused: LineRefusal[],
): AccountImport[] {
  const wrong = draft.lines.find((line) => wrongLines.has(line));
  const [service] = draft.services;
  if (wrong === undefined && service !== undefined) {
    const { part, services, first } = draft;
    const { address, zone } = service;
    return [{ line: first.number, accountId, ...part, label: address, zone, services }];
  }
  for (const line of draft.lines) {
    if (wrongLines.has(line)) continue;
    const message = `line ${String(wrong)} of the same account is refused`;
    refused.push({ line, column: null, code: "account_refused", message });
  }
  return [];
}
