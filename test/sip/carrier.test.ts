/** The test carrier against the words of the real one: what it refuses, the calls that it makes, and those it puts through. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dialOf } from "../../channels/ivr/render.ts";
import { CarrierEnd } from "../support/carrier-end.ts";
import { FakeTime } from "../support/fake-time.ts";
import { ListeningHub } from "../support/listening-hub.ts";
import { AnsweringPhone, type Manner } from "./answering-phone.ts";
import { KEPT_MS, SipCarrier } from "./carrier.ts";
import { Softphone } from "./softphone.ts";
import { tones } from "./voice.ts";

const utility = "+12025550100";
const customer = "+12025551000";
const person = "+12025550199";
const LIKE_ENOUGH = 0.95;
const HEARD_WITHIN_MS = 60_000;
/** What is not to come is waited for so long; on a slow machine it would be missed, and never found where it is not. */
const A_MOMENT_MS = 50;
/** How long a phone rings where the hub says so. */
const RINGS_MS = 1_000;

/** The carrier's own: by it a phone has rung for long enough, and a call that is over is forgotten. */
let time: FakeTime;
let end: CarrierEnd;
let hub: ListeningHub;
let carrier: SipCarrier;
let open: { close(): void }[] = [];

beforeEach(async () => {
  time = new FakeTime();
  end = await CarrierEnd.open();
  hub = await ListeningHub.open(end);
  const { hookUrl } = hub;
  const { after } = time;
  carrier = await SipCarrier.open({ end, hookUrl, sipPort: 0, voice: tones, after });
});

afterEach(async () => {
  for (const phone of open) phone.close();
  open = [];
  await carrier.close();
  await hub.close();
  await end.close();
});

const peer = () => ({ host: "127.0.0.1", port: carrier.sipPort });

async function softphone(): Promise<Softphone> {
  const phone = await Softphone.open({ number: customer, carrier: peer() });
  open.push(phone);
  return phone;
}

async function answering(number: string, manner: Manner = "answers"): Promise<AnsweringPhone> {
  const phone = await AnsweringPhone.open(number, peer(), manner);
  open.push(phone);
  return phone;
}

/** A call from a customer, ringing; and up once it is answered. */
async function calling() {
  const phone = await softphone();
  const dialled = phone.dial(utility);
  const { callId } = await hub.waitFor("call.initiated");
  return { phone, dialled, callId };
}

/** It rings, and nobody answers for as long as it may. */
async function ringsOut(phone: AnsweringPhone | null): Promise<void> {
  await expect.poll(() => phone?.requests).toEqual(["INVITE"]);
  await time.pass(RINGS_MS);
}

async function talking() {
  const { phone, dialled, callId } = await calling();
  await hub.act(callId, "answer");
  expect(await dialled).toBe(200);
  return { phone, callId };
}

describe("a command that can not be done", () => {
  it.each([
    ["of a call that nobody made", "/calls/v3:nobody/actions/speak", 422, "90015"],
    ["to answer a call that nobody made", "/calls/v3:nobody/actions/answer", 422, "90015"],
    ["without what is to be done", "/calls/v3:nobody", 404, "10005"],
    ["with a path that is none", "/calls/v3:nobody/speak", 404, "10005"],
  ])("%s is refused", async (_, path, status, code) => {
    expect(await hub.post(path)).toMatchObject({ status, code });
  });

  it.each(["speak", "gather_using_speak", "gather_stop", "transfer"])(
    "%s before the call is answered is refused, and leaves it ringing",
    async (action) => {
      const { callId } = await calling();
      expect(await hub.act(callId, action)).toMatchObject({ status: 422, code: "90034" });
      expect((await hub.act(callId, "answer")).code).toBeNull();
    },
  );

  it("to stop what is not gathered is refused, and so is what the carrier never heard of", async () => {
    const { callId } = await talking();
    expect(await hub.act(callId, "gather_stop")).toMatchObject({ status: 422, code: "90061" });
    expect(await hub.act(callId, "sing")).toMatchObject({ status: 404, code: "10005" });
  });

  it("after the call is over is refused, and once it is forgotten nobody knows of it", async () => {
    const { phone, callId } = await talking();
    expect(await phone.hangUp()).toBe(200);
    await hub.waitFor("call.hangup");
    for (const action of ["speak", "hangup", "answer", "transfer"]) {
      expect(await hub.act(callId, action)).toMatchObject({ status: 422, code: "90018" });
    }
    await time.pass(KEPT_MS);
    expect(await hub.act(callId, "speak")).toMatchObject({ status: 422, code: "90015" });
  });

  it("that comes again is done once", async () => {
    const { phone, callId } = await talking();
    const body = { command_id: "c1", payload: "<speak>one</speak>", language: "en-US" };
    for (let times = 0; times < 3; times += 1) {
      expect((await hub.act(callId, "speak", body)).code).toBeNull();
    }
    await hub.waitFor("call.speak.ended");
    await phone.hangUp();
    await hub.waitFor("call.hangup");
    expect(hub.told.filter(({ type }) => type === "call.speak.ended")).toHaveLength(1);
  });

  it.each([
    ["a number without its plus", { to: "12025551000", from: utility }],
    ["a word", { to: "sip:ana", from: utility }],
    ["nobody", { from: utility }],
    ["as nobody", { to: customer }],
  ])("to call %s is refused, and nothing rings", async (_, body) => {
    const phone = await answering(customer);
    expect(await hub.post("/calls", body)).toMatchObject({ status: 422, code: "10016" });
    await sleep(A_MOMENT_MS);
    expect(phone.requests).toEqual([]);
  });
});

const dial = (more: object = {}) =>
  hub.post("/calls", { to: customer, from: utility, client_state: "c3RhdGU=", ...more });

describe("a call that the hub makes", () => {
  const text = "This is a notice about your account.";

  it("rings at the phone that registered, says who picked up, and is heard", async () => {
    const phone = await answering(customer);
    // In the hub's own words for a call of its own.
    const given = dialOf({ id: "n1", from: utility, to: customer }, "sip");
    const { data } = await hub.post("/calls", given);
    const { call_control_id: callId } = data as { call_control_id: string };
    expect(await hub.waitFor("call.initiated")).toMatchObject({
      callId,
      payload: {
        direction: "outgoing",
        from: utility,
        to: customer,
        client_state: given.client_state,
      },
    });
    await hub.waitFor("call.answered", callId);
    const found = await hub.waitFor("call.machine.premium.detection.ended", callId);
    expect(found.payload["result"]).toBe("human_residence");
    expect(phone.caller).toBe(utility);
    await hub.act(callId, "speak", { payload: `<speak>${text}</speak>`, language: "en-US" });
    const r = await phone.hear(tones.speak(text, "en-US"), HEARD_WITHIN_MS);
    expect(r).toBeGreaterThan(LIKE_ENOUGH);
    phone.key("7");
    const pressed = await hub.waitFor("call.dtmf.received", callId);
    expect(pressed.payload["digit"]).toBe("7");
    await phone.hangUp();
    const over = await hub.waitFor("call.hangup", callId);
    expect(over.payload).toMatchObject({ hangup_cause: "normal_clearing" });
  });

  it("says nothing of who picked up where nobody asked", async () => {
    await answering(customer);
    await dial();
    await hub.waitFor("call.answered");
    await sleep(A_MOMENT_MS);
    expect(hub.told.map(({ type }) => type)).toEqual(["call.initiated", "call.answered"]);
  });

  it("is hung up by the hub", async () => {
    const phone = await answering(customer);
    await dial();
    const { callId } = await hub.waitFor("call.answered");
    expect((await hub.act(callId, "hangup")).code).toBeNull();
    await hub.waitFor("call.hangup", callId);
    await expect.poll(() => phone.isUp).toBe(false);
    expect(phone.requests).toEqual(["INVITE", "ACK", "BYE"]);
  });

  it.each<[string, Manner | null, string, readonly string[]]>([
    ["is busy", "busy", "user_busy", ["INVITE", "ACK"]],
    ["does not want it", "declines", "call_rejected", ["INVITE", "ACK"]],
    ["does not answer", "rings", "timeout", ["INVITE", "CANCEL", "ACK"]],
    ["has no phone", null, "not_found", []],
  ])("ends where whoever is called %s", async (_, manner, cause, requests) => {
    const phone = manner === null ? null : await answering(customer, manner);
    await dial({ timeout_secs: RINGS_MS / 1_000 });
    if (manner === "rings") await ringsOut(phone);
    const over = await hub.waitFor("call.hangup");
    expect(over.payload).toMatchObject({ hangup_cause: cause, hangup_source: "callee" });
    await expect.poll(() => phone?.requests ?? []).toEqual(requests);
    expect(hub.told.map(({ type }) => type)).toEqual(["call.initiated", "call.hangup"]);
    expect(await hub.act(over.callId, "speak")).toMatchObject({ code: "90018" });
  });

  it("finds no phone that has left", async () => {
    const phone = await answering(customer);
    await phone.unregister();
    await dial();
    const over = await hub.waitFor("call.hangup");
    expect(over.payload["hangup_cause"]).toBe("not_found");
  });

  it("is one call, however often its command comes", async () => {
    const phone = await answering(customer);
    const [one, other] = [await dial({ command_id: "d1" }), await dial({ command_id: "d1" })];
    expect(other.data).toEqual(one.data);
    await hub.waitFor("call.answered");
    await sleep(A_MOMENT_MS);
    expect(phone.requests.filter((method) => method === "INVITE")).toHaveLength(1);
  });
});

describe("a call that is put through", () => {
  const words = "Hello, how can I help you today?";
  const leg = (type: string) =>
    hub.told.filter((one) => one.type === type && one.callId.endsWith("-person"));

  it("has the two hear each other, and whoever hangs up ends both", async () => {
    const agent = await answering(person);
    const { phone, callId } = await talking();
    const body = { to: person, target_leg_client_state: "bGVn" };
    expect((await hub.act(callId, "transfer", body)).code).toBeNull();
    await hub.waitFor("call.bridged", callId);
    expect(agent.caller).toBe(utility);
    expect(leg("call.answered")).toMatchObject([{ payload: { client_state: "bGVn", to: person } }]);
    void agent.say(tones.speak(words, "en-US"));
    expect(await phone.hear(tones.speak(words, "en-US"), HEARD_WITHIN_MS)).toBeGreaterThan(
      LIKE_ENOUGH,
    );
    await agent.hangUp();
    await hub.waitFor("call.hangup", callId);
    await expect.poll(() => phone.hasEnded).toBe(true);
    expect(leg("call.hangup")).toHaveLength(1);
  });

  it("lets the person go when the caller hangs up", async () => {
    const agent = await answering(person);
    const { phone, callId } = await talking();
    await hub.act(callId, "transfer", { to: person });
    await hub.waitFor("call.bridged", callId);
    await phone.hangUp();
    await hub.waitFor("call.hangup", callId);
    await expect.poll(() => agent.isUp).toBe(false);
  });

  it.each<[string, Manner | null, string]>([
    ["is busy", "busy", "user_busy"],
    ["does not answer", "rings", "timeout"],
    ["has no phone", null, "not_found"],
  ])("stays the hub's where the person %s", async (_, manner, cause) => {
    const agent = manner === null ? null : await answering(person, manner);
    const { phone, callId } = await talking();
    await hub.act(callId, "transfer", { to: person, timeout_secs: RINGS_MS / 1_000 });
    if (manner === "rings") await ringsOut(agent);
    const over = await hub.waitFor("call.hangup", `${callId}-person`);
    expect(over.payload["hangup_cause"]).toBe(cause);
    expect(phone.hasEnded).toBe(false);
    expect((await hub.act(callId, "speak", { payload: "still here" })).code).toBeNull();
  });

  it("stops ringing at the person when the caller gives up", async () => {
    const agent = await answering(person, "rings");
    const { phone, callId } = await talking();
    await hub.act(callId, "transfer", { to: person });
    await expect.poll(() => agent.requests).toEqual(["INVITE"]);
    await phone.hangUp();
    await expect.poll(() => agent.requests).toEqual(["INVITE", "CANCEL", "ACK"]);
  });
});
