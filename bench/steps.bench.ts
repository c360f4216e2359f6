/** What each step of one text costs by itself, from the carrier's webhook to its report of delivery. */
import { telnyxCarrier } from "../channels/sms/send.ts";
import { renderText } from "../channels/sms/render.ts";
import { eventBody, receivedPayload } from "../channels/simulated/event.ts";
import { makeCarrierKey } from "../channels/simulated/key.ts";
import { telnyxClient } from "../channels/telnyx/client.ts";
import { parseEvent } from "../channels/telnyx/envelope.ts";
import { signerOf } from "../channels/telnyx/sign.ts";
import {
  checkSignature,
  SIGNATURE_HEADER,
  TIMESTAMP_HEADER,
} from "../channels/telnyx/signature.ts";
import { converse } from "../core/conversation/converse.ts";
import { beginHappening, recordHappening } from "../core/hub/journal.ts";
import { noteDelivery } from "../core/hub/note-delivery.ts";
import { receiveInput } from "../core/hub/receive-input.ts";
import { readReach } from "../core/hub/take-turn.ts";
import { lineHome } from "../core/ids.ts";
import type { OutgoingMessage } from "../core/ports.ts";
import { must } from "../core/assert.ts";
import { usd } from "../test/town.ts";
import { BenchTown, INTERVALS_A_DAY } from "./bench-town.ts";
import { startEcho } from "./echo.ts";
import { type Contender, costs, printCosts } from "./measure.ts";

const HOUSEHOLDS = 200;
const GROUP_MEMBERS = 64;
/** Steps too short to be timed one by one are done so often a run. */
const TIMES = 50;
const SENDS_AT_ONCE = 16;
const DAYS = 3;

const bench = await BenchTown.open(HOUSEHOLDS);
const { hub } = bench.town;
await bench.push(bench.nextReads(bench.households, INTERVALS_A_DAY * DAYS));
await bench.town.settle();
const echo = await startEcho();
const group = bench.households.slice(0, GROUP_MEMBERS);
const line = must(group[0], "there are households").line;
const [number = ""] = usd.numbers;
const now = hub.clock.now();
const input = { kind: "said", text: "BAL" } as const;
const reach = must(
  await readReach(hub, now, { line, provedCustomer: null }),
  "the utility has settings",
);
let made = 0;

const key = makeCarrierKey();
const text = { carrierId: "in-1", from: line, to: number, text: "BAL", atMs: now.wallMs };
const body = Buffer.from(
  eventBody(
    {
      id: "event-1",
      type: "message.received",
      atMs: now.wallMs,
      payload: receivedPayload(text, null),
      messageId: null,
    },
    1,
  ),
);
const headers = signerOf(key.privatePem)(body.toString(), now.wallMs);
const signed = { body, signature: headers[SIGNATURE_HEADER], timestamp: headers[TIMESTAMP_HEADER] };
const { utilityId: _, ...utility } = reach.settings;
const facts = {
  utility,
  line: { channel: "sms", language: reach.language, consent: "granted" },
  accounts: reach.accounts,
} as const;
const [prompt] = converse(null, facts, input, now).prompts;
const message: OutgoingMessage = {
  id: "m-1",
  channel: "sms",
  from: number,
  to: line,
  language: "en",
  prompt: must(prompt, "a balance is said"),
};
const carrier = telnyxCarrier({
  client: telnyxClient({ apiKey: "KEY-of-the-bench", baseUrl: echo.url }),
});

function repeated(step: () => unknown): Contender {
  return {
    run: () => {
      for (let at = 0; at < TIMES; at += 1) step();
      return TIMES;
    },
  };
}

async function receive(from: string): Promise<void> {
  made += 1;
  const turn = { channel: "sms", key: `step-${String(made)}`, from, to: number, input } as const;
  await hub.store.transact(lineHome(from), (sql) => receiveInput(sql, now, turn, reach));
}

async function receiveTogether(): Promise<number> {
  await Promise.all(group.map((household) => receive(household.line)));
  return group.length;
}

/** Many in one transaction, so that the commit is no part of it. */
async function journal(step: "row" | "hash"): Promise<number> {
  await hub.store.transact(lineHome(line), (sql) => {
    for (let at = 0; at < TIMES; at += 1) {
      if (step === "hash") sql.sha256("0".repeat(300));
      else {
        recordHappening(sql, now, beginHappening(sql, lineHome(line)), {
          kind: "input-received",
          actor: "customer",
          channel: "sms",
          cause: "bench",
          facts: { input: "said", turn: at, prompts: ["balance"], intents: [] },
        });
      }
    }
    return TIMES;
  });
  return TIMES;
}

function reporting(): Contender {
  let sent: readonly OutgoingMessage[] = [];
  return {
    prepare: async () => {
      const before = bench.town.world.said.length;
      await receiveTogether();
      await bench.town.settle();
      sent = bench.town.world.said.slice(before);
    },
    run: async () => {
      await Promise.all(
        sent.map(({ id, to }) =>
          hub.store.transact(lineHome(to), (sql) =>
            noteDelivery(sql, now, {
              line: to,
              key: `report-${id}`,
              messageId: id,
              carrierId: `carrier-${id}`,
              state: "delivered",
              code: null,
              occurredAtMs: null,
            }),
          ),
        ),
      );
      return sent.length;
    },
  };
}

const found = await costs({
  "signature check": repeated(() => {
    if (checkSignature(signed, key.publicBase64, now.wallMs)) throw new Error("not believed");
  }),
  "parse the event": repeated(() => parseEvent(body)),
  "facts: what the number may reach": {
    run: async () => {
      for (const household of group)
        await readReach(hub, now, { line: household.line, provedCustomer: null });
      return group.length;
    },
  },
  "converse, one turn": repeated(() => converse(null, facts, input, now)),
  "journal row with its hash, no commit": { run: () => journal("row") },
  "journal hash alone": { run: () => journal("hash") },
  "receive-input, a commit each": {
    run: async () => {
      await receive(line);
      return 1;
    },
  },
  "receive-input, 64 at once": { run: receiveTogether },
  "drain: a text from outbox to sent": {
    prepare: async () => {
      await bench.town.settle();
      await receiveTogether();
    },
    run: async () => {
      await bench.town.settle();
      return group.length;
    },
  },
  "wording of the reply": repeated(() => renderText(message)),
  "the carrier SDK's own send": {
    run: async () => {
      // The echo names no message, so what became of it is unknown; an answer is an answer.
      const sends = Array.from({ length: SENDS_AT_ONCE }, () => carrier.say(message));
      for (const { kind } of await Promise.all(sends)) {
        if (kind !== "unknown") throw new Error(`a send was ${kind}`);
      }
      return SENDS_AT_ONCE;
    },
  },
  "note-delivery, 64 at once": reporting(),
});
printCosts(found, "step");
echo.end();
await bench.close();
