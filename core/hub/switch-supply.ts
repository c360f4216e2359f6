import { assert, must } from "../assert.ts";
import { idOfHome, keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal } from "../refusal.ts";
import { clearTimer, setTimer } from "../store/timers.ts";
import { replaceInOutbox } from "../store/outbox.ts";
import { saveSupply, supplyOf } from "../store/supply.ts";
import { owedToSwitch, type SwitchRecord } from "../supply/state.ts";
import { moveSwitch, type SwitchEvent } from "../supply/transition.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { followCase } from "./power-back.ts";

export interface ServiceSupply {
  readonly serviceId: string;
  readonly record: SwitchRecord;
}

/** Where every service's switch of an account stands. */
export function suppliesOf(sql: Sql, home: Home): ServiceSupply[] {
  return supplyOf(sql, home).map((row) => ({
    serviceId: row.serviceId,
    record: JSON.parse(row.record) as SwitchRecord,
  }));
}

export function supplyRecord(sql: Sql, home: Home, serviceId: string): SwitchRecord {
  const supply = suppliesOf(sql, home).find((row) => row.serviceId === serviceId);
  return must(supply, `service ${serviceId} has a switch record`).record;
}

/** What a step of the switch did, for the journal of the happening that took it. */
export interface SupplyMoved {
  readonly serviceId: string;
  readonly from: SwitchRecord["state"];
  readonly state: SwitchRecord["state"];
  readonly wanted: SwitchRecord["wanted"];
  readonly told: readonly string[];
}

/**
 * Takes one step of a service's switch and leaves what is owed to it in the switch lane, where only the newest wish waits.
 * A step that the transition table refuses changes nothing and is null: the event was late, repeated or out of order.
 */
export function moveSupply(
  sql: Sql,
  now: Now,
  home: Home,
  { serviceId, event }: { serviceId: string; event: SwitchEvent },
): SupplyMoved | null {
  const before = supplyRecord(sql, home, serviceId);
  const move = moveSwitch(before, event, now);
  if (isRefusal(move)) return null;
  saveSupply(sql, home, serviceId, JSON.stringify(move.supply));
  wakeSwitch(sql, now, home, { serviceId, record: move.supply });
  followCase(sql, now, home, { serviceId, event, after: move.supply });
  return {
    serviceId,
    from: before.state,
    state: move.supply.state,
    wanted: move.supply.wanted,
    told: move.effects.flatMap((effect) => (effect.kind === "tell_staff" ? [effect.code] : [])),
  };
}

/** Puts a wake-up in the switch lane when the record owes the switch something, and sets the command's deadline. */
export function wakeSwitch(
  sql: Sql,
  now: Now,
  home: Home,
  { serviceId, record }: ServiceSupply,
): void {
  const timerKey = keyOf("switch", serviceId);
  if (record.deadlineAtMs === null) clearTimer(sql, home, timerKey);
  else {
    setTimer(sql, {
      home,
      key: timerKey,
      clock: "wall",
      dueAtMs: record.deadlineAtMs,
      kind: "switch",
      payload: JSON.stringify({ serviceId }),
    });
  }
  const owed = owedToSwitch(record);
  if (owed === null) return;
  replaceInOutbox(sql, {
    home,
    kind: "switch",
    target: serviceId,
    key: keyOf(idOfHome(home), serviceId, record.wanted, record.attempts, now.wallMs),
    payload: JSON.stringify({ serviceId }),
    nowMs: owed.kind === "look" ? Math.max(now.wallMs, owed.dueAtMs) : now.wallMs,
  });
}

/** A command's time is up: nobody knows whether the switch moved, so it is looked at. */
export function passSwitchDeadline(sql: Sql, now: Now, home: Home, serviceId: string): void {
  const { commandId } = supplyRecord(sql, home, serviceId);
  if (commandId === null) return;
  const happening = beginHappening(sql, home);
  const event = { kind: "deadline_passed", commandId } as const;
  const moved = moveSupply(sql, now, home, { serviceId, event });
  assert(moved !== null, "a deadline that is due was reached");
  recordHappening(sql, now, happening, {
    kind: "switch-deadline-passed",
    actor: "hub",
    channel: null,
    cause: commandId,
    facts: { supply: [moved] },
  });
}
