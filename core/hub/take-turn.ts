import {
  ACCOUNTS_LISTED_MAX,
  type AccountFacts,
  type Facts,
  type SentText,
} from "../conversation/facts.ts";
import type { Input, TaskResult } from "../conversation/input.ts";
import type { TalkChannel } from "../conversation/talk-channel.ts";
import { accountHome, lineHome, utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Hub, Sql } from "../ports.ts";
import {
  accountsOfCustomer,
  accountsOfLine,
  customerName,
  customerOfAccount,
  leftAccounts,
  methodsOf,
  type ReachableAccount,
} from "../store/customers.ts";
import { closingOf } from "../store/closings.ts";
import { accountFacts } from "./account-facts.ts";
import type { CapturedCard } from "./keep-captured-card.ts";
import { prepareKiosk } from "./kiosk-turn.ts";
import { readCode } from "./give-code.ts";
import { codeOfChance } from "./hand-over.ts";
import { initialsOf } from "./initials.ts";
import { alertsOf, readAlerts } from "./alert-lines.ts";
import { preparePage } from "./page-turn.ts";
import { prepareCall } from "./prepare-call.ts";
import { receiveInput, type Received } from "./receive-input.ts";
import { closedPrompt } from "./tell-closing.ts";
import { outageOf, outagesAt } from "./outages.ts";
import { settingsAt, type UtilitySettings } from "./settings.ts";

/** Why a call reached nobody, by which the account decides whether to call again. */
export type CallFailure = "busy" | "no_answer" | "rejected" | "no_such_number";

/** The call that an event is of, and the turn whose answer it is, as the carrier gives it back; null where it does not. */
export interface CallTurn {
  readonly callId: string;
  readonly ofTurn: number | null;
  /** Of a call of ours, which it is, by what we gave the carrier; absent or null in others. */
  readonly noticeCallId?: string | null;
  /** Why nobody was reached; absent or null where somebody was, it goes on, or nobody says. */
  readonly failure?: CallFailure | null;
}

/** One thing a person did at a line, or that is to be told there. */
export interface IncomingTurn {
  readonly channel: TalkChannel;
  /** The provider's event id, or the key of the delivery: seen once, applied once. */
  readonly key: string;
  /** The customer's number, E.164, a terminal (kioskLine) or a visit to the portal (portalLine). */
  readonly from: string;
  /** The number of ours that it came to, the terminal's id, or the visit's name. */
  readonly to: string;
  readonly input: Input;
  /** When it was said, by the clock of the channel that tells us; absent where that is now. */
  readonly occurredAtMs?: number | null;
  /** Absent in a text, and in what a call is told from elsewhere. */
  readonly call?: CallTurn;
  /** The turn whose screen was pressed at a terminal; absent in what its devices say and in what it is told. */
  readonly rev?: number;
  /** What a card held to a terminal's reader can be charged by, once; no turn keeps it. */
  readonly cardToken?: string;
  /** A card that the carrier took in this call, or null where it gave up; no turn keeps it. */
  readonly captured?: CapturedCard | null;
  /** At a terminal, the text of ours to the named account whose digits were typed; none where it was sent no such. */
  readonly sentTexts?: readonly SentText[];
  /** Digits of chance, should this talk go on elsewhere. */
  readonly freshCode?: string;
}

export interface TellHandedOff extends Omit<IncomingTurn, "key"> {
  readonly input: { readonly kind: "handed_off"; readonly offeredAtMs: number };
}

/** The carrier takes no card, or could not be asked to. */
export interface TellNoCard extends Omit<IncomingTurn, "key"> {
  readonly input: { readonly kind: "card_captured"; readonly methodId: null };
}

/** The carrier puts nobody through, or could not be asked to. */
export interface TellUnreached extends Omit<IncomingTurn, "key"> {
  readonly input: { readonly kind: "transfer_failed" };
}

export interface TellInvited extends Omit<IncomingTurn, "key"> {
  readonly input: { readonly kind: "invited"; readonly accountId?: string };
}

export interface TellResult extends Omit<IncomingTurn, "key"> {
  readonly input: { readonly kind: "result"; readonly result: TaskResult };
}

/** What a number may reach, read before the turn's transaction; the account decides again when an intent arrives. */
export interface Reach {
  /** Whose secret was given in this call; the accounts are theirs then, and else the number's. */
  readonly provedCustomer: string | null;
  readonly settings: UtilitySettings;
  /** A page that takes a first card can be reached from outside. */
  readonly linksPay: boolean;
  readonly language: string | null;
  readonly accounts: readonly AccountFacts[];
  /** Where it may reach no account but such as are closed: what is told of each. */
  readonly closed?: Facts["closed"];
  /** The processor's token of each saved method. */
  readonly tokens: Readonly<Record<string, string>>;
  /** At a terminal, the number that alerts of each account go to, once who is there has proved who they are. */
  readonly alertLines?: Readonly<Record<string, string>>;
}

/**
 * Takes one turn at a line: reads what is true of the number's accounts, then applies the input in one transaction at the
 * line's home. A key that was seen answers `seen` and changes nothing. Refuses while the utility has no settings.
 */
export async function takeTurn(hub: Hub, turn: IncomingTurn): Promise<Received> {
  const prepared = await prepare(hub, turn);
  if (prepared === "seen" || prepared === "not_ready") return { kind: prepared };
  const now = hub.clock.now();
  const reach = await readReach(hub, now, { ...prepared, line: turn.from });
  if (reach === null) return { kind: "not_ready" };
  const ready = { ...prepared.turn, freshCode: codeOfChance(hub.makeId()) };
  const received = await hub.store.transact(lineHome(turn.from), (sql) =>
    receiveInput(sql, now, ready, reach),
  );
  hub.wake();
  return received;
}

export interface Prepared {
  readonly turn: IncomingTurn;
  readonly provedCustomer: string | null;
  /** At a terminal, the accounts that are on its screen; on a page, none before its proof. */
  readonly accountIds?: readonly string[];
  readonly showsAlerts?: boolean;
}

async function prepare(hub: Hub, turn: IncomingTurn): Promise<Prepared | "seen" | "not_ready"> {
  switch (turn.channel) {
    case "sms":
      return { turn: await readCode(hub, turn), provedCustomer: null };
    case "ivr":
      return prepareCall(hub, turn);
    case "kiosk":
      return prepareKiosk(hub, turn);
    case "portal":
      return preparePage(hub, turn);
  }
}

/** Whose accounts are reached: the line's own, those of who proved who they are, or those on a terminal's screen. */
export interface Reaching {
  readonly line: string;
  readonly provedCustomer: string | null;
  readonly accountIds?: readonly string[];
  /** Whether where alerts go is told of all that is reached, and not of the accounts on a screen alone. */
  readonly showsAlerts?: boolean;
}

/** What a line may reach now; null while the utility has no settings. */
export async function readReach(hub: Hub, now: Now, who: Reaching): Promise<Reach | null> {
  const { provedCustomer } = who;
  const home = utilityHome(hub.utilityId);
  const known = await hub.store.read(home, (sql) => {
    const inForce = settingsAt(sql, now.serviceMs);
    if (inForce === null) return null;
    const all = accountsFor(sql, home, now, who);
    const accountIds = all.map(({ accountId }) => accountId);
    const left = new Set(leftAccounts(sql, home, accountIds));
    const open = all.filter(({ accountId }) => !left.has(accountId));
    const reachable = open.slice(0, ACCOUNTS_LISTED_MAX);
    const { settings } = inForce;
    // Without a processor no saved method can be charged, so none is offered.
    const offered = settings.payment.processor === "none" ? none : methodsOf;
    const withAll = withMethods(sql, now, home, { reachable, offered });
    return {
      settings,
      language: all[0]?.language ?? null,
      // Whoever has another account hears of that alone.
      left: open.length > 0 ? [] : [...left],
      reachable: withAll.map((one) => ({ ...one, ...whose(sql, home, one, who) })),
      outages: outagesAt(sql, now, home),
    };
  });
  if (known === null) return null;
  const accounts = await Promise.all(
    known.reachable.map(({ accountId, methods, initials }) =>
      hub.store.read(accountHome(accountId), (sql) => {
        const facts = accountFacts(sql, now, accountId, methods);
        return facts === null || initials === undefined ? facts : { ...facts, initials };
      }),
    ),
  );
  const closed = await readClosed(hub, now, known.left);
  const shown = who.showsAlerts === true ? known.reachable.map((one) => one.accountId) : undefined;
  const asked = shown === undefined ? who : { ...who, accountIds: shown };
  const alerted = await readAlerts(hub, now, asked, known.settings);
  const methods = known.reachable.flatMap((account) => account.methods);
  return {
    provedCustomer,
    settings: known.settings,
    linksPay: takesLinks(hub, known.settings),
    language: known.language,
    ...(closed.length > 0 && { closed }),
    accounts: accounts
      .filter((facts) => facts !== null)
      .map((facts) => ({
        ...facts,
        ...alertsOf(alerted, facts.accountId),
        outage: outageOf(known.outages, facts.accountId),
      })),
    alertLines: Object.fromEntries(alerted.map(({ accountId, line }) => [accountId, line])),
    tokens: Object.fromEntries(methods.map(({ id, token }) => [id, token])),
  };
}

/** What is told of accounts that are closed, the one that closed last first. */
async function readClosed(
  hub: Hub,
  now: Now,
  accountIds: readonly string[],
): Promise<NonNullable<Facts["closed"]>> {
  const told = await Promise.all(
    accountIds.map((accountId) => {
      const home = accountHome(accountId);
      return hub.store.read(home, (sql) => {
        const closing = closingOf(sql, home);
        if (closing === undefined || closing.state === "asked") return null;
        const isReckoned = closing.state === "settled";
        return { atMs: closing.atMs, prompt: closedPrompt(sql, now, home, { isReckoned }) };
      });
    }),
  );
  return told
    .filter((one) => one !== null)
    .toSorted((one, other) => other.atMs - one.atMs)
    .map(({ prompt }) => prompt);
}

function takesLinks({ payAddresses }: Hub, { payment }: UtilitySettings): boolean {
  return payment.processor !== "none" && payAddresses?.areReachable() === true;
}

function accountsFor(
  sql: Sql,
  home: Home,
  now: Now,
  { line, provedCustomer, accountIds }: Reaching,
): ReachableAccount[] {
  if (accountIds !== undefined) {
    return accountIds.flatMap((accountId) => {
      const owner = customerOfAccount(sql, home, accountId, now.serviceMs);
      const theirs = owner === undefined ? [] : accountsOfCustomer(sql, home, owner, now.serviceMs);
      return theirs.filter((one) => one.accountId === accountId);
    });
  }
  return provedCustomer === null
    ? accountsOfLine(sql, home, line, now.serviceMs)
    : accountsOfCustomer(sql, home, provedCustomer, now.serviceMs);
}

/** At a terminal anybody may name an account, and is told no more of its customer than initials. */
function whose(
  sql: Sql,
  home: Home,
  { customerId }: ReachableAccount,
  { accountIds }: Reaching,
): { readonly initials?: string } {
  const name = accountIds === undefined ? undefined : customerName(sql, home, customerId);
  return name === undefined ? {} : { initials: initialsOf(name) };
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
