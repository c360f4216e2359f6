import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRefusal } from "../../core/refusal.ts";
import { configure } from "./commands/configure.ts";
import { importCommand } from "./commands/import.ts";
import { key } from "./commands/key.ts";
import { Operator } from "./commands/operator.ts";
import { remoteCommands } from "./remote.ts";

/** A hub's command route that answers what a test says and writes down what it was asked. */
class Far {
  readonly asked: { key: string | undefined; path: string | undefined; body: unknown }[] = [];
  status = 200;
  answer = '{"result": null}';
  url = "";
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      this.asked.push({ key: request.headers.authorization, path: request.url, body });
      response.writeHead(this.status, { location: "http://127.0.0.1:9/" });
      response.end(this.answer);
    });
  });

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

let far: Far;

beforeEach(async () => {
  far = new Far();
  await far.listen();
});

afterEach(() => far.close());

async function send(status: number, answer: string): Promise<unknown> {
  Object.assign(far, { status, answer });
  const commands = remoteCommands(far.url, "the-key");
  if (isRefusal(commands)) throw new Error(commands.message);
  return commands("list_keys", { utilityId: "u" });
}

describe("a hub at an address", () => {
  it("is asked with the key, and its result is the answer", async () => {
    expect(await send(200, '{"result": [1]}')).toEqual([1]);
    expect(far.asked).toEqual([
      {
        key: "Bearer the-key",
        path: "/v1/commands",
        body: { command: "list_keys", args: { utilityId: "u" } },
      },
    ]);
  });

  it.each([
    [401, '{"code": "bad_key", "detail": "no"}', "bad_key"],
    [503, '{"code": "not_configured", "detail": "no"}', "not_configured"],
    [404, "not found", "not_a_hub"],
    [200, "<html>", "not_a_hub"],
    [200, "null", "not_a_hub"],
    [502, '{"error": 1}', "not_a_hub"],
    [302, "", "unreachable"],
  ])("that answers %i %s is a refusal: %s", async (status, answer, code) => {
    expect(await send(status, answer)).toMatchObject({ code });
  });

  it("that has a fault of its own is a fault here", async () => {
    await expect(send(500, '{"code": "fault", "detail": "our side"}')).rejects.toThrow(/our side/);
  });

  it("that is not there is a refusal which says that the outcome is not known", async () => {
    const { url } = far;
    await far.close();
    const commands = remoteCommands(url, "k");
    if (isRefusal(commands)) throw new Error(commands.message);
    const answer = await commands("x", {});
    expect(answer).toMatchObject({ code: "unreachable" });
    await far.listen();
  });

  it.each([
    ["http://hub.example", "k", "bad_url"],
    ["ftp://127.0.0.1", "k", "bad_url"],
    ["https://me@hub.example", "k", "bad_url"],
    ["https://hub.example?x=1", "k", "bad_url"],
    ["hub.example", "k", "bad_url"],
    ["https://hub.example", undefined, "no_key"],
    ["https://hub.example", "  ", "no_key"],
    ["https://hub.example", "two words", "no_key"],
    ["https://hub.example", "line\nbreak", "no_key"],
  ])("at %s with the key %s is not asked: %s", (url, secret, code) => {
    expect(remoteCommands(url, secret)).toMatchObject({ code });
  });
});

describe("commands with --url", () => {
  const secret = { SWITCHBOARD_ADMIN_KEY: "the-key" };
  let operator: Operator;

  beforeEach(async () => {
    operator = new Operator();
    await operator.begin("init");
  });

  afterEach(() => {
    operator.leave();
  });

  it("send the configuration file as it is", async () => {
    far.answer = '{"result": {"findings": []}}';
    const { status, out } = await operator.run(configure, `--url ${far.url}`, secret);
    expect([status, out]).toEqual([0, expect.stringContaining("now serves my-utility")]);
    const text = operator.read("switchboard.toml");
    expect(far.asked[0]?.body).toEqual({
      command: "configure",
      args: { utilityId: "my-utility", text },
    });
  });

  it("import there: judged first, then written, and no data is made here", async () => {
    far.answer = JSON.stringify({
      result: Array.from({ length: 3 }, () => ({ kind: "accepted" })),
    });
    const line = `tariffs tariffs.json --url ${far.url}`;
    expect((await operator.run(importCommand, line, secret)).status).toBe(0);
    const modes = far.asked.map(({ body }) => (body as { args: { mode: string } }).args.mode);
    expect(modes).toEqual(["check", "write"]);
    expect(existsSync(operator.path("data"))).toBe(false);
  });

  it.each([
    ["configure", configure, "", 2],
    ["configure", configure, "--url nowhere", 1],
    ["import", importCommand, "tariffs tariffs.json --url nowhere", 1],
    ["key", key, "list --url http://hub.example", 1],
  ] as const)("%s refuses a wrong address (%#)", async (_, command, line, status) => {
    expect((await operator.run(command, line, secret)).status).toBe(status);
    expect(far.asked).toEqual([]);
  });

  it("refuse without a key, and tell what the hub refused", async () => {
    expect((await operator.run(key, `list --url ${far.url}`)).err).toMatch(/SWITCHBOARD_ADMIN_KEY/);
    Object.assign(far, { status: 401, answer: '{"code": "bad_key", "detail": "not the key"}' });
    const { status, err } = await operator.run(key, `list --url ${far.url}`, secret);
    expect([status, err]).toEqual([1, "not the key"]);
  });
});
