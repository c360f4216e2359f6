import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import {
  addConfiguration,
  type ConfigurationKind,
  type ConfigurationRow,
  configurationVersions,
} from "../store/configuration.ts";
import { slicesOf } from "../store/customers.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export interface PublishConfiguration {
  readonly kind: ConfigurationKind;
  readonly id: string;
  /** Canonical JSON: the same text again publishes nothing. */
  readonly body: string;
  readonly effectiveAtMs: number;
  readonly actor: string;
}

/**
 * Makes a new version at the utility's home and sends it to every store. The same body, in force from the same instant, is
 * `unchanged`. A version is never rewritten; a correction is a later one.
 */
export function publishConfiguration(
  sql: Sql,
  now: Now,
  home: Home,
  input: PublishConfiguration,
): { kind: "published" | "unchanged"; version: number } {
  const versions = configurationVersions(sql, input.kind, input.id);
  const newest = versions.at(-1);
  const same = versions.find(
    (row) => row.body === input.body && (input.kind === "utility" ? row === newest : row.effectiveAtMs === input.effectiveAtMs),
  );
  if (same !== undefined) return { kind: "unchanged", version: same.version };
  const row: ConfigurationRow = {
    kind: input.kind,
    id: input.id,
    version: (newest?.version ?? 0) + 1,
    effectiveAtMs: input.effectiveAtMs,
    recordedAtMs: now.wallMs,
    recordedBy: input.actor,
    body: input.body,
  };
  addConfiguration(sql, row);
  const happening = beginHappening(sql, home);
  for (const slice of slicesOf(sql, home)) {
    const delivery = { kind: "adopt-configuration", input: { rows: [row] } } as const;
    sendHappening(sql, now, happening, { to: slice.viaHome, delivery, part: slice.name });
  }
  recordHappening(sql, now, happening, {
    kind: "configuration-published",
    actor: input.actor,
    channel: null,
    cause: `${input.kind}/${input.id}/${String(row.version)}`,
    facts: { kind: row.kind, id: row.id, version: row.version, effectiveAtMs: row.effectiveAtMs },
  });
  return { kind: "published", version: row.version };
}
