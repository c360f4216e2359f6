/** A utility made by init and import, served as a process, seen only from outside: texts in by HTTP, texts out to a carrier end. */
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeCarrierKey } from "../../channels/simulated/key.ts";
import { signerOf } from "../../channels/telnyx/sign.ts";
import {
  costUnits,
  dollars,
  hoursBefore,
  hourStart,
  type HourRead,
  households,
  ServedUtility,
} from "../support/served-utility.ts";
import { utilityNumber } from "../support/utility-directory.ts";

/** A process takes a third of a second to start on an idle machine, and ten times that on a loaded one. */
const SLOW_MS = 60_000;
const READS = 30;
const BALS_TIMED = 60;

const homes = households(4);
const [ana, ben, chi, dee] = homes as [
  (typeof homes)[0],
  (typeof homes)[0],
  (typeof homes)[0],
  (typeof homes)[0],
];
const stranger = "+12025559999";
const firstMs = hoursBefore(Date.now(), READS);
const reads: HourRead[] = Array.from({ length: READS }, (_, at) => ({
  meter: ana.meter,
  startMs: hourStart(firstMs, at),
  quantityMicro: 417_003 + at * 10_101,
}));

let utility: ServedUtility;
let imported: Record<string, unknown>;

beforeAll(async () => {
  utility = await ServedUtility.found({ households: homes, movedInMs: firstMs });
  const lines = reads.map(
    ({ meter, startMs, quantityMicro }) =>
      `${meter},${new Date(startMs).toISOString()},60,${(quantityMicro / 1e6).toFixed(6)}`,
  );
  const file = ["meter,start,minutes,quantity", ...lines, ""].join("\n");
  imported = await utility.directory.import("reads", "reads.csv", file);
  await utility.serve();
}, SLOW_MS);

afterAll(async () => {
  await utility.leave();
});

function bodyOf(id: string, from: string, text: string): string {
  return utility.carrier.textBody({ id, from, to: utilityNumber, text });
}

/** The texts that one number got so far, in order. */
function textsTo(phone: string): string[] {
  return utility.carrier.taken.filter(({ to }) => to === phone).map(({ text }) => text);
}

describe("BAL", { timeout: SLOW_MS }, () => {
  it("is answered 200, and the carrier gets one text with the balance that the reads leave", async () => {
    expect(imported).toMatchObject({ counts: { accepted: READS }, written: true });
    const answer = await utility.text("bal-1", ana.phone, "BAL");
    expect([answer.status, await answer.json()]).toEqual([200, { outcome: "turn" }]);
    await utility.carrier.waitFor(1);
    await utility.atRest();
    const balance = dollars(ana.openingUnits - costUnits(utility.movedInDay, reads));
    expect(utility.carrier.taken).toEqual([
      {
        from: utilityNumber,
        to: ana.phone,
        text: expect.stringContaining(`My Utility: ${ana.label} balance ${balance} as of `),
        profile: null,
        messageId: expect.any(String),
        authorization: "Bearer KEY-of-the-test",
      },
    ]);
  });

  it("of an account without a read has the opening balance", async () => {
    await utility.text("bal-2", ben.phone, "bal");
    await expect
      .poll(() => textsTo(ben.phone))
      .toEqual([`My Utility: ${ben.label} balance ${dollars(ben.openingUnits)}, no reading yet.`]);
  });

  it("of a number on no account is answered, and tells nothing", async () => {
    expect((await utility.text("bal-3", stranger, "BAL")).status).toBe(200);
    await expect.poll(() => textsTo(stranger)).toHaveLength(1);
    expect(textsTo(stranger)[0]).toContain("not on any account");
  });

  it("that comes again, and again at the same moment, is said once", async () => {
    const body = bodyOf("bal-again", chi.phone, "BAL");
    const answers = await Promise.all(Array.from({ length: 12 }, () => utility.hook(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));
    const outcomes = await Promise.all(answers.map((answer) => answer.json()));
    expect(outcomes.filter((one) => JSON.stringify(one) === '{"outcome":"turn"}')).toHaveLength(1);
    expect(await (await utility.hook(body)).json()).toEqual({ outcome: "turn_seen" });
    await expect.poll(() => textsTo(chi.phone)).toHaveLength(1);
    await utility.atRest();
    expect(textsTo(chi.phone)).toHaveLength(1);
  });

  it("with words that no store could keep is understood as far as it can be", async () => {
    for (const [id, text] of [
      ["odd-1", "BAL\0"],
      ["odd-2", "\ud83dBAL\udc00"],
      ["odd-3", "\0\ud800"],
      ["odd-4", "x".repeat(20_000)],
    ] as const) {
      expect((await utility.text(id, dee.phone, text)).status).toBe(200);
    }
    await utility.atRest();
    const bal = `My Utility: ${dee.label} balance ${dollars(dee.openingUnits)}, no reading yet.`;
    // The second that is not understood within a minute is answered by silence.
    expect(textsTo(dee.phone)).toEqual([bal, bal, expect.stringContaining("not understood")]);
    expect(utility.server.hasEnded).toBe(false);
  });
});

describe("what can't be believed, read or placed changes nothing and is counted:", () => {
  const later = 360_000;
  const good = () => bodyOf("refused", ana.phone, "BAL");
  const signed = (body: string, atMs = Date.now()) => utility.carrier.sign(body, atMs);
  /** Each body is of its own moment: what is signed is the one that is sent. */
  const asSigned = (body: string, { atMs = Date.now() } = {}): [string, Record<string, string>] => [
    body,
    signed(body, atMs),
  ];
  const other = signerOf(makeCarrierKey().privatePem);
  const event = (type: string, payload: unknown) =>
    JSON.stringify({ data: { event_type: type, id: "e-1", payload } });

  it.each<[string, () => [string, Record<string, string>], number, string]>([
    ["a wrong signature", () => [good(), other(good(), Date.now())], 401, "bad_signature"],
    ["another body's signature", () => [`${good()} `, signed(good())], 401, "bad_signature"],
    ["no signature", () => [good(), {}], 401, "missing_signature"],
    [
      "a stale timestamp",
      () => asSigned(good(), { atMs: Date.now() - later }),
      401,
      "stale_timestamp",
    ],
    [
      "a future timestamp",
      () => asSigned(good(), { atMs: Date.now() + later }),
      401,
      "stale_timestamp",
    ],
    [
      "no number for a timestamp",
      () => [good(), { ...signed(good()), "telnyx-timestamp": "now" }],
      401,
      "bad_timestamp",
    ],
    [
      "a body over 256 KiB",
      () => asSigned(JSON.stringify({ data: "x".repeat(256 * 1024) })),
      413,
      "too_large",
    ],
    ["broken JSON", () => asSigned(good().slice(0, -9)), 400, "bad_json"],
    ["another shape", () => asSigned("[]"), 400, "bad_event"],
    [
      "an id that no store could keep",
      () => asSigned(bodyOf("e\0", ana.phone, "BAL")),
      400,
      "bad_event",
    ],
  ])("%s", async (_what, make, status, code) => {
    const [body, headers] = make();
    const sample = `sms_hooks_total{outcome="${code}"}`;
    const before = { contents: await utility.atRest(), count: await utility.metric(sample) };
    const answer = await utility.hook(body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({ status, code });
    expect(await utility.metric(sample)).toBe(before.count + 1);
    expect(await utility.atRest()).toEqual(before.contents);
  });

  it.each<[string, () => string, string]>([
    [
      "a number that is not the utility's",
      () => utility.carrier.textBody({ id: "u", from: ana.phone, to: "+12025550199", text: "BAL" }),
      "unknown_number",
    ],
    ["a sender that is no phone", () => bodyOf("short", "72345", "BAL"), "bad_sender"],
    ["an event of an unknown type", () => event("message.scheduled", {}), "ignored"],
    ["an event of a call that tells us nothing", () => event("call.bridged", {}), "ignored"],
  ])("%s gets a quiet 200", async (_what, make, outcome) => {
    const sample = `sms_hooks_total{outcome="${outcome}"}`;
    const before = { contents: await utility.atRest(), count: await utility.metric(sample) };
    const answer = await utility.hook(make());
    expect([answer.status, await answer.json()]).toEqual([200, { outcome }]);
    expect(await utility.metric(sample)).toBe(before.count + 1);
    expect(await utility.atRest()).toEqual(before.contents);
  });

  it.each(["GET", "PUT", "DELETE", "PATCH"])("the method %s", async (method) => {
    const before = await utility.metric('sms_hooks_total{outcome="bad_method"}');
    const contents = await utility.atRest();
    const answer = await fetch(`${utility.url}/hooks/telnyx`, { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
    expect(await answer.json()).toMatchObject({ code: "bad_method" });
    expect(await utility.metric('sms_hooks_total{outcome="bad_method"}')).toBe(before + 1);
    expect(await utility.atRest()).toEqual(contents);
  });

  it("a body that never ends, once it is over 256 KiB", async () => {
    const contents = await utility.atRest();
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(utility.url).port), "127.0.0.1");
      socket.once("data", (data) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.once("error", reject);
      socket.write("POST /hooks/telnyx HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (let part = 0; part < 5; part += 1) {
        socket.write(`10000\r\n${"x".repeat(0x10000)}\r\n`);
      }
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413/);
    expect(await utility.atRest()).toEqual(contents);
  });

  it("nothing of all this was said to anyone", async () => {
    const told = utility.carrier.taken.length;
    await utility.atRest();
    expect(utility.carrier.taken).toHaveLength(told);
  });
});

describe("after a restart", { timeout: SLOW_MS }, () => {
  it("an event that was taken before it is known, and a new one is said", async () => {
    const told = textsTo(chi.phone);
    expect(await utility.server.stop()).toBe(0);
    await utility.serve();
    const again = await utility.hook(bodyOf("bal-again", chi.phone, "BAL"));
    expect(await again.json()).toEqual({ outcome: "turn_seen" });
    await utility.text("bal-new", chi.phone, "BAL");
    await expect.poll(() => textsTo(chi.phone)).toEqual([...told, ...told]);
  });

  it("without a public key the hook answers 503 by name, and changes nothing", async () => {
    await utility.atRest();
    expect(await utility.server.stop()).toBe(0);
    await utility.serve({ environment: { TELNYX_PUBLIC_KEY: "" } });
    const contents = await utility.atRest();
    const answer = await utility.text("bal-no-key", chi.phone, "BAL");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: "no_public_key" });
    // A report of a text that was sent before may come meanwhile, and is turned away as well.
    const turnedAway = await utility.metric('sms_hooks_total{outcome="no_public_key"}');
    expect(turnedAway).toBeGreaterThanOrEqual(1);
    expect(await utility.atRest()).toEqual(contents);
    expect(await utility.server.stop()).toBe(0);
    await utility.serve();
    // The carrier comes again, and now it is believed.
    expect((await utility.text("bal-no-key", chi.phone, "BAL")).status).toBe(200);
  });

  it("BAL takes as long as it takes", async () => {
    const tookMs: number[] = [];
    for (let at = 0; at < BALS_TIMED; at += 1) {
      const beganMs = performance.now();
      const answer = await utility.text(`timed-${String(at)}`, ben.phone, "BAL");
      expect(answer.status).toBe(200);
      await answer.arrayBuffer();
      tookMs.push(performance.now() - beganMs);
    }
    const sorted = tookMs.toSorted((a, b) => a - b);
    const median = sorted[BALS_TIMED / 2] ?? 0;
    console.log(`a signed BAL from outside: ${median.toFixed(1)} ms at the median`);
  });
});
