/** A household's utility that charges through the real SDK, over HTTP, at a Stripe-shaped server whose webhooks come over HTTP too. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { payRoutes } from "../../channels/pay/routes.ts";
import { must } from "../../core/assert.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { startPayment } from "../../core/hub/start-payment.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { accountHome } from "../../core/ids.ts";
import type { Home, ProcessorBooks } from "../../core/ports.ts";
import { isRefusal } from "../../core/refusal.ts";
import { createMetrics } from "../../hosts/metrics.ts";
import { type HttpServer, httpServer } from "../../hosts/node/http-server.ts";
import { payEnd, payLinkFor, type PayPages } from "../../hosts/pay.ts";
import { answerError } from "../../hosts/problem.ts";
import { askRefundHere } from "../../hosts/refunds.ts";
import { stripeBooks } from "../../payments/stripe/books.ts";
import { stripeClient } from "../../payments/stripe/client.ts";
import { methodToken, stripeProcessor } from "../../payments/stripe/processor.ts";
import { stripeHooks } from "../../payments/stripe/webhook.ts";
import type { OpenedStore } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";
import { openBegun, storeFolder } from "./begun-store.ts";
import { type NetworkFault, StripeFront } from "./stripe-front.ts";
import { type SignedEvent, StripeServer } from "./stripe-server.ts";

export const RETURNED_FEE_UNITS = 25_000_000;

export interface StripeTownOptions {
  readonly keepsKeys?: boolean;
  readonly seed?: string;
  readonly faults?: readonly NetworkFault[];
  /** Of a thousand requests. */
  readonly perMille?: number;
  /** By how much what is late is late, by the town's clock; without it, until the hub has given up waiting. */
  readonly lateMs?: number;
}

/** How long the hub waits for an answer in a town whose network fails: longer than any takes that is not held back. */
const IMPATIENT_MS = 1_000;

/** A request or an answer that is late by the town's clock, and what lets it go on. */
interface Held {
  readonly untilMs: number;
  readonly go: () => void;
}

export class StripeTown {
  readonly town: Town;
  readonly server: StripeServer;
  readonly front: StripeFront;
  readonly faults: unknown[] = [];
  readonly metrics = createMetrics();
  readonly customer: string;
  /** How cards are saved; a test may have them simulated. */
  pages: PayPages;
  /** Stripe's own books, as the hub reads them. */
  readonly books: ProcessorBooks;
  readonly #http: HttpServer;
  #url = "";
  #payments = 0;
  #held: Held[] = [];
  #closeStore: (() => Promise<void>) | null = null;

  private constructor(town: Town, server: StripeServer, front: StripeFront, patientMs?: number) {
    this.town = town;
    this.server = server;
    this.front = front;
    this.customer = server.books.make("cus", "customer", { metadata: {} }).id;
    const client = stripeClient({
      secretKey: server.secretKey,
      base: front.url,
      ...(patientMs === undefined ? {} : { timeoutMs: patientMs }),
    });
    Object.assign(town.world, {
      processor: stripeProcessor({ client, utilityId: "u", nowMs: () => town.wallMs }),
    });
    const direct = stripeClient({ secretKey: server.secretKey, base: server.url });
    this.books = stripeBooks({ client: direct, isOwn: () => true });
    const app = new Hono();
    const hooks = stripeHooks({
      webhookSecret: server.webhookSecret,
      accountOf: (account) =>
        account === null
          ? { client: direct, hubOf: (id) => (id === "u" ? town.hub : undefined) }
          : undefined,
      nowMs: () => town.wallMs,
      metrics: this.metrics,
      fault: (error) => this.faults.push(error),
    });
    app.route("/hooks/stripe", hooks);
    const hubOf = (id: string) => (id === "u" ? town.hub : undefined);
    this.pages = {
      isSimulated: false,
      publishableKey: "pk_test_of_the_tests",
      publicUrl: null,
      clientOf: () => direct,
    };
    app.route("/", payRoutes(payEnd(this.pages, hubOf, this.metrics)));
    app.onError(answerError((error) => this.faults.push(error)));
    this.#http = httpServer(app.fetch);
  }

  static async open(opened: OpenedStore, options: StripeTownOptions = {}): Promise<StripeTown> {
    const town = new Town(opened);
    const { faults = [], perMille = 0, seed = "seed", keepsKeys = true } = options;
    const server = await StripeServer.open({ nowMs: () => town.wallMs, keepsKeys });
    const held: Held[] = [];
    const { lateMs } = options;
    const late =
      lateMs === undefined
        ? {}
        : {
            late: () => new Promise<void>((go) => held.push({ untilMs: town.wallMs + lateMs, go })),
          };
    const front = await StripeFront.open({ target: server.url, seed, faults, perMille, ...late });
    const patientMs = perMille === 0 ? undefined : IMPATIENT_MS;
    const one = new StripeTown(town, server, front, patientMs);
    one.#held = held;
    const url = await one.#http.listen({ host: "127.0.0.1", port: 0 });
    if (isRefusal(url)) throw new Error(url.message);
    one.#url = url;
    await town.found({
      ...usd,
      allocation: { ...usd.allocation, returnedFeeUnits: RETURNED_FEE_UNITS },
      payment: { ...usd.payment, processor: "stripe", dailyByTextMinor: 100_000_000 },
    });
    await town.enrol(ana);
    return one;
  }

  /** A town on a file of its own, where what is tested is not where the rows lie. */
  static async alone(options: StripeTownOptions = {}): Promise<StripeTown> {
    const directory = storeFolder();
    const store = openBegun(join(directory, "u.db"), "utility:u");
    const close = async (): Promise<void> => {
      await store.close();
      rmSync(directory, { recursive: true });
    };
    const restart = (): Promise<void> => Promise.reject(new Error("it is not restarted"));
    const one = await StripeTown.open({ utilityId: "u", store, restart, close }, options);
    one.#closeStore = close;
    return one;
  }

  /** Lets time pass, and what was late until then arrive before any more of it does. */
  async pass(ms: number): Promise<void> {
    await this.town.pass(ms);
    this.#letGo(this.town.wallMs);
    await this.front.calm();
  }

  #letGo(atMs: number): void {
    const due = this.#held.filter(({ untilMs }) => untilMs <= atMs);
    for (const one of due) {
      this.#held.splice(this.#held.indexOf(one), 1);
      one.go();
    }
  }

  async close(): Promise<void> {
    this.#letGo(Infinity);
    await this.front.close();
    await this.server.close();
    await this.#http.close(1_000);
    await this.#closeStore?.();
  }

  saved(token: string, customer = this.customer): string {
    return methodToken(customer, this.server.books.makeMethod(token, customer).id);
  }

  /** Asks for a charge as a confirmed text does; its outcome comes when the town settles. */
  async begin(dollars: number, method: string, accountId = "1001"): Promise<string> {
    this.#payments += 1;
    const paymentId = `pay-${String(this.#payments)}`;
    const home = accountHome(accountId);
    const { hub } = this.town;
    await hub.store.transact(home, (sql) =>
      startPayment(
        sql,
        hub.clock.now(),
        { home, key: `start/${paymentId}` },
        {
          paymentId,
          accountId,
          methodId: "m1",
          methodToken: method,
          amountMinor: dollars * 100,
          channel: "sms",
          line: "+15550100001",
          numberUsed: must(usd.numbers[0], "a number"),
        },
      ),
    );
    return paymentId;
  }

  async pay(dollars: number, method: string): Promise<string> {
    const paymentId = await this.begin(dollars, method);
    this.town.hub.wake();
    await this.town.settle();
    return paymentId;
  }

  /** Asks for a part of a payment to be given back, as staff do; what the hub says of it. */
  async askRefund(refundId: string, paymentId: string, cents: number): Promise<string> {
    const wanted = { refundId, paymentId, accountId: "1001", amountMinor: cents };
    const why = { currency: "USD", reason: "moved_out" };
    const by = { actor: "api", channel: "counter" };
    const came = await askRefundHere(this.town.hub, { ...wanted, ...why }, by);
    return isRefusal(came) ? came.code : came.refund.state;
  }

  intentOf(paymentId: string): string {
    const found = this.server.books
      .all("payment_intent")
      .find(({ metadata }) => (metadata as { payment?: string }).payment === paymentId);
    return must(found, `Stripe has ${paymentId}`).id;
  }

  async post(
    event: Pick<SignedEvent, "body" | "headers">,
  ): Promise<{ status: number; outcome: string }> {
    const answer = await fetch(`${this.#url}/hooks/stripe`, {
      method: "POST",
      body: event.body,
      headers: event.headers,
    });
    const said = (await answer.json()) as { outcome?: string; code?: string };
    await this.town.settle();
    return { status: answer.status, outcome: said.outcome ?? said.code ?? "" };
  }

  /** A fresh link, as its holder opens it. */
  async link(amountMinor: number | null = null, accountId = "1001"): Promise<string> {
    const asked = { accountId, amountMinor, requestUrl: this.#url };
    const made = await payLinkFor(this.town.hub, this.pages, asked);
    if (isRefusal(made)) throw new Error(made.code);
    return made.url;
  }

  /** Tells what waits to be told, in the order it is in now; what each event came to. */
  async tell(): Promise<string[]> {
    const outcomes: string[] = [];
    for (const event of this.server.events.splice(0)) {
      const { outcome } = await this.post(event);
      outcomes.push(`${event.type}: ${outcome}`);
    }
    return outcomes;
  }

  /** The account's balances, once its books are found in order. */
  async balances(accountId = "1001") {
    const home = accountHome(accountId);
    return this.town.hub.store.read(home, (sql) => {
      const problems = [...verifyLedger(sql, home).problems, ...verifyMoney(sql)];
      if (problems.length > 0) throw new Error(JSON.stringify(problems));
      return balancesAt(sql, home);
    });
  }

  /** An account of the utility's, in an account's home, in cents. */
  async cents(account: string, accountId = "1001"): Promise<number> {
    const row = await this.town.hub.store.read(accountHome(accountId), (sql) =>
      sql.get<{ units: number }>(
        "SELECT coalesce(sum(posted_units), 0) AS units FROM ledger_balance WHERE account = ?1 AND home = ?2",
        [account, accountHome(accountId)],
      ),
    );
    return (row?.units ?? 0) / 10_000;
  }

  /** Accounts of the utility's in one home, in cents. */
  async centsAt(home: Home, accounts: readonly string[]): Promise<Record<string, number>> {
    const rows = await this.town.hub.store.read(home, (sql) =>
      sql.all<{ account: string; units: number }>(
        "SELECT account, sum(posted_units) AS units FROM ledger_balance WHERE home = ?1 GROUP BY account",
        [home],
      ),
    );
    const found = rows.filter(({ account }) => accounts.includes(account));
    return Object.fromEntries(found.map(({ account, units }) => [account, units / 10_000]));
  }

  /** What Stripe's own books say that it holds for us, before its fees, in cents. */
  heldByStripe(): number {
    return this.server.books
      .all("balance_transaction")
      .reduce((sum, { amount }) => sum + Number(amount), 0);
  }
}
