import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assert } from "../assert.ts";
import { isRefusal } from "../refusal.ts";
import { owedToSwitch, type SwitchRecord, unseenSwitch, type Wanted } from "./state.ts";
import { moveSwitch, type SwitchEvent } from "./transition.ts";

const START_MS = 1_800_000_000_000;
const NOW_MS = START_MS + 60_000;
const DEADLINE_MS = START_MS + 300_000;

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
const turningOff: SwitchRecord = { ...closed, state: "turning_off", wanted: "off" };
const turningOn: SwitchRecord = { ...open, state: "turning_on", wanted: "on" };

type Happened = readonly [number, SwitchEvent];

/** Plays events in order, each so many milliseconds after the start; what is refused changes nothing. */
function play(start: SwitchRecord, ...steps: readonly Happened[]): SwitchRecord {
  let supply = start;
  for (const [atMs, event] of steps) {
    const move = moveSwitch(supply, event, { wallMs: START_MS + atMs, serviceMs: 0 });
    if (!isRefusal(move)) supply = move.supply;
  }
  return supply;
}

const shows = (
  position: "closed" | "open" | "armed",
  atMs: number,
  commandId: string | null = null,
) => ({ kind: "evidence", position, atMs: START_MS + atMs, commandId }) as const;
const sends = (commandId: string, wanted: Wanted, deadlineMs: number) =>
  ({ kind: "command_sent", commandId, wanted, deadlineAtMs: START_MS + deadlineMs }) as const;

describe("evidence that proves nothing", () => {
  it.each([
    [
      "from before the command was sent",
      turningOff,
      { ...sentOff, sentAtMs: NOW_MS },
      "turning_off",
    ],
    [
      "from before it became unknown",
      { ...closed, state: "unknown" },
      { sinceMs: NOW_MS },
      "unknown",
    ],
  ] as const)("%s", (_, base, more, state) => {
    const supply: SwitchRecord = { ...base, ...more };
    expect(play(supply, [60_000, shows("open", 59_000)]).state).toBe(state);
  });

  it.each([
    ["older than what was seen", shows("open", -1), "stale_evidence"],
    ["of the same instant, and other", shows("open", 0), "stale_evidence"],
    ["from a clock far ahead", shows("open", 400_000), "evidence_from_future"],
  ] as const)("%s is refused", (_, event, code) => {
    expect(moveSwitch(closed, event, { wallMs: NOW_MS, serviceMs: 0 })).toMatchObject({ code });
  });

  it("from a clock a little ahead does not make the next look stale", () => {
    const supply = play(turningOff, [0, shows("closed", 200_000)], [1_000, shows("open", 1_000)]);
    expect(supply.state).toBe("off");
  });

  it("a report that names the open command counts, whatever the meter's clock says", () => {
    expect(play({ ...turningOff, ...sentOff }, [1_000, shows("open", -90_000, "c1")]).state).toBe(
      "off",
    );
  });
});

describe("the newest wish", () => {
  const changed = [[10, { kind: "wished", wanted: "on" }]] as const satisfies Happened[];

  it("is sent past the command under way, and proved by its own evidence", () => {
    const sent = play({ ...turningOff, ...sentOff }, ...changed, [20, sends("c2", "on", 60_000)]);
    expect(sent).toMatchObject({ state: "turning_on", commandId: "c2", commandWanted: "on" });
    expect(play(sent, [30, shows("open", 5, "c1")]).state).toBe("turning_on");
    expect(play(sent, [30, { kind: "command_accepted", commandId: "c1" }])).toEqual(sent);
    expect(play(sent, [30, shows("closed", 30)]).state).toBe("on");
  });

  it("is sent though the older command's evidence already agrees", () => {
    const supply = play({ ...turningOff, ...sentOff }, ...changed, [20, shows("closed", 20)]);
    expect(play(supply, [30, sends("c2", "on", 60_000)])).toMatchObject({ commandId: "c2" });
  });

  it("is looked at once more when the older command can run no longer, and put right without staff", () => {
    const on = play(
      { ...turningOff, ...sentOff },
      ...changed,
      [20, sends("c2", "on", 60_000)],
      [30, shows("closed", 30)],
    );
    expect(on).toMatchObject({ state: "on", lookAtMs: DEADLINE_MS });
    const late = play(on, [300_000, shows("open", 300_000)]);
    expect(late).toMatchObject({ state: "off", wanted: "on", parkedCode: null, lookAtMs: null });
    const done = play(on, [300_000, shows("closed", 300_000)]);
    expect(done).toMatchObject({ state: "on", olderUntilMs: null, lookAtMs: null });
  });
});

describe("a switch that fails", () => {
  it("late success after a refusal is a success", () => {
    const supply = play(
      { ...turningOff, ...sentOff },
      [10, { kind: "command_refused", commandId: "c1", code: "busy" }],
      [20_000, shows("open", 20_000)],
    );
    expect(supply).toMatchObject({ state: "off", refusedCode: null, attempts: 0 });
  });

  it.each([
    ["accepted", { kind: "command_accepted" }, "stuck"],
    ["refused", { kind: "command_refused", code: "no_contactor" }, "refused"],
  ] as const)(
    "is tried three times when %s, looked at between, then parked",
    (_, answered, code) => {
      let supply: SwitchRecord = turningOff;
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        const atMs = attempt * 100_000;
        expect(supply).toMatchObject({ parkedCode: null, lookAtMs: null, attempts: attempt - 1 });
        const commandId = `c${String(attempt)}`;
        supply = play(
          supply,
          [atMs, sends(commandId, "off", atMs + 90_000)],
          [atMs + 1, { ...answered, commandId }],
          [atMs + 80_000, shows("closed", atMs + 80_000)],
        );
        expect(supply.state).toBe("on");
      }
      expect(supply).toMatchObject({ parkedCode: null, lookAtMs: START_MS + 390_000 });
      supply = play(supply, [390_000, shows("closed", 390_000)]);
      expect(supply).toMatchObject({ state: "on", parkedCode: code });
      expect(play(supply, [500_000, { kind: "wished", wanted: "off" }])).toEqual(supply);
    },
  );

  it("is not closed onto voltage behind it, nor tried again, until staff have been there", () => {
    const refused = { kind: "command_refused", commandId: "c1", code: "live_load" } as const;
    const on = { ...turningOff, ...sentOff, wanted: "on", commandWanted: "on" } as const;
    const supply = play(on, [10, refused]);
    expect(supply).toMatchObject({ parkedCode: "live_load", commandId: null, lookAtMs: null });
    expect(play(supply, [20, shows("open", 20)]).parkedCode).toBe("live_load");
    expect(play(supply, [30, { kind: "resumed" }])).toMatchObject({
      parkedCode: null,
      attempts: 0,
    });
    // Turning off is what such a house needs, so it is tried as ever.
    expect(play({ ...turningOff, ...sentOff }, [10, refused]).parkedCode).toBeNull();
  });

  it("tells staff at the third silent look, and parks at the tenth", () => {
    let supply = unseenSwitch("on", START_MS);
    const told: string[] = [];
    for (let look = 1; look <= 10; look += 1) {
      const atMs = supply.lookAtMs ?? 0;
      const move = moveSwitch(supply, { kind: "no_answer" }, { wallMs: atMs, serviceMs: 0 });
      assert(!isRefusal(move), "the look was owed");
      supply = move.supply;
      for (const effect of move.effects)
        if (effect.kind === "tell_staff") told.push(`${effect.code} ${String(look)}`);
    }
    expect(told).toEqual(["silent 3", "no_answer 10"]);
    expect(supply).toMatchObject({ state: "unknown", lookAtMs: null });
  });

  it("that lapses when armed is armed again, three times", () => {
    let supply: SwitchRecord = turningOn;
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const atMs = attempt * 100_000;
      supply = play(
        supply,
        [atMs, sends(`c${String(attempt)}`, "on", atMs + 90_000)],
        [atMs + 1, shows("armed", atMs + 1)],
        [atMs + 99_000, shows("open", atMs + 99_000)],
      );
    }
    expect(supply).toMatchObject({ state: "off", wanted: "on", parkedCode: "arm_lapsed" });
  });
});

interface Running {
  readonly wanted: Wanted;
  readonly atMs: number;
}

/** A meter that loses, delays and refuses by the draws it is given, and is honest when they run out. */
class SimulatedMeter {
  supply: SwitchRecord = closed;
  position: "closed" | "open" = "closed";
  running: Running[] = [];
  draws: readonly number[];

  constructor(draws: readonly number[]) {
    this.draws = draws;
  }

  draw(): number {
    const [first = 0, ...rest] = this.draws;
    this.draws = rest;
    return first;
  }

  tell(event: SwitchEvent, atMs: number): void {
    const move = moveSwitch(this.supply, event, { wallMs: START_MS + atMs, serviceMs: 0 });
    if (!isRefusal(move)) this.supply = move.supply;
  }

  pass(atMs: number): void {
    const due = this.running.filter((command) => command.atMs <= atMs);
    for (const { wanted } of due) this.position = wanted === "on" ? "closed" : "open";
    this.running = this.running.filter((command) => command.atMs > atMs);
    const { commandId, deadlineAtMs } = this.supply;
    if (commandId !== null && START_MS + atMs >= (deadlineAtMs ?? 0)) {
      this.tell({ kind: "deadline_passed", commandId }, atMs);
    }
    const owed = owedToSwitch(this.supply);
    if (owed?.kind === "send_command") this.command(owed.wanted, atMs);
    if (owed?.kind === "look" && owed.dueAtMs <= START_MS + atMs) {
      const isHeard = this.draw() < 60;
      this.tell(isHeard ? shows(this.position, atMs) : { kind: "no_answer" }, atMs);
    }
  }

  command(wanted: Wanted, atMs: number): void {
    const commandId = `c${String(atMs)}`;
    this.tell(sends(commandId, wanted, atMs + 60_000), atMs);
    const chance = this.draw();
    if (chance < 60) this.running.push({ wanted, atMs: atMs + 5_000 * (1 + (chance % 11)) });
    const kinds = ["command_accepted", "command_refused", "command_unknown"] as const;
    this.tell({ kind: kinds[chance % 3] ?? "command_accepted", commandId, code: "busy" }, atMs);
  }
}

function simulate(
  draws: readonly number[],
  wishes: readonly (readonly [number, Wanted])[],
): SimulatedMeter {
  const meter = new SimulatedMeter(draws);
  for (let atMs = 0; atMs < 12_000_000; atMs += 5_000) {
    for (const [wishMs, wanted] of wishes) {
      if (wishMs === atMs) meter.tell({ kind: "wished", wanted }, atMs);
    }
    meter.pass(atMs);
  }
  return meter;
}

const anyWishes = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 30 }).map((step) => step * 5_000),
    fc.constantFrom<Wanted>("on", "off"),
  ),
  { maxLength: 6 },
);

describe("any wishes", () => {
  it("and a meter that fails at random and then heals, end as wanted or parked for staff", () => {
    const anyDraws = fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 30 });
    fc.assert(
      fc.property(anyDraws, anyWishes, (draws, wishes) => {
        const { supply, position } = simulate(draws, wishes);
        const isAsWanted = position === (supply.wanted === "on" ? "closed" : "open");
        const isShown = supply.state === supply.wanted;
        expect(supply.parkedCode !== null || (isAsWanted && isShown)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("and a meter without fault, end as wanted", () => {
    fc.assert(
      fc.property(anyWishes, (wishes) => {
        const { supply, position } = simulate([], wishes);
        expect(supply).toMatchObject({ state: supply.wanted, parkedCode: null, lookAtMs: null });
        expect(position).toBe(supply.wanted === "on" ? "closed" : "open");
      }),
    );
  });
});
