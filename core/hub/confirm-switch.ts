import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { meterLinks } from "../store/accounts.ts";
import { takeKey } from "../store/inbox.ts";
import { journalOf } from "../store/journal.ts";
import type { SwitchPosition } from "../supply/state.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
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
  const { position, atMs } = input;
  const commandId = wasSent(sql, happening, { ...link, ...input }) ? input.commandId : null;
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

/** Past every sequence that a journal comes to, and short enough to be a number. */
const SEQUENCE_DIGITS_MAX = 12;

/**
 * Whether the command that a report names was sent by us, to this service. Any other explains nothing: somebody else has moved the
 * switch, perhaps in order to work behind it.
 */
function wasSent(
  sql: Sql,
  { name }: Happening,
  { commandId, serviceId }: { readonly commandId: string | null; readonly serviceId: string },
): boolean {
  const digits = commandId?.startsWith(`${name}#`) === true ? commandId.slice(name.length + 1) : "";
  if (!/^[1-9]\d*$/.test(digits) || digits.length > SEQUENCE_DIGITS_MAX) return false;
  const sequence = Number(digits);
  const [row] = journalOf(sql, name, sequence - 1, 1);
  if (row?.sequence !== sequence || row.kind !== "switch-command-sent") return false;
  const { supply = [] } = JSON.parse(row.facts) as { supply?: { serviceId: string }[] };
  return supply.some((moved) => moved.serviceId === serviceId);
}
