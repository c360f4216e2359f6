import { must } from "../assert.ts";
import { keyOf } from "../ids.ts";
import { MINUTE_MS, type Now } from "../instant.ts";
import type {
  CommandOutcome,
  Home,
  Hub,
  MeterSwitch,
  Sql,
  SwitchCommand,
  SwitchEvidence,
} from "../ports.ts";
import { meterLinks } from "../store/accounts.ts";
import { outboxRow, type OutboxRow, removeFromOutbox, retryLater } from "../store/outbox.ts";
import { owedToSwitch } from "../supply/state.ts";
import { setBack } from "../supply/step.ts";
import type { SwitchEvent } from "../supply/transition.ts";
import { reviewAccount, reviewSupply } from "./review-account.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { moveSupply, supplyRecord, wakeSwitch } from "./switch-supply.ts";

/** How long a command may go without evidence: a mesh network's slow hour, not a customer's patience. */
export const COMMAND_DEADLINE_MS = 2 * MINUTE_MS;

/** How often a service that is to have a meter some day is looked at. */
const NO_METER_WAIT_MS = 10 * MINUTE_MS;

/** After an answer that said nothing new, what is still owed is done this much later: a report of the same moment is then the older one. */
const STALE_WAIT_MS = 1_000;

type Begun =
  | { kind: "command"; command: SwitchCommand }
  | { kind: "look"; meterId: string }
  | { kind: "done" };

/**
 * Makes one service's meter agree with what is wanted: looks, or sends one command, by present truth. The row only says that
 * this is to be asked.
 */
export async function sendSwitch(
  hub: Hub,
  meterSwitch: MeterSwitch,
  row: OutboxRow,
): Promise<void> {
  const begun = await hub.store.transact(row.home, (sql) => begin(sql, hub.clock.now(), row));
  if (begun.kind === "done") return;
  if (begun.kind === "look") {
    const { wallMs } = hub.clock.now();
    const seen = await meterSwitch
      .look(begun.meterId)
      .catch((): SwitchEvidence => ({ kind: "no_answer" }));
    const looked = { seen, askedAtMs: wallMs };
    await hub.store.transact(row.home, (sql) => finishLook(sql, hub.clock.now(), row, looked));
  } else {
    const { command } = begun;
    const outcome = await meterSwitch
      .command(command)
      .catch((): CommandOutcome => ({ kind: "unknown" }));
    await hub.store.transact(row.home, (sql) =>
      finishCommand(sql, hub.clock.now(), row, { command, outcome }),
    );
  }
  hub.wake();
}

function begin(sql: Sql, now: Now, read: OutboxRow): Begun {
  const row = outboxRow(sql, read.id);
  if (row === undefined) return { kind: "done" };
  const { home, target: serviceId } = row;
  let owed = owedToSwitch(setBack(supplyRecord(sql, home, serviceId), now.wallMs));
  if (owed?.kind === "send_command" && owed.wanted === "off") {
    // A cut is decided once more at the last moment: money, a window or a hold may have come since the wish.
    reviewAccount(sql, now, home, keyOf("switch", row.key));
    owed = owedToSwitch(supplyRecord(sql, home, serviceId));
  }
  if (owed === null) {
    removeFromOutbox(sql, must(outboxRow(sql, read.id), "the row is still there"));
    return { kind: "done" };
  }
  const { meterId, isLeft } = meterOf(sql, now, home, serviceId);
  if (isLeft) {
    removeFromOutbox(sql, must(outboxRow(sql, read.id), "the row is still there"));
    return { kind: "done" };
  }
  if (meterId === null) {
    retryLater(sql, row, now.wallMs + NO_METER_WAIT_MS, "no_meter_yet");
    return { kind: "done" };
  }
  if (owed.kind === "look") {
    if (owed.dueAtMs <= now.wallMs) return { kind: "look", meterId };
    retryLater(sql, row, owed.dueAtMs, "look");
    return { kind: "done" };
  }
  const happening = beginHappening(sql, home);
  const command = { commandId: happening.id, meterId, wanted: owed.wanted };
  const moved = moveSupply(sql, now, home, {
    serviceId,
    event: {
      kind: "command_sent",
      commandId: command.commandId,
      wanted: owed.wanted,
      deadlineAtMs: now.wallMs + COMMAND_DEADLINE_MS,
    },
  });
  recordHappening(sql, now, happening, {
    kind: "switch-command-sent",
    actor: "hub",
    channel: null,
    cause: row.key,
    facts: { supply: [must(moved, "a command that is owed may be sent")] },
  });
  return { kind: "command", command };
}

/** No meter before the service's first is its own, and none after the customer has left: the switch is another customer's. */
function meterOf(
  sql: Sql,
  now: Now,
  home: Home,
  serviceId: string,
): { readonly meterId: string | null; readonly isLeft: boolean } {
  const links = meterLinks(sql, home).filter((meter) => meter.serviceId === serviceId);
  const link = links.findLast((meter) => meter.fromMs <= now.serviceMs);
  const isOver = link !== undefined && link.toMs !== null && link.toMs <= now.serviceMs;
  const isLeft = isOver && links.at(-1) === link;
  return { meterId: link?.meterId ?? null, isLeft };
}

function finishCommand(
  sql: Sql,
  now: Now,
  read: OutboxRow,
  { command, outcome }: { command: SwitchCommand; outcome: CommandOutcome },
): void {
  const { commandId } = command;
  const event: SwitchEvent =
    outcome.kind === "refused"
      ? { kind: "command_refused", commandId, code: outcome.code }
      : { kind: `command_${outcome.kind}`, commandId };
  finish(sql, now, read, { event, kind: `switch-command-${outcome.kind}`, cause: commandId });
}

/**
 * What a look found was so at some time since it was asked for: it counts as of then, so that a report of the meter's own that came
 * meanwhile is the newer one, and no silence of the look undoes it.
 */
function finishLook(
  sql: Sql,
  now: Now,
  read: OutboxRow,
  { seen, askedAtMs }: { readonly seen: SwitchEvidence; readonly askedAtMs: number },
): void {
  const { home, target: serviceId } = read;
  const isOvertaken = (supplyRecord(sql, home, serviceId).seenAtMs ?? askedAtMs) > askedAtMs;
  if (seen.kind === "no_answer" && isOvertaken) {
    removeFromOutbox(sql, read);
    oweLater(sql, now, home, serviceId);
    return;
  }
  const event: SwitchEvent =
    seen.kind === "no_answer"
      ? { kind: "no_answer" }
      : { kind: "evidence", position: seen.kind, atMs: askedAtMs, commandId: null };
  finish(sql, now, read, { event, kind: "switch-looked-at", cause: read.key });
}

/** Leaves in the lane what the switch is still owed, for nothing that came back has done it. */
function oweLater(sql: Sql, now: Now, home: Home, serviceId: string): void {
  const later = { ...now, wallMs: now.wallMs + STALE_WAIT_MS };
  wakeSwitch(sql, later, home, { serviceId, record: supplyRecord(sql, home, serviceId) });
}

/** Keeps what came back; the row goes unless the step left a newer wish in the lane. */
function finish(
  sql: Sql,
  now: Now,
  read: OutboxRow,
  came: { event: SwitchEvent; kind: string; cause: string },
): void {
  removeFromOutbox(sql, read);
  const { home, target: serviceId } = read;
  const happening = beginHappening(sql, home);
  const moved = moveSupply(sql, now, home, { serviceId, event: came.event });
  if (moved === null) oweLater(sql, now, home, serviceId);
  const supply = reviewSupply(sql, now, happening, moved === null ? [] : [moved]);
  recordHappening(sql, now, happening, {
    kind: came.kind,
    actor: "meter",
    channel: null,
    cause: came.cause,
    facts: { ...supply },
  });
}
