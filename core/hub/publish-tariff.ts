import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { checkVersions, type TariffVersion } from "../rating/tariff.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { configurationVersions } from "../store/configuration.ts";
import { publishRow } from "./publish-configuration.ts";

/**
 * Publishes one version of a tariff, under its own number. The same version with the same content is `unchanged`; a number
 * that says something else already, or that does not fit beside the tariff's other versions, is refused.
 */
export function publishTariff(
  sql: Sql,
  now: Now,
  home: Home,
  input: { readonly tariff: TariffVersion; readonly actor: string },
): { kind: "published" | "unchanged" } | Refusal {
  const { tariff, actor } = input;
  const body = JSON.stringify(tariff);
  const rows = configurationVersions(sql, "tariff", tariff.tariffId);
  const same = rows.find((row) => row.version === tariff.version);
  if (same?.body === body) return { kind: "unchanged" };
  if (same !== undefined) {
    return refuse(
      "version_differs",
      `version ${String(tariff.version)} of ${tariff.tariffId} is published and says something else`,
    );
  }
  const all = [...rows.map((row) => JSON.parse(row.body) as TariffVersion), tariff];
  const fits = checkVersions(all);
  if (isRefusal(fits)) return fits;
  publishRow(sql, now, home, {
    kind: "tariff",
    id: tariff.tariffId,
    version: tariff.version,
    effectiveAtMs: tariff.effectiveFromMs,
    recordedAtMs: now.wallMs,
    recordedBy: actor,
    body,
  });
  return { kind: "published" };
}
