import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { configurationVersions } from "../store/configuration.ts";
import type { PublishedPack } from "../supply/pack.ts";
import { publishRow } from "./publish-configuration.ts";
import { settingsAt } from "./settings.ts";

export type RulesRefusal = "no_settings" | "wrong_currency" | "version_differs" | "begins_too_soon";

/**
 * Publishes one version of a rule pack, under its own number. The same version with the same content is `unchanged`. Refused:
 * a number that says something else already, another currency than the utility's, and a version that would begin before an
 * older one: decisions that were made under that one would have been made under no version at all.
 */
export function publishRules(
  sql: Sql,
  now: Now,
  home: Home,
  input: { readonly pack: PublishedPack; readonly actor: string },
): { kind: "published" | "unchanged" } | Refusal<RulesRefusal> {
  const { pack, actor } = input;
  const settings = settingsAt(sql, now.serviceMs)?.settings;
  if (settings === undefined) {
    return refuse("no_settings", "the utility's configuration has not been published yet");
  }
  if (settings.currency !== pack.currency) {
    return refuse("wrong_currency", `the pack is in ${pack.currency}, not ${settings.currency}`);
  }
  const body = JSON.stringify(pack);
  const rows = configurationVersions(sql, "rules", pack.packId);
  const same = rows.find((row) => row.version === pack.version);
  if (same?.body === body) return { kind: "unchanged" };
  const name = `version ${String(pack.version)} of ${pack.packId}`;
  if (same !== undefined) {
    return refuse("version_differs", `${name} is published and says something else`);
  }
  const clash = rows.find((row) =>
    row.version < pack.version
      ? row.effectiveAtMs > pack.effectiveFromMs
      : row.effectiveAtMs < pack.effectiveFromMs,
  );
  if (clash !== undefined) {
    return refuse(
      "begins_too_soon",
      `${name} and version ${String(clash.version)} begin in the wrong order`,
    );
  }
  publishRow(sql, now, home, {
    kind: "rules",
    id: pack.packId,
    version: pack.version,
    effectiveAtMs: pack.effectiveFromMs,
    recordedAtMs: now.wallMs,
    recordedBy: actor,
    body,
  });
  return { kind: "published" };
}
