/** Stripe in workerd: charged by its own SDK over fetch, and believed at /hooks/stripe by WebCrypto, as on Node. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { askRefund } from "../../core/hub/ask-refund.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { startPayment } from "../../core/hub/start-payment.ts";
import { accountHome, keyOf, utilityHome } from "../../core/ids.ts";
import { localDay } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { paymentOf } from "../../core/store/payments.ts";
import { refundAskedOf } from "../../core/store/refunds-asked.ts";
import { methodToken } from "../../payments/stripe/processor.ts";
import { STRIPE_BODY_BYTES_MAX } from "../../payments/stripe/webhook.ts";
import { StripeBooks, StripeFailure } from "../../test/support/stripe-books.ts";
import { callStripe } from "../../test/support/stripe-calls.ts";
import { accountColumns } from "../import/account-line.ts";
import { readAccounts } from "../import/accounts.ts";
import { readTable } from "../import/table.ts";
import { readTariffs, tariffColumns } from "../import/tariffs.ts";
import { configurationFile, sampleAccounts, sampleTariffs } from "../node/commands/init-files.ts";
import { Hosting } from "./hosting.ts";
import type { HubObject } from "./hub-object.ts";
import { utilityIn } from "./kept-configuration.ts";

const BASE = "http://stripe.test";
const SECRET = "whsec_of_the_tests";
const home = accountHome("A-1001");
/** The SDK is loaded with the first charge, which a busy machine takes seconds for. */
const SLOW_MS = 20_000;

/** What Stripe has, and what it has to tell. */
let books: StripeBooks;
let events: { readonly id: string; readonly type: string; readonly object: unknown }[];

beforeEach(() => {
  events = [];
  books = new StripeBooks(
    () => Math.floor(Date.now() / 1000),
    (type, object) => events.push({ id: `evt_${String(events.length)}`, type, object }),
  );
  vi.stubGlobal("fetch", async (given: RequestInfo, init?: RequestInit) => {
    const request = new Request(given, init);
    const text = new TextDecoder().decode(await request.arrayBuffer());
    const asked = { method: request.method, url: new URL(request.url), text };
    if (asked.url.origin !== BASE) throw new Error(`nothing is at ${request.url}`);
    try {
      return Response.json(callStripe(books, asked));
    } catch (error) {
      if (!(error instanceof StripeFailure)) throw error;
      return Response.json({ error: error.body }, { status: error.status });
    }
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function signature(body: string, atMs: number, secret = SECRET): Promise<string> {
  const seconds = String(Math.floor(atMs / 1000));
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes(secret), algorithm, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes(`${seconds}.${body}`)));
  return `t=${seconds},v1=${[...mac].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** A utility whose cards Stripe takes, in an object of its own; asked as its object is. */
async function opened(object: HubObject, storage: DurableObjectStorage, more: object = {}) {
  // Woken by its own alarm the object would host the utility itself, with cards that are simulated, and take what waits.
  vi.spyOn(storage, "setAlarm").mockResolvedValue();
  const hosting = new Hosting({
    utilityId: "my-utility",
    store: object.store,
    storage,
    env: {
      ...env,
      UTILITY: "my-utility",
      SIMULATE: "carrier,meters",
      STRIPE_SECRET_KEY: "sk_test_of_the_tests",
      STRIPE_WEBHOOK_SECRET: SECRET,
      STRIPE_API_BASE: BASE,
      ...more,
    },
    news: () => {},
  });
  const command = async (name: string, args: object): Promise<void> => {
    const body = JSON.stringify({ command: name, args: { utilityId: "my-utility", ...args } });
    const answer = await hosting.app.request("/v1/commands", { method: "POST", body });
    if (answer.status !== 200) throw new Error(await answer.text());
  };
  const utility = utilityIn(configurationFile, "my-utility");
  if (isRefusal(utility)) throw new Error(utility.message);
  await command("configure", { text: configurationFile });
  const bytes = (text: string) => new TextEncoder().encode(text);
  const tariffs = readTariffs(readTable(bytes(sampleTariffs), tariffColumns).rows, utility).records;
  await command("import_tariffs", { records: tariffs, mode: "write" });
  const people = sampleAccounts(localDay(utility.zone, Date.now()));
  const accounts = readAccounts(readTable(bytes(people), accountColumns).rows, utility).records;
  await command("import_accounts", { records: accounts, mode: "write" });
  await hosting.ring();
  const { store } = object;
  const post = async (body: string, header: string | null) => {
    const headers = header === null ? {} : { "stripe-signature": header };
    const answer = await hosting.app.request("/hooks/stripe", { method: "POST", body, headers });
    const said = await answer.json<{ outcome?: string; code?: string }>();
    return [answer.status, said.outcome ?? said.code];
  };
  return {
    hosting,
    store,
    post,
    tell: async () => {
      const told: unknown[] = [];
      for (const { id, type, object: thing } of events.splice(0)) {
        const body = JSON.stringify({ id, object: "event", type, data: { object: thing } });
        told.push([type, ...(await post(body, await signature(body, Date.now())))]);
      }
      return told;
    },
    balance: () => store.readNow((sql) => balancesAt(sql, home).balanceUnits),
  };
}

type Opened = Awaited<ReturnType<typeof opened>>;

/** Asks for a charge of twenty dollars at Stripe, and lets it be sent. */
async function pay({ hosting, store }: Opened, token: string): Promise<void> {
  const customer = books.make("cus", "customer", {}).id;
  const method = methodToken(customer, books.makeMethod(token, customer).id);
  const nowMs = Date.now();
  await store.transact(home, (sql) =>
    startPayment(
      sql,
      { wallMs: nowMs, serviceMs: nowMs },
      { home, key: "start/p1" },
      {
        paymentId: "p1",
        accountId: "A-1001",
        methodId: "m1",
        methodToken: method,
        amountMinor: 2_000,
        channel: "pay_link",
        line: null,
        numberUsed: "",
      },
    ),
  );
  await hosting.ring();
  await expect.poll(() => books.all("payment_intent"), { timeout: SLOW_MS }).toHaveLength(1);
}

function ownObject(): DurableObjectStub<HubObject> {
  return env.HUB.getByName(keyOf(crypto.randomUUID(), utilityHome("my-utility")));
}

it("a bank debit settles by what is told at /hooks/stripe, and a refund is asked for and heard of once", async () => {
  await runInDurableObject(ownObject(), async (hub, state) => {
    const stripe = await opened(hub, state.storage);
    const before = stripe.balance();
    await pay(stripe, "btok_us_verified");
    expect(await stripe.tell()).toEqual([["payment_intent.processing", 200, "pending"]]);
    expect(stripe.balance()).toBe(before);
    books.succeed(books.all("payment_intent")[0]?.id ?? "");
    expect(await stripe.tell()).toEqual([["payment_intent.succeeded", 200, "settled"]]);
    expect(stripe.balance()).toBe(before + 20_000_000);

    const now = { wallMs: Date.now(), serviceMs: Date.now() };
    await stripe.store.transact<ReturnType<typeof askRefund>>(home, (sql) =>
      askRefund(sql, now, home, {
        refundId: "r1",
        paymentId: "p1",
        amountMinor: 500,
        currency: "USD",
        reason: "moved_out",
        actor: "api",
        channel: "counter",
      }),
    );
    await stripe.hosting.ring();
    await expect
      .poll(() => stripe.store.readNow((sql) => refundAskedOf(sql, home, "r1")?.state), {
        timeout: SLOW_MS,
      })
      .toBe("made");
    expect(await stripe.tell()).toEqual([
      ["charge.refunded", 200, "seen"],
      ["refund.created", 200, "seen"],
    ]);
    expect(stripe.balance()).toBe(before + 15_000_000);
  });
});

it("an event that can't be believed or read is refused, and settles nothing", async () => {
  await runInDurableObject(ownObject(), async (hub, state) => {
    const stripe = await opened(hub, state.storage);
    await pay(stripe, "btok_us_verified");
    books.succeed(books.all("payment_intent")[0]?.id ?? "");
    const { id, type, object: thing } = events.at(-1) ?? { id: "", type: "", object: null };
    const body = JSON.stringify({ id, object: "event", type, data: { object: thing } });
    const now = Date.now();
    const good = await signature(body, now);
    for (const [sent, header, status, code] of [
      [body, null, 401, "missing_signature"],
      [body, "", 401, "missing_signature"],
      [body, "t=1,v1=00", 401, "bad_signature"],
      [`${body} `, good, 401, "bad_signature"],
      [body, await signature(body, now, "whsec_other"), 401, "bad_signature"],
      [body, await signature(body, now - 360_000), 401, "bad_signature"],
      ["{", await signature("{", now), 400, "bad_json"],
      ["x".repeat(STRIPE_BODY_BYTES_MAX + 1), good, 413, "too_large"],
    ] as const) {
      expect([code, ...(await stripe.post(sent, header))]).toEqual([code, status, code]);
    }
    const got = await stripe.hosting.app.request("/hooks/stripe");
    expect(got.status).toBe(405);
    const payment = stripe.store.readNow((sql) => paymentOf(sql, home, "p1"));
    expect(payment?.state).toBe("pending");
    expect(await stripe.post(body, good)).toEqual([200, "settled"]);
  });
});

it("believes nothing without a secret to believe it by, and is not there where Stripe is not the processor", async () => {
  await runInDurableObject(ownObject(), async (hub, state) => {
    const stripe = await opened(hub, state.storage, { STRIPE_WEBHOOK_SECRET: "" });
    expect(await stripe.post("{}", await signature("{}", Date.now()))).toEqual([
      503,
      "no_webhook_secret",
    ]);
  });
  await runInDurableObject(ownObject(), async (hub, state) => {
    const stripe = await opened(hub, state.storage, { STRIPE_SECRET_KEY: "" });
    expect((await stripe.post("{}", "t=1,v1=00"))[0]).toBe(404);
  });
});
