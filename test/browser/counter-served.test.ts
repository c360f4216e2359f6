/** The counter's page as each command serves it, and the key that the sandbox alone makes for it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SandboxKey } from "../../channels/counter/protocol.ts";
import { freePort, ServerProcess } from "../support/server-process.ts";
import { UtilityDirectory } from "../support/utility-directory.ts";

const directory = mkdtempSync(join(tmpdir(), "counter-"));
const own = new UtilityDirectory();
let words: readonly string[];
let sandbox: ServerProcess;
let serve: ServerProcess;
const urls = { sandbox: "", serve: "" };

beforeAll(async () => {
  words = ["--port", String(await freePort())];
  await own.configure([]);
  const simulated = ["--simulate", "carrier,meters,payments", "--port", String(await freePort())];
  sandbox = await ServerProcess.start({ directory, command: "sandbox", words });
  serve = await ServerProcess.start({ directory: own.path, words: simulated });
  urls.sandbox = await sandbox.listening;
  urls.serve = await serve.listening;
});

afterAll(async () => {
  await sandbox.kill();
  await serve.kill();
  rmSync(directory, { recursive: true, force: true });
  own.remove();
});

async function keyOf(utility: string): Promise<SandboxKey> {
  const answer = await fetch(`${urls.sandbox}/counter/sandbox-key?utility=${utility}`);
  return (await answer.json()) as SandboxKey;
}

async function statusFor(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${urls.sandbox}/v1/key`, { headers })).status;
}

describe("the counter's page", () => {
  it.each(["sandbox", "serve"] as const)(
    "is whole under %s, and takes nothing from elsewhere",
    async (by) => {
      const answer = await fetch(`${urls[by]}/counter?utility=valley`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toMatch(/^text\/html/);
      expect(answer.headers.get("content-security-policy")).toMatch(
        /default-src 'none'.*connect-src 'self'.*frame-ancestors 'none'/,
      );
      const page = await answer.text();
      const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = ""]) => path);
      expect(assets.filter((path) => !path.startsWith("/counter/"))).toEqual([]);
      expect(assets.filter((path) => /\.(js|css)$/.test(path)).length).toBeGreaterThan(1);
      for (const path of assets) expect((await fetch(`${urls[by]}${path}`)).status).toBe(200);
    },
  );

  it("has no file that was not built", async () => {
    const answer = await fetch(`${urls.serve}/counter/assets/..%2f..%2fpackage.json`);
    expect(answer.status).toBe(404);
  });
});

describe("a key made for the counter", () => {
  it("opens its own utility, and the sandbox leads to the first", async () => {
    const { utility, token } = await keyOf("harbor");
    const headers = { authorization: `Bearer ${token}` };
    const told = await (await fetch(`${urls.sandbox}/v1/key`, { headers })).json();
    expect(utility).toBe("harbor");
    expect(told).toMatchObject({ utility: "harbor", scopes: ["admin"], name: "Sandbox counter" });
    const led = await fetch(`${urls.sandbox}/counter`, { redirect: "manual" });
    expect(led.headers.get("location")).toBe("/counter?utility=valley");
  });

  it.each(["nowhere", "", "valley%2f..", "VALLEY"])(
    "is made for no utility %j",
    async (utility) => {
      expect(await keyOf(utility)).toMatchObject({ status: 404, code: "no_such_utility" });
    },
  );

  it("is made by no server of a real utility", async () => {
    for (const utility of ["my-utility", "valley", ""]) {
      const answer = await fetch(`${urls.serve}/counter/sandbox-key?utility=${utility}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain("swb_");
    }
    const led = await fetch(`${urls.serve}/counter`, { redirect: "manual" });
    expect(led.status).toBe(200);
  });

  it("ends with the start that made it", async () => {
    const { token } = await keyOf("valley");
    expect(await statusFor(token)).toBe(200);
    await sandbox.kill();
    sandbox = await ServerProcess.start({ directory, command: "sandbox", words });
    expect(await statusFor(token)).toBe(401);
    expect(await statusFor((await keyOf("valley")).token)).toBe(200);
  });
});
