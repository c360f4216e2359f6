import { beforeEach, describe, expect, it } from "vitest";
import { customer, message, sandbox, screen, utility } from "../../test/support/carrier-sandbox.ts";
import { parseEvent } from "../telnyx/envelope.ts";
import type { SendFate } from "./faults.ts";

let box = sandbox();
beforeEach(() => {
  box = sandbox();
});

describe("what goes wrong on demand:", () => {
  it.each<[SendFate, object, number, string[]]>([
    [{ kind: "later", code: "10011" }, { kind: "retry", code: "10011" }, 0, []],
    [{ kind: "refused", code: "40001" }, { kind: "refused", code: "40001" }, 0, []],
    [{ kind: "lost" }, { kind: "unknown" }, 0, []],
    [{ kind: "answer_lost" }, { kind: "unknown" }, 1, ["sent", "delivered"]],
    [
      { kind: "undelivered", code: "40008" },
      { kind: "sent", carrierId: "id-1" },
      0,
      ["sent", "failed"],
    ],
  ])("%j", async (fate, outcome, shown, states) => {
    box.carrier.demand(fate);
    expect(await box.carrier.say(message("m1"))).toEqual(outcome);
    expect(screen(box.carrier)).toHaveLength(shown);
    await box.time.pass(1000);
    const reports = box.told.map(({ body }) => parseEvent(Buffer.from(body)));
    expect(reports).toMatchObject(states.map((state) => ({ state })));
    // The next send is as usual.
    expect(await box.carrier.say(message("m1"))).toMatchObject({ kind: "sent" });
  });

  it("the carrier is down: nothing is accepted, texts still come", async () => {
    box.carrier.setFaults({ down: true, answerMs: 9_000 });
    expect(await box.carrier.say(message("m1"))).toEqual({ kind: "retry", code: "ECONNREFUSED" });
    box.carrier.text(customer, utility, "BAL");
    await box.time.pass(0);
    expect([screen(box.carrier), box.told.length]).toEqual([["customer: BAL"], 1]);
  });

  it("every event is told twice", async () => {
    box.carrier.setFaults({ duplicatedPerMille: 1000 });
    box.carrier.text(customer, utility, "BAL");
    await box.time.pass(1000);
    expect(box.told.map(({ id, attempt }) => [id, attempt])).toEqual([
      ["id-2", 1],
      ["id-2", 2],
    ]);
  });

  it("delivered is reported before sent, and both before the answer", async () => {
    box.carrier.setFaults({ reorderedPerMille: 1000, answerMs: 500, reportMs: 100 });
    const order: string[] = [];
    const saying = box.carrier.say(message("m1")).then(({ kind }) => order.push(kind));
    await box.time.pass(499);
    order.push(...box.told.map(({ type }) => type));
    await box.time.pass(1);
    await saying;
    expect(order).toEqual(["message.finalized", "message.sent", "sent"]);
  });

  it("a text is told after the one behind it", async () => {
    box.carrier.setFaults({ reorderedPerMille: 1000 });
    box.carrier.text(customer, utility, "first");
    box.carrier.setFaults({ reorderedPerMille: 0 });
    box.carrier.text(customer, utility, "second");
    await box.time.pass(1000);
    expect(box.told.map(({ payload }) => payload["text"])).toEqual(["second", "first"]);
  });
});

describe("what goes wrong by seed", () => {
  const shares = {
    laterPerMille: 100,
    refusedPerMille: 100,
    lostPerMille: 100,
    answerLostPerMille: 100,
    undeliveredPerMille: 100,
    duplicatedPerMille: 200,
  };

  async function run(seed: string) {
    const { carrier, time, told } = sandbox(shares, seed);
    const kinds: string[] = [];
    for (let at = 0; at < 400; at += 1) {
      kinds.push(
        (await carrier.say(message(`m${String(at)}`, `+1555555${String(1000 + at)}`))).kind,
      );
    }
    await time.pass(60_000);
    return { kinds, told: told.map(({ id, attempt, type }) => `${id} ${String(attempt)} ${type}`) };
  }

  it("is the same again, and other with another seed", async () => {
    const [first, again, other] = await Promise.all([run("one"), run("one"), run("two")]);
    expect(again).toEqual(first);
    expect(other.kinds).not.toEqual(first.kinds);
  });

  it("comes in about its share", async () => {
    const { kinds } = await run("one");
    const count = (kind: string) => kinds.filter((each) => each === kind).length;
    expect([count("retry"), count("refused"), count("unknown"), count("sent")]).toEqual([
      expect.toSatisfy((n: number) => n > 20 && n < 60),
      expect.toSatisfy((n: number) => n > 20 && n < 60),
      expect.toSatisfy((n: number) => n > 50 && n < 110),
      expect.toSatisfy((n: number) => n > 200 && n < 280),
    ]);
  });
});
