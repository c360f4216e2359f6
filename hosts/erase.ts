import {
  checkAccount,
  checkLine,
  checkNumber,
  eraseAccount,
  eraseCustomer,
  eraseLine,
  eraseNumber,
  type EraseRefusal,
  isUnderWay,
} from "../core/hub/erase-person.ts";
import { accountHome, lineHome, utilityHome } from "../core/ids.ts";
import type { Home, Hub, Sql } from "../core/ports.ts";
import { isPhone } from "../core/phone.ts";
import { isRefusal, type Refusal, refuse } from "../core/refusal.ts";
import {
  accountsOfCustomer,
  accountsOfLine,
  customerOfAccount,
  linesOfCustomer,
} from "../core/store/customers.ts";
import { usesOfLine } from "../core/store/pay-codes.ts";
import type { Erased, Erasing } from "../core/store/erasure.ts";

/** By a number, or by an account that is closed. */
export type EraseWanted = { readonly isDry: boolean } & (
  | { readonly number: string }
  | { readonly accountId: string }
);

export interface ErasedHere {
  readonly erased: Erased;
  /** What of it was left, beside what is never erased: numbers and customers that other accounts need. */
  readonly left: readonly string[];
}

type Answer = ErasedHere | Refusal<EraseRefusal | "bad_number">;

/** Erases what may be erased of a person. Every refusal is looked for before anything goes; what another home refuses late is asked for again. */
export function eraseHere(hub: Hub, wanted: EraseWanted): Promise<Answer> {
  return "number" in wanted
    ? eraseByNumber(hub, wanted.number, wanted.isDry)
    : eraseByAccount(hub, wanted.accountId, wanted.isDry);
}

async function eraseByNumber(hub: Hub, line: string, isDry: boolean): Promise<Answer> {
  if (!isPhone(line)) return refuse("bad_number", `${line} is no number with its country`);
  for (const accountId of await accountsAt(hub, line)) {
    const refusal = await checked(hub, accountId);
    if (refusal !== null) return refusal;
  }
  const erased = await eraseTalksOf(hub, [line], isDry);
  return isRefusal(erased) ? erased : { erased, left: [] };
}

async function eraseByAccount(hub: Hub, accountId: string, isDry: boolean): Promise<Answer> {
  const refusal = await checked(hub, accountId);
  if (refusal !== null) return refusal;
  const home = utilityHome(hub.utilityId);
  const { serviceMs } = hub.clock.now();
  const theirs = await hub.store.read(home, (sql) => {
    const customerId = customerOfAccount(sql, home, accountId, serviceMs) ?? "";
    const lines = linesOfCustomer(sql, home, customerId, serviceMs).map(({ line }) => line);
    const accounts = accountsOfCustomer(sql, home, customerId, serviceMs);
    return { customerId, lines, accountIds: accounts.map((one) => one.accountId) };
  });
  const open = await openOnes(hub, theirs.accountIds);
  const isGone = open.length === 0;
  // With the last of them goes what the others, closed before, told: nobody would ask for it by them.
  const accountIds = isGone ? [...new Set([accountId, ...theirs.accountIds])] : [accountId];
  for (const one of accountIds) {
    const refused = await checked(hub, one);
    if (refused !== null) return refused;
  }
  const lines: string[] = [];
  const left = isGone ? [] : [`customer ${theirs.customerId}: account ${open.join(", ")} is open`];
  for (const line of theirs.lines) {
    const needed = await openOnes(hub, await accountsAt(hub, line));
    if (needed.length === 0) lines.push(line);
    else left.push(`${line}: account ${needed.join(", ")} is open`);
  }
  const talks = await eraseTalksOf(hub, lines, isDry);
  if (isRefusal(talks)) return talks;
  const accounts: Erased[] = [];
  for (const one of accountIds) {
    const account = await at(hub, isDry, accountHome(one), (sql, of) =>
      eraseAccount(sql, hub.clock.now(), of, one),
    );
    if (isRefusal(account)) return account;
    accounts.push(account);
  }
  const customer: Erased = isGone
    ? await at(hub, isDry, home, (sql, of) =>
        eraseCustomer(sql, hub.clock.now(), of, theirs.customerId),
      )
    : {};
  return { erased: sumOf([talks, ...accounts, customer]), left };
}

/** What was said at lines, once none of them has anything open. */
async function eraseTalksOf(
  hub: Hub,
  lines: readonly string[],
  isDry: boolean,
): Promise<Erased | Refusal<EraseRefusal>> {
  const home = utilityHome(hub.utilityId);
  for (const line of lines) {
    const refusal =
      (await hub.store.read(home, (sql) => checkNumber(sql, home, line))) ??
      (await hub.store.read(lineHome(line), (sql) => checkLine(sql, lineHome(line)))) ??
      (await checkUses(hub, line));
    if (refusal !== null) return refusal;
  }
  const all: Erased[] = [];
  for (const line of lines) {
    for (const erased of [
      await at(hub, isDry, lineHome(line), (sql, of) => eraseLine(sql, hub.clock.now(), of)),
      await at(hub, isDry, home, (sql, of) => eraseNumber(sql, hub.clock.now(), of, line)),
    ]) {
      if (isRefusal(erased)) return erased;
      all.push(erased);
    }
  }
  return sumOf(all);
}

/** Who paid for another by a code, on a page too, is told what came of it. */
async function checkUses(hub: Hub, line: string): Promise<Refusal<EraseRefusal> | null> {
  const home = utilityHome(hub.utilityId);
  const uses = await hub.store.read(home, (sql) => usesOfLine(sql, home, line));
  for (const { accountId, paymentId } of uses) {
    const owner = accountHome(accountId);
    if (await hub.store.read(owner, (sql) => isUnderWay(sql, owner, paymentId))) {
      return refuse("payment_on_its_way", "a payment of the number by a code is on its way");
    }
  }
  return null;
}

function sumOf(all: readonly Erased[]): Erased {
  const sum: Record<string, number> = {};
  for (const [table, rows] of all.flatMap((one) => Object.entries(one))) {
    sum[table] = (sum[table] ?? 0) + rows;
  }
  return sum;
}

function at<Result>(
  hub: Hub,
  isDry: boolean,
  home: Home,
  work: (sql: Sql, of: Erasing) => Result,
): Promise<Result> {
  return hub.store.transact<Result>(home, (sql) => work(sql, { home, isDry }) as never);
}

async function accountsAt(hub: Hub, line: string): Promise<readonly string[]> {
  const home = utilityHome(hub.utilityId);
  const { serviceMs } = hub.clock.now();
  const found = await hub.store.read(home, (sql) => accountsOfLine(sql, home, line, serviceMs));
  return found.map(({ accountId }) => accountId);
}

function checked(hub: Hub, accountId: string): Promise<Refusal<EraseRefusal> | null> {
  const home = accountHome(accountId);
  return hub.store.read(home, (sql) => checkAccount(sql, hub.clock.now(), home, accountId));
}

async function openOnes(hub: Hub, accountIds: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const accountId of accountIds) {
    if ((await checked(hub, accountId))?.code === "account_open") found.push(accountId);
  }
  return found;
}
