import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OutgoingMessage, SayOutcome } from "../../core/ports.ts";
import { telnyxClient } from "../telnyx/client.ts";
import { type TelnyxCarrierOptions, telnyxCarrier } from "./send.ts";

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

interface Request {
  readonly line: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

let answer: Answer;
let requests: Request[] = [];
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString()));
  request.on("end", () => {
    const line = `${request.method ?? ""} ${request.url ?? ""}`;
    const { authorization } = request.headers;
    requests.push({ line, authorization, body: JSON.parse(body) as unknown });
    answer(response, request);
  });
});

let baseUrl = "";
beforeEach(async () => {
  requests = [];
  answer = accepts;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v2`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const message: OutgoingMessage = {
  id: "m1",
  channel: "sms",
  from: "+15555550100",
  to: "+15555550123",
  language: "en",
  prompt: { utility: "U", key: "nothing_done" },
};

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function accepts(response: ServerResponse): void {
  json(response, 200, { data: { id: "carrier-1", record_type: "message" } });
}

function errors(status: number, ...codes: readonly (string | number)[]): Answer {
  const body = { errors: codes.map((code) => ({ code, title: "No", detail: "No." })) };
  return (response) => json(response, status, body);
}

function say(options: Partial<TelnyxCarrierOptions> = {}): Promise<SayOutcome> {
  const client = telnyxClient({ apiKey: "KEY-test", baseUrl });
  return telnyxCarrier({ client, render: () => "Oak St 12: $20.00.", ...options }).say(message);
}

describe("a text sent through the vendor's own library", () => {
  it("is one request with what the carrier needs", async () => {
    expect(await say()).toEqual({ kind: "sent", carrierId: "carrier-1" });
    expect(requests).toEqual([
      {
        line: "POST /v2/messages",
        authorization: "Bearer KEY-test",
        body: { from: message.from, to: message.to, text: "Oak St 12: $20.00." },
      },
    ]);
  });

  it("names its profile and where its reports go", async () => {
    const webhookUrlOf = (id: string) => `https://hub.example/hooks/telnyx?message=${id}`;
    await say({ messagingProfileId: "profile-1", webhookUrlOf });
    expect(requests[0]?.body).toMatchObject({
      messaging_profile_id: "profile-1",
      webhook_url: "https://hub.example/hooks/telnyx?message=m1",
    });
  });

  it("is in the hub's words when no others are given", async () => {
    const carrier = telnyxCarrier({ client: telnyxClient({ apiKey: "KEY-test", baseUrl }) });
    await carrier.say(message);
    expect(requests[0]?.body).toMatchObject({ text: expect.stringMatching(/./) });
  });

  it("is not sent when it is over ten parts", async () => {
    expect(await say({ render: () => "x".repeat(1531) })).toEqual({
      kind: "refused",
      code: "too_long",
    });
    expect(requests).toEqual([]);
  });
});

const unknown: SayOutcome = { kind: "unknown" };
const optedOut: SayOutcome = { kind: "opted_out" };
const retry = (code: string): SayOutcome => ({ kind: "retry", code });
const refused = (code: string): SayOutcome => ({ kind: "refused", code });
const broken: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.end('{"data":{"id":');
};

describe("the carrier's answer, after one request and no more:", () => {
  it.each<[string, Answer, SayOutcome]>([
    ["409 with 40300", errors(409, "40300"), optedOut],
    ["403 with the number 40300", errors(403, 40300), optedOut],
    ["422 with 40300 among others", errors(422, "10015", "40300"), optedOut],
    ["500 with 40300", errors(500, "40300"), optedOut],
    ["429 with 10011", errors(429, "10011"), retry("10011")],
    ["429 of a gateway", (response) => json(response, 429, "slow down"), retry("429")],
    ["429 with 40018", errors(429, "40018"), retry("40018")],
    ["400 with 40006", errors(400, "40006"), retry("40006")],
    ["400 with 40008", errors(400, "40008"), retry("40008")],
    ["400 with 40011", errors(400, "40011"), retry("40011")],
    ["400 with 40016", errors(400, "40016"), retry("40016")],
    ["403 with 40318", errors(403, "40318"), retry("40318")],
    ["503 with 40318: not taken, it says so", errors(503, "40318"), retry("40318")],
    ["401 with 10009: our own key is wrong", errors(401, "10009"), retry("10009")],
    ["403 with 20100: our own account is empty", errors(403, "20100"), retry("20100")],
    ["409 with 40312: our own profile is off", errors(409, "40312"), retry("40312")],
    ["408", errors(408), retry("408")],
    ["400 with 40001", errors(400, "40001"), refused("40001")],
    ["400 with 40003", errors(400, "40003"), refused("40003")],
    ["403 with 40010", errors(403, "40010"), refused("40010")],
    ["400 with 40322", errors(400, "40322"), refused("40322")],
    ["422 with 10015", errors(422, "10015"), refused("10015")],
    ["404 of no carrier", (response) => response.writeHead(404).end("not here"), refused("404")],
    ["400 with no errors", (response) => json(response, 400, { errors: [] }), refused("400")],
    ["400 with strange errors", (response) => json(response, 400, { errors: "x" }), refused("400")],
    ["400 with null", (response) => json(response, 400, null), refused("400")],
    ["500 with 10007", errors(500, "10007"), unknown],
    ["500 of a gateway", (response) => response.writeHead(500).end("<html>"), unknown],
    ["502", errors(502), unknown],
    ["503", errors(503), unknown],
    ["504", errors(504), unknown],
    ["501", errors(501), unknown],
    ["202, accepted without an id", (response) => json(response, 202, { data: {} }), unknown],
    ["204", (response) => response.writeHead(204).end(), unknown],
    ["200 and half a body", broken, unknown],
    ["200 and a page", (response) => response.writeHead(200).end("<html>"), unknown],
    ["a reset after the request", (_response, request) => request.socket.destroy(), unknown],
    [
      "a reset within the answer",
      (response, request) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "90" });
        response.write('{"data":');
        setTimeout(() => request.socket.destroy(), 10);
      },
      unknown,
    ],
  ])("%s", async (_what, how, expected) => {
    answer = how;
    expect(await say()).toEqual(expected);
    expect(requests).toHaveLength(1);
  });

  it.each<[string, Answer]>([
    ["nothing at all", () => undefined],
    [
      "only headers",
      (response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.write('{"data":');
      },
    ],
  ])("%s, until we give up", async (_what, how) => {
    answer = how;
    expect(await say({ timeoutMs: 150 })).toEqual(unknown);
    expect(requests).toHaveLength(1);
  });
});

describe("no connection", () => {
  it("is known not to have been sent when nobody listens", async () => {
    await new Promise((resolve) => server.close(resolve));
    expect(await say()).toEqual(retry("ECONNREFUSED"));
    expect(requests).toEqual([]);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  it("is known not to have been sent when the name is unknown", async () => {
    const client = telnyxClient({ apiKey: "KEY-test", baseUrl: "http://carrier.invalid/v2" });
    const outcome = await say({ client });
    expect(outcome).toMatchObject({
      kind: "retry",
      code: expect.stringMatching(/ENOTFOUND|AGAIN/),
    });
  });

  it("is made by one client, loaded once", async () => {
    const client = telnyxClient({ apiKey: "KEY-test", baseUrl });
    expect(client()).toBe(client());
    expect((await client()).maxRetries).toBe(0);
  });
});
