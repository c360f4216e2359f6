import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { StripeServer } from "../../../test/support/stripe-server.ts";
import { kiosk } from "./kiosk.ts";
import { Operator } from "./operator.ts";

let operator: Operator;
let server: StripeServer;
let kioskId: string;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  operator = new Operator();
  await operator.begin("accounts");
  server = await StripeServer.open({ nowMs: Date.now, keepsKeys: true });
  environment = { STRIPE_SECRET_KEY: server.secretKey, STRIPE_API_BASE: server.url };
  const { json } = await operator.runJson(kiosk, "enrol Lobby");
  kioskId = String(json["id"]);
});

afterEach(() => {
  server.refused.length = 0;
});

afterAll(async () => {
  await server.close();
  operator.leave();
});

const good = "--code simulated-wpe --location tml_1";

it("brings a reader into use by its code, and says what to write of it", async () => {
  const { status, out } = await operator.run(kiosk, `reader ${kioskId} ${good}`, environment);
  const [reader] = server.books.all("terminal.reader");
  expect([status, reader]).toMatchObject([0, { label: kioskId, location: "tml_1" }]);
  expect(out).toContain(`readers = { ${kioskId} = "${reader?.id ?? ""}" }`);
});

it.each<[string, number, string, () => string, Readonly<Record<string, string>>?]>([
  ["a terminal that is none", 1, "no terminal", () => `reader nobody_00000000 ${good}`],
  [
    "a code that no reader shows",
    1,
    "No such registration code",
    () => `reader ${kioskId} --code no-such --location tml_1`,
  ],
  ["no key of Stripe's", 1, "STRIPE_SECRET_KEY is not set", () => `reader ${kioskId} ${good}`, {}],
  [
    "a wrong key",
    1,
    "Invalid API Key",
    () => `reader ${kioskId} ${good}`,
    { STRIPE_SECRET_KEY: "sk_x" },
  ],
  ["no code", 2, "--code is what", () => `reader ${kioskId} --location tml_1`],
  [
    "a code that is none",
    2,
    "--code is what",
    () => `reader ${kioskId} --code A_B --location tml_1`,
  ],
  ["no location", 2, "--location is one", () => `reader ${kioskId} --code simulated-wpe`],
  ["no terminal", 2, "say enrol", () => `reader ${good}`],
])("refuses %s", async (...one) => {
  const [, status, words, line, given] = one;
  const before = server.books.all("terminal.reader").length;
  const base = { STRIPE_API_BASE: server.url };
  const ran = await operator.run(
    kiosk,
    line(),
    given === undefined ? environment : { ...base, ...given },
  );
  expect([ran.status, `${ran.out}${ran.err}`]).toEqual([status, expect.stringContaining(words)]);
  expect(server.books.all("terminal.reader")).toHaveLength(before);
});
