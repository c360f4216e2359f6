import { keyOf } from "../ids.ts";
import type { Sql } from "../ports.ts";
import { configurationIds, configurationVersions } from "../store/configuration.ts";
import { type DecisionRow, decisionsAfter } from "../store/supply.ts";
import type { PublishedPack } from "../supply/pack.ts";
import { type SupplyPolicy, usualSupplyPolicy } from "../supply/policy.ts";
import type { DecisionRecord } from "../supply/record.ts";
import { type Replayed, replayDecision } from "../supply/replay.ts";
import type { UtilitySettings } from "./settings.ts";

/** What is not as it must be of one decision, or is decided otherwise by now. */
export interface DecisionFinding {
  readonly home: string;
  readonly serviceId: string;
  readonly sequence: number;
  readonly code: "not_reproduced" | "decided_otherwise" | "no_policy" | "chain_broken";
  readonly was: string | null;
  readonly now: string | null;
}

export interface DecisionsReplayed {
  readonly decisions: number;
  /** Recomputed bit for bit. */
  readonly same: number;
  /** Of an older version of `decide`, and decided alike by this one. */
  readonly stillSo: number;
  readonly findings: readonly DecisionFinding[];
}

/** Decisions read at once: a page of them fits in memory on every machine. */
const PAGE = 500;

/** Recomputes every decision of this store and follows each service's chain of hashes. */
export function replayDecisions(sql: Sql): DecisionsReplayed {
  const policies = policiesOf(sql);
  const findings: DecisionFinding[] = [];
  const counts: Record<Replayed["kind"], number> = {
    same: 0,
    still_so: 0,
    not_reproduced: 0,
    decided_otherwise: 0,
    no_policy: 0,
  };
  let before: DecisionRow | null = null;
  let decisions = 0;
  for (let page = decisionsAfter(sql, null, PAGE); page.length > 0;) {
    for (const row of page) {
      const note = (code: DecisionFinding["code"], was: string | null, now: string | null) => {
        const { home, serviceId, sequence } = row;
        findings.push({ home, serviceId, sequence, code, was, now });
      };
      const record = JSON.parse(row.record) as DecisionRecord;
      const replayed = replayDecision(row.record, policies.get(policyKey(record)) ?? null);
      counts[replayed.kind] += 1;
      decisions += 1;
      if (replayed.kind === "no_policy") note("no_policy", null, null);
      else if (replayed.kind === "not_reproduced" || replayed.kind === "decided_otherwise") {
        note(replayed.kind, replayed.was, replayed.now);
      }
      if (!isLinked(sql, before, row, record)) note("chain_broken", null, null);
      before = row;
    }
    page = decisionsAfter(sql, before, PAGE);
  }
  return { decisions, same: counts.same, stillSo: counts.still_so, findings };
}

/** Whether a decision names the one before it of its service, of which none is missing between. */
function isLinked(
  sql: Sql,
  before: DecisionRow | null,
  row: DecisionRow,
  record: DecisionRecord,
): boolean {
  const isFirst = before?.home !== row.home || before.serviceId !== row.serviceId;
  if (isFirst) return row.sequence === 1 && record.previousHash === null;
  return row.sequence === before.sequence + 1 && record.previousHash === sql.sha256(before.record);
}

function policyKey({ policyVersion, pack }: DecisionRecord): string {
  return pack === undefined
    ? keyOf("settings", policyVersion)
    : keyOf("rules", pack.packId, pack.version);
}

function policiesOf(sql: Sql): ReadonlyMap<string, SupplyPolicy> {
  const policies = new Map<string, SupplyPolicy>();
  for (const { version, body } of configurationVersions(sql, "utility", "settings")) {
    const { supply } = JSON.parse(body) as UtilitySettings;
    policies.set(keyOf("settings", version), { ...usualSupplyPolicy, ...supply });
  }
  for (const { id } of configurationIds(sql, "rules")) {
    for (const { version, body } of configurationVersions(sql, "rules", id)) {
      policies.set(keyOf("rules", id, version), (JSON.parse(body) as PublishedPack).policy);
    }
  }
  return policies;
}
