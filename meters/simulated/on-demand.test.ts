import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { seeded } from "../../core/seeded.ts";
import { FakeTime } from "../../test/support/fake-time.ts";
import { type MeterRead, type ReadFaults, readLatencyMs, SimulatedReads } from "./on-demand.ts";
import type { Interval } from "./profile.ts";

/** Every hour is its own number. */
function readsBetween(_: string, fromMs: number, toMs: number): Interval[] {
  const reads: Interval[] = [];
  for (let endMs = Math.floor(fromMs / HOUR_MS + 1) * HOUR_MS; endMs <= toMs; endMs += HOUR_MS) {
    const startMs = endMs - HOUR_MS;
    reads.push({ startMs, durationMs: HOUR_MS, quantityMicro: startMs / HOUR_MS });
  }
  return reads;
}

function asked({ faults = {}, speed = 1 }: { faults?: Partial<ReadFaults>; speed?: number } = {}) {
  const time = new FakeTime();
  const told: MeterRead[][] = [];
  const hub = { refuses: 0 };
  const reads = new SimulatedReads({
    seed: "seed",
    now: () => ({ wallMs: time.atMs, serviceMs: time.atMs * speed }),
    after: time.after,
    faults,
    push: (answer) => {
      hub.refuses -= 1;
      if (hub.refuses >= 0) return Promise.reject(new Error("503"));
      told.push([...answer]);
      return Promise.resolve();
    },
  });
  const connect = (): void => reads.connect({ readsBetween, speed });
  return { time, told, hub, reads, connect };
}

describe("a meter that is asked for its reads", () => {
  it("does not answer before somebody says what it counted", async () => {
    const { reads, time, told } = asked();
    expect(await reads.ask("E-1")).toBe("no_answer");
    await time.pass(DAY_MS);
    expect(told).toEqual([]);
  });

  it("tells the hours that were over when it was asked, later, and each hour once", async () => {
    const { reads, time, told, connect } = asked();
    connect();
    const askedMs = time.atMs;
    expect(await reads.ask("E-1")).toBe("asked");
    expect(told).toEqual([]);
    await time.pass(2 * HOUR_MS);
    const [first = []] = told;
    const last = first.at(-1);
    expect(first).toHaveLength(35 * 24);
    expect((last?.startMs ?? 0) + HOUR_MS).toBe(askedMs - (askedMs % HOUR_MS));
    await time.pass(3 * HOUR_MS);
    await reads.ask("E-1");
    await time.pass(2 * HOUR_MS);
    expect(told[1]?.map(({ startMs }) => startMs)).toEqual(
      [0, 1, 2, 3, 4].map((hour) => (last?.startMs ?? 0) + (hour + 1) * HOUR_MS),
    );
  });

  it("has nothing to tell within an hour of what it told", async () => {
    const { reads, time, told, connect } = asked();
    connect();
    await reads.ask("E-1");
    await reads.ask("E-1");
    await time.pass(2 * HOUR_MS);
    await reads.ask("E-1");
    expect(told.length).toBeLessThanOrEqual(2);
  });

  it("tells again what the hub could not take", async () => {
    const { reads, time, told, hub, connect } = asked();
    connect();
    hub.refuses = 1;
    await reads.ask("E-1");
    await time.pass(2 * HOUR_MS);
    expect(told).toEqual([]);
    await reads.ask("E-1");
    await time.pass(2 * HOUR_MS);
    expect(told[0]).toHaveLength(35 * 24);
  });

  it("is never heard of where it is out of reach, and the network says nothing of that", async () => {
    const { reads, time, told, connect } = asked({ faults: { neverPerMille: 1_000 } });
    connect();
    expect(await reads.ask("E-1")).toBe("asked");
    await time.pass(DAY_MS);
    expect(told).toEqual([]);
  });

  it("answers sooner by our clock where its own runs faster", async () => {
    const { reads, time, told, connect } = asked({ speed: 60 });
    connect();
    await reads.ask("E-1");
    await time.pass((2 * HOUR_MS) / 60);
    expect(told).toHaveLength(1);
  });

  it.each([
    [0, 15, 50],
    [0, 60, 95],
    [0, 120, 100],
    [1_000, 360, 100],
  ])("of %d late in a thousand, within %d minutes about %d of 100", (late, minutes, share) => {
    const draws = Array.from({ length: 4_000 }, (_, at) => readLatencyMs(seeded("l", at), late));
    const within = draws.filter((ms) => ms <= minutes * 60_000).length / draws.length;
    expect(Math.abs(within - share / 100)).toBeLessThan(0.03);
  });
});
