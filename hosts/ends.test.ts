import { describe, expect, it } from "vitest";
import { isRefusal } from "../core/refusal.ts";
import { readConfiguration } from "./configuration.ts";
import { chooseEnds, describeEnds, type Ends, readSimulate, type SimulatedKind } from "./ends.ts";
import { configurationFile } from "./node/commands/init-files.ts";

const publicKey = `${"A".repeat(43)}=`;
const stripe = { STRIPE_SECRET_KEY: "sk_live_x", STRIPE_WEBHOOK_SECRET: "whsec_x" };
const real = { TELNYX_API_KEY: "KEY0123", TELNYX_PUBLIC_KEY: publicKey };

function choose(environment: Readonly<Record<string, string>>, ...kinds: SimulatedKind[]) {
  return chooseEnds(environment, new Set(kinds));
}

function endsOf(environment: Readonly<Record<string, string>>, ...kinds: SimulatedKind[]): Ends {
  const ends = choose(environment, ...kinds);
  if ("length" in ends) throw new Error(JSON.stringify(ends));
  return ends;
}

describe("readSimulate", () => {
  it.each([
    [undefined, []],
    ["carrier", ["carrier"]],
    ["carrier,meters,payments", ["carrier", "meters", "payments"]],
    [" payments , meters,meters", ["payments", "meters"]],
  ])("%j: %j", (text, kinds) => {
    const read = readSimulate(text);
    expect(isRefusal(read) ? read : [...read]).toEqual(kinds);
  });

  it.each(["", "all", "carrier,", "Carrier", "carrier meters"])("refuses %j", (text) => {
    expect(readSimulate(text)).toMatchObject({ code: "unknown_kind" });
  });
});

describe("chooseEnds", () => {
  it.each([
    [{}, [], { carrier: { kind: "off" }, meters: "off", payments: "off" }],
    [{}, ["carrier"], { carrier: { kind: "simulated" }, carrierPublicKey: null }],
    [stripe, ["carrier", "meters"], { payments: "stripe", stripe: { base: null } }],
    [{ STRIPE_SECRET_KEY: " ", STRIPE_WEBHOOK_SECRET: "whsec_x" }, [], { payments: "off" }],
    [{ STRIPE_SECRET_KEY: " " }, ["payments"], { payments: "simulated", stripe: null }],
    [
      { ...stripe, STRIPE_API_BASE: "http://127.0.0.1:8420" },
      [],
      { payments: "stripe_stand_in", stripe: { base: "http://127.0.0.1:8420" } },
    ],
    [{ ...stripe, STRIPE_API_BASE: "https://127.example.com" }, [], { payments: "stripe" }],
    [{}, ["meters", "payments"], { carrier: { kind: "off" }, meters: "simulated" }],
    [{ TELNYX_PUBLIC_KEY: publicKey }, ["carrier"], { carrierPublicKey: publicKey }],
    [{ TELNYX_API_KEY: " " }, ["carrier"], { carrier: { kind: "simulated" } }],
    [real, [], { carrier: { kind: "telnyx", isLoopback: false, onlyAllowed: false } }],
    [real, ["meters"], { carrier: { kind: "telnyx", onlyAllowed: true } }],
    [real, ["payments"], { carrier: { kind: "telnyx", onlyAllowed: true } }],
    [
      { ...real, TELNYX_BASE_URL: "http://127.0.0.1:4010" },
      ["meters", "payments"],
      { carrier: { isLoopback: true, onlyAllowed: false, baseUrl: "http://127.0.0.1:4010" } },
    ],
    [{ ...real, TELNYX_BASE_URL: "http://localhost" }, [], { carrier: { isLoopback: true } }],
    [{ ...real, TELNYX_BASE_URL: "http://[::1]:1" }, [], { carrier: { isLoopback: true } }],
    [
      { ...real, TELNYX_BASE_URL: "http://127.example.com" },
      [],
      { carrier: { isLoopback: false } },
    ],
    [
      { ...real, TELNYX_BASE_URL: "https://api.telnyx.com/v2" },
      ["meters"],
      { carrier: { isLoopback: false, onlyAllowed: true } },
    ],
  ] as const)("%j with %j", (environment, kinds, expected) => {
    expect(choose(environment, ...kinds)).toMatchObject(expected);
  });

  it.each([
    [real, ["carrier"], ["simulated_beside_real"]],
    [stripe, ["payments"], ["simulated_beside_real"]],
    [{ ...stripe, STRIPE_API_BASE: "http://127.0.0.1" }, ["payments"], ["simulated_beside_real"]],
    [{ ...stripe, STRIPE_API_BASE: "127.0.0.1:80" }, [], ["bad_base_url"]],
    [{ STRIPE_SECRET_KEY: "pk_live_x" }, [], ["bad_secret_key"]],
    [{ ...stripe, STRIPE_WEBHOOK_SECRET: "sk_live_x" }, [], ["bad_webhook_secret"]],
    [{ ...real, TELNYX_BASE_URL: "http://127.0.0.1" }, ["carrier"], ["simulated_beside_real"]],
    [{ TELNYX_BASE_URL: "nonsense" }, [], ["bad_base_url"]],
    [{ TELNYX_BASE_URL: "ftp://127.0.0.1" }, [], ["bad_base_url"]],
    [{ TELNYX_PUBLIC_KEY: "nonsense" }, [], ["bad_public_key"]],
    [{ TELNYX_PUBLIC_KEY: `${"A".repeat(44)}=` }, [], ["bad_public_key"]],
    [
      { ...real, TELNYX_PUBLIC_KEY: "x", TELNYX_BASE_URL: "x" },
      ["carrier"],
      ["simulated_beside_real", "bad_base_url", "bad_public_key"],
    ],
  ] as const)("refuses %j with %j", (environment, kinds, codes) => {
    const ends = choose(environment, ...kinds);
    expect("length" in ends ? ends.map(({ code }) => code) : ends).toEqual(codes);
  });
});

describe("describeEnds", () => {
  const numbered = configurationFile.replace("numbers = []", 'numbers = ["+12025550123"]');
  const allowing = numbered.replace("allow = []", 'allow = ["+12025550177"]');

  it.each([
    [configurationFile, {}, [], ["off", "TELNYX_API_KEY is not set"]],
    [configurationFile, {}, ["carrier"], ["simulated", "no text leaves"]],
    [configurationFile, real, [], ["wrong", "sms.numbers is empty"]],
    [numbered, { TELNYX_API_KEY: "K" }, [], ["wrong", "TELNYX_PUBLIC_KEY is not set"]],
    [numbered, real, [], ["on", "from 1 number, through Telnyx"]],
    [numbered, real, ["meters"], ["wrong", "carrier.allow is empty"]],
    [allowing, real, ["meters"], ["on", "to the 1 of carrier.allow only"]],
    [
      numbered,
      { ...real, TELNYX_BASE_URL: "http://127.0.0.1:1" },
      ["meters"],
      ["simulated", "stand-in"],
    ],
  ] as const)("says what texts do (%#)", (file, environment, kinds, [state, words]) => {
    const read = readConfiguration(file);
    if (read.kind === "refused") throw new Error(JSON.stringify(read.problems));
    const findings = describeEnds(endsOf(environment, ...kinds), read.configuration);
    const texts = findings.find(({ subject }) => subject === "texts");
    expect(texts?.state).toBe(state);
    expect(texts?.words).toContain(words);
  });

  it("says what meters and payments do", () => {
    const read = readConfiguration(configurationFile);
    if (read.kind === "refused") throw new Error(JSON.stringify(read.problems));
    const states = (...kinds: SimulatedKind[]) =>
      describeEnds(endsOf({}, ...kinds), read.configuration).map(({ state }) => state);
    expect(states()).toEqual(["off", "off", "off"]);
    expect(states("meters", "payments")).toEqual(["off", "simulated", "simulated"]);
  });

  it.each([
    [{}, [], "off", "STRIPE_SECRET_KEY is not set"],
    [{}, ["payments"], "simulated", "no money moves"],
    [{ STRIPE_SECRET_KEY: "sk_live_x" }, [], "wrong", "STRIPE_WEBHOOK_SECRET is not set"],
    [stripe, [], "on", "cards go through Stripe"],
    [{ ...stripe, STRIPE_SECRET_KEY: "sk_test_x" }, [], "on", "test mode"],
    [
      { ...stripe, STRIPE_API_BASE: "http://127.0.0.1:1" },
      [],
      "simulated",
      "the stand-in at http://127.0.0.1:1",
    ],
  ] as const)("says of cards with %j and %j: %s", (environment, kinds, state, words) => {
    const read = readConfiguration(configurationFile);
    if (read.kind === "refused") throw new Error(JSON.stringify(read.problems));
    const findings = describeEnds(endsOf(environment, ...kinds), read.configuration);
    const payments = findings.find(({ subject }) => subject === "payments");
    expect(payments).toMatchObject({ state, words: expect.stringContaining(words) as string });
  });
});
