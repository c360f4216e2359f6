/** A whole call by TwiML through the hub's own HTTP surface: its prompts are the answers. */
import { beforeEach, describe, expect, it } from "vitest";
import { answerError } from "../../hosts/problem.ts";
import { createMetrics } from "../../hosts/metrics.ts";
import { currentStep } from "../../core/hub/current-step.ts";
import { setSecret } from "../../core/hub/set-secret.ts";
import { takeTurn } from "../../core/hub/take-turn.ts";
import { accountHome, utilityHome } from "../../core/ids.ts";
import { ana, Town, usd } from "../../test/town.ts";
import { onEachPlacement } from "../../test/placements.ts";
import { twimlHooks } from "./routes.ts";
import { twimlSignature } from "./signature.ts";

const token = "token";
const publicUrl = "https://hub.test";
const PIN = "4711";
const caller = "+15550100001";

class TwimlCaller {
  readonly town: Town;
  readonly #app;
  /** Where the last document sends the next request. */
  next = "/hooks/twiml";

  constructor(town: Town) {
    this.town = town;
    this.#app = twimlHooks({
      hubOf: (number) => (usd.numbers.includes(number) ? town.hub : undefined),
      authToken: () => token,
      publicUrl: () => publicUrl,
      metrics: createMetrics(),
      allow: (number) => number !== "+15550109999",
      takeTurn,
      currentStep,
    });
    this.#app.onError(answerError((fault) => town.faults.push(fault)));
  }

  async ask(fields: Record<string, string> = {}, more: { path?: string; signature?: string } = {}) {
    const path = more.path ?? this.next;
    const form = new URLSearchParams({
      CallSid: "CA1",
      From: caller,
      To: usd.numbers[0] ?? "",
      CallStatus: "in-progress",
      ...fields,
    });
    const url = publicUrl + path;
    const answer = await this.#app.request(`http://127.0.0.1${path.replace("/hooks/twiml", "/")}`, {
      method: "POST",
      body: form.toString(),
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature":
          more.signature ?? twimlSignature(url.replace("/hooks/twiml", "/"), form, token),
      },
    });
    const text = await answer.text();
    await this.town.settle();
    const next = /(?:action="|<Redirect method="POST">)([^"<]+)/.exec(text)?.[1];
    if (answer.status === 200 && next !== undefined) this.next = next.replaceAll("&amp;", "&");
    return { status: answer.status, text };
  }

  key(keys: string): Promise<{ status: number; text: string }> {
    return this.ask({ Digits: keys });
  }
}

onEachPlacement("a call by TwiML", (open) => {
  let by: TwimlCaller;
  beforeEach(async () => {
    const town = new Town(await open("u"));
    await town.found();
    await town.enrol({ ...ana, openingUnits: 30_000_000 });
    const digest = await town.hub.secrets.digest(PIN);
    await town.hub.store.transact(utilityHome("u"), (sql) =>
      setSecret(sql, town.hub.clock.now(), utilityHome("u"), {
        accountId: "1001",
        digest,
        actor: "test",
      }),
    );
    by = new TwimlCaller(town);
  });

  async function charges(): Promise<number> {
    const home = accountHome("1001");
    const row = await by.town.hub.store.read(home, (sql) =>
      sql.get<{ rows: number }>("SELECT count(*) AS rows FROM payment WHERE home = ?1", [home]),
    );
    return row?.rows ?? 0;
  }

  it("greets, proves, reads back, pays, and tells what came of it when it asks again", async () => {
    expect((await by.ask()).text).toMatch(/<Say [^>]+><s>Northside Power\./);
    expect((await by.key("1")).text).toContain("Please enter your PIN");
    expect((await by.key(PIN)).text).toContain("How much would you like to pay");
    expect((await by.key("20")).text).toMatch(
      /<Say [^>]+><s>You are paying <say-as [^>]+>20<\/say-as> dollars.+<\/s><\/Say><Redirect/,
    );
    expect((await by.ask()).text).toMatch(/To pay <say-as [^>]+>20<\/say-as> dollars/);
    expect((await by.key("1")).text).toContain("We are taking your payment");
    expect(await charges()).toBe(1);
    const [charge] = by.town.world.charged;
    if (charge === undefined) throw new Error("nothing was charged");
    await by.town.settleCharge(charge, "succeeded");
    expect((await by.key("")).text).toMatch(
      /Thank you\. <say-as [^>]+>20<\/say-as> dollars is paid/,
    );
    expect((await by.ask({ CallStatus: "completed" })).text).toContain("<Response/>");
    expect((await by.key("2")).text).toContain("<Hangup/>");
  });

  it("gets the same prompt for the same request, and does nothing twice", async () => {
    const first = await by.ask();
    expect(await by.ask({}, { path: "/hooks/twiml" })).toEqual(first);
    for (const keys of ["1", PIN, "20", ""]) await by.key(keys);
    const path = by.next;
    const paid = await by.ask({ Digits: "1" }, { path });
    expect(await by.ask({ Digits: "1" }, { path })).toEqual(paid);
    expect(await charges()).toBe(1);
  });

  it.each([
    ["busy", /nobody can answer right now\. ?<.*A person will call you back/],
    ["no-answer", /nobody can answer right now/],
    ["failed", /nobody can answer right now/],
    ["completed", /<Hangup\/>/],
  ])("is put through to a person: %s", async (status, expected) => {
    await by.town.found({ ...usd, agentNumber: "+15550001999" });
    await by.ask();
    expect((await by.key("0")).text).toContain("putting you through");
    expect((await by.ask()).text).toContain("+15550001999</Dial>");
    const path = by.next;
    const after = await by.ask({ DialCallStatus: status });
    expect(after.text).toMatch(expected);
    expect(await by.ask({ DialCallStatus: status }, { path })).toEqual(after);
  });

  describe("takes a card", () => {
    const from = { From: "+15550100002" };
    const taken = {
      Result: "success",
      PaymentToken: "sim_visa_1111",
      PaymentCardNumber: "xxxxxxxxxxxx1111",
      PaymentCardType: "Visa",
    };

    /** To where the carrier asks for the card. */
    async function atCard(): Promise<string> {
      const { town } = by;
      const home = utilityHome("u");
      await town.found({ ...usd, payConnector: "northside" });
      const services = ana.services.map((one) => ({ ...one, meterId: "E-2" }));
      const bob = { ...ana, accountId: "2002", customerId: "c2", methods: [], services };
      await town.enrol({ ...bob, contacts: [{ line: from.From, agreed: null }] });
      const digest = await town.hub.secrets.digest(PIN);
      await town.hub.store.transact(home, (sql) =>
        setSecret(sql, town.hub.clock.now(), home, { accountId: "2002", digest, actor: "test" }),
      );
      await by.ask(from);
      for (const Digits of ["1", PIN, "20"]) await by.ask({ ...from, Digits });
      return (await by.ask(from)).text;
    }

    function methods(): Promise<{ token: string; last4: string }[]> {
      return by.town.hub.store.read(utilityHome("u"), (sql) =>
        sql.all("SELECT token, last4 FROM method WHERE customer_id = 'c2'"),
      );
    }

    it("by its own voice, reads the payment back, and keeps its name once", async () => {
      expect(await atCard()).toMatch(/<Pay action="[^"]+of=card" paymentConnector="northside"/);
      const path = by.next;
      const first = await by.ask({ ...from, ...taken });
      expect(first.text).toMatch(/You are paying .+20.+ with Visa ending in .+1111/);
      expect(await by.ask({ ...from, ...taken }, { path })).toEqual(first);
      expect(await methods()).toEqual([{ token: "sim_visa_1111", last4: "1111" }]);
      expect(by.town.world.charged).toEqual([]);
    });

    it.each<[string, Record<string, string>]>([
      ["was given up", { Result: "caller-interrupted-with-star" }],
      ["failed", { Result: "payment-connector-error", PaymentToken: "sim_visa_1111" }],
      ["has no name", { ...taken, PaymentToken: "" }],
      ["is named by its own number", { ...taken, PaymentToken: "4111111111111111" }],
      ["has too long a name", { ...taken, PaymentToken: "x".repeat(201) }],
    ])("that %s is none, and the caller goes on", async (_what, fields) => {
      await atCard();
      expect((await by.ask({ ...from, ...fields })).text).toContain("has no saved card");
      expect(await methods()).toEqual([]);
    });

    it("of a turn that was never asked for is none", async () => {
      await atCard();
      const path = "/hooks/twiml?turn=1&of=card";
      await by.ask({ ...from, ...taken }, { path });
      expect(await methods()).toEqual([]);
    });
  });

  describe("is refused", () => {
    it.each<[string, Record<string, string>, { path?: string; signature?: string }, RegExp]>([
      ["forged", {}, { signature: "AAAA" }, /^403 /],
      ["unsigned", {}, { signature: "" }, /^403 /],
      ["for no call", { CallSid: "" }, {}, /^400 /],
      ["with a call that is none", { CallSid: "../x" }, {}, /^400 /],
      ["to a number of nobody's", { To: "+15559990000" }, {}, /^200 .*<Reject\/>/],
      ["from a number that is not answered", { From: "+15550109999" }, {}, /^200 .*<Reject\/>/],
      [
        "for a turn nobody took",
        { Digits: "1" },
        { path: "/hooks/twiml?turn=99&of=keys" },
        /^200 .*<Hangup\/>/,
      ],
      [
        "with a turn that is none",
        { Digits: "1" },
        { path: "/hooks/twiml?turn=x&of=y" },
        /^200 .*<Hangup\/>/,
      ],
    ])("%s", async (_what, fields, more, expected) => {
      const { status, text } = await by.ask(fields, more);
      expect(`${String(status)} ${text}`).toMatch(expected);
      expect(await charges()).toBe(0);
    });

    it("too large", async () => {
      expect((await by.ask({ CallerName: "x".repeat(70_000) })).status).toBe(413);
    });
  });
});
