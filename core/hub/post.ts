import { Fault, assert, must } from "../assert.ts";
import type { Now } from "../instant.ts";
import { type AccountBalances, balancesOf } from "../ledger/balances.ts";
import { type KeptEntry, applyEffects, effectsOf, keptEntries } from "../ledger/effect.ts";
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
  const { home, currency } = books;
  const malformed = checkTransfer(transfer, currency, home);
  if (malformed !== null) return refused(sql, now, { home, id: transfer.id }, malformed);

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
  if (known === "exists") return { kind: "exists" };
  if (known !== null) return refused(sql, now, { home, id }, known);

  const effects = effectsOf(transfer, reserved);
  const before = balancesOfAccounts(sql, home, effects);
  const after = applyEffects(effects, before, currency.code);
  if (isRefusal(after)) return refused(sql, now, { home, id }, after);

  insertTransfer(sql, home, transfer, { currency: currency.code, recordedAtMs: now.wallMs });
  const kept = keptEntries(transfer);
  if (kept.length > 0) insertEntries(sql, home, id, kept);
  putBalances(sql, home, after);
  return { kind: "posted" };
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
  const result = post(sql, now, books, first);
  // They were written together, so the first one answers for all; what follows was computed anew and may say something else.
  if (result.kind !== "posted") return result;
  for (const transfer of others) {
    const next = post(sql, now, books, transfer);
    if (next.kind === "posted") continue;
    const why = next.kind === "exists" ? "it exists" : `${next.code}, ${next.message}`;
    throw new Fault(`${transfer.id} follows from ${first.id} and was not posted: ${why}`);
  }
  return result;
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
): PostResult {
  const { code, message } = refusal;
  // These two have no id that could be kept.
  if (code !== "id_empty" && code !== "id_too_long") {
    insertRefused(sql, home, id, { code, recordedAtMs: now.wallMs });
  }
  return { kind: "refused", code, message };
}
