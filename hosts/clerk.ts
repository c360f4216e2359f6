/** What the calls of a clerk's page do in the hub, and how the API describes them. */
import {
  accountSearchSchema,
  foundAccountsSchema,
  keySchema,
  type KeyAnswer,
  particularsSchema,
} from "../channels/counter/clerk-protocol.ts";
import type { ClerkEnd, FoundAccount } from "../channels/counter/clerk.ts";
import { offerSchema } from "../channels/counter/quote-protocol.ts";
import { must } from "../core/assert.ts";
import { accountParticulars, type AccountParticulars } from "../core/hub/account-particulars.ts";
import { accountStanding } from "../core/hub/account-facts.ts";
import { listKeys } from "../core/hub/api-keys.ts";
import { findAccounts } from "../core/hub/find-accounts.ts";
import { type AccountOffer, offerAt } from "../core/hub/offer.ts";
import { mustSettings } from "../core/hub/settings.ts";
import { accountHome, utilityHome } from "../core/ids.ts";
import type { Hub } from "../core/ports.ts";
import { type Refusal, refuse } from "../core/refusal.ts";
import { accountAt } from "../core/store/accounts.ts";
import { customerName } from "../core/store/customers.ts";
import type { SimulatedKind } from "./ends.ts";
import type { Operation } from "./openapi-operation.ts";
import { currencyOfUtility } from "./quote.ts";

export function clerkEnd(
  hubOf: (utilityId: string) => Hub,
  simulated: readonly SimulatedKind[],
): Omit<ClerkEnd, "authorize"> {
  return {
    describeKey: (utilityId, keyId) => describeKey(hubOf(utilityId), keyId, simulated),
    currencyOf: (utilityId) => currencyOfUtility(hubOf(utilityId)),
    find: (utilityId, text) => find(hubOf(utilityId), text),
    async particulars(utilityId, accountId) {
      const { store, clock } = hubOf(utilityId);
      const told = await store.read<AccountParticulars | null>(accountHome(accountId), (sql) =>
        accountParticulars(sql, clock.now(), accountId),
      );
      if (told === null) return refuse("no_such_account", `there is no account ${accountId}`);
      const home = utilityHome(utilityId);
      const name = await store.read(home, (sql) => customerName(sql, home, told.customerId));
      return { ...told, name: name ?? "" };
    },
    offer(utilityId, accountId, amountMinor) {
      const { store, clock } = hubOf(utilityId);
      const home = accountHome(accountId);
      return store.read<AccountOffer | Refusal>(home, (sql) =>
        offerAt(sql, clock.now(), home, amountMinor),
      );
    },
  };
}

async function describeKey(
  hub: Hub,
  keyId: string,
  simulated: readonly SimulatedKind[],
): Promise<KeyAnswer> {
  const home = utilityHome(hub.utilityId);
  return hub.store.read(home, (sql) => {
    const key = must(
      listKeys(sql, home).find(({ id }) => id === keyId),
      "a key that was just checked",
    );
    const { settings, currency } = mustSettings(sql, hub.clock.now().serviceMs);
    return {
      key: key.id,
      name: key.name,
      scopes: key.scopes.split(" ") as KeyAnswer["scopes"],
      utility: hub.utilityId,
      utility_name: settings.name,
      currency: currency.code,
      minor_digits: currency.minorDigits,
      zone: settings.zone,
      simulated: [...simulated],
    };
  });
}

/** Who they are of is known at the utility's home, how each stands at its own. */
async function find(hub: Hub, text: string): Promise<readonly FoundAccount[]> {
  const home = utilityHome(hub.utilityId);
  const known = await hub.store.read(home, (sql) => findAccounts(sql, hub.clock.now(), home, text));
  const found: FoundAccount[] = [];
  for (const one of known) {
    const of = accountHome(one.accountId);
    const standing = await hub.store.read(of, (sql) =>
      accountAt(sql, of) === undefined ? null : accountStanding(sql, hub.clock.now(), of),
    );
    // One that was enrolled this moment may not stand at its own home yet.
    if (standing !== null) found.push({ ...one, ...standing });
  }
  return found;
}

export const clerkOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/v1/key",
    operationId: "describeKey",
    summary: "Whose key this is",
    description:
      "The utility that the key names, what it may do, and which ends of the hub are simulated.",
    scope: "read",
    answers: { "200": ["The key.", keySchema] },
  },
  {
    method: "post",
    path: "/v1/account-searches",
    operationId: "searchAccounts",
    summary: "Find the account that somebody means",
    description:
      "By a part of its id or of its customer's name, or by the last digits of a phone number: at most 20, the very id first. What is looked for is told in the body, so that it stands in no log.",
    scope: "read",
    body: accountSearchSchema,
    answers: {
      "200": ["Those that it may be; none where nothing is like it.", foundAccountsSchema],
      "400": ["The body is not JSON."],
      "413": ["More than 16 KiB."],
      "422": ["The body is not as it must be."],
    },
  },
  {
    method: "get",
    path: "/v1/accounts/{id}/particulars",
    operationId: "getParticulars",
    summary: "Who an account is of, and why it stands so",
    description:
      "The customer's name and numbers, each service with its meter, the stored decision that turned supply off or the warning that it may be, and the newest payments.",
    scope: "read",
    answers: {
      "200": ["The particulars.", particularsSchema],
      "404": ["There is no such account."],
    },
  },
  {
    method: "get",
    path: "/v1/accounts/{id}/offers/{amount}",
    operationId: "offerAmount",
    summary: "What an amount would buy now",
    description:
      "What it would go to and how long it would last; nothing is held by it, as a quote does.",
    scope: "read",
    answers: {
      "200": ["What it would do.", offerSchema],
      "404": ["There is no such account."],
      "422": ["It is no amount, one that is not taken, or the account is not prepaid."],
    },
  },
];
