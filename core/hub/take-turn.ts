import { ACCOUNTS_LISTED_MAX, type AccountFacts } from "../conversation/facts.ts";
import type { Input, PaymentResult } from "../conversation/input.ts";
import { accountHome, lineHome, utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Hub, Sql } from "../ports.ts";
import { accountsOfLine, methodsOf, type ReachableAccount } from "../store/customers.ts";
import { accountFacts } from "./account-facts.ts";
import { receiveInput, type Received } from "./receive-input.ts";
import { settingsAt, type UtilitySettings } from "./settings.ts";

/** One thing a person did at a line, or that is to be told there. */
export interface IncomingTurn {
  readonly channel: "sms";
  /** The provider's event id, or the key of the delivery: seen once, applied once. */
  readonly key: string;
  /** The customer's number, E.164. */
  readonly from: string;
  /** The number of ours that it came to. */
  readonly to: string;
  readonly input: Input;
  /** When it was said, by the clock of the channel that tells us; absent where that is now. */
  readonly occurredAtMs?: number | null;
}

export interface TellResult extends Omit<IncomingTurn, "key"> {
  readonly input: { readonly kind: "result"; readonly result: PaymentResult };
}

/** What a number may reach, read before the turn's transaction; the account decides again when an intent arrives. */
export interface Reach {
  readonly settings: UtilitySettings;
  readonly language: string | null;
  readonly accounts: readonly AccountFacts[];
  /** The processor's token of each saved method. */
  readonly tokens: Readonly<Record<string, string>>;
}

/**
 * Takes one turn at a line: reads what is true of the number's accounts, then applies the input in one transaction at the
 * line's home. A key that was seen answers `seen` and changes nothing. Refuses while the utility has no settings.
 */
export async function takeTurn(hub: Hub, turn: IncomingTurn): Promise<Received> {
  const now = hub.clock.now();
  const reach = await readReach(hub, now, turn.from);
  if (reach === null) return { kind: "not_ready" };
  const received = await hub.store.transact(lineHome(turn.from), (sql) =>
    receiveInput(sql, now, turn, reach),
  );
  hub.wake();
  return received;
}

/** What a number may reach now; null while the utility has no settings. */
export async function readReach(hub: Hub, now: Now, line: string): Promise<Reach | null> {
  const home = utilityHome(hub.utilityId);
  const known = await hub.store.read(home, (sql) => {
    const inForce = settingsAt(sql, now.serviceMs);
    if (inForce === null) return null;
    const reachable = accountsOfLine(sql, home, line, now.serviceMs).slice(0, ACCOUNTS_LISTED_MAX);
    const { settings } = inForce;
    // Without a processor no saved method can be charged, so none is offered.
    const offered = settings.payment.processor === "none" ? none : methodsOf;
    return { settings, reachable: withMethods(sql, now, home, { reachable, offered }) };
  });
  if (known === null) return null;
  const accounts = await Promise.all(
    known.reachable.map(({ accountId, methods }) =>
      hub.store.read(accountHome(accountId), (sql) => accountFacts(sql, now, accountId, methods)),
    ),
  );
  const methods = known.reachable.flatMap((account) => account.methods);
  return {
    settings: known.settings,
    language: known.reachable[0]?.language ?? null,
    accounts: accounts.filter((facts) => facts !== null),
    tokens: Object.fromEntries(methods.map(({ id, token }) => [id, token])),
  };
}

function withMethods(
  sql: Sql,
  now: Now,
  home: Home,
  { reachable, offered }: { reachable: readonly ReachableAccount[]; offered: typeof methodsOf },
) {
  return reachable.map((account) => ({
    ...account,
    methods: offered(sql, home, account.customerId, now.serviceMs),
  }));
}

const none: typeof methodsOf = () => [];
