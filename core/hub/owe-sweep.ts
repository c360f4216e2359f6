import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { accountHomesAfter } from "../store/accounts.ts";
import type { ConfigurationRow } from "../store/configuration.ts";
import { setTimer } from "../store/timers.ts";
import { EVERY_AREA } from "../supply/channel-news.ts";

export interface Sweep {
  /** The area that there is news of; null where it concerns every account. */
  readonly area: string | null;
  readonly after: string;
}

/** What is new about rules, weather or a way to pay concerns accounts that nothing else may call up for days. */
export function sweepFor(sql: Sql, now: Now, home: Home, row: ConfigurationRow): void {
  if (row.kind === "tariff" || accountHomesAfter(sql, "", 1).length === 0) return;
  const sweep: Sweep = { area: areaOfRow(row), after: "" };
  setTimer(sql, {
    home,
    key: keyOf("sweep", row.kind, row.id, row.version),
    clock: "service",
    // A version that is to take effect later is swept for then.
    dueAtMs: Math.max(now.serviceMs, row.effectiveAtMs),
    kind: "sweep",
    payload: JSON.stringify(sweep),
  });
}

function areaOfRow(row: ConfigurationRow): string | null {
  if (row.kind === "weather") return row.id;
  if (row.kind !== "channel") return null;
  const { area } = JSON.parse(row.body) as { area: string };
  return area === EVERY_AREA ? null : area;
}
