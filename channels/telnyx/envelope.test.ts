import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../core/refusal.ts";
import { type TelnyxEvent, parseEvent } from "./envelope.ts";

const vectors = join(import.meta.dirname, "../../test/vectors/telnyx");

function vector(name: string): Buffer {
  return readFileSync(join(vectors, `${name}.json`));
}

function event(body: string | Uint8Array): TelnyxEvent {
  const parsed = parseEvent(Buffer.from(body));
  if (isRefusal(parsed)) throw new Error(parsed.message);
  return parsed;
}

function codeOf(body: string | Uint8Array): string {
  const parsed = parseEvent(Buffer.from(body));
  return isRefusal(parsed) ? parsed.code : parsed.kind;
}

describe("a text that came in", () => {
  it("says who, to whom, what and when", () => {
    expect(event(vector("received-bal"))).toEqual({
      kind: "message_received",
      eventId: "5b1c0000-0000-4000-8000-000000000001",
      occurredAt: "2026-11-22T12:00:00.000+00:00",
      carrierId: "5b1c0000-0000-4000-8000-0000000000aa",
      from: "+15555550123",
      to: "+15555550100",
      text: "BAL",
      autoresponse: null,
    });
  });

  it("is the same event when delivered again", () => {
    expect(event(vector("received-bal-again"))).toEqual(event(vector("received-bal")));
  });

  it.each([
    ["received-stop", "Stop", "stop"],
    ["received-start", "START", "start"],
    ["received-help", "HELP", "help"],
    ["received-picture", "", null],
    ["received-spanish", "¿Cuánto debo? 25 €", null],
  ])("%s", (name, text, autoresponse) => {
    expect(event(vector(name))).toMatchObject({ kind: "message_received", text, autoresponse });
  });
});

describe("a delivery report", () => {
  it.each([
    ["sent", "sent", null],
    ["finalized-delivered", "delivered", null],
    ["finalized-failed", "failed", "40001"],
    ["finalized-opted-out", "failed", "40300"],
    ["finalized-unconfirmed", "sent", "delivery_unconfirmed"],
  ])("%s", (name, state, code) => {
    expect(event(vector(name))).toMatchObject({
      kind: "message_delivery",
      carrierId: "5b1c0000-0000-4000-8000-0000000000ff",
      from: "+15555550100",
      to: "+15555550123",
      state,
      code,
    });
  });

  const report = (status: unknown, errors?: unknown) =>
    JSON.stringify({
      data: {
        event_type: "message.finalized",
        id: "e",
        payload: {
          id: "m",
          from: { phone_number: "+15555550100" },
          to: [{ phone_number: "+15555550123", status }],
          errors,
        },
      },
    });

  it.each([
    ["queued", undefined, "sent", null],
    ["sending", null, "sent", null],
    ["expired", [], "failed", "expired"],
    ["sending_failed", [], "failed", "sending_failed"],
    ["delivery_failed", [{ title: "no code" }, { code: "40008" }], "failed", "40008"],
    ["delivered", [{ code: "40300" }], "failed", "40300"],
    ["delivery_failed", [{ code: "40001" }, { code: 40300 }], "failed", "40300"],
    ["a_word_of_next_year", [], "sent", "a_word_of_next_year"],
    ["constructor", [], "sent", "constructor"],
    [undefined, undefined, "sent", null],
    [null, null, "sent", null],
  ])("%s with errors %j is %s, %s", (status, errors, state, code) => {
    expect(event(report(status, errors))).toMatchObject({ state, code, occurredAt: "" });
  });
});

describe("what the hub does not handle", () => {
  it.each([
    ["message.scheduled", '{"data":{"event_type":"message.scheduled","id":"e","payload":{}}}'],
    ["toString", '{"data":{"event_type":"toString","id":"e","payload":null}}'],
    ["10dlc.campaign.update", '{"data":{"event_type":"10dlc.campaign.update","id":"e"}}'],
  ])("%s is ignored by name", (eventType, body) => {
    expect(event(body)).toEqual({ kind: "ignored", eventType });
  });
});

describe("a body", () => {
  const received = (payload: unknown, id: unknown = "e") =>
    JSON.stringify({ data: { event_type: "message.received", id, payload } });
  const good = {
    id: "m",
    from: { phone_number: "+15555550123" },
    to: [{ phone_number: "+15555550100" }],
    text: "BAL",
  };

  it("needs no more than the hub uses", () => {
    expect(codeOf(received(good))).toBe("message_received");
  });

  it.each<[string, string | Uint8Array, string]>([
    ["nothing", "", "bad_json"],
    ["a word", "BAL", "bad_json"],
    ["half of it", received(good).slice(0, -2), "bad_json"],
    ["a form", "From=%2B1&Text=BAL", "bad_json"],
    ["Latin-1", Buffer.from('{"data":"\u00e9"}', "latin1"), "bad_json"],
    ["null", "null", "bad_event"],
    ["a list", "[]", "bad_event"],
    ["no data", "{}", "bad_event"],
    ["data that is a list", '{"data":[]}', "bad_event"],
    ["no event type", '{"data":{"id":"e","payload":{}}}', "bad_event"],
    ["no event id", '{"data":{"event_type":"message.received","payload":{}}}', "bad_event"],
    ["an empty event id", received(good, ""), "bad_event"],
    ["an event id that is a number", received(good, 7), "bad_event"],
    ["an endless event id", received(good, "e".repeat(201)), "bad_event"],
    ["an event id with a zero in it", received(good, "e\0f"), "bad_event"],
    ["an event id with half of a pair", received(good, "e\ud83d"), "bad_event"],
    ["a message id with a zero in it", received({ ...good, id: "m\0" }), "bad_event"],
    ["no payload", '{"data":{"event_type":"message.received","id":"e"}}', "bad_event"],
    ["no sender", received({ ...good, from: undefined }), "bad_event"],
    ["a sender without a number", received({ ...good, from: {} }), "bad_event"],
    ["nobody it was for", received({ ...good, to: [] }), "bad_event"],
    ["a to that is a text", received({ ...good, to: "+15555550100" }), "bad_event"],
    ["a text that is a number", received({ ...good, text: 20 }), "bad_event"],
    ["no message id", received({ ...good, id: null }), "bad_event"],
  ])("of %s is refused", (_what, body, code) => {
    expect(codeOf(body)).toBe(code);
  });

  it("is kept out of the store's way in every word of the carrier", () => {
    const payload = {
      ...good,
      to: [{ phone_number: "+15555550100", status: "odd\0\ud83d" }],
      errors: [],
    };
    const body = (extra: object) =>
      JSON.stringify({
        data: {
          event_type: "message.finalized",
          id: "e",
          occurred_at: "2026\0\ud83d",
          payload: { ...payload, ...extra },
        },
      });
    expect(event(body({}))).toMatchObject({ code: "odd\ufffd", occurredAt: "2026\ufffd" });
    expect(event(body({ errors: [{ code: "40\u0000300" }] }))).toMatchObject({ code: "40300" });
  });

  it.each([
    ["a zero in it", "B\0AL", "BAL"],
    ["half of a pair", "BAL\ud83d", "BAL\ufffd"],
    ["too much of it", "x".repeat(5000), "x".repeat(2000)],
    ["nothing", null, ""],
  ])("has a text with %s", (_what, text, kept) => {
    expect(event(received({ ...good, text }))).toMatchObject({ text: kept });
  });
});
