import type { KioskFacts } from "../conversation/facts.ts";
import type { Input, SavedTalk } from "../conversation/input.ts";
import { kioskStanding, type KioskStanding } from "../conversation/kiosk-standing.ts";
import { mayBeSecret } from "../conversation/secret-question.ts";
import { accountHome, idOfHome, kioskLine, lineHome, utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Hub, Sql } from "../ports.ts";
import { answerOf } from "../store/inbox.ts";
import { talkOf } from "../store/talks.ts";
import { saveVisit, visitOf } from "../store/visits.ts";
import { checkProof } from "./check-proof-code.ts";
import { payeeFor } from "./find-payee.ts";
import { handedBy } from "./give-code.ts";
import { isHandOverCode } from "./hand-over.ts";
import type { UtilitySettings } from "./settings.ts";
import { accountsNamed } from "./typed-number.ts";
import type { ScreenChannel } from "../conversation/talk-channel.ts";
import type { IncomingTurn, Prepared } from "./take-turn.ts";
import { sentTextOf } from "./text-code.ts";
import { countMiss, forgiveMiss, looksForNumbers } from "./try-number.ts";

export function savedScreenTalk(sql: Sql, home: Home, channel: ScreenChannel): SavedTalk | null {
  const row = talkOf(sql, home, channel);
  return row === undefined ? null : (JSON.parse(row.talk) as SavedTalk);
}

/**
 * What of a terminal's turn must be known before its transaction: whose account is on the screen, and what typed digits are.
 * A number becomes the accounts that have it and a PIN its verdict; neither goes on as digits.
 */
export async function prepareKiosk(hub: Hub, turn: IncomingTurn): Promise<Prepared | "seen"> {
  const home = lineHome(turn.from);
  const now = hub.clock.now();
  const at = await hub.store.read(home, (sql) => ({
    isSeen: answerOf(sql, home, turn.key) !== undefined,
    visit: visitOf(sql, home),
    standing: kioskStanding(savedScreenTalk(sql, home, "kiosk"), now),
  }));
  if (at.isSeen) return "seen";
  const { standing } = at;
  const { provedCustomer } = at.visit;
  const as = { turn, provedCustomer, accountIds: standing.found };
  const { input } = turn;
  if (input.kind !== "digits" || standing.turn !== (turn.rev ?? standing.turn)) return as;
  const { entry } = standing;
  switch (entry) {
    case "number":
      return tryNumber(hub, now, as, input.keys);
    case "text_code":
      return tryTextCode(hub, now, as, { accountId: standing.accountId, code: input.keys });
    case "pin":
    case "code":
      return proveBy(entry, hub, turn, { standing, keys: input.keys, provedCustomer });
    case "amount":
    case "phone":
    case null:
      return { ...as, turn: { ...turn, input: typedInput(entry, input.keys) } };
  }
}

/** Digits that stand for themselves; where none are asked for, the screen is shown again. */
export function typedInput(entry: "amount" | "phone" | null, keys: string): Input {
  if (entry === null) return { kind: "chose", option: "repeat" };
  const digits = entry === "amount" ? keys.replace(/^0+(?=\d)/, "") : keys;
  return { kind: "chose", option: `${entry}:${digits}` };
}

/** A number as it was typed: an account's, a phone's, a one-time code, or one by which somebody else is paid. What is none of them is counted before it is answered. */
async function tryNumber(hub: Hub, now: Now, as: Prepared, keys: string): Promise<Prepared> {
  const { turn } = as;
  const home = lineHome(turn.from);
  if (!(await hub.store.read(home, (sql) => looksForNumbers(sql, now, home)))) {
    return { ...as, turn: { ...turn, input: { kind: "too_many_numbers" } } };
  }
  const accountIds = await findAccounts(hub, now, keys);
  if (accountIds.length === 0 && isHandOverCode(keys)) {
    const handed = await handedBy(hub, turn, keys);
    if (handed !== null) {
      const arrived = { ...turn, input: { kind: "handed", handed } } as const;
      return { turn: arrived, provedCustomer: null, accountIds: [handed.accountId] };
    }
  }
  if (accountIds.length === 0) {
    const payee = await payeeFor(hub, turn, keys);
    if (payee !== null) {
      const found = { ...turn, input: { kind: "found", accountIds: [payee] } } as const;
      return { turn: found, provedCustomer: null, accountIds: [payee] };
    }
    await hub.store.transact(home, (sql) => countMiss(sql, now, home));
  }
  return { ...as, turn: { ...turn, input: { kind: "found", accountIds } }, accountIds };
}

/** The digits of a text: looked up in what the named account was sent. What is none of them is counted like a number. */
export async function tryTextCode(
  hub: Hub,
  now: Now,
  as: Prepared,
  { accountId, code }: { readonly accountId: string | null; readonly code: string },
): Promise<Prepared> {
  const { turn } = as;
  if (accountId === null || !/^\d{6}$/.test(code)) {
    return { ...as, turn: { ...turn, input: { kind: "chose", option: "repeat" } } };
  }
  const home = lineHome(turn.from);
  if (!(await hub.store.read(home, (sql) => looksForNumbers(sql, now, home)))) {
    return { ...as, turn: { ...turn, input: { kind: "too_many_numbers" } } };
  }
  const account = accountHome(accountId);
  const sent = await hub.store.read(account, (sql) => sentTextOf(sql, account, code));
  if (sent === undefined) await hub.store.transact(home, (sql) => countMiss(sql, now, home));
  const input = { kind: "chose", option: `code:${code}` } as const;
  return { ...as, turn: { ...turn, input, sentTexts: sent === undefined ? [] : [sent] } };
}

async function proveBy(
  by: "pin" | "code",
  hub: Hub,
  turn: IncomingTurn,
  given: { standing: KioskStanding; keys: string; provedCustomer: string | null },
): Promise<Prepared> {
  const { standing, keys, provedCustomer } = given;
  const { accountId, found: accountIds } = standing;
  if (accountId === null || !mayBeSecret(keys, by)) {
    const input = { kind: "chose", option: "repeat" } as const;
    return { turn: { ...turn, input }, provedCustomer, accountIds };
  }
  const attempt = {
    key: turn.key,
    line: turn.from,
    channel: turn.channel,
    number: null,
    accountId,
    by,
  };
  const { verdict, customerId } = await checkProof(hub, attempt, keys);
  return {
    turn: { ...turn, input: { kind: "proof", verdict } },
    provedCustomer: verdict === "proved" ? customerId : provedCustomer,
    accountIds,
  };
}

/** As many accounts of one phone as a screen lists. */
const FOUND_MAX = 5;

/** The accounts of a number as it was typed: an account's own, or a phone's. None, closed and unknown look the same. */
function findAccounts(hub: Hub, now: Now, typed: string): Promise<readonly string[]> {
  const home = utilityHome(hub.utilityId);
  return hub.store.read(home, (sql) => accountsNamed(sql, now, home, typed).slice(0, FOUND_MAX));
}

/** What a screen has beside it, as facts of its line: a terminal its devices, a page none. */
export function screenFacts(
  sql: Sql,
  home: Home,
  channel: ScreenChannel,
  settings: UtilitySettings,
): KioskFacts {
  if (channel === "kiosk") return devicesOf(sql, home, settings);
  const takesCards = settings.payment.processor !== "none";
  return { acceptor: "away", reader: "away", takesCards, isPage: true };
}

function devicesOf(sql: Sql, home: Home, { payment }: UtilitySettings): KioskFacts {
  const { acceptor, reader: told } = visitOf(sql, home) as unknown as KioskFacts;
  // One that the processor drives says itself, to each payment, whether it is there.
  const isDriven = drivenReader(payment, idOfHome(home)) !== null;
  const takesCards = payment.processor !== "none";
  if (isDriven) return { acceptor, reader: "ready", readerAsks: true, takesCards };
  return { acceptor, reader: told, takesCards };
}

/** The reader that the processor drives at a terminal's line; null where cards are told of by the terminal's own devices. */
export function drivenReader(
  { readers = {} }: UtilitySettings["payment"],
  line: string,
): string | null {
  const [kioskId] = Object.keys(readers).filter((id) => kioskLine(id) === line);
  return kioskId === undefined ? null : (readers[kioskId] ?? null);
}

/** Proof lasts as long as the account that it was given for is on a terminal's screen, and on a page until its visitor leaves. */
export function keepProof(
  sql: Sql,
  now: Now,
  home: Home,
  kept: { talk: SavedTalk; channel: ScreenChannel; provedCustomer: string | null },
): void {
  const before = visitOf(sql, home);
  const { accountId, found } = kioskStanding(kept.talk, now);
  const isThere = kept.channel === "portal" ? found.length > 0 : accountId !== null;
  const proved = isThere ? kept.provedCustomer : null;
  if (proved === before.provedCustomer) return;
  saveVisit(sql, home, { ...before, provedCustomer: proved }, now.wallMs);
  if (proved !== null) forgiveMiss(sql, now, home);
}
