/** One account's ledger in memory, under the posting rules of the real one. */
import { assert } from "../../core/assert.ts";
import { type AccountBalances, balancesOf } from "../../core/ledger/balances.ts";
import {
  applyEffects,
  effectsOf,
  type KeptEntry,
  keptEntries,
  type LedgerBalance,
} from "../../core/ledger/effect.ts";
import { checkTransfer, type Transfer } from "../../core/ledger/transfer.ts";
import type { Currency } from "../../core/money.ts";
import { isRefusal } from "../../core/refusal.ts";

export class Books {
  readonly #home: string;
  readonly #currency: Currency;
  readonly #totals = new Map<string, LedgerBalance>();
  readonly #pending = new Map<string, readonly KeptEntry[]>();
  #balances: AccountBalances | null = null;

  constructor(accountId: string, currency: Currency) {
    this.#home = `account:${accountId}`;
    this.#currency = currency;
  }

  get balances(): AccountBalances {
    this.#balances ??= balancesOf([...this.#totals.values()].filter(({ month }) => month === ""));
    return this.#balances;
  }

  /** Posts the transfers of one happening in their order. One that the rules refuse is a fault of the back-test. */
  post(transfers: readonly Transfer[]): void {
    for (const transfer of transfers) this.#postOne(transfer);
    this.#balances = null;
  }

  /** What the utility's accounts of this name hold over all months: debits less credits. */
  utilityUnits(account: string): number {
    return [...this.#totals.values()]
      .filter((total) => total.account === account)
      .reduce((sum, { postedUnits }) => sum + postedUnits, 0);
  }

  #postOne(transfer: Transfer): void {
    const wrong = checkTransfer(transfer, this.#currency, this.#home);
    assert(wrong === null, `${transfer.id} can't be posted: ${wrong?.message ?? ""}`);
    const { pendingId } = transfer;
    const reserved = pendingId === null ? [] : (this.#pending.get(pendingId) ?? []);
    const effects = effectsOf(transfer, reserved);
    const before = effects.flatMap((effect) => this.#totals.get(keyOf(effect)) ?? []);
    const after = applyEffects(effects, before, this.#currency.code);
    assert(!isRefusal(after), `${transfer.id} can't be posted: ${JSON.stringify(after)}`);
    for (const total of after) this.#totals.set(keyOf(total), total);
    if (pendingId !== null) this.#pending.delete(pendingId);
    if (transfer.kind === "pending") this.#pending.set(transfer.id, keptEntries(transfer));
  }
}

function keyOf({ account, month }: { account: string; month: string }): string {
  return `${account} ${month}`;
}
