import type { ClearingReport } from "./clearing.ts";

/** For people: whether a processor held what the ledger says, and where not, by how much and of what. */
export function clearingWords(report: ClearingReport): string[] {
  const { processor, clearing, booked_later: later, holds, opening, difference } = report;
  if (difference === null) {
    const words = `its books were last read before the day's end (${report.read_at}): run reconcile`;
    return [`${processor}: the ledger has ${clearing}; ${words}.`];
  }
  const parts = [
    `the ledger has ${clearing}`,
    ...(isNothing(later) ? [] : [`${later} was booked later`]),
    ...(isNothing(opening) ? [] : [`${opening} was there before`]),
    `it held ${holds}`,
  ].join(", ");
  if (isNothing(difference)) return [`${processor}: ${parts}: no difference.`];
  const named = report.lines
    .filter((line) => !isNothing(line.difference))
    .map(
      (line) => `  ${line.difference} in ${line.of} (${line.ledger} here, ${line.processor} there)`,
    );
  const others = [
    [report.carried, "of other days"],
    [report.unlisted, "by what it says that it holds, which its own lines do not come to"],
  ].flatMap(([amount, words]) =>
    amount === undefined || amount === null || isNothing(amount)
      ? []
      : [`  ${amount} ${words ?? ""}`],
  );
  return [`${processor}: ${parts}: a difference of ${difference}.`, ...named, ...others];
}

function isNothing(amount: string): boolean {
  return /^-?[0.]*$/.test(amount);
}
