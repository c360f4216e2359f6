import { describe, expect, it } from "vitest";
import { isRefusal } from "../../core/refusal.ts";
import type { Hub } from "../../core/ports.ts";
import { fakeHub } from "../../test/support/sms-hooks.ts";
import { type CallEvent, type ClientState, writeClientState } from "../telnyx/call-event.ts";
import { parseEvent } from "../telnyx/envelope.ts";
import { type CallEnd, takeCall } from "./take-call.ts";

const caller = "+15555550123";
const ours = "+15555550100";
const state: ClientState = { turn: 7, line: caller, number: ours, atOnce: "#" };

function body(type: string, fields: Record<string, unknown>): string {
  return JSON.stringify({
    data: {
      record_type: "event",
      event_type: type,
      id: "e1",
      occurred_at: "2026-11-22T12:00:00Z",
      payload: { call_control_id: "v3:a", from: caller, to: ours, client_state: null, ...fields },
    },
  });
}

function eventOf(text: string): CallEvent | string {
  const event = parseEvent(Buffer.from(text));
  if (isRefusal(event)) return event.code;
  return event.kind === "call" ? event.call : event.kind;
}

function end(change: Partial<CallEnd> = {}) {
  const { calls, hooks } = fakeHub();
  const hub = hooks.hubOf(ours);
  const given: CallEnd = {
    hubOf: (number): Hub | undefined => (number === ours ? hub : undefined),
    takeTurn: (to, turn) => hooks.takeTurn(to, turn),
    answerCall: (_sql, _now, input) => {
      calls.push(input);
      return { kind: "answered" };
    },
    ...change,
  };
  return { calls, given };
}

async function take(text: string, change: Partial<CallEnd> = {}) {
  const event = eventOf(text);
  if (typeof event === "string") return { outcome: event, calls: [] };
  const { calls, given } = end(change);
  return { outcome: await takeCall(given, event), calls };
}

const gather = (fields: Record<string, unknown>) =>
  body("call.gather.ended", { client_state: writeClientState(state), ...fields });

/** Of the leg to a person whom the caller was put through to. */
const agentLeg = (type: string, fields: Record<string, unknown>) =>
  body(type, {
    call_control_id: "v3:agent",
    from: ours,
    to: "+15550001999",
    client_state: writeClientState({ ...state, transferOf: "v3:a" }),
    ...fields,
  });

/** Of a call that we made ourselves, so that the customer is the one it goes to. */
const ourCall = (type: string, fields: Record<string, unknown>) =>
  body(type, {
    from: ours,
    to: caller,
    direction: "outgoing",
    client_state: writeClientState({ ...state, turn: 0, atOnce: "", notice: "n1" }),
    ...fields,
  });

describe("an event of a call is a turn:", () => {
  it.each<[string, string, unknown]>([
    ["answered", body("call.answered", {}), { kind: "start" }],
    ["over", body("call.hangup", { hangup_source: "caller" }), { kind: "hang_up" }],
    ["keys", gather({ digits: "1", status: "valid" }), { kind: "digits", keys: "1" }],
    [
      "keys that are no number",
      gather({ digits: "*", status: "valid" }),
      { kind: "digits", keys: "*" },
    ],
    [
      "keys cut off by time",
      gather({ digits: "12", status: "timeout" }),
      { kind: "digits", keys: "12" },
    ],
    ["no key in time", gather({ digits: "", status: "timeout" }), { kind: "no_input" }],
    ["no digits at all", gather({ status: "valid" }), { kind: "no_input" }],
    ["invalid without a key", gather({ digits: null, status: "invalid" }), { kind: "no_input" }],
    [
      "spoken to its end",
      body("call.speak.ended", { client_state: writeClientState(state), status: "completed" }),
      { kind: "spoken" },
    ],
    [
      "the pound key in a menu",
      body("call.dtmf.received", { client_state: writeClientState(state), digit: "#" }),
      { kind: "digits", keys: "#" },
    ],
    [
      "the star that leads back from a number",
      body("call.dtmf.received", {
        client_state: writeClientState({ ...state, atOnce: "*" }),
        digit: "*",
      }),
      { kind: "digits", keys: "*" },
    ],
    ...["user_busy", "timeout", "no_answer", "call_rejected", "not_found"].map(
      (cause): [string, string, unknown] => [
        `nobody reached where it was put through to: ${cause}`,
        agentLeg("call.hangup", { hangup_cause: cause }),
        { kind: "transfer_failed" },
      ],
    ),
    ...["human_residence", "human_business", "human"].map((result): [string, string, unknown] => [
      `picked up by ${result}`,
      ourCall("call.machine.premium.detection.ended", { result }),
      { kind: "picked_up", by: "human" },
    ]),
    ...["not_sure", "silence"].map((result): [string, string, unknown] => [
      `picked up by who knows: ${result}`,
      ourCall("call.machine.detection.ended", { result }),
      { kind: "picked_up", by: "unknown" },
    ]),
    [
      "a machine after its greeting",
      ourCall("call.machine.premium.greeting.ended", { result: "beep_detected" }),
      { kind: "picked_up", by: "machine" },
    ],
    [
      "nobody where we called",
      ourCall("call.hangup", { hangup_cause: "timeout" }),
      { kind: "hang_up" },
    ],
  ])("%s", async (_name, text, input) => {
    const { outcome, calls } = await take(text);
    expect(outcome).toBe("taken");
    expect(calls).toMatchObject([
      { channel: "ivr", key: "telnyx:e1", from: caller, to: ours, input, call: { callId: "v3:a" } },
    ]);
  });

  it("with the turn that the carrier gives back", async () => {
    const { calls } = await take(gather({ digits: "1", status: "valid" }));
    expect(calls).toMatchObject([{ call: { ofTurn: 7 } }]);
  });

  it("named by what we gave the carrier where the event names neither side", async () => {
    const text = body("call.speak.ended", {
      client_state: writeClientState(state),
      status: "completed",
      from: undefined,
      to: undefined,
    });
    expect((await take(text)).calls).toMatchObject([{ from: caller, to: ours }]);
  });

  it.each(["anonymous", "", "sip:someone@example.com", "+1", null])(
    "on a line of its own where the caller is %j",
    async (from) => {
      const { calls } = await take(body("call.answered", { from }));
      expect(calls).toMatchObject([{ from: "call-v3:a" }]);
    },
  );
});

it("a call that rings is answered, at its line's home", async () => {
  const { outcome, calls } = await take(body("call.initiated", { direction: "incoming" }));
  expect(outcome).toBe("taken");
  expect(calls).toEqual([
    `line:${caller}`,
    { line: caller, key: "telnyx:e1", callId: "v3:a", to: ours },
    "wake",
  ]);
});

describe("an event that is none of our business is accepted and changes nothing:", () => {
  it.each<[string, string, Partial<CallEnd>, string]>([
    ["to a number of nobody", body("call.answered", { to: "+15555550999" }), {}, "unknown_number"],
    [
      "from a number that is not answered",
      body("call.answered", {}),
      { allow: () => false },
      "not_allowed",
    ],
    ["a call of our own", body("call.initiated", { direction: "outgoing" }), {}, "ignored"],
    ["keys that end with the call", gather({ digits: "1", status: "call_hangup" }), {}, "ignored"],
    ["keys that we stopped", gather({ digits: "", status: "cancelled" }), {}, "ignored"],
    ["keys of an answering machine", gather({ status: "cancelled_amd" }), {}, "ignored"],
    [
      "speech that ends with the call",
      body("call.speak.ended", { status: "call_hangup" }),
      {},
      "ignored",
    ],
    ["a key as it is pressed", body("call.dtmf.received", { digit: "1" }), {}, "ignored"],
    ["the pound key of nobody's gather", body("call.dtmf.received", { digit: "#" }), {}, "ignored"],
    [
      "the pound key that ends a number",
      body("call.dtmf.received", {
        client_state: writeClientState({ ...state, atOnce: "" }),
        digit: "#",
      }),
      {},
      "ignored",
    ],
    [
      "the star that is a point",
      body("call.dtmf.received", {
        client_state: writeClientState({ ...state, atOnce: "" }),
        digit: "*",
      }),
      {},
      "ignored",
    ],
    [
      "no key at all",
      body("call.dtmf.received", {
        client_state: writeClientState({ ...state, atOnce: "" }),
        digit: "",
      }),
      {},
      "ignored",
    ],
    ["another event", body("call.bridged", {}), {}, "ignored"],
    ["a call of our own that rings", ourCall("call.initiated", {}), {}, "ignored"],
    ["one that is picked up by nobody knows whom yet", ourCall("call.answered", {}), {}, "ignored"],
    [
      "a machine that still greets",
      ourCall("call.machine.premium.detection.ended", { result: "machine" }),
      {},
      "ignored",
    ],
    [
      "who picked up a call that is none of ours",
      body("call.machine.detection.ended", { result: "human" }),
      {},
      "ignored",
    ],
    ["a person who answers", agentLeg("call.answered", {}), {}, "ignored"],
    [
      "a person who hangs up",
      agentLeg("call.hangup", { hangup_cause: "normal_clearing" }),
      {},
      "ignored",
    ],
    ["a key of a person", agentLeg("call.dtmf.received", { digit: "#" }), {}, "ignored"],
  ])("%s", async (_name, text, change, outcome) => {
    expect(await take(text, change)).toEqual({ outcome, calls: [] });
  });

  it.each([
    ["null", null],
    ["not there", undefined],
    ["a stranger's text", "aGF2ZSBhIG5pY2UgZGF5ID1d"],
    ["no base64", "%%%"],
    ["another's JSON", Buffer.from('{"turn":"7"}').toString("base64")],
    [
      "a turn below nothing",
      Buffer.from(JSON.stringify({ ...state, turn: -1 })).toString("base64"),
    ],
  ])("a state that is %s is nobody's turn", async (_name, text) => {
    const { calls } = await take(gather({ client_state: text, digits: "1", status: "valid" }));
    expect(calls).toMatchObject([{ call: { ofTurn: null } }]);
  });
});

describe("an event that can not be read is refused:", () => {
  it.each([
    ["no payload", '{"data":{"event_type":"call.answered","id":"e"}}'],
    ["no call", body("call.answered", { call_control_id: "" })],
    ["a number for a call", body("call.answered", { call_control_id: 7 })],
    ["a list for keys", gather({ digits: ["1"] })],
    ["a book for keys", gather({ digits: "1".repeat(500) })],
    ["a caller that is a table", body("call.answered", { from: {} })],
    ["a state without end", gather({ client_state: "A".repeat(5_000) })],
  ])("%s", (_name, text) => {
    expect(eventOf(text)).toBe("bad_event");
  });
});

it("the pound key's menu ends, whichever of its two events comes first", async () => {
  const pressed = body("call.dtmf.received", { client_state: writeClientState(state), digit: "#" });
  const ended = gather({ digits: "", status: "valid" });
  const both = await Promise.all([take(pressed), take(ended)]);
  expect(both.map(({ calls }) => calls)).toMatchObject([
    [{ input: { kind: "digits", keys: "#" }, call: { ofTurn: 7 } }],
    [{ input: { kind: "no_input" }, call: { ofTurn: 7 } }],
  ]);
});
