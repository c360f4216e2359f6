import { DAY_MS, type Now } from "../instant.ts";
import { payCodeOf } from "../payment/pay-code.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { customerOfAccount } from "../store/customers.ts";
import { addPayCode, payCodeRow, type PayCodeRow, revokePayCodeRow } from "../store/pay-codes.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { mustSettings } from "./settings.ts";

export interface MakePayCode {
  readonly accountId: string;
  readonly capMinor: number;
  /** How many payments may be made by it. */
  readonly uses: number;
  readonly days: number;
  /** Nine digits of chance. */
  readonly chance: string;
  readonly actor: string;
}

export type PayCodeRefusal = "no_such_account" | "bad_cap" | "bad_uses" | "bad_days" | "try_again";

/** A code lies about in other people's pockets: a month is long enough to collect for somebody, and short enough to forget. */
export const PAY_CODE_DAYS_MAX = 31;
export const PAY_CODE_USES_MAX = 50;

/** Makes a code by which others may pay for an account: up to a cap, so many times, for so long. */
export function makePayCode(
  sql: Sql,
  now: Now,
  home: Home,
  input: MakePayCode,
): PayCodeRow | Refusal<PayCodeRefusal> {
  const { accountId, capMinor, uses, days, actor } = input;
  if (customerOfAccount(sql, home, accountId, now.serviceMs) === undefined) {
    return refuse("no_such_account", "there is no such account");
  }
  const { minMinor, maxMinor } = mustSettings(sql, now.serviceMs).settings.payment;
  if (!isWithin(capMinor, minMinor, maxMinor)) {
    return refuse(
      "bad_cap",
      "the cap is at least one payment of the least, at most one of the most",
    );
  }
  if (!isWithin(uses, 1, PAY_CODE_USES_MAX)) {
    return refuse("bad_uses", `a code is good for 1 to ${String(PAY_CODE_USES_MAX)} payments`);
  }
  if (!isWithin(days, 1, PAY_CODE_DAYS_MAX)) {
    return refuse("bad_days", `a code is good for 1 to ${String(PAY_CODE_DAYS_MAX)} days`);
  }
  const code = payCodeOf(input.chance);
  if (payCodeRow(sql, home, code) !== undefined) {
    return refuse("try_again", "another code has these digits; ask again");
  }
  // The code itself stands in no journal: who reads a report could pay, and be told that it is good.
  const codeName = payCodeName(sql, code);
  const row: PayCodeRow = {
    code,
    name: codeName,
    accountId,
    capMinor,
    spentMinor: 0,
    usesLeft: uses,
    createdAtMs: now.wallMs,
    expiresAtMs: now.wallMs + days * DAY_MS,
    revokedAtMs: null,
  };
  addPayCode(sql, home, row);
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "pay-code-made",
    actor,
    channel: null,
    cause: codeName,
    facts: { codeName, accountId, capMinor, uses, expiresAtMs: row.expiresAtMs },
  });
  return row;
}

/** Ends a code before its time. */
export function revokePayCode(
  sql: Sql,
  now: Now,
  home: Home,
  { code, actor }: { readonly code: string; readonly actor: string },
): { readonly kind: "revoked" | "repeated" } | Refusal<"no_such_code"> {
  const row = payCodeRow(sql, home, code);
  if (row === undefined) return refuse("no_such_code", "there is no such code");
  if (!revokePayCodeRow(sql, home, code, now.wallMs)) return { kind: "repeated" };
  const codeName = payCodeName(sql, code);
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "pay-code-revoked",
    actor,
    channel: null,
    cause: codeName,
    facts: { codeName, accountId: row.accountId },
  });
  return { kind: "revoked" };
}

/** Hex digits that stand for a code in the journal. */
const CODE_NAME_LENGTH = 24;

export function payCodeName(sql: Sql, code: string): string {
  return sql.sha256(`pay-code/${code}`).slice(0, CODE_NAME_LENGTH);
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}
