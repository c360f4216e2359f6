/** The webhook routes of texts before a hub that only writes down what it is asked. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { type SmsHooks, smsHooks } from "../../channels/sms/routes.ts";
import { answerError } from "../../hosts/problem.ts";
import { makeCarrierKey } from "../../channels/simulated/key.ts";
import { signerOf } from "../../channels/telnyx/sign.ts";
import type { Home, Hub, Sql } from "../../core/ports.ts";
import { refuse } from "../../core/refusal.ts";

export const customer = "+15555550123";
export const utility = "+15555550100";
export const nowMs = Date.parse("2026-11-22T12:00:10Z");
const key = makeCarrierKey();
export const sign = signerOf(key.privatePem);

/** A hub that writes down what it is asked; `trouble` is what its store does instead. */
export function fakeHub(trouble?: "refuses" | "breaks") {
  const calls: unknown[] = [];
  const hub: Hub = {
    utilityId: "u1",
    clock: { now: () => ({ wallMs: nowMs, serviceMs: nowMs }) },
    store: {
      transact: async <Result>(home: Home, work: (sql: Sql) => Result) => {
        if (trouble === "breaks") throw new Error("disk full");
        calls.push(home);
        return work({} as Sql);
      },
      read: () => Promise.reject(new Error("an end reads nothing")),
      sliceOf: (home) => home,
      slices: () => [],
    },
    makeId: () => "id",
    secrets: {
      digest: () => Promise.reject(new Error("an end sees no secret")),
      matches: () => Promise.reject(new Error("an end sees no secret")),
    },
    wake: () => calls.push("wake"),
  };
  const metrics: string[] = [];
  const faults: unknown[] = [];
  const note = (_sql: Sql, _now: unknown, input: object) => {
    calls.push(input);
    return trouble === "refuses" ? refuse("no_such_message", "none") : { kind: "noted" };
  };
  const hooks: SmsHooks = {
    hubOf: (number) => (number === utility ? hub : undefined),
    publicKey: () => key.publicBase64,
    nowMs: () => nowMs,
    metrics: { count: (name, labels) => metrics.push(`${name} ${labels?.["outcome"] ?? ""}`) },
    fault: (error) => faults.push(error),
    takeTurn: async (_hub, turn) => {
      if (trouble === "breaks") throw new Error("disk full");
      calls.push(turn);
      return { kind: "taken", prompts: 1 };
    },
    noteConsent: note,
    noteDelivery: note,
  };
  return { calls, metrics, faults, hooks };
}

export function vector(name: string): string {
  const path = join(import.meta.dirname, `../vectors/telnyx/${name}.json`);
  return readFileSync(path, "utf8");
}

export function changed(name: string, change: (payload: Record<string, unknown>) => void): string {
  const event = JSON.parse(vector(name)) as { data: { payload: Record<string, unknown> } };
  change(event.data.payload);
  return JSON.stringify(event);
}

interface Posted {
  readonly headers?: Record<string, string>;
  readonly path?: string;
}

/** The routes as a host mounts them; what a host would log is an error of the test. */
export function mounted(hooks: SmsHooks): Hono {
  const app = new Hono().route("/hooks/telnyx", smsHooks(hooks));
  app.onError(
    answerError((error) => {
      throw error;
    }),
  );
  return app;
}

/** Posts as the carrier would; signed now, unless the headers are given. */
export async function post(hooks: SmsHooks, body: string, { headers, path }: Posted = {}) {
  const response = await mounted(hooks).request(`/hooks/telnyx${path ?? ""}`, {
    method: "POST",
    body,
    headers: headers ?? sign(body, nowMs),
  });
  return { response, status: response.status, answer: await response.json() };
}
