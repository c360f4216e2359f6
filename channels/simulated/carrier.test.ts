import { beforeEach, describe, expect, it } from "vitest";
import {
  customer,
  key,
  message,
  sandbox,
  screen,
  utility,
} from "../../test/support/carrier-sandbox.ts";
import { isRefusal } from "../../core/refusal.ts";
import { parseEvent } from "../telnyx/envelope.ts";
import { SIGNATURE_HEADER, TIMESTAMP_HEADER, checkSignature } from "../telnyx/signature.ts";

let box = sandbox();
beforeEach(() => {
  box = sandbox();
});

describe("a message", () => {
  it("is shown on the phone and reported sent, then delivered", async () => {
    box.carrier.setFaults({ reportMs: 100 });
    expect(await box.carrier.say(message("m1"))).toEqual({ kind: "sent", carrierId: "id-1" });
    expect(box.carrier.phoneOf(customer).messages()).toEqual([
      { id: "id-1", atMs: box.time.nowMs(), by: "utility", number: utility, text: "nothing_done" },
    ]);
    await box.time.pass(1000);
    expect(box.told).toMatchObject([
      { atMs: 100, type: "message.sent", attempt: 1, messageId: "m1" },
      { atMs: 200, type: "message.finalized", attempt: 1, messageId: "m1" },
    ]);
    const events = box.told.map(({ body }) => parseEvent(Buffer.from(body)));
    const common = { carrierId: "id-1", from: utility, to: customer, code: null };
    expect(events).toMatchObject([
      { ...common, state: "sent" },
      { ...common, state: "delivered" },
    ]);
    await box.carrier.idle();
    expect(box.time.waiting).toBe(0);
  });

  it("said twice is shown twice: a carrier has no idempotency", async () => {
    await box.carrier.say(message("m1"));
    await box.carrier.say(message("m1"));
    expect(screen(box.carrier)).toEqual(["utility: nothing_done", "utility: nothing_done"]);
  });

  it("is answered after the carrier's own time", async () => {
    box.carrier.setFaults({ answerMs: 60_000 });
    let answered = false;
    const saying = box.carrier.say(message("m1")).then(() => (answered = true));
    await box.time.pass(59_999);
    expect([answered, screen(box.carrier)]).toEqual([false, []]);
    await box.time.pass(1);
    await saying;
    expect(screen(box.carrier)).toHaveLength(1);
  });
});

describe("a webhook", () => {
  it("is one the hub's own end believes and reads", async () => {
    box.carrier.text(customer, utility, "BAL");
    await box.time.pass(0);
    const [event] = box.told;
    const request = {
      body: Buffer.from(event?.body ?? ""),
      signature: event?.headers[SIGNATURE_HEADER],
      timestamp: event?.headers[TIMESTAMP_HEADER],
    };
    expect(checkSignature(request, key.publicBase64, box.time.nowMs())).toBeUndefined();
    expect(parseEvent(request.body)).toEqual({
      kind: "message_received",
      eventId: "id-2",
      occurredAt: "2026-11-22T12:00:00.000Z",
      carrierId: "id-1",
      from: customer,
      to: utility,
      text: "BAL",
      autoresponse: null,
    });
  });

  it.each<[string, (number | "never" | "breaks")[], [number, number][]]>([
    ["at once", [200], [[0, 1]]],
    [
      "after a 503",
      [503],
      [
        [0, 1],
        [500, 2],
      ],
    ],
    [
      "after a redirect, which is no answer",
      [302],
      [
        [0, 1],
        [500, 2],
      ],
    ],
    [
      "after a broken connection",
      ["breaks"],
      [
        [0, 1],
        [500, 2],
      ],
    ],
    [
      "after two seconds without an answer",
      ["never"],
      [
        [0, 1],
        [2500, 2],
      ],
    ],
    [
      "four times at most",
      [500, 401, 400, 413, 500, 500],
      [
        [0, 1],
        [500, 2],
        [2500, 3],
        [10_500, 4],
      ],
    ],
  ])("is told %s", async (_how, answers, tries) => {
    box.answers.push(...answers);
    box.carrier.text(customer, utility, "BAL");
    await box.time.pass(60_000);
    expect(box.told.map(({ atMs, attempt }) => [atMs, attempt])).toEqual(tries);
    expect(new Set(box.told.map(({ id }) => id)).size).toBe(1);
    expect(new Set(box.told.map(({ headers }) => headers[SIGNATURE_HEADER])).size).toBe(
      tries.length,
    );
    await box.carrier.idle();
  });
});

describe("the keywords", () => {
  it.each([
    ["STOP", "STOP"],
    ["stop", "STOP"],
    [" Stop\n", "STOP"],
    ["StopAll", "STOP"],
    ["stop all", "STOP"],
    ["UNSUBSCRIBE", "STOP"],
    ["cancel", "STOP"],
    ["END", "STOP"],
    ["quit", "STOP"],
    ["START", "START"],
    ["unstop", "START"],
    ["HELP", "HELP"],
    ["info", "HELP"],
    ["please stop", null],
    ["STOP.", null],
    ["STOP  ALL", null],
    ["STOPPED", null],
    ["YES", null],
    ["SUBSCRIBE", null],
    ["ALTO", null],
    ["BAL", null],
    ["", null],
  ])("%j is %s", async (text, keyword) => {
    box.carrier.text(customer, utility, text);
    await box.time.pass(0);
    expect(box.told[0]?.payload["autoresponse_type"] ?? null).toBe(keyword);
    expect(screen(box.carrier)).toHaveLength(keyword === null ? 1 : 2);
    const said = await box.carrier.say(message("m1"));
    expect(said.kind).toBe(keyword === "STOP" ? "opted_out" : "sent");
  });

  it("are answered by the carrier, and STOP holds until START", async () => {
    box.carrier.text(customer, utility, "Stop");
    expect(await box.carrier.say(message("m1"))).toEqual({ kind: "opted_out" });
    box.carrier.text(customer, utility, "BAL");
    expect(await box.carrier.say(message("m2"))).toEqual({ kind: "opted_out" });
    expect(await box.carrier.say(message("m3", "+15555550199"))).toMatchObject({ kind: "sent" });
    box.carrier.text(customer, utility, "start");
    expect(await box.carrier.say(message("m4"))).toMatchObject({ kind: "sent" });
    expect(screen(box.carrier)).toEqual([
      "customer: Stop",
      expect.stringMatching(/^carrier: You are unsubscribed/),
      "customer: BAL",
      "customer: start",
      expect.stringMatching(/^carrier: You are subscribed/),
      "utility: nothing_done",
    ]);
    await box.time.pass(1000);
    expect(box.told.filter(({ type }) => type === "message.received")).toHaveLength(3);
  });
});

describe("a phone", () => {
  it("tells who listens, until they stop", () => {
    const seen: string[] = [];
    const stop = box.carrier.phoneOf(customer).listen(({ text }) => seen.push(text));
    box.carrier.text(customer, utility, "one");
    stop();
    box.carrier.text(customer, utility, "two");
    expect(seen).toEqual(["one"]);
    expect(box.carrier.phones()).toEqual([customer]);
  });

  it("shows the newest 200", () => {
    for (let at = 0; at < 203; at += 1) box.carrier.text(customer, utility, String(at));
    const shown = screen(box.carrier);
    expect([shown.length, shown[0], shown[199]]).toEqual([200, "customer: 3", "customer: 202"]);
  });

  it.each([
    ["5550123", utility, "BAL", "bad_number"],
    [customer, "utility", "BAL", "bad_number"],
    [customer, utility, "x".repeat(1531), "too_long"],
  ])("%s can not text %s %.8s…", async (from, to, text, code) => {
    const sent = box.carrier.text(from, to, text);
    expect(isRefusal(sent) && sent.code).toBe(code);
    await box.time.pass(1000);
    expect(box.told).toEqual([]);
  });
});
