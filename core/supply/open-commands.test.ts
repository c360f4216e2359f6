import fc from "fast-check";
import { expect, it } from "vitest";
import { isRefusal } from "../refusal.ts";
import { unseenSwitch } from "./state.ts";
import { moveSwitch, type SwitchEvent } from "./transition.ts";

const START_MS = 1_800_000_000_000;

type Step = readonly [laterMs: number, kind: number, chosen: number];

/** The event of a step. Every command is new; an answer is about any of the commands that were ever sent. */
function eventOf(
  [, kind, chosen]: Step,
  commandIds: readonly string[],
  nowMs: number,
): SwitchEvent {
  const wanted = chosen % 2 === 0 ? "on" : "off";
  const commandId = commandIds[chosen % Math.max(1, commandIds.length)] ?? "never-sent";
  const position = (["closed", "open", "armed"] as const)[chosen % 3] ?? "closed";
  const events: readonly SwitchEvent[] = [
    { kind: "wished", wanted },
    {
      kind: "command_sent",
      commandId: `c${String(commandIds.length)}`,
      wanted,
      deadlineAtMs: nowMs + 300_000,
    },
    { kind: "command_accepted", commandId },
    { kind: "command_refused", commandId, code: "busy" },
    { kind: "command_unknown", commandId },
    { kind: "deadline_passed", commandId },
    { kind: "evidence", position, atMs: nowMs, commandId: null },
    { kind: "evidence", position, atMs: nowMs, commandId },
    { kind: "no_answer" },
    { kind: "resumed" },
  ];
  return events[kind % events.length] ?? { kind: "no_answer" };
}

interface UnderWay {
  readonly id: string;
  readonly wish: string;
}

/** Whether an event that was not refused ends what is under way: kept by what happened alone, not by what the record says. */
function ends(event: SwitchEvent, wanted: string, underWay: UnderWay | null): boolean {
  switch (event.kind) {
    case "evidence":
    case "resumed":
      return true;
    case "wished":
      return event.wanted !== wanted;
    case "command_refused":
    case "deadline_passed":
      return event.commandId === underWay?.id;
    case "command_sent":
    case "command_accepted":
    case "command_unknown":
    case "no_answer":
      return false;
  }
}

/** How many commands left, and how many of them while one of the same wish was under way. */
function walk(steps: readonly Step[]): { sent: number; twice: number } {
  let supply = unseenSwitch("on", START_MS);
  let nowMs = START_MS;
  let underWay = null as UnderWay | null;
  const commandIds: string[] = [];
  let twice = 0;
  for (const step of steps) {
    nowMs += step[0];
    const event = eventOf(step, commandIds, nowMs);
    const move = moveSwitch(supply, event, { wallMs: nowMs, serviceMs: 0 });
    if (isRefusal(move)) continue;
    if (ends(event, supply.wanted, underWay)) underWay = null;
    if (event.kind === "command_sent") {
      if (underWay?.wish === event.wanted) twice += 1;
      underWay = { id: event.commandId, wish: event.wanted };
      commandIds.push(event.commandId);
    }
    supply = move.supply;
  }
  return { sent: commandIds.length, twice };
}

it("no wish has two open commands: a second leaves only when the first was answered, proved or out of time", () => {
  let most = 0;
  const step = fc.tuple(fc.nat({ max: 200_000 }), fc.nat({ max: 99 }), fc.nat({ max: 99 }));
  fc.assert(
    fc.property(fc.array(step, { minLength: 100, maxLength: 200 }), (steps) => {
      const { sent, twice } = walk(steps);
      most = Math.max(most, sent);
      expect(twice).toBe(0);
    }),
    { numRuns: 1_000 },
  );
  expect(most).toBeGreaterThan(1);
});

it.each<[string, SwitchEvent["kind"]]>([
  ["accepted", "command_accepted"],
  ["refused", "command_refused"],
  ["lost", "command_unknown"],
  ["out of time", "deadline_passed"],
])("a command that nobody sent and that is %s changes nothing", (_, kind) => {
  const event = { kind, commandId: "stranger", code: "busy" } as SwitchEvent;
  const move = moveSwitch(unseenSwitch("on", START_MS), event, { wallMs: START_MS, serviceMs: 0 });
  expect(isRefusal(move) && move.code).toBe("unknown_command");
});
