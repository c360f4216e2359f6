import { sign } from "node:crypto";
import { TelnyxWebhook } from "telnyx/lib/webhooks";
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../core/refusal.ts";
import { makeCarrierKey, readCarrierKey } from "../simulated/key.ts";
import { signerOf } from "./sign.ts";
import { SIGNATURE_HEADER, TIMESTAMP_HEADER, checkSignature } from "./signature.ts";

const carrier = makeCarrierKey();
const stranger = makeCarrierKey();
const nowMs = Date.parse("2026-11-22T12:00:00Z");
const body = '{"data":{"text":"Olé – 5 €"}}';

function check(
  headers: Record<string, string>,
  { text = body, key = carrier.publicBase64, atMs = nowMs } = {},
) {
  const answer = checkSignature(
    {
      body: Buffer.from(text),
      signature: headers[SIGNATURE_HEADER],
      timestamp: headers[TIMESTAMP_HEADER],
    },
    key,
    atMs,
  );
  return isRefusal(answer) ? answer.code : "believed";
}

const signed = signerOf(carrier.privatePem)(body, nowMs);

describe("a signature", () => {
  it("of the carrier is believed, however often", () => {
    expect([check(signed), check(signed), check(signed)]).toEqual([
      "believed",
      "believed",
      "believed",
    ]);
  });

  it("is one the vendor's own library believes", async () => {
    const now = Date.now();
    const headers = signerOf(carrier.privatePem)(body, now);
    await expect(
      new TelnyxWebhook(carrier.publicBase64).verify(body, headers),
    ).resolves.toBeUndefined();
    expect(check(headers, { atMs: now })).toBe("believed");
  });

  it.each([
    [-300_000, "believed"],
    [300_000, "believed"],
    [-300_001, "stale_timestamp"],
    [301_000, "stale_timestamp"],
    [-86_400_000, "stale_timestamp"],
    [86_400_000, "stale_timestamp"],
  ])("seen %i ms after it was made: %s", (offMs, expected) => {
    expect(check(signed, { atMs: nowMs + offMs })).toBe(expected);
  });

  const bare = (timestamp: string) =>
    sign(
      null,
      Buffer.from(`${timestamp}|${body}`),
      // A carrier would never sign such a timestamp; a good signature must not help it.
      carrier.privatePem,
    ).toString("base64");

  it.each<[string, Record<string, string>, string]>([
    ["no headers at all", {}, "missing_signature"],
    ["no signature", { [TIMESTAMP_HEADER]: "1" }, "missing_signature"],
    ["no timestamp", { [SIGNATURE_HEADER]: signed[SIGNATURE_HEADER] ?? "" }, "missing_signature"],
    ["an empty signature", { ...signed, [SIGNATURE_HEADER]: "" }, "missing_signature"],
    ["an empty timestamp", { ...signed, [TIMESTAMP_HEADER]: "" }, "missing_signature"],
    ["a date", { ...signed, [TIMESTAMP_HEADER]: "2026-11-22" }, "bad_timestamp"],
    ["a fraction", { ...signed, [TIMESTAMP_HEADER]: "1795348800.5" }, "bad_timestamp"],
    ["an exponent", { ...signed, [TIMESTAMP_HEADER]: "1e9" }, "bad_timestamp"],
    ["a hex number", { ...signed, [TIMESTAMP_HEADER]: "0x6b02" }, "bad_timestamp"],
    ["a minus sign", { ...signed, [TIMESTAMP_HEADER]: "-1795348800" }, "bad_timestamp"],
    ["a very long number", { ...signed, [TIMESTAMP_HEADER]: "9".repeat(4000) }, "bad_timestamp"],
    [
      "a signed space before it",
      { [TIMESTAMP_HEADER]: " 1", [SIGNATURE_HEADER]: bare(" 1") },
      "bad_timestamp",
    ],
    ["milliseconds", { ...signed, [TIMESTAMP_HEADER]: "179534880000" }, "stale_timestamp"],
    ["another second", { ...signed, [TIMESTAMP_HEADER]: "1795348801" }, "bad_signature"],
    ["a short signature", { ...signed, [SIGNATURE_HEADER]: "AAAA" }, "bad_signature"],
    ["no base64", { ...signed, [SIGNATURE_HEADER]: "%%%%" }, "bad_signature"],
    [
      "zeros",
      { ...signed, [SIGNATURE_HEADER]: Buffer.alloc(64).toString("base64") },
      "bad_signature",
    ],
    ["someone else's key", signerOf(stranger.privatePem)(body, nowMs), "bad_signature"],
    [
      "the signature of another body",
      signerOf(carrier.privatePem)(`${body} `, nowMs),
      "bad_signature",
    ],
  ])("with %s is refused", (_what, headers, code) => {
    expect(check(headers)).toBe(code);
  });

  it.each(["", `${body} `, body.toLowerCase()])("does not fit the body %j", (text) => {
    expect(check(signed, { text })).toBe("bad_signature");
  });

  it("is checked with the key of this moment", () => {
    expect(check(signed, { key: stranger.publicBase64 })).toBe("bad_signature");
    expect(check(signed)).toBe("believed");
  });

  it.each(["", "AAAA", carrier.publicPem, "not a key"])("under the key %j is a fault", (key) => {
    expect(() => check(signed, { key })).toThrow(/public key/);
  });
});

describe("a carrier's key", () => {
  it("is the same when read again", () => {
    expect(readCarrierKey(carrier.privatePem)).toEqual(carrier);
    expect(Buffer.from(carrier.publicBase64, "base64").byteLength).toBe(32);
    expect(carrier.publicBase64).not.toBe(stranger.publicBase64);
  });

  it("is refused when it is none", () => {
    expect(() => readCarrierKey("")).toThrow(/unsupported|PEM|DECODER/i);
    expect(() => readCarrierKey(carrier.publicPem)).toThrow(/./);
  });
});
