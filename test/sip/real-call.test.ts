/** A telephone dials the hub: SIP and RTP over UDP, signed webhooks and commands over HTTP, a served process behind. */
import { expect, it } from "vitest";
import { realCall } from "./real-call.ts";
import { tones } from "./voice.ts";

it("a customer who is off dials, pays by keys, and hears that the power is back", async () => {
  const call = await realCall(tones, () => undefined);
  expect(call.statuses).toEqual([100, 180, 200]);
  expect(call.heard.filter(({ r }) => r < 0.95)).toEqual([]);
  expect(call.heard).toHaveLength(6);
  expect(call.before).toEqual({ balance: "-8.100000", supply: "off", restore: "8.10" });
  expect(call.after).toEqual({ balance: "0.000000", supply: "on", restore: null });
  expect(call.ledger).toMatchObject({ ok: true });
});
