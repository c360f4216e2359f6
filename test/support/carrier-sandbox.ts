/** The simulated carrier in a time that moves when told to, with a far end that writes down what it is told. */
import { SimulatedCarrier } from "../../channels/simulated/carrier.ts";
import type { CarrierFaults } from "../../channels/simulated/faults.ts";
import { makeCarrierKey } from "../../channels/simulated/key.ts";
import { signerOf } from "../../channels/telnyx/sign.ts";
import type { Prompt } from "../../core/conversation/prompt.ts";
import type { OutgoingMessage } from "../../core/ports.ts";
import { FakeTime } from "./fake-time.ts";

export const customer = "+15555550123";
export const utility = "+15555550100";
export const key = makeCarrierKey();

interface Told {
  readonly atMs: number;
  readonly id: string;
  readonly type: string;
  readonly attempt: number;
  readonly messageId: string | null;
  readonly payload: Record<string, unknown>;
  readonly body: string;
  readonly headers: Record<string, string>;
}

export function sandbox(faults: Partial<CarrierFaults> = {}, seed = "seed") {
  const time = new FakeTime();
  const startMs = time.nowMs();
  const told: Told[] = [];
  const answers: (number | "never" | "breaks")[] = [];
  let ids = 0;
  const carrier = new SimulatedCarrier({
    seed,
    faults,
    makeId: () => `id-${String((ids += 1))}`,
    nowMs: time.nowMs,
    after: time.after,
    sign: signerOf(key.privatePem),
    render: ({ prompt }) => prompt.key,
    deliver: (body, headers, messageId) => {
      const { data, meta } = JSON.parse(body) as {
        data: { id: string; event_type: string; payload: Record<string, unknown> };
        meta: { attempt: number };
      };
      const { attempt } = meta;
      const { id, event_type: type, payload } = data;
      const atMs = time.nowMs() - startMs;
      told.push({ atMs, id, type, attempt, messageId, payload, body, headers });
      const answer = answers.shift() ?? 200;
      if (answer === "never") return new Promise(() => undefined);
      return answer === "breaks" ? Promise.reject(new Error("reset")) : Promise.resolve(answer);
    },
  });
  return { carrier, time, told, answers };
}

export function message(id: string, to = customer): OutgoingMessage {
  const prompt: Prompt = { utility: "U", key: "nothing_done" };
  return { id, channel: "sms", from: utility, to, language: "en", prompt };
}

export function screen(carrier: SimulatedCarrier, number = customer) {
  return carrier
    .phoneOf(number)
    .messages()
    .map(({ by, text }) => `${by}: ${text}`);
}
