import { describe, expect, it } from "vitest";
import type { SwitchCommand } from "../../core/ports.ts";
import { FakeMemory, FakeTime } from "../../test/support/fake-time.ts";
import type { FateName, MeterFaults } from "./fate.ts";
import { SimulatedMeters } from "./meter.ts";
import type { SwitchReport } from "./position.ts";

function sandbox(faults: Partial<MeterFaults> = {}, seed = "seed") {
  const time = new FakeTime();
  const memory = new FakeMemory();
  const told: SwitchReport[] = [];
  const world = { refusing: 0 };
  const start = (): SimulatedMeters =>
    new SimulatedMeters({
      seed,
      // Service time runs a thousand times as fast.
      now: () => ({ wallMs: time.atMs, serviceMs: (time.atMs - startMs) * 1_000 }),
      after: time.after,
      memory,
      faults,
      armsFirst: (meterId) => meterId.startsWith("G"),
      report: (report) => {
        told.push(report);
        world.refusing -= 1;
        return world.refusing >= 0 ? Promise.reject(new Error("503")) : Promise.resolve();
      },
    });
  const startMs = time.atMs;
  return { time, memory, told, world, start, startMs };
}

let commands = 0;
function command(wanted: "on" | "off", meterId = "E-1"): SwitchCommand {
  commands += 1;
  return { commandId: `command-${String(commands)}`, meterId, wanted };
}

describe("a switch", () => {
  it("stands closed until it is told otherwise, and then where it was told", async () => {
    const { start, time, told } = sandbox();
    const meters = start();
    expect(await meters.look("E-1")).toEqual({ kind: "closed" });
    const off = command("off");
    expect(await meters.command(off)).toEqual({ kind: "accepted" });
    expect(await meters.look("E-1")).toEqual({ kind: "closed" });
    await time.pass(2_000);
    expect(await meters.look("E-1")).toEqual({ kind: "open" });
    expect(told).toEqual([
      {
        id: `E-1/${off.commandId}/open/${String(time.atMs)}`,
        meterId: "E-1",
        commandId: off.commandId,
        evidence: "open",
        atMs: time.atMs,
      },
    ]);
    expect(await meters.look("E-2")).toEqual({ kind: "closed" });
  });

  it.each<[FateName, string, (readonly [number, string])[], readonly [string, string]]>([
    ["stuck", "accepted", [], ["closed", "closed"]],
    ["refuse", "refused", [], ["closed", "closed"]],
    ["live_load", "refused", [], ["closed", "closed"]],
    ["silent", "unknown", [], ["closed", "closed"]],
    ["lost_answer", "unknown", [[2_000, "open"]], ["open", "open"]],
    ["lost_report", "accepted", [], ["open", "open"]],
    ["late", "accepted", [[60_000, "open"]], ["closed", "open"]],
    ["late_after_refusal", "refused", [[60_000, "open"]], ["closed", "open"]],
    [
      "duplicate",
      "accepted",
      [
        [2_000, "open"],
        [2_000, "open"],
      ],
      ["open", "open"],
    ],
  ])("that is %s answers %s", async (fate, answer, reports, [soon, later]) => {
    const { start, time, told, startMs } = sandbox();
    const meters = start();
    meters.demand("E-1", fate);
    expect((await meters.command(command("off"))).kind).toBe(answer);
    await time.pass(5_000);
    expect((await meters.look("E-1")).kind).toBe(soon);
    await time.pass(60_000);
    expect((await meters.look("E-1")).kind).toBe(later);
    expect(told.map(({ atMs, evidence }) => [atMs - startMs, evidence])).toEqual(reports);
    expect(new Set(told.map(({ id }) => id)).size).toBe(Math.min(1, reports.length));
    // The next command is an ordinary one.
    expect(await meters.command(command("off"))).toEqual({ kind: "accepted" });
    await time.pass(5_000);
    expect(await meters.look("E-1")).toEqual({ kind: "open" });
    expect(time.waiting).toBe(0);
  });

  it("stays in the fault it is held in until it is let go", async () => {
    const { start, time } = sandbox();
    const meters = start();
    meters.hold("E-1", "silent");
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await meters.command(command("off"))).toEqual({ kind: "unknown" });
      await time.pass(10_000);
      expect(await meters.look("E-1")).toEqual({ kind: "no_answer" });
    }
    expect(await meters.look("E-2")).toEqual({ kind: "closed" });
    meters.hold("E-1", null);
    expect(await meters.look("E-1")).toEqual({ kind: "closed" });
  });

  it("does the same command once, and what never arrived when it comes again", async () => {
    const { start, time, told } = sandbox();
    const meters = start();
    const off = command("off");
    meters.demand("E-1", "silent");
    expect(await meters.command(off)).toEqual({ kind: "unknown" });
    expect(await meters.command(off)).toEqual({ kind: "accepted" });
    await time.pass(2_000);
    await meters.command(command("on"));
    await time.pass(2_000);
    expect(await meters.command(off)).toEqual({ kind: "accepted" });
    await time.pass(10_000);
    expect(told.map(({ evidence }) => evidence)).toEqual(["open", "closed"]);
    expect(await meters.look("E-1")).toEqual({ kind: "closed" });
  });

  it("works commands off in order, but for one that it refused and does when it can", async () => {
    const { start, time, told } = sandbox();
    const meters = start();
    meters.demand("E-1", "late", {});
    await meters.command(command("off"));
    await meters.command(command("on"));
    await time.pass(60_000);
    expect(told.map(({ evidence }) => evidence)).toEqual(["open", "closed"]);

    meters.demand("E-1", "late_after_refusal");
    await meters.command(command("off"));
    await meters.command(command("on"));
    await time.pass(2_000);
    expect(told.at(-1)?.evidence).toBe("closed");
    await time.pass(58_000);
    expect(told.at(-1)?.evidence).toBe("open");
  });

  it("that arms first waits for a hand", async () => {
    const { start, time, told } = sandbox();
    const meters = start();
    expect(meters.press("G-1")).toBe(false);
    await meters.command(command("off", "G-1"));
    await time.pass(2_000);
    expect(meters.press("G-1")).toBe(false);
    await meters.command(command("on", "G-1"));
    await time.pass(2_000);
    expect(await meters.look("G-1")).toEqual({ kind: "armed" });
    expect(meters.press("G-1")).toBe(true);
    await time.pass(0);
    expect(told.map(({ evidence, commandId }) => [evidence, commandId === null])).toEqual([
      ["open", false],
      ["armed", false],
      ["closed", true],
    ]);
  });

  it("answers as slowly as it is told to", async () => {
    const { start, time, told } = sandbox({ answerMs: 30_000, moveMs: 1_000 });
    const answer = start().command(command("off"));
    await time.pass(2_000);
    expect(told).toHaveLength(1);
    await time.pass(28_000);
    expect(await answer).toEqual({ kind: "accepted" });
  });

  it("tells again what was not taken", async () => {
    const { start, time, told, world } = sandbox();
    world.refusing = 3;
    await start().command(command("off"));
    await time.pass(2_000 + 1_000 + 5_000 + 30_000);
    expect(told).toHaveLength(4);
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
    expect(time.waiting).toBe(0);
  });
});

describe("a restart", () => {
  it("turns nobody on", async () => {
    const { start, time } = sandbox();
    await start().command(command("off"));
    await time.pass(2_000);
    time.kill();
    const meters = start();
    meters.resume();
    await time.pass(600_000);
    expect(await meters.look("E-1")).toEqual({ kind: "open" });
    expect(await meters.look("E-2")).toEqual({ kind: "closed" });
  });

  it("goes on with what was moving, and tells what was not told", async () => {
    const { start, time, told, world } = sandbox();
    const first = start();
    await first.command(command("off"));
    await first.command(command("off", "E-2"));
    world.refusing = 1;
    await time.pass(2_000);
    await first.command(command("on"));
    expect(told.map(({ meterId }) => meterId)).toEqual(["E-1", "E-2"]);
    time.kill();
    const second = start();
    second.resume();
    await time.pass(2_000);
    expect(told.map(({ meterId, evidence }) => `${meterId} ${evidence}`)).toEqual([
      "E-1 open",
      "E-2 open",
      "E-1 open",
      "E-1 closed",
    ]);
    expect(time.waiting).toBe(0);
  });

  it("knows a command that came before it", async () => {
    const { start, time, told } = sandbox();
    const off = command("off");
    await start().command(off);
    await time.pass(2_000);
    const second = start();
    await second.command(command("on"));
    await time.pass(2_000);
    expect(await second.command(off)).toEqual({ kind: "accepted" });
    await time.pass(10_000);
    expect(told.at(-1)?.evidence).toBe("closed");
  });
});

describe("closedMs", () => {
  it("counts service time, over a restart too", async () => {
    const { start, time } = sandbox();
    const meters = start();
    expect(meters.closedMs("E-1", -5_000, 5_000)).toBe(10_000);
    await meters.command(command("off"));
    await time.pass(10_000);
    await meters.command(command("on"));
    await time.pass(10_000);
    // Off at 2,000,000 and on at 12,000,000 ms of service time.
    for (const one of [meters, start()]) {
      expect(one.closedMs("E-1", 0, 2_000_000)).toBe(2_000_000);
      expect(one.closedMs("E-1", 0, 12_000_000)).toBe(2_000_000);
      expect(one.closedMs("E-1", 3_000_000, 12_000_000)).toBe(0);
      expect(one.closedMs("E-1", 11_000_000, 13_000_000)).toBe(1_000_000);
      expect(one.closedMs("E-1", 0, 20_000_000)).toBe(10_000_000);
    }
  });

  it("forgets the oldest of very many movements and none of the newest", async () => {
    const { start, time } = sandbox({ moveMs: 1 });
    const meters = start();
    for (let at = 0; at < 301; at += 1) {
      await meters.command(command(at % 2 === 0 ? "off" : "on"));
      await time.pass(1);
    }
    expect(meters.closedMs("E-1", 299_000, 301_000)).toBe(0 + 1_000);
    expect(await meters.look("E-1")).toEqual({ kind: "open" });
  });
});

describe("faults by seed", () => {
  const faults: Partial<MeterFaults> = {
    perMille: { stuck: 100, silent: 100, refuse: 100, duplicate: 100, late_after_refusal: 50 },
    lookLostPerMille: 200,
  };
  const run = async (seed: string) => {
    const { start, time, told } = sandbox(faults, seed);
    const meters = start();
    const answers: string[] = [];
    for (let at = 0; at < 1_000; at += 1) {
      const meterId = `E-${String(at)}`;
      answers.push((await meters.command({ commandId: "c", meterId, wanted: "off" })).kind);
    }
    await time.pass(120_000);
    const looks: string[] = [];
    for (let at = 0; at < 1_000; at += 1) looks.push((await meters.look(`E-${String(at)}`)).kind);
    return { answers, looks, told: told.map(({ id }) => id) };
  };

  it("come in about the share that is asked for, the same for the same seed", async () => {
    const one = await run("one");
    const share = (words: readonly string[], word: string): number =>
      words.filter((other) => other === word).length;
    for (const [found, about] of [
      [share(one.answers, "unknown"), 100],
      [share(one.answers, "refused"), 150],
      [share(one.looks, "no_answer"), 200],
      [share(one.looks, "open"), 560],
      [one.told.length, 800],
    ] as const) {
      expect(Math.abs(found - about)).toBeLessThan(60);
    }
    expect(await run("one")).toEqual(one);
    expect((await run("two")).answers).not.toEqual(one.answers);
  });
});
