import type { Now } from "../instant.ts";
import { readPayCode } from "../payment/pay-code.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { addUse, giveBackUse, payCodeRow, useOf } from "../store/pay-codes.ts";
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

export type UseRefusal = "code_not_good" | "over_cap" | "id_reused";

/**
 * Takes a payment's amount of a code, before the money is taken: in one transaction, so that of many who pay at once none passes
 * its cap. A code that is unknown, over, used up or ended is refused in the same words. Whose account it is, is for the hub alone.
 */
export function usePayCode(
  sql: Sql,
  now: Now,
  home: Home,
  { code: typed, paymentId, amountMinor, actor }: UsePayCode,
): { readonly kind: "used" | "repeated"; readonly accountId: string } | Refusal<UseRefusal> {
  const code = readPayCode(typed);
  const row = code === undefined ? undefined : payCodeRow(sql, home, code);
  const notGood = refuse("code_not_good", "the code is not known, or not good any more");
  if (code === undefined || row === undefined) return notGood;
  const { accountId } = row;
  const before = useOf(sql, home, paymentId);
  if (before !== undefined) {
    const isSame = before.code === code && before.amountMinor === amountMinor;
    if (!isSame) return refuse("id_reused", "the payment's id exists and says something else");
    if (before.givenBackAtMs !== null) return notGood;
    return { kind: "repeated", accountId };
  }
  const isOver = row.revokedAtMs !== null || row.expiresAtMs <= now.wallMs || row.usesLeft === 0;
  if (isOver) return notGood;
  if (amountMinor > row.capMinor - row.spentMinor) {
    return refuse("over_cap", "this is more than the code is still good for");
  }
  addUse(sql, home, { paymentId, code, amountMinor, usedAtMs: now.wallMs });
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "pay-code-used",
    actor,
    channel: null,
    cause: paymentId,
    facts: { codeName: payCodeName(sql, code), accountId, paymentId, amountMinor },
  });
  return { kind: "used", accountId };
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
