/** What a clerk with somebody waiting asks, over HTTP: whose key this is, which account is meant, who it is of, what an amount would do. */
import { Hono } from "hono";
import type { AccountParticulars } from "../../core/hub/account-particulars.ts";
import type { AccountOffer } from "../../core/hub/offer.ts";
import { type Currency, minorToDecimal, unitsToDecimal } from "../../core/money.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { amountOf, bodyAs } from "./act-route.ts";
import {
  accountSearchSchema,
  type FoundAnswer,
  type KeyAnswer,
  type ParticularsAnswer,
} from "./clerk-protocol.ts";
import { isAccountId } from "./protocol.ts";
import { offerAnswer } from "./quote-protocol.ts";
import { type CounterEnd, type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";

export interface FoundAccount {
  readonly accountId: string;
  readonly name: string;
  readonly label: string;
  readonly supply: FoundAnswer["accounts"][number]["supply"];
  readonly balanceUnits: number;
  /** The number that it was found by; null where it was found by something else. */
  readonly line: string | null;
}

export interface ClerkEnd extends Pick<CounterEnd, "authorize"> {
  readonly describeKey: (utilityId: string, keyId: string) => Promise<KeyAnswer>;
  /** The currency that the utility's amounts are in. */
  readonly currencyOf: (utilityId: string) => Promise<Currency>;
  readonly find: (utilityId: string, text: string) => Promise<readonly FoundAccount[]>;
  readonly particulars: (
    utilityId: string,
    accountId: string,
  ) => Promise<(AccountParticulars & { readonly name: string }) | Refusal>;
  readonly offer: (
    utilityId: string,
    accountId: string,
    amountMinor: number,
  ) => Promise<AccountOffer | Refusal>;
}

/** Enough of a number to know whose it is. */
const PHONE_SHOWN = 4;

export function clerkRoutes(end: ClerkEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.get("/v1/key", end.authorize("read"), async (context) => {
    const { utilityId, keyId } = context.var.caller;
    return context.json(await end.describeKey(utilityId, keyId));
  });
  // Told in a body, so that no name and no number stands in an address, which logs keep.
  app.post("/v1/account-searches", end.authorize("read"), limitBody, async (context) => {
    const { utilityId } = context.var.caller;
    const { text } = await bodyAs(context, accountSearchSchema);
    const currency = await end.currencyOf(utilityId);
    const found = await end.find(utilityId, text);
    const answer: FoundAnswer = { accounts: found.map((one) => foundAnswerOf(one, currency)) };
    return context.json(answer);
  });
  app.get("/v1/accounts/:id/particulars", end.authorize("read"), async (context) => {
    const id = mustBeId(context.req.param("id"));
    const particulars = orRefuse(await end.particulars(context.var.caller.utilityId, id));
    return context.json(particularsAnswerOf(id, particulars));
  });
  app.get("/v1/accounts/:id/offers/:amount", end.authorize("read"), async (context) => {
    const { utilityId } = context.var.caller;
    const id = mustBeId(context.req.param("id"));
    const amountMinor = amountOf(context.req.param("amount"), await end.currencyOf(utilityId));
    return context.json(offerAnswer(orRefuse(await end.offer(utilityId, id, amountMinor))));
  });
  return app;
}

function mustBeId(text: string): string {
  const refusal = refuse("no_such_account", "no account can have such an id");
  return orRefuse<string>(isAccountId(text) ? text : refusal);
}

function foundAnswerOf(
  { accountId, balanceUnits, line, ...one }: FoundAccount,
  currency: Currency,
): FoundAnswer["accounts"][number] {
  const { name, label, supply } = one;
  return {
    account: accountId,
    name,
    label,
    supply,
    balance: unitsToDecimal(balanceUnits, currency),
    currency: currency.code,
    phone_ends: line === null ? null : line.slice(-PHONE_SHOWN),
  };
}

function particularsAnswerOf(
  account: string,
  told: AccountParticulars & { readonly name: string },
): ParticularsAnswer {
  const { name, zone, currency, contacts, services, cut, warned, payments } = told;
  return {
    account,
    name,
    zone,
    contacts: contacts.map(({ line, language }) => ({ line, language })),
    services: services.map(({ serviceId, commodity, label, meterId, supply }) => ({
      service: serviceId,
      commodity,
      label,
      meter: meterId,
      supply,
    })),
    off: cut && {
      decision: cut.decisionId,
      at: textOf(cut.atMs),
      balance: unitsToDecimal(cut.balanceUnits, currency),
      told: cut.toldAtMs ? textOf(cut.toldAtMs) : null,
      rule: cut.rule ?? null,
      reasons: [...cut.reasons],
    },
    warned: warned && {
      told: textOf(warned.toldAtMs),
      off_after: textOf(warned.offAfterMs),
      pay: minorToDecimal(warned.payMinor, currency),
      rule: warned.rule,
    },
    payments: payments.map(({ id, state, tender, amountMinor, channel, ...one }) => ({
      id,
      state: one.isReturned ? "returned" : state,
      tender,
      amount: minorToDecimal(amountMinor, currency),
      channel,
      at: textOf(one.atMs),
      confirmation: one.confirmation,
    })),
  };
}

function textOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
