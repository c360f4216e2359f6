import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { isPhone } from "../../../core/phone.ts";
import { eventBody, receivedPayload } from "../../../channels/simulated/event.ts";
import { keywordOf } from "../../../channels/simulated/keywords.ts";
import { signerOf } from "../../../channels/telnyx/sign.ts";
import { readConfiguration } from "../../configuration.ts";
import { townConfiguration } from "../../sandbox/town.ts";
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";
import { existingSandboxKey } from "../sandbox-key.ts";
import { addressOf, listeningHelp, listeningOptions } from "./listening.ts";
import { SANDBOX_DIRECTORY } from "./sandbox.ts";

/** A hub that has not answered by then will not; the carrier itself waits 2 seconds. */
const ANSWER_WAIT_MS = 10_000;
const TIMES_MAX = 100;

const town = readConfiguration(townConfiguration);
/** The number that the sandbox's utility texts from. */
const TOWN_NUMBER =
  (town.kind === "read" && town.configuration.utilities[0]?.sms.numbers[0]) || "none";

export const sandboxEvent: Command = {
  name: "sandbox-event",
  summary: "Sends a running sandbox a text as the carrier would: a signed message.received event.",
  usage: ['sandbox-event --from PHONE [--to PHONE] "TEXT"'],
  help: [
    "  --from PHONE           who texts, such as +12025550141",
    `  --to PHONE             the utility's number (${TOWN_NUMBER})`,
    "  --id ID                the event's id (a fresh one): the same id again is the same event",
    "  --times N              send that very event N times (1)",
    `  --data DIR             the sandbox's data, where its key is (${SANDBOX_DIRECTORY})`,
    ...listeningHelp,
  ],
  options: {
    from: { type: "string" },
    to: { type: "string" },
    id: { type: "string" },
    times: { type: "string" },
    data: { type: "string" },
    ...listeningOptions,
  },
  run: sendEvent,
};

async function sendEvent(given: Given, terminal: Terminal): Promise<Outcome> {
  const { host, port } = addressOf(given, terminal);
  const text = given.words.join(" ");
  if (text === "") throw new UsageError('say what is texted, such as "BAL"');
  const from = phoneOf("from", given.text("from"));
  const to = phoneOf("to", given.text("to") ?? TOWN_NUMBER);
  const times = timesOf(given);
  const directory = resolve(terminal.directory, given.text("data") ?? SANDBOX_DIRECTORY);
  const key = existingSandboxKey(directory);
  if (key === null) {
    const message = `${directory} has no key to sign with: start the sandbox first (npm start)`;
    return refusedOutcome({ code: "no_key", message });
  }
  const atMs = Date.now();
  const id = given.text("id") ?? randomUUID();
  const payload = receivedPayload(
    { carrierId: randomUUID(), from, to, text, atMs },
    keywordOf(text),
  );
  const event = { id, type: "message.received", atMs, payload, messageId: null } as const;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${String(port)}/hooks/telnyx`;
  const sign = signerOf(key.privatePem);
  const answers: Answer[] = [];
  for (let attempt = 1; attempt <= times; attempt++) {
    const body = eventBody(event, attempt);
    const answer = await post(url, body, sign(body, Date.now()));
    if (answer === null) {
      const message = `nothing answers at ${url}: is the sandbox running there?`;
      return refusedOutcome({ code: "no_answer", message });
    }
    answers.push(answer);
  }
  const isTaken = answers.every(({ status }) => status >= 200 && status < 300);
  return {
    status: isTaken ? 0 : 1,
    lines: answers.map(({ status, body }) => `${String(status)} ${body}`),
    json: { id, url, answers },
  };
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
): Promise<Answer | null> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WAIT_MS);
    const response = await fetch(url, { method: "POST", body, headers, signal });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    // What fetch throws for a connection that is refused or ends.
    if (error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
}

function phoneOf(name: string, phone = ""): string {
  if (!isPhone(phone)) throw new UsageError(`--${name} takes a number such as +12025550141`);
  return phone;
}

function timesOf(given: Given): number {
  const text = given.text("times") ?? "1";
  const times = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (times < 1 || times > TIMES_MAX) {
    throw new UsageError(`--times is a whole number from 1 to ${String(TIMES_MAX)}, not "${text}"`);
  }
  return times;
}
