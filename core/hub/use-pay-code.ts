import { DAY_MS, type Now } from "../instant.ts";
import { readPayCode } from "../payment/pay-code.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import {
  addUse,
  giveBackUse,
  payCodeByName,
  payCodeRow,
  type PayCodeRow,
  usedByLine,
  usedOfAccount,
  useOf,
} from "../store/pay-codes.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { payCodeName } from "./make-pay-code.ts";

export interface UsePayCode {
  /** As it was typed. */
  readonly code: string;
  /** Made by the payer: the same id is the same payment. */
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly actor: string;
}

export type UseRefusal = "code_not_good" | "over_cap" | "over_daily_limit" | "id_reused";

/**
 * Takes a payment's amount of a code, before the money is taken: in one transaction, so that of many who pay at once none passes
 * its cap. A code that is unknown, over, used up or ended is refused in the same words. Whose account it is, is for the hub alone.
 */
export function usePayCode(
  sql: Sql,
  now: Now,
  home: Home,
  { code: typed, ...use }: UsePayCode,
): Used | Refusal<UseRefusal> {
  const code = readPayCode(typed);
  const row = code === undefined ? undefined : payCodeRow(sql, home, code);
  return take(sql, now, home, { row, use: { ...use, line: null, channel: "counter" } });
}

export interface UseByName extends Omit<UsePayCode, "code"> {
  /** Of the code, as a talk and the journal know it. */
  readonly codeName: string;
  readonly line: string;
  readonly channel: string;
  /** Of a card whose owner is out of sight; absent of any other. */
  readonly daily?: DailyByCodes;
}

/** The most that cards whose owners are out of sight pay by codes in any 24 hours. */
export interface DailyByCodes {
  /** From one line, for whomever. */
  readonly lineMinor: number;
  /** For one account, by however many lines and codes. */
  readonly accountMinor: number;
}

/** The same by the name of a code that was given in a talk. */
export function useByName(
  sql: Sql,
  now: Now,
  home: Home,
  { codeName, ...use }: UseByName,
): Used | Refusal<UseRefusal> {
  return take(sql, now, home, { row: payCodeByName(sql, home, codeName), use });
}

type Used = { readonly kind: "used" | "repeated"; readonly accountId: string };

const notGood = refuse("code_not_good", "the code is not known, or not good any more");

/** Whether a code may be paid by now. */
export function isGoodCode(row: PayCodeRow, now: Now): boolean {
  const { revokedAtMs, expiresAtMs, usesLeft, capMinor, spentMinor } = row;
  return revokedAtMs === null && expiresAtMs > now.wallMs && usesLeft > 0 && spentMinor < capMinor;
}

function take(
  sql: Sql,
  now: Now,
  home: Home,
  of: {
    readonly row: PayCodeRow | undefined;
    readonly use: Omit<UseByName, "codeName" | "line"> & { readonly line: string | null };
  },
): Used | Refusal<UseRefusal> {
  const { row, use } = of;
  if (row === undefined) return notGood;
  const { paymentId, amountMinor, line } = use;
  const { code, accountId } = row;
  const before = useOf(sql, home, paymentId);
  if (before !== undefined) {
    const isSame = before.code === code && before.amountMinor === amountMinor;
    if (!isSame) return refuse("id_reused", "the payment's id exists and says something else");
    if (before.givenBackAtMs !== null) return notGood;
    return { kind: "repeated", accountId };
  }
  if (!isGoodCode(row, now)) return notGood;
  if (amountMinor > row.capMinor - row.spentMinor) {
    return refuse("over_cap", "this is more than the code is still good for");
  }
  if (isOverDay(sql, now, home, { row, use })) {
    return refuse("over_daily_limit", "no more is taken by codes today from there, or for it");
  }
  addUse(sql, home, { paymentId, code, amountMinor, usedAtMs: now.wallMs, line, uses: 1 });
  noteUse(sql, now, home, { row, use });
  return { kind: "used", accountId };
}

/** Which of the two bounds it is over is told to nobody: that others pay too is the account's to know. */
function isOverDay(
  sql: Sql,
  now: Now,
  home: Home,
  {
    row,
    use,
  }: { row: PayCodeRow; use: Pick<UseByName, "daily" | "amountMinor"> & { line: string | null } },
): boolean {
  const { daily, line, amountMinor } = use;
  if (daily === undefined || line === null) return false;
  const sinceMs = now.wallMs - DAY_MS;
  return (
    usedByLine(sql, home, line, sinceMs) + amountMinor > daily.lineMinor ||
    usedOfAccount(sql, home, row.accountId, sinceMs) + amountMinor > daily.accountMinor
  );
}

function noteUse(
  sql: Sql,
  now: Now,
  home: Home,
  of: { row: PayCodeRow; use: Omit<UseByName, "codeName" | "line"> },
): void {
  const { row, use } = of;
  const { paymentId, amountMinor, actor, channel } = use;
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "pay-code-used",
    actor,
    channel,
    cause: paymentId,
    facts: {
      codeName: payCodeName(sql, row.code),
      accountId: row.accountId,
      paymentId,
      amountMinor,
    },
  });
}

/**
 * A note that was put in by a code lies in the box, and is its account's whatever became of the code meanwhile: as much of it is
 * counted as the code still holds. Undefined where there never was such a code.
 */
export function useForNote(
  sql: Sql,
  now: Now,
  home: Home,
  use: UseByName,
): { readonly accountId: string } | undefined {
  const row = payCodeByName(sql, home, use.codeName);
  if (row === undefined) return undefined;
  const { paymentId, line } = use;
  const amountMinor = Math.min(use.amountMinor, row.capMinor - row.spentMinor);
  if (amountMinor > 0 && useOf(sql, home, paymentId) === undefined) {
    const { code } = row;
    addUse(sql, home, { paymentId, code, amountMinor, usedAtMs: now.wallMs, line, uses: 0 });
  }
  noteUse(sql, now, home, { row, use });
  return { accountId: row.accountId };
}

/** The payment was refused at its account: the code is good for its amount again. */
export function giveBackPayCode(
  sql: Sql,
  now: Now,
  home: Home,
  { paymentId, actor }: Pick<UsePayCode, "paymentId" | "actor">,
): void {
  const use = useOf(sql, home, paymentId);
  if (use === undefined || use.givenBackAtMs !== null) return;
  giveBackUse(sql, home, use, now.wallMs);
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "pay-code-given-back",
    actor,
    channel: null,
    cause: paymentId,
    facts: { codeName: payCodeName(sql, use.code), paymentId, amountMinor: use.amountMinor },
  });
}
