import type { TariffVersion } from "../rating/tariff.ts";
import type { Home, Sql } from "../ports.ts";
import { type TariffLink, tariffLinks } from "../store/accounts.ts";
import { configurationVersions } from "../store/configuration.ts";

const parsed = new Map<string, TariffVersion>();
/** Bounds the cache of parsed tariffs: more than any utility files, small beside a store's own memory. */
const PARSED_MAX = 2_000;

function tariffVersion(body: string): TariffVersion {
  const cached = parsed.get(body);
  if (cached !== undefined) return cached;
  const version = JSON.parse(body) as TariffVersion;
  if (parsed.size >= PARSED_MAX) parsed.clear();
  parsed.set(body, version);
  return version;
}

/** Versions of one tariff in order of effect, from this store's own copy. */
export function tariffVersions(sql: Sql, tariffId: string): TariffVersion[] {
  return configurationVersions(sql, "tariff", tariffId)
    .map((row) => tariffVersion(row.body))
    .toSorted((one, other) => one.effectiveFromMs - other.effectiveFromMs);
}

/**
 * What each service was and is rated by, in order of effect: the versions of the tariff it was on, each from when both the
 * version and the link hold.
 */
export function tariffsInForce(sql: Sql, home: Home): Map<string, TariffVersion[]> {
  const byService = new Map<string, TariffVersion[]>();
  for (const link of tariffLinks(sql, home)) {
    const before = byService.get(link.serviceId) ?? [];
    byService.set(link.serviceId, [
      ...before,
      ...clipped(link, tariffVersions(sql, link.tariffId)),
    ]);
  }
  return byService;
}

function clipped(link: TariffLink, versions: readonly TariffVersion[]): TariffVersion[] {
  const kept: TariffVersion[] = [];
  for (const [at, version] of versions.entries()) {
    const untilMs = versions[at + 1]?.effectiveFromMs ?? Infinity;
    const fromMs = Math.max(link.fromMs, version.effectiveFromMs);
    if (untilMs > link.fromMs && fromMs < (link.toMs ?? Infinity)) {
      kept.push({ ...version, effectiveFromMs: fromMs });
    }
  }
  return kept;
}
