import { beforeEach, describe, expect, it } from "vitest";
import { changed, customer, fakeHub, post, utility, vector } from "../../test/support/sms-hooks.ts";
import type { SmsHooks } from "./routes.ts";

let fake = fakeHub();
beforeEach(() => {
  fake = fakeHub();
});

describe("a text", () => {
  it("becomes one turn at its line, keyed by the carrier's event", async () => {
    const { status, answer } = await post(fake.hooks, vector("received-bal"));
    expect({ status, answer }).toEqual({ status: 200, answer: { outcome: "turn" } });
    expect(fake.calls).toEqual([
      {
        channel: "sms",
        key: "telnyx:5b1c0000-0000-4000-8000-000000000001",
        from: customer,
        to: utility,
        input: { kind: "said", text: "BAL" },
        occurredAtMs: Date.UTC(2026, 10, 22, 12),
      },
    ]);
    expect(fake.metrics).toEqual(["sms_hooks_total turn"]);
  });

  it("delivered again is the same turn, answered 200 again", async () => {
    const first = await post(fake.hooks, vector("received-bal"));
    const again = await post(fake.hooks, vector("received-bal-again"));
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(fake.calls[1]).toEqual(fake.calls[0]);
  });

  it("that the hub has seen is answered 200", async () => {
    const hooks: SmsHooks = { ...fake.hooks, takeTurn: async () => ({ kind: "seen" }) };
    expect(await post(hooks, vector("received-bal"))).toMatchObject({ status: 200 });
    expect(fake.metrics).toEqual(["sms_hooks_total turn_seen"]);
  });

  it("without words is an empty turn", async () => {
    await post(fake.hooks, vector("received-picture"));
    expect(fake.calls).toMatchObject([{ input: { kind: "said", text: "" } }]);
  });

  it("waits for the turn to be durable", async () => {
    const order: string[] = [];
    const hooks: SmsHooks = {
      ...fake.hooks,
      takeTurn: async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push("durable");
        return { kind: "taken", prompts: 0 };
      },
    };
    await post(hooks, vector("received-bal"));
    order.push("answered");
    expect(order).toEqual(["durable", "answered"]);
  });
});

describe("a keyword the carrier has answered", () => {
  it.each([
    ["received-stop", "revoked"],
    ["received-start", "granted"],
  ])("%s is kept as consent %s, and nothing is said", async (name, state) => {
    expect(await post(fake.hooks, vector(name))).toMatchObject({
      status: 200,
      answer: { outcome: "consent" },
    });
    expect(fake.calls).toEqual([
      `line:${customer}`,
      {
        line: customer,
        key: expect.stringMatching(/^telnyx:5b1c/),
        purpose: "account",
        state,
        source: "carrier",
        evidence: expect.stringContaining("2026-11-22T12:00:00.000+00:00"),
        occurredAtMs: Date.UTC(2026, 10, 22, 12),
        cameFrom: "sms +15555550100",
      },
      "wake",
    ]);
  });

  it("HELP changes nothing", async () => {
    expect(await post(fake.hooks, vector("received-help"))).toMatchObject({ status: 200 });
    expect(fake.calls).toEqual([]);
    expect(fake.metrics).toEqual(["sms_hooks_total help"]);
  });

  it("STOP is a turn where the carrier did not act on it", async () => {
    const body = changed("received-stop", (payload) => delete payload["autoresponse_type"]);
    await post(fake.hooks, body);
    expect(fake.calls).toMatchObject([{ input: { kind: "said", text: "Stop" } }]);
  });
});

describe("a delivery report", () => {
  it.each([
    ["sent", "sent", null],
    ["finalized-delivered", "delivered", null],
    ["finalized-failed", "failed", "40001"],
    ["finalized-opted-out", "failed", "40300"],
    ["finalized-unconfirmed", "sent", "delivery_unconfirmed"],
  ])("%s", async (name, state, code) => {
    expect(await post(fake.hooks, vector(name), { path: "?message=m%2F1" })).toMatchObject({
      status: 200,
    });
    expect(fake.calls).toEqual([
      `line:${customer}`,
      {
        line: customer,
        key: expect.stringMatching(/^telnyx:5b1c/),
        messageId: "m/1",
        carrierId: "5b1c0000-0000-4000-8000-0000000000ff",
        state,
        code,
        occurredAtMs: expect.any(Number),
      },
      "wake",
    ]);
    expect(fake.metrics).toEqual(["sms_hooks_total delivery"]);
  });

  it.each(["", "?message=", `?message=${"m".repeat(201)}`, "?message=m%00", "?message=%20"])(
    "at %.20s is known by the carrier's id alone",
    async (path) => {
      await post(fake.hooks, vector("sent"), { path });
      expect(fake.calls[1]).toMatchObject({ messageId: null });
    },
  );
});

describe("a signed event that is none of our business is answered 200 and changes nothing:", () => {
  const allowNone = { allow: () => false };
  it.each<[string, string, Partial<SmsHooks>, string]>([
    ["an event of a call, where none is taken", vector("call-hangup"), {}, "ignored"],
    [
      "a text to a number of nobody",
      vector("received-bal"),
      { hubOf: () => undefined },
      "unknown_number",
    ],
    ["a STOP to it", vector("received-stop"), { hubOf: () => undefined }, "unknown_number"],
    ["a report from it", vector("sent"), { hubOf: () => undefined }, "unknown_number"],
    ["a text of a number that is not allowed", vector("received-bal"), allowNone, "not_allowed"],
    [
      "a text of a short code",
      changed("received-bal", (payload) => (payload["from"] = { phone_number: "72345" })),
      {},
      "bad_sender",
    ],
    [
      "a text of a name",
      changed("received-bal", (payload) => (payload["from"] = { phone_number: "BANK/../x" })),
      {},
      "bad_sender",
    ],
    [
      "a report about a short code",
      changed("sent", (payload) => (payload["to"] = [{ phone_number: "72345" }])),
      {},
      "bad_sender",
    ],
  ])("%s", async (_what, body, hooks, outcome) => {
    const { status } = await post({ ...fake.hooks, ...hooks }, body);
    expect(status).toBe(200);
    expect(fake.calls).toEqual([]);
    const metric = body.includes('"call.') ? "call_hooks_total" : "sms_hooks_total";
    expect(fake.metrics).toEqual([`${metric} ${outcome}`]);
  });

  it("but the STOP of a number that is not allowed holds", async () => {
    await post({ ...fake.hooks, ...allowNone }, vector("received-stop"));
    expect(fake.calls).toMatchObject([`line:${customer}`, { state: "revoked" }, "wake"]);
  });

  it("a note the hub refuses", async () => {
    fake = fakeHub("refuses");
    expect(await post(fake.hooks, vector("sent"))).toMatchObject({ status: 200 });
    expect(fake.metrics).toEqual(["sms_hooks_total refused"]);
  });
});

describe("what we could not keep is asked for again:", () => {
  it.each(["received-bal", "received-stop", "sent"])("%s on a full disk", async (name) => {
    fake = fakeHub("breaks");
    const { status, answer } = await post(fake.hooks, vector(name));
    expect(status).toBe(503);
    expect(answer).toMatchObject({ code: "fault", title: "Service Unavailable" });
    expect(JSON.stringify(answer)).not.toContain("disk");
    expect(fake.calls).toEqual([]);
    expect(fake.faults).toMatchObject([{ message: "disk full" }]);
    expect(fake.metrics).toEqual(["sms_hooks_total fault"]);
  });

  it("an event of a call, counted with the calls", async () => {
    const takeCall = () => Promise.reject(new Error("disk full"));
    const { status } = await post({ ...fake.hooks, takeCall }, vector("call-hangup"));
    expect(status).toBe(503);
    expect(fake.faults).toMatchObject([{ message: "disk full" }]);
    expect(fake.metrics).toEqual(["call_hooks_total fault"]);
  });

  it("anything, while no key is set", async () => {
    const hooks: SmsHooks = { ...fake.hooks, publicKey: () => "" };
    expect(await post(hooks, vector("received-bal"))).toMatchObject({
      status: 503,
      answer: { code: "no_public_key" },
    });
    expect(fake.calls).toEqual([]);
    // Nothing is broken: the operator sees it counted, and the log is not filled by strangers.
    expect(fake.faults).toEqual([]);
    expect(fake.metrics).toEqual(["sms_hooks_total no_public_key"]);
  });

  it("a text, while the utility has no settings", async () => {
    const hooks: SmsHooks = { ...fake.hooks, takeTurn: async () => ({ kind: "not_ready" }) };
    const { status, answer } = await post(hooks, vector("received-bal"));
    expect({ status, answer }).toMatchObject({ status: 503, answer: { code: "not_ready" } });
  });
});
