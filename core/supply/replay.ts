import { DECIDE_VERSION, decide } from "./decide.ts";
import type { SupplyPolicy } from "./policy.ts";
import { unprotected } from "./protect.ts";
import { type DecisionRecord, decisionRecord, decisionText } from "./record.ts";

/**
 * What recomputing a stored decision found. `same`: bit for bit. `not_reproduced`: stored under this version of `decide` and
 * yet it comes out otherwise, so the record or the program was tampered with. `decided_otherwise`: stored under an older
 * version, and this one decides it otherwise; `still_so`: this one decides it alike. `no_policy`: its policy is not known.
 */
export type Replayed =
  | { readonly kind: "same" | "still_so" | "no_policy" }
  | {
      readonly kind: "not_reproduced" | "decided_otherwise";
      readonly was: string;
      readonly now: string;
    };

/** Recomputes one stored decision from its own inputs and the policy of the version that it names. */
export function replayDecision(text: string, policy: SupplyPolicy | null): Replayed {
  if (policy === null) return { kind: "no_policy" };
  const stored = JSON.parse(text) as DecisionRecord;
  // An older version did not ask for what was not known then.
  const input = { ...unprotected("electricity"), ...stored.input };
  const decision = decide(input, policy);
  const was = `${stored.verdict} by ${stored.decidedBy}`;
  const now = `${decision.verdict} by ${decision.decidedBy}`;
  if (stored.decideVersion === DECIDE_VERSION) {
    const { policyVersion, pack = null, previousHash } = stored;
    const by = { policyVersion, pack };
    const again = decisionText(decisionRecord(input, by, { decision, previousHash }));
    return again === text ? { kind: "same" } : { kind: "not_reproduced", was, now };
  }
  return was === now ? { kind: "still_so" } : { kind: "decided_otherwise", was, now };
}
