import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import {
  type ApiEnvironment,
  authorize,
  type CheckKey,
  covers,
  hashToken,
  makeToken,
  type Scope,
  utilityOfToken,
} from "./api-key.ts";

const token = makeToken("oak-2", new Uint8Array(32).fill(250));

describe("a token", () => {
  it("names its utility, and nothing else is read as one", () => {
    expect(token).toMatch(/^swb_oak-2_[A-Za-z0-9_-]{43}$/);
    expect(utilityOfToken(token)).toBe("oak-2");
  });

  it.each([
    "",
    "swb_oak_",
    `swb_Oak_${"a".repeat(43)}`,
    `swb__${"a".repeat(43)}`,
    `swb_oak_${"a".repeat(42)}`,
    `swb_oak_${"a".repeat(44)}`,
    `x${token}`,
    `${token}\n`,
  ])("is not %j", (text) => {
    expect(utilityOfToken(text)).toBeNull();
  });

  it.each([
    ["Oak", 32],
    ["oak_1", 32],
    ["oak", 31],
  ])("is not made for %s from %i bytes", (utilityId, bytes) => {
    expect(() => makeToken(utilityId, new Uint8Array(bytes))).toThrow(RangeError);
  });

  it("is hashed with SHA-256", async () => {
    expect(await hashToken("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});

describe("covers", () => {
  it.each([
    [["read"], "read", true],
    [["admin"], "payments:write", true],
    [["read"], "reads:write", false],
    [["reads:write"], "read", false],
    [["read", "reads:write", "payments:write"], "admin", false],
    [[], "read", false],
  ] as const)("%j covers %s: %s", (held, scope, expected) => {
    expect(covers(held, scope)).toBe(expected);
  });
});

describe("authorize", () => {
  async function ask(authorization: string | null, held: readonly Scope[] | null) {
    const asked: [string, string][] = [];
    const checkKey: CheckKey = async (utilityId, hash) => {
      asked.push([utilityId, hash]);
      return held === null ? null : { keyId: "k1", scopes: held };
    };
    const app = new Hono<ApiEnvironment>();
    app.get("/", authorize(checkKey)("reads:write"), (context) => context.json(context.var.caller));
    const response = await app.request("/", {
      headers: authorization === null ? {} : { authorization },
    });
    return { response, body: await response.json(), asked };
  }

  it("lets a live key with the scope through, and shows only the hash to the store", async () => {
    const { response, body, asked } = await ask(`bearer ${token}`, ["reads:write"]);
    expect(response.status).toBe(200);
    expect(body).toEqual({ utilityId: "oak-2", keyId: "k1" });
    expect(asked).toEqual([["oak-2", await hashToken(token)]]);
  });

  it.each([
    [null, ["admin"], 401, "no_key"],
    ["", ["admin"], 401, "no_key"],
    ["Basic YTpi", ["admin"], 401, "no_key"],
    ["Bearer", ["admin"], 401, "no_key"],
    [`Bearer ${token} x`, ["admin"], 401, "no_key"],
    ["Bearer nonsense", ["admin"], 401, "bad_key"],
    [`Bearer ${token}`, null, 401, "bad_key"],
    [`Bearer ${token}`, ["read"], 403, "scope_missing"],
    [`Bearer ${token}`, [], 403, "scope_missing"],
  ] as const)("refuses %j with scopes %j", async (authorization, held, status, code) => {
    const { response, body } = await ask(authorization, held);
    expect(response.status).toBe(status);
    expect(body).toMatchObject({ status, code });
    expect(response.headers.has("www-authenticate")).toBe(status === 401);
  });

  it("asks no store about a token that is none of ours", async () => {
    expect((await ask("Bearer nonsense", ["admin"])).asked).toEqual([]);
  });
});
