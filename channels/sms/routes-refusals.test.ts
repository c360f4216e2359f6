import { type AddressInfo, connect } from "node:net";
import { serve } from "@hono/node-server";
import { beforeEach, describe, expect, it } from "vitest";
import { fakeHub, mounted, nowMs, post, sign, vector } from "../../test/support/sms-hooks.ts";
import { makeCarrierKey } from "../simulated/key.ts";
import { WEBHOOK_BODY_BYTES_MAX } from "../telnyx/body.ts";
import { signerOf } from "../telnyx/sign.ts";
import { SIGNATURE_HEADER, TIMESTAMP_HEADER } from "../telnyx/signature.ts";

let fake = fakeHub();
beforeEach(() => {
  fake = fakeHub();
});

describe("a request is refused, changes nothing and is counted:", () => {
  const bal = vector("received-bal");
  const good = sign(bal, nowMs);
  const without = (header: string) =>
    Object.fromEntries(Object.entries(good).filter(([name]) => name !== header));
  const big = JSON.stringify({ data: "x".repeat(WEBHOOK_BODY_BYTES_MAX) });

  it.each<[string, string, Record<string, string>, [number, string]]>([
    ["without any header", bal, {}, [401, "missing_signature"]],
    ["without a signature", bal, without(SIGNATURE_HEADER), [401, "missing_signature"]],
    ["without a timestamp", bal, without(TIMESTAMP_HEADER), [401, "missing_signature"]],
    [
      "of another carrier",
      bal,
      signerOf(makeCarrierKey().privatePem)(bal, nowMs),
      [401, "bad_signature"],
    ],
    ["of another body", `${bal} `, good, [401, "bad_signature"]],
    ["of six minutes ago", bal, sign(bal, nowMs - 360_000), [401, "stale_timestamp"]],
    ["of six minutes ahead", bal, sign(bal, nowMs + 360_000), [401, "stale_timestamp"]],
    ["of no time", bal, { ...good, [TIMESTAMP_HEADER]: "now" }, [401, "bad_timestamp"]],
    ["too big", big, sign(big, nowMs), [413, "too_large"]],
    ["too big and not signed", big, {}, [413, "too_large"]],
    ["that says it is too big", bal, { ...good, "content-length": "262145" }, [413, "too_large"]],
    ["of broken JSON", bal.slice(0, -9), sign(bal.slice(0, -9), nowMs), [400, "bad_json"]],
    ["of a form", "Text=BAL", sign("Text=BAL", nowMs), [400, "bad_json"]],
    ["of nothing", "", sign("", nowMs), [400, "bad_json"]],
    ["of another shape", "[]", sign("[]", nowMs), [400, "bad_event"]],
  ])("%s", async (_what, body, headers, [status, code]) => {
    const { response, answer } = await post(fake.hooks, body, { headers });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(answer).toEqual({
      type: "about:blank",
      title: { 400: "Bad Request", 401: "Unauthorized", 413: "Content Too Large" }[status],
      status,
      code,
      detail: expect.any(String),
    });
    expect(response.headers.has("www-authenticate")).toBe(status === 401);
    expect(fake.calls).toEqual([]);
    expect(fake.metrics).toEqual([`sms_hooks_total ${code}`]);
  });

  it("of another method", async () => {
    const response = await mounted(fake.hooks).request("/hooks/telnyx");
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    expect(fake.metrics).toEqual(["sms_hooks_total bad_method"]);
  });
});

describe("over a real connection", () => {
  async function answerTo(send: (write: (text: string) => void) => void): Promise<string> {
    const server = serve({ fetch: mounted(fake.hooks).fetch, port: 0, hostname: "127.0.0.1" });
    await new Promise((resolve) => server.once("listening", resolve));
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    try {
      return await new Promise((resolve, reject) => {
        socket.once("data", (data) => resolve(data.toString()));
        socket.once("error", reject);
        socket.once("close", () => resolve("closed"));
        send((text) => socket.write(text));
      });
    } finally {
      socket.destroy();
      server.close();
    }
  }

  it("a body that says it is too big is refused before it is sent", async () => {
    const answer = await answerTo((write) =>
      write("POST /hooks/telnyx HTTP/1.1\r\nHost: h\r\nContent-Length: 262145\r\n\r\n"),
    );
    expect(answer).toMatch(/^HTTP\/1.1 413/);
  });

  it("a body in chunks is refused once it is too big, though it never ends", async () => {
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    const answer = await answerTo((write) => {
      write("POST /hooks/telnyx HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (let sent = 0; sent < 5; sent += 1) write(chunk);
    });
    expect(answer).toMatch(/^HTTP\/1.1 413/);
  });

  it.each(["chunked", "whole"])("a signed text is taken, sent %s", async (how) => {
    const body = vector("received-spanish");
    const bytes = Buffer.byteLength(body);
    const headers = Object.entries(sign(body, nowMs)).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    const answer = await answerTo((write) => {
      write(`POST /hooks/telnyx HTTP/1.1\r\nHost: h\r\n${headers.join("")}`);
      if (how === "whole") write(`Content-Length: ${String(bytes)}\r\n\r\n${body}`);
      else write(`Transfer-Encoding: chunked\r\n\r\n${bytes.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
    });
    expect(answer).toMatch(/^HTTP\/1.1 200/);
    expect(fake.calls).toMatchObject([{ input: { text: "¿Cuánto debo? 25 €" } }]);
  });
});
