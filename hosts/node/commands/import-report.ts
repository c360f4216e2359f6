/** What an import tells people and programs: every refused line, then what was written. */
import type { Outcome } from "../command.ts";
import type { LeftOut } from "../../../core/rating/plan.ts";
import type { LineRefusal } from "../../import/table.ts";

export interface ImportReport {
  readonly kind: string;
  readonly file: string;
  readonly utilityId: string;
  readonly unit: "line" | "item";
  readonly isDryRun: boolean;
  readonly isWritten: boolean;
  /** Lines of data in the file, good or not. */
  readonly lines: number;
  /** What the good lines make: accounts, tariff versions or reads. */
  readonly records: number;
  readonly refused: readonly LineRefusal[];
  readonly refusedByHub: readonly LineRefusal[];
  /** What of a published tariff is not rated by. */
  readonly leftOut: readonly LeftOut[];
  readonly counts: { accepted: number; unchanged: number; held: number } | null;
}

/** Refused when a line was refused and the good ones were therefore not written; a partial import is done. */
export function reportOf(report: ImportReport): Outcome {
  const refused = [...report.refused, ...report.refusedByHub].toSorted(
    (one, other) => (one.line ?? 0) - (other.line ?? 0),
  );
  const { kind, file, utilityId, isDryRun, isWritten, lines, records, counts } = report;
  const status = refused.length > 0 && !isWritten ? 1 : 0;
  return {
    status,
    lines: [
      ...refused.map((one) => refusalInWords(one, report.unit)),
      ...report.leftOut.map(({ field, reason }) => `left out: ${field}: ${reason}`),
      ...summary(report, refused),
    ],
    json: {
      kind,
      file,
      utility: utilityId,
      dry_run: isDryRun,
      written: isWritten,
      lines,
      records,
      counts,
      refused,
      ...(report.leftOut.length === 0 ? {} : { left_out: report.leftOut }),
    },
  };
}

function refusalInWords({ line, column, code, message }: LineRefusal, unit: string): string {
  const place = [
    line === null ? "the file" : `${unit} ${String(line)}`,
    ...(column === null ? [] : [column]),
  ].join(", ");
  return `${place}: ${message} (${code})`;
}

function summary(report: ImportReport, refused: readonly LineRefusal[]): string[] {
  const { kind, counts, isDryRun, isWritten, records } = report;
  const refusedLines = new Set(refused.map(({ line }) => line)).size;
  const bad = `${String(refusedLines)} of ${String(report.lines)} ${report.unit}s refused`;
  if (isWritten && counts !== null) {
    const held = counts.held === 0 ? "" : `, ${String(counts.held)} held for staff`;
    const done = `Wrote ${String(counts.accepted)} ${kind}, ${String(counts.unchanged)} unchanged${held}.`;
    return refused.length === 0 ? [done] : [done, `${bad}.`];
  }
  const end = isDryRun ? "Nothing was written: this was a dry run." : "Nothing was written.";
  const asked = counts === null && isDryRun ? [NOT_ASKED] : [];
  if (refused.length === 0) {
    return [`${String(records)} ${kind} can be imported. ${end}`, ...asked];
  }
  const hint = isDryRun ? [] : ["Correct them, or load the others with --partial."];
  return [`${bad}. ${end}`, ...hint, ...asked];
}

const NOT_ASKED =
  "There is no data yet, so the lines were judged alone: whether a tariff exists or a meter is taken was not.";
