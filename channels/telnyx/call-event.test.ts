import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeClientState } from "./call-event.ts";
import { parseEvent } from "./envelope.ts";

it("reads the vectors that are kept here", () => {
  const folder = join(import.meta.dirname, "../../test/vectors/telnyx");
  const names = readdirSync(folder).filter((name) => name.startsWith("call-"));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    expect(parseEvent(readFileSync(join(folder, name)))).toMatchObject({
      kind: "call",
      call: { kind: "call_over" },
    });
  }
});

describe("a card that the carrier took", () => {
  const state = writeClientState({
    turn: 3,
    line: "+15550100001",
    number: "+15550001000",
    atOnce: "",
  });

  function told(payload: object): unknown {
    const body = {
      data: {
        event_type: "call.payment.completed",
        id: "e",
        occurred_at: "2026-11-23T14:00:00Z",
        payload: { call_control_id: "v3:a", client_state: state, ...payload },
      },
    };
    const event = parseEvent(new TextEncoder().encode(JSON.stringify(body)));
    return "kind" in event && event.kind === "call" ? event.call : event;
  }

  const taken = {
    result: "success",
    token_id: "pm_1",
    payment_card_number: "xxxxxxxxxxxx1111",
    payment_card_type: "visa",
  };

  it("is its name, its kind and its last digits", () => {
    const card = { token: "pm_1", brand: "Visa", last4: "1111" };
    expect(told(taken)).toMatchObject({ kind: "call_card", card, from: "+15550100001" });
    const nameless = { ...taken, payment_card_type: null, payment_card_number: null };
    expect(told(nameless)).toMatchObject({ card: { token: "pm_1", brand: "Card", last4: "" } });
  });

  it.each<[string, object]>([
    ["the processor refused", { ...taken, result: "payment-connector-error" }],
    ["nobody keyed", { result: "too-many-failed-attempts", payment_error: "timeout" }],
    ["was given up", { ...taken, result: "cancelled" }],
    ["has no name", { ...taken, token_id: null }],
    ["has an empty name", { ...taken, token_id: "" }],
    ["was charged and not named", { result: "success", charge_id: "ch_1" }],
    ["is named by its own number", { ...taken, token_id: "4111111111111111" }],
  ])("that %s is none", (_what, payload) => {
    expect(told(payload)).toMatchObject({ kind: "call_card", card: null });
  });

  it("whose number came whole is known by its last digits alone", () => {
    const whole = { ...taken, payment_card_number: "4111111111111111" };
    expect(JSON.stringify(told(whole))).not.toContain("41111");
  });
});
