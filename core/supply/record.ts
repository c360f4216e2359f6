import { assert } from "../assert.ts";
import type { Decision } from "./decide.ts";
import type { PackVersion } from "./pack.ts";
import type { DecideInput } from "./protect.ts";

/** A decision with all that it rested on; with the policy of that version, `decide` recomputes it bit for bit. */
export interface DecisionRecord extends Decision {
  /** The version of the utility's settings. */
  readonly policyVersion: number;
  /** The rule pack that decided in the place of those; absent where there is none. */
  readonly pack?: PackVersion;
  readonly input: DecideInput;
  /** Hash of the text of the service's decision stored before this one; null of the first. */
  readonly previousHash: string | null;
}

export function decisionRecord(
  input: DecideInput,
  by: { readonly policyVersion: number; readonly pack: PackVersion | null },
  { decision, previousHash }: { decision: Decision; previousHash: string | null },
): DecisionRecord {
  const { policyVersion, pack } = by;
  const record = { ...decision, policyVersion, input, previousHash };
  return pack === null ? record : { ...record, pack };
}

/** True when the second need only be counted: the verdict and the guard that decided it are those of the first. */
export function sameDecision(
  one: Pick<Decision, "verdict" | "decidedBy">,
  other: Pick<Decision, "verdict" | "decidedBy">,
): boolean {
  return one.verdict === other.verdict && one.decidedBy === other.decidedBy;
}

/** The one JSON text of a decision, with keys in order, so that equal decisions have equal hashes. */
export function decisionText(record: DecisionRecord): string {
  return canonicalText(record);
}

function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const members = entries.map(
      ([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`,
    );
    return `{${members.join(",")}}`;
  }
  const isFlat = value === null || typeof value === "string" || typeof value === "boolean";
  assert(
    isFlat || Number.isFinite(value),
    "a decision holds text, yes or no, finite numbers, null",
  );
  return JSON.stringify(value);
}
