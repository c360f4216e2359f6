import { Hono } from "hono";
import { type CounterEnvironment, counterRoutes } from "../channels/counter/routes.ts";
import { billRoutes } from "../channels/counter/bills.ts";
import { callBackRoutes } from "../channels/counter/call-backs.ts";
import { careRoutes } from "../channels/counter/care.ts";
import { clerkRoutes } from "../channels/counter/clerk.ts";
import { quoteRoutes } from "../channels/counter/quotes.ts";
import { accountReadsRoutes } from "../channels/counter/account-reads.ts";
import { payLinkRoutes } from "../channels/counter/pay-links.ts";
import { refundRoutes } from "../channels/counter/refunds.ts";
import { returnRoutes } from "../channels/counter/returns.ts";
import { settlementRoutes } from "../channels/counter/settlements.ts";
import { takeCall } from "../channels/ivr/take-call.ts";
import { smsHooks } from "../channels/sms/routes.ts";
import { twimlHooks } from "../channels/twiml/routes.ts";
import { isRefusal, type Refusal, refuse } from "../core/refusal.ts";
import { accountReads } from "../core/hub/account-reads.ts";
import { explainCharge } from "../core/hub/explain-charge.ts";
import { answerCall } from "../core/hub/answer-call.ts";
import { checkKey } from "../core/hub/api-keys.ts";
import { currentStep } from "../core/hub/current-step.ts";
import { noteConsent } from "../core/hub/note-consent.ts";
import { noteDelivery } from "../core/hub/note-delivery.ts";
import { type Returned, returnPayment } from "../core/hub/return-payment.ts";
import { takeTurn } from "../core/hub/take-turn.ts";
import { accountHome, utilityHome } from "../core/ids.ts";
import { must } from "../core/assert.ts";
import type { Hub } from "../core/ports.ts";
import { readsRoutes } from "../meters/json/routes.ts";
import { billsEnd } from "./bills.ts";
import { callBacksEnd } from "./call-backs.ts";
import { careEnd } from "./care.ts";
import { clerkEnd } from "./clerk.ts";
import { authorize, type CheckKey, type Scope } from "./api-key.ts";
import type { SimulatedKind } from "./ends.ts";
import { findAccount } from "./find-account.ts";
import { creditRoutes } from "./credit-routes.ts";
import { type KioskHost, kioskHost } from "./kiosk.ts";
import { METRICS_CONTENT_TYPE, type MetricsPage } from "./metrics.ts";
import { customerPages } from "./customer-pages.ts";
import { docsPage } from "./docs-page.ts";
import { openapiDocument } from "./openapi.ts";
import { answerError, answerNotFound } from "./problem.ts";
import { pushReads } from "./push-reads.ts";
import { currencyOfUtility, quoteHere } from "./quote.ts";
import { refundsEnd } from "./refunds.ts";
import { settleUtility } from "./settle.ts";
import { supplyRoutes } from "./supply-routes.ts";
import { payLinkFor, type PayPages } from "./pay.ts";
import { stripeHooks } from "../payments/stripe/webhook.ts";
import type { StripeAccounts } from "./stripe-accounts.ts";
import { takeCounterCash } from "./take-counter-cash.ts";

/** What the one HTTP surface needs of the host that serves it. */
export interface AppParts {
  /** The hub of a utility that is served here. */
  hubOf(utilityId: string): Hub | undefined;
  /** The utilities that are served here, by id. */
  utilityIds(): readonly string[];
  /** The hub of the utility that has this sending number. */
  hubOfNumber(number: string): Hub | undefined;
  /** The carrier's public key, base64. */
  carrierKey(): string;
  /** Whether a customer's number is answered at all (carrier.allow beside simulated ends). */
  allow(number: string): boolean;
  /** Wall time, which webhook signatures are measured by. */
  nowMs(): number;
  /** What a carrier that speaks TwiML is believed by; absent where none is. */
  readonly twiml?: TwimlAccount;
  /** Who is charged through which Stripe account; absent where Stripe is not the processor. */
  readonly stripe?: StripeAccounts;
  /** How a first card is saved; absent where nobody takes cards. */
  readonly pay?: PayPages;
  readonly metrics: MetricsPage;
  /** One line for each thing that is not as it should be; empty when healthy. */
  health(): Promise<readonly string[]>;
  /** The kinds of ends that are stand-ins here, said wherever someone may take them for real. */
  readonly simulated: readonly SimulatedKind[];
  report(fault: unknown, where: string): void;
}

/** The token that requests are signed with, the address they are signed for, and who is answered. */
export interface TwimlAccount {
  readonly authToken: string;
  readonly publicUrl: string;
  allow(number: string): boolean;
}

/** The HTTP surface of the hub, the same on Node and on Workers. */
export function hubApp(parts: AppParts, kiosks: KioskHost = kioskHost(parts)): Hono {
  const app = new Hono();
  app.route("/", kiosks.routes);
  const needs = authorize(keyChecker(parts));
  app.route("/hooks/telnyx", carrierHooks(parts));
  if (parts.twiml !== undefined) app.route("/hooks/twiml", callHooks(parts, parts.twiml));
  if (parts.stripe !== undefined) app.route("/hooks/stripe", processorHooks(parts, parts.stripe));
  app.route("/", customerPages(parts));
  app.use("/v1/*", async (context, next) => {
    await next();
    parts.metrics.count("api_answers_total", { status: String(context.res.status) });
  });
  app.route(
    "/",
    readsRoutes({
      authorize: needs,
      async record(utilityId, reads) {
        const cause = { actor: "api", channel: null, cause: "reads" };
        return pushReads(hubFor(parts, utilityId), reads, { cause, mode: "write" });
      },
    }),
  );
  app.route("/", accountRoutes(parts, needs));
  app.route("/", moneyRoutes(parts, needs));
  app.route("/", careRoutes({ authorize: needs, ...careEnd((id) => hubFor(parts, id)) }));
  app.route("/", callBackRoutes({ authorize: needs, ...callBacksEnd((id) => hubFor(parts, id)) }));
  app.route(
    "/",
    supplyRoutes((utilityId) => hubFor(parts, utilityId), needs),
  );
  app.route("/", creditRoutes({ needs, hubOf: (utilityId) => hubFor(parts, utilityId) }));
  app.get("/openapi.json", (context) => context.json(openapiDocument()));
  app.get("/docs", (context) => context.html(docsPage()));
  app.get("/healthz", async (context) => {
    const problems = await parts.health();
    const ok = problems.length === 0;
    return context.json({ ok, problems, simulated: parts.simulated }, ok ? 200 : 503);
  });
  app.get("/metrics", async (context) => {
    // Reads the gauges' figures anew; what is wrong with the stores is the health page's to tell.
    await parts.health();
    return context.body(parts.metrics.render(), 200, { "content-type": METRICS_CONTENT_TYPE });
  });
  app.onError(answerError((error, request) => parts.report(error, request)));
  app.notFound(answerNotFound);
  return app;
}

/** An account and whoever asks for it, what it was charged for, cash for it, and the reads that are known of it. */
function accountRoutes(parts: AppParts, needs: ReturnType<typeof authorize>) {
  const routes = new Hono<CounterEnvironment>();
  const clerk = clerkEnd((id) => hubFor(parts, id), parts.simulated);
  routes.route("/", clerkRoutes({ authorize: needs, ...clerk }));
  routes.route(
    "/",
    counterRoutes({
      authorize: needs,
      findAccount: (utilityId, accountId) => findAccount(hubFor(parts, utilityId), accountId),
      explainCharge: (utilityId, accountId, sequence) =>
        hubFor(parts, utilityId).store.read(accountHome(accountId), (sql) =>
          explainCharge(sql, accountId, sequence),
        ),
      async takeCash(utilityId, payment) {
        const hub = hubFor(parts, utilityId);
        const taken = await takeCounterCash(hub, payment);
        if (isRefusal(taken)) return taken;
        const account = await findAccount(hub, payment.accountId);
        if (isRefusal(account)) return account;
        const { paymentId, amountMinor } = payment;
        const { confirmation, kind } = taken;
        return { paymentId, amountMinor, confirmation, repeated: kind === "repeated", account };
      },
    }),
  );
  routes.route(
    "/",
    accountReadsRoutes({
      authorize: needs,
      async readsOf(utilityId, accountId) {
        const { store, clock } = hubFor(parts, utilityId);
        return store.read(accountHome(accountId), (sql) =>
          accountReads(sql, clock.now(), accountId),
        );
      },
    }),
  );
  return routes;
}

/** What an amount buys, what came back, and what a day came to. */
function moneyRoutes(parts: AppParts, needs: ReturnType<typeof authorize>) {
  const routes = new Hono<CounterEnvironment>();
  routes.route(
    "/",
    quoteRoutes({
      authorize: needs,
      currencyOf: (utilityId) => currencyOfUtility(hubFor(parts, utilityId)),
      holdQuote: (utilityId, { quoteId, accountId, amountMinor }) =>
        quoteHere(hubFor(parts, utilityId), accountId, {
          quoteId,
          amountMinor,
          channel: "counter",
          actor: "api",
        }),
    }),
  );
  routes.route(
    "/",
    returnRoutes({
      authorize: needs,
      currencyOf: (utilityId) => currencyOfUtility(hubFor(parts, utilityId)),
      async returnPayment(utilityId, { paymentId, accountId, reason }) {
        const hub = hubFor(parts, utilityId);
        const home = accountHome(accountId);
        const input = { paymentId, reason, key: `return/${paymentId}`, actor: "api" };
        const came = await hub.store.transact<Returned | Refusal>(home, (sql) =>
          returnPayment(sql, hub.clock.now(), home, input),
        );
        // A supply that is turned off by it is not to wait for the next tick.
        hub.wake();
        return came;
      },
    }),
  );
  routes.route("/", refundRoutes({ authorize: needs, ...refundsEnd((id) => hubFor(parts, id)) }));
  routes.route(
    "/",
    payLinkRoutes({
      authorize: needs,
      currencyOf: (utilityId) => currencyOfUtility(hubFor(parts, utilityId)),
      makeLink: async (utilityId, asked, requestUrl) =>
        parts.pay === undefined
          ? refuse("no_processor", "no card processor is connected, so no card can be saved")
          : payLinkFor(hubFor(parts, utilityId), parts.pay, { ...asked, requestUrl }),
    }),
  );
  routes.route(
    "/",
    settlementRoutes({
      authorize: needs,
      settleDay: (utilityId, day) =>
        settleUtility(hubFor(parts, utilityId), { day, format: "json" }),
    }),
  );
  routes.route(
    "/",
    billRoutes({ authorize: needs, ...billsEnd((utilityId) => hubFor(parts, utilityId)) }),
  );
  return routes;
}

function hubFor(parts: AppParts, utilityId: string): Hub {
  return must(parts.hubOf(utilityId), "a key that was checked names a utility that is served");
}

function carrierHooks(parts: AppParts): Hono {
  return smsHooks({
    hubOf: (number) => parts.hubOfNumber(number),
    publicKey: () => parts.carrierKey(),
    nowMs: () => parts.nowMs(),
    metrics: parts.metrics,
    allow: (number) => parts.allow(number),
    fault: (error) => parts.report(error, "hooks/telnyx"),
    takeTurn,
    noteConsent,
    noteDelivery,
    takeCall: (event) =>
      takeCall(
        {
          hubOf: (number) => parts.hubOfNumber(number),
          allow: (number) => parts.allow(number),
          takeTurn,
          answerCall,
        },
        event,
      ),
  });
}

function callHooks(parts: AppParts, account: TwimlAccount): Hono {
  return twimlHooks({
    hubOf: (number) => parts.hubOfNumber(number),
    authToken: () => account.authToken,
    publicUrl: () => account.publicUrl,
    allow: (number) => account.allow(number),
    metrics: parts.metrics,
    takeTurn,
    currentStep,
  });
}

function processorHooks(parts: AppParts, accounts: StripeAccounts): Hono {
  return stripeHooks({
    ...accounts,
    nowMs: () => parts.nowMs(),
    metrics: parts.metrics,
    fault: (error) => parts.report(error, "hooks/stripe"),
  });
}

function keyChecker(parts: AppParts): CheckKey {
  return async function checkLiveKey(utilityId, tokenHash) {
    const hub = parts.hubOf(utilityId);
    if (hub === undefined) return null;
    const home = utilityHome(utilityId);
    const key = await hub.store.read(home, (sql) => checkKey(sql, home, tokenHash));
    return key === null ? null : { keyId: key.keyId, scopes: key.scopes as Scope[] };
  };
}
