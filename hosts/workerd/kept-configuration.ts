/** The configuration file that an operator last sent, kept by version at the utility's home: an object has no files. */
import type { Now } from "../../core/instant.ts";
import type { Sql } from "../../core/ports.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { addConfiguration, configurationVersions } from "../../core/store/configuration.ts";
import { readConfiguration, type UtilityConfiguration } from "../configuration.ts";

const row = { kind: "utility", id: "file" } as const;

/** The newest file's text, or null where none was ever sent. */
export function keptConfiguration(sql: Sql): string | null {
  const newest = configurationVersions(sql, row.kind, row.id).at(-1);
  return newest === undefined ? null : (JSON.parse(newest.body) as { text: string }).text;
}

/** Keeps a file as the next version; one that is the newest already is not kept again. */
export function keepConfiguration(sql: Sql, now: Now, text: string): void {
  const newest = configurationVersions(sql, row.kind, row.id).at(-1);
  const body = JSON.stringify({ text });
  if (newest?.body === body) return;
  addConfiguration(sql, {
    ...row,
    version: (newest?.version ?? 0) + 1,
    effectiveAtMs: now.serviceMs,
    recordedAtMs: now.wallMs,
    recordedBy: "operator",
    body,
  });
}

/** One utility's part of a file; refused with every problem of the file, or when the utility is not in it. */
export function utilityIn(
  text: string,
  utilityId: string,
): UtilityConfiguration | Refusal<"bad_configuration" | "unknown_utility"> {
  const read = readConfiguration(text);
  if (read.kind === "refused") {
    const problems = read.problems.map(({ path, message }) => `${path}: ${message}`);
    return refuse("bad_configuration", problems.join("; "));
  }
  const utility = read.configuration.utilities.find((one) => one.utilityId === utilityId);
  return utility ?? refuse("unknown_utility", `the configuration has no utility ${utilityId}`);
}
