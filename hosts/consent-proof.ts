import { idOfHome } from "../core/ids.ts";
import type { Sql } from "../core/ports.ts";
import type { KeptProof } from "../core/store/talks.ts";

/** One consent or revocation, as it is shown to whoever asks for its proof. */
export interface Proof {
  readonly line: string;
  readonly purpose: string;
  readonly state: KeptProof["state"];
  readonly source: string;
  readonly evidence: string;
  readonly wording: string | null;
  /** Names the wording: the same words have the same version. */
  readonly wording_version: string | null;
  readonly came_from: string | null;
  readonly at: string;
  readonly recorded_at: string | null;
}

const VERSION_DIGITS = 12;

export function proofOf(sql: Sql, event: KeptProof): Proof {
  const { home, purpose, state, source, evidence, wording = null, cameFrom = null } = event;
  const { atMs, recordedAtMs = null } = event;
  return {
    line: idOfHome(home),
    purpose,
    state,
    source,
    evidence,
    wording,
    wording_version: wording === null ? null : sql.sha256(wording).slice(0, VERSION_DIGITS),
    came_from: cameFrom,
    at: new Date(atMs).toISOString(),
    recorded_at: recordedAtMs === null ? null : new Date(recordedAtMs).toISOString(),
  };
}
