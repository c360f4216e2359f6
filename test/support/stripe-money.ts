/** What a Stripe-shaped server holds for its merchant: every move of it, what is available, and what is paid out. */
import type { Given, StripeBooks, Thing } from "./stripe-books.ts";

/** What Stripe's reports call its types of moves, where not by the same word. */
const categories: Readonly<Record<string, string>> = {
  payment_failure_refund: "charge_failure",
  payout_failure: "payout_reversal",
  stripe_fee: "fee",
  reserve_transaction: "risk_reserved_funds",
};

/** Two days, until what came is available. */
const RIPE_S = 2 * 86_400;

export class StripeMoney {
  readonly #books: StripeBooks;
  readonly #nowS: () => number;
  readonly #tell: (type: string, thing: Thing) => void;

  constructor(books: StripeBooks, nowS: () => number, tell: (type: string, thing: Thing) => void) {
    this.#books = books;
    this.#nowS = nowS;
    this.#tell = tell;
  }

  /** Pays out all that is available, as Stripe does by itself; null where there is nothing. */
  payOut(): Thing | null {
    this.ripen();
    const due = this.#books
      .all("balance_transaction")
      .filter(({ status, payout }) => status === "available" && payout === null);
    const amount = due.reduce((sum, { net }) => sum + Number(net), 0);
    if (amount <= 0) return null;
    const payout = this.#books.make("po", "payout", { amount, currency: "usd", status: "paid" });
    for (const { id } of due) this.#books.change(id, "balance_transaction", { payout: payout.id });
    const line = this.move("payout", payout.id, -amount, 0);
    this.#books.change(line.id, "balance_transaction", { status: "available", payout: payout.id });
    this.#tell("payout.paid", payout);
    return payout;
  }

  /** The bank sent it back. */
  failPayout(payoutId: string): void {
    const payout = this.#books.change(payoutId, "payout", { status: "failed" });
    const line = this.move("payout_failure", payoutId, Number(payout["amount"]), 0);
    this.#books.change(line.id, "balance_transaction", { status: "available" });
    this.#tell("payout.failed", payout);
  }

  /** What Stripe takes for itself, by no charge. */
  takeFee(amount: number): void {
    this.move("stripe_fee", "", -amount, 0);
  }

  /** Something that no word of ours is for. */
  adjust(amount: number): void {
    this.move("reserve_transaction", "", amount, 0);
  }

  /** What came two days ago and more is available. */
  ripen(): void {
    const ripeS = this.#nowS() - RIPE_S;
    for (const { id, status, created } of this.#books.all("balance_transaction")) {
      if (status === "pending" && Number(created) <= ripeS) {
        this.#books.change(id, "balance_transaction", { status: "available" });
      }
    }
  }

  told(): Given {
    this.ripen();
    const part = (wanted: string) => [
      {
        amount: this.#books
          .all("balance_transaction")
          .filter(({ status }) => status === wanted)
          .reduce((sum, { net }) => sum + Number(net), 0),
        currency: "usd",
      },
    ];
    return { object: "balance", available: part("available"), pending: part("pending") };
  }

  move(type: string, source: string, amount: number, fee: number): Thing {
    const net = amount - fee;
    return this.#books.make("txn", "balance_transaction", {
      type,
      reporting_category: categories[type] ?? type,
      source,
      amount,
      fee,
      net,
      currency: "usd",
      status: "pending",
      payout: null,
    });
  }
}
