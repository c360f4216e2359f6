import { describe, expect, it } from "vitest";
import type { ChargeOutcome, ChargeRequest } from "../../core/ports.ts";
import { FakeMemory, FakeTime } from "../../test/support/fake-time.ts";
import type { Fate, ProcessorFaults } from "./fate.ts";
import { type ProcessorEvent, SimulatedProcessor } from "./processor.ts";

const request: ChargeRequest = {
  key: "charge/oak/1001/p1",
  paymentId: "p1",
  accountId: "1001",
  amountMinor: 2_000,
  currency: "USD",
  methodToken: "sim_visa_4242",
  askedAtMs: 0,
};

function sandbox(faults: Partial<ProcessorFaults> = {}, seed = "seed") {
  const time = new FakeTime();
  const memory = new FakeMemory();
  const told: ProcessorEvent[] = [];
  const world = { refusing: 0 };
  const start = (): SimulatedProcessor =>
    new SimulatedProcessor({
      merchant: "oak",
      seed,
      nowMs: time.nowMs,
      after: time.after,
      memory,
      faults,
      notify: (event) => {
        told.push(event);
        world.refusing -= 1;
        return world.refusing >= 0 ? Promise.reject(new Error("503")) : Promise.resolve();
      },
    });
  /** Sends a charge and lets time pass until it is answered. */
  const ask = async (processor: SimulatedProcessor, method: string, ms = 0) => {
    const answer = processor.charge({ ...request, methodToken: method });
    await time.pass(ms);
    return answer;
  };
  return { time, memory, told, world, start, ask };
}

const succeeded = {
  kind: "succeeded",
  processorId: expect.stringMatching(/^sim_[0-9a-f]{24}$/) as string,
};

describe("a saved method", () => {
  it.each<
    [string, ChargeOutcome["kind"], ChargeOutcome["kind"], (readonly [string, string | null])[]]
  >([
    ["sim_visa_4242", "succeeded", "succeeded", [["succeeded", null]]],
    ["sim_anything_else", "succeeded", "succeeded", [["succeeded", null]]],
    ["sim_decline", "declined", "declined", [["declined", "card_declined"]]],
    ["pm_stripe", "declined", "declined", [["declined", "no_such_method"]]],
    ["sim_slow", "pending", "succeeded", [["succeeded", null]]],
    ["sim_lost_answer", "unknown", "succeeded", [["succeeded", null]]],
    ["sim_lost_webhook", "pending", "succeeded", []],
    [
      "sim_duplicate",
      "succeeded",
      "succeeded",
      [
        ["succeeded", null],
        ["succeeded", null],
      ],
    ],
  ])("%s is answered %s, is in truth %s, and told so", async (method, answered, truth, events) => {
    const { start, ask, time, told } = sandbox();
    const processor = start();
    expect((await ask(processor, method)).kind).toBe(answered);
    await time.pass(10_000);
    expect((await processor.find(request)).kind).toBe(truth);
    expect(told.map(({ kind, code }) => [kind, code])).toEqual(events);
    expect(new Set(told.map(({ id }) => id)).size).toBe(Math.min(1, events.length));
    expect(time.waiting).toBe(0);
  });
});

describe("the processor", () => {
  it("charges once a key, however often it is asked, and always says the same", async () => {
    const { start, ask, time, told } = sandbox();
    const processor = start();
    const first = await ask(processor, "sim_visa_4242");
    const others = await Promise.all([processor.charge(request), processor.charge(request)]);
    expect(first).toEqual(succeeded);
    expect(others).toEqual([first, first]);
    await time.pass(1_000);
    expect(told).toEqual([
      {
        id: `${"processorId" in first ? first.processorId : ""}.succeeded`,
        merchant: "oak",
        key: request.key,
        paymentId: "p1",
        accountId: "1001",
        kind: "succeeded",
        processorId: "processorId" in first ? first.processorId : "",
        code: null,
      },
    ]);
  });

  it("tells of a lost answer the truth when it is asked", async () => {
    const { start, ask } = sandbox();
    const processor = start();
    expect(await ask(processor, "sim_lost_answer")).toEqual({ kind: "unknown" });
    expect(await processor.find(request)).toEqual(succeeded);
    expect(await ask(processor, "sim_lost_answer")).toEqual(succeeded);
  });

  it("knows nothing of a charge that never arrived, and takes it at the next try", async () => {
    const { start, ask, told, time } = sandbox();
    const processor = start();
    processor.demand({ answer: "never_arrived" });
    expect(await ask(processor, "sim_visa_4242")).toEqual({ kind: "unknown" });
    expect(await processor.find(request)).toEqual({ kind: "absent" });
    await time.pass(1_000);
    expect(told).toEqual([]);
    expect(await ask(processor, "sim_visa_4242")).toEqual(succeeded);
  });

  it("refuses a key that comes back for another charge, and leaves the first as it is", async () => {
    const { start, ask } = sandbox();
    const processor = start();
    await ask(processor, "sim_visa_4242");
    for (const change of [{ amountMinor: 2_001 }, { accountId: "1002" }, { currency: "EUR" }]) {
      await expect(processor.charge({ ...request, ...change })).rejects.toThrow("another charge");
    }
    expect(await processor.find(request)).toEqual(succeeded);
  });

  it("can be told about by the webhook before it answers", async () => {
    const { start, time, told } = sandbox({ answerMs: 2_000, webhookMs: 100 });
    const answer = start().charge(request);
    await time.pass(500);
    expect(told).toHaveLength(1);
    await time.pass(2_000);
    expect(await answer).toEqual(succeeded);
  });

  it("tells an event again until it is taken", async () => {
    const { start, ask, time, told, world } = sandbox();
    world.refusing = 5;
    await ask(start(), "sim_visa_4242");
    await time.pass(1_000 + 5_000 + 30_000 + 300_000 + 300_000);
    expect(told).toHaveLength(6);
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
    expect(time.waiting).toBe(0);
  });

  it.each<[string, Partial<Fate>, string]>([
    ["declined", { declineCode: "insufficient_funds" }, "declined"],
    ["late", { webhookAfterMs: 60_000 }, "succeeded"],
    ["undecided for a minute", { decidedAfterMs: 60_000 }, "pending"],
    ["lost on both ways", { answer: "lost", webhook: "lost" }, "unknown"],
  ])("makes the next charge %s on demand, and only that one", async (_, fate, answered) => {
    const { start, ask, time, told } = sandbox();
    const processor = start();
    processor.demand(fate);
    expect((await ask(processor, "sim_visa_4242")).kind).toBe(answered);
    expect(await processor.charge({ ...request, key: "other" })).toEqual(succeeded);
    await time.pass(59_999);
    const first = told.filter(({ key }) => key === request.key);
    expect(first).toHaveLength(fate.declineCode === undefined ? 0 : 1);
    await time.pass(1);
    expect(told).toHaveLength(fate.webhook === "lost" ? 1 : 2);
  });
});

describe("a restart", () => {
  it("changes nothing that was charged", async () => {
    const { start, ask, time } = sandbox();
    const first = start();
    first.demand({ declineCode: "stolen_card", answer: "lost" });
    expect(await ask(first, "sim_visa_4242")).toEqual({ kind: "unknown" });
    time.kill();
    const second = start();
    const truth = await second.find(request);
    expect(truth).toMatchObject({ kind: "declined", code: "stolen_card" });
    expect(await ask(second, "sim_visa_4242")).toEqual(truth);
  });

  it("tells what was not told, and nothing that was", async () => {
    const { start, ask, time, told } = sandbox({ webhookMs: 1_000 });
    const first = start();
    await ask(first, "sim_visa_4242", 1_000);
    await first.charge({ ...request, key: "k2" });
    first.demand({ webhook: "lost" });
    await first.charge({ ...request, key: "k3" });
    expect(told.map(({ key }) => key)).toEqual([request.key]);
    time.kill();
    start().resume();
    await time.pass(1_000);
    expect(told.map(({ key }) => key)).toEqual([request.key, "k2"]);
  });

  it("of a world that forgot all gives the same charge the same id and the same end", async () => {
    const faults = { declinedPerMille: 300, slowPerMille: 200 };
    const outcomes = await Promise.all(
      [sandbox(faults), sandbox(faults)].map(async ({ start, time }) => {
        const processor = start();
        const keys = Array.from({ length: 50 }, (_, at) => `key-${String(at)}`);
        for (const key of keys) await processor.charge({ ...request, key });
        await time.pass(60_000);
        return Promise.all(keys.map((key) => processor.find({ key })));
      }),
    );
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(new Set(outcomes[0]?.map(({ kind }) => kind))).toEqual(
      new Set(["succeeded", "declined"]),
    );
  });
});

describe("faults by seed", () => {
  it("come in about the share that is asked for, and differ by seed", async () => {
    const faults: Partial<ProcessorFaults> = {
      declinedPerMille: 100,
      slowPerMille: 100,
      answerLostPerMille: 100,
      neverArrivedPerMille: 100,
      webhookLostPerMille: 100,
      webhookTwicePerMille: 100,
    };
    const runs = await Promise.all(
      ["one", "two"].map(async (seed) => {
        const { start, time, told } = sandbox(faults, seed);
        const processor = start();
        const answers: string[] = [];
        for (let at = 0; at < 1_000; at += 1) {
          answers.push((await processor.charge({ ...request, key: `key-${String(at)}` })).kind);
        }
        await time.pass(60_000);
        return { answers, told };
      }),
    );
    for (const { answers, told } of runs) {
      const share = (kind: string): number => answers.filter((answer) => answer === kind).length;
      for (const [kind, about] of [
        ["unknown", 190],
        ["pending", 80],
        ["declined", 75],
      ] as const) {
        expect(Math.abs(share(kind) - about)).toBeLessThan(50);
      }
      // A tenth never arrived, a tenth of the rest is not told, a tenth of that is told twice.
      expect(Math.abs(told.length - 890)).toBeLessThan(60);
    }
    expect(runs[0]?.answers).not.toEqual(runs[1]?.answers);
  });

  it("can be turned off in the middle", async () => {
    const { start, ask } = sandbox({ declinedPerMille: 1_000 });
    const processor = start();
    expect((await ask(processor, "sim_visa_4242")).kind).toBe("declined");
    processor.setFaults({ declinedPerMille: 0 });
    expect((await processor.charge({ ...request, key: "k2" })).kind).toBe("succeeded");
  });
});
