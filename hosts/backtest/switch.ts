/** The switch lane of one household, and the simulated switch at its end. */
import { MINUTE_MS } from "../../core/instant.ts";
import { COMMAND_DEADLINE_MS } from "../../core/hub/send-switch.ts";
import { isRefusal } from "../../core/refusal.ts";
import { owedToSwitch, type SwitchPosition, type Wanted } from "../../core/supply/state.ts";
import { moveSwitch, type SwitchEvent } from "../../core/supply/transition.ts";
import { trueLevelUnits } from "./charge.ts";
import { drawn, type Happening, type Life, now } from "./life.ts";
import { review, wakeSwitch } from "./review.ts";

const ANSWER_MS = 3_000;
const SILENCE_MS = 30_000;
const MOVES_WITHIN_MS = 10_000;
/** Gas never closes by itself: somebody presses the meter's button. */
const PRESSED_WITHIN_MINUTES = 60;
/** Staff see to a parked switch within the day. */
const STAFF_MS = 24 * 60 * MINUTE_MS;

/** Does what is owed to the switch now: a command, or a look. A cut is decided once more before its command leaves. */
export function tendSwitch(life: Life): void {
  if (owedToSwitch(life.supply)?.kind === "send_command" && life.supply.wanted === "off") {
    review(life);
  }
  const owed = owedToSwitch(life.supply);
  if (owed === null) return;
  if (owed.kind === "send_command") {
    sendCommand(life, owed.wanted);
    return;
  }
  if (owed.dueAtMs > life.nowMs) {
    wakeSwitch(life);
    return;
  }
  see(life, { kind: "evidence", position: life.meter.position, atMs: life.nowMs, commandId: null });
}

function sendCommand(life: Life, wanted: Wanted): void {
  const commandId = `command/${String(life.commands + 1)}`;
  const deadlineAtMs = life.nowMs + COMMAND_DEADLINE_MS;
  const sent = moveSwitch(
    life.supply,
    { kind: "command_sent", commandId, wanted, deadlineAtMs },
    now(life),
  );
  if (isRefusal(sent)) return;
  life.commands += 1;
  life.supply = sent.supply;
  life.outcome.commands.sent += 1;
  if (wanted === "off" && life.supply.attempts === 1) noteCut(life);
  answerTo(life, commandId, wanted);
  wakeSwitch(life);
}

/** What the simulated head-end says to a command, and whether the switch moves. */
function answerTo(life: Life, commandId: string, wanted: Wanted): void {
  const { commands } = life.outcome;
  const { refusals, silences } = life.world.faults;
  const chance = drawn(life, "command", life.commands);
  const fate = chance.below(1000);
  const answer = fate < refusals ? "refused" : fate < refusals + silences ? "unknown" : "accepted";
  if (answer === "refused") commands.refused += 1;
  if (answer === "unknown") commands.silent += 1;
  const answerMs = answer === "unknown" ? SILENCE_MS : ANSWER_MS;
  life.queue.set("answer", life.nowMs + answerMs, { kind: "answered", commandId, answer });
  // Of those of which nothing is heard half have run.
  const isRun = answer === "accepted" || (answer === "unknown" && chance.chance(500));
  if (!isRun) return;
  const closed = life.world.commodity === "gas" ? "armed" : "closed";
  const position = wanted === "off" ? "open" : closed;
  const inMs = 1_000 + chance.below(MOVES_WITHIN_MS);
  life.queue.set("moved", life.nowMs + inMs, { kind: "moved", position });
}

function noteCut(life: Life): void {
  const { policy } = life.world;
  const belowUnits = policy.disconnectLevelUnits - trueLevelUnits(life);
  const foundAs = life.runOut ?? { passedAtMs: life.nowMs, belowUnits, lateMs: 0 };
  life.outcome.cuts.push({
    atMs: life.nowMs,
    belowUnits,
    lateMs: life.nowMs - foundAs.passedAtMs,
    foundBelowUnits: foundAs.belowUnits,
    foundLateMs: foundAs.lateMs,
    offAtMs: null,
    onAtMs: null,
  });
}

/** The switch itself moves. */
export function moved(life: Life, position: SwitchPosition): void {
  const { meter, outcome } = life;
  meter.move(position, life.nowMs);
  const cut = outcome.cuts.at(-1);
  if (cut === undefined) return;
  if (position === "open") cut.offAtMs ??= life.nowMs;
  if (position === "closed" && cut.offAtMs !== null) cut.onAtMs ??= life.nowMs;
  if (position !== "armed") return;
  const minutes = 5 + drawn(life, "press", life.commands).below(PRESSED_WITHIN_MINUTES);
  life.queue.set("moved", life.nowMs + minutes * MINUTE_MS, { kind: "moved", position: "closed" });
  life.queue.set("pressed", life.nowMs + minutes * MINUTE_MS + 1, { kind: "switch" });
}

export function answered(
  life: Life,
  { commandId, answer }: Extract<Happening, { kind: "answered" }>,
): void {
  see(
    life,
    answer === "refused"
      ? { kind: "command_refused", commandId, code: "refused" }
      : { kind: `command_${answer}`, commandId },
  );
}

export function passDeadline(life: Life, commandId: string): void {
  see(life, { kind: "deadline_passed", commandId });
}

export function resume(life: Life): void {
  see(life, { kind: "resumed" });
}

/** One step of the switch's table; what it shows is told, and decided on. */
function see(life: Life, event: SwitchEvent): void {
  const from = life.supply.state;
  const move = moveSwitch(life.supply, event, now(life));
  if (isRefusal(move)) return;
  life.supply = move.supply;
  for (const effect of move.effects) {
    if (effect.kind !== "tell_staff" || effect.code === "silent") continue;
    life.outcome.parked.push(effect.code);
    life.queue.set("staff", life.nowMs + STAFF_MS, { kind: "resumed" });
  }
  const to = life.supply.state;
  if (to === "on" && from !== "on" && life.restoredByMs !== null) {
    life.outcome.powerBackMs.push(life.nowMs - life.restoredByMs);
    life.restoredByMs = null;
  }
  if (to === "off" && from !== "off") payInTheDark(life);
  wakeSwitch(life);
  review(life, [{ serviceId: "service", from, to }]);
}

function payInTheDark(life: Life): void {
  const { darkWithinMs } = life.tenant.habits;
  const inMs = 1 + drawn(life, "dark", life.outcome.cuts.length).below(darkWithinMs);
  // Who meant to pay later pays now.
  life.queue.set("pay", life.nowMs + inMs, { kind: "pay", why: "dark" });
}
