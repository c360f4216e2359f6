import { mkdirSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkSignature } from "../../../channels/telnyx/signature.ts";
import { sandboxKey } from "../sandbox-key.ts";
import { Operator } from "./operator.ts";
import { sandboxEvent } from "./sandbox-event.ts";

let operator: Operator;

beforeEach(() => {
  operator = new Operator();
});

afterEach(() => {
  operator.leave();
});

interface Event {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
  readonly path: string | undefined;
}

/** A hub that keeps what it is sent and answers with one status. */
async function hub(status: number) {
  const events: Event[] = [];
  const server = createServer((request, response) => {
    void request.toArray().then((chunks) => {
      const body = Buffer.concat(chunks as Uint8Array[]).toString();
      events.push({ body, headers: request.headers, path: request.url });
      return response.writeHead(status).end(`status ${String(status)}`);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { events, port: String(port), close: () => server.close() };
}

function key() {
  const directory = operator.path("data/sandbox");
  mkdirSync(directory, { recursive: true });
  return sandboxKey(directory);
}

describe("sandbox-event", () => {
  it("sends a text that the hub can believe, as often as asked, under one id", async () => {
    const { publicBase64 } = key();
    const { events, port, close } = await hub(200);
    const line = `--port ${port} --from +12025550141 --times 2 PAY 20`;
    const { status, out } = await operator.run(sandboxEvent, line);
    close();
    expect([status, out]).toEqual([0, "200 status 200\n200 status 200"]);
    const bodies = events.map(({ body }) => JSON.parse(body));
    expect(bodies[0].data.payload).toMatchObject({
      text: "PAY 20",
      from: { phone_number: "+12025550141" },
      to: [{ phone_number: "+12025550100" }],
    });
    expect(bodies[1].data.id).toBe(bodies[0].data.id);
    for (const { body, headers, path } of events) {
      expect(path).toBe("/hooks/telnyx");
      const signed = {
        body: Buffer.from(body),
        signature: String(headers["telnyx-signature-ed25519"]),
        timestamp: String(headers["telnyx-timestamp"]),
      };
      expect(checkSignature(signed, publicBase64, Date.now())).toBeUndefined();
    }
  });

  it("says STOP as the carrier does", async () => {
    key();
    const { events, port, close } = await hub(200);
    await operator.run(sandboxEvent, `--port ${port} --from +12025550141 --id e-1 stop`);
    close();
    expect(JSON.parse(events[0]?.body ?? "")).toMatchObject({
      data: { id: "e-1", payload: { autoresponse_type: "STOP" } },
    });
  });

  it("is refused when the hub refuses it, when nothing answers, and without a key", async () => {
    const words = "--from +12025550141 BAL";
    expect((await operator.run(sandboxEvent, words)).err).toContain("start the sandbox first");
    key();
    const { port, close } = await hub(401);
    const refused = await operator.run(sandboxEvent, `--port ${port} ${words}`);
    expect([refused.status, refused.out]).toEqual([1, "401 status 401"]);
    close();
    const silent = await operator.run(sandboxEvent, `--port ${port} ${words}`);
    expect(silent.status).toBe(1);
    expect(silent.err).toContain("is the sandbox running there?");
  });

  it.each([
    "",
    "BAL",
    "--from +12025550141",
    "--from 2025550141 BAL",
    "--from +12025550141 --to Valley BAL",
    "--from +12025550141 --times 0 BAL",
    "--from +12025550141 --times 101 BAL",
    "--from +12025550141 --port x BAL",
    "--from +12025550141 --port 65536 BAL",
  ])("takes %j for bad usage", async (line) => {
    key();
    expect((await operator.run(sandboxEvent, line)).status).toBe(2);
  });
});
