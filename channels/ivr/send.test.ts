import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CallScript } from "../../core/conversation/prompt.ts";
import type { CallAct, OutgoingCallStep } from "../../core/ports.ts";
import { readClientState } from "../telnyx/call-event.ts";
import { telnyxClient } from "../telnyx/client.ts";
import { telnyxCalls } from "./send.ts";

interface Taken {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

let server: Server;
let taken: Taken[] = [];
let answer: (taken: Taken, response: ServerResponse) => void;

const ok = (_taken: Taken, response: ServerResponse): void => {
  response.writeHead(200, { "content-type": "application/json" });
  response.end('{"data":{"result":"ok"}}');
};

beforeEach(async () => {
  taken = [];
  answer = ok;
  server = createServer((request, response) => void take(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
  const one = { path: request.url ?? "", body };
  taken.push(one);
  answer(one, response);
}

function calls(port = (server.address() as AddressInfo).port) {
  const baseUrl = `http://127.0.0.1:${String(port)}/v2`;
  return telnyxCalls({ client: telnyxClient({ apiKey: "KEY", baseUrl }), timeoutMs: 2_000 });
}

function step(act: CallAct): OutgoingCallStep {
  const shared = { id: "m1", callId: "v3:a", turn: 7, language: "en" };
  return { ...shared, from: "+15555550100", to: "+15555550123", act };
}

const menu: CallScript = {
  first: [],
  says: [],
  wait: {
    kind: "menu",
    choices: [{ press: "1", option: "pay", line: { key: "choice_pay" } }],
  },
  interrupts: false,
};
const play = (script: Partial<CallScript>, part: "first" | "rest" = "rest"): CallAct => ({
  kind: "play",
  part,
  script: { ...menu, ...script },
});

describe("a step is sent as commands:", () => {
  it.each<[string, CallAct, readonly string[]]>([
    ["answered", { kind: "answer" }, ["answer"]],
    ["overtaken by a newer call", { kind: "end" }, ["hangup"]],
    ["a menu", play({}), ["gather_using_speak"]],
    ["news over a menu", play({ interrupts: true }), ["gather_stop", "gather_using_speak"]],
    ["what no key interrupts", play({ first: [{ key: "call_back" }] }, "first"), ["speak"]],
    ["put through", play({ wait: { kind: "transfer", to: "+15550001999" } }), ["transfer"]],
    ["hung up", play({ wait: { kind: "hang_up" } }), ["hangup"]],
    ["a hold", play({ says: [{ key: "hold" }], wait: { kind: "hold" } }), ["gather_using_speak"]],
  ])("%s", async (_name, act, actions) => {
    expect(await calls().act(step(act))).toEqual({ kind: "sent", carrierId: "v3:a" });
    expect(taken.map(({ path }) => path)).toEqual(
      actions.map((action) => `/v2/calls/v3:a/actions/${action}`),
    );
  });

  it("one key, one try, and the turn with it", async () => {
    await calls().act(step(play({})));
    expect(taken[0]?.body).toMatchObject({
      payload: "<speak><s>To pay, press 1.</s></speak>",
      payload_type: "ssml",
      language: "en-US",
      minimum_digits: 1,
      maximum_digits: 1,
      maximum_tries: 1,
      terminating_digit: "#",
    });
    expect(readClientState(String(taken[0]?.body["client_state"]))).toEqual({
      turn: 7,
      line: "+15555550123",
      number: "+15555550100",
      atOnce: "#",
    });
  });

  it("the same again under the same command ids, and each command under its own", async () => {
    const news = step(play({ interrupts: true }));
    await calls().act(news);
    await calls().act(news);
    const ids = taken.map(({ body }) => body["command_id"]);
    expect(ids.slice(0, 2)).toEqual(ids.slice(2));
    expect(new Set(ids).size).toBe(2);
  });

  it("in Spanish by a Spanish voice", async () => {
    await calls().act({ ...step(play({})), language: "es" });
    expect(taken[0]?.body).toMatchObject({
      payload: "<speak><s>Para pagar, pulse 1.</s></speak>",
      language: "es-US",
    });
  });
});

describe("what came of it:", () => {
  const fails =
    (status: number, code: string) =>
    (_taken: Taken, response: ServerResponse): void => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ errors: [{ code, title: "t" }] }));
    };

  it.each([
    ["the call is over", fails(422, "90018"), { kind: "refused", code: "90018" }],
    ["no such call", fails(404, "10005"), { kind: "refused", code: "10005" }],
    ["too many requests", fails(429, "10011"), { kind: "retry", code: "10011" }],
    ["a server that fails", fails(503, "10016"), { kind: "unknown" }],
    [
      "a connection that breaks",
      (_taken: Taken, response: ServerResponse) => response.destroy(),
      { kind: "unknown" },
    ],
  ])("%s", async (_name, answers, outcome) => {
    answer = answers;
    expect(await calls().act(step(play({})))).toEqual(outcome);
    expect(taken).toHaveLength(1);
  });

  it("nobody listens", async () => {
    const gone = createServer().listen(0, "127.0.0.1");
    await once(gone, "listening");
    const { port } = gone.address() as AddressInfo;
    gone.close();
    await once(gone, "close");
    const outcome = await calls(port).act(step(play({})));
    expect(outcome).toEqual({ kind: "retry", code: "ECONNREFUSED" });
  });

  it("nothing was being gathered that had to stop: the step goes on", async () => {
    answer = (one, response) =>
      one.path.endsWith("gather_stop") ? fails(422, "90061")(one, response) : ok(one, response);
    const outcome = await calls().act(step(play({ interrupts: true })));
    expect(outcome).toEqual({ kind: "sent", carrierId: "v3:a" });
    expect(taken).toHaveLength(2);
  });

  it.each<[string, (one: Taken, response: ServerResponse) => void]>([
    ["stopped", ok],
    ["as good as stopped", fails(422, "90061")],
  ])("what was gathered is %s, and is not stopped again where the rest is", async (_how, stops) => {
    answer = (one, response) =>
      one.path.endsWith("gather_stop") ? stops(one, response) : fails(503, "10016")(one, response);
    const news = step(play({ interrupts: true }));
    expect(await calls().act(news)).toEqual({ kind: "unknown", hasStopped: true });
    answer = ok;
    taken = [];
    const again = await calls().act({ ...news, hasStopped: true });
    expect(again).toEqual({ kind: "sent", carrierId: "v3:a" });
    expect(taken.map(({ path }) => path)).toEqual(["/v2/calls/v3:a/actions/gather_using_speak"]);
  });

  it("a first command that failed keeps the second back", async () => {
    answer = fails(503, "10016");
    expect(await calls().act(step(play({ interrupts: true })))).toEqual({ kind: "unknown" });
    expect(taken).toHaveLength(1);
  });
});
