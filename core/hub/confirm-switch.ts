import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { meterLinks } from "../store/accounts.ts";
import { takeKey } from "../store/inbox.ts";
import type { SwitchPosition } from "../supply/state.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { reviewSupply } from "./review-account.ts";
import { moveSupply } from "./switch-supply.ts";

export interface ConfirmSwitch {
  /** The report's own id: the same report again changes nothing. */
  readonly key: string;
  readonly meterId: string;
  readonly position: SwitchPosition;
  /** When the switch stood so, wall time. */
  readonly atMs: number;
  readonly commandId: string | null;
}

/** Takes a meter's own report of its switch: the only thing that says where the supply stands. */
export function confirmSwitch(
  sql: Sql,
  now: Now,
  home: Home,
  input: ConfirmSwitch,
): { kind: "confirmed" | "seen" | "stale" } | Refusal<"unknown_meter"> {
  const link = meterLinks(sql, home).findLast((meter) => meter.meterId === input.meterId);
  if (link === undefined) return refuse("unknown_meter", "no service has this meter");
  if (!takeKey(sql, home, input.key, now.wallMs)) return { kind: "seen" };
  const happening = beginHappening(sql, home);
  const { position, atMs, commandId } = input;
  const moved = moveSupply(sql, now, home, {
    serviceId: link.serviceId,
    event: { kind: "evidence", position, atMs, commandId },
  });
  if (moved === null) return { kind: "stale" };
  const supply = reviewSupply(sql, now, happening, [moved]);
  recordHappening(sql, now, happening, {
    kind: "switch-confirmed",
    actor: "meter",
    channel: null,
    cause: input.key,
    facts: { position, commandId, ...supply },
  });
  return { kind: "confirmed" };
}
