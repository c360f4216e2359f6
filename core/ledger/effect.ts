import { type Refusal, isRefusal, refuse } from "../refusal.ts";
import { type AccountName, type ReadName, readAccountName } from "./chart.ts";
import type { Entry, Transfer, TransferRefusal } from "./transfer.ts";

/** An account's running totals in one home and month (month is "" for the customer's accounts). */
export interface LedgerBalance {
  readonly account: AccountName;
  readonly month: string;
  readonly currency: string;
  /** Signed: debits less credits. */
  readonly postedUnits: number;
  /** What pending transfers would still add on either side; never negative. */
  readonly pendingDebitUnits: number;
  readonly pendingCreditUnits: number;
  /** How many entries stand behind it. */
  readonly entryCount: number;
}

/** An entry with the month it is kept under. */
export interface KeptEntry extends Entry {
  readonly month: string;
}

/** What a transfer adds to one balance, and up to what it may. */
export interface Effect extends Omit<LedgerBalance, "currency"> {
  readonly capUnits: number | null;
}

/** The transfer's entries with their months: the transfer's own for the utility's accounts, none for the customer's. */
export function keptEntries(transfer: Transfer): KeptEntry[] {
  return transfer.entries.map((entry) => {
    const read = readAccountName(entry.account);
    const ofUtility = !isRefusal(read) && read.account.owner === "utility";
    return { ...entry, month: ofUtility ? transfer.month : "" };
  });
}

/** What a transfer adds to each balance; `reserved` are the entries of the pending transfer it resolves. */
export function effectsOf(transfer: Transfer, reserved: readonly KeptEntry[]): Effect[] {
  const effects = new Map<string, Effect>();
  const add = (effect: Effect): void => {
    const key = keyOfBalance(effect);
    const old = effects.get(key);
    effects.set(key, old === undefined ? effect : sumOf(old, effect));
  };
  // What was reserved is released first, from the month it was reserved in; a post then adds its own entries.
  for (const entry of reserved) add(pendingEffect(entry, -1));
  for (const entry of keptEntries(transfer)) {
    const effect = transfer.kind === "pending" ? pendingEffect(entry, 1) : postedEffect(entry);
    // An entry that takes away needs no cap.
    const capUnits = entry.amountUnits > 0 ? (entry.capUnits ?? null) : null;
    add({ ...effect, entryCount: 1, capUnits });
  }
  return [...effects.values()];
}

function noEffect({ account, month }: KeptEntry): Effect {
  const none = { postedUnits: 0, pendingDebitUnits: 0, pendingCreditUnits: 0, entryCount: 0 };
  return { account, month, ...none, capUnits: null };
}

function postedEffect(entry: KeptEntry): Effect {
  return { ...noEffect(entry), postedUnits: entry.amountUnits };
}

/** Reserves (1) or releases (-1) an entry on the side its amount stands on. */
function pendingEffect(entry: KeptEntry, sign: 1 | -1): Effect {
  const { amountUnits } = entry;
  return amountUnits > 0
    ? { ...noEffect(entry), pendingDebitUnits: sign * amountUnits }
    : { ...noEffect(entry), pendingCreditUnits: sign * -amountUnits };
}

function sumOf<Totals extends Omit<LedgerBalance, "currency">>(old: Totals, add: Effect): Totals {
  return {
    ...old,
    ...(add.capUnits === null ? {} : { capUnits: add.capUnits }),
    postedUnits: old.postedUnits + add.postedUnits,
    pendingDebitUnits: old.pendingDebitUnits + add.pendingDebitUnits,
    pendingCreditUnits: old.pendingCreditUnits + add.pendingCreditUnits,
    entryCount: old.entryCount + add.entryCount,
  };
}

export function keyOfBalance({ account, month }: { account: string; month: string }): string {
  return `${account} ${month}`;
}

/**
 * The balances after the effects, or the first rule they would break. What is pending counts against an account's limit and
 * never for it, so that a post can't break what its pending transfer was allowed.
 */
export function applyEffects(
  effects: readonly Effect[],
  before: readonly LedgerBalance[],
  currency: string,
): LedgerBalance[] | Refusal<TransferRefusal> {
  const mixed = before.find((balance) => balance.currency !== currency);
  if (mixed !== undefined) {
    return refuse(
      "currency_mixed",
      `${mixed.account} is kept in ${mixed.currency}, not ${currency}`,
    );
  }
  const known = new Map(before.map((balance) => [keyOfBalance(balance), balance]));
  const after = effects.map((effect): LedgerBalance => {
    const old = known.get(keyOfBalance(effect));
    const { account, month, postedUnits, pendingDebitUnits, pendingCreditUnits } = effect;
    const { entryCount } = effect;
    const first = {
      account,
      month,
      postedUnits,
      pendingDebitUnits,
      pendingCreditUnits,
      entryCount,
    };
    return old === undefined ? { ...first, currency } : sumOf(old, { ...effect, capUnits: null });
  });
  return overCap(effects, after) ?? overdrawn(after) ?? overflown(after) ?? after;
}

function overCap(
  effects: readonly Effect[],
  after: readonly LedgerBalance[],
): Refusal<TransferRefusal> | null {
  for (const [at, { account, capUnits }] of effects.entries()) {
    const { postedUnits = 0, pendingDebitUnits = 0 } = after[at] ?? {};
    if (capUnits !== null && postedUnits + pendingDebitUnits > capUnits) {
      return refuse("would_exceed_cap", `${account} may hold ${String(capUnits)} units`);
    }
  }
  return null;
}

/** The accounts that never go below zero, in the order in which they are looked at. */
const overdrafts = [
  "prepaid",
  "shortfall",
  "emergency_credit",
  "arrears",
  "returned_payments",
  "receivable",
  "deposit",
  "unapplied",
] as const;

function overdrawn(after: readonly LedgerBalance[]): Refusal<TransferRefusal> | null {
  for (const code of overdrafts) {
    const balance = after.find(({ account }) => account === code);
    if (balance !== undefined && availableUnits(balance) < 0) {
      return refuse(
        `would_overdraw_${code}`,
        `${code} would be ${String(-availableUnits(balance))} units below zero`,
      );
    }
  }
  return null;
}

/** What can still be taken from a balance: on its own side of zero, less what is pending against it. */
export function availableUnits(balance: LedgerBalance): number {
  const read = readAccountName(balance.account);
  const { postedUnits, pendingDebitUnits, pendingCreditUnits } = balance;
  return !isRefusal(read) && growsByDebit(read)
    ? postedUnits - pendingCreditUnits
    : 0 - (postedUnits + pendingDebitUnits);
}

function growsByDebit({ account }: ReadName): boolean {
  return account.type === "asset" || account.type === "expense";
}

/** Sums are looked at before they are stored: past 2^53 a JavaScript number would no longer hold them exactly. */
function overflown(after: readonly LedgerBalance[]): Refusal<TransferRefusal> | null {
  for (const { account, postedUnits, pendingDebitUnits, pendingCreditUnits } of after) {
    if (![postedUnits, pendingDebitUnits, pendingCreditUnits].every(Number.isSafeInteger)) {
      return refuse("would_overflow", `${account} would pass what a total can hold exactly`);
    }
  }
  return null;
}
