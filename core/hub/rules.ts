import type { Home, Sql } from "../ports.ts";
import { areaOf } from "../store/accounts.ts";
import { configurationAt } from "../store/configuration.ts";
import type { NoticeDuty, PackVersion, PublishedPack } from "../supply/pack.ts";
import { mustSettings, type SettingsInForce } from "./settings.ts";

/** A utility that names no area has one. */
const USUAL_AREA = "all";

/** The settings of an account, with what its rule pack says in the place of what the utility's own settings would. */
export interface RulesInForce extends SettingsInForce {
  readonly area: string;
  readonly pack: PackVersion | null;
  /** True where settings name a pack of which no version is in force here: nobody is cut by rules that nobody has. */
  readonly isPackMissing: boolean;
  readonly duty: NoticeDuty;
  readonly restoreMs: number | null;
}

/** Without a pack a notice goes by text, and where no text can reach anybody, by hand. */
const usualDuty: NoticeDuty = { channels: ["sms", "hand"], fromMinute: 0, toMinute: 1440 };

const parsed = new Map<string, PublishedPack>();
/** Bounds the cache of parsed packs: a few versions of a few packs a process. */
const PARSED_MAX = 64;

/** What an account is decided and told by at an instant of service time, from this store's own copies. */
export function accountRules(sql: Sql, home: Home, atMs: number): RulesInForce {
  const inForce = mustSettings(sql, atMs);
  const { rules } = inForce.settings;
  const area = areaOf(sql, home) ?? rules?.area ?? USUAL_AREA;
  const packId = rules?.packsByArea?.[area] ?? rules?.packId ?? null;
  const own = { ...inForce, area, pack: null, duty: usualDuty, restoreMs: null };
  if (packId === null) return { ...own, isPackMissing: false };
  const pack = packAt(sql, packId, atMs);
  if (pack === null) return { ...own, isPackMissing: true };
  const { settings } = inForce;
  return {
    ...inForce,
    settings: {
      ...settings,
      supply: pack.policy,
      notice: { ...settings.notice, lowUnits: pack.lowUnits },
    },
    area,
    pack: { packId, version: pack.version },
    isPackMissing: false,
    duty: pack.notice,
    restoreMs: pack.restoreMs,
  };
}

/** The version in force; null where there is none, or where the last has ended. */
function packAt(sql: Sql, packId: string, atMs: number): PublishedPack | null {
  const row = configurationAt(sql, "rules", packId, atMs);
  if (row === undefined) return null;
  let pack = parsed.get(row.body);
  if (pack === undefined) {
    pack = JSON.parse(row.body) as PublishedPack;
    if (parsed.size >= PARSED_MAX) parsed.clear();
    parsed.set(row.body, pack);
  }
  return pack.effectiveToMs !== null && pack.effectiveToMs <= atMs ? null : pack;
}
