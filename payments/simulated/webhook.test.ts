import { beforeEach, describe, expect, it } from "vitest";
import { accountHome } from "../../core/ids.ts";
import type { Home, Hub } from "../../core/ports.ts";
import { isRefusal } from "../../core/refusal.ts";
import { migrations } from "../../core/store/migrations/all.ts";
import { type NodeStore, openStore } from "../../hosts/node/store.ts";
import type { ProcessorEvent } from "./processor.ts";
import {
  SIGNATURE_HEADER,
  TOLERANCE_MS,
  checkSignature,
  readEvent,
  signedHeaders,
  simulatedPaymentHooks,
} from "./webhook.ts";

const secret = "whsec_only_for_tests";
const nowMs = Date.UTC(2026, 10, 22, 12);
const event: ProcessorEvent = {
  id: "sim_1.succeeded",
  merchant: "oak",
  key: "charge/oak/1001/p1",
  paymentId: "p1",
  accountId: "1001",
  kind: "succeeded",
  processorId: "sim_1",
  code: null,
};
const body = JSON.stringify(event);

describe("a signature", () => {
  const header = signedHeaders(secret, body, nowMs)[SIGNATURE_HEADER];

  it("of this body and this moment is believed", () => {
    expect(checkSignature({ body, header }, secret, nowMs)).toBeNull();
    expect(checkSignature({ body, header }, secret, nowMs + TOLERANCE_MS)).toBeNull();
    expect(checkSignature({ body, header }, secret, nowMs - TOLERANCE_MS)).toBeNull();
  });

  it.each<[string, { body?: string; header?: string | undefined }, string, number]>([
    ["missing_signature", { header: undefined }, secret, nowMs],
    ["missing_signature", { header: "" }, secret, nowMs],
    ["bad_signature", { header: "v1=abc" }, secret, nowMs],
    ["bad_signature", { header: header?.replace("t=", "t=x") }, secret, nowMs],
    ["bad_signature", { header: header?.slice(0, -2) }, secret, nowMs],
    ["bad_signature", { header: header?.replace(/t=\d/, "t=9") }, secret, nowMs],
    [
      "bad_signature",
      { header: header?.replace(/.$/, (last) => (last === "0" ? "1" : "0")) },
      secret,
      nowMs,
    ],
    ["bad_signature", { body: body.replace("1001", "1002") }, secret, nowMs],
    ["bad_signature", { body: `${body} ` }, secret, nowMs],
    ["bad_signature", {}, "another secret", nowMs],
    ["stale_timestamp", {}, secret, nowMs + TOLERANCE_MS + 1],
    ["stale_timestamp", {}, secret, nowMs - TOLERANCE_MS - 1],
  ])("is refused as %s", (code, change, by, atMs) => {
    expect(checkSignature({ body, header, ...change }, by, atMs)?.code).toBe(code);
  });
});

describe("an event", () => {
  it("is read as it was written, without what does not belong to it", () => {
    expect(readEvent(body)).toEqual(event);
    expect(readEvent(JSON.stringify({ ...event, more: 1 }))).toEqual(event);
    const declined = { ...event, kind: "declined", code: "card_declined" };
    expect(readEvent(JSON.stringify(declined))).toEqual(declined);
  });

  it.each<[string, string]>([
    ["bad_json", ""],
    ["bad_json", "{"],
    ["bad_event", "null"],
    ["bad_event", "[]"],
    ["bad_event", '"text"'],
    ["bad_event", JSON.stringify({ ...event, kind: "refunded" })],
    ["bad_event", JSON.stringify({ ...event, id: "" })],
    ["bad_event", JSON.stringify({ ...event, accountId: 1001 })],
    ["bad_event", JSON.stringify({ ...event, merchant: undefined })],
    ["bad_event", JSON.stringify({ ...event, paymentId: "x".repeat(501) })],
    ["bad_event", JSON.stringify({ ...event, code: 5 })],
    ["bad_event", JSON.stringify({ ...event, code: undefined })],
  ])("is refused as %s: %s", (code, text) => {
    const read = readEvent(text);
    expect(isRefusal(read) && read.code).toBe(code);
  });
});

describe("POST /hooks/simulated-payments", () => {
  let store: NodeStore;
  const homes: Home[] = [];
  const counts = new Map<string, number>();
  const faults: unknown[] = [];
  let broken = false;

  beforeEach(() => {
    const opened = openStore({ path: ":memory:", home: "utility:oak", migrations });
    if (isRefusal(opened)) throw new Error(opened.message);
    store = opened;
    homes.length = 0;
    counts.clear();
    faults.length = 0;
    broken = false;
  });

  const hub = (): Hub => ({
    utilityId: "oak",
    clock: { now: () => ({ wallMs: nowMs, serviceMs: nowMs }) },
    secrets: {
      digest: () => Promise.reject(new Error("a processor sees no secret")),
      matches: () => Promise.reject(new Error("a processor sees no secret")),
    },
    makeId: () => "id",
    wake: () => undefined,
    store: {
      transact: (home, work) => {
        homes.push(home);
        return broken ? Promise.reject(new Error("disk full")) : store.transact(home, work);
      },
      read: (home, work) => store.read(home, work),
      sliceOf: (home) => store.sliceOf(home),
      slices: () => store.slices(),
    },
  });
  const app = () =>
    simulatedPaymentHooks({
      secret,
      hubOf: (merchant) => (merchant === "oak" ? hub() : undefined),
      nowMs: () => nowMs,
      metrics: {
        count: (name, labels) => {
          const key = `${name} ${labels?.["outcome"] ?? ""}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        },
      },
      fault: (error) => faults.push(error),
    });
  const post = (
    text: string,
    headers: Record<string, string> = signedHeaders(secret, text, nowMs),
  ) => app().request("/", { method: "POST", body: text, headers });

  it("hands a signed event in at the account's home", async () => {
    const response = await post(body);
    expect(response.status).toBe(200);
    // The store of this test has no accounts: the hub itself says so, and nothing is left to be sent again.
    expect(await response.json()).toEqual({ outcome: "no_such_payment" });
    expect(homes).toEqual([accountHome("1001")]);
    expect([...counts]).toEqual([["payment_hooks_total no_such_payment", 1]]);
  });

  it("takes note of a merchant that is none of ours, quietly", async () => {
    const other = JSON.stringify({ ...event, merchant: "elm" });
    const response = await post(other);
    expect([response.status, await response.json()]).toEqual([
      200,
      { outcome: "unknown_merchant" },
    ]);
    expect(homes).toEqual([]);
  });

  it.each<[number, string, string, Record<string, string> | undefined]>([
    [401, "missing_signature", body, {}],
    [401, "bad_signature", body, signedHeaders("another secret", body, nowMs)],
    [401, "bad_signature", `${body} `, signedHeaders(secret, body, nowMs)],
    [401, "stale_timestamp", body, signedHeaders(secret, body, nowMs - TOLERANCE_MS - 1_000)],
    [400, "bad_json", "{", undefined],
    [400, "bad_event", "{}", undefined],
    [413, "too_large", JSON.stringify({ ...event, key: "x".repeat(20_000) }), undefined],
  ])("answers %i %s and changes nothing", async (status, code, text, headers) => {
    const response = await (headers === undefined ? post(text) : post(text, headers));
    expect(response.status).toBe(status);
    expect([...counts]).toEqual([[`payment_hooks_total ${code}`, 1]]);
    expect(homes).toEqual([]);
  });

  it("asks to be told again when the event could not be kept", async () => {
    broken = true;
    const response = await post(body);
    expect(response.status).toBe(503);
    expect(faults).toHaveLength(1);
    expect([...counts]).toEqual([["payment_hooks_total not_kept", 1]]);
  });

  it.each(["GET", "PUT", "DELETE"])("does not know %s", async (method) => {
    expect((await app().request("/", { method })).status).toBe(404);
  });
});
