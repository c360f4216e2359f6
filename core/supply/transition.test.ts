import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefusal } from "../refusal.ts";
import { isSettled, owedToSwitch, type SwitchRecord, unseenSwitch } from "./state.ts";
import { moveSwitch, type SwitchEvent } from "./transition.ts";

const START_MS = 1_800_000_000_000;
const NOW_MS = START_MS + 60_000;
const DEADLINE_MS = START_MS + 300_000;
const now = { wallMs: NOW_MS, serviceMs: 0 };

const closed: SwitchRecord = {
  ...unseenSwitch("on", START_MS),
  state: "on",
  lookAtMs: null,
  seen: "closed",
  seenAtMs: START_MS,
};
const open: SwitchRecord = { ...closed, state: "off", wanted: "off", seen: "open" };
const sentOff = {
  commandId: "c1",
  commandWanted: "off",
  sentAtMs: START_MS,
  deadlineAtMs: DEADLINE_MS,
  attempts: 1,
} as const;
const sentOn = { ...sentOff, commandWanted: "on" } as const;
const over = { commandId: null, commandWanted: null } as const;
const turningOff: SwitchRecord = { ...closed, state: "turning_off", wanted: "off" };
const turningOn: SwitchRecord = { ...open, state: "turning_on", wanted: "on" };

const records = {
  on: closed,
  "on, older off may run": { ...closed, olderUntilMs: DEADLINE_MS, lookAtMs: DEADLINE_MS },
  "on, off to be tried again": { ...closed, ...sentOff, ...over, wanted: "off" },
  "on, off tried three times": {
    ...closed,
    ...sentOff,
    ...over,
    wanted: "off",
    attempts: 3,
    parkedCode: "stuck",
  },
  "on, closed by itself": { ...closed, wanted: "off", parkedCode: "moved" },
  off: open,
  "off, opened by itself": { ...open, wanted: "on", parkedCode: "moved" },
  "turning_off, not sent": turningOff,
  "turning_off, sent": { ...turningOff, ...sentOff },
  "turning_off, accepted": { ...turningOff, ...sentOff, lookAtMs: NOW_MS },
  "turning_off, third accepted": { ...turningOff, ...sentOff, attempts: 3, lookAtMs: NOW_MS },
  "on, third off has no more time": {
    ...closed,
    ...sentOff,
    ...over,
    wanted: "off",
    attempts: 3,
    deadlineAtMs: NOW_MS,
    lookAtMs: NOW_MS,
  },
  "turning_off, refused": {
    ...turningOff,
    ...sentOff,
    ...over,
    refusedCode: "busy",
    lookAtMs: NOW_MS,
  },
  "turning_off, late": { ...turningOff, ...sentOff, deadlineAtMs: NOW_MS },
  "turning_on, not sent": turningOn,
  "turning_on, sent": { ...turningOn, ...sentOn },
  "turning_on, off under way": { ...turningOn, ...sentOff, attempts: 0, olderUntilMs: DEADLINE_MS },
  armed: { ...closed, ...sentOn, ...over, state: "armed", seen: "armed" },
  "armed, off sent": { ...closed, ...sentOff, state: "armed", wanted: "off", seen: "armed" },
  load_limited: { ...closed, state: "load_limited" },
  "unknown, on": unseenSwitch("on", START_MS),
  "unknown, off, answer lost": { ...turningOff, ...sentOff, state: "unknown", lookAtMs: NOW_MS },
  "unknown, looked for often": { ...unseenSwitch("off", START_MS), looksMissed: 9 },
  "unknown, given up": {
    ...unseenSwitch("on", START_MS),
    lookAtMs: null,
    looksMissed: 10,
    parkedCode: "no_answer",
  },
} as const satisfies Record<string, SwitchRecord>;

const events = {
  "wished on": { kind: "wished", wanted: "on" },
  "wished off": { kind: "wished", wanted: "off" },
  resumed: { kind: "resumed" },
  "sent on": {
    kind: "command_sent",
    commandId: "c2",
    wanted: "on",
    deadlineAtMs: NOW_MS + 300_000,
  },
  "sent off": {
    kind: "command_sent",
    commandId: "c2",
    wanted: "off",
    deadlineAtMs: NOW_MS + 300_000,
  },
  accepted: { kind: "command_accepted", commandId: "c1" },
  refused: { kind: "command_refused", commandId: "c1", code: "busy" },
  "no word": { kind: "command_unknown", commandId: "c1" },
  deadline: { kind: "deadline_passed", commandId: "c1" },
  closed: { kind: "evidence", position: "closed", atMs: NOW_MS, commandId: null },
  open: { kind: "evidence", position: "open", atMs: NOW_MS, commandId: null },
  armed: { kind: "evidence", position: "armed", atMs: NOW_MS, commandId: null },
  "no answer": { kind: "no_answer" },
} as const satisfies Record<string, SwitchEvent>;

/** "+15s" from NOW_MS. */
function later(atMs: number): string {
  return `+${String((atMs - NOW_MS) / 1000)}s`;
}

/** The state, and where they matter what is wanted, open and parked; then after ">" what is owed to the world. */
function outcome(supply: SwitchRecord, event: SwitchEvent): string {
  const move = moveSwitch(supply, event, now);
  if (isRefusal(move)) return move.code;
  const after = move.supply;
  const words: string[] = [after.state];
  if (after.wanted !== supply.wanted) words.push(`wants ${after.wanted}`);
  if (after.commandId !== supply.commandId) words.push(after.commandId ?? "ended");
  if (after.parkedCode !== null) words.push(`parked ${after.parkedCode}`);
  if (move.effects.length > 0) words.push(">");
  for (const effect of move.effects) {
    if (effect.kind === "look") words.push(`look ${later(effect.dueAtMs)}`);
    if (effect.kind === "send_command") words.push(`send ${effect.wanted}`);
    if (effect.kind === "tell_staff") words.push(`tell ${effect.code}`);
  }
  return words.join(" ");
}
describe("every state by every event", () => {
  it("comes out as the reviewed table says", async () => {
    const lines = Object.entries(records).flatMap(([name, record]) => [
      name,
      ...Object.entries(events).map(([event, given]) => `  ${event}: ${outcome(record, given)}`),
    ]);
    await expect(lines.join("\n")).toMatchFileSnapshot("./transition.table.txt");
  });

  it("changes nothing in the record it was given", () => {
    for (const record of Object.values(records)) {
      const before = JSON.stringify(record);
      for (const event of Object.values(events)) moveSwitch(record, event, now);
      expect(JSON.stringify(record)).toBe(before);
    }
  });
});

const anyEvent: fc.Arbitrary<SwitchEvent> = fc.oneof(
  fc.constantFrom(...Object.values(events)),
  fc.record({
    kind: fc.constant("evidence" as const),
    position: fc.constantFrom("closed", "open", "armed"),
    atMs: fc.integer({ min: START_MS - 1_000, max: START_MS + 700_000 }),
    commandId: fc.constantFrom(null, "c1", "c2"),
  }),
  fc.record({
    kind: fc.constant("command_sent" as const),
    commandId: fc.constantFrom("c1", "c2"),
    wanted: fc.constantFrom("on", "off"),
    deadlineAtMs: fc.integer({ min: START_MS, max: START_MS + 700_000 }),
  }),
);
const anyHistory = fc.array(fc.tuple(fc.integer({ min: 0, max: 100_000 }), anyEvent), {
  maxLength: 40,
});
const anyRecord = fc.constantFrom(...Object.values(records));

/** Every step that was not refused. */
function* stepsOf(start: SwitchRecord, history: readonly (readonly [number, SwitchEvent])[]) {
  let before = start;
  let wallMs = START_MS;
  for (const [laterMs, event] of history) {
    wallMs += laterMs;
    const move = moveSwitch(before, event, { wallMs, serviceMs: 0 });
    if (isRefusal(move)) continue;
    yield { before, event, after: move.supply, effects: move.effects };
    before = move.supply;
  }
}

describe("whatever happens", () => {
  it("evidence alone ends unknown and armed", () => {
    fc.assert(
      fc.property(anyHistory, anyRecord, (history, start) => {
        for (const { before, event, after } of stepsOf(start, history)) {
          const isProof = event.kind === "evidence" || after.state === before.state;
          expect(isProof || (before.state !== "unknown" && before.state !== "armed")).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("a parked switch is sent nothing, and staff hear of it", () => {
    fc.assert(
      fc.property(anyHistory, anyRecord, (history, start) => {
        for (const { before, after, effects } of stepsOf(start, history)) {
          const kinds = effects.map((effect) => effect.kind);
          const told = after.parkedCode === before.parkedCode ? [] : ["tell_staff"];
          expect(after.parkedCode === null || kinds.join() === told.join()).toBe(true);
          expect(after.parkedCode === null || after.commandId === null).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("a switch that stands otherwise than wanted is looked at, sent to, waited for or parked", () => {
    fc.assert(
      fc.property(anyHistory, anyRecord, (history, start) => {
        for (const { after } of stepsOf(start, history)) {
          const isWaiting = after.commandId !== null && after.deadlineAtMs !== null;
          const isTaken = isWaiting || after.parkedCode !== null || owedToSwitch(after) !== null;
          expect(isTaken || isSettled(after)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
