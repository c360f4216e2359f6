import { afterEach, beforeEach, expect, it } from "vitest";
import { makeCarrierKey } from "../channels/simulated/key.ts";
import { must } from "../core/assert.ts";
import type { Hub } from "../core/ports.ts";
import type { UtilityConfiguration } from "./configuration.ts";
import { makeEnds, type StartedEnds } from "./start-ends.ts";

const phone = "+15550100001";

let ends: StartedEnds;

beforeEach(() => {
  ends = makeEnds({
    ends: {
      carrier: { kind: "simulated" },
      meters: "off",
      payments: "off",
      stripe: null,
      carrierPublicKey: null,
    },
    environment: {},
    openMemory: () => {
      throw new Error("a carrier remembers nothing over a restart");
    },
    carrierKey: makeCarrierKey,
  });
});

afterEach(() => {
  ends.stop();
});

function put(utilityId: string, numbers: readonly string[]): void {
  const utility = { utilityId, sms: { numbers, messagingProfileId: null } };
  ends.makeWorld({
    // Of a utility's configuration the ends read no more than this.
    utility: utility as unknown as UtilityConfiguration,
    clock: { now: () => ({ wallMs: 0, serviceMs: 0 }) },
    hub: (): Hub => {
      throw new Error("nothing is told to the hub by itself");
    },
  });
}

it("a STOP to one number of a utility blocks its others, and no other utility's", async () => {
  put("north", ["+15550001001", "+15550001002"]);
  put("south", ["+15550001003"]);
  const carrier = must(ends.carrier, "a simulated carrier");
  const say = async (from: string) =>
    (
      await carrier.say({
        id: `m-${from}`,
        channel: "sms",
        from,
        to: phone,
        language: "en",
        prompt: { utility: "U", key: "nothing_done" },
      })
    ).kind;
  carrier.text(phone, "+15550001001", "STOP");
  expect(await say("+15550001001")).toBe("opted_out");
  expect(await say("+15550001002")).toBe("opted_out");
  expect(await say("+15550001003")).toBe("sent");
  carrier.text(phone, "+15550001003", "START");
  expect(await say("+15550001002")).toBe("opted_out");
  carrier.text(phone, "+15550001002", "START");
  expect(await say("+15550001001")).toBe("sent");
});
