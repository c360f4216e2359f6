import { describe, expect, it } from "vitest";
import type { OutgoingCallStep } from "../../core/ports.ts";
import { isRefusal } from "../../core/refusal.ts";
import { FakeTime } from "../../test/support/fake-time.ts";
import { key } from "../../test/support/carrier-sandbox.ts";
import { signerOf } from "../telnyx/sign.ts";
import { checkSignature, SIGNATURE_HEADER, TIMESTAMP_HEADER } from "../telnyx/signature.ts";
import type { CallCommand } from "./call-words.ts";
import { type CallFaults, type PlacedCall, SimulatedCalls } from "./calls.ts";

const caller = "+15555550123";
const ours = "+15555550100";

interface Told {
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

/** A carrier whose steps are the commands themselves, and what it tells. */
function sandbox(faults: Partial<CallFaults> = {}) {
  const time = new FakeTime();
  const told: Told[] = [];
  let ids = 0;
  let sent: readonly CallCommand[] = [];
  const calls = new SimulatedCalls({
    seed: "seed",
    faults,
    makeId: () => `id-${String((ids += 1))}`,
    nowMs: time.nowMs,
    after: time.after,
    sign: signerOf(key.privatePem),
    commandsOf: () => sent,
    dialOf: () => ({ client_state: "", timeout_secs: 30 }),
    deliver: (body, headers) => {
      const signed = {
        body: Buffer.from(body),
        signature: headers[SIGNATURE_HEADER],
        timestamp: headers[TIMESTAMP_HEADER],
      };
      const disbelief = checkSignature(signed, key.publicBase64, time.nowMs());
      if (disbelief !== undefined) throw new Error(disbelief.message);
      const { data } = JSON.parse(body) as {
        data: { event_type: string; payload: Told["payload"] };
      };
      told.push({ type: data.event_type, payload: data.payload });
      return Promise.resolve(200);
    },
  });
  const call = calls.dial(caller, ours);
  if (isRefusal(call)) throw new Error(call.message);
  const send = async (...commands: readonly CallCommand[]) => {
    sent = commands;
    const outcome = await calls.act(stepOf(call.id));
    await time.pass(0);
    return outcome;
  };
  send.asking = async (of: "pin" | "amount", ...asked: readonly CallCommand[]) => {
    sent = asked;
    return calls.act(stepOf(call.id, of));
  };
  const types = () => told.map(({ type }) => type);
  return { calls, call, time, told, types, send };
}

/** A step that asks for a number, or for nothing of its own: what is sent is the test's to say. */
function stepOf(callId: string, of?: "pin" | "amount"): OutgoingCallStep {
  const shared = { id: "s1", callId, turn: 1, language: "en", from: ours, to: caller };
  if (of === undefined) return { ...shared, act: { kind: "answer" } };
  const wait = { kind: "digits", of, min: 1, max: 8 } as const;
  const script = { first: [], says: [], wait, interrupts: false };
  return { ...shared, act: { kind: "play", part: "rest", script } };
}

let commands = 0;
function command(
  action: CallCommand["action"],
  body: Partial<CallCommand["body"]> = {},
): CallCommand {
  commands += 1;
  return { action, body: { command_id: `c${String(commands)}`, client_state: "s", ...body } };
}

const gather = (body: Partial<CallCommand["body"]> = {}) =>
  command("gather_using_speak", {
    payload: "Press 1.",
    maximum_digits: 1,
    timeout_millis: 6_000,
    inter_digit_timeout_millis: 5_000,
    terminating_digit: "#",
    ...body,
  });

async function answered(faults: Partial<CallFaults> = {}) {
  const one = sandbox(faults);
  await one.send(command("answer"));
  return one;
}

describe("a simulated call", () => {
  it("rings, is answered, speaks, gathers and is hung up, each told in a signed webhook", async () => {
    const { call, time, types, send } = await answered();
    await send(command("speak", { payload: "Hello." }));
    await time.pass(1_000);
    await send(gather());
    call.press("1");
    await time.pass(0);
    await send(command("hangup"));
    expect(types()).toEqual([
      "call.initiated",
      "call.answered",
      "call.speak.ended",
      "call.dtmf.received",
      "call.gather.ended",
      "call.hangup",
    ]);
    expect(call.lines().map(({ by, text }) => `${by}: ${text}`)).toEqual([
      "utility: Hello.",
      "utility: Press 1.",
      "customer: 1",
      "carrier: hung up",
    ]);
  });

  it.each<[string, Partial<CallCommand["body"]>, string, number, object]>([
    ["one key", {}, "1", 0, { digits: "1", status: "valid" }],
    ["the first of many", {}, "123", 0, { digits: "1", status: "valid" }],
    ["a number ended by pound", { maximum_digits: 8 }, "12#", 0, { digits: "12", status: "valid" }],
    [
      "a number ended by time",
      { maximum_digits: 8 },
      "12",
      5_000,
      { digits: "12", status: "valid" },
    ],
    [
      "a number as long as it may be",
      { maximum_digits: 3 },
      "1234",
      0,
      { digits: "123", status: "valid" },
    ],
    ["pound alone", {}, "#", 0, { digits: "", status: "valid" }],
    ["silence", {}, "", 7_000, { digits: "", status: "timeout" }],
  ])("gathers %s", async (...row) => {
    const [, body, keys, passMs, ended] = row;
    const { call, time, told, send } = await answered();
    await send(gather(body));
    call.press(keys);
    await time.pass(passMs);
    const last = told.filter(({ type }) => type === "call.gather.ended");
    expect(last.map(({ payload }) => payload)).toMatchObject([{ ...ended, client_state: "s" }]);
  });

  it.each<[string, readonly CallCommand[], string]>([
    ["before it was answered", [command("speak")], "90034"],
    ["of a call that is over", [command("answer"), command("hangup"), command("speak")], "90018"],
  ])("refuses a command %s", async (_name, sent, code) => {
    const { send } = sandbox();
    let outcome: unknown;
    for (const one of sent) outcome = await send(one);
    expect(outcome).toEqual({ kind: "refused", code });
  });

  it("does the same command once", async () => {
    const { call, send } = await answered();
    const hello = command("speak", { payload: "Hello." });
    expect(await send(hello)).toMatchObject({ kind: "sent" });
    expect(await send(hello)).toMatchObject({ kind: "sent" });
    expect(call.lines()).toHaveLength(1);
  });

  it("ends a gather for the next one, and stops one that is stopped", async () => {
    const { told, send } = await answered();
    await send(gather());
    await send(gather());
    await send(command("gather_stop"));
    expect(await send(command("gather_stop"))).toMatchObject({ kind: "sent" });
    expect(
      told.filter(({ type }) => type === "call.gather.ended").map(({ payload }) => payload),
    ).toMatchObject([{ status: "cancelled" }, { status: "cancelled" }]);
  });

  it("that hangs up takes no more keys and tells of no more speech", async () => {
    const { call, time, types, send } = await answered();
    await send(command("speak", { payload: "A long farewell that nobody hears to its end." }));
    call.hangUp();
    call.press("1");
    await time.pass(60_000);
    expect(types().slice(2)).toEqual(["call.hangup"]);
    expect(call.state).toBe("over");
  });

  it.each<[string, (call: PlacedCall) => void, number, number | null]>([
    ["a key that it asks for", (call) => call.press("1"), 300, 300],
    ["a hang-up", (call) => call.hangUp(), 200, 200],
    ["a key after its end", (call) => call.press("1"), 2_000, null],
  ])("is broken into by %s", async (_name, act, afterMs, cutMs) => {
    const { call, time, send } = await answered();
    await send(gather({ payload: "Press 1 or 2." }));
    const atMs = time.nowMs();
    await time.pass(afterMs);
    act(call);
    expect(call.lines()[0]).toMatchObject({
      kind: "speech",
      voiceMs: 780,
      cutAtMs: cutMs === null ? null : atMs + cutMs,
    });
  });

  it("speaks on through a key where nothing is gathered", async () => {
    const { call, send } = await answered();
    await send(command("speak", { payload: "You are paying." }));
    call.press("1");
    expect(call.lines().map(({ kind, cutAtMs }) => [kind, cutAtMs])).toEqual([
      ["speech", null],
      ["keys", null],
    ]);
  });

  it.each([
    ["pin", true],
    ["amount", false],
  ] as const)("marks the keys of a %s as a secret: %s", async (of, isSecret) => {
    const { call, send } = await answered();
    await send.asking(of, gather({ maximum_digits: 8 }));
    call.press("1234");
    await send(gather());
    call.press("1");
    const keyed = call.lines().filter(({ kind }) => kind === "keys");
    expect(keyed.map((line) => line.isSecret)).toEqual([isSecret, false]);
  });

  it("says who hung up, and where it was put through", async () => {
    const { call, send } = await answered();
    await send(command("transfer", { to: "+15550001999" }));
    expect(call).toMatchObject({ state: "up", endedBy: null, putThroughTo: "+15550001999" });
    await send(command("hangup"));
    expect(call).toMatchObject({ state: "over", endedBy: "callee" });
  });

  it("is listened to until one stops", async () => {
    const { call, send } = await answered();
    const heard: string[] = [];
    const stop = call.listen(() => heard.push(call.lines().at(-1)?.text ?? ""));
    await send(command("speak", { payload: "One." }));
    stop();
    await send(command("speak", { payload: "Two." }));
    expect(heard).toEqual(["One."]);
  });

  it("is none to what is no number, nor to a call that was never placed", async () => {
    const { calls } = sandbox();
    expect(calls.dial(caller, "12")).toMatchObject({ code: "bad_number" });
    const outcome = await calls.act(stepOf("v3:nobody"));
    expect(outcome).toEqual({ kind: "refused", code: "90015" });
  });
});

describe("what goes wrong on demand", () => {
  it("nothing is taken while the carrier is down, nor dialled", async () => {
    const { calls, send } = sandbox();
    calls.setFaults({ down: true });
    expect(await send(command("answer"))).toEqual({ kind: "retry", code: "ECONNREFUSED" });
    expect(calls.dial(caller, ours)).toMatchObject({ code: "no_service" });
  });

  it("every event comes twice", async () => {
    const { time, types } = await answered({ duplicatedPerMille: 1000 });
    await time.pass(1_000);
    expect(types().toSorted()).toEqual([
      "call.answered",
      "call.answered",
      "call.initiated",
      "call.initiated",
    ]);
  });

  it("an answer is lost, and the command was done", async () => {
    const { call, send } = sandbox({ answerLostPerMille: 1000 });
    expect(await send(command("answer"))).toEqual({ kind: "unknown" });
    expect(call.state).toBe("up");
  });
});
