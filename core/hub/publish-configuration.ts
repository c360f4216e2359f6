import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import {
  addConfiguration,
  type ConfigurationRow,
  configurationVersions,
  forgetOldNews,
} from "../store/configuration.ts";
import { slicesOf } from "../store/customers.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import type { UtilitySettings } from "./settings.ts";
import { sweepFor } from "./owe-sweep.ts";

/**
 * Publishes a utility's settings as a new version, in force at once (the first one, for all time before it too). Settings
 * that are the newest already publish nothing.
 */
export function publishSettings(
  sql: Sql,
  now: Now,
  home: Home,
  input: { readonly settings: UtilitySettings; readonly actor: string },
): { kind: "published" | "unchanged"; version: number } {
  const body = JSON.stringify(input.settings);
  const newest = configurationVersions(sql, "utility", "settings").at(-1);
  if (newest?.body === body) return { kind: "unchanged", version: newest.version };
  const version = (newest?.version ?? 0) + 1;
  publishRow(sql, now, home, {
    kind: "utility",
    id: "settings",
    version,
    effectiveAtMs: newest === undefined ? 0 : now.serviceMs,
    recordedAtMs: now.wallMs,
    recordedBy: input.actor,
    body,
  });
  return { kind: "published", version };
}

/** Keeps one new version at the utility's home and sends it to every store that holds accounts. */
export function publishRow(sql: Sql, now: Now, home: Home, row: ConfigurationRow): void {
  addConfiguration(sql, row);
  forgetOldNews(sql, row);
  sweepFor(sql, now, home, row);
  const happening = beginHappening(sql, home);
  for (const slice of slicesOf(sql, home)) {
    const delivery = { kind: "adopt-configuration", input: { rows: [row] } } as const;
    sendHappening(sql, now, happening, { to: slice.viaHome, delivery, part: slice.name });
  }
  recordHappening(sql, now, happening, {
    kind: "configuration-published",
    actor: row.recordedBy,
    channel: null,
    cause: `${row.kind}/${row.id}/${String(row.version)}`,
    facts: { kind: row.kind, id: row.id, version: row.version, effectiveAtMs: row.effectiveAtMs },
  });
}
