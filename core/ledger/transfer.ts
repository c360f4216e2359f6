import { type Currency, unitsPerMinor } from "../money.ts";
import { type Refusal, isRefusal, refuse } from "../refusal.ts";
import { type AccountName, readAccountName } from "./chart.ts";

/**
 * Two-phase: `pending` reserves, and is resolved once, by a `post` (of all of it or less, the rest is released) or a `void`.
 * `posted` does both at once. After Tigerbeetle's two-phase transfers.
 */
export type TransferKind = "posted" | "pending" | "post" | "void";

/** One account's part. A debit is positive, a credit negative; never zero. */
export interface Entry {
  readonly account: AccountName;
  readonly amountUnits: number;
  /** Where the chart says `capped`: what the account may hold at most after this, what is pending counted. */
  readonly capUnits?: number;
}

/** What happened to money, once: immutable, and balanced by itself. */
export interface Transfer {
  /** Made by the caller from the cause (ids.ts) and stored before the first send: a retry brings the same id. */
  readonly id: string;
  readonly kind: TransferKind;
  /** Why, as one word of the books: "usage", "payment", "write_off". */
  readonly code: string;
  /** The pending transfer that a `post` or `void` resolves; null for the other kinds. */
  readonly pendingId: string | null;
  /** The happening that brought it about. */
  readonly cause: string;
  /** The id of the transfer that this one puts right, in the same home. */
  readonly corrects: string | null;
  readonly actor: string;
  readonly channel: string;
  /** When it was used or paid; when it was written down is added by the store. */
  readonly effectiveAtMs: number;
  /** The utility's local month, "2026-11", under which its own accounts are kept. */
  readonly month: string;
  /** 2 to 20 that sum to zero; a void has none, it releases what its pending transfer reserved. */
  readonly entries: readonly Entry[];
}

/**
 * Every refusal, in the order in which they are looked for: of two wrongs the earlier is told. First what the transfer shows by
 * itself, then its id, then what it names, then what it would do to the balances.
 */
export const transferRefusals = [
  "id_empty",
  "id_too_long",
  "code_malformed",
  "cause_empty",
  "time_not_integer",
  "month_malformed",
  "pending_id_missing",
  "pending_id_not_allowed",
  "entries_on_void",
  "entries_too_few",
  "entries_too_many",
  "amount_zero",
  "amount_not_integer",
  "amount_too_large",
  "account_unknown",
  "account_not_of_home",
  "account_repeated",
  "not_balanced",
  "tender_not_multiple",
  "cap_missing",
  "id_was_refused",
  "exists_with_different_content",
  "corrected_not_found",
  "pending_not_found",
  "pending_already_posted",
  "pending_already_voided",
  "exceeds_pending",
  "currency_mixed",
  "would_exceed_cap",
  "would_overdraw_prepaid",
  "would_overdraw_shortfall",
  "would_overdraw_emergency_credit",
  "would_overdraw_arrears",
  "would_overdraw_returned_payments",
  "would_overdraw_receivable",
  "would_overdraw_deposit",
  "would_overdraw_unapplied",
  "would_overflow",
] as const;

export type TransferRefusal = (typeof transferRefusals)[number];

/** Ids are keys of many parts; more than this is a program's mistake, not an id. */
export const TRANSFER_ID_CHARACTERS_MAX = 300;
/** Money moves between at least two accounts. */
export const ENTRIES_MIN = 2;
/** A batch's revenue, taxes and fees and the customer's own accounts; keeps a transfer one bounded write. */
export const ENTRIES_MAX = 20;
/** 400 million dollars at six digits, and low enough that twenty amounts sum exactly in a JavaScript number. */
export const AMOUNT_UNITS_MAX = 4e14;

/** What is wrong with a transfer by itself, whatever the ledger holds; null when nothing is. */
export function checkTransfer(
  transfer: Transfer,
  currency: Currency,
  home: string,
): Refusal<TransferRefusal> | null {
  return (
    checkHeader(transfer) ??
    checkResolves(transfer) ??
    checkEntries(transfer, home) ??
    checkSums(transfer, currency)
  );
}

function checkHeader(transfer: Transfer): Refusal<TransferRefusal> | null {
  const { id, code, cause, effectiveAtMs, month } = transfer;
  if (id === "") return refuse("id_empty", "a transfer needs an id");
  if (id.length > TRANSFER_ID_CHARACTERS_MAX) {
    return refuse(
      "id_too_long",
      `an id has at most ${String(TRANSFER_ID_CHARACTERS_MAX)} characters`,
    );
  }
  if (!/^[a-z][a-z_]{0,39}$/.test(code)) {
    return refuse("code_malformed", `"${code}" is not a code such as "usage" or "write_off"`);
  }
  if (cause === "") return refuse("cause_empty", "a transfer names the happening that made it");
  if (!Number.isSafeInteger(effectiveAtMs)) {
    return refuse("time_not_integer", "effectiveAtMs is not whole milliseconds");
  }
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    return refuse("month_malformed", `"${month}" is not a month such as "2026-11"`);
  }
  return null;
}

function checkResolves({ kind, pendingId }: Transfer): Refusal<TransferRefusal> | null {
  const resolves = kind === "post" || kind === "void";
  if (resolves && (pendingId === null || pendingId === "")) {
    return refuse("pending_id_missing", `a ${kind} names the pending transfer it resolves`);
  }
  if (!resolves && pendingId !== null) {
    return refuse("pending_id_not_allowed", `a ${kind} transfer resolves no other`);
  }
  return null;
}

function checkEntries(transfer: Transfer, home: string): Refusal<TransferRefusal> | null {
  const { kind, entries } = transfer;
  if (kind === "void" && entries.length > 0) {
    return refuse("entries_on_void", "a void releases the whole of its pending transfer");
  }
  if (kind !== "void" && entries.length < ENTRIES_MIN) {
    return refuse("entries_too_few", `a transfer has at least ${String(ENTRIES_MIN)} entries`);
  }
  if (entries.length > ENTRIES_MAX) {
    return refuse("entries_too_many", `a transfer has at most ${String(ENTRIES_MAX)} entries`);
  }
  return (
    firstOf(entries, ({ account, amountUnits }) =>
      amountUnits === 0 ? refuse("amount_zero", `the entry of ${account} is zero`) : null,
    ) ??
    firstOf(entries, ({ account, amountUnits }) =>
      Number.isInteger(amountUnits)
        ? null
        : refuse("amount_not_integer", `${String(amountUnits)} of ${account} is not whole units`),
    ) ??
    firstOf(entries, ({ account, amountUnits }) =>
      Math.abs(amountUnits) > AMOUNT_UNITS_MAX
        ? refuse("amount_too_large", `${String(amountUnits)} of ${account} is too large`)
        : null,
    ) ??
    checkAccounts(entries, home)
  );
}

function checkAccounts(entries: readonly Entry[], home: string): Refusal<TransferRefusal> | null {
  const ofAccount = home.startsWith("account:");
  return (
    firstOf(entries, ({ account }) => {
      const read = readAccountName(account);
      return isRefusal(read) ? read : null;
    }) ??
    firstOf(entries, ({ account }) => {
      const read = readAccountName(account);
      return !isRefusal(read) && read.account.owner === "customer" && !ofAccount
        ? refuse("account_not_of_home", `${account} is a customer's, and ${home} is no account`)
        : null;
    }) ??
    firstOf(entries, ({ account }, at) =>
      entries.findIndex((other) => other.account === account) < at
        ? refuse("account_repeated", `${account} stands twice`)
        : null,
    )
  );
}

function checkSums(transfer: Transfer, currency: Currency): Refusal<TransferRefusal> | null {
  const { entries } = transfer;
  const sumUnits = entries.reduce((sum, entry) => sum + entry.amountUnits, 0);
  if (sumUnits !== 0) {
    return refuse("not_balanced", `the entries sum to ${String(sumUnits)}, not to zero`);
  }
  const step = unitsPerMinor(currency);
  return (
    firstOf(entries, ({ account, amountUnits }) =>
      ruleOf(account) === "tender" && amountUnits % step !== 0
        ? refuse("tender_not_multiple", `${account} moves whole ${String(step)} units only`)
        : null,
    ) ??
    firstOf(entries, ({ account, amountUnits, capUnits }) =>
      ruleOf(account) === "capped" && amountUnits > 0 && !Number.isSafeInteger(capUnits)
        ? refuse("cap_missing", `adding to ${account} needs the whole units it may hold at most`)
        : null,
    )
  );
}

function ruleOf(account: AccountName): string | null {
  const read = readAccountName(account);
  return isRefusal(read) ? null : read.account.rule;
}

function firstOf(
  entries: readonly Entry[],
  wrong: (entry: Entry, at: number) => Refusal<TransferRefusal> | null,
): Refusal<TransferRefusal> | null {
  for (const [at, entry] of entries.entries()) {
    const refusal = wrong(entry, at);
    if (refusal !== null) return refusal;
  }
  return null;
}
