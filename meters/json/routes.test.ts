import type { MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../core/refusal.ts";
import type { ParsedRegister } from "./register-schema.ts";
import type { ParsedRead } from "./schema.ts";
import { type ReadResult, type ReadsEnvironment, readsRoutes } from "./routes.ts";

const allow: MiddlewareHandler<ReadsEnvironment> = async (context, next) => {
  context.set("caller", { utilityId: "oak", keyId: "k1" });
  await next();
};

/** The routes over a recorder that accepts everything, and what it was given. */
function end(authorize: MiddlewareHandler<ReadsEnvironment> = allow) {
  const calls: [string, readonly (ParsedRead | ParsedRegister)[]][] = [];
  const app = readsRoutes({
    authorize: () => authorize,
    record: async (utilityId, reads) => {
      calls.push([utilityId, reads]);
      return reads.map((read): ReadResult => ({
        outcome: "revision" in read && read.revision > 0 ? "revised" : "accepted",
        code: null,
        message: read.meterId,
      }));
    },
  });
  app.onError((error, context) => {
    if (!(error instanceof HTTPException)) throw error;
    const code = isRefusal(error.cause) ? error.cause.code : error.message;
    return context.json({ code }, error.status);
  });
  const post = async (body: string) => {
    const response = await app.request("/v1/reads", { method: "POST", body });
    return { status: response.status, body: await response.json() };
  };
  return { post, calls };
}

const read = { meter: "E-1", start: "2026-11-22T14:00:00Z", minutes: 60, quantity: "0.412" };

describe("POST /v1/reads", () => {
  it("answers one result a read, in order, and records only those it could read", async () => {
    const { post, calls } = end();
    const reads = [read, { ...read, quantity: "x" }, { ...read, meter: "E-2", revision: 1 }, 5];
    const { status, body } = await post(JSON.stringify({ reads }));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      results: [
        { outcome: "accepted", message: "E-1" },
        { outcome: "refused", code: "bad_quantity" },
        { outcome: "revised", message: "E-2" },
        { outcome: "refused", code: "not_an_object" },
      ],
    });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.[0]).toBe("oak");
    expect(calls[0]?.[1].map(({ meterId }) => meterId)).toEqual(["E-1", "E-2"]);
  });

  it.each([
    ["no reads", { reads: [] }],
    ["no good read", { reads: [{}] }],
  ])("records nothing for %s", async (_name, body) => {
    const { post, calls } = end();
    expect((await post(JSON.stringify(body))).status).toBe(200);
    expect(calls).toEqual([]);
  });

  it("takes 10,000 reads and refuses 10,001", async () => {
    const { post, calls } = end();
    const reads = Array.from({ length: 10_001 }, () => read);
    expect(await post(JSON.stringify({ reads }))).toEqual({
      status: 413,
      body: { code: "too_many_reads" },
    });
    expect(calls).toEqual([]);
    expect((await post(JSON.stringify({ reads: reads.slice(1) }))).status).toBe(200);
    expect(calls[0]?.[1]).toHaveLength(10_000);
  });

  it.each([
    ["", 400, "not_json"],
    ["{", 400, "not_json"],
    ["null", 422, "no_reads"],
    ["[]", 422, "no_reads"],
    ['{"reads": {}}', 422, "no_reads"],
    [`{"reads": [${" ".repeat(16 * 1024 * 1024)}]}`, 413, "body_too_large"],
  ])("refuses a body (%#)", async (text, status, code) => {
    const { post, calls } = end();
    expect(await post(text)).toEqual({ status, body: { code } });
    expect(calls).toEqual([]);
  });

  it("reads nothing for a caller without the scope", async () => {
    const { post, calls } = end(async () => {
      throw new HTTPException(403, { message: "scope" });
    });
    expect((await post(JSON.stringify({ reads: [read] }))).status).toBe(403);
    expect(calls).toEqual([]);
  });

  it("faults when a read has no result", async () => {
    const app = readsRoutes({ authorize: () => allow, record: async () => [] });
    app.onError((error, context) => context.text(error.message, 500));
    const body = JSON.stringify({ reads: [read] });
    const response = await app.request("/v1/reads", { method: "POST", body });
    expect(response.status).toBe(500);
  });
});
