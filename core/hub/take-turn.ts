import { ACCOUNTS_LISTED_MAX, type AccountFacts } from "../conversation/facts.ts";
import type { Input, PaymentResult } from "../conversation/input.ts";
import { mayBeSecret } from "../conversation/secret-question.ts";
import { accountHome, lineHome, utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Hub, Sql } from "../ports.ts";
import {
  accountsOfCustomer,
  accountsOfLine,
  methodsOf,
  type ReachableAccount,
} from "../store/customers.ts";
import { accountFacts } from "./account-facts.ts";
import { callStanding } from "./call-turn.ts";
import { checkSecret } from "./check-secret.ts";
import { receiveInput, type Received } from "./receive-input.ts";
import { settingsAt, type UtilitySettings } from "./settings.ts";

/** Channels whose talk goes over a phone line. */
export type TalkChannel = "sms" | "ivr";

/** The call that an event is of, and the turn whose answer it is, as the carrier gives it back; null where it does not. */
export interface CallTurn {
  readonly callId: string;
  readonly ofTurn: number | null;
}

/** One thing a person did at a line, or that is to be told there. */
export interface IncomingTurn {
  readonly channel: TalkChannel;
  /** The provider's event id, or the key of the delivery: seen once, applied once. */
  readonly key: string;
  /** The customer's number, E.164. */
  readonly from: string;
  /** The number of ours that it came to. */
  readonly to: string;
  readonly input: Input;
  /** When it was said, by the clock of the channel that tells us; absent where that is now. */
  readonly occurredAtMs?: number | null;
  /** Absent in a text, and in what a call is told from elsewhere. */
  readonly call?: CallTurn;
}

export interface TellResult extends Omit<IncomingTurn, "key"> {
  readonly input: { readonly kind: "result"; readonly result: PaymentResult };
}

/** What a number may reach, read before the turn's transaction; the account decides again when an intent arrives. */
export interface Reach {
  /** Whose secret was given in this call; the accounts are theirs then, and else the number's. */
  readonly provedCustomer: string | null;
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
  const prepared = turn.channel === "ivr" ? await prepareCall(hub, turn) : textTurn(turn);
  if (prepared === "seen") return { kind: "seen" };
  const now = hub.clock.now();
  const reach = await readReach(hub, now, turn.from, prepared.provedCustomer);
  if (reach === null) return { kind: "not_ready" };
  const received = await hub.store.transact(lineHome(turn.from), (sql) =>
    receiveInput(sql, now, prepared.turn, reach),
  );
  hub.wake();
  return received;
}

interface Prepared {
  readonly turn: IncomingTurn;
  readonly provedCustomer: string | null;
}

function textTurn(turn: IncomingTurn): Prepared {
  return { turn, provedCustomer: null };
}

/** What of a call's turn must be known before its transaction. Keys that may be a secret end here: a verdict goes on. */
async function prepareCall(hub: Hub, turn: IncomingTurn): Promise<Prepared | "seen"> {
  const home = lineHome(turn.from);
  const { isSeen, provedCustomer, secretOf } = await hub.store.read(home, (sql) =>
    callStanding(sql, hub.clock.now(), home, turn),
  );
  if (isSeen) return "seen";
  const { input } = turn;
  if (secretOf === null || input.kind !== "digits" || !mayBeSecret(input.keys)) {
    return { turn, provedCustomer };
  }
  const attempt = { ...secretOf, key: turn.key, line: turn.from };
  const { verdict, customerId } = await checkSecret(hub, attempt, input.keys);
  return {
    turn: { ...turn, input: { kind: "proof", verdict } },
    provedCustomer: verdict === "proved" ? customerId : provedCustomer,
  };
}

/** What a line may reach now, or a caller who has proved who they are; null while the utility has no settings. */
export async function readReach(
  hub: Hub,
  now: Now,
  line: string,
  provedCustomer: string | null,
): Promise<Reach | null> {
  const home = utilityHome(hub.utilityId);
  const known = await hub.store.read(home, (sql) => {
    const inForce = settingsAt(sql, now.serviceMs);
    if (inForce === null) return null;
    const all =
      provedCustomer === null
        ? accountsOfLine(sql, home, line, now.serviceMs)
        : accountsOfCustomer(sql, home, provedCustomer, now.serviceMs);
    const reachable = all.slice(0, ACCOUNTS_LISTED_MAX);
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
    provedCustomer,
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
