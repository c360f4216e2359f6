import { Fault, assert, must } from "../assert.ts";
import type { Now } from "../instant.ts";
import { type AccountBalances, balancesOf } from "../ledger/balances.ts";
import {
  applyEffects,
  type Effect,
  effectsOf,
  keptEntries,
  type KeptEntry,
  keyOfBalance,
  type LedgerBalance,
} from "../ledger/effect.ts";
import { checkKnown } from "../ledger/known.ts";
import { type Transfer, type TransferRefusal, checkTransfer } from "../ledger/transfer.ts";
import type { Currency } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, isRefusal } from "../refusal.ts";
import {
  balancesOfAccounts,
  customerBalances,
  entriesOf,
  insertEntries,
  insertRefused,
  insertTransfer,
  knownTransfer,
  putBalances,
  transferFacts,
} from "../store/ledger.ts";

/**
 * What came of a transfer. A refused one is a plain value, not a `Refusal`: its id stays refused, and for that the caller's
 * transaction must commit. A caller that returns a `Refusal` for it rolls that back too, and may use the id again.
 */
export type PostResult =
  | { readonly kind: "posted" }
  /** The same id with the same content is there: nothing was written. */
  | { readonly kind: "exists" }
  | { readonly kind: "refused"; readonly code: TransferRefusal; readonly message: string };

/** Whose books: a home, and the one currency of its utility. */
export interface Books {
  readonly home: Home;
  readonly currency: Currency;
}

/**
 * Writes one transfer inside a happening's transaction, or refuses it, looking in the order of `transferRefusals`. Five statements,
 * and one more for the entries of a transfer that is resolved or already there.
 */
export function post(sql: Sql, now: Now, books: Books, transfer: Transfer): PostResult {
  return postTogether(sql, now, books, [transfer]);
}

/**
 * Writes the transfers of one happening in their order. The first may be refused. The others follow from it and from
 * balances read in this transaction, so that a refusal of one of them is our own wrong: it throws and nothing stays.
 */
export function postAll(
  sql: Sql,
  now: Now,
  books: Books,
  transfers: readonly Transfer[],
): PostResult {
  const [first, ...others] = transfers;
  assert(first !== undefined, "a happening without a transfer posts nothing");
  if (!nameOneAnother(transfers)) return postTogether(sql, now, books, transfers);
  const result = post(sql, now, books, first);
  // They were written together, so the first one answers for all; what follows was computed anew and may say something else.
  if (result.kind !== "posted") return result;
  for (const transfer of others) {
    const next = post(sql, now, books, transfer);
    if (next.kind !== "posted") throw doesNotFollow(transfer, first, next);
  }
  return result;
}

/** Whether what is known of one transfer depends on another of them being written. */
function nameOneAnother(transfers: readonly Transfer[]): boolean {
  const ids = new Set(transfers.map(({ id }) => id));
  const names = (id: string | null): boolean => id !== null && ids.has(id);
  return (
    ids.size < transfers.length ||
    transfers.some(({ pendingId, corrects }) => names(pendingId) || names(corrects))
  );
}

/**
 * What each would change is looked at one after the other in memory, and all of it is read once and written once: most
 * happenings post two or three transfers on the same few balances.
 */
function postTogether(
  sql: Sql,
  now: Now,
  books: Books,
  transfers: readonly Transfer[],
): PostResult {
  const { home, currency } = books;
  const [first] = transfers;
  const found = transfers.map((transfer) => effectsBeside(sql, books, transfer));
  const touched = found.flatMap((one) => (one === "exists" || isRefusal(one) ? [] : one));
  const before = touched.length === 0 ? [] : balancesOfAccounts(sql, home, touched);
  const known = new Map(before.map((balance) => [keyOfBalance(balance), balance]));
  for (const [at, transfer] of transfers.entries()) {
    const effects = must(found[at], "each was looked at");
    const after =
      effects === "exists" || isRefusal(effects)
        ? effects
        : applyEffects(effects, knownOf(known, effects), currency.code);
    if (after === "exists" || isRefusal(after)) {
      const { id } = transfer;
      const result = after === "exists" ? exists : refused(sql, now, { home, id }, after);
      if (transfer !== first) throw doesNotFollow(transfer, first, result);
      return result;
    }
    for (const balance of after) known.set(keyOfBalance(balance), balance);
  }
  for (const transfer of transfers) {
    insertTransfer(sql, home, transfer, { currency: currency.code, recordedAtMs: now.wallMs });
  }
  insertEntries(
    sql,
    home,
    transfers.map((transfer) => ({ id: transfer.id, entries: keptEntries(transfer) })),
  );
  putBalances(sql, home, [...known.values()]);
  return { kind: "posted" };
}

const exists = { kind: "exists" } as const;

function knownOf(
  known: ReadonlyMap<string, LedgerBalance>,
  effects: readonly Effect[],
): LedgerBalance[] {
  return effects.flatMap((effect) => known.get(keyOfBalance(effect)) ?? []);
}

/** What a transfer adds to balances, where it may stand beside what the ledger already knows. */
function effectsBeside(
  sql: Sql,
  { home, currency }: Books,
  transfer: Transfer,
): readonly Effect[] | "exists" | Refusal<TransferRefusal> {
  const malformed = checkTransfer(transfer, currency, home);
  if (malformed !== null) return malformed;
  const { id, pendingId } = transfer;
  const facts = must(transferFacts(sql, home, transfer), "the ledger answered nothing");
  const reserved: KeptEntry[] = pendingId === null ? [] : entriesOf(sql, home, pendingId);
  const known = checkKnown(transfer, {
    existing: knownTransfer(sql, home, id, facts),
    refusedCode: facts.refusedCode,
    correctedFound: facts.correctedFound === 1,
    pending:
      facts.pendingKind === null
        ? null
        : { kind: facts.pendingKind, entries: reserved, resolvedBy: facts.resolvedBy },
  });
  return known ?? effectsOf(transfer, reserved);
}

function doesNotFollow(
  { id }: Transfer,
  first: Transfer | undefined,
  result: Exclude<PostResult, { readonly kind: "posted" }>,
): Fault {
  const why = result.kind === "exists" ? "it exists" : `${result.code}, ${result.message}`;
  return new Fault(`${id} follows from ${first?.id ?? ""} and was not posted: ${why}`);
}

/** What an account's home owes and is owed, read where the decision is taken. */
export function balancesAt(sql: Sql, home: Home): AccountBalances {
  return balancesOf(customerBalances(sql, home));
}

function refused(
  sql: Sql,
  now: Now,
  { home, id }: { readonly home: Home; readonly id: string },
  refusal: Refusal<TransferRefusal>,
): Extract<PostResult, { readonly kind: "refused" }> {
  const { code, message } = refusal;
  // These two have no id that could be kept.
  if (code !== "id_empty" && code !== "id_too_long") {
    insertRefused(sql, home, id, { code, recordedAtMs: now.wallMs });
  }
  return { kind: "refused", code, message };
}
